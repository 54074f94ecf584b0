/**
 * One fault, one event: findings that other findings explain are told in the event of their cause. Which explains which is
 * known when everything has been judged, so what may be a cause or a consequence waits until then.
 */
import { chunk } from 'lodash';
import { causeRule, isMeant, shownField, type AnyChecker, type CauseRule } from '../define';
import { StateError } from '../errors';
import { SEVERITIES, type AccountRef, type AnyAsset, type Consequence, type Finding } from '../model';
import type { OpenFinding } from '../state';
import type { RootPlan } from './plan';
import { Batch } from './changes';
import { isGroupable, leadersOf, leads } from './alike';
import { commit } from './commit';
import type { UnitContext, Waiting } from './context';
import { keptAlone, settlingFinding, settlingSince, severityOf, underTold } from './telling';
import { explaining, flappingOf, keeping, raising } from './turn';

/** So many wait at the most; what is beyond stands alone, which hides nothing. */
const WAITING_LIMIT = 20_000;
const COMMITTED_AT_ONCE = 1_000;
/** The id with which an entry such as `i-1:80` or `i-1 (timeout)` begins. */
const ALL = '*';
const LEADING_ID = /^[\w.-]+/;

/** An account where what may be explained was judged. */
export interface VisitedAccount {
  readonly account: AccountRef;
  /** Some of it could not be judged. */
  doubted: boolean;
}

/** Collects what may be a cause or a consequence, and tells it when the run has judged everything. */
export class Causes {
  /** By the checker that declares them; only those whose cause is judged in this run. */
  private readonly rules: ReadonlyMap<string, readonly CauseRule[]>;
  private readonly causing: ReadonlySet<string>;
  private readonly waiting: Waiting[] = [];
  /** By account, checker and asset. */
  private readonly byAsset = new Map<string, Waiting>();
  /** By account, checker and an asset that the cause's own asset refers to. */
  private readonly byReference = new Map<string, Waiting>();
  /** By account and checker: the assets of which a cause could not tell, or that they refer to; `ALL` for every one. */
  private readonly doubts = new Map<string, Set<string>>();
  private readonly accounts = new Map<string, VisitedAccount>();
  /** The leader of each that moves with others, see `alike.ts`; known when everything has been judged. */
  private leaders: ReadonlyMap<Waiting, Waiting> = new Map();
  private full = false;
  private closed = false;

  /** @param checkers all of the run */
  constructor(checkers: readonly AnyChecker[]) {
    const ids = new Set(checkers.map(({ id }) => id));
    const rules = checkers.map(
      ({ id, because }) => [id, because.map(causeRule).filter((rule) => ids.has(rule.checker))] as const,
    );
    this.rules = new Map(rules.filter(([, list]) => list.length > 0));
    this.causing = new Set([...this.rules.values()].flat().map((rule) => rule.checker));
  }

  /** The accounts where consequences of a checker were looked for. */
  get visited(): readonly VisitedAccount[] {
    return [...this.accounts.values()];
  }

  /** Says that a unit judges in an account. */
  visit({ checkers, goneCheckers }: RootPlan, account: AccountRef): void {
    if (this.accounts.has(account.id)) return;
    const explained = [...checkers, ...goneCheckers].some(({ id }) => this.rules.has(id));
    if (explained) this.accounts.set(account.id, { account, doubted: false });
  }

  /** Says that a checker could not tell of an asset, or of anything, in an account. */
  doubt(checker: AnyChecker, account: string, asset?: AnyAsset, open?: OpenFinding): void {
    const visited = this.accounts.get(account);
    if (visited && this.rules.has(checker.id)) visited.doubted = true;
    if (asset && !this.causing.has(checker.id) && !leads(open)) return;
    const key = `${account} ${checker.id}`;
    const doubted = this.doubts.get(key) ?? new Set();
    for (const id of asset ? [asset.id, ...referencesOf(checker, asset)] : [ALL]) doubted.add(id);
    this.doubts.set(key, doubted);
  }

  /**
   * Takes a failure that may be a cause or a consequence.
   *
   * @returns whether it is taken: then it is told by {@link tell}; otherwise it stands alone
   */
  hold(one: Waiting): boolean {
    const { finding, about } = one;
    const { id } = about.checker;
    // A cause that nobody is told of explains nothing, and what is muted is told to nobody anyway.
    if (this.closed || finding.verdict !== 'fail' || finding.muted) return false;
    const causing = this.causing.has(id);
    if (!causing && !this.rules.has(id) && !isGroupable(one)) return false;
    if (this.waiting.length >= WAITING_LIMIT) {
      this.full = true;
      return false;
    }
    this.waiting.push(one);
    if (causing) {
      const { account, assetId } = finding;
      this.byAsset.set(keyOf(account, id, assetId), one);
      for (const other of referencesOf(one.about.checker, one.fields))
        this.byReference.set(keyOf(account, id, other), one);
    }
    return true;
  }

