/**
 * A tester for checkers: tables of cases in, tests out. {@link testChecker} needs the globals `describe`, `it` and `expect`
 * of jest, or of what looks like it; {@link probesOf} needs no test framework.
 *
 * @packageDocumentation
 */
import { isDeepStrictEqual } from 'node:util';
import {
  isDurationParam,
  spanOf,
  withinSpan,
  type AssetOf,
  type Checker,
  type CheckContext,
  type CheckResult,
  type Collector,
  type Fields,
  type Messages,
  type Metric,
  type Metrics,
  type Params,
  type ParamValues,
  type Reading,
  type Reason,
  type Related,
} from '../lib/define';
import { FieldError, isFieldError } from '../lib/errors';
import { fillText, LANGUAGES, type AssetIdentity, type MessageData, type Severity, type Text } from '../lib/model';

/** The run's clock where neither the case nor `healthy` sets one. */
export const NOW = new Date('2026-03-01T00:00:00.000Z');

/** Related assets by the checker's names for them; a name that is left out stands for none. */
export type RelatedFacts<R extends Related> = { readonly [N in keyof R]?: readonly AssetOf<R[N]>[] };
/**
 * Metric values by the checker's names for them; `undefined` is no data. A number is a reading of now without parts. Where
 * the checker looks at the past (`history`), a number is a past that was always so, a list holds a value per period
 * with the newest one last (`undefined` is a gap), and an object has such a list per part. What is older than the
 * checker wants is cut off, as in a run.
 */
export type MetricFacts<M extends Metrics> = { readonly [N in keyof M]?: number | Reading | Past | PartPasts };
type Past = readonly (number | undefined)[];
type PartPasts = { readonly past: Readonly<Record<string, Past>> };

/** What all cases start from: an asset with nothing wrong, and what is known beside it. */
export interface Healthy<A extends AssetIdentity, R extends Related, M extends Metrics> {
  /** Every field of the collector; `collector.toAsset(item, where)` makes one from a wire item. */
  readonly asset: A;
  readonly related?: RelatedFacts<R>;
  readonly metrics?: MetricFacts<M>;
  readonly now?: Date;
}

/** How a case differs from {@link Healthy}. `related` and `metrics` are replaced name by name. */
export interface CheckCase<A extends AssetIdentity, P extends Params, R extends Related, M extends Metrics> {
  /** Fields that differ; `undefined` makes one absent. `goneSince` is for checkers of assets that are gone. */
  readonly asset?: Partial<A> & { readonly goneSince?: Date };
  readonly related?: RelatedFacts<R>;
  readonly metrics?: MetricFacts<M>;
  readonly previous?: Partial<A>;
  readonly open?: boolean;
  readonly params?: Partial<ParamValues<P>>;
  readonly now?: Date;
}

/** A case that fails: which message, how severe, and what it says (`text`, `data` or both). */
export interface FailCase<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
> extends CheckCase<A, P, R, M> {
  readonly message: keyof Msg & string;
  readonly severity: Severity;
  /** The whole rendered message, in one language or both. */
  readonly text?: Partial<Text>;
  /** Entries of the finding's data; others may stand beside them. */
  readonly data?: MessageData;
}

/** Cases by name. */
export interface CheckerCases<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
> {
  readonly healthy: Healthy<A, R, M>;
  readonly pass: Readonly<Record<string, CheckCase<A, P, R, M>>>;
  readonly fail: Readonly<Record<string, FailCase<A, P, R, M, Msg>>>;
  readonly skip?: Readonly<Record<string, CheckCase<A, P, R, M>>>;
  readonly unknown?: Readonly<Record<string, CheckCase<A, P, R, M>>>;
  /**
   * Fields whose absence tells something: a disk without `detachedTime` was never detached. Without one of these the
   * verdict may become any other; without any other field it may only become `unknown`: "does not apply" needs a fact. A field of a related
   * record is named `related.<name>.<field>`, a list of them that is empty `related.<name>`.
   */
  readonly absentIsFact?: readonly (
    (keyof A & string) | `related.${keyof R & string}` | `related.${keyof R & string}.${string}`
  )[];
}

