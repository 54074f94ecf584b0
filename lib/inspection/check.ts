/** One checker, one asset: everything that can go wrong around a check ends as a verdict. */
import {
  combined,
  durationOf,
  isOfChange,
  modeOf,
  momentsOf,
  pastName,
  settle,
  unlessUnread,
  withinSpan,
  type AnyChecker,
  type CheckContext,
  type CheckResult,
  type KeptPasts,
  type Metrics,
  type Params,
  type Reading,
  type Related,
  type Settled,
} from '../define';
import { isFieldError, messageOf, type FieldError } from '../errors';
import { shown } from '../input';
import {
  fillText,
  isSeverity,
  MINUTE,
  type Acceptance,
  type AnyAsset,
  type Finding,
  type FixCost,
  type FixPlan,
  type MessageData,
  type Text,
  type Verdict,
} from '../model';
import { spoken } from '../report/spoken';
import { isMissing, type Missing, type PageFacts } from './facts';

const UNREAD: Text = { zh: '未能读取：{{reason}}', en: 'could not be read: {{reason}}' };

/** What is said of that which could not be read. */
export function unreadText(reason: string): Text {
  return { zh: fillText(UNREAD, { reason: spoken(reason, 'zh') }).zh, en: fillText(UNREAD, { reason }).en };
}

const CONTEXT_RESULTS = {
  pass: (data?: object) => ({ verdict: 'pass', data }) as CheckResult,
  fail: (message: string, data: object, severity?: string) =>
    ({ verdict: 'fail', message, data, severity }) as CheckResult,
  skip: (reason: Text | string) => ({ verdict: 'skip', reason: bothWays(reason) }) as CheckResult,
  unknown: (reason: Text | string) => ({ verdict: 'unknown', reason: bothWays(reason) }) as CheckResult,
};

function bothWays(reason: Text | string): Text {
  return typeof reason === 'string' ? { zh: reason, en: reason } : reason;
}

/** An asset, and what is known beside it. */
export interface Subject {
  readonly asset: AnyAsset;
  readonly facts: PageFacts;
  /** What the last run remembered of it. */
  readonly previous?: Partial<AnyAsset>;
}

/**
 * @param open whether the last run left a finding of this checker open on the asset
 * @param openData the data of that finding
 * @param accepted what people have said to be normal, see `CheckContext`
 */
export type CheckerRun = (
  subject: Subject,
  open: boolean,
  openData?: MessageData,
  accepted?: readonly Acceptance[],
) => CheckResult;

/** What is ready, by the time of its run: several runs may go on in one process. */
const PREPARED = new WeakMap<Date, Map<AnyChecker, CheckerRun>>();

/** As {@link prepareChecker}, once for all units of a run: of many accounts and regions most hold little or nothing. */
export function preparedChecker(checker: AnyChecker, now: Date): CheckerRun {
  let ready = PREPARED.get(now);
  if (!ready) PREPARED.set(now, (ready = new Map<AnyChecker, CheckerRun>()));
  let run = ready.get(checker);
  if (!run) ready.set(checker, (run = prepareChecker(checker, now)));
  return run;
}

/**
 * Makes a checker ready for many assets: it runs hundreds of thousands of times. What could not be read makes a verdict
 * `unknown` here, so that no checker can take a failed query for health; a checker that throws is `unknown` too.
 */
