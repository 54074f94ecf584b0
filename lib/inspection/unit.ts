/**
 * One unit of a run: the assets of one collector in one account and region, from the list to the events. It streams:
 * a page is listed, joined with what belongs to it, judged, compared with the last run and forgotten, while the next
 * page is on its way.
 */
import chunk from 'lodash/chunk';
import { quiet, type Client } from '../aliyun';
import { shownAsset, shownField, unlessUnread } from '../define';
import { isInspectionError } from '../errors';
import { BATCH } from '../metrics';
import type { AccountRef, AnyAsset } from '../model';
import type { AssetReading } from '../report';
import type { Scope } from '../state';
import { Judge, NO_FACTS, unreadField, type UnitContext } from './judge';
import type { RootPlan } from './plan';
import {
  collecting,
  inScope,
  isMissing,
  MetricReader,
  pagesOf,
  readAsset,
  reasonOf,
  RelatedReader,
  summaryOf,
  type MetricFact,
} from './readers';

/** Pages of one collection that are being joined and judged at once. */
const PAGES_UNDER_WAY = 3;

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
  const scope: Scope = { inspection: ctx.inspection.id, account: account.id, region, collector: collector.id };
  const last = await ctx.state.load(scope);
  const root = collecting(collector.id);
  const related = plan.related.map((c) => new RelatedReader(c, client, region, account, collecting(c.id)));
  const metrics = plan.metrics.map((m) => new MetricReader(m, client, region, ctx.now, collecting(m.id)));
  const histories = plan.histories.map((m) => new MetricReader(m, client, region, ctx.now, collecting(m.id)));
  const judge = new Judge(ctx, plan, scope, last, account, region);

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
        const past = await Promise.all(histories.map((reader) => reader.of(some)));
        const metricFacts = [
          ...newest,
          ...histories.map((reader, i) => [reader.metric.id, past[i] ?? nothing] as const),
        ];
        await judge.page(some, { related: relatedFacts, metrics: new Map(metricFacts) });
      });
    }
  };

  const seen = new Set<string>();
  // The list goes on while pages wait for what belongs to them; few enough that memory stays flat.
  const underWay: Promise<void>[] = [];
  const inspectList = async (only: ReadonlySet<string> | undefined): Promise<void> => {
    for await (const page of pagesOf(client, collector, region, root.tally, only)) {
      const assets: AnyAsset[] = [];
      let listed = 0;
      for (const item of page.items) {
        const asset = readAsset(item, collector, account, region, root);
        if (!asset || seen.has(asset.id)) continue;
        seen.add(asset.id);
        for (const id of [asset.id, shownField(asset, 'instanceId')]) {
          if (typeof id === 'string' && ctx.only?.has(id)) ctx.found.add(id);
        }
        listed += 1;
        if (!inScope(ctx.only, asset)) continue;
        const doubt = unlessUnread(
          () => void (ctx.accepts(asset) && assets.push(asset)),
          (error) => unreadField(error),
        );
        if (doubt) await judge.undecided(asset, doubt);
      }
      root.assets += listed;
      if (assets.length === 0) continue;
      metrics.forEach((reader) => reader.plan(assets, listed, page.more));
      if (underWay.length >= PAGES_UNDER_WAY) await underWay.shift();
      underWay.push(quiet(inspectPage(assets)));
    }
  };
  try {
    await inspectList(ctx.only);
    // A list may skip rows that move between its pages: nothing is gone before the cloud was asked for it once more.
    const missing = root.faults.length === 0 ? judge.missing(seen) : [];
    if (missing.length > 0) await inspectList(collector.select ? new Set(missing) : ctx.only).catch(unlessGone);
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'state') {
      // Nothing may go on behind the back of a unit that has ended.
      await Promise.allSettled(underWay);
      throw error;
    }
    if (error.code === 'unsupported' && root.assets === 0) root.unsupported = true;
    root.faults.push(error);
  }

  // What was listed before a fault is still judged.
  await Promise.allSettled(underWay);
  for (const page of underWay) await page;
  await Promise.all(related.map((reader) => reader.ended()));
  const summaries = [root, ...related.map((r) => r.collecting), ...[...metrics, ...histories].map((m) => m.collecting)];
  const whole = root.faults.length === 0;
  if (whole) await judge.absent(seen);
  else if (!root.unsupported) await judge.unread(reasonOf(root));
  for (const one of summaries) {
    // What was never started because its parents could not be listed is told by the parents' own line.
    if (one !== root && one.tally.calls === 0 && one.faults.length === 0) continue;
    await ctx.emit.collection(summaryOf(one, account, region));
  }
}

/** Some APIs answer a question for an id that is gone with an error, which is an answer too. */
function unlessGone(error: unknown): void {
  if (!isInspectionError(error, 'not-found')) throw error;
}

/** Judges an asset that no cloud lists: the inspection itself. */
export async function judgeSelf(ctx: UnitContext, plan: RootPlan, asset: AnyAsset): Promise<void> {
  const { account, region } = asset;
  const scope: Scope = { inspection: ctx.inspection.id, account: account.id, region, collector: plan.collector.id };
  const judge = new Judge(ctx, plan, scope, await ctx.state.load(scope), account, region);
  await judge.page([asset], NO_FACTS);
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
