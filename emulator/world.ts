import { CONDITIONS, infoOf, KINDS } from './conditions';
import type { Kind, SizeKey } from './conditions';
import type { Indices, PopulationChange } from './population';
import { allBut, countOf, DELETED, only, Population } from './population';
import { hash, hashText, pick } from './random';
import { RowCache } from './raw';
import type { AccountScenario, ChangeScenario, FullScenario, Sizes } from './scenario';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** Something that is wrong with an asset right now, as the world's description says. */
export interface Planted {
  condition: string;
  product: string;
  /** `global` for what belongs to no region, the centre for what belongs to one. */
  region: string;
  accountId: string;
  assetId: string;
  detail: string;
}

/** The world as a user of the emulator sees it. */
export interface World {
  /** The moment (ms) that every time in the world is relative to. */
  readonly now: number;
  /** 0 at start; `advance()` moves it. */
  readonly epoch: number;
  readonly seed: number;
  readonly regions: readonly string[];
  readonly accounts: readonly Readonly<AccountScenario>[];
  /** What a perfect inspection would find in the current epoch, in all accounts or one. */
  planted(accountId?: string): Planted[];
  /** Live assets of a kind in an account and region in the current epoch. */
  count(accountId: string, region: string, kind: Kind): number;
  /** The ids of the live assets of a kind, in listing order. For tests and small worlds: it builds the whole list. */
  ids(accountId: string, region: string, kind: Kind): string[];
}

const REGION_MARK: Readonly<Record<string, string>> = {
  'cn-hangzhou': 'bp1',
  'cn-shanghai': 'uf6',
  'cn-beijing': '2ze',
  'cn-shenzhen': 'wz9',
  'cn-qingdao': 'm5e',
  'cn-hongkong': 'j6c',
  'ap-southeast-1': 't4n',
  'us-west-1': 'rj9',
};

/** Rows that are kept serialised, about 2.4 kB each: 48 MB at most. */
const ROWS_KEPT = 20_000;

/** Spare loose disks, so that a change can let one appear. */
const SPARE_DISKS = 2;

/** One account in one region: its populations. */
export class Scope {
  /** A seed of everything in this scope. */
  readonly key: number;
  private readonly populations = new Map<Kind, Population>();
  private readonly lists = new Map<string, Indices>();

  constructor(
    readonly world: LazyWorld,
    readonly account: AccountScenario,
    readonly region: string,
    readonly sizes: Sizes,
    private readonly plant: Readonly<Record<string, number>>,
    private readonly changes: readonly ChangeScenario[],
  ) {
    this.key = hashText(`${world.seed}/${account.accountId}/${region}`);
  }

  population(kind: Kind): Population {
    let found = this.populations.get(kind);
    if (found === undefined) {
      found = this.build(kind);
      this.populations.set(kind, found);
    }
    return found;
  }

  private build(kind: Kind): Population {
    const own = Object.entries(this.plant).filter(([condition]) => CONDITIONS[condition]?.kind === kind);
    // A fraction of loose disks is a fraction of the instances: the loose disks are there because they are planted.
    const plant =
      kind === 'looseDisk' ? own.map(([name, share]) => [name, countOf(share, this.sizes.instances)] as const) : own;
    const changes = this.changes.flatMap((change) => narrow(change, kind));
    const size = this.sizeOf(kind, plant);
    const mark = REGION_MARK[this.region] ?? pick(['a2d', 'k1a', 'gw8', '6we', 'mj7'], hashText(this.region));
    const { prefix, suffix, numeric, mark: marked = true } = infoOf(kind);
    const key = hash(this.key, hashText(kind));
    return new Population(key, marked ? prefix + mark : prefix, size, plant, changes, { suffix, numeric });
  }

  private sizeOf(kind: Kind, plant: readonly (readonly [string, number])[]): number {
    const { sizes } = this;
    if (kind === 'disk') return sizes.instances * sizes.disksPerInstance;
    if (kind === 'looseDisk') {
      const planted = plant.reduce((sum, [, count]) => sum + count, 0);
      return planted === 0 ? 0 : planted + SPARE_DISKS;
    }
    const { size, account = false, centres = [GLOBAL] } = infoOf(kind);
    if (belongsToAccount(kind) && this.region !== this.world.regions[0]) return 0;
    if (size === undefined) return account ? centres.length : 0;
    return sizes[size as SizeKey];
  }

  /** Indices of the assets that exist in the current epoch, in listing order. */
  live(kind: Kind): Indices {
    return this.cached(`${kind}`, () => {
      const population = this.population(kind);
      return allBut(population.size, kind === 'disk' ? this.deletedDisks() : population.deleted(this.world.epoch));
    });
  }

  private deletedDisks(): number[] {
    const { disksPerInstance } = this.sizes;
    return this.population('instance')
      .deleted(this.world.epoch)
      .flatMap((index) => Array.from({ length: disksPerInstance }, (_, k) => index * disksPerInstance + k));
  }

  /** The live assets that pass `test`, computed once per epoch and `name`. */
  filtered(kind: Kind, name: string, test: (index: number) => boolean): Indices {
    return this.cached(`${kind}?${name}`, () => {
      const live = this.live(kind);
      const found: number[] = [];
      for (let ordinal = 0; ordinal < live.length; ordinal++) {
        const index = live.at(ordinal);
        if (test(index)) found.push(index);
      }
      return only(Uint32Array.from(found));
    });
  }

