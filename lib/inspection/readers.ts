/**
 * What a unit reads: the pages of its collector, what belongs to their assets, and metrics. A fault ends up beside what
 * was read, never instead of it.
 */
import chunk from 'lodash/chunk';
import { listPages, type Client, type ListRequest, type Tally } from '../aliyun';
import { shownField, unlessUnread, type AnyCollector, type IdParam, type Metric, type WireParams } from '../define';
import {
  ResponseShapeError,
  isInspectionError,
  type CloudApiError,
  type FieldError,
  type InspectionError,
} from '../errors';
import { BATCH, chooseMode, readHistory, readLatest, type MetricValues, type Problem } from '../metrics';
import type { AccountRef, AnyAsset, CollectionStatus, CollectionSummary, OddField } from '../model';

/** How one collector or metric is faring. */
export interface Collecting {
  readonly id: string;
  readonly tally: Tally;
  assets: number;
  /** Problems that leave something unread, first one first. */
  readonly faults: InspectionError[];
  /** Fields that could not be read, by their message: the list is whole without them. */
  readonly odd: Map<string, OddField>;
  /** Whether any page or batch was answered: what is refused after that is there. */
  answered: boolean;
  /** Whether the product is not in this region. */
  unsupported: boolean;
  /** Of a metric: points came, if only such as cannot be read. */
  came?: boolean;
}

export function collecting(id: string): Collecting {
  return { id, tally: { calls: 0 }, assets: 0, faults: [], odd: new Map(), answered: false, unsupported: false };
}

function statusOf(c: Collecting): CollectionStatus {
  if (c.unsupported) return 'unsupported';
  if (c.faults.length === 0) return malformedOf(c).length > 0 ? 'partial' : 'complete';
  if (!c.answered && c.faults.every(({ code }) => code === 'service-not-open')) return 'not-opened';
  return c.assets > 0 || c.came ? 'partial' : 'failed';
}

/** What is wrong with fields; a value never heard of is none of it, as it was read. */
function malformedOf({ odd }: Collecting): string[] {
  return [...odd].flatMap(([message, { problem }]) => (problem === 'malformed' ? [message] : []));
}

export function reasonOf(c: Collecting): string {
  const [first, ...others] = [...new Set([...c.faults.map((fault) => fault.message), ...malformedOf(c)])];
  return `${first ?? 'unknown reason'}${others.length ? ` (and ${others.length} more)` : ''}`;
}

export function summaryOf(c: Collecting, account: AccountRef, region: string): CollectionSummary {
  const status = statusOf(c);
  return {
    collector: c.id,
    account: account.id,
    accountName: account.name,
    region,
    status,
    ...(status === 'complete' ? {} : { reason: reasonOf(c) }),
    assets: c.assets,
    calls: c.tally.calls,
    ...(c.odd.size > 0 ? { odd: [...c.odd.values()] } : {}),
  };
}

/** How a collector is listed. */
export function listOf(collector: AnyCollector, region: string, tally: Tally): ListRequest {
  const { product, call, paging, items } = collector;
  // A row of an answer to a question for one parent names no parent, and needs none.
  const identify = (item: unknown) => {
    const id = collector.itemId(item);
    const parent = collector.parentId(item);
    return id === undefined || parent === undefined ? id : `${parent} ${id}`;
  };
  return { product, call, paging, items, region, tally, identify };
}

/**
 * Pages of a collector: of all its assets, or only of the wanted ids where the API can list by id.
 *
 * @param by how it lists by id
 */
export async function* pagesOf(
  client: Client,
  collector: AnyCollector,
  region: string,
  tally: Tally,
  only: ReadonlySet<string> | undefined,
  by = collector.select,
) {
  const { variants = [{}] } = collector;
  const request = listOf(collector, region, tally);
  const selections = only && by ? chunk([...only], by.max).map((ids) => askFor(ids, by)) : [{}];
  const lists = variants.flatMap((variant) => selections.map((ids) => ({ ...variant, ...ids })));
  for (const [i, params] of lists.entries()) {
    const last = i === lists.length - 1;
    for await (const page of listPages(client, { ...request, params })) yield { ...page, more: page.more || !last };
  }
}

function askFor(ids: readonly string[], { param, encode, and }: IdParam & { readonly and?: string }): WireParams {
  if (and !== undefined) {
    const [first = '', second = ''] = ids.join().split(' ');
    return { [param]: first, [and]: second };
  }
  return { [param]: encodeIds(ids, encode) };
}

