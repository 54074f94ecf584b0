/** What the console's JSON API answers. Types only: the page and the server share them. Times are epoch milliseconds. */
import type { Param } from '../../lib/define';
import type { CollectionStatus, Text } from '../../lib/model';
import type {
  LogLine,
  Script,
  ScriptProblem,
  ScriptVersion,
  ScriptWord,
  Task,
  TaskStatus,
  Trigger,
} from '../../host/types';
import type { AuditRecord } from '../../host/audit';
import type { AccountView } from '../../host/vault';
import type { Deed, HandlingView } from '../../workspace';

export type { SessionView } from './users';
export type {
  AccountView,
  LogLine,
  Param,
  Script,
  ScriptProblem,
  ScriptVersion,
  ScriptWord,
  TaskStatus,
  Text,
  Trigger,
};

/** Every answer that is no success. */
export interface Failure {
  readonly error: { readonly code: string; readonly message: Text; readonly field?: string };
}

/** Who did what, newest first. */
export interface AuditView {
  readonly records: readonly (AuditRecord & { readonly title: Text })[];
  /** There are older ones. */
  readonly more: boolean;
}

/** What things are called. */
export interface Names {
  readonly checkers: Readonly<Record<string, Text>>;
  readonly products: Readonly<Record<string, Text>>;
  readonly collectors: Readonly<Record<string, Text>>;
  /** By `rul_…`. */
  readonly inspections: Readonly<Record<string, Text>>;
}

/** A task without its collections. */
export interface TaskView {
  readonly id: string;
  readonly functionId: string;
  readonly inspection: string;
  readonly status: TaskStatus;
  readonly origin: Task['origin'];
  readonly queuedAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** 0 to 1. */
  readonly progress?: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly result?: {
    readonly complete: boolean;
    readonly assets: number;
    readonly findings: Readonly<Record<string, number>>;
    /** Checks that could not be judged. */
    readonly unknown: number;
    readonly events: Readonly<Record<string, number>>;
    readonly collections: Readonly<Record<CollectionStatus, number>>;
    readonly notes: readonly string[];
    readonly durationMs: number;
  };
}

export interface InspectionView {
  /** The function's id, or `rul_…` of an inspection that another host runs. */
  readonly id: string;
  readonly title: Text;
  readonly doc: Text;
  /** Absent when another host runs it. */
  readonly functionId?: string;
  readonly scriptId?: string;
  /** `rul_…`; absent until its first run has registered it. */
  readonly uuid?: string;
  /** `paused`: no schedule starts it, by hand it runs. `disabled`: it inspects nothing, whoever starts it. */
  readonly state: 'enabled' | 'paused' | 'disabled';
  readonly trigger?: Trigger;
  readonly timeoutSeconds?: number;
  readonly open: Readonly<Record<string, number>>;
  readonly openTotal: number;
  readonly lastEvent?: number;
  readonly lastTask?: TaskView;
  /** Of the last run that has a result. */
  readonly coverage?: Readonly<Record<CollectionStatus, number>>;
  readonly policies: readonly { readonly uuid: string; readonly name: string }[];
}

