import { createHash } from 'node:crypto';
import { ApiError, invalidParameter } from './errors';
import type { CallPlace, FaultOf, Faults } from './faults';

/** Rows by ordinal, made when they are read. */
export interface Listing<Row> {
  readonly length: number;
  at(ordinal: number): Row;
}

/** What a dialect may read of a call. */
export interface PagingCall {
  params: Readonly<Record<string, string>>;
  place: CallPlace;
  faults: Faults;
  /** The list has no end: every page is the first one, and says that more follow. */
  endless?: boolean;
}

export interface Page<Row> {
  rows: Row[];
  /** Paging fields of the answer, by wire name. */
  fields: Record<string, unknown>;
}

/** A way to page, with its documented caps. */
export interface Dialect {
  /** Wire names of the parameters. */
  readonly params: readonly string[];
  page<Row>(call: PagingCall, listing: Listing<Row>): Page<Row>;
}

/** Reads a whole-number parameter. @throws ApiError 400 */
export function intParam(params: Readonly<Record<string, string>>, name: string): number | undefined {
  const given = params[name];
  if (given === undefined || given === '') return undefined;
  if (!/^-?[0-9]{1,15}$/.test(given)) throw invalidParameter(name, 'a whole number expected');
  return Number(given);
}

/** What happens to a page size over the documented cap. */
type Over = 'cap' | 'refuse';

interface SizeRule {
  name: string;
  default: number;
  min?: number;
  max: number;
  over: Over;
  /** The only sizes that are taken. */
  oneOf?: readonly number[];
}

function sizeOf(params: Readonly<Record<string, string>>, rule: SizeRule): number {
  const given = intParam(params, rule.name);
  if (given === undefined) return rule.default;
  const min = rule.min ?? 1;
  if (rule.oneOf !== undefined && !rule.oneOf.includes(given)) {
    throw invalidParameter(rule.name, `one of ${rule.oneOf.join(', ')} expected`);
  }
  if (rule.over === 'refuse' && (given < min || given > rule.max)) {
    throw invalidParameter(rule.name, `a value from ${min} to ${rule.max} expected`);
  }
  return Math.min(rule.max, Math.max(min, given));
}

/** Parameters that may differ between the pages of one query. */
const NOT_THE_QUERY = new Set([
  'Signature',
  'SignatureNonce',
  'Timestamp',
  'AccessKeyId',
  'SecurityToken',
  'NextToken',
  'Marker',
  'MaxResults',
  'MaxItems',
  'marker',
  'max-keys',
  'Length',
  'limit',
  'nextToken',
]);