function encodeIds(ids: readonly string[], encode: 'json' | 'comma' | 'repeat'): string | readonly string[] {
  if (encode === 'json') return JSON.stringify(ids);
  return encode === 'comma' ? ids.join(',') : ids;
}

/**
 * An item without an id leaves the collection partial; its neighbours are still judged. A field that cannot be read costs
 * that field alone: who reads it from the asset cannot tell.
 */
export function readAsset(
  item: unknown,
  collector: AnyCollector,
  account: AccountRef,
  region: string,
  into: Collecting,
): AnyAsset | undefined {
  const { product, call } = collector;
  try {
    const odd: FieldError[] = [];
    const asset = collector.toAsset(item, { account, region }, odd);
    for (const { message, path, problem, value } of odd) {
      const key = `${product.code}:${call.action} in ${region}: ${message}`;
      const known = into.odd.get(key);
      if (known) known.count += 1;
      else into.odd.set(key, { field: path, problem, ...(value === undefined ? {} : { value }), count: 1 });
    }
    return asset;
  } catch (error) {
    if (!isInspectionError(error, 'response-shape')) throw error;
    into.faults.push(new ResponseShapeError(`${product.code}:${call.action} in ${region}: ${error.message}`));
    return undefined;
  }
}

/** Whether an asset was asked for, itself or as something attached to one that was. */
export function inScope(
  only: ReadonlySet<string> | undefined,
  asset: { id: string } & Readonly<Record<string, unknown>>,
): boolean {
  if (!only || only.has(asset.id)) return true;
  const instance = shownField(asset, 'instanceId');
  return typeof instance === 'string' && only.has(instance);
}

/** Why facts about an asset are missing. */
export interface Missing {
  readonly reason: string;
}
export type RelatedFacts = readonly AnyAsset[] | Missing;
export type MetricFact =
  MetricValues['readings'] extends ReadonlyMap<string, infer R> ? R | undefined | Missing : never;

export function isMissing(value: unknown): value is Missing {
  return typeof value === 'object' && value !== null && 'reason' in value && !('value' in value);
}

async function* inTurn<T>(lists: readonly AsyncIterable<T>[]): AsyncGenerator<T, void, undefined> {
  for (const list of lists) yield* list;
}

/** What was answered to a question for some keys. */
interface Answered {
  readonly rows: ReadonlyMap<string, readonly AnyAsset[]>;
  readonly failed: ReadonlyMap<string, Missing>;
}

function unreadKey({ message }: FieldError): Missing {
  return { reason: message };
}

/** Whose the rows are that are facts about every parent. */
const EVERYBODY = '';

/** Reads what belongs to the assets of a page: the whole list once, or by asking for the parents in batches. */
export class RelatedReader {
  private whole: Promise<Map<string, AnyAsset[]>> | undefined;
  /** Parents of malformed rows of the whole list, `undefined` among them where that cannot be told. */
  private readonly broken = new Set<string | undefined>();
  private readonly kept = new Map<string, Promise<Answered>>();
  /** The first parent that was not found. */
  private lost: InspectionError | undefined;

  constructor(
    readonly collector: AnyCollector,
    private readonly client: Client,
    private readonly region: string,
    private readonly account: AccountRef,
    readonly collecting: Collecting,
    /** Something that is open rests on these rows: that there are none is asked twice. */
    private readonly expected = false,
  ) {}

  start(): void {
    if (this.collector.belongs?.ask || this.whole) return;
    this.whole = this.read(undefined, this.broken);
    this.whole.catch(() => undefined);
  }

  /** Resolves when nothing is under way any more, so that the summary speaks of all of it. */
  async ended(): Promise<void> {
    await this.whole;
    // One parent may vanish between two calls; where nobody is found, it is the question that is refused.
    if (this.lost && !this.collecting.answered) this.collecting.faults.push(this.lost);
  }

