import { isOk, textOf } from './event';
import type { EventBody } from './event';
import { assetTagsOf } from './faults';
import type { AlertRule, CheckerRecord, MuteRecord, NotifyRecord, PolicyRecord } from './records';
import { isWithin } from '../ground/schedule';

/** `alert`: the finding. `upgrade`: it lasts too long. `recovery`: it is over. */
export type NoticeKind = 'alert' | 'upgrade' | 'recovery';
/** `pending` waits for its moment or its delivery; `suppressed` and `muted` are never sent; their reason says why. */
export type NoticeState = 'pending' | 'sent' | 'failed' | 'suppressed' | 'muted';

export interface Notice {
  readonly policy: string;
  readonly policyName: string;
  /** `notify_…`, or the member or group that the policy names; empty when the policy names none for this status. */
  readonly target: string;
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly reason: string;
  /** Notices with the same text are sent as one message; empty: on its own. */
  readonly batch: string;
  /** Milliseconds. */
  readonly due: number;
}

export interface PastNotice {
  readonly policy: string;
  readonly target: string;
  readonly kind: NoticeKind;
  readonly status: string;
  readonly state: NoticeState;
  readonly created: number;
}

/** Notification objects that can be reached from here. */
const REACHABLE = new Set(['HTTPRequest', 'dingTalkRobot', 'wechatRobot', 'feishuRobot', 'slackRobot', 'mailGroup']);
const RANK = ['info', 'nodata', 'warning', 'error', 'critical'];

/** The policies that watch a checker: those it names, and those that name it. */
export function policiesOf(checker: CheckerRecord, policies: readonly PolicyRecord[]): PolicyRecord[] {
  return policies.filter(
    (policy) => checker.alertPolicyUUIDs.includes(policy.uuid) || policy.checkerUUIDs.includes(checker.uuid),
  );
}

/** The key of a mute or target that means one of the asset's tags; its values are `key=value`. */
export const ASSET_TAG = 'asset_tag';

/**
 * Event attributes against `{ host: ['a'], '-region': ['b'] }`: every key must fit, any of its values will do.
 * `asset_tag` is among the tags of the asset: `{ asset_tag: ['env=test'] }`.
 */
export function matchesTags(event: EventBody, tags: Readonly<Record<string, readonly string[]>> | undefined): boolean {
  return Object.entries(tags ?? {}).every(([key, wanted]) => {
    const negated = key.startsWith('-');
    const name = negated ? key.slice(1) : key;
    const values = name === ASSET_TAG ? assetTagsOf(event) : [textOf(event[name])];
    const found = values.some((value) => wanted.includes(value));
    return found !== negated;
  });
}

/** Whether it is the time of a mute. @param now milliseconds */
export function isActive(mute: MuteRecord, now: number): boolean {
  if (mute.status !== 0) return false;
  const seconds = now / 1000;
  if (mute.end !== -1 && seconds >= mute.end) return false;
  if (mute.repeatTimeSet === 0) return seconds >= mute.start;
  const { min = '0', hour = '*', day = '*', month = '*', week = '*' } = mute.repeatCrontabSet;
  return isWithin([min, hour, day, month, week].join(' '), mute.crontabDuration, now, mute.timezone);
}

/** The mutes whose time it is and whose tags fit the event; {@link planNotices} looks at their ranges. */
export function activeMutes(mutes: readonly MuteRecord[], event: EventBody, now: number): MuteRecord[] {
  return mutes.filter((mute) => isActive(mute, now) && matchesTags(event, mute.tags));
}

/** Whether a mute silences this checker altogether, or this policy. No range means everything. */
function covers(mute: MuteRecord, checkerId: string, policyId: string): boolean {
  if (mute.muteRanges.length === 0) return true;
  return mute.muteRanges.some(
    (range) =>
      (range.checkerUUID !== undefined && range.checkerUUID === checkerId) ||
      (range.alertPolicyUUID !== undefined && range.alertPolicyUUID === policyId),
  );
}

/** The first rule whose time it is; the one without a time is for the rest of the time. */
export function ruleAt(policy: PolicyRecord, now: number): AlertRule | undefined {
  const rules = policy.alertOpt.alertTarget;
  const timed = rules.find((rule) => {
    return rule.crontab !== undefined && isWithin(rule.crontab, rule.crontabDuration ?? 0, now, policy.ruleTimezone);
  });
  return timed ?? rules.find((rule) => !rule.crontab);
}

export interface NoticeQuestion {
  readonly event: EventBody;
  readonly checkerId: string;
  readonly status: string;
  /** Seconds. */
  readonly faultDuration: number;
  readonly policies: readonly PolicyRecord[];
  readonly mutes: readonly MuteRecord[];
  /** What was already said about this round, oldest first. */
  readonly past: readonly PastNotice[];
  /** Milliseconds. */
  readonly now: number;
  readonly targetOf: (uuid: string) => NotifyRecord | undefined;
}