function queryMark(call: PagingCall): string {
  const { params, place } = call;
  const query = Object.keys(params)
    .filter((name) => !NOT_THE_QUERY.has(name))
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`);
  const text = [place.account, place.product, place.region, place.action, ...query].join('\n');
  return createHash('sha1').update(text).digest('hex').slice(0, 12);
}

/** An opaque token: where to go on, bound to the query. `served` marks that an empty page was already sent here. */
export function sealToken(call: PagingCall, cursor: number, served = false): string {
  const body = `${cursor.toString(36)}.${served ? 1 : 0}.${queryMark(call)}`;
  const seal = createHash('sha1').update(`emulator:${body}`).digest('hex').slice(0, 8);
  return Buffer.from(`${body}.${seal}`).toString('base64url');
}

/** @throws ApiError 400 for a token that is malformed or belongs to another query */
export function openToken(call: PagingCall, token: string, code: string): { cursor: number; served: boolean } {
  const refused = new ApiError(400, code, 'The specified token is malformed or belongs to another query.');
  const [cursor = '', served = '', mark = '', seal = ''] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  if (sealToken(call, parseInt(cursor, 36), served === '1') !== token || seal === '') throw refused;
  if (mark !== queryMark(call)) throw refused;
  return { cursor: parseInt(cursor, 36), served: served === '1' };
}

function read<Row>(listing: Listing<Row>, from: number, count: number): Row[] {
  const rows: Row[] = [];
  for (let i = Math.max(0, from); i < Math.min(listing.length, from + count); i++) rows.push(listing.at(i));
  return rows;
}

interface TokenPage<Row> {
  rows: Row[];
  next: string;
  /** The token's field; absent when there is none, or when it was lost. */
  field: (name: string, last?: string) => Record<string, unknown>;
}

/** How the token of the next page is told: `last` is what the last page says, nothing by default. */
function told(next: string, lost: FaultOf<'endsEarly'> | undefined): TokenPage<never>['field'] {
  return (name, last) => {
    if (lost !== undefined && next !== '') {
      return lost.as === 'missing' ? {} : { [name]: lost.as === 'null' ? null : '' };
    }
    if (next !== '') return { [name]: next };
    return last === undefined ? {} : { [name]: last };
  };
}

/** One page by token, with the faults of tokens. */
function tokenPage<Row>(
  call: PagingCall,
  listing: Listing<Row>,
  size: number,
  token: string | undefined,
  code: string,
): TokenPage<Row> {
  const { faults, place } = call;
  const { cursor, served } = token ? openToken(call, token, code) : { cursor: 0, served: false };
  if (!served && faults.take('emptyPage', place)) {
    const next = sealToken(call, cursor, true);
    return { rows: [], next, field: told(next, undefined) };
  }
  if (call.endless) {
    const next = sealToken(call, cursor + size);
    return { rows: read(listing, 0, size), next, field: told(next, undefined) };
  }
  const moved = cursor > 0 ? faults.take('movingRows', place) : undefined;
  const repeated = faults.take('duplicateRows', place) !== undefined;
  const from = cursor + (moved?.by === 'insert' ? -1 : moved?.by === 'delete' ? 1 : 0);
  const rows = read(listing, from, size);
  let end = Math.max(cursor, from + size);
  if (repeated && end < listing.length && size > 1) end -= 1;
  else if (repeated && rows[0] !== undefined) rows.push(rows[0]);
  lose(call, rows);
  const stuck = token && end < listing.length && faults.take('repeatedToken', place);
  const next = end >= listing.length ? '' : stuck ? token : sealToken(call, end);
  const lost = next === '' ? undefined : faults.take('endsEarly', place);
  return { rows, next: lost ? '' : next, field: told(next, lost) };
}

/** Rows that are not answered, and of which nothing else tells. */
function lose({ faults, place }: PagingCall, rows: unknown[]): void {
  rows.splice(0, faults.take('lostRows', place)?.count ?? 0);
}

interface NumberedPage<Row> {
  rows: Row[];
  total: number;
}

/** One page by number, with the faults of page numbers. */
function numberedPage<Row>(call: PagingCall, listing: Listing<Row>, size: number, page: number): NumberedPage<Row> {
  const { faults, place } = call;
  const moved = page > 1 ? faults.take('movingRows', place) : undefined;
  const shift = moved === undefined ? 0 : moved.by === 'insert' ? -1 : 1;
  if (call.endless) return { rows: read(listing, 0, size), total: (page + 1) * size };
  const ended = page > 1 && faults.take('endsEarly', place) !== undefined;
  const rows = ended ? [] : read(listing, (page - 1) * size + shift, size);
  lose(call, rows);
  if (faults.take('duplicateRows', place) && rows[0] !== undefined) rows.push(rows[0]);
  const wrong = faults.take('wrongTotal', place);
  return { rows, total: Math.max(0, listing.length - shift + (wrong?.by ?? 0)) };
}

function pageNumber(params: Readonly<Record<string, string>>, name: string): number {
  const page = intParam(params, name) ?? 1;
  if (page < 1) throw invalidParameter(name, 'at least 1 expected');
  return page;
}

/**
 * ECS: `MaxResults`/`NextToken`, which only start when one of them is sent; without them ten rows by `PageNumber`/`PageSize` and
 * an empty NextToken. In token mode the total means nothing.
 */
export function ecsPaging(rule: {
  max: number;
  min?: number;
  pages?: boolean;
  total?: boolean;
  default?: number;
}): Dialect {
  const { max, min = 1, pages = true, total = true } = rule;
  const first = rule.default ?? 10;
  return {
    params: ['MaxResults', 'NextToken', ...(pages ? ['PageNumber', 'PageSize'] : [])],
    page(call, listing) {
      const { params } = call;
      if (pages && !params.MaxResults && !params.NextToken) {
        const size = sizeOf(params, { name: 'PageSize', default: first, max: 100, over: 'cap' });
        const page = pageNumber(params, 'PageNumber');
        const found = numberedPage(call, listing, size, page);
        return {
          rows: found.rows,
          fields: { NextToken: '', PageNumber: page, PageSize: size, TotalCount: found.total },
        };
      }
      const size = sizeOf(params, { name: 'MaxResults', default: first, min, max, over: 'cap' });
      const { rows, field } = tokenPage(call, listing, size, params.NextToken, 'InvalidParameter.NextToken');
      const stated = call.faults.take('statedTotal', call.place) ? { TotalCount: listing.length } : undefined;
      return {
        rows,
        fields: {
          ...field('NextToken', ''),
          ...(pages && total && { PageNumber: 0, PageSize: 0, TotalCount: 0 }),
          ...stated,
        },
      };
    },
  };
}

/** `PageNumber`/`PageSize` -> a total. */
export function numberPaging(rule: {
  default: number;
  min?: number;
  max: number;
  over: Over;
  oneOf?: readonly number[];
  total?: 'TotalCount' | 'TotalRecordCount' | 'TotalItems';
  /** The answer echoes the number of rows (`PageRecordCount`) instead of the size. */
  echo?: 'PageSize' | 'PageRecordCount';
  names?: { page: string; size: string };
  /** The size is refused without a page number. */
  together?: boolean;
}): Dialect {
  const { total = 'TotalCount', echo = 'PageSize', names = { page: 'PageNumber', size: 'PageSize' } } = rule;
  return {
    params: [names.page, names.size],
    page(call, listing) {
      const { params } = call;
      if (rule.together && params[names.size] && !params[names.page]) {
        throw new ApiError(400, 'MissingParameter', `${names.size} needs ${names.page}.`);
      }
      const size = sizeOf(params, { ...rule, name: names.size });
      const page = pageNumber(params, names.page);
      const found = numberedPage(call, listing, size, page);
      return {
        rows: found.rows,
        fields: { [names.page]: page, [echo]: echo === 'PageSize' ? size : found.rows.length, [total]: found.total },
      };
    },
  };
}

/** `NextToken`/`MaxResults` of the newer products: always by token, sizes outside the documented range refused. */
export function tokenPaging(rule: {
  default: number;
  max: number;
  total?: boolean;
  echo?: boolean;
  /** RDS: the field of a "total" that counts the page. */
  pageTotal?: string;
  names?: { size?: string; token?: string };
}): Dialect {
  const { size: name = 'MaxResults', token = 'NextToken' } = rule.names ?? {};
  return {
    params: [name, token],
    page(call, listing) {
      const size = sizeOf(call.params, { name, default: rule.default, max: rule.max, over: 'refuse' });
      const { rows, field } = tokenPage(call, listing, size, call.params[token], 'InvalidNextToken');
      const wrong = rule.total ? call.faults.take('wrongTotal', call.place) : undefined;
      return {
        rows,
        fields: {
          ...field(token),
          ...(rule.echo && { [name]: size }),
          ...(rule.pageTotal !== undefined && { [rule.pageTotal]: rows.length }),
          ...(rule.total && { TotalCount: Math.max(0, listing.length + (wrong?.by ?? 0)) }),
        },
      };
    },
  };
}

/** Both: by token when `MaxResults` or `NextToken` is sent, otherwise by page number. */
export function eitherPaging(byToken: Dialect, byNumber: Dialect): Dialect {
  return {
    params: [...byToken.params, ...byNumber.params],
    page: (call, listing) => (call.params.MaxResults || call.params.NextToken ? byToken : byNumber).page(call, listing),
  };
}

/** `Marker`/`MaxItems` -> `IsTruncated`. */
export function markerPaging(rule: { default: number; max: number }): Dialect {
  return {
    params: ['Marker', 'MaxItems'],
    page(call, listing) {
      const size = sizeOf(call.params, { name: 'MaxItems', default: rule.default, max: rule.max, over: 'refuse' });
      const { rows, next } = tokenPage(call, listing, size, call.params.Marker, 'InvalidParameter.Marker');
      return { rows, fields: { IsTruncated: next !== '', ...(next !== '' && { Marker: next }) } };
    },
  };
}

/** OSS: `marker`/`max-keys`; the end signal comes only while more follow. */
export function ossPaging(rule: { default: number; max: number }): Dialect {
  return {
    params: ['marker', 'max-keys'],
    page(call, listing) {
      const size = sizeOf(call.params, { name: 'max-keys', default: rule.default, max: rule.max, over: 'refuse' });
      const { rows, next } = tokenPage(call, listing, size, call.params.marker, 'InvalidArgument');
      return { rows, fields: next === '' ? {} : { MaxKeys: size, IsTruncated: true, NextMarker: next } };
    },
  };
}

/** CloudMonitor: `NextToken`/`Length`; over the cap is capped; no token on the last page. */
export function lengthPaging(rule: { default: number; max: number }): Dialect {
  return {
    params: ['Length', 'NextToken'],
    page(call, listing) {
      const size = sizeOf(call.params, { name: 'Length', default: rule.default, max: rule.max, over: 'cap' });
      const { rows, field } = tokenPage(call, listing, size, call.params.NextToken, 'InvalidNextToken');
      return { rows, fields: field('NextToken') };
    },
  };
}

/** Simple Log Service: how many rows to leave out (`offset`) and to answer (`size`), the number of them and of all. */
export function rowPaging(rule: { default: number; max: number }): Dialect {
  return {
    params: ['offset', 'size'],
    page(call, listing) {
      const { params, faults, place } = call;
      const size = sizeOf(params, { name: 'size', default: rule.default, max: rule.max, over: 'refuse' });
      const offset = intParam(params, 'offset') ?? 0;
      if (offset < 0) throw invalidParameter('offset', 'at least 0 expected');
      if (call.endless) {
        const rows = read(listing, 0, size);
        return { rows, fields: { count: rows.length, total: offset + 2 * size } };
      }
      const moved = offset > 0 ? faults.take('movingRows', place) : undefined;
      const shift = moved === undefined ? 0 : moved.by === 'insert' ? -1 : 1;
      const ended = offset > 0 && faults.take('endsEarly', place) !== undefined;
      const rows = ended ? [] : read(listing, offset + shift, size);
      lose(call, rows);
      if (faults.take('duplicateRows', place) && rows[0] !== undefined) rows.push(rows[0]);
      const wrong = faults.take('wrongTotal', place);
      const total = Math.max(0, listing.length - shift + (wrong?.by ?? 0));
      return { rows, fields: { count: rows.length, total } };
    },
  };
}
