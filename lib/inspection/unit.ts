/**
 * One unit of a run: the assets of one collector in one account and region, from the list to the events. It streams:
 * a page is listed, joined with what belongs to it, judged, compared with the last run and forgotten, while the next
 * page is on its way.
 */
import { chunk } from 'lodash';
import { quiet, totalApart, type Client } from '../aliyun';
import { shownAsset, shownField, unlessUnread, type AnyCollector } from '../define';
import { ResponseShapeError, isInspectionError, type InspectionError } from '../errors';
import { BATCH } from '../metrics';
import type { AccountRef, AnyAsset } from '../model';
import type { AssetReading } from '../report';
import { unreadField } from './check';
import { collecting, reasonOf, summaryOf, type Collecting } from './collecting';
import type { UnitContext } from './context';
import { isMissing, NO_FACTS, type MetricFact } from './facts';
import { problemOfMissing } from './gone';
import { Judge } from './judge';
import type { RootPlan } from './plan';
import { MetricReader } from './metric-reader';
import { inScope, listOf, pagesOf, readAsset } from './pages';
import { RelatedReader } from './related-reader';

/** Pages of one collection that are being joined and judged at once. */
const PAGES_UNDER_WAY = 3;
/** Assets that wait for what belongs to them, in all units: most units hold few of them, and large ones must not add up. */
export const ASSETS_AT_ONCE = 1_000;

/**
 * Inspects one collector in one account and region.
 *
 * @throws StateError when the state cannot be written: then nothing about this unit may be reported
 */
export async function inspectUnit(
  ctx: UnitContext,
  plan: RootPlan,
  client: Client,
  account: AccountRef,
  region: string,
): Promise<void> {
  const { collector } = plan;
  const judge = await Judge.load(ctx, plan, { account, region });
  const root = collecting(collector.id);
  const metrics = plan.metrics.map((m) => new MetricReader(m, client, region, ctx.now, ctx.clock, collecting(m.id)));
  const histories = plan.histories.map(
    (m) => new MetricReader(m, client, region, ctx.now, ctx.clock, collecting(m.id)),
  );
  const related = plan.related.map(
    (c) => new RelatedReader(c, client, region, account, collecting(c.id), judge.reliesOn(c)),
  );

  const inspectPage = async (assets: readonly AnyAsset[]): Promise<void> => {
    const [facts, values] = await Promise.all([
      Promise.all(related.map((reader) => reader.of(assets))),
      Promise.all(metrics.map((reader) => reader.of(assets))),
    ]);
    await ctx.emit.assets(assets.map(shownAsset));
    if (ctx.wantsReadings) await ctx.emit.readings(readingsOf(assets, metrics, values));
    const relatedFacts = new Map(related.map((reader, i) => [reader.collector.id, facts[i] ?? nothing]));
    const newest = metrics.map((reader, i) => [reader.metric.id, values[i] ?? nothing] as const);
    if (histories.length === 0) {
      await judge.page(assets, { related: relatedFacts, metrics: new Map(newest) });
      return;
    }
    // A past is many points: it is read for a few assets, judged and forgotten before the next ones are read.
    for (const some of chunk(assets, BATCH)) {
      await ctx.histories.run(async () => {
        const kept = judge.keepers.any ? await judge.keepers.of(some) : undefined;
        const past = await Promise.all(histories.map((reader) => reader.of(some, kept)));
        const metricFacts = [
          ...newest,
          ...histories.map((reader, i) => [reader.metric.id, past[i] ?? nothing] as const),
        ];
        await judge.page(some, { related: relatedFacts, metrics: new Map(metricFacts), kept });
      });
    }
  };

  const seen = new Set<string>();
  /** What is open of an asset that the filters want no more. */
  const leftOut = new Set<string>();
  // The list goes on while pages wait for what belongs to them; few enough that memory stays flat.
  const underWay: Promise<void>[] = [];
  const inspectList = async (
    only: ReadonlySet<string> | undefined,
    by = collector.select,
    ids?: Set<string>,
  ): Promise<void> => {
    // The second reading of a list that was empty.
    const expected = ids !== undefined && only === undefined && seen.size === 0;
    for await (const page of pagesOf(client, collector, region, root.tally, only, by, expected)) {
      root.answered = true;
      const assets: AnyAsset[] = [];
      let listed = 0;
      for (const item of page.items) {
        const asset = readAsset(item, collector, account, region, root);
        if (asset) ids?.add(asset.id);
        if (!asset || seen.has(asset.id)) continue;
        seen.add(asset.id);
        for (const id of [asset.id, shownField(asset, 'instanceId')]) {
          if (typeof id === 'string' && ctx.only?.has(id)) ctx.found.add(id);
        }
        listed += 1;
        if (!inScope(ctx.only, asset)) continue;
        const doubt = unlessUnread(
          () => {
            if (ctx.accepts(asset)) assets.push(asset);
            else if (judge.hasOpen(asset.id)) leftOut.add(asset.id);
          },
          (error) => unreadField(error),
        );
        if (doubt) await judge.undecided(asset, doubt);
      }
      root.assets += listed;
      if (assets.length === 0) continue;
      [...metrics, ...histories].forEach((reader) => reader.plan(assets, listed, page.more));
      if (underWay.length >= PAGES_UNDER_WAY) await underWay.shift();
      underWay.push(quiet(ctx.pages.run(() => inspectPage(assets), assets.length)));
    }
  };
  try {
    await inspectList(ctx.only);
    const byId = collector.confirm ?? collector.select;
    const problem =
      root.faults.length > 0
        ? undefined
        : await problemOfMissing({
            seen,
            known: judge.missing(NONE).length,
            missing: () => judge.missing(seen),
            ask: byId && ((ids) => inspectList(new Set(ids), byId)),
            total: async () => (ctx.only ? undefined : totalApart(client, listOf(collector, region, root.tally))),
            again: async () => {
              const ids = new Set<string>();
              await inspectList(ctx.only, collector.select, ids);
              return ids;
            },
          });
    if (problem !== undefined) {
      const { product, call } = collector;
      root.faults.push(new ResponseShapeError(`${product.code}:${call.action} in ${region}: ${problem}`));
    }
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'state') {
      // Nothing may go on behind the back of a unit that has ended.
      await Promise.allSettled(underWay);
      throw error;
    }
    root.unsupported = isElsewhere(error, root, collector, judge);
    root.faults.push(error);
  }

  // What was listed before a fault is still judged.
  await Promise.allSettled(underWay);
  for (const page of underWay) await page;
  await Promise.all(related.map((reader) => reader.ended()));
  const summaries = [root, ...related.map((r) => r.collecting), ...[...metrics, ...histories].map((m) => m.collecting)];
  if (root.faults.length === 0) {
    await judge.absent(seen, leftOut).catch((error) => void root.faults.push(unlessStopped(error)));
  }
  if (root.faults.length > 0 && !root.unsupported) await judge.unread(reasonOf(root));
  await judge.keep();
  for (const one of summaries) {
    // What was never started because its parents could not be listed is told by the parents' own line.
    if (one !== root && one.tally.calls === 0 && one.faults.length === 0) continue;
    await ctx.emit.collection(summaryOf(one, account, region));
  }
}

