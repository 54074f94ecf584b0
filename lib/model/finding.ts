import type { FixCost, FixPlan } from './fix';
import type { Severity } from './severity';
import type { MessageData, Text } from './text';

/** `skip`: the checker does not apply to the asset. `unknown`: it cannot tell, and neither raises nor clears. */
export type Verdict = 'pass' | 'fail' | 'skip' | 'unknown';
export const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'skip', 'unknown'];

/** Why nobody is told of a finding, and until when (ISO 8601). It is judged and counted all the same. */
export interface Muted {
  readonly until: string;
  readonly reason: string;
}

/** A finding as the cause of another. */
export interface CausedBy {
  readonly checker: string;
  readonly assetId: string;
  /** The fault that the cause's events tell of. */
  readonly faultId: string;
}

/** A failure that has to last before anybody is told. */
export interface Pending {
  /** When a run first saw it, ISO 8601. */
  readonly since: string;
  /** How long it has to last. */
  readonly minutes: number;
}

/** One checker's verdict on one asset: a line of `findings.jsonl`. */
export interface Finding {
  readonly checker: string;
  readonly product: string;
  /** Empty when a whole collection could not be read: the verdict then stands for everything in it. */
  readonly assetId: string;
  readonly assetName: string;
  /** The account's id and name. */
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly verdict: Verdict;
  /** Only with `fail`. */
  readonly severity?: Severity;
  readonly message: Text;
  /** The values that the message speaks of; `value` and `threshold` where there is one. */
  readonly data: MessageData;
  /** When the fault began that an earlier run left open, ISO 8601. Only with `fail`. */
  readonly since?: string;
  /** The finding whose event lists this one, mostly because it explains it; this one has none of its own. Only with `fail`. */
  readonly causedBy?: CausedBy;
  /** It may pass by itself: it makes an event when it lasts. Only with `fail`. */
  readonly pending?: Pending;
  /** How it is put right, where a safe change is known. Only with `fail`. */
  readonly fix?: FixPlan;
  /** What it saves or costs to put it right. Only with `fail`. */
  readonly cost?: FixCost;
  /** By a mute of the inspection's alert strategy. Only with `fail`. */
  readonly muted?: Muted;
}
