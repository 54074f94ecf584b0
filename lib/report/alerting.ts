import { atLeast, type InspectionEvent, type Severity } from '../model';
import type { AggregateBy, AlertStrategy, AlertTarget, Mute } from './strategy';

/** What was told of one finding. */
export interface Notice {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly status: InspectionEvent['status'];
  /** Whom the failure was told to: they are told of the recovery. */
  readonly targets: readonly string[];
}

/** What was told, bounded; kept between runs by the caller. Serialisable. */
export interface AlertHistory {
  /** By fingerprint. */
  readonly notices: Readonly<Record<string, Notice>>;
  /** By group: when the last notice of it was sent, epoch milliseconds. */
  readonly groups: Readonly<Record<string, number>>;
}

export const NO_HISTORY: AlertHistory = { notices: {}, groups: {} };

export type Decision =
  /** To be told now. */
  | { readonly action: 'send'; readonly targets: readonly string[]; readonly group: string }
  /** To be told together with others; decide again at `until` (epoch milliseconds). */
  | { readonly action: 'hold'; readonly group: string; readonly until: number }
  /** Judged and counted, not told. */
  | { readonly action: 'muted'; readonly mute: Mute }
  | {
      readonly action: 'suppress';
      readonly reason: 'below-least-severity' | 'no-target' | 'silenced' | 'unchanged' | 'never-told';
    };

/** What a mute is compared with: a finding or an event. */
export interface MuteSubject {
  readonly checker: string;
  readonly assetId: string;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
}

/** The most findings that a history remembers; the oldest are forgotten first. */
export const HISTORY_LIMIT = 20_000;

/**
 * The mute that applies, if any.
 *
 * @param tags the asset's
 * @example muteOf(finding, strategy.mutes, now, asset.tags)?.reason
 */
export function muteOf(
  subject: MuteSubject,
  mutes: readonly Mute[] | undefined,
  now: Date,
  tags: Readonly<Record<string, string>> = {},
): Mute | undefined {
  return mutes?.find(
    (mute) =>
      now.getTime() < Date.parse(mute.until) &&
      (mute.checker === undefined || mute.checker === subject.checker) &&
      (mute.asset === undefined || mute.asset === subject.assetId) &&
      (mute.account === undefined || mute.account === subject.account || mute.account === subject.accountName) &&
      (mute.region === undefined || mute.region === subject.region) &&
      Object.entries(mute.tags ?? {}).every(([key, value]) => tags[key] === value),
  );
}

/**
 * Whether, and whom, to tell of an event. Pure: {@link remember} what was sent.
 *
 * A recovery goes to those who were told of the failure, at once, muted or not and whatever the silence: nobody is left
 * with an alarm that is over. A failure that gets worse breaks the silence.
 *
 * @param tags the asset's, for mutes
 * @example
 * const decision = decide(event, strategy, history, now);
 * if (decision.action === 'send') { … history = remember(history, [{ event, decision }], now); }
 */
export function decide(
  event: InspectionEvent,
  strategy: AlertStrategy,
  history: AlertHistory,
  now: Date,
  tags: Readonly<Record<string, string>> = {},
): Decision {
  const told = history.notices[event.fingerprint];
  const open = told !== undefined && told.status !== 'ok';
  const group = groupOf(event, strategy.aggregateBy);
  if (event.status === 'ok') {
    return open ? { action: 'send', targets: told.targets, group } : { action: 'suppress', reason: 'never-told' };
  }
  const mute = muteOf(event, strategy.mutes, now, tags);
  if (mute) return { action: 'muted', mute };
  const severity = event.status;
  if (!atLeast(severity, strategy.leastSeverity ?? 'info')) {
    return { action: 'suppress', reason: 'below-least-severity' };
  }
  const targets = targetsOf(severity, strategy.targets);
  if (targets.length === 0) return { action: 'suppress', reason: 'no-target' };
  const age = told === undefined ? Infinity : (now.getTime() - told.at) / 1000;
  const worse = open && severity !== told.status && atLeast(severity, told.status);
  if (!worse) {
    if (age < (strategy.silenceSeconds ?? 0)) return { action: 'suppress', reason: 'silenced' };
    const repeat = strategy.repeatSeconds ? age >= strategy.repeatSeconds : false;
    if (open && event.kind === 'update' && !repeat && !hasGrown(event))
      return { action: 'suppress', reason: 'unchanged' };
  }
  const until = (history.groups[group] ?? -Infinity) + (strategy.aggregateSeconds ?? 0) * 1000;
  if (now.getTime() < until) return { action: 'hold', group, until };
  return { action: 'send', targets, group };
}

