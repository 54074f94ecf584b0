import { functionMetadata } from '../guance';
import type { Inspection } from '../inspection';
import type { Text } from '../model';

/** The longest that a function platform lets a function run, in seconds. */
const LONGEST_TIMEOUT = 3600;

/** An inspection as a function platform lists it: one declaration for every platform. */
export interface FunctionDeclaration {
  readonly name: string;
  readonly title: Text;
  readonly doc: Text;
  /** What the parameter `configs` may be. */
  readonly configs: Text;
  /** `run(configs=None)` */
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

const CONFIGS: Text = {
  zh: '资产 ID（每行一个），或 {"regions": [], "instanceIds": [], "params": {}}；留空则按脚本设置',
  en: 'asset ids (one a line), or {"regions": [], "instanceIds": [], "params": {}}; empty: as the script says',
};

/**
 * What a function platform is told of an inspection's `run`.
 *
 * @example functionOf(inspection).definition // 'run(configs=None)'
 */
export function functionOf(inspection: Inspection): FunctionDeclaration {
  const { title, checkers } = inspection;
  const products = [...new Set(checkers.map((checker) => checker.asset.product.code))].sort();
  const doc: Text = {
    zh: inspection.description?.zh ?? `${title.zh}：${checkers.length} 个检查项，产品 ${products.join('、')}。`,
    en: inspection.description?.en ?? `${title.en}: ${checkers.length} checkers, products ${products.join(', ')}.`,
  };
  const params = [{ name: 'configs', default: null }];
  const { definition, args, kwargs } = functionMetadata({ name: 'run', params, title, doc });
  return {
    name: 'run',
    title,
    doc,
    configs: CONFIGS,
    definition,
    args,
    kwargs,
    category: 'aliyun',
    tags: [...new Set(['aliyun', 'inspection', ...products])].sort(),
    schedule: inspection.schedule,
    timeoutSeconds: Math.min(inspection.timeoutSeconds, LONGEST_TIMEOUT),
  };
}
