/**
 * What a verdict means beside the finding that the last run left open: an event, and a change of what is open. Pure, so
 * that the life of a fault can be read, and tested, in one place.
 */
import type { AnyChecker, AnyCollector, CheckResult } from '../define';
import { composeEvent, fingerprintOf, tagsOf } from '../event';
import { CONSEQUENCES_SHOWN, SEVERITIES, fillText } from '../model';
import type { AccountRef, AnyAsset, Consequence, Finding, InspectionEvent, Severity, Text } from '../model';
import type { OpenFinding } from '../state';
import { messageText } from './check';
import { stillCalm, stillFailing, type Flapping } from './flaps';

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
  /** A fingerprint. */
  readonly closed?: string;
}

export function identityOf({ collector, account, region }: Place, id: string, name: string): Identity {
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
 * @param open what the last run left open of it
 * @param times how often it has opened too often within a day, if it opens now; `undefined` when it has not
 * @returns `undefined` where nothing has happened: what cannot be told neither raises nor clears
 */
export function turnOf(
  place: Place,
  about: About,
  finding: Finding,
  open: OpenFinding | undefined,
  times?: number,
): Turn | undefined {
  if (finding.verdict === 'fail') return raising(place, about, finding, open, flappingOf(open, times, place.now));
  if (open && finding.verdict === 'pass') {
    const flapping = open.flapping && stillCalm(open.flapping, place.now);
    if (!flapping) return closing(place, about, open, 'passed');
    return flapping === open.flapping ? undefined : { opened: { ...open, flapping } };
  }
  if (open && finding.verdict === 'skip') return closing(place, about, open, 'not-applicable');
  return undefined;
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

/**
 * A failure that is told.
 *
 * @param flapping see {@link flappingOf}
 * @param consequences what it explains, gravest first: the event is as grave as the gravest of all
 */
export function raising(
  place: Place,
  { checker, asset, fields }: About,
  finding: Finding,
  open: OpenFinding | undefined,
  flapping: Flapping | undefined,
  consequences: readonly Consequence[] = [],
): Turn & { readonly event: InspectionEvent } {
  const says = flapping ? fillText(FLAPPING, { times: flapping.times }) : { zh: '', en: '' };
  const message = { zh: finding.message.zh + says.zh, en: finding.message.en + says.en };
  const data = flapping ? { ...finding.data, flapping: flapping.times } : finding.data;
  const severity = gravest([finding.severity ?? checker.severity, ...consequences.map((one) => one.severity)]);
  // What was known as the consequence of another finding, and has had no event, begins now for those who are told.
  const told = open?.untold ? undefined : open;
  const event = composeEvent({
    // Without a memory nothing is known to be new: what may have been told before goes on.
    kind: told || place.lost ? 'update' : 'anomaly',
    status: severity,
    previousStatus: told?.severity,
    inspection: place.inspection,
    checker,
    asset,
    fields,
    finding: message,
    data,
    consequences: consequences.slice(0, CONSEQUENCES_SHOWN),
    consequenceCount: consequences.length,
    runStartedAt: place.startedAt,
    now: place.now,
    fault: open && { id: told?.faultId, startedAt: open.startedAt },
  });
  return {
    event: finding.muted ? { ...event, muted: finding.muted } : event,
    opened: {
      fingerprint: event.fingerprint,
      checker: checker.id,
      assetId: asset.id,
      assetName: asset.name,
      severity,
      faultId: event.faultId,
      startedAt: event.faultStartTime,
      title: message,
      data,
      ...(flapping ? { flapping } : {}),
    },
  };
}

/** A failure that the event of its cause tells of: it is known, and has no event of its own. */
export function explaining(place: Place, { checker, asset }: About, finding: Finding): Turn {
  return {
    opened: {
      fingerprint: fingerprintOf(place.inspection.id, tagsOf(asset, checker.id)),
      checker: checker.id,
      assetId: asset.id,
      assetName: asset.name,
      severity: finding.severity ?? checker.severity,
      faultId: '',
      startedAt: place.now.toISOString(),
      title: finding.message,
      data: finding.data,
      untold: true,
    },
  };
}

function gravest(severities: readonly Severity[]): Severity {
  return SEVERITIES.find((one) => severities.includes(one)) ?? 'info';
}

/** What was open has ended. */
export function closing(
  place: Place,
  { checker, asset, fields }: About,
  open: OpenFinding,
  reason: NonNullable<InspectionEvent['reason']>,
): Turn {
  if (open.untold) return { closed: open.fingerprint };
  const event = composeEvent({
    kind: 'recovery',
    status: 'ok',
    previousStatus: open.severity,
    reason,
    inspection: place.inspection,
    checker,
    asset,
    fields,
    finding: open.title,
    data: {},
    runStartedAt: place.startedAt,
    now: place.now,
    fault: { id: open.faultId, startedAt: open.startedAt },
  });
  return { event, closed: open.fingerprint };
}
