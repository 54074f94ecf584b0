/** What can be asked of the workspace, and what is answered. */
import type { EventBody } from './event';
import type { FieldValue } from './lines';
import type { CheckerRecord } from './records';
import type { Dimension } from './timeline';

/** What a list of events is narrowed to. Times are milliseconds; `from` is included, `to` is not; both count by seconds. */
export interface EventFilter {
  readonly from?: number;
  readonly to?: number;
  readonly statuses?: readonly string[];
  readonly sources?: readonly string[];
  /** `rul_…` of an inspection or an external-event monitor. */
  readonly checkerIds?: readonly string[];
  readonly refKeys?: readonly string[];
  /** The dimension tag `checker`, such as `ecs-disk-unencrypted`. */
  readonly checkers?: readonly string[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly products?: readonly string[];
  readonly assetId?: string;
  readonly faultId?: string;
  readonly eventRef?: string;
  /** Words of the title, the dimension tags, the asset's and the inspection's name. */
  readonly search?: string;
  /** Only the latest event of each thing that has not recovered. */
  readonly openOnly?: boolean;
  /** No updates: only what begins or ends a fault, or belongs to none. With `openOnly` it changes nothing. */
  readonly turnsOnly?: boolean;
  /** Values that an event must not have, by field. */
  readonly not?: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** Conditions on any field, written as `filters` of the Open API; what does not fit is a FilterError. */
  readonly filters?: readonly unknown[];
}

export interface Paging {
  readonly offset?: number;
  /** 1 to 1000, 50 by default. */
  readonly limit?: number;
}

export interface EventView {
  /** `__docid` of the Open API. */
  readonly docId: string;
  readonly eventId: string;
  /** Milliseconds. */
  readonly time: number;
  /** When it came in, milliseconds. */
  readonly created: number;
  readonly status: string;
  readonly source: string;
  readonly title: string;
  readonly checkerId: string;
  readonly refKey: string;
  readonly checker: string;
  readonly account: string;
  readonly region: string;
  readonly product: string;
  readonly assetId: string;
  readonly eventRef: string;
  readonly faultId: string;
  /** Everything, as answered by `events/{id}/get`. */
  readonly body: EventBody;
}

export interface EventList {
  readonly events: readonly EventView[];
  readonly total: number;
  /** False when `total` was not counted beyond {@link COUNT_LIMIT}. */
  readonly totalExact: boolean;
}

export interface NotificationView {
  readonly eventId: string;
  readonly policy: string;
  readonly policyName: string;
  readonly target: string;
  readonly targetName: string;
  readonly kind: string;
  readonly status: string;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  /** Milliseconds. */
  readonly created: number;
  readonly updated: number;
}

export interface EventDetail {
  readonly event: EventView;
  /** Events of its round of failure, oldest first: the first one and the newest {@link NEWEST_OF_ROUND}. */
  readonly history: readonly EventView[];
  /** How many events of its round there are between the first and the others of `history`. */
  readonly historyLeftOut: number;
  readonly notifications: readonly NotificationView[];
  /** Why there are none; empty when there are. */
  readonly notificationNote: string;
}

export interface CheckerView {
  readonly checker: CheckerRecord;
  /** Unrecovered findings by status. */
  readonly open: Readonly<Record<string, number>>;
  readonly openTotal: number;
  /** Milliseconds, of its newest event, to the second. */
  readonly lastEvent: number | undefined;
}

export interface Bucket {
  /** Milliseconds, its start. */
  readonly time: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface ObjectView {
  readonly class: string;
  readonly name: string;
  /** Milliseconds, of the last report. */
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}
export type FacetName = Dimension;
export type Facets = Readonly<Record<string, readonly Facet[]>>;
/** Whether whoever asked has gone; what takes long is ended then, with a StoppedError. */
export type Stop = () => boolean;

/** Events that are counted one by one before a total is told as "more than". */
export const COUNT_LIMIT = 2000;
/** Events of a round that are told, besides its first. */
export const NEWEST_OF_ROUND = 100;