  /** @returns a function from a parent to its facts */
  async of(parents: readonly AnyAsset[]): Promise<(parent: AnyAsset) => RelatedFacts> {
    const { ask, by, key } = this.collector.belongs ?? {};
    const ofAll = !ask && by === undefined;
    const keyOf = (parent: AnyAsset) => (ofAll ? EVERYBODY : key ? key(parent) : parent.id);
    if (!ask) {
      this.start();
      const rows = (await this.whole) ?? new Map<string, AnyAsset[]>();
      // A malformed row costs its parent; nobody is known when it is not known whose it was, or when the list broke off.
      const missing = { reason: reasonOf(this.collecting) };
      const all = this.broken.has(undefined);
      return (parent) => {
        if (all) return missing;
        return unlessUnread(() => {
          const name = keyOf(parent) ?? '';
          return this.broken.has(name) ? missing : (rows.get(name) ?? []);
        }, unreadKey);
      };
    }
    // A parent that does not say whether it is to be asked for is asked for; one without its key cannot be.
    const asksFor = (parent: AnyAsset) =>
      unlessUnread(
        () => ask.when?.(parent) ?? true,
        () => true,
      );
    const wanted = new Set(
      parents.filter(asksFor).map((parent) =>
        unlessUnread(
          () => keyOf(parent),
          () => undefined,
        ),
      ),
    );
    wanted.delete(undefined);
    const asked = ask.keep ? this.kept : new Map<string, Promise<Answered>>();
    const names = [...wanted] as string[];
    for (const ids of chunk(
      names.filter((name) => !asked.has(name)),
      ask.max,
    )) {
      const answered = this.answer(ids);
      for (const id of ids) asked.set(id, answered);
    }
    const answers = new Map(await Promise.all(names.map(async (name) => [name, await asked.get(name)] as const)));
    return (parent) =>
      unlessUnread(() => {
        const name = keyOf(parent) ?? '';
        const { failed, rows } = answers.get(name) ?? {};
        return failed?.get(name) ?? rows?.get(name) ?? [];
      }, unreadKey);
  }

  private async answer(ids: readonly string[]): Promise<Answered> {
    const answered = { rows: new Map<string, AnyAsset[]>(), failed: new Map<string, Missing>() };
    await this.ask(ids, answered.rows, answered.failed);
    return answered;
  }

  /** One id that has vanished since it was listed must not cost its batch: the batch is halved until it is alone. */
  private async ask(
    ids: readonly string[],
    into: Map<string, AnyAsset[]>,
    failed: Map<string, Missing>,
  ): Promise<void> {
    try {
      const broken = new Set<string | undefined>();
      for (const [id, list] of await this.read(ids, broken)) into.set(id, list);
      if (broken.size === 0) return;
      // A parent with a row that could not be read is not known; nor is anybody when it is not known whose row it was.
      const reason = reasonOf(this.collecting);
      for (const id of ids) if (broken.has(undefined) || broken.has(id)) failed.set(id, { reason });
    } catch (error) {
      if (!isInspectionError(error)) throw error;
      const { cloudCode = '' } = error as Partial<CloudApiError>;
      if (ids.length === 1 && this.collector.belongs?.ask?.none?.includes(cloudCode)) {
        this.collecting.answered = true;
        return;
      }
      if (error.code === 'not-found' && ids.length > 1) {
        const half = Math.ceil(ids.length / 2);
        await Promise.all([this.ask(ids.slice(0, half), into, failed), this.ask(ids.slice(half), into, failed)]);
        return;
      }
      if (error.code === 'not-found') this.lost ??= error;
      else this.collecting.faults.push(error);
      for (const id of ids) failed.set(id, { reason: error.message });
    }
  }

