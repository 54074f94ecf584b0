import { introOf, metadataOf, type Inspection } from '../inspection';
import type { Text } from '../model';

/** The longest that a function platform lets a function run, in seconds. */
const LONGEST_TIMEOUT = 3600;

/** An inspection as a function platform lists it: one declaration for every platform. */
export interface FunctionDeclaration {
  readonly name: string;
  readonly title: Text;
  /** In a sentence. */
  readonly doc: Text;
  /** The whole documentation in both languages, in the form of Guance. */
  readonly description: string;
  /** `run(configs=None, regions=None, params=None)` */
  readonly definition: string;
  readonly args: readonly string[];
  readonly kwargs: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly category: string;
  /** Sorted. */
  readonly tags: readonly string[];
  /** Five-field cron. */
  readonly schedule: string;
  readonly timeoutSeconds: number;
}

/**
 * What a function platform is told of an inspection's `run`.
 *
 * @example functionOf(inspection).definition // 'run(configs=None, regions=None, params=None)'
 */
export function functionOf(inspection: Inspection): FunctionDeclaration {
  const { title, checkers } = inspection;
  const products = [...new Set(checkers.map((checker) => checker.asset.product.code))].sort();
  return {
    name: 'run',
    title,
    doc: introOf(inspection),
    ...metadataOf(inspection),
    category: 'aliyun',
    tags: [...new Set(['aliyun', 'inspection', ...products])].sort(),
    schedule: inspection.schedule,
    timeoutSeconds: Math.min(inspection.timeoutSeconds, LONGEST_TIMEOUT),
  };
}
