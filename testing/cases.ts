/** The tables of cases that a tester of checkers is given. */
import type { AssetOf, Messages, Metrics, Params, ParamValues, Reading, Related } from '../lib/define';
import type { Acceptance, AssetIdentity, MessageData, Severity, Text } from '../lib/model';

/** Related assets by the checker's names for them; a name that is left out stands for none. */
export type RelatedFacts<R extends Related> = { readonly [N in keyof R]?: readonly AssetOf<R[N]>[] };
/**
 * Metric values by the checker's names for them; `undefined` is no data. A number is a reading of now without parts. Where
 * the checker looks at the past (`history`), a number is a past that was always so, a list holds a value per period
 * with the newest one last (`undefined` is a gap), and an object has such a list per part. What is older than the
 * checker wants is cut off, as in a run.
 */
export type MetricFacts<M extends Metrics> = { readonly [N in keyof M]?: number | Reading | Past | PartPasts };
export type Past = readonly (number | undefined)[];
export type PartPasts = { readonly past: Readonly<Record<string, Past>> };

/** What all cases start from: an asset with nothing wrong, and what is known beside it. */
export interface Healthy<A extends AssetIdentity, R extends Related, M extends Metrics> {
  /** Every field of the collector; `collector.toAsset(item, where)` makes one from a wire item. */
  readonly asset: A;
  readonly related?: RelatedFacts<R>;
  readonly metrics?: MetricFacts<M>;
  readonly now?: Date;
}

/** How a case differs from {@link Healthy}. `related` and `metrics` are replaced name by name. */
export interface CheckCase<A extends AssetIdentity, P extends Params, R extends Related, M extends Metrics> {
  /** Fields that differ; `undefined` makes one absent. `goneSince` is for checkers of assets that are gone. */
  readonly asset?: Partial<A> & { readonly goneSince?: Date };
  readonly related?: RelatedFacts<R>;
  /** Of the checker's `optional`, what could not be read. */
  readonly unread?: readonly (keyof R & string)[];
  readonly metrics?: MetricFacts<M>;
  readonly previous?: Partial<A>;
  readonly open?: boolean;
  /** The data of the finding that is open. */
  readonly openData?: MessageData;
  /** What people have said to be normal of the asset, on events of the checker. */
  readonly accepted?: readonly Acceptance[];
  readonly params?: Partial<ParamValues<P>>;
  readonly now?: Date;
}

/** A case that fails: which message, how severe, and what it says (`text`, `data` or both). */
export interface FailCase<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
> extends CheckCase<A, P, R, M> {
  readonly message: keyof Msg & string;
  readonly severity: Severity;
  /** The whole rendered message, in one language or both. */
  readonly text?: Partial<Text>;
  /** Entries of the finding's data; others may stand beside them. */
  readonly data?: MessageData;
}

/** Cases by name. */
export interface CheckerCases<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
> {
  readonly healthy: Healthy<A, R, M>;
  readonly pass: Readonly<Record<string, CheckCase<A, P, R, M>>>;
  readonly fail: Readonly<Record<string, FailCase<A, P, R, M, Msg>>>;
  readonly skip?: Readonly<Record<string, CheckCase<A, P, R, M>>>;
  readonly unknown?: Readonly<Record<string, CheckCase<A, P, R, M>>>;
  /**
   * Fields whose absence tells something: a disk without `detachedTime` was never detached. Without one of these the
   * verdict may become any other; without any other field it may only become `unknown`: "does not apply" needs a fact. A field of a related
   * record is named `related.<name>.<field>`, a list of them that is empty `related.<name>`, a metric without data `metrics.<name>`.
   */
  readonly absentIsFact?: readonly (
    | (keyof A & string)
    | `related.${keyof R & string}`
    | `related.${keyof R & string}.${string}`
    | `metrics.${keyof M & string}`
  )[];
}