/**
 * Whether a product is not in a region: it refused the region itself, at the first call, and nothing was ever known
 * there. What has answered once, or had assets in the last run, is there, whatever it says now.
 */
function isElsewhere(error: InspectionError, root: Collecting, { scope }: AnyCollector, judge: Judge): boolean {
  return error.code === 'unsupported' && scope === 'region' && !root.answered && judge.knowsNothing;
}

/** Judges an asset that no cloud lists: the inspection itself. */
export async function judgeSelf(ctx: UnitContext, plan: RootPlan, asset: AnyAsset): Promise<void> {
  const judge = await Judge.load(ctx, plan, asset);
  await judge.page([asset], NO_FACTS);
  await judge.absent(new Set([asset.id]));
  await judge.keep();
}

/** That there was no time for all of it is a fault like others; anything else is not about the list. */
function unlessStopped(error: unknown): InspectionError {
  if (isInspectionError(error, 'deadline') || isInspectionError(error, 'cancelled')) return error;
  throw error;
}

function readingsOf(
  assets: readonly AnyAsset[],
  metrics: readonly MetricReader[],
  values: readonly ((asset: AnyAsset) => MetricFact)[],
): AssetReading[] {
  return metrics.flatMap(({ metric }, i) =>
    assets.flatMap((asset) => {
      const reading = values[i]?.(asset);
      return reading === undefined || isMissing(reading) ? [] : [{ metric, asset, reading }];
    }),
  );
}

const nothing = () => undefined;
const NONE: ReadonlySet<string> = new Set();
