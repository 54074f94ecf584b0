import { ConfigError } from '../errors';
import type { Acceptance } from '../model/acceptance';
import type { AssetIdentity } from '../model/asset';
import type { FixCost, FixPlan } from '../model/fix';
import { hintOf } from '../model/nearest';
import { isSeverity, SEVERITIES, type Severity } from '../model/severity';
import { LANGUAGES, placeholders, type MessageData, type Text } from '../model/text';
import { causeRule, type Because } from './because';
import type { Collector, AssetOf } from './collector';
import { pastsOf, type Dynamic, type ModeValues } from './dynamic';
import { durationOf, durationParams, lastingParams, withWindow, type Duration, type Lasting } from './duration';
import { pastOf, type History, type KeptPasts, type Metric, type Metrics, type Reading } from './metric';
import { checkGiven, resolveParams, titled, type Params, type ParamValues } from './params';
import type { CheckResult } from './result';

export type { Metrics } from './metric';
export type { CheckResult } from './result';

/** `import`: what another inspector has found. Its results are said with its name, and only where somebody asks for them. */
export type Category = 'availability' | 'capacity' | 'cost' | 'expiry' | 'security' | 'change' | 'import';

/** Why a checker does not apply or cannot tell; plain English is shown in both languages. */
export type Reason = Text | string;

export type Related = Readonly<Record<string, Collector>>;
export type Messages = Readonly<Record<string, Text>>;

/** What `check` may use. Nothing else: no clock, no I/O, no state of its own. */
export interface CheckContext<A, P extends Params, R extends Related, M extends Metrics, K extends string> {
  readonly params: ParamValues<P>;
  /** The run's one reading of the clock. */
  readonly now: Date;
  /** Related assets, complete: the engine answers `unknown` by itself when their collection was not, unless `optional`. */
  readonly related: { readonly [N in keyof R]: readonly AssetOf<R[N]>[] };
  /** Of `optional`, the names of what could not be read: there it is empty, and nobody knows. */
  readonly unread: ReadonlySet<string>;
  /** The newest value, `undefined` when the asset has none. */
  readonly metrics: { readonly [N in keyof M]: Reading | undefined };
  /** The remembered fields as the last run saw them; `undefined` on first sight. */
  readonly previous: Partial<A> | undefined;
  /** Whether this finding was failing at the end of the last run. */
  readonly open: boolean;
  /** The data of that finding, as the last run left it; a time may have become text. */
  readonly openData: MessageData | undefined;
  /** What people have said to be normal of this asset, on events of this checker; what was taken back lately, too. */
  readonly accepted: readonly Acceptance[];
  /** What earlier runs have kept of the asset's metrics, see `History.keeps`; `undefined` where nothing can be kept. */
  readonly kept: KeptPasts | undefined;
  pass(this: void, data?: MessageData): CheckResult;
  /** @param severity when it is not the checker's own */
  fail(this: void, message: K, data: MessageData, severity?: Severity): CheckResult;
  /** The checker does not apply to this asset. */
  skip(this: void, reason: Reason): CheckResult;
  /** Cannot tell: neither raises nor clears. */
  unknown(this: void, reason: Reason): CheckResult;
}