/** One test: a name, and what is wrong, one sentence each. */
export interface Probe {
  readonly name: string;
  problems(): string[];
}

/** What {@link testChecker} uses of jest. */
interface TestGlobals {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => void): void;
  expect(value: unknown): { toEqual(wanted: unknown): void };
}

/**
 * Registers jest tests of a checker: one per case, and one per promise that every checker makes.
 *
 * A case is refused when its verdict, message, severity, text or data is another, when a placeholder stays unfilled in
 * either language, when a second run (at another time of the host's clock) gives another answer, when anything that was
 * handed in is changed, and when the checker throws or judges differently because an optional field, a metric or a
 * one-to-one related record is absent, or because an enumerated field has a value never heard of: either may only lead to
 * `unknown`. The tables are refused when two
 * cases are the same, when a message is never reported, a severity never reached or a parameter never moved off its
 * default to any effect. The declaration is refused when a text lacks a language or the documentation is no https page.
 *
 * @param checker what `defineChecker` or one of its families made
 * @param cases the tables; thresholds deserve a case on both sides
 * @throws Error where there is no `describe`, `it` and `expect`
 * @example
 * testChecker(diskUnencrypted, {
 *   healthy: { asset: disks.toAsset({ DiskId: 'd-1', Status: 'In_use', Encrypted: true }, where) },
 *   pass: { encrypted: {} },
 *   fail: { plain: { asset: { encrypted: false }, message: 'plain', severity: 'error', data: { id: 'd-1' } } },
 *   unknown: { 'no flag': { asset: { encrypted: undefined } } },
 * });
 */
export function testChecker<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
>(checker: Checker<A, P, R, M, Msg>, cases: NoInfer<CheckerCases<A, P, R, M, Msg>>): void {
  const { describe, it, expect } = globalThis as unknown as Partial<TestGlobals>;
  if (!describe || !it || !expect) {
    throw new Error('testChecker needs the globals describe, it and expect; where they are missing, use probesOf');
  }
  describe(checker.id, () => {
    for (const probe of probesOf(checker, cases)) {
      it(probe.name, () => expect(probe.problems()).toEqual([]));
    }
  });
}

/**
 * The tests that {@link testChecker} registers, for other test frameworks.
 *
 * @example for (const probe of probesOf(checker, cases)) assert.deepEqual(probe.problems(), [], probe.name);
 */
export function probesOf<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
>(checker: Checker<A, P, R, M, Msg>, cases: NoInfer<CheckerCases<A, P, R, M, Msg>>): Probe[] {
  return new Tester(checker, cases as unknown as LooseCases).probes();
}

/** The tester looks at all checkers alike: inside, types stand for "any of them". */
type Loose = Checker<AssetIdentity, Params, Related, Metrics, Messages>;
type LooseCase = CheckCase<AssetIdentity, Params, Related, Metrics> &
  Partial<Pick<FailCase<AssetIdentity, Params, Related, Metrics, Messages>, 'message' | 'severity' | 'text' | 'data'>>;
type LooseCases = CheckerCases<AssetIdentity, Params, Related, Metrics, Messages>;
type Values = Readonly<Record<string, unknown>>;

type Verdict = CheckResult['verdict'];
const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'skip', 'unknown'];

/** What a checker is given for one case, resolved. */
interface Facts {
  readonly asset: Values;
  readonly related: Readonly<Record<string, readonly Values[]>>;
  readonly metrics: Readonly<Record<string, Reading | undefined>>;
  readonly previous: Values | undefined;
  readonly open: boolean;
  readonly params: Values;
  readonly now: Date;
}

interface NamedCase {
  readonly verdict: Verdict;
  readonly name: string;
  readonly given: LooseCase;
}

const IDENTITY = ['id', 'name', 'account', 'region', 'product', 'collector'];

class Tester {
  private readonly cases: readonly NamedCase[];
  private readonly exempt: ReadonlySet<string>;

