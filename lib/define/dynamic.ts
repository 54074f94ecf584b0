/**
 * What is judged by a threshold can be judged by change, too: by what is unusual for the asset itself. Which of both counts
 * is a parameter; only where change counts is the past read.
 */
import type { Acceptance } from '../model/acceptance';
import type { AssetIdentity } from '../model/asset';
import type { MessageData, Text } from '../model/text';
import { pastOf, type History, type Metric, type Metrics, type Reading } from './metric';
import { choiceParam, numberParam, type Param } from './params';
import type { CheckResult } from './result';

export const MODES = ['threshold', 'change', 'both'] as const;
export type Mode = (typeof MODES)[number];

/** The parameters that such a checker has beside its own. */
export interface ModeParams {
  readonly mode: Param<Mode>;
  readonly budget: Param<number>;
  readonly leastChange: Param<number>;
  readonly [name: string]: Param;
}

/** The values of these parameters. */
export interface ModeValues {
  readonly mode: Mode;
  readonly budget: number;
  readonly leastChange: number;
}

/** What people, earlier runs and the past know of an asset. */
export interface PastContext {
  /** By the checker's names for its metrics. */
  readonly pasts: Readonly<Record<string, Reading | undefined>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly openData: MessageData | undefined;
  readonly accepted: readonly Acceptance[];
  readonly now: Date;
}

/** How a checker judges by change; made by the families. */
export interface Dynamic {
  readonly params: ModeParams;
  /** What is said of each kind of change. */
  readonly messages: Readonly<Record<string, Text>>;
  judge(asset: AssetIdentity, context: PastContext): CheckResult;
}

/** As far back as one question may ask, in hours. */
const PAST: History = { hours: 31 * 24, period: 3600 };
/** In which the name of a metric's past ends. */
const OF_PAST = ' past';

/** @param least the least change that matters where nobody says otherwise, in the unit of the values */
export function modeParams(least: number, most: number, unit: string | undefined): ModeParams {
  return {
    mode: choiceParam({
      title: { zh: '判断方式', en: 'How it judges' },
      default: 'threshold',
      allowed: MODES,
      help: {
        zh: 'threshold 按阈值，change 按与自身过去的差异，both 两者任一；后两者另读取 31 天的历史',
        en: 'threshold: by the levels; change: by what is unusual for the asset itself; both: by either. The last two read 31 days of history, too',
      },
    }),
    budget: numberParam({
      title: { zh: '允许的误报', en: 'False alarms allowed' },
      default: 20,
      min: 1,
      max: 1000,
      help: {
        zh: '按差异判断时：每 1,000 个资产每周最多允许多少次误报',
        en: 'By change: at most so many false alarms per 1,000 assets and week',
      },
    }),
    leastChange: numberParam({
      title: { zh: '最小变化', en: 'Least change' },
      default: least,
      min: 0,
      max: most,
      unit,
      help: {
        zh: '按差异判断时：变化不小于此值才报告；默认为警告阈值的五分之一，是经验值',
        en: 'By change: only one of at least this much; by default a fifth of the warning level, a judgement',
      },
    }),
  };
}

export function isModeParam(name: string): boolean {
  return name === 'mode' || name === 'budget' || name === 'leastChange';
}

/** Which of both counts. @param values of a checker that judges by either */
export function modeOf({ mode }: Readonly<Record<string, unknown>>): Mode {
  return MODES.find((one) => one === mode) ?? 'threshold';
}

/** The pasts that are read beside the newest values; none where the threshold alone counts. */
export function pastsOf(metrics: Metrics, values: Readonly<Record<string, unknown>>): Metrics {
  if (modeOf(values) === 'threshold') return {};
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]): [string, Metric] => [name + OF_PAST, pastOf(metric, PAST)]),
  );
}

/** The checker's name of the metric whose past this is; `undefined` for what is no past beside newest values. */
export function pastName(name: string): string | undefined {
  return name.endsWith(OF_PAST) ? name.slice(0, -OF_PAST.length) : undefined;
}

/** Whether an open finding is one of change; it is told by its data. */
export function isOfChange(data: MessageData | undefined): boolean {
  return data?.by === 'change';
}

/**
 * What both say together. What does not apply by its newest values does not apply at all. A level that is exceeded is said
 * before what is unusual, since it may be critical, which what is unusual alone never is.
 */
export function combined(mode: Mode, newest: CheckResult, change: CheckResult): CheckResult {
  if (mode === 'threshold' || newest.verdict === 'skip') return newest;
  if (mode === 'change') return change;
  if (newest.verdict === 'fail') return { ...newest, data: { ...newest.data, by: 'threshold' } };
  if (change.verdict === 'fail' || newest.verdict === 'unknown') return change.verdict === 'fail' ? change : newest;
  return change.verdict === 'unknown' ? change : newest;
}
