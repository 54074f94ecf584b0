/**
 * What a unit makes of what it has read: verdicts, findings, the state of the next run, and events.
 */
import {
  shownField,
  withinSpan,
  type AnyChecker,
  type AnyCollector,
  type CheckContext,
  type CheckResult,
  type Metrics,
  type Params,
  type Related,
} from '../define';
import { isFieldError, messageOf, type FieldError } from '../errors';
import { composeEvent } from '../event';
import {
  fillText,
  type AccountRef,
  type AnyAsset,
  type CollectionSummary,
  type Finding,
  type InspectionEvent,
  type Severity,
  type Text,
  type Verdict,
} from '../model';
import { muteOf, type AssetReading, type Mute } from '../report';
import type { Changes, OpenFinding, RememberedAsset, Scope, ScopeState, StateStore } from '../state';
import type { Gate } from './gate';
import type { RootPlan } from './plan';
import { isMissing, NO_FACTS, type Missing, type PageFacts } from './facts';
import { inScope } from './pages';

/** What the units of a run share. */
export interface UnitContext {
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly now: Date;
  /** `now`, and the time that has passed since. */
  readonly clock: () => Date;
  readonly startedAt: string;
  readonly state: StateStore;
  /** Names of the reporters that deliver events. */
  readonly destinations: readonly string[];
  /** Asset ids that were asked for; absent for all. */
  readonly only?: ReadonlySet<string>;
  /** Those of them that were seen. */
  readonly found: Set<string>;
  /** The template's filters for one collector: true means "inspect it". */
  accepts(asset: AnyAsset): boolean;
  /** Of the alert strategy. */
  readonly mutes?: readonly Mute[];
  /** Whether a reporter wants every verdict; otherwise passes are only counted. */
  readonly wantsFindings: boolean;
  readonly wantsReadings: boolean;
  /** How many batches of assets may hold the past of their metrics at once. */
  readonly histories: Gate;
  emit: {
    count(verdict: Verdict, severity: Severity | undefined): void;
    muted(): void;
    assets(batch: readonly AnyAsset[]): Promise<void>;
    readings(batch: readonly AssetReading[]): Promise<void>;
    findings(batch: readonly Finding[]): Promise<void>;
    events(batch: readonly InspectionEvent[]): Promise<void>;
    collection(collection: CollectionSummary): Promise<void>;
  };
}

const UNKNOWN_REGION_DATA = {
  zh: '未能读取：{{reason}}',
  en: 'could not be read: {{reason}}',
};

type Judgement = Omit<Finding, 'product' | 'accountName' | 'account' | 'region'>;

/** Judges assets and turns verdicts into findings, state and events. */
export class Judge {
  private readonly judges: ReadonlyMap<AnyChecker, CheckerRun>;
  private readonly lastOpen = new Map<string, OpenFinding>();

  constructor(
    private readonly ctx: UnitContext,
    private readonly plan: RootPlan,
    private readonly scope: Scope,
    private readonly last: ScopeState,
    private readonly account: AccountRef,
    private readonly region: string,
  ) {
    this.judges = new Map([...plan.checkers, ...plan.goneCheckers].map((c) => [c, prepareChecker(c, ctx.now)]));
    for (const open of last.open.values()) this.lastOpen.set(`${open.checker} ${open.assetId}`, open);
  }

  async page(assets: readonly AnyAsset[], facts: PageFacts): Promise<void> {
    const findings: Finding[] = [];
    const changes = new ChangeSet();
    for (const asset of assets) {
      const remembered = this.last.assets.get(asset.id);
      const previous = remembered && this.previous(remembered);
      for (const checker of this.plan.checkers) {
        this.judge(changes, findings, checker, asset, asset, facts, previous);
      }
      if (remembered?.goneSince !== undefined) this.reappeared(changes, findings, asset);
      if (this.plan.remembers) this.remember(changes, asset, remembered);
    }
    await this.commit(changes, findings);
  }