/** Whether something new follows from it: nobody would be told of that otherwise. */
export function hasGrown({ consequences, time }: InspectionEvent): boolean {
  return consequences?.some(({ since }) => since === time) ?? false;
}

/** The names of the targets of a severity, each once. */
export function targetsOf(severity: Severity, targets: readonly AlertTarget[]): string[] {
  const wanted = targets.filter((target) => target.severities?.includes(severity) ?? true);
  return [...new Set(wanted.map((target) => target.name))];
}

/** An event that was told. */
export interface Told {
  readonly event: Pick<InspectionEvent, 'fingerprint' | 'status'>;
  readonly decision: Extract<Decision, { action: 'send' }>;
}

/**
 * The history after events were told; beyond {@link HISTORY_LIMIT} the oldest are forgotten.
 *
 * @example history = remember(history, [{ event, decision }], now);
 */
export function remember(history: AlertHistory, told: readonly Told[], now: Date): AlertHistory {
  const notices: Record<string, Notice> = { ...history.notices };
  const groups: Record<string, number> = { ...history.groups };
  for (const one of told) {
    notices[one.event.fingerprint] = noticeOf(notices[one.event.fingerprint], one, now);
    groups[one.decision.group] = now.getTime();
  }
  return prune({ notices, groups }, HISTORY_LIMIT);
}

function noticeOf(before: Notice | undefined, { event, decision }: Told, now: Date): Notice {
  const earlier = event.status !== 'ok' && before && before.status !== 'ok' ? before.targets : [];
  return { at: now.getTime(), status: event.status, targets: [...new Set([...earlier, ...decision.targets])] };
}

/** The history, cut to so many findings and groups: recovered ones go first, then the oldest. */
export function prune(history: AlertHistory, limit: number): AlertHistory {
  const notices = Object.entries(history.notices);
  const groups = Object.entries(history.groups);
  if (notices.length <= limit && groups.length <= limit) return history;
  const rank = (notice: Notice) => (notice.status === 'ok' ? 0 : 1);
  const kept = [...notices].sort(([, a], [, b]) => rank(b) - rank(a) || b.at - a.at).slice(0, limit);
  return {
    notices: Object.fromEntries(kept.reverse()),
    groups: Object.fromEntries(
      [...groups]
        .sort(([, a], [, b]) => b - a)
        .slice(0, limit)
        .reverse(),
    ),
  };
}

/** What became of a batch, for the log and the summary. */
export interface Decided {
  /** By target: what to tell it, in order. */
  readonly send: ReadonlyMap<string, readonly InspectionEvent[]>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly muted: readonly { readonly event: InspectionEvent; readonly mute: Mute }[];
  readonly counts: Readonly<Record<Decision['action'], number>>;
}

/**
 * Decides on many events at once: those of a group that may be told now are told together.
 *
 * @param tagsOf the tags of an event's asset
 */
export function decideAll(
  events: readonly InspectionEvent[],
  strategy: AlertStrategy,
  history: AlertHistory,
  now: Date,
  tagsOf: (event: InspectionEvent) => Readonly<Record<string, string>> = () => ({}),
): Decided {
  const send = new Map<string, InspectionEvent[]>();
  const decisions = new Map<string, Decision>();
  const muted: { event: InspectionEvent; mute: Mute }[] = [];
  const counts: Record<Decision['action'], number> = { send: 0, hold: 0, muted: 0, suppress: 0 };
  // Earlier events of this batch count for the silence, not for the interval between notices of their group.
  const notices = Object.create(history.notices) as Record<string, Notice>;
  for (const event of events) {
    const decision = decide(event, strategy, { notices, groups: history.groups }, now, tagsOf(event));
    decisions.set(event.id, decision);
    counts[decision.action] += 1;
    if (decision.action === 'muted') muted.push({ event, mute: decision.mute });
    if (decision.action !== 'send') continue;
    notices[event.fingerprint] = noticeOf(notices[event.fingerprint], { event, decision }, now);
    for (const target of decision.targets) {
      const list = send.get(target);
      if (list) list.push(event);
      else send.set(target, [event]);
    }
  }
  return { send, decisions, muted, counts };
}

function groupOf(event: InspectionEvent, by: readonly AggregateBy[] = []): string {
  const part: Readonly<Record<AggregateBy, string>> = {
    checker: event.checker,
    account: event.account,
    region: event.region,
    product: event.product,
    asset: event.assetId,
  };
  return [event.inspection, ...by.map((name) => part[name])].join('|');
}
