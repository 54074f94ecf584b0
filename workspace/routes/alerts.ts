import { badRequest, notFound } from '../../ground/http';
import { pageOf } from '../http';
import type { Fields } from '../../ground/http';
import type { ApiRequest, App, Route } from '../http';
import { isMailAddress } from '../../lib/report/receivers/email';
import { NOTIFY_TYPES } from '../records';
import type { AlertRule, AlertTarget, Draft, MuteRecord, NotifyRecord, PolicyRecord, UpgradeTarget } from '../records';
import { cronProblem } from '../../lib/cron';
import { addressProblem } from '../../lib/report/http';
import { isZone, parseWallTime } from '../../ground/schedule';

const LEVELS = ['critical', 'error', 'warning', 'nodata', 'info'];
const DAY_SECONDS = 86_400;

function levels(fields: Fields, name: string): string {
  const text = fields.text(name);
  for (const one of text.split(',')) {
    if (!LEVELS.includes(one.trim())) throw fields.fault(name, `must be among ${LEVELS.join(', ')}`);
  }
  return text;
}

function tagLists(fields: Fields, name: string): Record<string, readonly string[]> {
  const tags = fields.object(name);
  return Object.fromEntries(Object.keys(tags?.raw ?? {}).map((key) => [key, tags?.texts(key) ?? []]));
}

function zone(fields: Fields, name: string): string {
  const text = fields.text(name, 64);
  if (!isZone(text)) throw fields.fault(name, 'is not a time zone');
  return text;
}

function readTarget(fields: Fields): AlertTarget {
  fields.refuse('filterString', 'is not supported by a local workspace: use tags');
  const to = fields.texts('to') ?? [];
  if (to.length === 0) throw fields.fault('to', 'is required');
  const upgrades = fields.objects('upgradeTargets')?.map((one): UpgradeTarget => {
    return {
      to: one.texts('to') ?? [],
      duration: one.integer('duration', 0, 365 * DAY_SECONDS) ?? 0,
      ...(one.has('status') ? { status: levels(one, 'status') } : {}),
    };
  });
  return {
    to,
    status: levels(fields, 'status'),
    ...(fields.has('tags') ? { tags: tagLists(fields, 'tags') } : {}),
    ...(upgrades ? { upgradeTargets: upgrades } : {}),
  };
}

function readRule(fields: Fields): AlertRule {
  for (const name of ['customDateUUIDs', 'customStartTime', 'customDuration']) {
    fields.refuse(name, 'is not supported by a local workspace: use crontab and crontabDuration');
  }
  fields.refuse('alertInfo', 'is not supported by a local workspace: it has no members');
  const crontab = fields.optionalText('crontab') ?? '';
  const rule: AlertRule = {
    targets: (fields.objects('targets') ?? []).map(readTarget),
    ...(fields.has('name') ? { name: fields.text('name') } : {}),
  };
  if (crontab === '') return rule;
  if (cronProblem(crontab)) throw fields.fault('crontab', 'is not a five-field cron');
  const crontabDuration = fields.integer('crontabDuration', 1, 7 * DAY_SECONDS);
  if (crontabDuration === undefined) throw fields.fault('crontabDuration', 'is required with crontab');
  return { ...rule, crontab, crontabDuration };
}

/** What a policy's checks need to look things up. */
type Desk = Pick<App, 'records' | 'now'>;

