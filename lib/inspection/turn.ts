/**
 * What a verdict means beside the finding that the last run left open: an event, and a change of what is open. Pure, so
 * that the life of a fault can be read, and tested, in one place.
 */
import { settlingOf, type AnyChecker, type AnyCollector, type CheckResult } from '../define';
import { composeEvent, fingerprintOf, tagsOf, type EventFacts } from '../event';
import { CONSEQUENCES_SHOWN, MINUTE, SEVERITIES, fillText } from '../model';
import type {
  AccountRef,
  AnyAsset,
  Consequence,
  DimensionTags,
  Finding,
  InspectionEvent,
  Muted,
  Severity,
  Text,
} from '../model';
import type { OpenFinding } from '../state';
import { messageText } from './check';
import { stillCalm, stillFailing, type Flapping } from './flaps';
import { isNews, toldOf, type Saying, type Updates } from './updates';

/** What all verdicts of a unit have in common. */
export interface Place {
  readonly inspection: { readonly id: string; readonly title: Text };
  readonly collector: AnyCollector;
  readonly account: AccountRef;
  readonly region: string;
  readonly now: Date;
  readonly startedAt: string;
  /** What the last run left here is gone: nothing that fails is known to be new. */
  readonly lost: boolean;
  /** See {@link OpenFinding.audience} and {@link OpenFinding.until}. */
  readonly audience: string;
  readonly until: string;
  /** When a fault that goes on has an event. */
  readonly updates: Updates;
}

export type Identity = Pick<AnyAsset, 'id' | 'name' | 'account' | 'region' | 'product' | 'collector'>;

/** What a finding is about. */
export interface About {
  readonly checker: AnyChecker;
  readonly asset: Identity;
  /** What events show of the asset; absent for one that is gone. */
  readonly fields?: AnyAsset;
}

/** One step in the life of a fault. */
export interface Turn {
  /**
   * Absent where nobody is told: a fault that flaps is told of once, and what was never told, as the consequence of
   * another finding, has no recovery either.
   */
  readonly event?: InspectionEvent;
  readonly opened?: OpenFinding;
  /** It goes on as its last event said: `opened` is kept when it is not as it was. */
  readonly quiet?: true;
  /** Of the finding: its event says so, whoever composes it. */
  readonly muted?: Muted;
  /** A fingerprint. */
  readonly closed?: string;
  /** Ids of faults, see `Changes.ended`. */
  readonly ended?: readonly string[];
  /** What the last run left open of it. */
  readonly before?: OpenFinding;
  readonly tags: DimensionTags;
  /** The inspection looks at nothing any more: what others see as well is theirs. */
  readonly leaving?: true;
  /** What the event is made of. */
  readonly facts?: EventFacts;
}

export function identityOf(
  { collector, account, region }: Pick<Place, 'collector' | 'account' | 'region'>,
  id: string,
  name: string,
): Identity {
  return { id, name, account, region, product: collector.product.code, collector: collector.id };
}

/** A verdict as a finding. */
export function findingOf(place: Place, { checker, asset }: About, result: CheckResult): Finding {
  return placed(place, {
    checker: checker.id,
    assetId: asset.id,
    assetName: asset.name,
    verdict: result.verdict,
    ...(result.verdict === 'fail' ? { severity: result.severity ?? checker.severity } : {}),
    ...('fix' in result && result.fix ? { fix: result.fix } : {}),
    ...('cost' in result && result.cost ? { cost: result.cost } : {}),
    message: messageText(checker, result),
    data: 'data' in result ? (result.data ?? {}) : {},
  });
}

/** A verdict that stands for everything that a checker would have judged here. */
export function findingOfAll(place: Place, checker: AnyChecker, message: Text): Finding {
  return placed(place, { checker: checker.id, assetId: '', assetName: '', verdict: 'unknown', message, data: {} });
}

function placed(
  { collector, account, region }: Place,
  { checker, assetId, assetName, ...rest }: Omit<Finding, 'product' | 'accountName' | 'account' | 'region'>,
): Finding {
  return {
    checker,
    product: collector.product.code,
    assetId,
    assetName,
    account: account.id,
    accountName: account.name,
    region,
    ...rest,
  };
}

