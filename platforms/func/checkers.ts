/** Checkers that are written in Python, in the script that runs them: declared there, asked asset by asset. */
import { defineChecker, defineMetric, flagParam, numberParam, textsParam } from '../../lib/define';
import type { AnyChecker, AnyCollector, Category, CheckResult, Metric, Param, Reading } from '../../lib/define';
import { ConfigError } from '../../lib/errors';
import {
  hintOf,
  IDENTITY_KEYS,
  SEVERITIES,
  type AnyAsset,
  type MessageData,
  type Severity,
  type Text,
} from '../../lib/model';

/** What a script says of a checker of its own. */
export interface RequestedChecker {
  readonly id: string;
  /** A collector's id, such as `ecs-instances`. */
  readonly asset: string;
  readonly title: Text;
  readonly why?: Text;
  readonly remedy?: Text;
  readonly severity?: string;
  readonly category?: string;
  readonly docs?: string;
  /** By the name that the function uses: a metric's id, such as `ecs-cpu`, or the facts of one of CloudMonitor. */
  readonly metrics?: Readonly<Record<string, string | OwnMetric>>;
  /** Defaults by name. */
  readonly params?: Readonly<Record<string, unknown>>;
}

type OwnMetric = Partial<Pick<Metric, 'namespace' | 'metric' | 'statistic' | 'period' | 'dimension' | 'unit'>>;

/** What the script's function is asked. */
export interface Question {
  readonly checker: string;
  readonly asset: AnyAsset;
  /** `null` where the asset has no value. */
  readonly metrics: Readonly<Record<string, Pick<Reading, 'value' | 'at' | 'parts'> | null>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly now: Date;
  readonly open: boolean;
}

/** What it answers. */
export type Answer =
  | { readonly verdict: 'pass'; readonly data?: MessageData }
  | {
      readonly verdict: 'fail';
      readonly says: Text;
      readonly severity?: string;
      readonly data?: MessageData;
    }
  | { readonly verdict: 'skip' | 'unknown'; readonly says: Text }
  /** It has read a field or a metric that is not there. */
  | { readonly verdict: 'absent'; readonly field?: string; readonly metric?: string }
  /** It has raised. */
  | { readonly verdict: 'error'; readonly error: string };

const CATEGORIES: readonly Category[] = [
  ...(['availability', 'capacity', 'cost', 'expiry', 'security', 'change', 'import'] as const),
];
const DOCS = 'https://help.aliyun.com/';
const WIDE = 1e15;
/** So many lines say how functions fail. */
const MOST_NOTES = 20;

interface Script {
  readonly ask: (question: Question) => Answer;
  /** Writes a line about a function that fails, and makes the error of it. */
  readonly tell: (checker: string, asset: AnyAsset, problem: string) => Error;
}

/**
 * The checkers of a script, as the engine knows them.
 *
 * @param ask the script's function about one asset
 * @param note takes a line for the log, once for each way in which a function fails
 * @throws ConfigError naming the checker and the field
 * @example ownCheckers([{ id: 'mine-owner-missing', asset: 'ecs-instances', title }], (question) => host.judge(question), host.log)
 */
export async function ownCheckers(
  requested: readonly RequestedChecker[],
  ask: (question: Question) => Answer,
  note: (line: string) => void,
): Promise<readonly AnyChecker[]> {
  if (requested.length === 0) return [];
  const { CHECKERS, COLLECTORS } = await import('../../scripts/registry.gen');
  const collectors = new Map(COLLECTORS.map((collector) => [collector.id, collector]));
  const metrics = new Map(CHECKERS.flatMap(({ metrics: read }) => Object.values(read)).map(declared));
  const ids = new Set<string>();
  const failed = new Set<string>();
  const tell = (checker: string, { id }: AnyAsset, problem: string): Error => {
    const known = failed.has(`${checker} ${problem}`);
    if (!known && failed.size < MOST_NOTES) note(`checker ${checker}: unknown for ${id} and its like: ${problem}`);
    failed.add(`${checker} ${problem}`);
    return new Error(problem);
  };
  return requested.map((one) => {
    const checker = own(one, collectors, metrics, { ask, tell });
    if (ids.has(one.id)) throw bad(one.id, 'id', 'is that of another function, too');
    ids.add(one.id);
    return checker;
  });
}

/** A metric as it is declared, without what a checker wants of its past. */
function declared(metric: Metric): readonly [string, Metric] {
  const id = metric.id.replace(/-(history|since)-\d+$/, '');
  return [id, { ...metric, id, history: undefined, window: undefined }];
}