export interface CheckerSpec<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
> {
  /** Product and problem, such as `ecs-disk-unattached`: names the problem, never the wish. */
  readonly id: string;
  readonly asset: Collector<A>;
  readonly title: Text;
  /** Why it matters. */
  readonly why: Text;
  /** What to do. */
  readonly remedy: Text;
  /**
   * The exact change that puts a failure right, where one is safe for this asset; pure, and never applied by an inspection.
   *
   * @param data of the failure
   * @returns `undefined` where no change is safe, or where it would not be enough
   */
  fix?(
    asset: NoInfer<A>,
    data: MessageData,
    context: Pick<CheckContext<NoInfer<A>, NoInfer<P>, NoInfer<R>, Metrics, string>, 'params' | 'related'>,
  ): FixPlan | undefined;
  /** Why no plan is made, where somebody might expect one. */
  readonly noFix?: Text;
  /** What it saves or costs to put a failure right, with or without a plan; pure, and asks nobody. */
  cost?(
    asset: NoInfer<A>,
    data: MessageData,
    context: Pick<CheckContext<NoInfer<A>, NoInfer<P>, NoInfer<R>, Metrics, string>, 'params' | 'related'>,
  ): FixCost | undefined;
  readonly severity: Severity;
  /** Other severities that `check` can answer. */
  readonly severities?: readonly Severity[];
  readonly category: Category;
  /** A public page about it. */
  readonly docs: string;
  readonly params: P;
  readonly related?: R;
  /**
   * Of `related`, what most verdicts can do without: where it cannot be read it is empty, and `unread` has its name. The rest is
   * judged.
   */
  readonly optional?: readonly (keyof R & string)[];
  readonly metrics?: M;
  /**
   * The checker looks at the past of its metrics: their readings then have `series`. Without it they are the newest
   * value, which takes far fewer calls.
   */
  history?(params: ParamValues<P>): History;
  readonly messages: Msg;
  /**
   * `listed` (default): judges each asset that was listed. `gone`: judges each remembered asset that a complete
   * collection no longer holds; `asset` then has its identity and remembered fields.
   */
  readonly when?: 'listed' | 'gone';
  /**
   * A failure is normal for minutes: it makes an event when an earlier run has seen it, too. Not for checkers of metrics, which
   * judge a window anyway.
   */
  readonly lasting?: Lasting;
  /**
   * Checkers whose finding explains one of this checker: then both are one event, that of the cause. The first that
   * applies counts. `npm run gen` refuses what is no checker.
   */
  readonly because?: readonly Because[];
  /** How it judges by change where its parameter `mode` says so; made by the families of metrics. */
  readonly dynamic?: Dynamic;
  /** Whether values of several parameters fit together; a sentence says why not. */
  validate?(params: ParamValues<P>): string | undefined;
  check(asset: A, context: CheckContext<A, P, R, M, keyof Msg & string>): CheckResult;
}

export interface Checker<
  A extends AssetIdentity = AssetIdentity,
  P extends Params = Params,
  R extends Related = Related,
  M extends Metrics = Metrics,
  Msg extends Messages = Messages,
> extends CheckerSpec<A, P, R, M, Msg> {
  readonly related: R;
  readonly metrics: M;
  readonly optional: readonly (keyof R & string)[];
  readonly when: 'listed' | 'gone';
  readonly because: readonly Because[];
  readonly severities: readonly Severity[];
  readonly fix?: AnyFix;
  readonly cost?: AnyCost;
  /** The values that `params` resolve to; with metrics, also of `raiseAfter` and `recoverAfter`, see `duration.ts`. */
  readonly values: ParamValues<P>;
  /**
   * The same checker with other parameters.
   *
   * @param params its own, for metrics `raiseAfter` and `recoverAfter`, where a level can be judged by change `mode`, `budget` and
   * `leastChange`, and where a state has to last `raiseAfterMinutes`
   * @throws ConfigError naming the parameter, its bounds and the value
   * @example ecsExpiring.with({ days: 60 })
   */
  with(params: Partial<ParamValues<P> & Duration & LastingValue & ModeValues>): Checker<A, P, R, M, Msg>;
}

/** A checker's `fix`, whatever it looks at: the engine gives it what the check was given. */
type AnyFix = (asset: never, data: MessageData, context: never) => FixPlan | undefined;
type AnyCost = (asset: never, data: MessageData, context: never) => FixCost | undefined;

type LastingValue = { readonly raiseAfterMinutes: number };

/** A checker whose types do not matter: what lists of checkers hold. */
export type AnyChecker = Pick<
  Checker,
  | 'id'
  | 'title'
  | 'why'
  | 'remedy'
  | 'severity'
  | 'severities'
  | 'category'
  | 'docs'
  | 'params'
  | 'related'
  | 'metrics'
  | 'messages'
  | 'when'
  | 'because'
  | 'values'