  constructor(
    private readonly checker: Loose,
    private readonly tables: LooseCases,
  ) {
    this.cases = VERDICTS.flatMap((verdict) =>
      Object.entries(tables[verdict] ?? {}).map(([name, given]) => ({ verdict, name, given })),
    );
    this.exempt = new Set(tables.absentIsFact);
  }

  probes(): Probe[] {
    const { cases } = this;
    return [
      ...cases.map((one) => ({ name: `${one.verdict}: ${one.name}`, problems: () => this.caseProblems(one) })),
      { name: 'says everything in both languages', problems: () => this.textProblems() },
      { name: 'starts from a healthy asset', problems: () => this.healthyProblems() },
      { name: 'has different cases', problems: () => this.duplicates() },
      { name: 'reports every message and severity', problems: () => this.coverage() },
      { name: 'heeds every parameter', problems: () => this.ownParams().flatMap((p) => this.moved(p)) },
      { name: 'takes absent data for what it is', problems: () => cases.flatMap((one) => this.absence(one)) },
      { name: 'takes no value never heard of for another', problems: () => cases.flatMap((one) => this.unheard(one)) },
    ];
  }

  // ---- one case

  private caseProblems({ verdict, given }: NamedCase): string[] {
    const facts = this.facts(given);
    const before = snapshot(facts);
    let result: CheckResult;
    let again: CheckResult;
    try {
      result = this.run(facts);
      again = elsewhen(() => this.run(facts));
    } catch (error) {
      return [`threw ${String(error)}`];
    }
    const problems: string[] = [];
    if (snapshot(facts) !== before) problems.push('changed what it was given');
    if (!isDeepStrictEqual(result, again)) {
      problems.push(`a second run answers ${JSON.stringify(again)} after ${JSON.stringify(result)}`);
    }
    if (result.verdict !== verdict) return [...problems, `expected ${verdict}, got ${JSON.stringify(result)}`];
    if (result.verdict === 'fail') problems.push(...this.failProblems(given, result));
    if (result.verdict === 'skip' || result.verdict === 'unknown') {
      for (const language of LANGUAGES) {
        if (!result.reason[language].trim()) problems.push(`the reason is empty in ${language}`);
        if (result.reason[language].includes('{{')) problems.push(`the reason has an unfilled placeholder`);
      }
    }
    return problems;
  }

  private failProblems(given: LooseCase, result: Extract<CheckResult, { verdict: 'fail' }>): string[] {
    const problems: string[] = [];
    const severity = result.severity ?? this.checker.severity;
    if (result.message !== given.message) problems.push(`reports message ${result.message}, expected ${given.message}`);
    if (severity !== given.severity) problems.push(`severity ${severity}, expected ${given.severity}`);
    if (!this.checker.severities.includes(severity)) problems.push(`severity ${severity} is not declared`);
    const message = Object.hasOwn(this.checker.messages, result.message) && this.checker.messages[result.message];
    if (!message) return [...problems, `message ${result.message} is not declared`];
    const text = fillText(message, result.data);
    for (const language of LANGUAGES) {
      const wanted = given.text?.[language];
      if (wanted !== undefined && text[language] !== wanted) {
        problems.push(`${language} text "${text[language]}", expected "${wanted}"`);
      }
      const unfilled = /\{\{\w+\}\}/.exec(text[language]);
      if (unfilled) problems.push(`${unfilled[0]} is unfilled in ${language}`);
      if (/\b(undefined|null|NaN|Infinity|\[object Object\])/.test(text[language])) {
        problems.push(`${language} text "${text[language]}" shows a value that is none`);
      }
    }
    if (given.text === undefined && given.data === undefined) problems.push('the case states neither text nor data');
    for (const [key, wanted] of Object.entries(given.data ?? {})) {
      if (!isDeepStrictEqual(result.data[key], wanted)) {
        problems.push(`data.${key} is ${JSON.stringify(result.data[key])}, expected ${JSON.stringify(wanted)}`);
      }
    }
    return problems;
  }

  // ---- the declaration and the tables

