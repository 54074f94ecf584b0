import type { InspectionEvent, MessageData, Severity, Text } from '../model';

/** Where findings and remembered assets belong: one collection of one inspection. */
export interface Scope {
  readonly inspection: string;
  /** The account's id. */
  readonly account: string;
  readonly region: string;
  readonly collector: string;
}

/** A finding that was failing at the end of the last run. */
export interface OpenFinding {
  readonly fingerprint: string;
  readonly checker: string;
  readonly assetId: string;
  readonly assetName: string;
  readonly severity: Severity;
  readonly faultId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly title: Text;
  readonly data: MessageData;
  /** It has had no event: it was the consequence of another finding from the start. Its `faultId` is empty then. */
  readonly untold?: true;
  /** It is `untold` because another inspection has it as a consequence: its own run found no cause. */
  readonly lent?: true;
  /** The asset whose event tells of it, since the same happened to both at once; it is `untold` then. */
  readonly leader?: string;
  /**
   * Since when it is `untold` and nothing explains it any more, here or, of what is `lent`, elsewhere, ISO 8601: its metrics may
   * show for a while what is over.
   */
  readonly alone?: string;
  /** In whose name its events are: the inspection that reported it first. Absent in states of earlier versions. */
  readonly teller?: { readonly id: string; readonly title: Text };
  /** Ids of the inspections that have seen it in this round; absent while it is one alone. */
  readonly seenBy?: readonly string[];
  /** Whom its events reach; inspections with the same audience share a fault. Absent in states of earlier versions. */
  readonly audience?: string;
  /** From then on it does not count for other inspections, ISO 8601: its own has not looked at it for too long. */
  readonly until?: string;
  /** What its last event said, beside `severity` and `data`; absent in states of earlier versions, and where it had none. */
  readonly told?: {
    /** When, ISO 8601. */
    readonly at: string;
    /** The key of the checker's message. */
    readonly message: string;
    /** A digest of the consequences that it listed; absent when there was none. */
    readonly consequences?: string;
    /** It was muted then. */
    readonly muted?: true;
  };
  /** It has opened and closed too often: it stays open, through runs in which it passes, until it is steady. */
  readonly flapping?: {
    /** How often it has opened. */
    readonly times: number;
    /** Whether it passes now, and since when that or the opposite is so, ISO 8601. */
    readonly calm: boolean;
    readonly since: string;
  };
}

/** What a run keeps of an asset for the next one. */
export interface RememberedAsset {
  readonly id: string;
  readonly name: string;
  /** The collector's `remember` fields; times as ISO 8601, tags as JSON. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  /** When a complete collection first did not hold it, ISO 8601. */
  readonly goneSince?: string;
}

export interface ScopeState {
  readonly open: Map<string, OpenFinding>;
  readonly assets: Map<string, RememberedAsset>;
  /** Why what the last run left is gone; then nothing that fails is known to be new. */
  readonly lost?: string;
}

/** What a checker keeps of the series of an asset: some KiB that it alone reads. */
export interface SeriesChange {
  readonly asset: string;
  /** All of them with `undefined`, which needs a `body` of `undefined`. */
  readonly checker: string | undefined;
  /** Forgotten when `undefined`. */
  readonly body: Uint8Array | undefined;
}

/** What is kept of series, by asset and checker. What cannot be read is absent: whoever wants it learns it anew. */
export type KeptSeries = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;

/** Changes that become true together, or not at all. */
export interface Changes {
  readonly opened: readonly OpenFinding[];
  /** Fingerprints. */
  readonly closed: readonly string[];
  readonly remembered: readonly RememberedAsset[];
  readonly forgotten: readonly string[];
  /** What checkers have kept of the series of assets. */
  readonly series?: readonly SeriesChange[];
  /** The events that these changes mean; kept until they are delivered. */
  readonly events: readonly InspectionEvent[];
  /** The scope was read whole: from now on its memory counts as whole, too, if it was lost. */
  readonly relearned?: boolean;
  /** Ids of faults that have recovered while an inspection that no longer runs still has them open. */
  readonly ended?: readonly string[];
}

