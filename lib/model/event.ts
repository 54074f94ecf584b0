import type { Muted } from './finding';
import type { FixPlan } from './fix';
import type { Severity } from './severity';
import type { MessageData, Text } from './text';

/** `anomaly`: the first failure of a round. `update`: it still fails. `recovery`: it passes, or the asset is gone. */
export type EventKind = 'anomaly' | 'update' | 'recovery';

/** Identity of what an event is about: minimal, stable, strings only, the same from anomaly to recovery. */
export interface DimensionTags {
  readonly account_id: string;
  readonly region: string;
  readonly product: string;
  readonly asset_id: string;
  readonly checker: string;
}

/** A finding that the event of another one tells of, mostly that of its cause. */
export interface Consequence {
  readonly checker: string;
  readonly checkerTitle: Text;
  readonly product: string;
  readonly region: string;
  readonly assetId: string;
  readonly assetName: string;
  readonly severity: Severity;
  readonly message: Text;
  /** When it was first found, ISO 8601: the event's own time when it is new. */
  readonly since: string;
  /** It is the cause, found after its consequence had been told of: the event goes on to be that of the consequence. */
  readonly isCause?: true;
}

/** So many consequences are in an event; all are among the findings. */
export const CONSEQUENCES_SHOWN = 100;

/** One event: a line of `events.jsonl`, and what every reporter receives. */
export interface InspectionEvent {
  /** Unique and repeatable: the same run reporting the same thing twice gives the same id. `event-<32 hex>`. */
  readonly id: string;
  readonly kind: EventKind;
  /** The severity of the finding, or of the gravest of its consequences; `ok` for a recovery. */
  readonly status: Severity | 'ok';
  /** The severity of the event before this one in the same round. */
  readonly previousStatus?: Severity;
  /** When the run read the asset, ISO 8601. */
  readonly time: string;
  /** The inspection that reported the fault first: all events of a round are in its name, whoever sees the fault. */
  readonly inspection: string;
  readonly inspectionTitle: Text;
  /** Ids of the inspections that have seen it in this round, sorted; absent where it is one alone. */
  readonly seenBy?: readonly string[];
  readonly checker: string;
  readonly checkerTitle: Text;
  /** Single line. */
  readonly title: Text;
  /** Markdown. */
  readonly message: Text;
  /** Why it matters, and what to do; absent in events of earlier versions. */
  readonly why?: Text;
  readonly remedy?: Text;
  /** How it is put right, where a safe change is known; not of a recovery. */
  readonly fix?: FixPlan;
  readonly dimensionTags: DimensionTags;
  /** Hash of inspection and dimension tags: the same for every event about one thing. */
  readonly fingerprint: string;
  /** Id of the first event of this round of failure. */
  readonly faultId: string;
  /** When this round began, ISO 8601. */
  readonly faultStartTime: string;
  /** From the start of the round to this event, in seconds. */
  readonly faultDuration: number;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly product: string;
  readonly assetId: string;
  readonly assetName: string;
  /** Why a recovery: the checker passed, somebody said it is normal, the checker no longer applies, or the asset is gone. */
  readonly reason?: 'passed' | 'accepted' | 'not-applicable' | 'asset-gone';
  /** The finding's data (`value`, `threshold`, …), for extra fields. */
  readonly data: MessageData;
  /** The asset's key attributes, as shown in the message. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What follows from this finding and has no event of its own, gravest first, at most {@link CONSEQUENCES_SHOWN}. */
  readonly consequences?: readonly Consequence[];
  /** How many there are. */
  readonly consequenceCount?: number;
  /** The finding was muted when it was judged: local reporters do not tell it until then. */
  readonly muted?: Muted;
}