> & {
  readonly lasting?: Lasting;
  readonly dynamic?: Dynamic;
  readonly noFix?: Text;
  readonly asset: Collector;
  readonly optional: readonly string[];
  with(params: Readonly<Record<string, unknown>>): AnyChecker;
  check(asset: AssetIdentity, context: CheckContext<AssetIdentity, Params, Related, Metrics, string>): CheckResult;
  readonly fix?: AnyFix;
  readonly cost?: AnyCost;
};

const ID = /^[a-z0-9]+(-[a-z0-9]+)+$/;

/**
 * Declares a checker: metadata, messages and one pure, synchronous function.
 *
 * @example
 * export const diskUnencrypted = defineChecker({
 *   id: 'ecs-disk-unencrypted', asset: disks,
 *   title: { zh: '云盘未加密', en: 'Disk is not encrypted' }, why: …, remedy: …,
 *   severity: 'error', category: 'security', docs: 'https://help.aliyun.com/zh/ecs/user-guide/encryption-overview',
 *   params: {}, messages: { plain: { zh: '云盘 {{id}} 未加密', en: 'Disk {{id}} is not encrypted' } },
 *   check(disk, { pass, fail, unknown }) {
 *     if (disk.encrypted === undefined) return unknown('no encryption flag in the answer');
 *     return disk.encrypted ? pass() : fail('plain', { id: disk.id });
 *   },
 * });
 */
export function defineChecker<
  A extends AssetIdentity,
  const P extends Params,
  const Msg extends Messages,
  R extends Related = Record<never, never>,
  M extends Metrics = Record<never, never>,
>(spec: CheckerSpec<A, P, R, M, Msg>): Checker<A, P, R, M, Msg> {
  const { id = undefined } = (spec as typeof spec | null | undefined) ?? {};
  if (id === undefined || !ID.test(id))
    throw new TypeError(`checker id "${id}" is not of the form ecs-disk-unattached`);
  checkSpec(partsOf(spec), id);
  for (const [name, message] of Object.entries(spec.messages)) {
    const [zh, en] = LANGUAGES.map((language) => placeholders(message[language]).map(inEither).join());
    if (zh !== en) throw new TypeError(`checker ${spec.id}: message "${name}" has placeholders ${zh} and ${en}`);
  }
  for (const { checker } of (spec.because ?? []).map(causeRule)) {
    if (!ID.test(checker) || checker === spec.id) {
      throw new TypeError(`checker ${spec.id}: because "${checker}" is no id of another checker`);
    }
  }
  const duration = durationParams(spec.metrics ?? {}, spec.history !== undefined);
  if (spec.lasting && (spec.history !== undefined || spec.when === 'gone')) {
    throw new TypeError(`checker ${spec.id}: only what is so now can have to last`);
  }
  const unheard = spec.lasting?.atOnce?.find((name) => !(name in spec.messages));
  if (unheard !== undefined) throw new TypeError(`checker ${spec.id}: atOnce "${unheard}" is none of its messages`);
  const params = titled({ ...spec.params, ...duration, ...lastingParams(spec.lasting), ...spec.dynamic?.params });
  return withValues({ ...spec, params }, resolveParams(params, {}, `checker ${spec.id}`));
}

const CATEGORIES: readonly unknown[] = [
  'availability',
  'capacity',
  'cost',
  'expiry',
  'security',
  'change',
  'import',
] satisfies Category[];
const TEXTS = ['title', 'why', 'remedy'];
const KEYS = [
  ...['id', 'asset', ...TEXTS, 'fix', 'noFix', 'cost', 'severity', 'severities', 'category', 'docs', 'params'],
  ...['related', 'optional', 'metrics', 'history', 'messages', 'when', 'lasting', 'because', 'dynamic', 'validate'],
  'check',
];
/** What a checker that is declared after another one has besides. */
const MADE = ['values', 'with'];

