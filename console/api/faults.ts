/** What the console's JSON API answers about faults that have not recovered, beside `api.ts`. Types only. */
import type { CollectionStatus, Text } from '../../lib/model';
import type { TaskStatus } from '../../host/types';
import type { Deed, HandlingView } from '../../workspace';
import type { EventRow, EventSummary } from './api';

export type { Deed };

/** Who has seen a fault, and who sees to it. */
export type TakenView = HandlingView;

/** A finding that the event of a fault tells of, mostly one that follows from it. */
export interface ConsequenceView {
  readonly checker: string;
  readonly assetId: string;
  readonly region: string;
  readonly severity: string;
  readonly since?: number;
  readonly message?: Text;
  /** It is the cause, found later. */
  readonly isCause?: true;
  /** Its own newest event, where it has a fault of its own. */
  readonly eventId?: string;
}

/** What is wrong now: one fault, as its newest event tells it. */
export interface FaultRow extends EventRow {
  readonly since: number;
  /** The asset's page in the cloud's own console, where the product declares one. */
  readonly link?: string;
  readonly tags: readonly string[];
  readonly team: string;
  readonly muted: boolean;
  readonly consequences: readonly ConsequenceView[];
  /** How many there are, where the event does not list all. */
  readonly consequenceCount: number;
  readonly taken: TakenView;
}

export interface InspectionRef {
  readonly id: string;
  readonly title: Text;
}

/** How well the inspecting itself goes. */
export interface HealthView {
  /**
   * `never`: no run has ended. `unread`: runs have, and nothing could be read. `partial`: some of it could not, or a run
   * failed, is late or has not been yet. `whole`: everything was read.
   */
  readonly state: 'never' | 'unread' | 'partial' | 'whole';
  /** When the newest run ended that read something. */
  readonly inspectedAt?: number;
  /** Of the last result of each inspection; what two of them read counts once. */
  readonly collections: Readonly<Record<CollectionStatus, number>>;
  /** What could not be read, the first of them. */
  readonly unread: readonly {
    readonly collector: string;
    readonly account: string;
    readonly region: string;
    readonly status: CollectionStatus;
    readonly reason: string;
  }[];
  readonly unreadTotal: number;
  /** Should have started by now. */
  readonly late: readonly (InspectionRef & { readonly due: number })[];
  /** Of which the last run failed. */
  readonly failed: readonly (InspectionRef & {
    readonly taskId: string;
    readonly status: TaskStatus;
    readonly at: number;
    readonly message: string;
  })[];
  /** Scheduled, and has not run yet. */
  readonly waiting: readonly InspectionRef[];
  readonly running: readonly InspectionRef[];
  readonly next: readonly (InspectionRef & { readonly at: number })[];
  /** How many report here and are run by other hosts, of which only their events are known. */
  readonly elsewhere: number;
}

/** `none`: this host runs everything itself. `away`: the queue cannot be reached. */
export type WorkersView =
  | { readonly state: 'none' }
  | { readonly state: 'away' }
  | {
      readonly state: 'there';
      readonly counts: Readonly<Record<'workers' | 'waiting' | 'active' | 'delayed' | 'failed', number>>;
      /** Those that are it for longest. */
      readonly underWay: readonly {
        readonly inspection: string;
        readonly account?: string;
        readonly since: number;
        readonly attempt: number;
        readonly worker: string;
      }[];
    };

export interface StartView {
  readonly faults: readonly FaultRow[];
  readonly total: number;
  /** How many follow from another one in the list, and are told with it. */
  readonly folded: number;
  /** By field of the address. */
  readonly facets: EventSummary['facets'];
  readonly health: HealthView;
}

/** `soon`: it ends within a day. `planned`: its time has not come, or comes again. `off`: switched off over the Open API. */
export type MuteState = 'active' | 'soon' | 'planned' | 'off' | 'expired';

export interface MuteRow {
  readonly uuid: string;
  readonly reason: string;
  /** Empty when it was made over the Open API. */
  readonly who: string;
  readonly made: number;
  /** Absent: for ever. */
  readonly end?: number;
  readonly state: MuteState;
  readonly repeats: boolean;
  /** For ever, and made a while ago: somebody should look whether it is still wanted. */
  readonly review: boolean;
  /** Attributes of events, with the values that they may have; `-` before one: that they must not have. */
  readonly matches: Readonly<Record<string, readonly string[]>>;
  /** `rul_…`. */
  readonly inspections: readonly string[];
  /** Names of alert policies. */
  readonly policies: readonly string[];
  /** Faults that go on now and are not told. */
  readonly covered: number;
}

export interface MutesView {
  readonly mutes: readonly MuteRow[];
}

export interface MutePreview {
  readonly covered: number;
  readonly sample: readonly EventRow[];
}

/** Functions that cannot read anything until somebody enters an account. */
export interface KeysView {
  readonly needed: readonly string[];
}
