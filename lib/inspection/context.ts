import type { StopControl } from '../aliyun';
import type { AnyAsset, CollectionSummary, Finding, InspectionEvent, Text } from '../model';
import type { AssetReading, Mute } from '../report';
import type { StateStore } from '../state';
import type { Counts } from './counts';
import type { Gate } from './queue';

/** What the units of a run share. */
export interface UnitContext {
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly now: Date;
  /** `now`, and the time that has passed since. */
  readonly clock: () => Date;
  readonly startedAt: string;
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
  /** Of the alert strategy. */
  readonly mutes?: readonly Mute[];
  /** So many openings of a fault within a day are none too many; 0 looks for none. */
  readonly flapping: number;
  /** Whether a reporter wants every verdict; otherwise passes are only counted. */
  readonly wantsFindings: boolean;
  readonly wantsReadings: boolean;
  /** How many batches of assets may hold the past of their metrics at once. */
  readonly histories: Gate;
  /** Adds up verdicts. Only the judge of a unit counts, once for all that it commits together. */
  count(counts: Counts): void;
  readonly emit: Emit;
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
