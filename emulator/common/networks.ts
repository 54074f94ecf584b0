import { listing, repeated, type Action, type Body, type Call } from '../define';
import type { Indices } from '../population';
import { instanceAt } from '../products/ecs/instances';
import { hash } from '../random';
import { zonesOf } from '../regions';
import { DAY, HOUR } from '../time';
import type { Scope } from '../world';
import { usualEnd, usualStart } from './ends';

export const RESOURCE_GROUP = 'rg-acfmemulator00a';

/** What all assets of a network share. */
export interface Basics {
  id: string;
  seed: number;
  condition: string | undefined;
  /** Every condition that it has in some epoch. */
  life: readonly string[];
  /** When its condition began (ms). */
  since: number;
  /** ms */
  created: number;
}

export function basicsAt(scope: Scope, kind: string, index: number): Basics {
  const population = scope.population(kind);
  const seed = hash(population.key, index);
  const basics = {
    id: population.idOf(index),
    seed,
    condition: scope.condition(kind, index),
    life: population.lifeOf(index),
    since: scope.since(kind, index),
  };
  return { ...basics, created: usualStart(scope.world, seed, basics.condition, endOf(scope, basics)) };
}

/** When a subscription ends (ms): in 5 or 20 days where the condition says so. */
export function endOf(scope: Scope, { seed, condition, life, since }: Omit<Basics, 'id' | 'created'>): number {
  if (!condition?.includes('-expiring')) return usualEnd(scope.world, seed, life);
  return since + (condition.endsWith('-warning') ? 20 : 5) * DAY + HOUR;
}

/** A VPC and a vSwitch of the region, the same for the same seed. */
export function placeOf(scope: Scope, seed: number): { VpcId: string; VSwitchId: string; ZoneId: string } {
  const switches = scope.live('vSwitch');
  const index = switches.length === 0 ? undefined : switches.at(seed % switches.length);
  const id = index === undefined ? 'vsw-default' : scope.population('vSwitch').idOf(index);
  return { VpcId: vpcOf(scope, index ?? 0), VSwitchId: id, ZoneId: zoneOf(scope, index ?? 0) };
}

/** A VPC that has vSwitches, and the one of them in a zone. */
export interface Network {
  readonly vpcId: string;
  readonly switches: Readonly<Record<string, string>>;
}

/** The VPCs of a region that machines may be in; in a world without vSwitches one that it does not list. */
export function networksOf(scope: Scope): readonly Network[] {
  const live = scope.live('vSwitch');
  const found = new Map<string, Record<string, string>>();
  for (let n = 0; n < live.length; n++) {
    const index = live.at(n);
    const vpcId = vpcOf(scope, index);
    const switches = found.get(vpcId) ?? {};
    switches[zoneOf(scope, index)] = scope.population('vSwitch').idOf(index);
    found.set(vpcId, switches);
  }
  if (found.size === 0) found.set(vpcOf(scope, 0), {});
  return [...found].map(([vpcId, switches]) => ({ vpcId, switches }));
}

/** Three vSwitches to a VPC, and the next three to the next one; a world without VPCs names some that it does not list. */
export function vpcOf(scope: Scope, vSwitch: number): string {
  const vpcs = scope.population('vpc');
  const nth = Math.floor(vSwitch / 3);
  return vpcs.idOf(vpcs.size === 0 ? nth : nth % vpcs.size);
}

export function zoneOf(scope: Scope, vSwitch: number): string {
  const zones = zonesOf(scope.region);
  return zones[vSwitch % zones.length]?.id ?? '';
}

/** The id of the nth live asset of a kind, counted round; `undefined` in a world without any. */
export function nthOf(scope: Scope, kind: string, n: number): string | undefined {
  const live = scope.live(kind);
  return live.length === 0 ? undefined : scope.population(kind).idOf(live.at(n % live.length));
}

/** Where a Classic Load Balancer listens: every second one on the internet. */
export function balancerAt(scope: Scope, index: number): { internet: boolean; address: string } {
  const seed = hash(scope.population('loadBalancer').key, index);
  const internet = index % 2 === 1;
  return { internet, address: `${internet ? '203.0' : '10.9'}.${(seed >>> 8) % 256}.${(seed % 253) + 1}` };
}

/** The ECS instances behind a load balancer; none in a world without instances. */
export function backendsOf(scope: Scope, seed: number, most = 2): { ServerId: string; ServerIp: string }[] {
  const instances = scope.live('instance');
  const count = Math.min(most, instances.length);
  return Array.from({ length: count }, (_, n) => ({
    ServerId: instanceAt(scope, instances.at((seed + n) % instances.length)).id,
    ServerIp: `10.0.${(seed >>> 4) % 256}.${10 + n}`,
  }));
}

/** An action that lists one kind of asset; `filters` are parameters that a field of the row must equal. */
export function lister(facts: {
  kind: string;
  row: (scope: Scope, index: number) => Body;
  filters: readonly string[];
  /** What a filter is when the call does not say. */
  defaults?: Readonly<Record<string, string>>;
  /** A parameter of ids, as `Name.1`, `Name.2` … or separated by commas. */
  ids?: string;
  action: Omit<Action, 'params' | 'handle'>;
  answer: (rows: unknown[]) => Body;
  /** Parameters that are taken and change nothing: every asset passes them. */
  more?: readonly string[];
  /** What stands around the rows and the fields of paging, where that is not the answer itself. */
  around?: (body: Body) => Body;
}): Action {
  const { kind, row, filters, defaults = {}, ids, more = [], action, answer, around = (body) => body } = facts;
  return {
    ...action,
    params: [...filters, ...more, ...(ids === undefined ? [] : [ids])],
    handle(call) {
      const { rows, fields } = call.page(rowsOf(call, chosenOf(call)));
      return around({ ...answer(rows), ...fields });
    },
  };

  function chosenOf({ scope, params: given }: Call): Indices {
    const params: Call['params'] = { ...defaults, ...given };
    const wanted = filters.filter((name) => params[name] !== undefined);
    const asked = ids === undefined ? [] : [...repeated(params, ids), ...(params[ids]?.split(',') ?? [])];
    if (asked.length > 0) {
      const found = asked.map((id) => scope.find(kind, id)).filter((index): index is number => index !== undefined);
      return { length: found.length, at: (n) => found[n] ?? 0 };
    }
    if (wanted.length === 0) return scope.live(kind);
    const name = wanted.map((one) => `${one}=${params[one] ?? ''}`).join('&');
    return scope.filtered(kind, name, (index) => wanted.every((one) => row(scope, index)[one] === params[one]));
  }

  function rowsOf({ scope }: Call, chosen: Indices) {
    return listing(chosen.length, (i) => row(scope, chosen.at(i)));
  }
}
