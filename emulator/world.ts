import { kindOf, type Kinds } from './kinds';
import type { Indices, PopulationChange } from './population';
import { allBut, countOf, DELETED, only, Population } from './population';
import { timelinesOf } from './episodes';
import { MINUTE } from './time';
import { hash, hashText, pick } from './random';
import { RowCache } from './raw';
import type { AccountScenario, ChangeScenario, EpisodeScenario, FullScenario, WorldSizes } from './full-scenario';

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
export interface World<Kind extends string = string> {
  /** The moment (ms) that the world started: what lasts is relative to it. */
  readonly now: number;
  /** What time it is (ms): later than `now` in a later epoch of a world that lives in time. What is recent is relative to it. */
  readonly time: number;
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
  /** The id of the asset that the scenario's timeline calls so; undefined for a name that it does not have. */
  named(asset: string): string | undefined;
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

const GLOBAL = 'global';

/** Rows that are kept serialised, about 2.4 kB each: 48 MB at most. */
const ROWS_KEPT = 20_000;

/** Spare loose disks, so that a change can let one appear. */
const SPARE_DISKS = 2;

/** One account in one region: its populations. */
export class Scope {
  /** A seed of everything in this scope. */
  readonly key: number;
  private readonly populations = new Map<string, Population>();
  private readonly lists = new Map<string, Indices>();
  private readonly texts = new Map<string, unknown>();

  constructor(
    readonly world: LazyWorld,
    readonly account: AccountScenario,
    readonly region: string,
    readonly sizes: WorldSizes,
    private readonly plant: Readonly<Record<string, number>>,
    private readonly changes: readonly ChangeScenario[],
    private readonly timeline: readonly EpisodeScenario[] = [],
  ) {
    this.key = hashText(`${world.seed}/${account.accountId}/${region}`);
  }

  population(kind: string): Population {
    let found = this.populations.get(kind);
    if (found === undefined) {
      found = this.build(kind);
      this.populations.set(kind, found);
    }
    return found;
  }

  private build(kind: string): Population {
    const own = Object.entries(this.plant).filter(
      ([condition]) => this.world.catalogue.conditions[condition]?.kind === kind,
    );
    // A fraction of loose disks is a fraction of the instances: the loose disks are there because they are planted.
    const plant =
      kind === 'looseDisk' ? own.map(([name, share]) => [name, countOf(share, this.sizes.instances)] as const) : own;
    const changes = this.changes.flatMap((change) => this.narrow(change, kind));
    const size = this.sizeOf(kind, plant);
    const mark = REGION_MARK[this.region] ?? pick(['a2d', 'k1a', 'gw8', '6we', 'mj7'], hashText(this.region));
    const { prefix, suffix, numeric, mark: marked = true } = kindOf(this.world.catalogue, kind);
    const key = hash(this.key, hashText(kind));
    const timelines = [...this.timelines(kind).values()];
    return new Population(key, marked ? prefix + mark : prefix, size, plant, changes, { suffix, numeric }, timelines);
  }

  private timelines(kind: string) {
    return timelinesOf(this.timeline, kind, this.world.stepMinutes, this.world.catalogue.conditions);
  }

  /** The kind and index of the asset that the timeline calls so. */
  named(asset: string): { kind: string; index: number } | undefined {
    for (const kind of Object.keys(this.world.catalogue.kinds)) {
      const nth = [...this.timelines(kind).keys()].indexOf(asset);
      const index = nth < 0 ? undefined : this.population(kind).livedAt(nth);
      if (index !== undefined) return { kind, index };
    }
    return undefined;
  }

  private sizeOf(kind: string, plant: readonly (readonly [string, number])[]): number {
    const { sizes } = this;
    if (kind === 'disk') return sizes.instances * sizes.disksPerInstance;
    if (kind === 'looseDisk') {
      const planted = plant.reduce((sum, [, count]) => sum + count, 0);
      return planted === 0 ? 0 : planted + SPARE_DISKS;
    }
    const { size, account = false, centres = [GLOBAL] } = kindOf(this.world.catalogue, kind);
    if (this.belongsToAccount(kind) && this.region !== this.world.regions[0]) return 0;
    if (size === undefined) return account ? centres.length : 0;
    return sizes[size] ?? 0;
  }

  /** What a call has written of an asset; `undefined` where none has. */
  written<T>(kind: string, index: number, name: string): T | undefined {
    return this.texts.get(`${kind}/${index}/${name}`) as T | undefined;
  }

  /** Keeps what a call has written: from now on answers say so. */
  write(kind: string, index: number, name: string, value: unknown): void {
    this.texts.set(`${kind}/${index}/${name}`, value);
    this.lists.clear();
    this.world.rows.forget();
  }