  private cached(name: string, make: () => Indices): Indices {
    const key = `${this.world.epoch}/${name}`;
    let found = this.lists.get(key);
    if (found === undefined) {
      found = make();
      const oldest = this.lists.size >= 24 ? this.lists.keys().next().value : undefined;
      if (oldest !== undefined) this.lists.delete(oldest);
      this.lists.set(key, found);
    }
    return found;
  }

  /** What is wrong with an asset now; undefined for a healthy one, `deleted` for one that is gone. */
  condition(kind: Kind, index: number): string | undefined {
    if (kind === 'disk') {
      const instance = Math.floor(index / this.sizes.disksPerInstance);
      if (this.population('instance').conditionAt(instance, this.world.epoch) === DELETED) return DELETED;
    }
    return this.population(kind).conditionAt(index, this.world.epoch);
  }

  /** The index of a live asset, by id. */
  find(kind: Kind, id: string): number | undefined {
    const index = this.population(kind).indexOf(id);
    return index === undefined || this.condition(kind, index) === DELETED ? undefined : index;
  }

  /** The id that an inspection knows the asset by. */
  assetId(kind: Kind, index: number): string {
    const { account, realm } = infoOf(kind);
    const { accountId } = this.account;
    if (account) return accountId;
    const id = this.population(kind).idOf(index);
    return realm === undefined ? id : `${id}@${accountId}${realm}`;
  }

  planted(): Planted[] {
    return KINDS.flatMap((kind) => {
      const present = this.population(kind).conditions(this.world.epoch);
      return present
        .filter(({ index }) => this.condition(kind, index) !== DELETED)
        .map(({ index, condition }) => ({
          condition,
          product: infoOf(kind).product,
          region: belongsToAccount(kind) ? placeOf(kind, index) : this.region,
          accountId: this.account.accountId,
          assetId: this.assetId(kind, index),
          detail: CONDITIONS[condition]?.detail ?? '',
        }));
    });
  }
}

const GLOBAL = 'global';

/** Where an asset of an account is: in one of its centres, if there are any. */
export function placeOf(kind: Kind, index: number): string {
  const { centres } = infoOf(kind);
  return centres?.[index % centres.length] ?? GLOBAL;
}

function belongsToAccount(kind: Kind): boolean {
  const { account = false, perAccount = account } = infoOf(kind);
  return perAccount;
}

function narrow(change: ChangeScenario, kind: Kind): PopulationChange[] {
  const { epoch, count = 1 } = change;
  const common = { epoch, count };
  if (change.do === 'delete') return kind === 'instance' ? [{ ...common, do: 'delete', condition: DELETED }] : [];
  if (change.do === 'stop') return kind === 'instance' ? [{ ...common, do: 'appear', condition: 'ecs-stopped' }] : [];
  const { condition = '', to } = change;
  if (CONDITIONS[condition]?.kind !== kind) return [];
  return [{ ...common, do: change.do, condition, ...(to !== undefined && { to }) }];
}

/** The world: everything is computed when it is asked for. */
export class LazyWorld implements World {
  epoch = 0;
  readonly rows = new RowCache(ROWS_KEPT);
  readonly seed: number;
  readonly regions: readonly string[];
  readonly accounts: readonly AccountScenario[];
  private readonly scopes = new Map<string, Scope>();
  private readonly started = Date.now();

  constructor(
    private readonly scenario: FullScenario,
    readonly now: number,
  ) {
    this.seed = scenario.seed;
    this.regions = scenario.regions.map((region) => region.id);
    this.accounts = scenario.accounts;
  }

  /** The world's running clock (ms): starts at `now` and goes on, so that metric points stay fresh. */
  clock(): number {
    return this.now + (Date.now() - this.started);
  }

  /** @throws Error for an account or region that the world does not have */
  scope(accountId: string, region: string): Scope {
    const name = `${accountId}/${region}`;
    let found = this.scopes.get(name);
    if (found === undefined) {
      const account = this.accounts.find((one) => one.accountId === accountId);
      const place = this.scenario.regions.find((one) => one.id === region);
      if (account === undefined || place === undefined) throw new Error(`the world has no ${name}`);
      const sizes = { ...this.scenario.sizes, ...place.sizes };
      if (account.instances !== undefined) sizes.instances = account.instances;
      const changes = this.scenario.changes.filter(
        (change) => (change.region ?? region) === region && (change.accountId ?? accountId) === accountId,
      );
      found = new Scope(this, account, region, sizes, place.plant ?? this.scenario.plant, changes);
      this.scopes.set(name, found);
    }
    return found;
  }

  /** The scope of assets that belong to no region, such as RAM users. */
  home(accountId: string): Scope {
    return this.scope(accountId, this.regions[0] ?? '');
  }

  get management(): AccountScenario {
    return this.accounts.find((account) => account.management === true) ?? pick(this.accounts, 0);
  }

  planted(accountId?: string): Planted[] {
    return this.accounts
      .filter((account) => (accountId ?? account.accountId) === account.accountId)
      .flatMap((account) => this.regions.flatMap((region) => this.scope(account.accountId, region).planted()));
  }

  count(accountId: string, region: string, kind: Kind): number {
    return this.scope(accountId, region).live(kind).length;
  }

  ids(accountId: string, region: string, kind: Kind): string[] {
    const scope = this.scope(accountId, region);
    const live = scope.live(kind);
    const population = scope.population(kind);
    return Array.from({ length: live.length }, (_, ordinal) => population.idOf(live.at(ordinal)));
  }
}

/** `2026-01-02T03:04Z`, the form of ECS. */
export function minuteTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}

/** `2026-01-02T03:04:05Z`. */
export function secondTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
