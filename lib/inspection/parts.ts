/**
 * A run in parts, which several processes work on: one plans it, others inspect an account each, and one ends it. What they
 * hand over is JSON without keys: each takes those of its account from where the script says.
 */
import type { RunSummary } from '../model';
import { withRun } from './start';
import type { PlannedAccount, Refusal, RunPart, RunPlan, RunTerms } from './terms';
import type { Inspection, RunOptions } from './types';

/** A run in parts: the same inspection, configs and options for all of them. */
export interface PartedRun {
  /** Asks the workspace, and looks which accounts there are. @throws as `Inspection.run` */
  plan(): Promise<RunPlan>;
  /**
   * Inspects one account, and tells its events to the state; they are sent by the end. What was interrupted may be done
   * again: what is open by then is known, and what was judged is judged by the same time.
   *
   * @throws StateError when the state cannot be used, or another run or attempt has its lock
   */
  inspect(terms: RunTerms, account: PlannedAccount): Promise<RunPart>;
  /**
   * Adds up the parts, delivers the events, and says what came of the run.
   *
   * @param missing accounts of which there is no part, and why
   * @throws CredentialsError when no account has keys that the cloud takes
   */
  end(plan: RunPlan, parts: readonly RunPart[], missing: readonly Refusal[]): Promise<RunSummary>;
}

/** Of the time that a run may take, the part that its end has for itself when the parts have used up all of it. */
const END_SHARE = 0.25;

/**
 * A run that several processes work on. Each needs a state of its own on the same database, see `RunShare`.
 *
 * @param input as `Inspection.run` takes it
 * @example
 * const run = inParts(inspection, undefined, { state });
 * const plan = await run.plan();
 * const parts = [];
 * for (const account of plan.accounts) parts.push(await run.inspect(plan, account));
 * const summary = await run.end(plan, parts, []);
 */
export function inParts(inspection: Inspection, input: unknown, options: RunOptions): PartedRun {
  return {
    plan: () => withRun(inspection, input, options, 'planning', (run, disabled) => run.planned(disabled)),
    inspect: (terms, account) => withRun(inspection, input, options, terms, (run) => run.part(account)),
    end: (plan, parts, missing) => {
      const share = inspection.timeoutSeconds * 1000 * END_SHARE;
      const late = { ...plan, deadline: Math.max(plan.deadline, Date.now() + share) };
      return withRun(inspection, input, options, late, (run, disabled) =>
        disabled ? run.disabled() : run.end(parts, [...plan.refused, ...missing]),
      );
    },
  };
}
