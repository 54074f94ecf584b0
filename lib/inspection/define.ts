import type { AnyChecker, AnyCollector, AssetOf } from '../define';
import { ConfigError } from '../errors';
import type { AnyAsset, Text } from '../model';
import type { AlertStrategy } from '../report';
import { planOf } from './plan';
import { runInspection } from './run';
import { checkSchedule, checkTimeout } from './schedule';
import type {
  AccountSource,
  AccountSpec,
  CollectorFilter,
  DataSettings,
  GuanceSettings,
  Inspection,
  RunOptions,
} from './types';

/**
 * A filter for the assets of a given collector; a bare function filters those of the first checker's collector.
 *
 * @example filters: [only(disks, (disk) => disk.tags.env === 'prod')]
 */
export function only<C extends AnyCollector>(collector: C, accepts: (asset: AssetOf<C>) => boolean): CollectorFilter {
  return { collector: collector.id, accepts: accepts };
}

type FirstAsset<C extends readonly unknown[]> = C extends readonly [{ asset: infer Collector }, ...unknown[]]
  ? AssetOf<Collector>
  : AnyAsset;

export interface InspectionSpec<C extends readonly AnyChecker[] = readonly AnyChecker[]> {
  /** Letters, digits and dashes; findings are kept under it, so it should not change. */
  readonly id: string;
  readonly title: Text;
  /** What it is about, for the platforms that list it. */
  readonly description?: Text;
  /** Five-field cron; every 30 minutes when absent. */
  readonly schedule?: string;
  /** The time a run may take; it stops by itself shortly before. */
  readonly timeoutSeconds: number;
  /** One or many; `resourceDirectory()` stands for all members of an enterprise. */
  readonly accounts: AccountSource | readonly (AccountSpec | AccountSource)[];
  /** A ceiling for CloudMonitor calls of one run; what it leaves unread is `unknown`. */
  readonly metricCalls?: number;
  readonly guance?: GuanceSettings;
  /** `{ objects: true, metrics: true }`: also write what was collected to Guance. */
  readonly report?: DataSettings;
  /** How the local reporters (webhook, dingtalk, feishu, wecom) tell; Guance has its own alert policies. */
  readonly alerts?: AlertStrategy;
  readonly checkers: C;
  /** True means "inspect it"; an asset must pass all. */
  readonly filters?: readonly (((asset: FirstAsset<C>) => boolean) | CollectorFilter)[];
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const USUAL_SCHEDULE = '*/30 * * * *';

/**
 * Declares an inspection. Nothing is read or called until `run()`.
 *
 * @throws ConfigError naming the field
 * @example
 * export const inspection = defineInspection({
 *   id: 'ecs-daily', title: { zh: 'ECS 巡检', en: 'ECS inspection' }, schedule: '0 9 * * *', timeoutSeconds: 900,
 *   accounts: [{ name: 'production', credentials: fromEnv(), regions: ['cn-hangzhou'] }],
 *   checkers: [instanceExpiring.with({ days: 60 }), diskUnattached],
 * });
 * export const run = inspection.run;
 */
export function defineInspection<const C extends readonly AnyChecker[]>(spec: InspectionSpec<C>): Inspection {
  const at = `inspection ${spec.id}`;
  if (!ID.test(spec.id)) throw bad('id', `"${spec.id}" may hold lower-case letters, digits and dashes only`);
  for (const language of ['zh', 'en'] as const) {
    if (!spec.title?.[language]) throw bad(`${at}: title.${language}`, 'is missing');
  }
  const { schedule = USUAL_SCHEDULE } = spec;
  checkSchedule(schedule, `${at}: schedule`);
  checkTimeout(spec.timeoutSeconds, `${at}: timeoutSeconds`);
  const checkers: readonly AnyChecker[] = spec.checkers;
  if (checkers.length === 0) throw bad(`${at}: checkers`, 'the list is empty');
  const twice = checkers.find((checker, i) => checkers.findIndex((c) => c.id === checker.id) !== i);
  if (twice) throw bad(`${at}: checkers`, `${twice.id} is listed twice`);
  planOf(checkers);
  const accounts = 'list' in spec.accounts ? [spec.accounts] : spec.accounts;
  checkAccounts(accounts, at);
  const { metricCalls } = spec;
  if (metricCalls !== undefined && (!Number.isInteger(metricCalls) || metricCalls < 0)) {
    throw bad(`${at}: metricCalls`, `${metricCalls} is not a whole number`);
  }
  const first = (checkers[0] as AnyChecker).asset.id;
  const filters = (spec.filters ?? []).map((filter, i): CollectorFilter => {
    if (typeof filter === 'function') return { collector: first, accepts: filter };
    if (!checkers.some((checker) => checker.asset.id === filter.collector)) {
      throw bad(`${at}: filters[${i}]`, `no checker looks at ${filter.collector}`);
    }
    return filter;
  });
  const inspection: Inspection = Object.freeze({
    id: spec.id,
    title: spec.title,
    description: spec.description,
    schedule,
    timeoutSeconds: spec.timeoutSeconds,
    accounts,
    metricCalls,
    guance: spec.guance,
    report: spec.report,
    alerts: spec.alerts,
    checkers,
    filters,
    run: (configs?: unknown, options?: RunOptions) => runInspection(inspection, configs, options),
  });
  return inspection;
}

function checkAccounts(accounts: readonly (AccountSpec | AccountSource)[], at: string): void {
  if (accounts.length === 0) throw bad(`${at}: accounts`, 'the list is empty');
  accounts.forEach((account, i) => {
    if (!account.name?.trim()) throw bad(`${at}: accounts[${i}].name`, 'is missing');
    if (accounts.findIndex((a) => a.name === account.name) !== i) {
      throw bad(`${at}: accounts[${i}].name`, `"${account.name}" is used twice`);
    }
    if (typeof account.credentials?.getCredentials !== 'function') {
      throw bad(`${at}: accounts[${i}].credentials`, 'is not a credentials provider, such as fromEnv()');
    }
    const { regions } = account;
    if (regions !== 'all' && regions !== 'in-use' && (!Array.isArray(regions) || regions.length === 0)) {
      throw bad(`${at}: accounts[${i}].regions`, "is neither 'all', 'in-use' nor a list of region ids");
    }
  });
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