  /** After a complete list: what the last run knew and this one did not see is gone. */
  async absent(seen: ReadonlySet<string>): Promise<void> {
    const findings: Finding[] = [];
    const changes = new ChangeSet();
    changes.relearned = this.last.lost !== undefined && this.ctx.only === undefined;
    for (const [id, remembered] of this.last.assets) {
      if (seen.has(id) || !inScope(this.ctx.only, { ...remembered.fields, id })) continue;
      this.gone(changes, findings, remembered);
    }
    for (const open of this.last.open.values()) {
      if (changes.touched(open.fingerprint) || seen.has(open.assetId)) continue;
      if (!inScope(this.ctx.only, { id: open.assetId })) continue;
      const checker = this.plan.checkers.find((c) => c.id === open.checker);
      if (!checker) continue;
      const asset = this.identity(open.assetId, open.assetName);
      this.recover(changes, checker, asset, undefined, open, 'asset-gone');
    }
    await this.commit(changes, findings);
  }

  /** Ids that the last run knew, that were asked for, and that have not been seen. */
  missing(seen: ReadonlySet<string>): string[] {
    const { assets, open } = this.last;
    const ids = new Set<string>();
    for (const { id, fields, goneSince } of assets.values()) {
      if (goneSince === undefined && !seen.has(id) && inScope(this.ctx.only, { ...fields, id })) ids.add(id);
    }
    for (const { assetId: id } of open.values()) {
      const known = assets.get(id)?.goneSince !== undefined;
      if (!known && !seen.has(id) && inScope(this.ctx.only, { id })) ids.add(id);
    }
    return [...ids];
  }

  /** Whether a finding that is open was made from the rows of a related collector. */
  reliesOn({ id }: AnyCollector): boolean {
    const relying = this.plan.checkers.filter((one) => Object.values(one.related).some((related) => related.id === id));
    const names = new Set(relying.map((checker) => checker.id));
    return names.size > 0 && [...this.last.open.values()].some((open) => names.has(open.checker));
  }

  /** An asset of which it cannot be told whether it is wanted: nothing is said of it, by any checker. */
  async undecided(asset: AnyAsset, reason: Text): Promise<void> {
    const findings = this.plan.checkers.map((checker) => this.finding(checker, asset, { verdict: 'unknown', reason }));
    for (const { verdict } of findings) this.ctx.emit.count(verdict, undefined);
    await this.ctx.emit.findings(findings);
  }

  /** The list could not be read to its end: one `unknown` per checker stands for what was not seen. */
  async unread(reason: string): Promise<void> {
    const message = fillText(UNKNOWN_REGION_DATA, { reason });
    const findings = [...this.plan.checkers, ...this.plan.goneCheckers].map((checker) =>
      this.complete({ checker: checker.id, assetId: '', assetName: '', verdict: 'unknown', message, data: {} }),
    );
    for (const finding of findings) this.ctx.emit.count(finding.verdict, undefined);
    await this.ctx.emit.findings(findings);
  }

  private gone(changes: ChangeSet, findings: Finding[], remembered: RememberedAsset): void {
    const goneSince = remembered.goneSince ?? this.ctx.now.toISOString();
    const asset = {
      ...this.identity(remembered.id, remembered.name),
      ...revive(this.plan.collector, remembered.fields),
      goneSince: new Date(goneSince),
    } as AnyAsset;
    let keep = false;
    for (const checker of this.plan.goneCheckers) {
      const verdict = this.judge(changes, findings, checker, asset, undefined, NO_FACTS, undefined);
      keep ||= verdict === 'fail' || verdict === 'unknown';
    }
    if (keep) changes.remembered.push({ ...remembered, goneSince });
    else changes.forgotten.push(remembered.id);
  }

