/**
 * What a unit makes of what it has read: verdicts, findings, the state of the next run, and events. It alone counts
 * verdicts; what may be explained by another finding it hands to `causes.ts`, the rest it tells.
 */
import { lastingOf, shownField, type AnyChecker, type AnyCollector, type CheckResult } from '../define';
import type { AccountRef, AnyAsset, Finding, Text, Verdict } from '../model';
import { muteOf } from '../report';
import { checkStop } from '../report/stop';
import type { OpenFinding, RememberedAsset, Scope, ScopeState } from '../state';
import { Batch } from './changes';
import { lastingData, pendingFinding, preparedChecker, unreadText, type Subject } from './check';
import { commit } from './commit';
import type { UnitContext } from './context';
import { isAccepted } from './feedback';
import { NO_FACTS, type PageFacts } from './facts';
import { flapsFact, Openings } from './flaps';
import { Keepers } from './kept';
import { isSame, rememberedOf, revived } from './memory';
import { inScope } from './pages';
import type { RootPlan } from './plan';
import { partsOf, Sightings, sightingsFact, type Sighting } from './sightings';
import { closing, findingOf, findingOfAll, identityOf, turnOf, type About, type Place } from './turn';

/** So much of what is gone is committed at once; in between, others have their turn and the deadline is looked at. */
const BREATH = 1_000;

const NONE: ReadonlySet<string> = new Set();

/** Where a unit judges. */
export interface UnitPlace {
  readonly account: AccountRef;
  readonly region: string;
}

/** Judges assets and turns verdicts into findings, state and events. */
export class Judge {
  private readonly checkers: ReadonlyMap<string, AnyChecker>;
  /** By asset: one, or several where it has several. */
  private readonly lastOpen = new Map<string, OpenFinding | OpenFinding[]>();
  private readonly place: Place;
  /** What its checkers keep of series. */
  readonly keepers: Keepers;

  /** @throws StateError when what the last run left cannot be read */
  static async load(ctx: UnitContext, plan: RootPlan, { account, region }: UnitPlace): Promise<Judge> {
    const scope = { inspection: ctx.inspection.id, account: account.id, region, collector: plan.collector.id };
    const last = await ctx.state.load(scope);
    const openings = new Openings(ctx.flapping, ctx.now, await ctx.state.getFact(flapsFact(scope)));
    const patient = plan.checkers.some(({ values }) => lastingOf(values) !== undefined);
    const seen = patient ? await ctx.state.getFact(sightingsFact(scope)) : undefined;
    return new Judge(ctx, plan, account, scope, last, openings, new Sightings(ctx.now, seen));
  }

  private constructor(
    private readonly ctx: UnitContext,
    private readonly plan: RootPlan,
    account: AccountRef,
    private readonly scope: Scope,
    private readonly last: ScopeState,
    private readonly openings: Openings,
    private readonly sightings: Sightings,
  ) {
    const { inspection, now, startedAt, audience, until, updates } = ctx;
    ctx.causes?.visit(plan, account);
    const { collector, checkers } = plan;
    const lost = last.lost !== undefined;
    const { region } = scope;
    this.place = { inspection, collector, account, region, now, startedAt, lost, audience, until, updates };
    const said = (checker: string, assetId: string) =>
      (ctx.accepted?.of({ account: account.id, region: scope.region, checker, assetId }).length ?? 0) > 0;
    this.keepers = new Keepers(checkers, ctx.state, scope, now, said);
    this.checkers = new Map(checkers.map((checker) => [checker.id, checker]));
    for (const open of last.open.values()) {
      const before = this.lastOpen.get(open.assetId);
      if (before === undefined) this.lastOpen.set(open.assetId, open);
      else if (Array.isArray(before)) before.push(open);
      else this.lastOpen.set(open.assetId, [before, open]);
    }
  }

  /** Whether the last run left nothing here. */
  get knowsNothing(): boolean {
    return this.last.assets.size === 0 && this.last.open.size === 0;
  }

  async page(assets: readonly AnyAsset[], facts: PageFacts): Promise<void> {
    const batch = new Batch();
    for (const asset of assets) {
      const remembered = this.last.assets.get(asset.id);
      const previous = remembered && revived(this.plan.collector, remembered);
      for (const checker of this.plan.checkers) {
        this.judge(batch, { checker, asset, fields: asset }, { asset, facts, previous });
      }
      if (remembered?.goneSince !== undefined) this.reappeared(batch, asset);
      if (this.plan.remembers) this.remember(batch, asset, remembered);
    }
    await commit(this.ctx, this.scope, batch);
  }

