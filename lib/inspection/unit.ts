/**
 * One unit of a run: the assets of one collector in one account and region, from the list to the events. It streams:
 * a page is listed, joined with what belongs to it, judged, compared with the last run and forgotten, while the next
 * page is on its way.
 */
import { listPages, type Client, type Tally } from '../aliyun';
import type {
  AnyChecker,
  AnyCollector,
  CheckContext,
  CheckResult,
  IdParam,
  Metric,
  Metrics,
  Params,
  Related,
  WireParams,
} from '../define';
import { BATCH, chooseMode, readLatest, type MetricMode, type MetricValues } from '../metrics';
import { ResponseShapeError, isInspectionError, messageOf, type InspectionError } from '../errors';
import { composeEvent } from '../event';
import {
  fillText,
  type AccountRef,
  type AnyAsset,
  type CollectionStatus,
  type CollectionSummary,
  type Finding,
  type InspectionEvent,
  type Severity,
  type Text,
  type Verdict,
} from '../model';
import type { Changes, OpenFinding, RememberedAsset, Scope, ScopeState, StateStore } from '../state';
import { muteOf, type AssetReading, type Mute } from '../report';
import type { RootPlan } from './plan';

/** What the units of a run share. */
export interface UnitContext {
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly now: Date;
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

/** Pages of one collection that are being joined and judged at once. */
const PAGES_UNDER_WAY = 3;

interface Collecting {
  readonly id: string;
  readonly tally: Tally;
  assets: number;
  /** Problems that leave something unread, first one first. */
  readonly faults: InspectionError[];
  unsupported: boolean;
}

const UNKNOWN_REGION_DATA = {
  zh: '未能读取：{{reason}}',
  en: 'could not be read: {{reason}}',
};

/**
 * Inspects one collector in one account and region.
 *
 * @throws StateError when the state cannot be written: then nothing about this unit may be reported
 */
export async function inspectUnit(
  ctx: UnitContext,
  plan: RootPlan,
  client: Client,
  account: AccountRef,
  region: string,
): Promise<void> {
  const { collector } = plan;
  const scope: Scope = { inspection: ctx.inspection.id, account: account.id, region, collector: collector.id };
  const last = await ctx.state.load(scope);
  const root = collecting(collector.id);
  const related = plan.related.map((c) => new RelatedReader(c, client, region, account, collecting(c.id)));
  const metrics = plan.metrics.map((m) => new MetricReader(m, client, region, ctx.now, collecting(m.id)));
  const judge = new Judge(ctx, plan, scope, last, account, region);

  const inspectPage = async (assets: readonly AnyAsset[]): Promise<void> => {
    const [facts, values] = await Promise.all([
      Promise.all(related.map((reader) => reader.of(assets))),
      Promise.all(metrics.map((reader) => reader.of(assets))),
    ]);
    await ctx.emit.assets(assets);
    if (ctx.wantsReadings) await ctx.emit.readings(readingsOf(assets, metrics, values));
    await judge.page(assets, {
      related: new Map(related.map((reader, i) => [reader.collector.id, facts[i] ?? nothing])),
      metrics: new Map(metrics.map((reader, i) => [reader.metric.id, values[i] ?? nothing])),
    });
  };

  const seen = new Set<string>();
  // The list goes on while pages wait for what belongs to them; few enough that memory stays flat.
  const underWay: Promise<void>[] = [];
  const inspectList = async (only: ReadonlySet<string> | undefined): Promise<void> => {
    for await (const page of pagesOf(client, collector, region, root.tally, only)) {
      const assets: AnyAsset[] = [];
      let listed = 0;
      for (const item of page.items) {
        const asset = readAsset(item, collector, account, region, root);
        if (!asset || seen.has(asset.id)) continue;
        seen.add(asset.id);
        for (const id of [asset.id, asset.instanceId]) {
          if (typeof id === 'string' && ctx.only?.has(id)) ctx.found.add(id);
        }
        listed += 1;
        if (inScope(ctx.only, asset) && ctx.accepts(asset)) assets.push(asset);
      }
      root.assets += listed;
      if (assets.length === 0) continue;
      metrics.forEach((reader) => reader.plan(assets, listed, page.more));
      if (underWay.length >= PAGES_UNDER_WAY) await underWay.shift();
      underWay.push(quiet(inspectPage(assets)));
    }
  };
  try {
    await inspectList(ctx.only);
    // A list may skip rows that move between its pages: nothing is gone before the cloud was asked for it once more.
    const missing = root.faults.length === 0 ? judge.missing(seen) : [];
    if (missing.length > 0) await inspectList(collector.select ? new Set(missing) : ctx.only).catch(unlessGone);
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'state') {
      // Nothing may go on behind the back of a unit that has ended.
      await Promise.allSettled(underWay);
      throw error;
    }
    if (error.code === 'unsupported' && root.assets === 0) root.unsupported = true;
    root.faults.push(error);
  }

