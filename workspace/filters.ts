import type { Value } from '../ground/database';
import { textOf } from './event';
import { fieldToken, isIndexed } from './search';

/** A condition of the Open API that cannot be understood; the message says where. */
export class FilterError extends Error {}

export interface Clause {
  readonly sql: string;
  readonly params: readonly Value[];
}

/** Fields that have a column of their own, in `events` (`e`) or `combos` (`c`). */
const COLUMNS: Readonly<Record<string, string>> = {
  df_event_id: 'e.event_id',
  df_status: 'c.status',
  df_source: 'c.source',
  df_title: 'e.title',
  df_monitor_checker_id: 'c.checker_id',
  df_monitor_ref_key: 'c.ref_key',
  date: 'e.time',
  time: 'e.time',
  create_time: 'e.created',
};
const MAX_DEPTH = 8;
const MAX_TERMS = 200;

/**
 * Turns `filters` of the Open API into SQL: `{ name, operation, value: [], condition: 'and' | 'or' }`, `condition` being
 * the relation to the one before, and `filters` inside one a pair of brackets.
 *
 * @throws FilterError
 * @example filtersToSql([{ name: 'df_status', operation: '=', value: ['error'] }]).sql // "(CAST(c.status AS TEXT) = ?)"
 */
export function filtersToSql(filters: unknown): Clause {
  const budget = { terms: 0 };
  return group(filters, 'filters', 0, budget);
}

/**
 * Takes out of `filters` what an index answers: equality of a field, when all conditions have to hold.
 *
 * @returns a query of the index, if there is one, and the conditions that are left
 * @example takeIndexed([{ name: 'team', operation: 'in', value: ['a', 'b'] }]) // { query: '("…" OR "…")', rest: [] }
 */
export function takeIndexed(filters: readonly unknown[]): {
  readonly query?: string;
  readonly rest: readonly unknown[];
} {
  const all = filters as readonly Record<string, unknown>[];
  const plain = all.every((one) => typeof one === 'object' && one !== null && (one.condition ?? 'and') === 'and');
  if (!plain) return { rest: filters };
  const found: string[] = [];
  const rest = all.filter(({ name, operation, value, filters: inner }) => {
    const values = (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => one !== undefined);
    const wanted = operation === '=' ? values.slice(0, 1) : values;
    const fits =
      inner === undefined &&
      typeof name === 'string' &&
      !name.includes('"') &&
      COLUMNS[name] === undefined &&
      isIndexed(name) &&
      (operation === '=' || operation === 'in') &&
      wanted.length > 0 &&
      values.every((one) => ['string', 'number', 'boolean'].includes(typeof one));
    if (fits) found.push(`(${wanted.map((one) => `"${fieldToken(name, textOf(one))}"`).join(' OR ')})`);
    return !fits;
  });
  return found.length > 0 ? { query: found.join(' AND '), rest } : { rest };
}

function group(filters: unknown, where: string, depth: number, budget: { terms: number }): Clause {
  if (!Array.isArray(filters)) throw new FilterError(`${where} must be an array`);
  if (depth > MAX_DEPTH) throw new FilterError(`${where} is nested deeper than ${MAX_DEPTH}`);
  let sql = '';
  const params: Value[] = [];
  for (const [i, filter] of (filters as unknown[]).entries()) {
    const at = `${where}[${i}]`;
    if (typeof filter !== 'object' || filter === null) throw new FilterError(`${at} must be an object`);
    if (++budget.terms > MAX_TERMS) throw new FilterError(`filters have more than ${MAX_TERMS} conditions`);
    const { condition = 'and', filters: inner } = filter as Record<string, unknown>;
    if (condition !== 'and' && condition !== 'or') throw new FilterError(`${at}.condition must be and or or`);
    const clause =
      inner === undefined
        ? leaf(filter as Record<string, unknown>, at)
        : group(inner, `${at}.filters`, depth + 1, budget);
    sql = sql === '' ? clause.sql : `${sql} ${condition === 'or' ? 'OR' : 'AND'} ${clause.sql}`;
    params.push(...clause.params);
  }
  return { sql: sql === '' ? '1' : `(${sql})`, params };
}

function leaf(filter: Record<string, unknown>, at: string): Clause {
  const { name, operation } = filter;
  if (typeof name !== 'string' || name === '' || name.includes('"')) throw new FilterError(`${at}.name is not a field`);
  const column = COLUMNS[name];
  const field = column ?? 'json_extract(e.body, ?)';
  const fieldParams: Value[] = column === undefined ? [`$."${name}"`] : [];
  const values = (Array.isArray(filter.value) ? (filter.value as unknown[]) : [filter.value]).filter(
    (v) => v !== undefined,
  );
  for (const value of values) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new FilterError(`${at}.value must hold texts, numbers or booleans`);
    }
  }
  const texts = values.map(String);
  const need = (n: number) => {
    if (values.length < n) throw new FilterError(`${at}.value needs ${n === 1 ? 'a value' : `${n} values`}`);
  };
  const asText = `CAST(${field} AS TEXT)`;
  const compare = (operator: string, value: unknown): Clause => {
    const n = Number(value);
    if (value === '' || Number.isNaN(n))
      return { sql: `${asText} ${operator} ?`, params: [...fieldParams, String(value)] };
    return { sql: `CAST(${field} AS REAL) ${operator} ?`, params: [...fieldParams, n] };
  };
  switch (operation) {
    case '>':
    case '>=':
    case '<':
    case '<=':
      need(1);
      return compare(operation, values[0]);
    case 'between': {
      need(2);
      const low = compare('>=', values[0]);
      const high = compare('<=', values[1]);
      return { sql: `(${low.sql} AND ${high.sql})`, params: [...low.params, ...high.params] };
    }
    case '=':
      need(1);
      return { sql: `${asText} = ?`, params: [...fieldParams, texts[0] ?? ''] };
    case '!=':
      need(1);
      return { sql: `coalesce(${asText}, '') <> ?`, params: [...fieldParams, texts[0] ?? ''] };
    case 'in':
      need(1);
      return { sql: `${asText} IN (${texts.map(() => '?').join(', ')})`, params: [...fieldParams, ...texts] };
    case 'wildcard': {
      need(1);
      const pattern = (texts[0] ?? '').replace(/[[\]]/g, (c) => (c === '[' ? '[[]' : ']'));
      return { sql: `${asText} GLOB ?`, params: [...fieldParams, pattern] };
    }
    case 'query_string': {
      need(1);
      const parts = (texts[0] ?? '').split(/\s+/).filter((part) => part !== '' && part !== '*');
      if (parts.length === 0) return { sql: '1', params: [] };
      const one = `${asText} LIKE ? ESCAPE '\\'`;
      const like = (part: string) => `%${part.replace(/[\\%_]/g, '\\$&').replace(/\*/g, '%')}%`;
      return {
        sql: `(${parts.map(() => one).join(' AND ')})`,
        params: parts.flatMap((part) => [...fieldParams, like(part)]),
      };
    }
    case 'exists': {
      const wanted = texts[0] !== 'false';
      return { sql: `coalesce(${asText}, '') ${wanted ? '<>' : '='} ''`, params: fieldParams };
    }
    default:
      throw new FilterError(`${at}.operation is not one of > >= < <= = != in between wildcard query_string exists`);
  }
}