  private textProblems(): string[] {
    const { checker } = this;
    const texts: [string, Text][] = [
      ['title', checker.title],
      ['why', checker.why],
      ['remedy', checker.remedy],
      ...Object.entries(checker.messages).map(([name, text]): [string, Text] => [`messages.${name}`, text]),
      ...Object.entries(checker.params).map(([name, param]): [string, Text] => [`params.${name}.help`, param.help]),
    ];
    const problems: string[] = [];
    for (const [name, text] of texts) {
      const empty = LANGUAGES.filter((language) => !text[language].trim());
      if (empty.length > 0) problems.push(`${name} is empty in ${empty.join(', ')}`);
      else if (text.zh === text.en) problems.push(`${name} is the same in both languages`);
    }
    if (!/^https:\/\/\S+\.\S+/.test(checker.docs)) problems.push(`docs "${checker.docs}" is not an https page`);
    return problems;
  }

  private healthyProblems(): string[] {
    if (this.checker.when === 'gone') return [];
    const found = this.attempt(this.facts({}));
    if (typeof found === 'string') return [`with the healthy asset it ${found}`];
    const { verdict } = found;
    return verdict === 'pass' || verdict === 'skip' ? [] : [`the healthy asset gives ${verdict}`];
  }

  private duplicates(): string[] {
    const seen = new Map<string, string>();
    const names = new Set<string>();
    const problems: string[] = [];
    for (const { verdict, name, given } of this.cases) {
      const key = snapshot(this.facts(given));
      const twin = seen.get(key);
      if (twin !== undefined) problems.push(`${verdict}: ${name} is the same case as ${twin}`);
      else seen.set(key, `${verdict}: ${name}`);
      if (names.has(name)) problems.push(`two cases are named ${name}`);
      names.add(name);
    }
    for (const verdict of ['pass', 'fail'] as const) {
      if (!this.cases.some((one) => one.verdict === verdict)) problems.push(`no case gives ${verdict}`);
    }
    return problems;
  }

  private coverage(): string[] {
    const failing = this.cases.filter((one) => one.verdict === 'fail').map((one) => one.given);
    const messages = Object.keys(this.checker.messages).filter((m) => !failing.some((one) => one.message === m));
    const severities = this.checker.severities.filter((s) => !failing.some((one) => one.severity === s));
    return [
      ...messages.map((message) => `no case reports message ${message}`),
      ...severities.map((severity) => `no case reaches severity ${severity}`),
    ];
  }

  /** How long a metric has to be so is judged around the checker, not by it. */
  private ownParams(): string[] {
    return Object.keys(this.checker.params).filter((name) => !isDurationParam(name));
  }

  /** A parameter must be moved by a case whose answer would be another without the move. */
  private moved(name: string): string[] {
    const moving = this.cases.filter(({ given }) => {
      const value = (given.params as Values | undefined)?.[name];
      return value !== undefined && !isDeepStrictEqual(value, this.checker.values[name]);
    });
    if (moving.length === 0) return [`no case moves parameter ${name} off its default`];
    const matters = moving.some(({ given }) => {
      const params = { ...given.params, [name]: undefined };
      try {
        return !isDeepStrictEqual(this.run(this.facts(given)), this.run(this.facts({ ...given, params })));
      } catch {
        // The default does not go together with the other parameters of this case: nothing to compare with.
        return true;
      }
    });
    return matters ? [] : [`parameter ${name} is moved, but no answer depends on it`];
  }

  // ---- absent data

  private absence({ verdict, name, given }: NamedCase): string[] {
    const facts = this.facts(given);
    const problems: string[] = [];
    for (const [what, without] of this.withouts(facts)) {
      const found = this.attempt(without);
      if (typeof found === 'string') problems.push(`${verdict}: ${name}: without ${what} it ${found}`);
      else if (!this.exempt.has(what) && found.verdict !== verdict && found.verdict !== 'unknown') {
        problems.push(`${verdict}: ${name}: without ${what} it becomes ${found.verdict}`);
      }
    }
    for (const odd of [
      { ...facts, previous: undefined },
      { ...facts, open: !facts.open },
    ]) {
      const found = this.attempt(odd);
      if (typeof found === 'string') problems.push(`${verdict}: ${name}: with other history it ${found}`);
    }
    for (const extra of this.checker.optional) {
      if (this.exempt.has(`related.${extra}`)) continue;
      const found = this.attempt({ ...facts, related: deepFreeze({ ...facts.related, [extra]: [] }) });
      if (typeof found === 'string') problems.push(`${verdict}: ${name}: without related.${extra} it ${found}`);
      else if (found.verdict !== verdict || severityOf(found) !== severityOf(this.run(facts))) {
        problems.push(`${verdict}: ${name}: without related.${extra}, which is optional, it is another answer`);
      }
    }
    problems.push(...this.nothing(facts).map((problem) => `${verdict}: ${name}: ${problem}`));
    return problems;
  }

