import type { Action, Call } from '../define';
import { invalidParameter } from '../errors';
import { numberPaging, type Dialect } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { usualStart } from './ends';
import { endOf } from './networks';

/** How the databases' APIs page most of their lists. */
export const RECORD_PAGING: Dialect = numberPaging({
  default: 30,
  max: 100,
  over: 'refuse',
  oneOf: [30, 50, 100],
  total: 'TotalRecordCount',
  echo: 'PageRecordCount',
});

/** The facts that all databases share. */
export interface Database {
  id: string;
  seed: number;
  condition: string | undefined;
  prepaid: boolean;
  /** ms; undefined for pay-as-you-go */
  expires: number | undefined;
  created: number;
}

/** The database at an index. A neglected one is pay-as-you-go. Conditions with `expiring` in their name end in 20 days as a warning, in 5 otherwise. */
export function databaseAt(scope: Scope, kind: string, index: number): Database {
  const population = scope.population(kind);
  const seed = hash(population.key, index);
  const condition = scope.condition(kind, index);
  const life = population.lifeOf(index);
  const ends = life.some((one) => one.includes('-expiring') || one.endsWith('-monthly')) || seed % 2 === 0;
  const prepaid = ends && !life.some((one) => one.endsWith('-neglected'));
  const expires = prepaid ? endOf(scope, { seed, condition, life, since: scope.since(kind, index) }) : undefined;
  return {
    id: population.idOf(index),
    seed,
    condition,
    prepaid,
    expires,
    created: usualStart(scope.world, seed, condition, expires),
  };
}

/** Whether an asset of a kind has, in some epoch, a condition whose name begins so. */
export function everHas(scope: Scope, kind: string, index: number, ...prefixes: string[]): boolean {
  return scope
    .population(kind)
    .lifeOf(index)
    .some((one) => prefixes.some((prefix) => one.startsWith(prefix)));
}

/** The addresses of a group of a whitelist: what somebody has written, or what it was made with. */
export function addressesOf(scope: Scope, kind: string, index: number, group: string, usual: string): string {
  return scope.written<string>(kind, index, `whitelist/${group}`) ?? usual;
}

/** Changes one group of a whitelist, which always keeps an address. */
export function modifyWhitelist(facts: {
  readonly kind: string;
  readonly id: string;
  /** The parameter with the group's name; `default` where it is not given. */
  readonly group: string;
  readonly wantedIndex: (call: Call) => number;
  /** What a group was made with. */
  readonly usual: (scope: Scope, index: number, group: string) => string;
}): Action {
  const { kind, id, group, wantedIndex, usual } = facts;
  return {
    name: 'ModifySecurityIps',
    params: [id, group, 'SecurityIps', 'ModifyMode'],
    required: [id, 'SecurityIps'],
    handle(call) {
      const { scope, params } = call;
      const [index, name] = [wantedIndex(call), params[group] ?? 'default'];
      const given = (params.SecurityIps ?? '').split(',');
      const has = addressesOf(scope, kind, index, name, usual(scope, index, name))
        .split(',')
        .filter(Boolean);
      const others = has.filter((one) => !given.includes(one));
      const left = { Cover: given, Append: [...others, ...given], Delete: others }[params.ModifyMode ?? 'Cover'];
      if (!left) throw invalidParameter('ModifyMode', 'Cover, Append or Delete');
      if (left.length === 0) throw invalidParameter('SecurityIps', 'a group keeps at least one address');
      scope.write(kind, index, `whitelist/${name}`, left.join(','));
      return {};
    },
  };
}

export const PRIVATE_RANGE = '10.0.0.0/8,192.168.0.0/16';

export const EVERYBODY = '0.0.0.0/0';
