import type { EventKind } from './event';
import type { Verdict } from './finding';
import type { Severity } from './severity';

/**
 * `complete`: all of it was read. `partial`: some of it was. `failed`: nothing was. `unsupported`: the product is not in
 * that region, which is no failure. `not-opened`: the account has not opened the product, so nothing was read.
 */
export type CollectionStatus = 'complete' | 'partial' | 'failed' | 'unsupported' | 'not-opened';

/** A field that could not be read in some answers of a collection: it makes whoever judges by it `unknown`. */
export interface OddField {
  /** Where the field is in an item, such as `Status`. */
  readonly field: string;
  /** `malformed`: missing or of a wrong type. `unheard`: a value that this version does not know. */
  readonly problem: 'malformed' | 'unheard';
  /** The value never heard of. */
  readonly value?: string;
  /** How often. */
  count: number;
}

/** How one collector (or metric) fared in one account and region. */
export interface CollectionSummary {
  /** The id of the collector or metric. */
  readonly collector: string;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly status: CollectionStatus;
  /** Why it is not complete, and what to do. */
  readonly reason?: string;
  /** Assets listed, or assets with data for a metric. */
  readonly assets: number;
  readonly calls: number;
  /** Fields that could not be read; absent when there are none. */
  readonly odd?: readonly OddField[];
}

/** How one destination took the events that it was sent. */
export interface DeliverySummary {
  /** The reporter's name, such as `webhook`. */
  readonly destination: string;
  /** Events that it took in this run. */
  readonly accepted: number;
  /** Events that it refused for good: they are in the dead letters. */
  readonly rejected: number;
  /** Events that an alert strategy keeps to tell them together later. */
  readonly gathered: number;
  /** Events that it has not taken yet: the next run sends them. */
  readonly waiting: number;
  /** The time of the oldest of those that wait, ISO 8601; absent when none does. */
  readonly oldestWaiting?: string;
}

/** What a run found: `summary.json`, and what `run()` returns. Serialisable. */
export interface RunSummary {
  readonly inspection: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Every collection is `complete` or `unsupported`, and every asset that was asked for by its id was found. */
  readonly complete: boolean;
  readonly collections: readonly CollectionSummary[];
  /** Ids that were asked for (`configs.instanceIds`) and seen in no list, so not inspected. */
  readonly notFound: readonly string[];
  /** Assets that were listed and inspected. */
  readonly assets: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Failing findings by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Failing findings that a mute of the alert strategy keeps quiet; they are in the other counts too. */
  readonly muted: number;
  readonly events: Readonly<Record<EventKind, number>>;
  /** Faults that go on as their last event said, and so have none in this run. */
  readonly stillOpen: number;
  /** One for each destination; none in a dry run. */
  readonly deliveries: readonly DeliverySummary[];
  /** `total` counts attempts on the wire, `throttled` and `retried` those among them. */
  readonly calls: {
    readonly total: number;
    readonly throttled: number;
    readonly retried: number;
    /** CloudMonitor's metered calls: of this run, and of this month as far as this state knows. */
    readonly metrics: number;
    readonly metricsThisMonth: number;
  };
  /** (collector, region) pairs that were left out because Resource Center knows of nothing there. */
  readonly skippedPairs: number;
  readonly durationMs: number;
  readonly peakRssMiB: number;
  /** What the operator should know beside the numbers, one sentence each. */
  readonly notes: readonly string[];
}