  // What was listed before a fault is still judged.
  await Promise.allSettled(underWay);
  for (const page of underWay) await page;
  await Promise.all(related.map((reader) => reader.ended()));
  const summaries = [root, ...related.map((r) => r.collecting), ...metrics.map((m) => m.collecting)];
  const whole = root.faults.length === 0;
  if (whole) await judge.absent(seen);
  else if (!root.unsupported) await judge.unread(reasonOf(root));
  for (const one of summaries) {
    // What was never started because its parents could not be listed is told by the parents' own line.
    if (one !== root && one.tally.calls === 0 && one.faults.length === 0) continue;
    await ctx.emit.collection(summaryOf(one, account, region));
  }
}

/** Some APIs answer a question for an id that is gone with an error, which is an answer too. */
function unlessGone(error: unknown): void {
  if (!isInspectionError(error, 'not-found')) throw error;
}

/** Judges an asset that no cloud lists: the inspection itself. */
export async function judgeSelf(ctx: UnitContext, plan: RootPlan, asset: AnyAsset): Promise<void> {
  const { account, region } = asset;
  const scope: Scope = { inspection: ctx.inspection.id, account: account.id, region, collector: plan.collector.id };
  const judge = new Judge(ctx, plan, scope, await ctx.state.load(scope), account, region);
  await judge.page([asset], NO_FACTS);
}

function readingsOf(
  assets: readonly AnyAsset[],
  metrics: readonly MetricReader[],
  values: readonly ((asset: AnyAsset) => MetricFact)[],
): AssetReading[] {
  return metrics.flatMap(({ metric }, i) =>
    assets.flatMap((asset) => {
      const reading = values[i]?.(asset);
      return reading === undefined || isMissing(reading) ? [] : [{ metric, asset, reading }];
    }),
  );
}

/** A promise that may fail before anybody awaits it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function collecting(id: string): Collecting {
  return { id, tally: { calls: 0 }, assets: 0, faults: [], unsupported: false };
}

function statusOf(c: Collecting): CollectionStatus {
  if (c.unsupported) return 'unsupported';
  if (c.faults.length === 0) return 'complete';
  return c.assets > 0 ? 'partial' : 'failed';
}

function reasonOf(c: Collecting): string {
  const [first, ...others] = [...new Set(c.faults.map((fault) => fault.message))];
  return `${first ?? 'unknown reason'}${others.length ? ` (and ${others.length} more)` : ''}`;
}

function summaryOf(c: Collecting, account: AccountRef, region: string): CollectionSummary {
  const status = statusOf(c);
  return {
    collector: c.id,
    account: account.id,
    accountName: account.name,
    region,
    status,
    ...(status === 'complete' ? {} : { reason: reasonOf(c) }),
    assets: c.assets,
    calls: c.tally.calls,
  };
}

/** Pages of a collector: of all its assets, or only of the wanted ids where the API can list by id. */
async function* pagesOf(
  client: Client,
  collector: AnyCollector,
  region: string,
  tally: Tally,
  only: ReadonlySet<string> | undefined,
) {
  const { product, call, paging, items, select, variants = [{}] } = collector;
  const identify = (item: unknown) => collector.itemId(item);
  const request = { product, call, paging, items, region, tally, identify };
  const selections = only && select ? chunks([...only], select.max).map((ids) => askFor(ids, select)) : [{}];
  const lists = variants.flatMap((variant) => selections.map((ids) => ({ ...variant, ...ids })));
  for (const [i, params] of lists.entries()) {
    const last = i === lists.length - 1;
    for await (const page of listPages(client, { ...request, params })) yield { ...page, more: page.more || !last };
  }
}

function askFor(ids: readonly string[], { param, encode }: IdParam): WireParams {
  return { [param]: encodeIds(ids, encode) };
}

function encodeIds(ids: readonly string[], encode: 'json' | 'comma' | 'repeat'): string | readonly string[] {
  if (encode === 'json') return JSON.stringify(ids);
  return encode === 'comma' ? ids.join(',') : ids;
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size));
  return out;
}

