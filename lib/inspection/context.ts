import type { StopControl } from '../aliyun';
import type { AnyChecker } from '../define';
import type { AccountRef, AnyAsset, CollectionSummary, Finding, InspectionEvent, Text } from '../model';
import type { AssetReading, Mute } from '../report';
import type { OpenFinding, Scope, StateStore } from '../state';
import type { Counts } from './counts';
import type { Accepted } from './feedback';
import type { RootPlan } from './plan';
import type { Gate } from './queue';
import type { About, Place } from './turn';
import type { Updates } from './updates';

/** What the units of a run share. */
export interface UnitContext {
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly now: Date;
  /** `now`, and the time that has passed since. */
  readonly clock: () => Date;
  readonly startedAt: string;
  /** Whom events of this run reach, and until when its findings count for other inspections, see `OpenFinding`. */
  readonly audience: string;
  readonly until: string;
  /** When the work has to end. */
  readonly stop: StopControl;
  readonly state: StateStore;
  /** Names of the reporters that deliver events. */
  readonly destinations: readonly string[];
  /** Asset ids that were asked for; absent for all. */
  readonly only?: ReadonlySet<string>;
  /** Those of them that were seen. */
  readonly found: Set<string>;
  /** The template's filters for one collector: true means "inspect it". */
  accepts(asset: AnyAsset): boolean;
  /** What people have said to be normal; absent where no checker asks for it. */
  readonly accepted?: Accepted;
  /** Of the alert strategy. */
  readonly mutes?: readonly Mute[];
  /** So many openings of a fault within a day are none too many; 0 looks for none. */
  readonly flapping: number;
  /** When a fault that goes on has an event. */
  readonly updates: Updates;
  /** Whether a reporter wants every verdict; otherwise passes are only counted. */
  readonly wantsFindings: boolean;
  readonly wantsReadings: boolean;
  /** How many assets may be joined and judged at once. */
  readonly pages: Gate;
  /** How many batches of assets may hold the past of their metrics at once. */
  readonly histories: Gate;
  /** Adds up verdicts. Only the judge of a unit counts, once for all that it commits together. */
  count(counts: Counts): void;
  /** Takes what may be the cause or the consequence of another finding; absent where nothing is. */
  readonly causes?: Holding;
  readonly emit: Emit;
}

/** A failure that waits until it is known what explains it. */
export interface Waiting {
  readonly scope: Scope;
  readonly place: Place;
  readonly about: About;
  /** The asset, or what is remembered of one that is gone. */
  readonly fields?: AnyAsset;
  readonly finding: Finding;
  /** The key of the checker's message. */
  readonly message: string;
  /** What the last run left open of it. */
  readonly open?: OpenFinding;
  /** How often it has opened too often, see `turnOf`. */
  readonly times?: number;
}

/** What units hand over, see `causes.ts`. */
export interface Holding {
  visit(plan: RootPlan, account: AccountRef): void;
  /**
   * @param asset absent when none of the checker's assets could be judged
   * @param open what the last run left open of it
   */
  doubt(checker: AnyChecker, account: string, asset?: AnyAsset, open?: OpenFinding): void;
  hold(one: Waiting): boolean;
}

/** What a unit tells: assets, readings and collections itself, findings and events by its judge alone. */
export interface Emit {
  assets(batch: readonly AnyAsset[]): Promise<void>;
  readings(batch: readonly AssetReading[]): Promise<void>;
  findings(batch: readonly Finding[]): Promise<void>;
  /** Of events that are in the state. */
  events(batch: readonly InspectionEvent[]): Promise<void>;
  collection(collection: CollectionSummary): Promise<void>;
}