/**
 * @param message the key of the checker's message; empty for a verdict without one
 * @param open what the last run left open of it
 * @param times how often it has opened too often within a day, if it opens now; `undefined` when it has not
 * @returns `undefined` where nothing has happened: what cannot be told neither raises nor clears
 */
export function turnOf(
  place: Place,
  about: About,
  finding: Finding,
  message: string,
  open: OpenFinding | undefined,
  times?: number,
): Turn | undefined {
  if (finding.verdict === 'fail') {
    return raising(place, about, { finding, message, open, flapping: flappingOf(open, times, place.now) });
  }
  if (open && finding.verdict === 'pass') {
    const flapping = open.flapping && stillCalm(open.flapping, place.now);
    if (!flapping) return closing(place, about, open, 'passed');
    return flapping === open.flapping ? keeping(place, about, open) : keeping(place, about, open, { flapping });
  }
  if (open && finding.verdict === 'skip') return closing(place, about, open, 'not-applicable');
  return open && keeping(place, about, open);
}

/** Of the time for which a finding counts for other inspections, what must be left when it is renewed. */
const RENEWED_BEFORE = 0.5;

/**
 * What is open stays so without an event.
 *
 * @returns `undefined` when nothing is to be written
 */
export function keeping(
  place: Place,
  { checker, asset }: About,
  open: OpenFinding,
  changed?: Partial<OpenFinding>,
): Turn | undefined {
  if (!changed && !isToBeRenewed(place, open)) return undefined;
  const opened = { ...open, ...changed, until: place.until };
  return { opened, before: open, tags: tagsOf(asset, checker.id) };
}

function isToBeRenewed(place: Place, open: OpenFinding): boolean {
  const [now, until] = [place.now.getTime(), Date.parse(place.until)];
  const left = open.until === undefined ? -Infinity : Date.parse(open.until) - now;
  return left <= (until - now) * RENEWED_BEFORE;
}

/** Whether a failure flaps. @param times as {@link turnOf} takes it */
export function flappingOf(open: OpenFinding | undefined, times: number | undefined, now: Date): Flapping | undefined {
  if (open) return open.flapping && stillFailing(open.flapping, now);
  return times === undefined ? undefined : { times, calm: false, since: now.toISOString() };
}

const FLAPPING: Text = {
  zh: '（24 小时内反复出现 {{times}} 次，稳定之前不再逐次通知）',
  en: ' (it comes and goes: {{times}} times in 24 hours; it stays open until it is steady)',
};

/** A failure, and what the last run left open of it. */
export interface Failure {
  readonly finding: Finding;
  /** The key of the checker's message. */
  readonly message: string;
  readonly open: OpenFinding | undefined;
  /** See {@link flappingOf}. */
  readonly flapping: Flapping | undefined;
  /** What it explains, gravest first: the event is as grave as the gravest of all. */
  readonly consequences?: readonly Consequence[];
}