  /** How many findings of an account say themselves (`where`) that a checker explains them, and nothing else does. */
  countFor(cause: string, account: string): number {
    const meant = ({ about, finding }: Waiting) =>
      finding.account === account &&
      this.rulesOf(about.checker).some(
        (rule) => rule.checker === cause && rule.where !== undefined && isMeant(rule, finding.data),
      );
    return this.waiting.filter((one) => meant(one) && this.causeOf(one) === undefined).length;
  }

  /**
   * Tells what waits: each root cause with its consequences, and what nothing explains by itself.
   *
   * @returns what the operator should know, and what could not be remembered and was not told: the run is not complete then
   */
  async tell(ctx: UnitContext): Promise<{ readonly notes: readonly string[]; readonly untold: readonly string[] }> {
    this.closed = true;
    this.leaders = leadersOf(this.waiting.filter((one) => this.mayGather(one)));
    const { roots, following } = underTold(new Map(this.waiting.map((one) => [one, this.rootOf(one)])));
    const raised = new Map<Waiting, ReturnType<typeof raising>>();
    const raisedOf = (root: Waiting) => {
      const known = raised.get(root) ?? raisingOf(root, following.get(root) ?? []);
      raised.set(root, known);
      return known;
    };
    const notes: string[] = [];
    const untold = new Set<string>();
    if (this.full) {
      notes.push(`more than ${WAITING_LIMIT} findings may have a common cause: those beyond are told one by one`);
    }
    /** As what each root is known: another inspection may have reported it first. */
    const faults = new Map<string, string>();
    const kept: Waiting[] = [];
    const settling = new Map<Waiting, Date>();
    for (const ours of byScope(this.waiting)) {
      for (const some of chunk(ours, COMMITTED_AT_ONCE)) {
        const batch = new Batch();
        for (const one of some) {
          const root = roots.get(one) ?? one;
          // What another finding has told stays told there while nobody can tell of that one.
          const pending =
            root === one && one.open?.untold === true && (this.isDoubtful(one) || this.isTellerDoubtful(one));
          const standing = root === one && !pending;
          const since = standing ? settlingSince(one) : undefined;
          if (since) settling.set(one, since);
          const step = since
            ? keptAlone(one, since)
            : standing
              ? raisedOf(root)
              : explained(one, this.leaders.get(one));
          if (step) batch.add(step);
        }
        try {
          const { scope } = some[0] as Waiting;
          const { opened = [] } = (await commit(ctx, scope, batch)) ?? {};
          for (const { checker, assetId, faultId } of opened)
            faults.set(keyOf(scope.account, checker, assetId), faultId);
          kept.push(...some);
        } catch (error) {
          if (!(error instanceof StateError)) throw error;
          untold.add(error.message);
        }
      }
    }
    for (const some of ctx.wantsFindings ? chunk(kept, COMMITTED_AT_ONCE) : []) {
      const findings = some.map((one): Finding => {
        const root = roots.get(one) ?? one;
        const since = settling.get(one);
        if (since) return settlingFinding(one, since);
        if (root === one) return one.finding;
        const { account, checker, assetId } = root.finding;
        const faultId = faults.get(keyOf(account, checker, assetId)) ?? raisedOf(root).opened.faultId;
        return { ...one.finding, causedBy: { checker, assetId, faultId } };
      });
      await ctx.emit.findings(findings);
    }
    return { notes, untold: [...untold] };
  }

  /** What its leader has told stays told there while nobody can tell of that one. */
  private mayGather(one: Waiting): boolean {
    return isGroupable(one) && !this.causeOf(one) && !(one.open?.untold && this.isDoubtful(one));
  }

  private rulesOf({ id }: AnyChecker): readonly CauseRule[] {
    return this.rules.get(id) ?? [];
  }

  /** The end of the chain of causes: the finding itself where nothing explains it. */
  private rootOf(one: Waiting): Waiting {
    const seen = new Set([one]);
    let root = one;
    for (let next = this.causeOf(one); next && !seen.has(next); next = this.causeOf(next)) {
      seen.add(next);
      root = next;
    }
    return root;
  }

  private causeOf(one: Waiting): Waiting | undefined {
    for (const rule of this.rulesOf(one.about.checker)) {
      const cause = isMeant(rule, one.finding.data) ? this.lookUp(one, rule) : undefined;
      if (cause) return cause;
    }
    return this.leaders.get(one);
  }

