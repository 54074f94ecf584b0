import type { AnyChecker, AnyCollector, AssetOf } from '../define';
import { ConfigError } from '../errors';
import { isObject, read, shown, type Declared } from '../input';
import { hintOf, type AnyAsset } from '../model';
import { planOf } from './plan';
import { runInspection } from './start';
import { INSPECTION_ID, inspectionSchema } from './schema';
import type { CollectorFilter, Inspection, RunOptions } from './types';

/**
 * A filter for the assets of a given collector; a bare function filters those of the first checker's collector.
 *
 * @example filters: [only(disks, (disk) => disk.tags.env === 'prod')]
 */
export function only<C extends AnyCollector>(collector: C, accepts: (asset: AssetOf<C>) => boolean): CollectorFilter {
  if (typeof (collector as AnyCollector | undefined)?.toAsset !== 'function') {
    const { id, asset } = (isObject(collector) ? collector : {}) as { id?: string; asset?: { id?: string } };
    const what = asset?.id === undefined ? shown(collector) : `the checker ${id}, which looks at ${asset.id},`;
    throw bad('only()', `${what} is not a collector: those are exports of aliyun-inspection/scripts/<product>`);
  }
  if (typeof accepts !== 'function') throw bad('only()', `${shown(accepts)}, its second argument, is not a function`);
  // Only assets of this collector ever come to it.
  return { collector: collector.id, accepts: accepts as CollectorFilter['accepts'] };
}

type FirstAsset<C extends readonly unknown[]> = C extends readonly [{ asset: infer Collector }, ...unknown[]]
  ? AssetOf<Collector>
  : AnyAsset;

/** What an inspection is declared by; `inspectionSchema` says what each field means. */
export interface InspectionSpec<C extends readonly AnyChecker[] = readonly AnyChecker[]> extends Omit<
  Declared<typeof inspectionSchema>,
  'checkers' | 'filters' | 'run'
> {
  readonly checkers: C;
  /** True means "inspect it"; an asset must pass all. */
  readonly filters?: readonly (((asset: FirstAsset<C>) => boolean) | CollectorFilter)[];
}

/** Every half hour, at minutes that follow from the id: many inspections on one host do not start together. */
function usualSchedule(id: string): string {
  const minute = [...id].reduce((sum, letter) => (Math.imul(sum, 33) ^ letter.charCodeAt(0)) >>> 0, 5381) % 30;
  return `${minute},${minute + 30} * * * *`;
}

/**
 * Declares an inspection. Nothing is read or called until `run()`.
 *
 * @throws ConfigError naming the field
 * @example
 * export const inspection = defineInspection({
 *   id: 'ecs-daily', title: { zh: 'ECS 巡检', en: 'ECS inspection' }, schedule: '0 9 * * *', timeoutSeconds: 900,
 *   accounts: [{ name: 'production', credentials: fromEnv(), regions: ['cn-hangzhou'] }],
 *   checkers: [ecsExpiring.with({ days: 60 }), diskUnattached],
 * });
 * export const run = inspection.run;
 */
export function defineInspection<const C extends readonly AnyChecker[]>(given: InspectionSpec<C>): Inspection {
  const { id } = (given as Partial<InspectionSpec> | null | undefined) ?? {};
  const at = typeof id === 'string' && INSPECTION_ID.test(id) ? `inspection ${id}: ` : '';
  const spec = read(inspectionSchema, given, at, 'inspection');
  // Frozen, as what is added later would not be looked at.
  const checkers = Object.freeze([...spec.checkers]);
  const twice = checkers.find((checker, i) => checkers.findIndex((c) => c.id === checker.id) !== i);
  if (twice) throw bad(`${at}checkers`, `${twice.id} is listed twice`);
  planOf(checkers);
  const accounts = 'list' in spec.accounts ? [spec.accounts] : spec.accounts;
  accounts.forEach(({ name }, i) => {
    if (accounts.findIndex((account) => account.name === name) !== i) {
      throw bad(`${at}accounts[${i}].name`, `"${name}" is used twice`);
    }
  });
  const first = (checkers[0] as AnyChecker).asset.id;
  const filters = (spec.filters ?? []).map((filter, i): CollectorFilter => {
    if (typeof filter === 'function') return { collector: first, accepts: filter };
    const roots = [...new Set(checkers.map((checker) => checker.asset.id))];
    if (!roots.includes(filter.collector)) {
      throw bad(`${at}filters[${i}]`, `no checker looks at ${filter.collector}${hintOf(filter.collector, roots)}`);
    }
    return filter;
  });
  const inspection: Inspection = Object.freeze({
    id: spec.id,
    title: spec.title,
    description: spec.description,
    schedule: spec.schedule ?? usualSchedule(spec.id),
    timeoutSeconds: spec.timeoutSeconds,
    accounts,
    metricCalls: spec.metricCalls,
    flapping: spec.flapping,
    updates: spec.updates,
    guance: spec.guance,
    report: spec.report,
    alerts: spec.alerts,
    checkers,
    filters,
    run: (configs?: unknown, options?: RunOptions) => runInspection(inspection, configs, options),
  });
  MADE.set(inspection.run, inspection);
  return inspection;
}

const MADE = new WeakMap<object, Inspection>();

/** The inspection whose run() it is; `undefined` for another function. */
export function inspectionOf(run: unknown): Inspection | undefined {
  return typeof run === 'function' ? MADE.get(run) : undefined;
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
