import type { Product } from './define';
import type { ChangeScenario } from './full-scenario';
import type { ConditionInfo, KindInfo } from './kinds';
import type { Namespace } from './metrics';

/** Findings, each as `checker severity`, or why there is none. */
export type Raised = readonly string[] | { readonly nothing: string };

type Declared<T> = Readonly<Record<string, T>>;
type Nothing = Readonly<Record<never, never>>;

/** All that the emulator knows of one product. */
export interface Emulated<
  Kinds extends Declared<KindInfo> = Declared<KindInfo>,
  Conditions extends Declared<ConditionInfo> = Declared<ConditionInfo>,
  Sizes extends Declared<number> = Declared<number>,
> {
  /** The APIs that it answers; the first one's code is the product of its assets. */
  readonly products: readonly Product[];
  /** Its kinds of assets, in the order in which a summary shows them. */
  readonly kinds?: Kinds;
  /** Other numbers that a scenario may set, with their defaults. */
  readonly sizes?: Sizes;
  /** What can be wrong with an asset. The conditions of a kind are planted in this order. */
  readonly conditions?: Conditions;
  /** What each condition raises, with the default parameters of every checker. */
  readonly raises?: { readonly [Condition in keyof Conditions]: Raised };
  /** What a condition raises beside that when the asset did not have it at the run before. */
  readonly raisesWhenNew?: { readonly [Condition in keyof Conditions]?: readonly string[] };
  /** What an asset raises that was there at the run before. */
  readonly raisesWhenGone?: { readonly [Kind in keyof Kinds]?: readonly string[] };
  /** What happens to its assets in a world whose scenario names no changes. */
  readonly changes?: readonly ChangeScenario[];
  /** What CloudMonitor measures of its assets, by namespace. */
  readonly metrics?: Readonly<Record<string, Namespace>>;
}

/**
 * Declares a product: its APIs, the kinds of assets that it holds, what can be wrong with them, what an inspection has to find
 * of that, and what CloudMonitor measures.
 *
 * @example
 * export const ess = emulated({
 *   products: [api],
 *   kinds: { scalingGroup: { prefix: 'asg-', size: 'scalingGroups', usual: 8 } },
 *   conditions: { 'ess-suspended': { kind: 'scalingGroup', detail: 'SystemSuspended' } },
 *   raises: { 'ess-suspended': ['ess-suspended error'] },
 * });
 */
export function emulated<
  const Kinds extends Declared<KindInfo> = Nothing,
  const Conditions extends Declared<ConditionInfo<keyof Kinds & string>> = Nothing,
  const Sizes extends Declared<number> = Nothing,
>(declaration: Emulated<Kinds, NoInfer<Conditions>, Sizes> & { readonly conditions?: Conditions }) {
  return declaration as Emulated<Kinds, Conditions, Sizes>;
}
