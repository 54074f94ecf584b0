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
 * is asked for by id in full batches, each metric for 50 assets a call (or the whole account, where that is less).
 *
 * @returns the minimum, and what took more
 */
export function minimumOf(
  checkers: readonly AnyChecker[],
  collections: readonly CollectionSummary[],
): { readonly minimum: number; readonly excess: readonly Excess[] } {
  const most = new Map<string, (parents: number, own: number, regions: number) => number>();
  const parentOf = new Map<string, string>();
  const pages = (count: number, size: number) => Math.max(1, Math.ceil(count / size));
  for (const { collector, related, metrics } of planOf(checkers)) {
    for (const one of [collector, ...related]) {
      const { paging, belongs, variants = [1] } = one;
      const size = paging.kind === 'single' ? Infinity : (paging.max ?? Infinity);
      // Where the last page by number is full, the one past it is asked for, too.
      const end = (own: number) =>
        paging.kind === 'open' || (paging.kind === 'page' && own > 0 && own % size === 0) ? 1 : 0;
      const ask = belongs?.ask;
      parentOf.set(one.id, collector.id);
      most.set(one.id, (parents, own) => {
        if (parents === 0 && one !== collector) return 0;
        // Variants divide the assets in a way that is not known here: each may end with a page that is not full.
        if (!ask) return variants.length * (pages(own, size) + end(own));
        return variants.length * Math.max(Math.ceil(parents / ask.max), pages(own, size));
      });
    }
    for (const metric of metrics) {
      parentOf.set(metric.id, collector.id);
      most.set(metric.id, (parents, _, regions) => {
        const questions = Math.ceil(parents / ASSETS_PER_QUESTION);
        // Each region that holds some of the metric is asked, and may be asked for fewer than a question takes.
        return metric.region ? Math.min(parents, questions + Math.max(regions, 1) - 1) : questions;
      });
    }
  }
  const keyOf = (id: string, c: CollectionSummary) => `${id} ${c.account} ${c.region}`;
  const assets = new Map(collections.map((c) => [keyOf(c.collector, c), c.assets]));
  const regions = new Set(collections.map((c) => c.region).filter((region) => region !== GLOBAL_REGION)).size;
  let minimum = 0;
  const excess: Excess[] = [];
  for (const c of collections) {
    const parents = assets.get(keyOf(parentOf.get(c.collector) ?? c.collector, c)) ?? c.assets;
    const least = most.get(c.collector)?.(parents, c.assets, regions) ?? c.calls;
    minimum += Math.min(least, c.calls);
    if (c.calls > least) excess.push({ what: `${c.collector} in ${c.region}`, calls: c.calls, minimum: least });
  }
  return { minimum, excess };
}