export function prepareChecker(checker: AnyChecker, now: Date): CheckerRun {
  const relatedIds = Object.entries(checker.related).map(([name, collector]) => [name, collector.id] as const);
  const { dynamic } = checker;
  const mode = dynamic ? modeOf(checker.values) : 'threshold';
  const all = Object.entries(checker.metrics);
  const metricsOf = all.filter(([name]) => !dynamic || pastName(name) === undefined);
  const newest = Object.fromEntries(metricsOf);
  const unread = ({ reason }: Missing): CheckResult => ({
    verdict: 'unknown',
    reason: unreadText(reason),
  });
  const related: Record<string, readonly AnyAsset[]> = {};
  const unreadNames = new Set<string>();
  const read: Record<string, Reading | undefined> = {};
  const metrics: Record<string, Reading | undefined> = {};
  const duration = durationOf(checker.values);
  // One context for all assets: a check is synchronous and keeps nothing of it.
  const context = {
    ...CONTEXT_RESULTS,
    params: checker.values,
    now,
    related,
    unread: unreadNames,
    metrics,
    previous: undefined as Partial<AnyAsset> | undefined,
    open: false,
    openData: undefined as MessageData | undefined,
    accepted: [] as readonly Acceptance[],
    kept: undefined as KeptPasts | undefined,
  };
  const plan = checker.fix as Said<FixPlan> | undefined;
  const money = checker.cost as Said<FixCost> | undefined;
  const typed = context as unknown as CheckContext<AnyAsset, Params, Related, Metrics, string>;
  const judgeNewest: CheckerRun = ({ asset, facts, previous }, open, openData, accepted = []) => {
    unreadNames.clear();
    for (const [name, id] of relatedIds) {
      const found = facts.related.get(id)?.(asset);
      if (isMissing(found) && !checker.optional.includes(name)) return unread(found);
      if (isMissing(found)) unreadNames.add(name);
      related[name] = isMissing(found) ? [] : (found ?? []);
    }
    for (const [name, metric] of metricsOf) {
      const found = facts.metrics.get(metric.id)?.(asset);
      if (isMissing(found)) return unread(found);
      // Another checker may have wanted more of the past.
      read[name] = found && withinSpan(metric, found, now);
    }
    context.previous = previous;
    context.open = open;
    context.openData = openData;
    context.accepted = accepted;
    context.kept = facts.kept?.of(checker.id, asset.id);
    const judge = (readings: typeof read): CheckResult => {
      Object.assign(metrics, readings);
      try {
        const result = checked(checker.check(asset, typed));
        if (result.verdict !== 'fail' || !(plan || money)) return result;
        // What a plan alone would have read costs the plan, and not the verdict.
        const made = <T>(make: (() => T) | undefined) => make && unlessUnread(make, () => undefined);
        const fix = made(plan && (() => plan(asset, result.data, typed)));
        const cost = made(money && (() => money(asset, result.data, typed)));
        return { ...result, ...(fix && { fix }), ...(cost && { cost }) };
      } catch (error) {
        return failed(checker, error);
      }
    };
    // Where nothing has to hold, the newest values say it.
    if (!duration || Math.max(duration.raiseAfter, duration.recoverAfter) === 1) return judge(read);
    // A newest value without a window is given by whoever asks about one moment; a run reads windows.
    const given = Object.values(read).filter((reading) => reading !== undefined);
    if (given.length > 0 && given.every(({ series }) => series === undefined)) return judge(read);
    const moments = momentsOf(newest, read);
    const { severity } = checker;
    return heldFor(settle(moments, (i) => judge(moments[i]?.readings ?? read), { ...duration, open, severity }));
  };
  if (!dynamic || mode === 'threshold') return judgeNewest;
  const judgePast: CheckerRun = ({ asset, facts }, _open, openData, accepted = []) => {
    const pasts: Record<string, Reading | undefined> = {};
    for (const [name, metric] of all) {
      const found = facts.metrics.get(metric.id)?.(asset);
      const past = pastName(name);
      if (past === undefined) continue;
      if (isMissing(found)) return unread(found);
      pasts[past] = found && withinSpan(metric, found, now);
    }
    try {
      return dynamic.judge(asset, { pasts, values: checker.values, openData, accepted, now });
    } catch (error) {
      return failed(checker, error);
    }
  };
  return (subject, open, openData, accepted) => {
    // What is open by change is not open by the level.
    const byLevel = isOfChange(openData) ? undefined : openData;
    const level = judgeNewest(subject, open && !isOfChange(openData), byLevel, accepted);
    return combined(mode, level, judgePast(subject, open, openData, accepted));
  };
}

const VERDICTS: ReadonlySet<unknown> = new Set(['pass', 'fail', 'skip', 'unknown'] satisfies Verdict[]);

