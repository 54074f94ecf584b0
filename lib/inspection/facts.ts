/** What the assets of a page are joined with before they are judged: rows that belong to them, and metrics. */
import type { MetricValues } from '../metrics';
import type { AnyAsset } from '../model';
import type { KeptOfPage } from './kept';

/** Why facts about an asset are missing. */
export interface Missing {
  readonly reason: string;
}
export type RelatedFacts = readonly AnyAsset[] | Missing;
export type MetricFact =
  MetricValues['readings'] extends ReadonlyMap<string, infer R> ? R | undefined | Missing : never;

export function isMissing(value: unknown): value is Missing {
  return typeof value === 'object' && value !== null && 'reason' in value && !('value' in value);
}

/** How to look up what a page's assets were joined with, by collector and by metric. */
export interface PageFacts {
  /** What checkers have kept of their series; absent where none keeps anything. */
  readonly kept?: KeptOfPage | undefined;
  readonly related: ReadonlyMap<string, (asset: AnyAsset) => RelatedFacts | undefined>;
  readonly metrics: ReadonlyMap<string, (asset: AnyAsset) => MetricFact>;
}

export const NO_FACTS: PageFacts = { related: new Map(), metrics: new Map() };