/** An item that is malformed leaves the collection partial; its neighbours are still judged. */
function readAsset(
  item: unknown,
  collector: AnyCollector,
  account: AccountRef,
  region: string,
  into: Collecting,
): AnyAsset | undefined {
  try {
    return collector.toAsset(item, { account, region });
  } catch (error) {
    if (!isInspectionError(error, 'response-shape')) throw error;
    const { product, call } = collector;
    into.faults.push(new ResponseShapeError(`${product.code}:${call.action} in ${region}: ${error.message}`));
    return undefined;
  }
}

/** Whether an asset was asked for, itself or as something attached to one that was. */
function inScope(
  only: ReadonlySet<string> | undefined,
  asset: { id: string } & Readonly<Record<string, unknown>>,
): boolean {
  return !only || only.has(asset.id) || (typeof asset.instanceId === 'string' && only.has(asset.instanceId));
}

/** Why facts about an asset are missing. */
interface Missing {
  readonly reason: string;
}
type RelatedFacts = readonly AnyAsset[] | Missing;
type MetricFact = MetricValues['readings'] extends ReadonlyMap<string, infer R> ? R | undefined | Missing : never;

function isMissing(value: unknown): value is Missing {
  return typeof value === 'object' && value !== null && 'reason' in value && !('value' in value);
}

/** Reads what belongs to the assets of a page: the whole list once, or by asking for the parents in batches. */
class RelatedReader {
  private whole: Promise<Map<string, AnyAsset[]>> | undefined;

  constructor(
    readonly collector: AnyCollector,
    private readonly client: Client,
    private readonly region: string,
    private readonly account: AccountRef,
    readonly collecting: Collecting,
  ) {}

  start(): void {
    if (this.collector.belongs?.ask || this.whole) return;
    this.whole = this.read(undefined);
    this.whole.catch(() => undefined);
  }

  /** Resolves when nothing is under way any more, so that the summary speaks of all of it. */
  async ended(): Promise<void> {
    await this.whole;
  }

  /** @returns a function from a parent to its facts */
  async of(parents: readonly AnyAsset[]): Promise<(parent: AnyAsset) => RelatedFacts> {
    const ask = this.collector.belongs?.ask;
    if (!ask) {
      this.start();
      const rows = (await this.whole) ?? new Map<string, AnyAsset[]>();
      const missing = this.collecting.faults.length > 0 ? { reason: reasonOf(this.collecting) } : undefined;
      return (parent) => missing ?? rows.get(parent.id) ?? [];
    }
    const wanted = parents.filter((parent) => ask.when?.(parent) ?? true).map((parent) => parent.id);
    const failed = new Map<string, Missing>();
    const rows = new Map<string, AnyAsset[]>();
    await Promise.all(
      chunks(wanted, ask.max).map(async (ids) => {
        await this.ask(ids, rows, failed);
      }),
    );
    return (parent) => failed.get(parent.id) ?? rows.get(parent.id) ?? [];
  }

  /** One id that has vanished since it was listed must not cost its batch: the batch is halved until it is alone. */
  private async ask(
    ids: readonly string[],
    into: Map<string, AnyAsset[]>,
    failed: Map<string, Missing>,
  ): Promise<void> {
    try {
      const broken = new Set<string | undefined>();
      for (const [id, list] of await this.read(ids, broken)) into.set(id, list);
      if (broken.size === 0) return;
      // A parent with a row that could not be read is not known; nor is anybody when it is not known whose row it was.
      const reason = reasonOf(this.collecting);
      for (const id of ids) if (broken.has(undefined) || broken.has(id)) failed.set(id, { reason });
    } catch (error) {
      if (!isInspectionError(error)) throw error;
      if (error.code === 'not-found' && ids.length > 1) {
        const half = Math.ceil(ids.length / 2);
        await Promise.all([this.ask(ids.slice(0, half), into, failed), this.ask(ids.slice(half), into, failed)]);
        return;
      }
      if (error.code !== 'not-found') this.collecting.faults.push(error);
      for (const id of ids) failed.set(id, { reason: error.message });
    }
  }