function own(
  requested: RequestedChecker,
  collectors: ReadonlyMap<string, AnyCollector>,
  known: ReadonlyMap<string, Metric>,
  { ask, tell }: Script,
): AnyChecker {
  const { id, title, severity = 'warning', category = 'availability', docs = DOCS } = requested;
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) throw bad(id, 'id', 'is not of the form mine-owner-missing');
  const asset = collectors.get(requested.asset);
  if (!asset)
    throw bad(id, 'asset', `there is no list "${requested.asset}"${hintOf(requested.asset, sorted(collectors))}`);
  if (!isSeverity(severity)) throw bad(id, 'severity', `"${severity}" is none${hintOf(severity, SEVERITIES)}`);
  if (!isCategory(category)) throw bad(id, 'category', `"${category}" is none${hintOf(category, CATEGORIES)}`);
  const metrics = Object.fromEntries(
    Object.entries(requested.metrics ?? {}).map(([name, metric]) => [name, metricOf(id, name, metric, asset, known)]),
  );
  const params = Object.fromEntries(
    Object.entries(requested.params ?? {}).map(([name, value]) => [name, paramOf(id, name, value)]),
  );
  return defineChecker({
    id,
    asset,
    title,
    why: requested.why ?? title,
    remedy: requested.remedy ?? title,
    severity,
    severities: SEVERITIES,
    category,
    docs,
    params,
    metrics,
    messages: { said: { zh: '{{saidZh}}', en: '{{saidEn}}' } },
    check(item, { params: values, metrics: readings, now, open, pass, fail, skip, unknown }): CheckResult {
      const answer = ask({
        checker: id,
        asset: item,
        metrics: shownReadings(metrics, readings),
        params: values,
        now,
        open,
      });
      switch (answer.verdict) {
        case 'pass':
          return pass(answer.data);
        case 'fail': {
          const { says, data, severity: grave } = answer;
          if (grave !== undefined && !isSeverity(grave))
            throw tell(id, item, `severity "${grave}" is none${hintOf(grave, SEVERITIES)}`);
          return fail('said', { id: item.id, name: item.name, ...data, saidZh: says.zh, saidEn: says.en }, grave);
        }
        case 'skip':
          return skip(answer.says);
        case 'unknown':
          return unknown(answer.says);
        case 'absent':
          return unknown(absent(asset, item, answer, (problem) => tell(id, item, problem)));
        case 'error':
          throw tell(id, item, answer.error);
      }
    },
  });
}

/** Why nothing can be said. @throws FieldError of a field that could not be read; an error of one that there never is */
function absent(
  collector: AnyCollector,
  item: AnyAsset,
  { field, metric }: { readonly field?: string; readonly metric?: string },
  strange: (problem: string) => Error,
): Text {
  if (field === undefined) {
    return { zh: `没有监控指标 ${metric} 的数据`, en: `there is no value of the metric ${metric}` };
  }
  const known = [...IDENTITY_KEYS, ...Object.keys(collector.fields)];
  if (!known.includes(field)) throw strange(`${collector.id} has no field "${field}"${hintOf(field, known)}`);
  // What could not be read throws why.
  void item[field];
  return { zh: `应答中没有字段 ${field}`, en: `the field ${field} is not in the answer` };
}

function shownReadings(
  metrics: Readonly<Record<string, Metric>>,
  readings: Readonly<Record<string, Reading | undefined>>,
): Question['metrics'] {
  return Object.fromEntries(
    Object.keys(metrics).map((name) => {
      const reading = readings[name];
      return [name, reading ? { value: reading.value, at: reading.at, parts: reading.parts } : null];
    }),
  );
}

function metricOf(
  checker: string,
  name: string,
  metric: string | OwnMetric,
  of: AnyCollector,
  known: ReadonlyMap<string, Metric>,
): Metric {
  const field = `metrics.${name}`;
  if (typeof metric === 'string') {
    const there = [...known.values()].filter((one) => one.of.id === of.id).map(({ id }) => id);
    const found = known.get(metric);
    if (found?.of.id === of.id) return found;
    throw bad(checker, field, `${of.id} has no metric "${metric}"${hintOf(metric, there.sort())}`);
  }
  const { namespace, metric: itself, statistic = 'Average', period = 60, dimension = 'instanceId', unit = '' } = metric;
  if (!namespace || !itself)
    throw bad(checker, field, 'namespace and metric are needed, such as acs_ecs_dashboard and CPUUtilization');
  const id = `${checker}-${name}`.toLowerCase();
  try {
    return defineMetric({
      id,
      title: { zh: itself, en: itself },
      of,
      namespace,
      metric: itself,
      statistic,
      period,
      dimension,
      unit,
    });
  } catch (error) {
    throw bad(checker, field, error instanceof Error ? error.message : String(error));
  }
}

function paramOf(checker: string, name: string, value: unknown): Param {
  const help = { zh: name, en: name };
  if (typeof value === 'boolean') return flagParam({ default: value, help });
  if (typeof value === 'number') return numberParam({ default: value, min: -WIDE, max: WIDE, help });
  if (Array.isArray(value) && value.every((one): one is string => typeof one === 'string')) {
    return textsParam({ default: value, help });
  }
  throw bad(checker, `params.${name}`, 'a default is a number, True or False, or a list of texts');
}

const isSeverity = (text: string): text is Severity => SEVERITIES.some((one) => one === text);
const isCategory = (text: string): text is Category => CATEGORIES.some((one) => one === text);
const sorted = (map: ReadonlyMap<string, unknown>): string[] => [...map.keys()].sort();

function bad(checker: string, field: string, problem: string): ConfigError {
  return new ConfigError(`own_checkers.${checker}.${field}: ${problem}`, { field: `own_checkers.${checker}.${field}` });
}