  /** An asset that was taken for deleted is back. */
  private reappeared(changes: ChangeSet, findings: Finding[], asset: AnyAsset): void {
    for (const checker of this.plan.goneCheckers) {
      const open = this.open(checker, asset.id);
      if (!open) continue;
      this.ctx.emit.count('pass', undefined);
      findings.push(this.finding(checker, asset, { verdict: 'pass' }));
      this.recover(changes, checker, asset, asset, open, 'passed');
    }
  }

  private remember(changes: ChangeSet, asset: AnyAsset, before: RememberedAsset | undefined): void {
    const fields: Record<string, string | number | boolean> = {};
    for (const name of this.plan.collector.remember ?? []) {
      const value = shownField(asset, name);
      if (value instanceof Date) fields[name] = value.toISOString();
      else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        fields[name] = value;
      else if (isTags(this.plan.collector, name) && typeof value === 'object' && value !== null)
        // Whatever order the answer has them in, what is remembered stays the same.
        fields[name] = JSON.stringify(Object.fromEntries(Object.entries(value).sort()));
    }
    const now: RememberedAsset = { id: asset.id, name: asset.name, fields };
    if (!before || JSON.stringify(before) !== JSON.stringify(now)) changes.remembered.push(now);
  }

  private previous(remembered: RememberedAsset): Partial<AnyAsset> {
    return { ...revive(this.plan.collector, remembered.fields), name: remembered.name };
  }

  /** One verdict: counted, compared with the last run, and kept as a finding where somebody wants it. */
  private judge(
    changes: ChangeSet,
    findings: Finding[],
    checker: AnyChecker,
    asset: AnyAsset,
    fields: AnyAsset | undefined,
    facts: PageFacts,
    previous: Partial<AnyAsset> | undefined,
  ): Verdict {
    const open = this.open(checker, asset.id);
    const result = this.judges.get(checker)?.(asset, facts, previous, open !== undefined) ?? NOT_PREPARED;
    this.ctx.emit.count(result.verdict, result.verdict === 'fail' ? (result.severity ?? checker.severity) : undefined);
    if (!this.ctx.wantsFindings && !open && result.verdict !== 'fail') return result.verdict;
    const finding = this.quieted(this.finding(checker, asset, result), asset);
    if (this.ctx.wantsFindings) findings.push(finding);
    this.transition(changes, checker, asset, fields, finding, open);
    return result.verdict;
  }

  /** A muted finding is judged and counted like any other, and says so. */
  private quieted(finding: Finding, asset: AnyAsset): Finding {
    if (finding.verdict !== 'fail' || !this.ctx.mutes?.length) return finding;
    const mute = muteOf(finding, this.ctx.mutes, this.ctx.now, tagsOf(asset));
    if (!mute) return finding;
    this.ctx.emit.muted();
    return { ...finding, muted: { until: mute.until, reason: mute.reason } };
  }

  private transition(
    changes: ChangeSet,
    checker: AnyChecker,
    asset: Identity,
    fields: AnyAsset | undefined,
    finding: Finding,
    open: OpenFinding | undefined,
  ): void {
    if (finding.verdict === 'fail') this.raise(changes, checker, asset, fields, finding, open);
    else if (open && finding.verdict === 'pass') this.recover(changes, checker, asset, fields, open, 'passed');
    else if (open && finding.verdict === 'skip') this.recover(changes, checker, asset, fields, open, 'not-applicable');
  }

  private raise(
    changes: ChangeSet,
    checker: AnyChecker,
    asset: Identity,
    fields: AnyAsset | undefined,
    finding: Finding,
    open: OpenFinding | undefined,
  ): void {
    const severity = finding.severity ?? checker.severity;
    const event = composeEvent({
      // Without a memory nothing is known to be new: what may have been told before goes on.
      kind: open || this.last.lost !== undefined ? 'update' : 'anomaly',
      status: severity,
      previousStatus: open?.severity,
      inspection: this.ctx.inspection,
      checker,
      asset,
      fields,
      finding: finding.message,
      data: finding.data,
      runStartedAt: this.ctx.startedAt,
      now: this.ctx.now,
      fault: open && { id: open.faultId, startedAt: open.startedAt },
    });
    changes.events.push(finding.muted ? { ...event, muted: finding.muted } : event);
    changes.opened.push({
      fingerprint: event.fingerprint,
      checker: checker.id,
      assetId: asset.id,
      assetName: asset.name,
      severity,
      faultId: event.faultId,
      startedAt: event.faultStartTime,
      title: finding.message,
      data: finding.data,
    });
  }

