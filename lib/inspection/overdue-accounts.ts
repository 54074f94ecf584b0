import type { AnyChecker } from '../define';
import { StateError } from '../errors';
import type { Causes } from './causes';
import type { UnitContext } from './context';
import { accountOverdue, overdueAsset } from './overdue';
import { planOf } from './plan';
import { judgeSelf } from './unit';

/**
 * Judges whether accounts are overdue, by what waits for a cause.
 *
 * @param checkers of the inspection itself, with their parameters
 * @returns what could not be remembered and was not told: the run is not complete then
 */
export async function judgeOverdue(
  ctx: UnitContext,
  causes: Causes,
  checkers: readonly AnyChecker[],
): Promise<readonly string[]> {
  const [plan] = planOf(checkers.filter(({ id }) => id === accountOverdue.id));
  if (!plan) return [];
  try {
    for (const { account, doubted } of causes.visited) {
      const locked = causes.countFor(accountOverdue.id, account.id);
      // A run for some assets has not seen the others.
      const asset = overdueAsset(account, locked, doubted || ctx.only !== undefined);
      if (await isWorthJudging(ctx, plan.collector.id, asset.region, account.id, locked))
        await judgeSelf(ctx, plan, asset);
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return [error.message];
  }
  return [];
}

/** What is well, and was, is not worth a verdict in every run. */
async function isWorthJudging(
  ctx: UnitContext,
  collector: string,
  region: string,
  account: string,
  locked: number,
): Promise<boolean> {
  if (locked > 0) return true;
  const { open } = await ctx.state.load({ inspection: ctx.inspection.id, account, region, collector });
  return open.size > 0;
}
