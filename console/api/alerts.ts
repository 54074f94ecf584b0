import { Fields } from '../../ground/http';
import { readMute, readNotify, readPolicy } from '../../workspace/routes/alerts';
import type { NotifyRecord, PolicyRecord } from '../../workspace/records';
import { isInspectionError } from '../../lib/errors';
import type { AlertsView, MuteView, PolicyView, TargetTest, TargetView } from './api';
import { conflict, notFound } from './http';
import type { Call, Desk, Route } from './http';

const POLICY = { zh: '告警策略', en: 'alert policy' };
const TARGET = { zh: '通知对象', en: 'target' };

/** Sends a test, and says what came of it: that it was refused is an answer like any other. */
async function tried(target: Pick<NotifyRecord, 'type' | 'optSet'>, { workspace }: Desk): Promise<TargetTest> {
  try {
    return { taken: true, answer: await workspace.notifier.test(target) };
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    return { taken: false, answer: error.message };
  }
}

export function muteView({ uuid, name, end }: { uuid: string; name: string; end: number }): MuteView {
  return { uuid, name, ...(end === -1 ? {} : { end: end * 1000 }) };
}

function policyView(policy: PolicyRecord, { workspace }: Desk): PolicyView {
  const { alertTarget, silentTimeout, aggInterval } = policy.alertOpt;
  const [rule] = alertTarget;
  const [target] = rule?.targets ?? [];
  const complex =
    alertTarget.length > 1 ||
    (rule?.targets.length ?? 0) > 1 ||
    rule?.crontab !== undefined ||
    (target?.upgradeTargets?.length ?? 0) > 0 ||
    Object.keys(target?.tags ?? {}).length > 0;
  return {
    uuid: policy.uuid,
    name: policy.name,
    severities: target?.status.split(',').map((one) => one.trim()) ?? [],
    targets: target?.to ?? [],
    silenceSeconds: silentTimeout,
    aggregateSeconds: aggInterval,
    complex,
    inspections: workspace.records
      .list('checker')
      .filter(
        ({ uuid, alertPolicyUUIDs }) => alertPolicyUUIDs.includes(policy.uuid) || policy.checkerUUIDs.includes(uuid),
      )
      .map(({ uuid }) => uuid),
  };
}

/** A target without where it leads: addresses of robots are secrets. */
function targetView({ uuid, name, type }: NotifyRecord): TargetView {
  return { uuid, name, type };
}

/** The simple form as the Open API's body, so that it is checked as one. */
function policyBody(body: Fields): Fields {
  const to = body.texts('targets') ?? [];
  const severities = body.texts('severities') ?? [];
  if (to.length === 0) throw body.fault('targets', 'is required');
  if (severities.length === 0) throw body.fault('severities', 'is required');
  return new Fields({
    name: body.text('name', 256),
    ruleTimezone: 'UTC',
    alertOpt: {
      silentTimeout: body.raw.silenceSeconds,
      aggInterval: body.raw.aggregateSeconds,
      alertTarget: [{ targets: [{ to, status: severities.join(',') }] }],
    },
  });
}

function policyOf({ params }: Call, { workspace }: Desk): PolicyRecord {
  const found = workspace.records.get('policy', params.id ?? '');
  if (!found) throw notFound(POLICY);
  return found;
}

/** Reads and keeps a mute. @param body as the Open API takes it */
export function addMute(body: Record<string, unknown>, desk: Desk): MuteView {
  const draft = readMute(new Fields(body), { records: desk.workspace.records, now: desk.now });
  return muteView(desk.workspace.records.create('mute', draft));
}

export const alertRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/alerts',
    handle: (_call, desk): AlertsView => ({
      policies: desk.workspace.records.list('policy').map((policy) => policyView(policy, desk)),
      targets: desk.workspace.records.list('notify').map(targetView),
    }),
  },
  {
    method: 'POST',
    path: '/policies',
    handle: ({ body }, desk) => {
      const { records } = desk.workspace;
      const draft = readPolicy(policyBody(body), { records, now: desk.now });
      return policyView(records.create('policy', draft), desk);
    },
  },
  {
    method: 'PUT',
    path: '/policies/{id}',
    handle: (call, desk) => {
      const { records } = desk.workspace;
      const old = policyOf(call, desk);
      if (policyView(old, desk).complex) {
        throw conflict({
          zh: '这个告警策略有多条规则，只能通过 Open API 修改',
          en: 'This alert policy has several rules: it can be changed through the Open API only',
        });
      }
      const changed = { ...policyBody(call.body).raw, ruleTimezone: old.ruleTimezone };
      const draft = readPolicy(new Fields(changed), { records, now: desk.now }, old);
      const aggFields = old.alertOpt.aggFields;
      const kept = { ...draft, alertOpt: { ...draft.alertOpt, aggFields } };
      return policyView(records.update('policy', old.uuid, kept) ?? old, desk);
    },
  },
  {
    method: 'DELETE',
    path: '/policies/{id}',
    handle: (call, desk) => void desk.workspace.records.remove('policy', policyOf(call, desk).uuid),
  },
  {
    method: 'POST',
    path: '/targets',
    handle: ({ body }, desk) => targetView(desk.workspace.records.create('notify', readNotify(body))),
  },
  // Before it is kept, too.
  { method: 'POST', path: '/targets/test', handle: ({ body }, desk) => tried(readNotify(body), desk) },
  {
    method: 'POST',
    path: '/targets/{id}/test',
    handle: ({ params }, desk) => {
      const target = desk.workspace.records.get('notify', params.id ?? '');
      if (!target) throw notFound(TARGET);
      return tried(target, desk);
    },
  },
  {
    method: 'DELETE',
    path: '/targets/{id}',
    handle: ({ params }, { workspace }) => {
      if (!workspace.records.remove('notify', params.id ?? '')) throw notFound(TARGET);
    },
  },
  {
    method: 'DELETE',
    path: '/mutes/{id}',
    handle: ({ params }, { workspace }) => {
      if (!workspace.records.remove('mute', params.id ?? '')) throw notFound({ zh: '静默', en: 'mute' });
    },
  },
];