  /**
   * After a complete list: what the last run knew and this one did not see is gone, and what a filter leaves out is none
   * of this inspection's any more.
   *
   * @param leftOut ids of listed assets that the filters do not want
   * @throws StoppedError when there is no time left for all of it: what is committed stays, the rest is left to the next run
   */
  async absent(seen: ReadonlySet<string>, leftOut: ReadonlySet<string> = NONE): Promise<void> {
    const judged = new Set<string>();
    let batch = new Batch();
    const breathe = async (): Promise<void> => {
      if (batch.size < BREATH) return;
      await commit(this.ctx, this.scope, batch);
      for (const fingerprint of batch.changes.touched) judged.add(fingerprint);
      batch = new Batch();
      await new Promise((resolve) => setImmediate(resolve));
      checkStop(this.ctx.stop, Date.now(), 'judging what is gone');
    };
    for (const [id, remembered] of this.last.assets) {
      if (seen.has(id) || !inScope(this.ctx.only, { ...remembered.fields, id })) continue;
      this.gone(batch, remembered);
      await breathe();
    }
    for (const open of this.last.open.values()) {
      const { fingerprint, assetId } = open;
      if (judged.has(fingerprint) || batch.changes.touched.has(fingerprint)) continue;
      if (seen.has(assetId) && !leftOut.has(assetId)) continue;
      if (!inScope(this.ctx.only, { id: assetId })) continue;
      const checker = this.checkers.get(open.checker);
      if (!checker) continue;
      const asset = identityOf(this.place, assetId, open.assetName);
      const reason = leftOut.has(assetId) ? 'not-applicable' : 'asset-gone';
      batch.changes.add(closing(this.place, { checker, asset }, open, reason));
      await breathe();
    }
    const isThere = (id: string) => seen.has(id) || !inScope(this.ctx.only, { id });
    batch.changes.series.push(...(await this.keepers.gone(isThere)));
    batch.changes.relearned = this.place.lost && this.ctx.only === undefined;
    await commit(this.ctx, this.scope, batch);
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

  /** Whether anything of an asset was open at the end of the last run. */
  hasOpen(assetId: string): boolean {
    return this.lastOpen.has(assetId);
  }

  /** Whether a finding that is open was made from the rows of a related collector. */
  reliesOn({ id }: AnyCollector): boolean {
    const relying = this.plan.checkers.filter((one) => Object.values(one.related).some((related) => related.id === id));
    const names = new Set(relying.map((checker) => checker.id));
    return names.size > 0 && [...this.last.open.values()].some((open) => names.has(open.checker));
  }

  /** An asset of which it cannot be told whether it is wanted: nothing is said of it, by any checker. */
  async undecided(asset: AnyAsset, reason: Text): Promise<void> {
    const unknown = { verdict: 'unknown', reason } as const;
    for (const checker of this.plan.checkers)
      this.ctx.causes?.doubt(checker, this.scope.account, asset, this.open(checker, asset.id));
    await this.unjudged(this.plan.checkers.map((checker) => findingOf(this.place, { checker, asset }, unknown)));
  }

  /** The list could not be read to its end: one `unknown` per checker stands for what was not seen. */
  async unread(reason: string): Promise<void> {
    const all = [...this.plan.checkers, ...this.plan.goneCheckers];
    for (const checker of all) this.ctx.causes?.doubt(checker, this.scope.account);
    await this.unjudged(all.map((checker) => findingOfAll(this.place, checker, unreadText(reason))));
  }

  /** Keeps, at the end of a unit, what the next run wants to know beside what is open. */
  async keep(): Promise<void> {
    const text = this.openings.text();
    if (text !== undefined) await this.ctx.state.setFact(flapsFact(this.scope), text);
    const seen = this.sightings.text();
    if (seen !== undefined) await this.ctx.state.setFact(sightingsFact(this.scope), seen);
  }

  private async unjudged(findings: readonly Finding[]): Promise<void> {
    const batch = new Batch();
    for (const finding of findings) {
      batch.counts.verdict(finding.verdict);
      batch.findings.push(finding);
    }
    await commit(this.ctx, this.scope, batch);
  }

  private gone(batch: Batch, remembered: RememberedAsset): void {
    const goneSince = remembered.goneSince ?? this.ctx.now.toISOString();
    const asset = {
      ...identityOf(this.place, remembered.id, remembered.name),
      ...revived(this.plan.collector, remembered),
      goneSince: new Date(goneSince),
    } as AnyAsset;
    let keep = false;
    for (const checker of this.plan.goneCheckers) {
      const verdict = this.judge(batch, { checker, asset }, { asset, facts: NO_FACTS });
      keep ||= verdict === 'fail' || verdict === 'unknown';
    }
    if (keep) batch.changes.remembered.push({ ...remembered, goneSince });
    else batch.changes.forgotten.push(remembered.id);
  }

  /** An asset that was taken for deleted is back. */
  private reappeared(batch: Batch, asset: AnyAsset): void {
    for (const checker of this.plan.goneCheckers) {
      const open = this.open(checker, asset.id);
      if (!open) continue;
      const about = { checker, asset, fields: asset };
      batch.counts.verdict('pass');
      batch.findings.push(findingOf(this.place, about, { verdict: 'pass' }));
      batch.changes.add(closing(this.place, about, open, 'passed'));
    }
  }

  private remember(batch: Batch, asset: AnyAsset, before: RememberedAsset | undefined): void {
    const now = rememberedOf(this.plan.collector, asset);
    if (!isSame(before, now)) batch.changes.remembered.push(now);
  }

  /** One verdict: counted, compared with the last run, and kept as a finding where somebody wants it. */
  private judge(batch: Batch, about: About, subject: Subject): Verdict {
    const { checker, asset } = about;
    const open = this.open(checker, asset.id);
    const run = preparedChecker(checker, this.ctx.now);
    const fault = `${checker.id} ${asset.id}`;
    const { account, region } = this.scope;
    const said = this.ctx.accepted?.of({ account, region, checker: checker.id, assetId: asset.id });
    const judged = run(subject, open !== undefined, open?.data, said);
    const sighting = this.sighted(checker, fault, judged, open);
    const result = sighting ? lastingData(judged, sighting.since, this.ctx.now) : judged;
    const { verdict, keep } = result;
    const kept = keep && subject.facts.kept?.change(checker.id, asset.id, keep);
    if (kept) batch.changes.series.push(kept);
    batch.counts.verdict(verdict, verdict === 'fail' ? (result.severity ?? checker.severity) : undefined);
    if (verdict === 'unknown') this.ctx.causes?.doubt(checker, this.scope.account, subject.asset, open);
    if (!this.ctx.wantsFindings && !open && verdict !== 'fail') return verdict;
    const since = verdict === 'fail' && open ? { since: open.startedAt } : {};
    const finding = this.quieted(batch, { ...findingOf(this.place, about, result), ...since }, subject.asset);
    if (sighting && !sighting.settled && !open) {
      const minutes = lastingOf(this.checkers.get(finding.checker)?.values ?? {}) ?? 0;
      if (this.ctx.wantsFindings) batch.findings.push(pendingFinding(finding, sighting.since, minutes));
      return verdict;
    }
    const next = verdict === 'fail' && !open ? this.openings.next(fault) : 0;
    const times = this.openings.tooMany(next) ? next : undefined;
    if (result.verdict === 'fail') {
      const { scope, place } = this;
      const waiting = { scope, place, about, finding, message: result.message, open, times, fields: subject.asset };
      if (this.ctx.causes?.hold(waiting)) {
        if (!open) this.openings.opened(fault);
        return verdict;
      }
    }
    if (this.ctx.wantsFindings) batch.findings.push(finding);
    if (open && verdict === 'pass' && isAccepted(said ?? [], open.data)) {
      batch.add(closing(this.place, about, open, 'accepted'));
      return verdict;
    }
    const message = 'message' in result ? result.message : '';
    const turn = turnOf(this.place, about, finding, message, open, times);
    if (turn) batch.add(turn);
    if (turn?.event?.kind === 'anomaly') this.openings.opened(fault);
    return verdict;
  }

  /** What earlier runs have seen of a failure that has to last; `undefined` where one look is enough. */
  private sighted(
    { lasting, values }: AnyChecker,
    fault: string,
    result: CheckResult,
    open: OpenFinding | undefined,
  ): Sighting | undefined {
    const minutes = lastingOf(values);
    if (!lasting || minutes === undefined || result.verdict === 'unknown') return undefined;
    if (result.verdict !== 'fail') {
      this.sightings.forget(fault);
      return undefined;
    }
    const since = open && new Date(open.startedAt);
    const seen = this.sightings.see(fault, minutes, partsOf(lasting, result.data), since);
    return lasting.atOnce?.includes(result.message) ? { ...seen, settled: true } : seen;
  }

  /** A muted finding is judged and counted like any other, and says so. */
  private quieted(batch: Batch, finding: Finding, asset: AnyAsset): Finding {
    if (finding.verdict !== 'fail' || !this.ctx.mutes?.length) return finding;
    const mute = muteOf(finding, this.ctx.mutes, this.ctx.now, tagsOf(asset));
    if (!mute) return finding;
    batch.counts.muted += 1;
    return { ...finding, muted: { until: mute.until, reason: mute.reason } };
  }

  private open(checker: AnyChecker, assetId: string): OpenFinding | undefined {
    const found = this.lastOpen.get(assetId);
    if (Array.isArray(found)) return found.find((open) => open.checker === checker.id);
    return found?.checker === checker.id ? found : undefined;
  }
}

/** The asset's tags, where its collector reads them and they can be read. */
function tagsOf(asset: AnyAsset): Readonly<Record<string, string>> {
  const tags = shownField(asset, 'tags');
  return typeof tags === 'object' && tags !== null ? (tags as Readonly<Record<string, string>>) : {};
}
