import type { Scope } from '../state';
import type { Batch } from './changes';
import type { UnitContext } from './context';

/** State first, then the reporters: what was reported is never forgotten. */
export async function commit(ctx: UnitContext, scope: Scope, { changes, findings, counts }: Batch): Promise<void> {
  ctx.count(counts);
  if (!changes.empty) await ctx.state.apply(scope, changes, ctx.destinations);
  if (findings.length > 0) await ctx.emit.findings(findings);
  if (changes.events.length > 0) await ctx.emit.events(changes.events);
}