/** Reads an alert policy; what is left out stays as in `old`. @throws ApiFault naming the field */
export function readPolicy(body: Fields, app: Desk, old?: PolicyRecord): Draft<'policy'> {
  const alertOpt = body.object('alertOpt');
  let options = old?.alertOpt ?? { silentTimeout: 0, aggInterval: 0, aggFields: [], alertTarget: [] };
  if (alertOpt) {
    if (alertOpt.optionalText('alertType') === 'member') {
      throw badRequest('alertOpt.alertType member is not supported by a local workspace: it has no members');
    }
    const aggFields = alertOpt.texts('aggFields') ?? [];
    const unsupported = aggFields.find((field) => !['df_monitor_checker_id', 'df_dimension_tags'].includes(field));
    if (unsupported !== undefined) throw badRequest(`alertOpt.aggFields ${unsupported} is not supported`);
    options = {
      silentTimeout: alertOpt.integer('silentTimeout', 0, 365 * DAY_SECONDS) ?? 0,
      aggInterval: alertOpt.integer('aggInterval', 0, 1800) ?? 0,
      aggFields,
      alertTarget: (alertOpt.objects('alertTarget') ?? []).map(readRule),
    };
  }
  const checkerUUIDs = body.texts('checkerUUIDs') ?? old?.checkerUUIDs ?? [];
  for (const uuid of checkerUUIDs) {
    if (!app.records.get('checker', uuid)) throw badRequest(`checkerUUIDs: checker ${uuid} does not exist`);
  }
  return {
    name: old && !body.has('name') ? old.name : body.text('name', 256),
    desc: body.optionalText('desc', 256) ?? old?.desc ?? '',
    ruleTimezone: old && !body.has('ruleTimezone') ? old.ruleTimezone : zone(body, 'ruleTimezone'),
    checkerUUIDs,
    alertOpt: options,
    status: 0,
  };
}

function showPolicy(policy: PolicyRecord, app: App): Record<string, unknown> {
  const bound = app.records
    .list('checker')
    .filter((checker) => checker.alertPolicyUUIDs.includes(policy.uuid) || policy.checkerUUIDs.includes(checker.uuid));
  return { ...policy, score: 0, declaration: {}, ruleCount: bound.length };
}

function policy({ params }: ApiRequest, app: App): PolicyRecord {
  const found = app.records.get('policy', params.uuid ?? '');
  if (!found) throw notFound('the alert policy does not exist');
  return found;
}

function addPolicy({ body }: ApiRequest, app: App) {
  return { content: showPolicy(app.records.create('policy', readPolicy(body, app)), app) };
}

function modifyPolicy(request: ApiRequest, app: App) {
  const old = policy(request, app);
  return {
    content: showPolicy(app.records.update('policy', old.uuid, readPolicy(request.body, app, old)) ?? old, app),
  };
}

