/** What families of checkers have in common. */
import type { AssetIdentity } from '../../model/asset';
import type { FixCost } from '../../model/fix';
import type { Text } from '../../model/text';
import type { Because } from '../because';
import type { Related } from '../checker';
import type { AssetOf, Collector } from '../collector';
import type { Param } from '../params';

export type Facts<A extends AssetIdentity> = {
  readonly id: string;
  readonly asset: Collector<A>;
  readonly title: Text;
  readonly why: Text;
  readonly remedy: Text;
  readonly docs: string;
  readonly because?: readonly Because[];
  /** Why no fix plan is made, where somebody might expect one. */
  readonly noFix?: Text;
  /** See `CheckerSpec.cost`. */
  readonly cost?: (asset: NoInfer<A>) => FixCost | undefined;
};

export type MetricParams = { readonly warning: Param<number>; readonly critical: Param<number> };

/** Related records by the checker's names for them. */
export type RelatedFacts<R extends Related> = { readonly [N in keyof R]: readonly AssetOf<R[N]>[] };

/** At most two decimals; of what would then be nothing, two digits: a value above its level is not told as 0. */
export function round(value: number): number {
  return Math.abs(value) < 0.01 ? Number(value.toPrecision(2)) : Math.round(value * 100) / 100;
}