/** Decides who is told about an event, who is not, and why. Pure. */
export function planNotices(q: NoticeQuestion): Notice[] {
  const notices = new Map<string, Notice>();
  for (const policy of q.policies) {
    const mute = q.mutes.find((one) => covers(one, q.checkerId, policy.uuid));
    for (const planned of isOk(q.status) ? recoveries(policy, q) : alerts(policy, q)) {
      const key = `${planned.policy}\n${planned.target}\n${planned.kind}`;
      if (notices.has(key)) continue;
      notices.set(key, mute && planned.state === 'pending' ? silence(planned, mute) : planned);
    }
  }
  // A mute is told even when nobody would have been notified: a muted event can always be recognised.
  const mute = q.mutes.find((one) => covers(one, q.checkerId, ''));
  if (mute && [...notices.values()].every((one) => one.state !== 'muted')) {
    const kind = isOk(q.status) ? 'recovery' : 'alert';
    const none: Notice = { ...NOBODY, kind, due: q.now, state: 'muted', reason: '' };
    notices.set('', silence(none, mute));
  }
  return [...notices.values()];
}

const NOBODY = { policy: '', policyName: '', target: '', batch: '' };

function silence(planned: Notice, mute: MuteRecord): Notice {
  return { ...planned, state: 'muted', reason: `muted by ${mute.name || 'a mute'} (${mute.uuid})` };
}

function recoveries(policy: PolicyRecord, q: NoticeQuestion): Notice[] {
  const told = q.past.filter(
    (past) =>
      past.policy === policy.uuid && past.kind !== 'recovery' && (past.state === 'sent' || past.state === 'pending'),
  );
  const targets = [...new Set(told.map((past) => past.target))];
  return targets.map((target) => notice(policy, q, target, 'recovery'));
}

function alerts(policy: PolicyRecord, q: NoticeQuestion): Notice[] {
  const out: Notice[] = [];
  const rule = ruleAt(policy, q.now);
  for (const target of rule?.targets ?? []) {
    if (!statuses(target.status).includes(q.status) || !matchesTags(q.event, target.tags)) continue;
    for (const to of target.to) out.push(silenced(policy, q, notice(policy, q, to, 'alert')));
    for (const upgrade of target.upgradeTargets ?? []) {
      if (upgrade.status && !statuses(upgrade.status).includes(q.status)) continue;
      if (q.faultDuration < upgrade.duration) continue;
      for (const to of upgrade.to) {
        const told = q.past.some(
          (past) =>
            past.policy === policy.uuid && past.target === to && past.kind === 'upgrade' && past.state !== 'muted',
        );
        if (!told) out.push(notice(policy, q, to, 'upgrade'));
      }
    }
  }
  if (out.length > 0) return out;
  const reason = rule
    ? `no target of this policy wants ${q.status} events like this`
    : 'the policy has no rule for this hour';
  const base = { ...NOBODY, policy: policy.uuid, policyName: policy.name, due: q.now };
  return [{ ...base, kind: 'alert', state: 'suppressed', reason }];
}

function statuses(text: string): string[] {
  return text.split(',').map((one) => one.trim());
}

/** The same finding is not told again within the silence of the policy, unless it has become worse. */
function silenced(policy: PolicyRecord, q: NoticeQuestion, planned: Notice): Notice {
  if (planned.state !== 'pending') return planned;
  const { silentTimeout } = policy.alertOpt;
  const last = q.past.filter(
    (past) =>
      past.policy === policy.uuid &&
      past.target === planned.target &&
      past.kind === 'alert' &&
      (past.state === 'sent' || past.state === 'pending'),
  );
  const within = last.filter((past) => silentTimeout === 0 || q.now - past.created < silentTimeout * 1000);
  const worst = Math.max(-1, ...within.map((past) => RANK.indexOf(past.status)));
  if (within.length === 0 || RANK.indexOf(q.status) > worst) return planned;
  const span = silentTimeout === 0 ? 'once per fault' : `not again within ${silentTimeout} s`;
  return { ...planned, state: 'suppressed', reason: `already told: ${span} (silentTimeout)` };
}

function notice(policy: PolicyRecord, q: NoticeQuestion, target: string, kind: NoticeKind): Notice {
  const base = { policy: policy.uuid, policyName: policy.name, target, kind };
  const object = q.targetOf(target);
  let reason = '';
  if (!target.startsWith('notify_')) reason = 'members and groups cannot be reached from a local workspace';
  else if (object === undefined) reason = 'the notification object does not exist';
  else if (!REACHABLE.has(object.type)) reason = `${object.type} cannot be reached from a local workspace`;
  if (reason !== '') return { ...base, state: 'suppressed', reason, batch: '', due: q.now };
  const { aggInterval, aggFields } = policy.alertOpt;
  if (aggInterval === 0) return { ...base, state: 'pending', reason: '', batch: '', due: q.now };
  const window = Math.floor(q.now / (aggInterval * 1000)) + 1;
  const group = aggFields.map((field) => textOf(q.event[field])).join('\u0001');
  const due = window * aggInterval * 1000;
  return { ...base, state: 'pending', reason: '', batch: `${policy.uuid}\u0001${window}\u0001${group}`, due };
}