/** Reads a mute. @throws ApiFault naming the field */
export function readMute(body: Fields, app: Desk): Draft<'mute'> {
  const type = body.oneOf('type', ['checker', 'alertPolicy', 'tag', 'custom']);
  if (type === 'tag') throw badRequest('type tag is not supported by a local workspace: it has no labels');
  body.refuse('filterString', 'is not supported by a local workspace: use tags');
  const muteRanges = (body.objects('muteRanges') ?? []).map((range) => {
    range.refuse('tagUUID', 'is not supported by a local workspace: it has no labels');
    range.refuse('sloUUID', 'is not supported by a local workspace: it has no SLOs');
    const { checkerUUID, alertPolicyUUID } = {
      checkerUUID: range.optionalText('checkerUUID'),
      alertPolicyUUID: range.optionalText('alertPolicyUUID'),
    };
    if (!checkerUUID && !alertPolicyUUID) throw range.fault('checkerUUID', 'or alertPolicyUUID is required');
    return { ...range.raw, ...(checkerUUID ? { checkerUUID } : {}), ...(alertPolicyUUID ? { alertPolicyUUID } : {}) };
  });
  const timezone = zone(body, 'timezone');
  const repeat = body.integer('repeatTimeSet', 0, 1);
  if (repeat === undefined) throw badRequest('repeatTimeSet is required');
  const seconds = (name: string): number | undefined => {
    const text = body.optionalText(name) ?? '';
    if (text === '' || text === '0' || text === '-1') return undefined;
    const ms = parseWallTime(text, timezone);
    if (ms === undefined) throw body.fault(name, 'must look like 2024/03/27 14:06:57');
    return Math.floor(ms / 1000);
  };
  const start = seconds('startTime') ?? Math.floor(app.now().getTime() / 1000);
  const end = (repeat === 0 ? seconds('endTime') : seconds('repeatExpireTime')) ?? -1;
  if (end !== -1 && repeat === 0 && end <= start) throw badRequest('endTime must be after startTime');
  const cron = body.object('repeatCrontabSet');
  const repeatCrontabSet = Object.fromEntries(
    ['min', 'hour', 'day', 'month', 'week'].flatMap((name) => (cron?.has(name) ? [[name, cron.text(name)]] : [])),
  ) as Record<string, string>;
  const crontabDuration = body.integer('crontabDuration', 0, 7 * DAY_SECONDS) ?? 0;
  if (repeat === 1) {
    const { min = '0', hour = '*', day = '*', month = '*', week = '*' } = repeatCrontabSet;
    if (cronProblem([min, hour, day, month, week].join(' '))) throw badRequest('repeatCrontabSet is not a cron');
    if (crontabDuration === 0) throw badRequest('crontabDuration is required with repeatTimeSet 1');
  }
  return {
    name: body.optionalText('name', 256) ?? '',
    description: body.optionalText('description') ?? '',
    type,
    muteRanges,
    tags: tagLists(body, 'tags'),
    timezone,
    repeatTimeSet: repeat === 1 ? 1 : 0,
    startTime: body.optionalText('startTime') ?? '',
    endTime: body.optionalText('endTime') ?? '',
    repeatCrontabSet,
    crontabDuration,
    repeatExpireTime: body.optionalText('repeatExpireTime') || '-1',
    start,
    end,
    notifyTargets: body.objects('notifyTargets')?.map((target) => target.raw) ?? [],
    notifyMessage: body.optionalText('notifyMessage', 3000) ?? '',
    notifyTimeStr: body.optionalText('notifyTimeStr') ?? '',
    status: 0,
  };
}

function mute({ params }: ApiRequest, app: App): MuteRecord {
  const found = app.records.get('mute', params.uuid ?? '');
  if (!found) throw notFound('the mute does not exist');
  return found;
}

function setMute(status: 0 | 2) {
  return (request: ApiRequest, app: App) => {
    app.records.update('mute', mute(request, app).uuid, { status });
    return { content: true };
  };
}

function webUrl(fields: Fields, name: string): void {
  const text = fields.text(name, 2048);
  const problem = addressProblem(text);
  const zh = '应为 http(s) 地址，不含账号密码，也不指向本地链路或元数据服务';
  if (problem !== undefined) throw fields.fault(name, problem, zh);
}

/** Members and groups of a workspace, who cannot be mailed from here. */
const MEMBER = /^(acnt|group)_/;

function mailTo(fields: Fields): void {
  const wrong = fields.texts('to')?.find((one) => !MEMBER.test(one) && !isMailAddress(one));
  if (wrong !== undefined) throw fields.fault('to', 'must list mail addresses', '应为邮箱地址列表');
}

/** Reads a notification object. @throws ApiFault naming the field */
export function readNotify(body: Fields): Draft<'notify'> {
  const type = body.oneOf('type', NOTIFY_TYPES);
  const name = body.text('name', 128);
  const optSet = body.object('optSet');
  if (!optSet) throw badRequest('optSet is required');
  if (type === 'HTTPRequest') webUrl(optSet, 'url');
  else if (type === 'mailGroup') mailTo(optSet);
  else if (type === 'sms') optSet.texts('to');
  else {
    webUrl(optSet, 'webhook');
    optSet.optionalText('secret');
  }
  return { type, name, optSet: optSet.raw, status: 0 };
}

/** Secrets are shown as stars. */
function showNotify(object: NotifyRecord): Record<string, unknown> {
  const hidden = (name: string) => (object.optSet[name] ? { [name]: '******' } : {});
  return { ...object, optSet: { ...object.optSet, ...hidden('secret'), ...hidden('webhook') } };
}

function notifyObject(uuid: string, app: App): NotifyRecord {
  const found = app.records.get('notify', uuid);
  if (!found) throw notFound('the notification object does not exist');
  return found;
}

