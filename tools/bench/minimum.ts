import { GLOBAL_REGION } from '../../lib/aliyun';
import type { AnyChecker } from '../../lib/define';
import { planOf } from '../../lib/inspection';
import type { CollectionSummary } from '../../lib/model';

const ASSETS_PER_QUESTION = 50;

export interface Excess {
  readonly what: string;
  readonly calls: number;
  readonly minimum: number;
}

/**
 * The calls that a complete run cannot do without, by the documented page and batch sizes: each list in full pages, what
 * is asked for by id in full batches, each metric for 50 assets a call (or the whole account, where that is less), what is
 * within others once for each of these. What a summary does not tell is taken as it was: how many rows are in bills, which count
 * as one asset; how many points several groups of an asset have; holders that no collection lists.
 *
 * @returns the minimum, and what took more
 */
export function minimumOf(
  checkers: readonly AnyChecker[],
  collections: readonly CollectionSummary[],
): { readonly minimum: number; readonly excess: readonly Excess[] } {
  const least = new Map<string, (of: CollectionSummary, parents: number) => number>();
  const parentOf = new Map<string, string>();
  const pages = (count: number, size: number) => Math.max(1, Math.ceil(count / size));
  const keyOf = (id: string, c: CollectionSummary) => `${id} ${c.account} ${c.region}`;
  const assets = new Map(collections.map((c) => [keyOf(c.collector, c), c.assets]));
  const regions = new Set(collections.map((c) => c.region).filter((region) => region !== GLOBAL_REGION)).size;
  for (const { collector, related, metrics } of planOf(checkers)) {
    for (const one of [collector, ...related]) {
      const { paging, belongs, within, variants = [1], rare = [] } = one;
      const size = paging.kind === 'single' ? Infinity : (paging.max ?? Infinity);
      // Where the last page by number is full, the one past it is asked for, too.
      const end = (own: number) =>
        paging.kind === 'open' || (paging.kind === 'page' && own > 0 && own % size === 0) ? 1 : 0;
      const ask = belongs?.ask;
      parentOf.set(one.id, collector.id);
      least.set(one.id, (c, parents) => {
        const { assets: own, calls } = c;
        if (parents === 0 && one !== collector) return 0;
        if ('rows' in paging && paging.rows !== undefined) return calls;
        if (within) {
          const holders = assets.get(keyOf(within.of.id, c));
          // Who they are is asked, too.
          return holders === undefined ? calls : 1 + variants.length * Math.max(holders, pages(own, size));
        }
        // Variants divide the assets in a way that is not known here: each may end with a page that is not full.
        if (!ask) return rare.length + variants.length * (pages(own, size) + end(own));
        const rests = (collector.variants ?? [1]).length - 1;
        return variants.length * Math.max(Math.ceil(parents / ask.max) + rests, pages(own, size));
      });
    }
    for (const metric of metrics) {
      parentOf.set(metric.id, collector.id);
      least.set(metric.id, ({ calls }, parents) => {
        if (metric.part !== undefined) return calls;
        const questions = Math.ceil(parents / ASSETS_PER_QUESTION);
        // Each region that holds some of the metric is asked, and may be asked for fewer than a question takes.
        return metric.region ? Math.min(parents, questions + Math.max(regions, 1) - 1) : questions;
      });
    }
  }
  let minimum = 0;
  const excess: Excess[] = [];
  for (const c of collections) {
    const parents = assets.get(keyOf(parentOf.get(c.collector) ?? c.collector, c)) ?? c.assets;
    const fewest = least.get(c.collector)?.(c, parents) ?? c.calls;
    minimum += Math.min(fewest, c.calls);
    if (c.calls > fewest) excess.push({ what: `${c.collector} in ${c.region}`, calls: c.calls, minimum: fewest });
  }
  return { minimum, excess };
}