  private recover(
    changes: ChangeSet,
    checker: AnyChecker,
    asset: Identity,
    fields: AnyAsset | undefined,
    open: OpenFinding,
    reason: NonNullable<InspectionEvent['reason']>,
  ): void {
    changes.events.push(
      composeEvent({
        kind: 'recovery',
        status: 'ok',
        previousStatus: open.severity,
        reason,
        inspection: this.ctx.inspection,
        checker,
        asset,
        fields,
        finding: open.title,
        data: {},
        runStartedAt: this.ctx.startedAt,
        now: this.ctx.now,
        fault: { id: open.faultId, startedAt: open.startedAt },
      }),
    );
    changes.closed.push(open.fingerprint);
  }

  private open(checker: AnyChecker, assetId: string): OpenFinding | undefined {
    return this.lastOpen.size === 0 ? undefined : this.lastOpen.get(`${checker.id} ${assetId}`);
  }

  private finding(checker: AnyChecker, asset: Identity, result: CheckResult): Finding {
    return this.complete({
      checker: checker.id,
      assetId: asset.id,
      assetName: asset.name,
      verdict: result.verdict,
      ...(result.verdict === 'fail' ? { severity: result.severity ?? checker.severity } : {}),
      message: messageText(checker, result),
      data: 'data' in result ? (result.data ?? {}) : {},
    });
  }

  private complete(judgement: Judgement): Finding {
    const { checker, assetId, assetName, ...rest } = judgement;
    return {
      checker,
      product: this.plan.collector.product.code,
      assetId,
      assetName,
      account: this.account.id,
      accountName: this.account.name,
      region: this.region,
      ...rest,
    };
  }

  private identity(id: string, name: string): Identity {
    const { collector } = this.plan;
    return {
      id,
      name,
      account: this.account,
      region: this.region,
      product: collector.product.code,
      collector: collector.id,
    };
  }

  /** State first, then the reporters: what was reported is never forgotten. */
  private async commit(changes: ChangeSet, findings: readonly Finding[]): Promise<void> {
    if (!changes.empty) await this.ctx.state.apply(this.scope, changes, this.ctx.destinations);
    if (findings.length > 0) await this.ctx.emit.findings(findings);
    if (changes.events.length > 0) await this.ctx.emit.events(changes.events);
  }
}

/** The asset's tags, where its collector reads them and they can be read. */
function tagsOf(asset: AnyAsset): Readonly<Record<string, string>> {
  const tags = shownField(asset, 'tags');
  return typeof tags === 'object' && tags !== null ? (tags as Readonly<Record<string, string>>) : {};
}

type Identity = Pick<AnyAsset, 'id' | 'name' | 'account' | 'region' | 'product' | 'collector'>;

class ChangeSet implements Changes {
  readonly opened: OpenFinding[] = [];
  readonly closed: string[] = [];
  readonly remembered: RememberedAsset[] = [];
  readonly forgotten: string[] = [];
  readonly events: InspectionEvent[] = [];
  relearned = false;

  get empty(): boolean {
    if (this.relearned) return false;
    return [this.opened, this.closed, this.remembered, this.forgotten, this.events].every((list) => list.length === 0);
  }