const POLICY = '/api/v1/alert_policy';
const MUTE = '/api/v1/monitor/mute';
const NOTIFY = '/api/v1/notify_object';

export const alertRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${POLICY}/list`,
    handle: ({ query }, app) => {
      const search = query.get('search') ?? '';
      const all = app.records.list('policy').filter((one) => one.name.includes(search));
      const { items, pageInfo } = pageOf(all.reverse(), query);
      return { content: { data: items.map((item) => showPolicy(item, app)), declaration: {} }, pageInfo };
    },
  },
  { method: 'POST', path: `${POLICY}/add`, handle: addPolicy },
  { method: 'POST', path: `${POLICY}/add_v2`, handle: addPolicy },
  {
    method: 'GET',
    path: `${POLICY}/{uuid}/get`,
    handle: (request, app) => ({ content: showPolicy(policy(request, app), app) }),
  },
  { method: 'POST', path: `${POLICY}/{uuid}/modify`, handle: modifyPolicy },
  { method: 'POST', path: `${POLICY}/{uuid}/modify_v2`, handle: modifyPolicy },
  {
    method: 'POST',
    path: `${POLICY}/delete`,
    handle: ({ body }, app) => {
      const uuids = body.texts('alertPolicyUUIDs') ?? [];
      if (uuids.length === 0) throw badRequest('alertPolicyUUIDs is required');
      for (const uuid of uuids) policy({ params: { uuid }, body, query: new URLSearchParams() }, app);
      for (const uuid of uuids) app.records.remove('policy', uuid);
      return { content: true };
    },
  },
  {
    method: 'POST',
    path: `${MUTE}/create`,
    handle: ({ body }, app) => ({ content: app.records.create('mute', readMute(body, app)) }),
  },
  {
    method: 'GET',
    path: `${MUTE}/list`,
    handle: ({ query }, app) => {
      const search = query.get('search') ?? '';
      const all = app.records.list('mute').filter((one) => one.name.includes(search));
      const { items, pageInfo } = pageOf(all.reverse(), query);
      return { content: items, pageInfo };
    },
  },
  {
    method: 'POST',
    path: `${MUTE}/{uuid}/modify`,
    handle: (request, app) => {
      const old = mute(request, app);
      return { content: app.records.update('mute', old.uuid, { ...readMute(request.body, app), status: old.status }) };
    },
  },
  {
    method: 'POST',
    path: `${MUTE}/{uuid}/delete`,
    handle: (request, app) => ({ content: app.records.remove('mute', mute(request, app).uuid) }),
  },
  { method: 'POST', path: `${MUTE}/{uuid}/disable`, handle: setMute(2) },
  { method: 'POST', path: `${MUTE}/{uuid}/enable`, handle: setMute(0) },
  {
    method: 'POST',
    path: `${NOTIFY}/create`,
    handle: ({ body }, app) => ({ content: showNotify(app.records.create('notify', readNotify(body))) }),
  },
  {
    method: 'GET',
    path: `${NOTIFY}/list`,
    handle: ({ query }, app) => {
      const search = query.get('search') ?? '';
      const all = app.records.list('notify').filter((one) => one.name.includes(search));
      const { items, pageInfo } = pageOf(all.reverse(), query);
      return { content: items.map(showNotify), pageInfo };
    },
  },
  {
    method: 'GET',
    path: `${NOTIFY}/get`,
    handle: ({ query }, app) => ({ content: showNotify(notifyObject(query.get('notifyObjectUUID') ?? '', app)) }),
  },
  {
    method: 'POST',
    path: `${NOTIFY}/delete`,
    handle: ({ body }, app) => {
      const uuids = body.texts('notifyObjectUUIDs') ?? [body.text('notifyObjectUUID')];
      for (const uuid of uuids) notifyObject(uuid, app);
      for (const uuid of uuids) app.records.remove('notify', uuid);
      return { content: true };
    },
  },
];
