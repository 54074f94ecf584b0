import { chunk } from 'lodash';
import type { Client } from '../aliyun';
import { spanOf, unlessUnread, type Metric } from '../define';
import { ResponseShapeError } from '../errors';
import {
  BATCH,
  chooseMode,
  questionsOf,
  readHistory,
  readLatest,
  readWindow,
  wholeSince,
  type HistoryQuestion,
  type MetricValues,
  type Problem,
} from '../metrics';
import type { AnyAsset } from '../model';
import type { Collecting } from './collecting';
import type { MetricFact } from './facts';
import type { KeptOfPage } from './kept';

/** Reads a metric for the assets of a page, in each region that holds it the way that needs fewer calls. */
export class MetricReader {
  private planned = false;
  /** What is read of all assets of a region. */
  private readonly whole = new Map<string, Promise<MetricValues>>();
  /** Where a past is gone on with, the first page of the list; and from when on all of a region is read. */
  private list: { readonly wanted: number; readonly listed: number; readonly more: boolean } | undefined;
  private readonly wholeSince = new Map<string, number | undefined>();
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

  /** Decides how to read; the whole of a past is asked for by the asset, see {@link readHistory}. */
  plan(assets: readonly AnyAsset[], listed: number, more: boolean): void {
    if (this.planned) return;
    const wanted = this.having(assets);
    if (wanted.length === 0) return;
    this.planned = true;
    if (this.metric.history) {
      this.list = { wanted: wanted.length, listed, more };
      return;
    }
    for (const [region, { length }] of this.byRegion(wanted)) {
      // What is not wanted is taken to be spread over the regions as what is.
      const there = Math.round((listed * length) / wanted.length);
      const points = (this.metric.part === undefined ? 1 : 2) * (this.metric.window ?? 1);
      const mode = chooseMode(length, there, more, points);
      if (mode === 'whole-account') this.whole.set(region, this.read(region));
    }
  }

  /** @param kept what is kept of the assets, for a past that is gone on with */
  async of(assets: readonly AnyAsset[], kept?: KeptOfPage): Promise<(asset: AnyAsset) => MetricFact> {
    const found = new Map<string, MetricFact>();
    await Promise.all(
      [...this.byRegion(assets)].map(async ([region, there]) => {
        const wanted = this.having(there);
        const having = wanted.map((asset) => asset.id);
        const all = await Promise.all(this.batches(region, wanted, kept));
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

  private batches(region: string, assets: readonly AnyAsset[], kept?: KeptOfPage): Promise<MetricValues>[] {
    const { metric } = this;
    if (kept && metric.history?.keeps !== undefined) return this.goOn(region, assets, kept);
    if (metric.history) return chunk(assets, BATCH).map((some) => this.past(region, { ids: some.map(({ id }) => id) }));
    const whole = this.whole.get(region);
    return whole
      ? [whole]
      : chunk(assets, BATCH).map((some) =>
          this.read(
            region,
            some.map(({ id }) => id),
          ),
        );
  }

  /** What is new since the last run, and all of the past of assets of which nothing is kept. */
  private goOn(region: string, assets: readonly AnyAsset[], kept: KeptOfPage): Promise<MetricValues>[] {
    const { metric, list } = this;
    const { from, to } = spanOf(metric, this.now);
    const period = metric.period * 1000;
    const known = assets.map((asset) => ({ id: asset.id, since: kept.since(metric, asset) }));
    const fresh = known.filter(({ since }) => since === undefined).map(({ id }) => ({ id, since: from }));
    const wanted = known.flatMap(({ id, since }) => (since === undefined ? [] : [{ id, since }]));
    if (list && wanted.length > 0 && !this.wholeSince.has(region)) {
      const parts = metric.part === undefined ? 1 : 2;
      // These are the first of the page, and what holds for them is taken to hold for all of it.
      this.wholeSince.set(region, wholeSince(wanted, { ...list, of: assets.length }, parts, to, period));
    }
    const since = this.wholeSince.get(region);
    const questions = [
      ...questionsOf(fresh, to, period).map(({ ids }) => ({ ids })),
      ...questionsOf(since === undefined ? wanted : wanted.filter((one) => one.since < since), to, period),
    ];
    const asked = questions.map((question) => this.past(region, question));
    if (since === undefined || !wanted.some((one) => one.since >= since && one.since < to)) return asked;
    const whole = this.whole.get(region) ?? this.past(region, { since });
    this.whole.set(region, whole);
    return [...asked, whole];
  }

  private async past(region: string, question: HistoryQuestion): Promise<MetricValues> {
    const { client, metric, now, clock, collecting } = this;
    return this.noted(await readHistory(client, metric, region, now, collecting.tally, question, clock));
  }

  private async read(region: string, ids?: readonly string[]): Promise<MetricValues> {
    const { client, metric, now, clock, collecting } = this;
    const newest = metric.window === undefined ? readLatest : readWindow;
    return this.noted(await newest(client, metric, region, now, collecting.tally, ids, clock));
  }

  private noted(values: MetricValues): MetricValues {
    if (values.fault) this.collecting.faults.push(values.fault);
    else this.collecting.answered = true;
    return values;
  }
}