export interface InspectionDetail extends InspectionView {
  readonly checkers: readonly {
    readonly id: string;
    readonly title: Text;
    readonly params: Readonly<Record<string, Param>>;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
  /** The parameters that are set in the workspace. */
  readonly configs: Configs;
  /** Why what is set there cannot be read. */
  readonly configsProblem?: string;
  readonly tasks: readonly TaskView[];
}

export interface Configs {
  readonly regions?: readonly string[];
  readonly instanceIds?: readonly string[];
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ids of checkers that judge nothing. */
  readonly disabledCheckers?: readonly string[];
  /** `key=value`, or a key. */
  readonly tags?: readonly string[];
  readonly resourceGroups?: readonly string[];
}

/** The simple form of an alert policy: one target rule, at every hour. */
export interface PolicyView {
  readonly uuid: string;
  readonly name: string;
  readonly severities: readonly string[];
  /** `notify_…`. */
  readonly targets: readonly string[];
  /** 0: once per fault. */
  readonly silenceSeconds: number;
  readonly aggregateSeconds: number;
  /** It has more than this form can show: several rules, hours, tags or upgrades. */
  readonly complex: boolean;
  /** `rul_…` of the inspections that it is for. */
  readonly inspections: readonly string[];
}

export interface TargetView {
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
}

/** What came of a test notification. */
export interface TargetTest {
  readonly taken: boolean;
  /** Without the address. */
  readonly answer: string;
}

export interface MuteView {
  readonly uuid: string;
  readonly name: string;
  /** Milliseconds; absent: for ever. */
  readonly end?: number;
}

export interface AlertsView {
  readonly policies: readonly PolicyView[];
  readonly targets: readonly TargetView[];
}

export interface EventRow {
  readonly id: string;
  readonly time: number;
  readonly status: string;
  readonly title: string;
  /** In both languages, where the event has them. */
  readonly titles?: Text;
  /** `rul_…`. */
  readonly checkerId: string;
  readonly checker: string;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly product: string;
  readonly assetId: string;
  readonly assetName: string;
  /** Seconds since its fault began. */
  readonly duration: number;
  /** Ids of the inspections that have seen the fault; empty where it is one alone. */
  readonly seenBy: readonly string[];
  /** The id of the inspection that it is reported in the name of; empty when it is not known. */
  readonly inspection: string;
  /** What was measured, and against what; absent where nothing was. */
  readonly value?: number;
  readonly threshold?: number;
  readonly unit?: string;
}

export interface EventPage {
  readonly events: readonly EventRow[];
  readonly total: number;
  readonly totalExact: boolean;
}

export interface EventSummary {
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
  readonly buckets: readonly { readonly time: number; readonly counts: Readonly<Record<string, number>> }[];
}

export interface Chart {
  readonly title: Text;
  /** The cloud's name of it. */
  readonly metric: string;
  readonly unit: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** What was expected of a metric; `since` in milliseconds. */
export interface Band {
  /** The cloud's name of it. */
  readonly metric: string;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly since: number;
}

export interface EventDetailView {
  readonly event: EventRow;
  readonly message: string;
  /** In both languages, where the event has them. */
  readonly messages?: Text;
  /** The dimension tags: what the event is about. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Whatever else its sender told. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What the workspace knows of it: `df_…`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly value?: number;
  readonly threshold?: number;
  readonly unit: string;
  /** Of something unusual: what was expected while it was so. */
  readonly band?: Band;
  readonly charts: readonly Chart[];
  /** Whether what it is about has not recovered yet. */
  readonly open: boolean;
  /** Ties events of one thing together; empty for an event that stands alone. */
  readonly ref: string;
  readonly faultStart?: number;
  readonly history: readonly EventRow[];
  /** Events of the round after the first of `history` that are not in it. */
  readonly historyLeftOut: number;
  readonly notifications: readonly {
    readonly policyName: string;
    readonly target: string;
    readonly kind: string;
    readonly state: string;
    readonly reason: string;
    readonly time: number;
  }[];
  readonly notificationNote: string;
  readonly mutes: readonly MuteView[];
  readonly taken: HandlingView;
  /** What people did about the round, oldest first. */
  readonly deeds: readonly Deed[];
  readonly inspection?: { readonly id: string; readonly title: Text };
}

/** A range of values that is normal because somebody said so. Times in milliseconds. */
export interface AcceptedView {
  readonly faultId: string;
  readonly metric: string;
  readonly part?: string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly at: number;
  readonly by: string;
  readonly note?: string;
  /** It is the event of this page that it was said of. */
  readonly ofThis: boolean;
}

export interface FeedbackView {
  /** It can be said of this event: it is of something unusual, nobody has said it, and the state of its runs can be reached. */
  readonly possible: boolean;
  /** What was said of this asset, on events of this checker. */
  readonly said: readonly AcceptedView[];
}

export type MuteScope = 'finding' | 'asset' | 'checker' | 'inspection';

export interface AssetClass {
  readonly class: string;
  /** The collector's title, or the class itself. */
  readonly title: Text;
  readonly product: string;
  readonly count: number;
}

export interface AssetRow {
  readonly class: string;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly time: number;
  readonly open: Readonly<Record<string, number>>;
  /** Why the last run did not inspect it; absent when it did. */
  readonly missed?: { readonly kind: 'failed' | 'gone' | 'left-out' | 'unknown'; readonly reason: string };
  readonly facts: Readonly<Record<string, string>>;
}

export interface AssetsView {
  readonly classes: readonly AssetClass[];
  /** Unrecovered findings by product. */
  readonly open: Readonly<Record<string, number>>;
  readonly assets: readonly AssetRow[];
  readonly total: number;
}

export interface CoverageCell {
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly product: string;
  readonly status: CollectionStatus;
  readonly assets: number;
  readonly collections: readonly {
    readonly collector: string;
    readonly status: CollectionStatus;
    readonly assets: number;
    readonly reason?: string;
  }[];
}

export interface CoverageView {
  /** Of which inspections, and when. */
  readonly runs: readonly {
    readonly id: string;
    readonly title: Text;
    readonly finishedAt: string;
    readonly complete: boolean;
  }[];
  readonly cells: readonly CoverageCell[];
}

export interface ScriptsView {
  readonly editable: boolean;
  readonly scripts: readonly Script[];
  readonly functions: readonly {
    readonly id: string;
    readonly scriptId: string;
    readonly title: Text;
    readonly definition: string;
    readonly timeoutSeconds: number;
    readonly tags: readonly string[];
    readonly trigger: Trigger;
  }[];
}

export interface ScriptDetail {
  readonly script: Script;
  readonly published: string;
  readonly draft?: string;
  /** Published texts, newest first; none of a shipped script. */
  readonly versions: readonly ScriptVersion[];
}

export interface ScriptVersionView extends ScriptVersion {
  readonly text: string;
}

export interface ScriptProblems {
  readonly problems: readonly ScriptProblem[];
}

export interface ScriptWords {
  readonly words: readonly ScriptWord[];
}

/** Accounts without their keys, which go in only. */
export interface AccountsView {
  readonly accounts: readonly (AccountView & {
    /** Inspections whose runs get keys of its role that could not be narrowed to what their checkers read. */
    readonly wide?: readonly { readonly id: string; readonly title: Text }[];
  })[];
  /** Keys are taken here. */
  readonly protected: boolean;
}
