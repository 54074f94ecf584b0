import type { FixCost, FixPlan } from '../model/fix';
import type { Severity } from '../model/severity';
import type { MessageData, Text } from '../model/text';
import type { KeptPasts } from './metric';

/** What a `check` returns; made by the functions in its context. */
export type CheckResult = {
  /** What the next run goes on from, see `CheckContext.kept`; absent where what was kept stays. */
  readonly keep?: KeptPasts;
} & (
  | { readonly verdict: 'pass'; readonly data?: MessageData }
  | {
      readonly verdict: 'fail';
      readonly message: string;
      readonly data: MessageData;
      readonly severity: Severity | undefined;
      /** Made by the checker's `fix`. */
      readonly fix?: FixPlan;
      /** Made by the checker's `cost`. */
      readonly cost?: FixCost;
    }
  | { readonly verdict: 'skip' | 'unknown'; readonly reason: Text }
);
