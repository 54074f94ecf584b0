import type { CollectionSummary, InspectionEvent, Language, RunSummary, Severity, Text, Verdict } from '../lib/model';

/**
 * `incomplete`: something could not be read. `nothing`: nothing was read at all. `doubtful`: everything was read, but
 * some verdicts are unknown. `complete`: neither.
 */
export type ReportState = 'complete' | 'doubtful' | 'incomplete' | 'nothing';

export interface CheckerEntry {
  readonly id: string;
  readonly title: Text;
  readonly why?: Text;
  readonly remedy?: Text;
  /** Why there is no fix plan. */
  readonly noFix?: Text;
  readonly docs?: string;
  readonly category?: string;
  readonly product: Text;
  readonly asset: Text;
  readonly verdicts: Record<Verdict, number>;
  readonly findings: Record<Severity, number>;
}

/** An account or a region. */
export interface PlaceEntry {
  readonly id: string;
  readonly name: string;
  readonly findings: Record<Severity, number>;
}

/** A failing finding; `checker`, `account` and `region` are positions in the lists of {@link ReportData}. */
export interface Row {
  readonly severity: Severity;
  readonly checker: number;
  readonly id: string;
  readonly name: string;
  readonly account: number;
  readonly region: number;
  readonly zh: string;
  readonly en: string;
  /** ISO 8601, when an event of this run told. */
  readonly since?: string;
  readonly data?: readonly (readonly [string, string])[];
  readonly console?: string;
  readonly cost?: { readonly kind: 'saves' | 'costs'; readonly depends: Text };
  readonly fix?: {
    readonly commands: readonly string[];
    readonly undo: readonly string[];
    readonly terraform: string;
    readonly effect: Text;
  };
}

export interface Example {
  readonly assetId: string;
  readonly assetName: string;
  readonly account: string;
  readonly region: string;
}

/** Unknown verdicts of one checker with one reason. */
export interface UnknownGroup {
  readonly checker: number;
  readonly reason: Text;
  readonly count: number;
  readonly examples: Example[];
}

export interface RecoveryEntry extends Example {
  readonly checker: number;
  readonly was?: InspectionEvent['previousStatus'];
  readonly since: string;
  readonly seconds: number;
  readonly reason: NonNullable<InspectionEvent['reason']>;
}

/** Everything the page shows, as it is embedded in it. `…Beyond` counts what is left out. */
export interface ReportData {
  readonly language: Language;
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly state: ReportState;
  readonly assets: number;
  readonly verdicts: RunSummary['verdicts'];
  readonly findings: RunSummary['findings'];
  readonly events: RunSummary['events'];
  readonly calls: RunSummary['calls'];
  readonly read: Readonly<Record<CollectionSummary['status'] | 'total', number>>;
  readonly checkers: readonly CheckerEntry[];
  readonly accounts: readonly PlaceEntry[];
  readonly regions: readonly PlaceEntry[];
  /** Most severe first. */
  readonly rows: readonly Row[];
  readonly rowsBeyond: number;
  readonly unknowns: readonly UnknownGroup[];
  /** Unknown verdicts whose group is left out. */
  readonly unknownsBeyond: number;
  readonly recoveries: readonly RecoveryEntry[];
  readonly recoveriesBeyond: number;
  /** Collections that are not complete, worst first. */
  readonly problems: readonly CollectionSummary[];
  readonly problemsBeyond: number;
  readonly collections: readonly CollectionSummary[];
  readonly collectionsBeyond: number;
  readonly notes: readonly string[];
}
