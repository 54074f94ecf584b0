import type { AnyChecker, Metric, Reading } from '../define';
import type { AnyAsset, CollectionSummary, Finding, InspectionEvent, Language, RunSummary, Text } from '../model';

/** What a reporter knows about the run. */
export interface RunInfo {
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly startedAt: string;
  readonly checkers: readonly AnyChecker[];
  /** The language in which plain texts are shown. */
  readonly language: Language;
}

/** How far a run is; sent now and then. */
export interface Progress {
  readonly collectionsDone: number;
  /** Known so far: it may grow while regions are still being asked for. */
  readonly collectionsTotal: number;
  readonly assets: number;
  readonly calls: number;
  readonly throttled: number;
  readonly failing: number;
}

/** A metric's newest value for an asset. */
export interface AssetReading {
  readonly metric: Metric;
  readonly asset: AnyAsset;
  readonly reading: Reading;
}

/** A fault that is open at the end of a run, as its last event has it; the message is plain text. */
export type OpenFault = Pick<
  InspectionEvent,
  | 'fingerprint'
  | 'faultStartTime'
  | 'status'
  | 'inspection'
  | 'dimensionTags'
  | 'assetName'
  | 'title'
  | 'message'
  | 'remedy'
>;

/** Short texts that a destination has answered with, such as the key of an issue; they outlive the run. */
export interface Memory {
  get(name: string): Promise<string | undefined>;
  /** @param text forgotten when `undefined` */
  set(name: string, text: string | undefined): Promise<void>;
}

/** What became of a batch of events at their destination. What is in neither list stays in the spool and is sent again. */
export interface Delivery {
  /** Ids of the events that the destination has accepted. */
  readonly accepted: readonly string[];
  /** Events that it will never accept: they go to the dead letters with the reason. */
  readonly rejected: readonly { readonly id: string; readonly reason: string }[];
  /** Why the rest was not accepted for now. */
  readonly problem?: string;
  /**
   * Set when the rest may be accepted in a moment, so that another try in this run is worth it: not before so many
   * milliseconds, when the destination asks for time, else 0.
   */
  readonly retryAfterMs?: number;
}

/**
 * Receives what a run finds, as it finds it. All methods are optional; batches arrive in order, and a promise holds
 * back the collection that it belongs to. A reporter that throws is noted in the summary and does not stop the others.
 */
export interface Reporter {
  readonly name: string;
  start?(run: RunInfo): void | Promise<void>;
  /** Assets that are inspected. */
  assets?(batch: readonly AnyAsset[]): void | Promise<void>;
  /** Values of metrics that were read for assets that are inspected. */
  readings?(batch: readonly AssetReading[]): void | Promise<void>;
  /** Every verdict. */
  findings?(batch: readonly Finding[]): void | Promise<void>;
  /** Events that are already in the state, so that a crash here cannot double them. */
  events?(batch: readonly InspectionEvent[]): void | Promise<void>;
  /**
   * Sends events to where they must not get lost. They are in the spool before this is called, and stay there until
   * they are accepted; each has an id by which a destination can tell a repetition. Events come in order, oldest first.
   * Throwing means: nothing of this batch is known to be accepted.
   */
  deliver?(batch: readonly InspectionEvent[], memory?: Memory): Promise<Delivery>;
  /**
   * For a destination that forgets: what is open at the end of a run. It is asked when everything was delivered, so that
   * nothing in it is newer than what the destination knows. Throwing is noted, and made good by the next run.
   */
  remind?(open: readonly OpenFault[]): Promise<void>;
  collection?(collection: CollectionSummary): void | Promise<void>;
  progress?(progress: Progress): void;
  finish?(summary: RunSummary): void | Promise<void>;
}