  /** Whether something that may explain a finding could not be judged. */
  private isDoubtful(one: Waiting): boolean {
    const { account, assetId, data } = one.finding;
    const alike = one.open?.leader === undefined ? undefined : this.doubts.get(`${account} ${one.about.checker.id}`);
    if (alike && (alike.has(ALL) || alike.has(one.open?.leader ?? ''))) return true;
    return this.rulesOf(one.about.checker).some((rule) => {
      const doubted = this.doubts.get(`${account} ${rule.checker}`);
      if (!doubted || !isMeant(rule, data)) return false;
      const entries = rule.each === undefined ? undefined : data[rule.each];
      const named = Array.isArray(entries) ? (entries as readonly string[]).map(leadingId) : undefined;
      const ids = named ?? [assetId, ...referencesOf(one.about.checker, one.fields), account];
      return doubted.has(ALL) || ids.some((id) => doubted.has(id));
    });
  }

  /** Whether what a finding explains on its asset, and may have told of it, could not be judged. */
  private isTellerDoubtful({ finding: { account, assetId }, about }: Waiting): boolean {
    for (const [id, rules] of this.rules) {
      if (!rules.some(({ checker }) => checker === about.checker.id)) continue;
      const doubted = this.doubts.get(`${account} ${id}`);
      if (doubted?.has(ALL) || doubted?.has(assetId)) return true;
    }
    return false;
  }

  private lookUp(one: Waiting, rule: CauseRule): Waiting | undefined {
    const { account, assetId, data } = one.finding;
    const at = (id: string): Waiting | undefined => {
      const found = this.byAsset.get(keyOf(account, rule.checker, id));
      return found && isSaying(found, rule) ? found : undefined;
    };
    if (rule.each !== undefined) {
      const entries = data[rule.each];
      if (!Array.isArray(entries)) return undefined;
      const causes = (entries as readonly string[]).map((entry) => at(leadingId(entry)));
      return causes.every((cause) => cause !== undefined) ? causes[0] : undefined;
    }
    for (const id of [assetId, ...referencesOf(one.about.checker, one.fields), account]) {
      const found = at(id);
      if (found && found !== one) return found;
    }
    const referring = this.byReference.get(keyOf(account, rule.checker, assetId));
    return referring && isSaying(referring, rule) ? referring : undefined;
  }
}

function keyOf(account: string, checker: string, asset: string): string {
  return `${account} ${checker} ${asset}`;
}

function isSaying({ message }: Waiting, rule: CauseRule): boolean {
  return rule.message === undefined || rule.message === message;
}

function leadingId(entry: string): string {
  return LEADING_ID.exec(entry)?.[0] ?? '';
}

/** The ids of other assets that an asset names. */
function referencesOf({ asset }: AnyChecker, fields: AnyAsset | undefined): string[] {
  return (asset.refers ?? [])
    .flatMap((name) => {
      const value = fields && shownField(fields, name);
      return Array.isArray(value) ? (value as readonly unknown[]) : [value];
    })
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => value.slice(value.lastIndexOf('/') + 1));
}

/** The findings of each scope, in the order in which they came. */
function byScope(waiting: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const { account, region, collector } = one.scope;
    const key = [account, region, collector].join('\n');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/**
 * What another finding tells of, or has told of: it stays known.
 *
 * @param leader the one that it moves with
 */
function explained({ place, about, finding, open }: Waiting, leader: Waiting | undefined) {
  const following = leader ? { leader: leader.finding.assetId } : {};
  if (!open) return explaining(place, about, finding, following);
  const changed = {
    ...(open.lent && { lent: undefined }),
    ...(open.alone !== undefined && { alone: undefined }),
    ...(open.leader !== following.leader && leader && following),
  };
  return keeping(place, about, open, Object.keys(changed).length > 0 ? changed : undefined);
}

function raisingOf(root: Waiting, following: readonly Waiting[]) {
  const gravest = ({ severity }: Consequence) => SEVERITIES.indexOf(severity);
  const all = following
    .map((one) => consequenceOf(one, root))
    .sort((a, b) => gravest(a) - gravest(b) || (a.assetId < b.assetId ? -1 : 1));
  const { place, about, finding, message, open, times } = root;
  const flapping = flappingOf(open, times, place.now);
  return raising(place, about, { finding, message, open, flapping, consequences: all });
}

/** @param root what tells of it */
function consequenceOf(one: Waiting, root: Waiting): Consequence {
  const { about, finding, open, place } = one;
  const { checker, product, region, assetId, assetName, message } = finding;
  return {
    checker,
    checkerTitle: about.checker.title,
    product,
    region,
    assetId,
    assetName,
    severity: severityOf(one),
    message,
    since: open?.startedAt ?? place.now.toISOString(),
    ...(explains(about.checker, root.about.checker) && { isCause: true }),
  };
}

function explains(cause: AnyChecker, { because }: AnyChecker): boolean {
  return because.some((one) => causeRule(one).checker === cause.id);
}