  /** With all that may be absent gone, whoever asks for any of it must not answer `pass`. */
  private nothing(facts: Facts): string[] {
    const optional = this.optionalFields(this.checker.asset.fields);
    const asked = new Set<string>();
    const single = Object.keys(this.checker.related).filter((name) => this.oneToOne(name));
    const bare: Facts = {
      ...facts,
      asset: watched(absent(facts.asset, this.checker.asset.fields, optional), optional, '', asked),
      related: watched(emptied(this.checker.related, []), single, 'related.', asked),
      metrics: watched(emptied(this.checker.metrics, undefined), Object.keys(this.checker.metrics), 'metrics.', asked),
    };
    const found = this.attempt(bare);
    if (typeof found === 'string') return [`with nothing known it ${found}`];
    const missed = [...asked].filter((what) => !this.exempt.has(what));
    return found.verdict === 'pass' && missed.length > 0
      ? [`it passes although ${missed.join(', ')}, which it reads, is absent`]
      : [];
  }

  /** The facts of a case with one thing absent, in turn. */
  private *withouts(facts: Facts): Generator<[what: string, Facts]> {
    const { fields } = this.checker.asset;
    for (const name of this.optionalFields(fields)) {
      yield [name, { ...facts, asset: deepFreeze(absent(facts.asset, fields, [name])) }];
    }
    for (const [name, without] of nested(fields, facts.asset)) yield [name, { ...facts, asset: deepFreeze(without) }];
    for (const name of Object.keys(this.checker.metrics)) {
      yield [`metrics.${name}`, { ...facts, metrics: deepFreeze({ ...facts.metrics, [name]: undefined }) }];
    }
    for (const [name, collector] of Object.entries(this.checker.related)) {
      const with_ = (records: readonly Values[]): Facts => ({
        ...facts,
        related: deepFreeze({ ...facts.related, [name]: records }),
      });
      const records = facts.related[name] ?? [];
      if (this.oneToOne(name)) yield [`related.${name}`, with_([])];
      for (const field of this.optionalFields(collector.fields)) {
        const stripped = records.map((record) => absent(record, collector.fields, [field]));
        yield [`related.${name}.${field}`, with_(stripped)];
      }
    }
  }

  /** Whether a related collector has one record per asset, so that having none means not knowing. */
  private oneToOne(name: string): boolean {
    const collector: Collector | undefined = this.checker.related[name];
    const { by, key } = collector?.belongs ?? {};
    // What is found by another name than the asset's id may be gone while the asset is there.
    return by !== undefined && by === collector?.assetId && key === undefined;
  }

  /** A value never heard of in one enumerated field may only lead to `unknown`. */
  private unheard({ verdict, name, given }: NamedCase): string[] {
    const facts = this.facts(given);
    return [...this.odds(facts)].flatMap(([what, odd]) => {
      const found = this.attempt(odd);
      if (typeof found === 'string') return [`${verdict}: ${name}: with a value never heard of in ${what} it ${found}`];
      return found.verdict === verdict || found.verdict === 'unknown'
        ? []
        : [`${verdict}: ${name}: with a value never heard of in ${what} it becomes ${found.verdict}`];
    });
  }