  /** @param broken takes the parents of rows that are malformed, `undefined` where that cannot be told */
  private async read(
    ids: readonly string[] | undefined,
    broken = new Set<string | undefined>(),
  ): Promise<Map<string, AnyAsset[]>> {
    const { product, call, belongs, variants = [{}] } = this.collector;
    const rows = new Map<string, AnyAsset[]>();
    const seen = new Set<string>();
    const params = ids && belongs?.ask ? askFor(ids, belongs.ask) : {};
    let pages = 0;
    try {
      const lists = variants.map((variant) =>
        listPages(this.client, {
          ...listOf(this.collector, this.region, this.collecting.tally),
          params: { ...variant, ...params },
          expected: ids === undefined && this.expected,
        }),
      );
      for await (const page of inTurn(lists)) {
        pages += 1;
        this.collecting.answered = true;
        for (const item of page.items) {
          const row = readAsset(item, this.collector, this.account, this.region, this.collecting);
          const parent = belongs?.by === undefined ? (ids?.[0] ?? EVERYBODY) : this.collector.parentId(item);
          if (row && parent === undefined && !broken.has(undefined)) {
            const problem = `a row without ${belongs?.by ?? ''}, nobody knows whose it is`;
            this.collecting.faults.push(
              new ResponseShapeError(`${product.code}:${call.action} in ${this.region}: ${problem}`),
            );
          }
          if (!row || parent === undefined) broken.add(parent);
          if (!row || parent === undefined) continue;
          // A row may come twice when rows move between pages.
          const key = `${parent} ${row.id}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const list = rows.get(parent);
          if (list) list.push(row);
          else rows.set(parent, [row]);
          this.collecting.assets += 1;
        }
      }
    } catch (error) {
      if (!isInspectionError(error)) throw error;
      // Nobody vanishes between two pages about them.
      if (ids === undefined || (pages > 0 && error.code === 'not-found')) this.collecting.faults.push(error);
      if (ids !== undefined) throw error;
      broken.add(undefined);
    }
    return rows;
  }
}

/** Reads a metric for the assets of a page, in each region that holds it the way that needs fewer calls. */
export class MetricReader {
  private planned = false;
  /** What is read of all assets of a region. */
  private readonly whole = new Map<string, Promise<MetricValues>>();
  /** What is wrong with points and has been told. */
  private readonly told = new Set<string>();

  /** @param clock what time it is while the run goes on, which `now` does not tell */
  constructor(
    readonly metric: Metric,
    private readonly client: Client,
    private readonly region: string,
    private readonly now: Date,
    private readonly clock: () => Date,
    readonly collecting: Collecting,
  ) {}

  /** Decides how to read; a past is always asked for by the asset, see {@link readHistory}. */
  plan(assets: readonly AnyAsset[], listed: number, more: boolean): void {
    if (this.planned) return;
    const wanted = this.having(assets);
    if (wanted.length === 0) return;
    this.planned = true;
    for (const [region, { length }] of this.byRegion(wanted)) {
      // What is not wanted is taken to be spread over the regions as what is.
      const there = Math.round((listed * length) / wanted.length);
      const mode = chooseMode(length, there, more, this.metric.part === undefined ? 1 : 2);
      if (mode === 'whole-account') this.whole.set(region, this.read(region));
    }
  }

  async of(assets: readonly AnyAsset[]): Promise<(asset: AnyAsset) => MetricFact> {
    const found = new Map<string, MetricFact>();
    await Promise.all(
      [...this.byRegion(assets)].map(async ([region, there]) => {
        const having = this.having(there).map((asset) => asset.id);
        const whole = this.whole.get(region);
        const batches = whole ? [whole] : chunk(having, BATCH).map((ids) => this.read(region, ids));
        const all = await Promise.all(batches);
        const nameless = all.find((values) => values.nameless)?.nameless;
        if (nameless) this.tell(nameless);
        const reason = all.find((values) => values.fault)?.fault?.message ?? nameless?.message;
        // A metric that an asset does not have is not missing, whatever became of the others.
        for (const id of having) {
          const problem = all.find(({ unread }) => unread.has(id))?.unread.get(id);
          if (problem) this.tell(problem);
          const why = problem?.message ?? reason;
          if (why !== undefined) found.set(id, { reason: why });
        }
        for (const { id } of there) {
          const reading = all.map((values) => values.readings.get(id)).find((one) => one !== undefined);
          if (reading === undefined) continue;
          this.collecting.assets += 1;
          found.set(id, reading);
        }
      }),
    );
    return (asset) => found.get(asset.id);
  }

  /** Points that cannot be read leave the metric partial; one of each kind stands for all of its kind. */
  private tell({ kind, message }: Problem): void {
    this.collecting.came = true;
    if (this.told.has(kind)) return;
    this.told.add(kind);
    this.collecting.faults.push(new ResponseShapeError(message));
  }

  private having(assets: readonly AnyAsset[]): readonly AnyAsset[] {
    const { when } = this.metric;
    // An asset that does not say whether it has the metric is asked for it.
    return when
      ? assets.filter((asset) =>
          unlessUnread(
            () => when(asset),
            () => true,
          ),
        )
      : assets;
  }

  private byRegion(assets: readonly AnyAsset[]): ReadonlyMap<string, readonly AnyAsset[]> {
    const regions = new Map<string, AnyAsset[]>();
    for (const asset of assets) {
      const region =
        unlessUnread(
          () => this.metric.region?.(asset),
          () => undefined,
        ) ?? this.region;
      const there = regions.get(region);
      if (there) there.push(asset);
      else regions.set(region, [asset]);
    }
    return regions;
  }

  private async read(region: string, ids?: readonly string[]): Promise<MetricValues> {
    const {
      client,
      metric,
      now,
      clock,
      collecting: { tally },
    } = this;
    const values =
      metric.history && ids
        ? await readHistory(client, metric, region, now, tally, ids, clock)
        : await readLatest(client, metric, region, now, tally, ids, clock);
    if (values.fault) this.collecting.faults.push(values.fault);
    else this.collecting.answered = true;
    return values;
  }
}
