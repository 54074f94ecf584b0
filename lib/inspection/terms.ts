/** What the parts of a run hand over: JSON, and no keys. */
import type { Books } from './ledger';
import type { LinkedBefore } from './link';

/** An account of a run, as others find it again. */
export interface PlannedAccount {
  readonly name: string;
  /** The name of the source that it is a member of, such as `resource directory`. */
  readonly source?: string;
  /** Of a member. */
  readonly accountId?: string;
}

/** Why there is nothing of an account; a message without secrets. */
export interface Refusal {
  readonly account: string;
  /** Of the error, such as `credentials`. */
  readonly code: string;
  readonly message: string;
}

/** What the start of a run hands to each of its parts. */
export interface RunTerms {
  /** The run's one reading of the time, ISO 8601: what is repeated judges by the same. */
  readonly startedAt: string;
  /** When its parts have to end, epoch milliseconds. */
  readonly deadline: number;
  /** What the workspace has said. */
  readonly link: LinkedBefore;
  /** Of the metered calls that a run may make, those of one account: nobody asks the others what they have left. */
  readonly metricCalls?: number;
}

/** What is to be done, once it is known which accounts there are. */
export interface RunPlan extends RunTerms {
  /** None where the inspection is disabled in the workspace. */
  readonly accounts: readonly PlannedAccount[];
  /** Sources whose accounts could not be listed. */
  readonly refused: readonly Refusal[];
}

/** What came of one account. */
export interface RunPart {
  readonly books: Books;
  /** The cloud takes its keys not: nothing was inspected. */
  readonly refused?: Refusal;
}