  touched(fingerprint: string): boolean {
    return this.closed.includes(fingerprint) || this.opened.some((finding) => finding.fingerprint === fingerprint);
  }
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

const NOT_PREPARED: CheckResult = { verdict: 'unknown', reason: { zh: '检查项未就绪', en: 'checker not prepared' } };

type CheckerRun = (
  asset: AnyAsset,
  facts: PageFacts,
  previous: Partial<AnyAsset> | undefined,
  open: boolean,
) => CheckResult;

/**
 * Makes a checker ready for many assets: it runs hundreds of thousands of times. What could not be read makes a verdict
 * `unknown` here, so that no checker can take a failed query for health; a checker that throws is `unknown` too.
 */
export function prepareChecker(checker: AnyChecker, now: Date): CheckerRun {
  const relatedIds = Object.entries(checker.related).map(([name, collector]) => [name, collector.id] as const);
  const metricsOf = Object.entries(checker.metrics).map(([name, metric]) => [name, metric] as const);
  const unread = ({ reason }: Missing): CheckResult => ({
    verdict: 'unknown',
    reason: fillText(UNKNOWN_REGION_DATA, { reason }),
  });
  const related: Record<string, readonly AnyAsset[]> = {};
  const metrics: Record<string, unknown> = {};
  // One context for all assets: a check is synchronous and keeps nothing of it.
  const context = {
    ...CONTEXT_RESULTS,
    params: checker.values,
    now,
    related,
    metrics,
    previous: undefined as Partial<AnyAsset> | undefined,
    open: false,
  };
  const typed = context as unknown as CheckContext<AnyAsset, Params, Related, Metrics, string>;
  return (asset, facts, previous, open) => {
    for (const [name, id] of relatedIds) {
      const found = facts.related.get(id)?.(asset);
      if (isMissing(found) && !checker.optional.includes(name)) return unread(found);
      related[name] = isMissing(found) ? [] : (found ?? []);
    }
    for (const [name, metric] of metricsOf) {
      const found = facts.metrics.get(metric.id)?.(asset);
      if (isMissing(found)) return unread(found);
      // Another checker may have wanted more of the past.
      metrics[name] = found && withinSpan(metric, found, now);
    }
    context.previous = previous;
    context.open = open;
    try {
      return checker.check(asset, typed);
    } catch (error) {
      if (isFieldError(error)) return { verdict: 'unknown', reason: unreadField(error) };
      return {
        verdict: 'unknown',
        reason: {
          zh: `检查项 ${checker.id} 出错：${messageOf(error)}`,
          en: `checker ${checker.id} failed: ${messageOf(error)}`,
        },
      };
    }
  };
}

/** Why nothing can be said by a field that could not be read. */
export function unreadField({ message, path, problem, value = '' }: FieldError): Text {
  const zh =
    problem === 'unheard' ? `字段 ${path} 的值 “${value}” 不是此版本已知的取值` : `字段 ${path} 缺失或类型不符`;
  return { zh, en: message };
}

const PASSED: Text = { zh: '正常', en: 'passed' };

function messageText(checker: AnyChecker, result: CheckResult): Text {
  switch (result.verdict satisfies Verdict) {
    case 'pass':
      return PASSED;
    case 'fail': {
      const fail = result as Extract<CheckResult, { verdict: 'fail' }>;
      const text = checker.messages[fail.message] ?? { zh: fail.message, en: fail.message };
      return fillText(text, fail.data);
    }
    default: {
      const { verdict, reason } = result as Extract<CheckResult, { verdict: 'skip' | 'unknown' }>;
      return verdict === 'skip'
        ? { zh: `不适用：${reason.zh}`, en: `does not apply: ${reason.en}` }
        : { zh: `无法判断：${reason.zh}`, en: `cannot tell: ${reason.en}` };
    }
  }
}

/** Remembered fields in their own types again. */
function revive(collector: AnyCollector, fields: RememberedAsset['fields']): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (isTags(collector, name)) out[name] = JSON.parse(String(value));
    else out[name] = collector.fields[name]?.wire === 'instant' ? new Date(String(value)) : value;
  }
  return out;
}

function isTags(collector: AnyCollector, field: string): boolean {
  return collector.fields[field]?.wire === 'tags';
}