  /** Indices of the assets that exist in the current epoch, in listing order. */
  live(kind: string): Indices {
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
  filtered(kind: string, name: string, test: (index: number) => boolean): Indices {
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
  condition(kind: string, index: number): string | undefined {
    if (kind === 'disk') {
      const instance = Math.floor(index / this.sizes.disksPerInstance);
      if (this.population('instance').conditionAt(instance, this.world.epoch) === DELETED) return DELETED;
    }
    return this.population(kind).conditionAt(index, this.world.epoch);
  }

  /** When the asset's condition began (ms); the start of the world for what was there before. */
  since(kind: string, index: number): number {
    const { now, epoch } = this.world;
    return now + this.population(kind).spellAt(index, epoch).since * this.world.stepMs;
  }

  /** The asset's condition at a moment (ms), which may be in another epoch, and when it began. */
  conditionAt(kind: string, index: number, at: number): { condition: string | undefined; since: number } {
    const { now, stepMs, epoch } = this.world;
    const { condition, since } = this.population(kind).spellAt(index, stepMs === 0 ? epoch : (at - now) / stepMs);
    return { condition, since: now + since * stepMs };
  }

  /** The index of a live asset, by id. */
  find(kind: string, id: string): number | undefined {
    const index = this.population(kind).indexOf(id);
    return index === undefined || this.condition(kind, index) === DELETED ? undefined : index;
  }

  /** The id that an inspection knows the asset by. */
  assetId(kind: string, index: number): string {
    const { account, realm, within } = kindOf(this.world.catalogue, kind);
    const { accountId } = this.account;
    if (account) return accountId;
    const id = this.population(kind).idOf(index);
    if (within !== undefined) {
      const holders = this.population(within);
      return `${holders.idOf(index % Math.max(1, holders.size))}/${id}`;
    }
    return realm === undefined ? id : `${id}@${accountId}${realm}`;
  }

  planted(): Planted[] {
    const { kinds, conditions } = this.world.catalogue;
    return Object.keys(kinds).flatMap((kind) => {
      const present = this.population(kind).conditions(this.world.epoch);
      return present
        .filter(({ index }) => this.condition(kind, index) !== DELETED)
        .map(({ index, condition }) => ({
          condition,
          product: kindOf(this.world.catalogue, kind).product,
          region: this.belongsToAccount(kind) ? this.placeOf(kind, index) : this.region,
          accountId: this.account.accountId,
          assetId: this.assetId(kind, index),
          detail: conditions[condition]?.detail ?? '',
        }));
    });
  }

  /** Where an asset of an account is: in one of its centres, if there are any. */
  placeOf(kind: string, index: number): string {
    const { centres } = kindOf(this.world.catalogue, kind);
    return centres?.[index % centres.length] ?? GLOBAL;
  }

  private belongsToAccount(kind: string): boolean {
    const { account = false, perAccount = account } = kindOf(this.world.catalogue, kind);
    return perAccount;
  }

  private narrow(change: ChangeScenario, kind: string): PopulationChange[] {
    const { epoch, count = 1 } = change;
    const common = { epoch, count };
    if (change.do === 'delete') return kind === 'instance' ? [{ ...common, do: 'delete', condition: DELETED }] : [];
    if (change.do === 'stop') return kind === 'instance' ? [{ ...common, do: 'appear', condition: 'ecs-stopped' }] : [];
    const { condition = '', to } = change;
    if (this.world.catalogue.conditions[condition]?.kind !== kind) return [];
    return [{ ...common, do: change.do, condition, ...(to !== undefined && { to }) }];
  }
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
    readonly catalogue: Kinds,
  ) {
    this.seed = scenario.seed;
    this.regions = scenario.regions.map((region) => region.id);
    this.accounts = scenario.accounts;
  }

  get stepMinutes(): number {
    return this.scenario.stepMinutes;
  }

  /** What passes from one epoch to the next (ms). */
  get stepMs(): number {
    return this.stepMinutes * MINUTE;
  }

  get time(): number {
    return this.now + this.epoch * this.stepMs;
  }

  /**
   * The world's running clock (ms): starts at `now` and goes on, so that metric points stay fresh. In a world that lives in
   * time it moves with the epochs alone.
   */
  clock(): number {
    return this.stepMs > 0 ? this.time : this.now + (Date.now() - this.started);
  }

  /** @throws Error for an account or region that the world does not have */
  scope(accountId: string, region: string): Scope {
    const name = `${accountId}/${region}`;
    let found = this.scopes.get(name);
    if (found === undefined) {
      const account = this.accounts.find((one) => one.accountId === accountId);
      const place = this.scenario.regions.find((one) => one.id === region);
      if (account === undefined || place === undefined) throw new Error(`the world has no ${name}`);
      const { instances = place.sizes.instances ?? this.scenario.sizes.instances } = account;
      const sizes = { ...this.scenario.sizes, ...place.sizes, instances };
      const changes = this.scenario.changes.filter(
        (change) => (change.region ?? region) === region && (change.accountId ?? accountId) === accountId,
      );
      const [first] = this.accounts;
      const timeline = this.scenario.timeline.filter(
        (one) =>
          (one.region ?? this.regions[0]) === region && (one.accountId ?? first?.accountId) === account.accountId,
      );
      found = new Scope(this, account, region, sizes, place.plant ?? this.scenario.plant, changes, timeline);
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

  named(asset: string): string | undefined {
    for (const { accountId } of this.accounts) {
      for (const region of this.regions) {
        const scope = this.scope(accountId, region);
        const found = scope.named(asset);
        if (found !== undefined) return scope.assetId(found.kind, found.index);
      }
    }
    return undefined;
  }

  count(accountId: string, region: string, kind: string): number {
    return this.scope(accountId, region).live(kind).length;
  }

  ids(accountId: string, region: string, kind: string): string[] {
    const scope = this.scope(accountId, region);
    const live = scope.live(kind);
    const population = scope.population(kind);
    return Array.from({ length: live.length }, (_, ordinal) => population.idOf(live.at(ordinal)));
  }
}
