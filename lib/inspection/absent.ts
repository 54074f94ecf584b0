/**
 * Products that are not there: not in a region, which is a fact only where something else confirms it, or not opened by
 * the account, which is never a fact about assets.
 */
import { groupBy } from 'lodash';
import { cms, ownRegions, type Client } from '../aliyun';
import type { AnyCollector } from '../define';
import { isInspectionError } from '../errors';
import type { CollectionSummary } from '../model';
import type { RootPlan } from './plan';

/** Why a region that was refused is not believed to lack the product; `undefined` where it is believed. */
export type Doubt = (region: string) => string | undefined;

/**
 * What to make of a collector whose regions have all been refused: more likely a mistake (of the regions, of the
 * endpoint, of a code) than a fact. Only the product's own list of regions can confirm it.
 */
export async function doubtOf(client: Client, { product }: AnyCollector): Promise<Doubt> {
  const own = await ownRegions(client, product).catch((error: unknown) => {
    // No time left to ask.
    if (!isInspectionError(error)) throw error;
    return undefined;
  });
  return (region) => {
    if (own === undefined) {
      return 'refused so in every region of the account, which nothing confirms: name a region that has it, or leave its checkers out';
    }
    return own.includes(region) ? `but ${product.code}:DescribeRegions lists the region` : undefined;
  };
}

/** One sentence per account and product that was never opened: what it means, and what to do. */
export function notOpenedNotes(collections: readonly CollectionSummary[], plan: readonly RootPlan[]): string[] {
  const products = new Map(
    plan.flatMap(({ collector, related }) => [collector, ...related]).map(({ id, product }) => [id, product]),
  );
  const groups = groupBy(
    collections.filter(({ status }) => status === 'not-opened'),
    ({ accountName, collector }) =>
      `account ${accountName} has not opened ${(products.get(collector) ?? cms).title.en}, so nothing of it was inspected`,
  );
  return Object.entries(groups).map(([what, some]) => {
    const ids = [...new Set(some.map(({ collector }) => collector))];
    return `${what}: open it in the console, or leave the checkers of ${ids.join(', ')} out`;
  });
}