  /** @param broken takes the parents of rows that are malformed, `undefined` where that cannot be told */
  private async read(
    ids: readonly string[] | undefined,
    broken = new Set<string | undefined>(),
  ): Promise<Map<string, AnyAsset[]>> {
    const { product, call, paging, items, belongs } = this.collector;
    const rows = new Map<string, AnyAsset[]>();
    const seen = new Set<string>();
    const params = ids && belongs?.ask ? askFor(ids, belongs.ask) : {};
    try {
      const pages = listPages(this.client, {
        product,
        call,
        paging,
        items,
        region: this.region,
        params,
        tally: this.collecting.tally,
      });
      for await (const page of pages) {
        for (const item of page.items) {
          const row = readAsset(item, this.collector, this.account, this.region, this.collecting);
          const parent = belongs?.by === undefined ? ids?.[0] : this.collector.parentId(item);
          if (!row) broken.add(parent);
          if (!row || parent === undefined) continue;
          // A row may come twice when rows move between pages.
          const key = `${parent} ${row.id}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const list = rows.get(parent);
          if (list) list.push(row);
          else rows.set(parent, [row]);
          this.collecting.assets += 1;
        }
      }
    } catch (error) {
      if (ids !== undefined || !isInspectionError(error)) throw error;
      this.collecting.faults.push(error);
    }
    return rows;
  }
}

/** Reads a metric for the assets of a page, the way that needs fewer calls. */
class MetricReader {
  private mode: MetricMode | undefined;
  private whole: Promise<MetricValues> | undefined;

  constructor(
    readonly metric: Metric,
    private readonly client: Client,
    private readonly region: string,
    private readonly now: Date,
    readonly collecting: Collecting,
  ) {}

  plan(assets: readonly AnyAsset[], listed: number, more: boolean): void {
    if (this.mode) return;
    const wanted = this.having(assets).length;
    if (wanted === 0) return;
    this.mode = chooseMode(wanted, listed, more, this.metric.part === undefined ? 1 : 2);
    if (this.mode === 'whole-account') this.whole = this.read();
  }

  async of(assets: readonly AnyAsset[]): Promise<(asset: AnyAsset) => MetricFact> {
    const all = this.whole
      ? [await this.whole]
      : await Promise.all(
          chunks(
            this.having(assets).map((asset) => asset.id),
            BATCH,
          ).map((ids) => this.read(ids)),
        );
    const reason = all.find((values) => values.fault)?.fault?.message;
    const missing = reason === undefined ? undefined : { reason };
    const reading = (asset: AnyAsset) => {
      for (const values of all) {
        const found = values.readings.get(asset.id);
        if (found) return found;
      }
      return undefined;
    };
    for (const asset of assets) if (reading(asset)) this.collecting.assets += 1;
    // A metric that an asset does not have is not missing, whatever became of the others.
    const { when } = this.metric;
    return (asset) => reading(asset) ?? (when && !when(asset) ? undefined : missing);
  }

  private having(assets: readonly AnyAsset[]): readonly AnyAsset[] {
    const { when } = this.metric;
    return when ? assets.filter((asset) => when(asset)) : assets;
  }

  private async read(ids?: readonly string[]): Promise<MetricValues> {
    const values = await readLatest(this.client, this.metric, this.region, this.now, this.collecting.tally, ids);
    if (values.fault) this.collecting.faults.push(values.fault);
    return values;
  }
}

/** How to look up what a page's assets were joined with, by collector and by metric. */
interface PageFacts {
  readonly related: ReadonlyMap<string, (asset: AnyAsset) => RelatedFacts | undefined>;
  readonly metrics: ReadonlyMap<string, (asset: AnyAsset) => MetricFact>;
}

const nothing = () => undefined;
const NO_FACTS: PageFacts = { related: new Map(), metrics: new Map() };

type Judgement = Omit<Finding, 'product' | 'accountName' | 'account' | 'region'>;

/** Judges assets and turns verdicts into findings, state and events. */
class Judge {
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
      const value = asset[name];
      if (value instanceof Date) fields[name] = value.toISOString();
      else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        fields[name] = value;
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
      kind: open ? 'update' : 'anomaly',
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

/** The asset's tags, where its collector reads them. */
function tagsOf({ tags }: AnyAsset): Readonly<Record<string, string>> {
  return typeof tags === 'object' && tags !== null ? (tags as Readonly<Record<string, string>>) : {};
}

type Identity = Pick<AnyAsset, 'id' | 'name' | 'account' | 'region' | 'product' | 'collector'>;

class ChangeSet implements Changes {
  readonly opened: OpenFinding[] = [];
  readonly closed: string[] = [];
  readonly remembered: RememberedAsset[] = [];
  readonly forgotten: string[] = [];
  readonly events: InspectionEvent[] = [];

  get empty(): boolean {
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
  const metricIds = Object.entries(checker.metrics).map(([name, metric]) => [name, metric.id] as const);
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
      if (isMissing(found)) return unread(found);
      related[name] = found ?? [];
    }
    for (const [name, id] of metricIds) {
      const found = facts.metrics.get(id)?.(asset);
      if (isMissing(found)) return unread(found);
      metrics[name] = found;
    }
    context.previous = previous;
    context.open = open;
    try {
      return checker.check(asset, typed);
    } catch (error) {
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
    out[name] = collector.fields[name]?.wire === 'instant' ? new Date(String(value)) : value;
  }
  return out;
}