/** What a checker answered, where it is an answer. @throws TypeError, as of `async` or a forgotten `return` */
function checked(result: CheckResult): CheckResult {
  if (VERDICTS.has((result as CheckResult | null | undefined)?.verdict)) {
    if (result.verdict !== 'fail') return result;
    const { data, severity } = result as { readonly data?: unknown; readonly severity?: unknown };
    if (severity !== undefined && !isSeverity(severity)) throw new TypeError(`${shown(severity)} is no severity`);
    if (typeof data !== 'object' || data === null) throw new TypeError('fail() has no data for its message');
    return result;
  }
  throw new TypeError(`it answers ${shown(result)}, which is none of pass(), fail(), skip() and unknown()`);
}

/** What a checker says of a failure beside the verdict. */
type Said<T> = (asset: AnyAsset, data: MessageData, context: unknown) => T | undefined;

/** A checker that threw cannot tell. */
function failed({ id }: AnyChecker, error: unknown): CheckResult {
  const zh = `检查项 ${id} 出错：${messageOf(error)}`;
  const reason = isFieldError(error) ? unreadField(error) : { zh, en: `checker ${id} failed: ${messageOf(error)}` };
  return { verdict: 'unknown', reason };
}

/** A failure with how long it has been so among its facts. */
function heldFor({ result, held }: Settled): CheckResult {
  if (!held || result.verdict !== 'fail') return result;
  const data = { ...result.data, heldPeriods: held.periods, heldSince: new Date(held.since) };
  return { ...result, data };
}

/** Why nothing can be said by a field that could not be read. */
export function unreadField({ message, path, problem, value = '' }: FieldError): Text {
  const zh =
    problem === 'unheard' ? `字段 ${path} 的值 “${value}” 不是此版本已知的取值` : `字段 ${path} 缺失或类型不符`;
  return { zh, en: message };
}

const HELD: Text = {
  zh: '（自 {{heldSince}} 起，已连续 {{heldPeriods}} 个统计周期）',
  en: ' (for {{heldPeriods}} periods in a row, since {{heldSince}})',
};

const LASTED: Text = {
  zh: '（自 {{lastedSince}} 起，已持续 {{lastedMinutes}} 分钟）',
  en: ' (for {{lastedMinutes}} minutes, since {{lastedSince}})',
};
const PENDING: Text = {
  zh: '（首次见于 {{since}}，持续 {{minutes}} 分钟后才产生事件）',
  en: ' (first seen at {{since}}: it makes an event when it lasts for {{minutes}} minutes)',
};

/** A failure that earlier runs have seen, with how long it has lasted among its facts. */
export function lastingData(result: CheckResult, since: Date, now: Date): CheckResult {
  const minutes = Math.round((now.getTime() - since.getTime()) / MINUTE);
  if (result.verdict !== 'fail' || minutes < 1) return result;
  return { ...result, data: { ...result.data, lastedMinutes: minutes, lastedSince: since } };
}

/** A failure that may pass by itself: it is judged, counted and shown, and makes no event yet. */
export function pendingFinding(finding: Finding, since: Date, minutes: number, says: Text = PENDING): Finding {
  const message = joined(finding.message, fillText(says, { since, minutes }));
  return { ...finding, message, pending: { since: since.toISOString(), minutes } };
}

function joined(a: Text, b: Text): Text {
  return { zh: a.zh + b.zh, en: a.en + b.en };
}

const PASSED: Text = { zh: '正常', en: 'passed' };

export function messageText(checker: AnyChecker, result: CheckResult): Text {
  switch (result.verdict satisfies Verdict) {
    case 'pass':
      return PASSED;
    case 'fail': {
      const fail = result as Extract<CheckResult, { verdict: 'fail' }>;
      const text = checker.messages[fail.message] ??
        checker.dynamic?.messages[fail.message] ?? { zh: fail.message, en: fail.message };
      const said = fillText(text, fail.data);
      if ('heldPeriods' in fail.data) return joined(said, fillText(HELD, fail.data));
      return 'lastedMinutes' in fail.data ? joined(said, fillText(LASTED, fail.data)) : said;
    }
    default: {
      const { verdict, reason } = result as Extract<CheckResult, { verdict: 'skip' | 'unknown' }>;
      return verdict === 'skip'
        ? { zh: `不适用：${reason.zh}`, en: `does not apply: ${reason.en}` }
        : { zh: `无法判断：${reason.zh}`, en: `cannot tell: ${reason.en}` };
    }
  }
}
