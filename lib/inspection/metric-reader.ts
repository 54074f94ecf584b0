import chunk from 'lodash/chunk';
import type { Client } from '../aliyun';
import { unlessUnread, type Metric } from '../define';
import { ResponseShapeError } from '../errors';
import { BATCH, chooseMode, readHistory, readLatest, readWindow, type MetricValues, type Problem } from '../metrics';
import type { AnyAsset } from '../model';
import type { Collecting } from './collecting';
import type { MetricFact } from './facts';

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
      const points = (this.metric.part === undefined ? 1 : 2) * (this.metric.window ?? 1);
      const mode = chooseMode(length, there, more, points);
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
    const newest = metric.window === undefined ? readLatest : readWindow;
    const values =
      metric.history && ids
        ? await readHistory(client, metric, region, now, tally, ids, clock)
        : await newest(client, metric, region, now, tally, ids, clock);
    if (values.fault) this.collecting.faults.push(values.fault);
    else this.collecting.answered = true;
    return values;
  }
}