/** What the types say, for those who do not check types. @throws ConfigError naming the field */
function checkSpec(spec: Readonly<Record<string, unknown>>, id: string): void {
  const refuse = (field: string, problem: string) => {
    throw new ConfigError(`checker ${id}: ${field}: ${problem}`, { field });
  };
  for (const key of Object.keys(spec)) {
    if (!KEYS.includes(key) && !MADE.includes(key)) refuse(key, `unknown${hintOf(key, KEYS)}`);
  }
  const wanted = (field: string, value: unknown, is: boolean, what: string) => {
    if (!is) refuse(field, value === undefined ? 'is missing' : `is not ${what}`);
  };
  const collector = (field: string, value: unknown) =>
    wanted(field, value, typeof partsOf(value).toAsset === 'function', 'a collector, such as ecs.disks');
  const words = (field: string, value: unknown) =>
    wanted(
      field,
      value,
      LANGUAGES.every((one) => typeof partsOf(value)[one] === 'string'),
      'an object with zh and en',
    );
  collector('asset', spec.asset);
  TEXTS.forEach((field) => words(field, spec[field]));
  const severities = [spec.severity, ...(Array.isArray(spec.severities) ? (spec.severities as unknown[]) : [])];
  for (const one of severities) wanted('severity', one, isSeverity(one), `one of ${SEVERITIES.join(', ')}`);
  wanted('category', spec.category, CATEGORIES.includes(spec.category), `one of ${CATEGORIES.join(', ')}`);
  wanted('messages', spec.messages, typeof spec.messages === 'object', 'an object of texts');
  wanted('check', spec.check, typeof spec.check === 'function', 'a function');
  for (const [name, value] of Object.entries(partsOf(spec.messages))) words(`messages.${name}`, value);
  for (const [name, value] of Object.entries(partsOf(spec.related))) collector(`related.${name}`, value);
  for (const [name, value] of Object.entries(partsOf(spec.metrics))) {
    wanted(`metrics.${name}`, value, typeof value === 'object', 'a metric');
  }
  for (const [name, value] of Object.entries(partsOf(spec.params))) {
    wanted(`params.${name}`, value, 'kind' in partsOf(value), 'a parameter, such as numberParam({ default: 80, … })');
  }
}

const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** A placeholder's name without its language: `{{saidZh}}` beside `{{saidEn}}` is one fact, told in both. */
function inEither(name: string): string {
  return name.replace(/(Zh|En)$/, '');
}

function withValues<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
>(spec: CheckerSpec<A, P, R, M, Msg>, values: ParamValues<P>): Checker<A, P, R, M, Msg> {
  return Object.freeze({
    ...spec,
    related: spec.related ?? ({} as R),
    optional: spec.optional ?? [],
    metrics: metricsOf(spec, values),
    when: spec.when ?? 'listed',
    because: spec.because ?? [],
    severities: [...new Set([spec.severity, ...(spec.severities ?? [])])],
    values,
    with(params: Partial<ParamValues<P> & Duration & LastingValue & ModeValues>) {
      checkGiven(params, spec.params, `params.${spec.id}`);
      const merged = resolveParams(spec.params, { ...values, ...params }, `params.${spec.id}`);
      const problem = spec.validate?.(merged);
      if (problem) throw new ConfigError(`params.${spec.id}: ${problem}`, { field: `params.${spec.id}` });
      return withValues(spec, merged);
    },
  });
}

function metricsOf<P extends Params, M extends Metrics>(
  spec: Pick<CheckerSpec<AssetIdentity, P, Related, M, Messages>, 'metrics' | 'history' | 'dynamic'>,
  values: ParamValues<P>,
): M {
  const metrics = spec.metrics ?? ({} as M);
  const history = spec.history?.(values);
  const duration = durationOf(values);
  const read = (metric: Metric) =>
    history ? pastOf(metric, history) : duration ? withWindow(metric, duration) : metric;
  const now = Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, read(metric)]));
  return { ...now, ...(spec.dynamic && pastsOf(metrics, values)) } as M;
}