  /** The facts of a case with one enumerated field in turn that cannot be read, in all records of its kind. */
  private *odds(facts: Facts): Generator<[what: string, Facts]> {
    if (this.checker.when === 'gone') return;
    for (const field of enumerated(this.checker.asset.fields)) {
      yield [field, { ...facts, asset: unreadable(facts.asset, field) }];
    }
    for (const [name, collector] of Object.entries(this.checker.related)) {
      for (const field of enumerated(collector.fields)) {
        const records = (facts.related[name] ?? []).map((record) => unreadable(record, field));
        yield [`related.${name}.${field}`, { ...facts, related: Object.freeze({ ...facts.related, [name]: records }) }];
      }
    }
  }

  private optionalFields(fields: Fields): string[] {
    return Object.keys(fields).filter((name) => !fields[name]?.required);
  }

  // ---- running

  private attempt(facts: Facts): CheckResult | string {
    try {
      return this.run(facts);
    } catch (error) {
      return `throws ${String(error)}`;
    }
  }

  private run(facts: Facts): CheckResult {
    const context = { ...RESULTS, ...facts } as unknown as CheckContext<
      AssetIdentity,
      Params,
      Related,
      Metrics,
      string
    >;
    const result = this.judged(facts.asset, context);
    if (!VERDICTS.includes(result?.verdict)) throw new TypeError(`check returned ${JSON.stringify(result)}`);
    return result;
  }

  /** As in a run, a field that cannot be read makes the verdict `unknown`. */
  private judged(asset: Values, context: CheckContext<AssetIdentity, Params, Related, Metrics, string>): CheckResult {
    try {
      return this.checker.check(asset as unknown as AssetIdentity, context);
    } catch (error) {
      if (!isFieldError(error)) throw error;
      return RESULTS.unknown(error.message);
    }
  }

  /** What the checker is given for a case, frozen. */
  private facts(given: LooseCase): Facts {
    // How much of the past is looked at may be a parameter.
    const checker = given.params ? this.checker.with(given.params) : this.checker;
    const { healthy } = this.tables;
    const now = given.now ?? healthy.now ?? NOW;
    const readings = { ...healthy.metrics, ...given.metrics };
    const whole: Values = { ...(healthy.asset as unknown as Values), ...(given.asset as Values | undefined) };
    return deepFreeze({
      asset: checker.when === 'gone' ? this.remembered(whole) : whole,
      related: { ...emptied(checker.related, []), ...healthy.related, ...given.related } as unknown as Facts['related'],
      metrics: Object.fromEntries(
        Object.entries(checker.metrics).map(([name, metric]) => [name, reading(metric, readings[name], now)] as const),
      ),
      previous: given.previous,
      open: given.open ?? false,
      params: checker.values,
      now,
    });
  }

  /** What is left of an asset that is gone: identity, remembered fields, and since when. */
  private remembered(asset: Values): Values {
    const keep = [...IDENTITY, ...(this.checker.asset.remember ?? []), 'goneSince'];
    return { goneSince: NOW, ...Object.fromEntries(Object.entries(asset).filter(([name]) => keep.includes(name))) };
  }
}

const RESULTS = {
  pass: (data?: MessageData): CheckResult => ({ verdict: 'pass', data }),
  fail: (message: string, data: MessageData, severity?: Severity): CheckResult => ({
    verdict: 'fail',
    message,
    data,
    severity,
  }),
  skip: (reason: Reason): CheckResult => ({ verdict: 'skip', reason: bothWays(reason) }),
  unknown: (reason: Reason): CheckResult => ({ verdict: 'unknown', reason: bothWays(reason) }),
};

function bothWays(reason: Reason): Text {
  return typeof reason === 'string' ? { zh: reason, en: reason } : reason;
}

