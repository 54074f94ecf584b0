import type { Changes, Scope } from '../state';
import type { Batch } from './changes';
import type { UnitContext } from './context';

/**
 * State first, then the reporters: what was reported is never forgotten.
 *
 * @returns what has become true; `undefined` where nothing has changed
 */
export async function commit(
  ctx: UnitContext,
  scope: Scope,
  { changes, findings, counts }: Batch,
): Promise<Changes | undefined> {
  ctx.count(counts);
  const decision = changes.decision({ inspection: ctx.inspection, now: ctx.now });
  const done = changes.empty ? undefined : await ctx.state.apply(scope, decision, ctx.destinations);
  if (findings.length > 0) await ctx.emit.findings(findings);
  if (done && done.events.length > 0) await ctx.emit.events(done.events);
  return done;
}
