import type { AnyChecker, AnyCollector, Metric } from '../define';
import { ramActionOf } from './policy';

/** CloudMonitor answers so many points in a call. */
const POINTS_PER_CALL = 1440;
/** And takes so many assets in a question. */
const ASSETS_PER_QUESTION = 50;

/** What one thing that a checker reads costs, in one account and, unless it is global, in one region. */
export interface Cost {
  /** `ecs:DescribeDisks`, or a metric as `acs_ecs_dashboard CPUUtilization`. */
  readonly what: string;
  /** The collector or metric that it is for: the same one is read once, two of one action are two lists. */
  readonly from: string;
  readonly kind: 'list' | 'facts' | 'metric';
  readonly scope: 'region' | 'global';
  /** Assets that one call covers, less than 1 when one asset takes several; absent when one call covers all. */
  readonly assetsPerCall?: number;
  /** One question for all assets that have something in common, such as their type: how many cannot be told. */
  readonly shared?: true;
  /** Lists that together make the whole, those of all centres of the product. */
  readonly lists: number;
  /** The collector of those that each have a list of their own. */
  readonly each?: string;
  /** Only for some of the assets, so that the calls are the most that there can be. */
  readonly atMost?: true;
}

/** Everything that a checker reads. @example costsOf(diskUnattached) // [{ what: 'ecs:DescribeDisks', … }] */
export function costsOf(checker: AnyChecker): readonly Cost[] {
  const collectors = [checker.asset, ...Object.values(checker.related)];
  const holders = new Map(collectors.flatMap(({ within }) => (within ? [[within.of.id, within.of] as const] : [])));
  const within = [...holders.values()].map((of) => costOf(of, 'list'));
  const facts = Object.values(checker.related).map((collector) => costOf(collector, 'facts'));
  return [...within, costOf(checker.asset, 'list'), ...facts, ...Object.values(checker.metrics).map(metricCost)];
}

function costOf(collector: AnyCollector, kind: 'list' | 'facts'): Cost {
  const { paging, scope, rare = [], variants = [{}], belongs, product } = collector;
  const page = paging.kind === 'single' ? undefined : paging.max;
  const shared = belongs?.ask?.keep;
  const assetsPerCall = shared ? undefined : belongs?.ask ? belongs.ask.max : page;
  return {
    what: ramActionOf(collector),
    from: collector.id,
    kind,
    scope,
    lists: (rare.length + variants.length) * (scope === 'global' ? (product.centres?.length ?? 1) : 1),
    ...(assetsPerCall === undefined ? {} : { assetsPerCall }),
    ...(shared ? { shared } : {}),
    ...(belongs?.ask?.when ? { atMost: true } : {}),
    ...(collector.within ? { each: collector.within.of.id } : {}),
  };
}

function metricCost({ id, namespace, metric, of, part, region, when, period, history, window = 1 }: Metric): Cost {
  const points = history ? (history.hours * 3600) / period : window;
  const assetsPerCall = POINTS_PER_CALL / points;
  const past = history ? ` of ${history.hours} h` : '';
  return {
    what: `${namespace} ${metric}${past}`,
    from: `${id}${past}`,
    kind: 'metric',
    scope: region ? 'region' : of.scope,
    lists: 1,
    assetsPerCall: history ? assetsPerCall : part === undefined ? Math.floor(assetsPerCall) : ASSETS_PER_QUESTION,
    ...(when ? { atMost: true } : {}),
  };
}

/**
 * The calls that checkers make together for so many assets of each kind, in one account and region; what they share is
 * read once.
 *
 * @example callsOf([cpuHigh, memoryHigh], 1000) // 10 of DescribeInstances, 1 for each metric
 */
export function callsOf(checkers: readonly AnyChecker[], assets: number): number {
  const costs = new Map(checkers.flatMap(costsOf).map((cost) => [cost.from, cost]));
  let calls = 0;
  for (const { assetsPerCall = Infinity, lists } of costs.values()) {
    calls += lists * Math.max(1, Math.ceil(assets / assetsPerCall));
  }
  return calls;
}