function reading(
  metric: Metric,
  value: number | Reading | Past | PartPasts | undefined,
  now: Date,
): Reading | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && 'value' in value) return withinSpan(metric, value, now);
  if (!metric.history) {
    if (typeof value !== 'number')
      throw new TypeError(`metric ${metric.id} is read for its newest value, not its past`);
    return { value, at: now, parts: [] };
  }
  const step = metric.period * 1000;
  const { from, to } = spanOf(metric, now);
  const flat = (level: number): Past => Array.from({ length: (to - from) / step }, () => level);
  const pasts: readonly (readonly [string | undefined, Past])[] =
    typeof value === 'number'
      ? [[undefined, flat(value)]]
      : 'past' in value
        ? Object.entries(value.past)
        : [[undefined, value]];
  const series = pasts.map(([part, past]) => ({
    ...(part === undefined ? {} : { part }),
    points: past.flatMap((one, i) => (one === undefined ? [] : [{ at: to - (past.length - i) * step, value: one }])),
  }));
  const newest = series
    .map(({ part, points }) => ({ part: part ?? '', ...(points.at(-1) ?? { at: to, value: 0 }) }))
    .sort((a, b) => b.value - a.value);
  const parts = metric.part === undefined ? [] : newest.map(({ part, value: last }) => ({ part, value: last }));
  const all = { value: newest[0]?.value ?? 0, at: new Date(newest[0]?.at ?? to), parts, series };
  return withinSpan(metric, all, now);
}

function emptied<T>(names: object, value: T): Record<string, T> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, value] as const));
}

/** A copy without some fields. No tags is an empty map: their field never reads as `undefined`. */
function absent(values: Values, fields: Fields, names: readonly string[]): Values {
  const copy: Record<string, unknown> = { ...values };
  for (const name of names) copy[name] = fields[name]?.wire === 'tags' ? {} : undefined;
  return copy;
}

function enumerated(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.values !== undefined);
}

/** A copy with a field that throws, as a run makes it of a value that is not among the declared ones. */
function unreadable(values: Values, name: string): Values {
  const others = Object.keys(values).filter((key) => key !== name);
  const copy = Object.fromEntries(others.map((key) => [key, values[key]] as const));
  Object.defineProperty(copy, name, {
    get() {
      throw new FieldError(`field ${name} has a value never heard of`, { path: name, problem: 'unheard' });
    },
  });
  return Object.freeze(copy);
}

/** Copies of an asset whose lists of objects lack one of their optional fields. */
function* nested(fields: Fields, asset: Values): Generator<[what: string, Values]> {
  for (const [name, field] of Object.entries(fields)) {
    const entries = asset[name];
    if (field.wire !== 'list' || !field.parts || !Array.isArray(entries)) continue;
    for (const [part, { required }] of Object.entries(field.parts)) {
      if (required) continue;
      const parts = field.parts;
      yield [`${name}.${part}`, { ...asset, [name]: entries.map((entry) => absent(entry as Values, parts, [part])) }];
    }
  }
}

/** A view of `values` that notes which of `names` are read and have no value. */
function watched<T extends object>(values: T, names: readonly string[], prefix: string, asked: Set<string>): T {
  const note = (key: string | symbol): void => {
    if (typeof key !== 'string' || !names.includes(key)) return;
    const value = (values as Values)[key];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) asked.add(prefix + key);
  };
  return new Proxy(values, {
    get(target, key) {
      note(key);
      return (target as Record<string | symbol, unknown>)[key];
    },
    has(target, key) {
      note(key);
      return key in target;
    },
    getOwnPropertyDescriptor(target, key) {
      note(key);
      return Object.getOwnPropertyDescriptor(target, key);
    },
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Everything in a value as text, absent fields too; a date by its time, which freezing does not protect. */
function snapshot(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner === undefined ? '(absent)' : inner));
}

/** Runs a function on a host whose clock and dice show something else. */
function elsewhen<T>(run: () => T): T {
  const { Date: RealDate } = globalThis;
  const realRandom = Math.random;
  const later = (): number => RealDate.now() + 1234 * 86_400_000;
  globalThis.Date = new Proxy(RealDate, {
    construct: (_target, args: [], newTarget: typeof RealDate) =>
      Reflect.construct(RealDate, args.length > 0 ? args : [later()], newTarget) as Date,
    apply: () => new RealDate(later()).toString(),
    get: (target, key) => (key === 'now' ? later : (Reflect.get(target, key) as unknown)),
  });
  Math.random = () => 0.123456789;
  try {
    return run();
  } finally {
    globalThis.Date = RealDate;
    Math.random = realRandom;
  }
}

function severityOf(result: CheckResult): string | undefined {
  return result.verdict === 'fail' ? result.severity : undefined;
}