/** A failure that stands for itself: it is told when it is new, or not what its last event said. */
export function raising(
  place: Place,
  { checker, asset, fields }: About,
  { finding, message: key, open, flapping, consequences = [] }: Failure,
): Turn & { readonly opened: OpenFinding } {
  const says = flapping ? fillText(FLAPPING, { times: flapping.times }) : { zh: '', en: '' };
  const message = { zh: finding.message.zh + says.zh, en: finding.message.en + says.en };
  const data = flapping ? { ...finding.data, flapping: flapping.times } : finding.data;
  const severity = gravest([finding.severity ?? checker.severity, ...consequences.map((one) => one.severity)]);
  // What was known as the consequence of another finding, and has had no event, begins now for those who are told.
  const told = open?.untold ? undefined : open;
  const teller = told?.teller ?? place.inspection;
  const { audience, until } = place;
  const facts: EventFacts = {
    // Without a memory nothing is known to be new: what may have been told before goes on.
    kind: told || place.lost ? 'update' : 'anomaly',
    status: severity,
    previousStatus: told?.severity,
    ...inNameOf(teller, place),
    seenBy: told?.seenBy,
    checker,
    asset,
    fields,
    finding: message,
    data,
    fix: finding.fix,
    cost: finding.cost,
    consequences: consequences.slice(0, CONSEQUENCES_SHOWN),
    consequenceCount: consequences.length,
    runStartedAt: place.startedAt,
    now: place.now,
    fault: open && { id: told?.faultId, startedAt: open.startedAt },
  };
  const saying: Saying = { checker, key, severity, data, consequences, muted: finding.muted !== undefined };
  const turn = { facts, before: open, ...(finding.muted ? { muted: finding.muted } : {}) };
  if (told && !isNews(told, saying, place.now, place.updates)) {
    const kept = { ...told, flapping, until: isToBeRenewed(place, told) ? until : told.until };
    return { ...turn, quiet: true, opened: kept, tags: tagsOf(asset, checker.id) };
  }
  const event = eventOf(facts, finding.muted);
  return {
    ...turn,
    event,
    tags: event.dimensionTags,
    opened: {
      fingerprint: fingerprintOf(place.inspection.id, event.dimensionTags),
      checker: checker.id,
      assetId: asset.id,
      assetName: asset.name,
      severity,
      faultId: event.faultId,
      startedAt: event.faultStartTime,
      title: message,
      data,
      told: toldOf(saying, place.now),
      ...(flapping ? { flapping } : {}),
      ...(told?.seenBy ? { seenBy: told.seenBy } : {}),
      ...{ teller: { id: teller.id, title: teller.title }, audience: audience || (told?.audience ?? ''), until },
    },
  };
}

function inNameOf(teller: Place['inspection'], { inspection }: Place): Pick<EventFacts, 'inspection' | 'by'> {
  return { inspection: teller, ...(teller.id === inspection.id ? {} : { by: inspection.id }) };
}

/** @param muted see {@link Finding.muted} */
export function eventOf(facts: EventFacts, muted?: Muted): InspectionEvent {
  const event = composeEvent(facts);
  return muted ? { ...event, muted } : event;
}

/**
 * Since when nothing explains what has had no event, and whose metrics may still show what is over; `undefined`: it stands
 * alone. What explained it has recovered by its state at once, and what followed from it takes the time of its metrics.
 */
export function aloneSince({ metrics }: AnyChecker, { alone }: OpenFinding, now: Date): Date | undefined {
  const since = alone === undefined ? now : new Date(alone);
  return now.getTime() - since.getTime() < settlingOf(metrics) * MINUTE ? since : undefined;
}

/** A failure that the event of its cause tells of: it is known, and has no event of its own. */
export function explaining(
  place: Place,
  { checker, asset }: About,
  finding: Finding,
  following: Pick<OpenFinding, 'leader'> = {},
): Turn {
  const tags = tagsOf(asset, checker.id);
  const { audience, until } = place;
  return {
    tags,
    opened: {
      fingerprint: fingerprintOf(place.inspection.id, tags),
      checker: checker.id,
      assetId: asset.id,
      assetName: asset.name,
      severity: finding.severity ?? checker.severity,
      faultId: '',
      startedAt: place.now.toISOString(),
      title: finding.message,
      data: finding.data,
      untold: true,
      ...{ audience, until, ...following },
    },
  };
}

export function gravest(severities: readonly Severity[]): Severity {
  return SEVERITIES.find((one) => severities.includes(one)) ?? 'info';
}

/** What was open has ended. */
export function closing(
  place: Place,
  { checker, asset, fields }: About,
  open: OpenFinding,
  reason: NonNullable<InspectionEvent['reason']>,
): Turn {
  const left = { closed: open.fingerprint, before: open, tags: tagsOf(asset, checker.id) };
  if (open.untold) return left;
  const facts: EventFacts = {
    kind: 'recovery',
    status: 'ok',
    previousStatus: open.severity,
    reason,
    ...inNameOf(open.teller ?? place.inspection, place),
    seenBy: open.seenBy,
    checker,
    asset,
    fields,
    finding: open.title,
    data: {},
    runStartedAt: place.startedAt,
    now: place.now,
    fault: { id: open.faultId, startedAt: open.startedAt },
  };
  return { ...left, facts, event: composeEvent(facts) };
}
