/** The promises of a checker, put to the proof by its cases. */
import { mapValues, omit } from 'lodash';
import { isDeepStrictEqual } from 'node:util';
import {
  isDurationParam,
  isModeParam,
  type Checker,
  type CheckContext,
  type CheckResult,
  type Messages,
  type Metrics,
  type Params,
  type Reading,
  type Related,
} from '../lib/define';
import { isFieldError } from '../lib/errors';
import { fillText, LANGUAGES, type Acceptance, type AssetIdentity, type MessageData, type Text } from '../lib/model';
import type { CheckCase, CheckerCases, FailCase } from './cases';
import {
  absent,
  deepFreeze,
  elsewhen,
  emptied,
  enumerated,
  nested,
  oneToOne,
  optionalFields,
  reading,
  RESULTS,
  gravityOf,
  snapshot,
  unreadable,
  watched,
  type Values,
} from './facts';

/** The run's clock where neither the case nor `healthy` sets one. */
export const NOW = new Date('2026-03-01T00:00:00.000Z');

/** One test: a name, and what is wrong, one sentence each. */
export interface Probe {
  readonly name: string;
  problems(): string[];
}

/** The tester looks at all checkers alike: inside, types stand for "any of them". */
export type Loose = Checker<AssetIdentity, Params, Related, Metrics, Messages>;
type LooseCase = CheckCase<AssetIdentity, Params, Related, Metrics> &
  Partial<Pick<FailCase<AssetIdentity, Params, Related, Metrics, Messages>, 'message' | 'severity' | 'text' | 'data'>>;
export type LooseCases = CheckerCases<AssetIdentity, Params, Related, Metrics, Messages>;

type Context = CheckContext<AssetIdentity, Params, Related, Metrics, string>;
type Verdict = CheckResult['verdict'];
const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'skip', 'unknown'];

/** What a checker is given for one case, resolved. */
interface Facts {
  readonly asset: Values;
  readonly related: Readonly<Record<string, readonly Values[]>>;
  readonly unread: readonly string[];
  readonly metrics: Readonly<Record<string, Reading | undefined>>;
  readonly previous: Values | undefined;
  readonly open: boolean;
  readonly openData: MessageData | undefined;
  readonly accepted: readonly Acceptance[];
  readonly params: Values;
  readonly now: Date;
}

interface NamedCase {
  readonly verdict: Verdict;
  readonly name: string;
  readonly given: LooseCase;
}

const IDENTITY = ['id', 'name', 'account', 'region', 'product', 'collector'];

export class Tester {
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
      ...Object.entries(checker.params).flatMap(([name, { title, help }]): [string, Text][] => [
        [`params.${name}.help`, help],
        ...(title ? [[`params.${name}.title`, title] as [string, Text]] : []),
      ]),
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

  /** How long a metric has to be so, and by which mode, is judged around the checker, not by it. */
  private ownParams(): string[] {
    return Object.keys(this.checker.params).filter((name) => !isDurationParam(name) && !isModeParam(name));
  }

  /** A parameter must be moved by a case whose answer would be another without the move. */
  private moved(name: string): string[] {
    const moving = this.cases.filter(({ given }) => {
      const value = (given.params as Values | undefined)?.[name];
      return value !== undefined && !isDeepStrictEqual(value, this.checker.values[name]);
    });
    if (moving.length === 0) return [`no case moves parameter ${name} off its default`];
    const matters = moving.some(({ given }) => {
      const params = omit({ ...given.params }, name);
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
      { ...facts, open: !facts.open, openData: undefined, accepted: [] },
    ]) {
      const found = this.attempt(odd);
      if (typeof found === 'string') problems.push(`${verdict}: ${name}: with other history it ${found}`);
    }
    for (const extra of this.checker.optional) {
      if (this.exempt.has(`related.${extra}`)) continue;
      const related = deepFreeze({ ...facts.related, [extra]: [] });
      const found = this.attempt({ ...facts, related, unread: [extra] });
      if (typeof found === 'string') problems.push(`${verdict}: ${name}: without related.${extra} it ${found}`);
      else if (found.verdict !== 'unknown' && gravityOf(found) !== gravityOf(this.run(facts))) {
        problems.push(`${verdict}: ${name}: without related.${extra}, which is optional, it is another answer`);
      }
    }
    problems.push(...this.nothing(facts).map((problem) => `${verdict}: ${name}: ${problem}`));
    return problems;
  }

  /** With all that may be absent gone, whoever asks for any of it must not answer `pass`. */
  private nothing(facts: Facts): string[] {
    const optional = optionalFields(this.checker.asset.fields);
    const asked = new Set<string>();
    const single = Object.keys(this.checker.related).filter((name) => oneToOne(this.checker.related[name]));
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
    for (const name of optionalFields(fields)) {
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
      if (oneToOne(this.checker.related[name])) yield [`related.${name}`, with_([])];
      for (const field of optionalFields(collector.fields)) {
        const stripped = records.map((record) => absent(record, collector.fields, [field]));
        yield [`related.${name}.${field}`, with_(stripped)];
      }
    }
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

  // ---- running

  private attempt(facts: Facts): CheckResult | string {
    try {
      return this.run(facts);
    } catch (error) {
      return `throws ${String(error)}`;
    }
  }

  private run(facts: Facts): CheckResult {
    const context: unknown = { ...RESULTS, ...facts, unread: new Set(facts.unread) };
    const result = this.judged(facts.asset, context as Context);
    if (!VERDICTS.includes(result?.verdict)) throw new TypeError(`check returned ${JSON.stringify(result)}`);
    return result;
  }

  /** As in a run, a field that cannot be read makes the verdict `unknown`. */
  private judged(asset: Values, context: Context): CheckResult {
    try {
      return this.checker.check(asset as unknown as AssetIdentity, context);
    } catch (error) {
      if (!isFieldError(error)) throw error;
      return RESULTS.unknown(error.message);
    }
  }

  /** What the checker is given for a case, frozen. How much of the past is looked at may be a parameter. */
  private facts(given: LooseCase): Facts {
    const checker = given.params ? this.checker.with(given.params) : this.checker;
    const { healthy } = this.tables;
    const [now, readings] = [given.now ?? healthy.now ?? NOW, { ...healthy.metrics, ...given.metrics }];
    const whole: Values = { ...(healthy.asset as unknown as Values), ...(given.asset as Values | undefined) };
    return deepFreeze({
      asset: checker.when === 'gone' ? this.remembered(whole) : whole,
      related: { ...emptied(checker.related, []), ...healthy.related, ...given.related } as unknown as Facts['related'],
      unread: given.unread ?? [],
      metrics: mapValues(checker.metrics, (metric, name) => reading(metric, readings[name], now)),
      open: given.open ?? given.openData !== undefined,
      ...{ previous: given.previous, openData: given.openData, accepted: given.accepted ?? [] },
      ...{ params: checker.values, now },
    });
  }

  /** What is left of an asset that is gone: identity, remembered fields, and since when. */
  private remembered(asset: Values): Values {
    const keep = [...IDENTITY, ...(this.checker.asset.remember ?? []), 'goneSince'];
    return { goneSince: NOW, ...Object.fromEntries(Object.entries(asset).filter(([name]) => keep.includes(name))) };
  }
}