/** What other inspections have open in the same account, region and collection. */
export interface Peers {
  readonly inspections: readonly string[];
  open(inspection: string, fingerprint: string): OpenFinding | undefined;
  /** Whether a fault has recovered without the inspection that asks, see {@link Changes.ended}. */
  isEnded(faultId: string): boolean;
}

/** Makes the changes of what others have open; without side effects, because it may be asked twice. */
export type Decision = (peers: Peers) => Changes;

export interface Lock {
  /** Aborted, with a StateError, when somebody else has taken the lock: nothing that this run does is kept from then on. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** What one run leaves for the next. Implementations: an embedded database file, memory, a function host's store. */
export interface StateStore {
  /** What the operator should know about the store, such as a corrupt file that was set aside; grows during a run. */
  readonly notes: readonly string[];
  /** @throws StateError `locked` when another run of the inspection is under way */
  lock(inspection: string): Promise<Lock>;
  load(scope: Scope): Promise<ScopeState>;
  /** The regions where a collection has open findings or remembered assets. */
  regions(scope: Omit<Scope, 'region'>): Promise<readonly string[]>;
  /**
   * Makes changes true, and puts their events into the spool of every destination, in one step: an event is never
   * without its state, nor a state without its event. A decision sees what other inspections have open, and none of them
   * changes that before it is written.
   *
   * @param destinations names of the reporters that deliver
   * @returns what has become true
   * @throws StateError `locked` when the lock was taken over: then nothing was written
   */
  apply(scope: Scope, changes: Changes | Decision, destinations?: readonly string[]): Promise<Changes>;
  /** What is kept of the series of some assets of a scope. */
  series(scope: Scope, assets: readonly string[]): Promise<KeptSeries>;
  /** The assets of a scope of which series are kept. */
  seriesAssets(scope: Scope): Promise<readonly string[]>;
  /** Where an inspection has findings open. */
  openScopes(inspection: string): Promise<readonly Scope[]>;
  /** Ids of the other inspections that keep something of the same account, region and collection. */
  sharers(scope: Scope): Promise<readonly string[]>;
  /**
   * The oldest events that a destination has not accepted yet, in order. What must not be sent before an older event of
   * the same fingerprint, which another inspection has to deliver to the same place, is left out.
   *
   * @param now what is older than a day by then waits for nothing; the present when absent
   * @throws StateError `locked` when the lock was taken over: then another run sends them
   */
  pending(destination: string, limit: number, now?: Date): Promise<readonly InspectionEvent[]>;
  /** Takes events out of a destination's spool: accepted ones for good, rejected ones to the dead letters. */
  settle(
    destination: string,
    accepted: readonly string[],
    rejected: readonly { readonly id: string; readonly reason: string }[],
  ): Promise<void>;
  /** How many events wait for a destination. */
  waiting(destination: string): Promise<number>;
  /** A fact that outlives a run, such as the id of an account. */
  getFact(key: string): Promise<string | undefined>;
  setFact(key: string, value: string): Promise<void>;
  close(): Promise<void>;
}

/** What one scope is known to hold, and what has become of it. */
export interface ScopeHealth extends Scope {
  readonly open: number;
  readonly assets: number;
  /** Why what it held is gone. */
  readonly lost?: string;
  /** Of a lost one: whether the state knows already, so that the next run learns it again. */
  readonly noted?: boolean;
}

/** A state that outlives the process, with what `aliyun-inspection state` does to it. */
export interface KeptState extends StateStore {
  /** Every scope, in order. Changes nothing. */
  survey(): Promise<readonly ScopeHealth[]>;
  /** Takes what is damaged out of a scope, and notes that the next run learns it again; needs the inspection's lock. */
  repair(scope: Scope): Promise<void>;
  /** Drops what is known of a scope: for the next run all is new there. Events that wait for delivery stay. */
  forget(scope: Scope): Promise<void>;
}
