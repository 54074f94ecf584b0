import { badRequest, notFound } from '../../ground/http';
import { commaList, pageOf } from '../http';
import type { Fields } from '../../ground/http';
import type { App, ApiRequest, Route } from '../http';
import type { CheckerRecord, RefFuncInfo } from '../records';

/** The record as the Open API shows it. */
function show(checker: CheckerRecord, app: App): Record<string, unknown> {
  const { alertPolicyUUIDs, ...rest } = checker;
  const person = { name: 'local', username: `AK(${checker.creator})` };
  return {
    ...rest,
    alertPolicyInfos: alertPolicyUUIDs.flatMap((uuid) => {
      const policy = app.records.get('policy', uuid);
      return policy ? [{ name: policy.name, uuid }] : [];
    }),
    createdWay: 'manual',
    creatorInfo: person,
    updatorInfo: person,
    crontabInfo: {},
    extend: {},
    isLocked: 0,
    monitorName: '',
  };
}

function policyUuids(body: Fields, app: App): readonly string[] | undefined {
  const uuids = body.texts('alertPolicyUUIDs');
  for (const uuid of uuids ?? []) {
    if (!app.records.get('policy', uuid)) throw badRequest(`alertPolicyUUIDs: alert policy ${uuid} does not exist`);
  }
  return uuids;
}

function functionInfo(info: Fields, old?: RefFuncInfo): RefFuncInfo {
  const args = info.raw.args;
  if (args !== undefined && !Array.isArray(args)) throw info.fault('args', 'must be an array');
  return {
    funcId: old?.funcId ?? info.text('funcId'),
    description: info.optionalText('description') ?? old?.description ?? '',
    definition: info.optionalText('definition') ?? old?.definition ?? '',
    category: info.optionalText('category') ?? old?.category ?? '',
    args: (args as unknown[] | undefined) ?? old?.args ?? [],
    kwargs: info.object('kwargs')?.raw ?? old?.kwargs ?? {},
  };
}

function inspections(app: App): CheckerRecord[] {
  return app.records.list('checker').filter((checker) => checker.type === 'self_built_trigger');
}

/** The inspections that a body names, by `ruleUUIDs`, `ruleUUID` or `refKey`. */
function selected(body: Fields, app: App, field: 'ruleUUID' | 'ruleUUIDs'): CheckerRecord[] {
  const uuids = field === 'ruleUUIDs' ? (body.texts(field) ?? []) : [body.optionalText(field) ?? ''];
  const named = uuids.filter((uuid) => uuid !== '');
  const refKey = body.optionalText('refKey') ?? '';
  if (named.length === 0 && refKey === '') throw badRequest(`${field} or refKey is required`);
  const found =
    named.length > 0
      ? named.map((uuid) => inspections(app).find((checker) => checker.uuid === uuid))
      : [app.records.byRefKey(refKey)];
  return found.map((checker) => {
    if (!checker) throw notFound('the inspection does not exist');
    return checker;
  });
}

function setStatus(status: 0 | 2) {
  return ({ body }: ApiRequest, app: App) => {
    for (const { uuid } of selected(body, app, 'ruleUUIDs')) app.records.update('checker', uuid, { status });
    return { content: true };
  };
}

function remove(field: 'ruleUUID' | 'ruleUUIDs') {
  return ({ body }: ApiRequest, app: App) => {
    for (const { uuid } of selected(body, app, field)) app.records.remove('checker', uuid);
    return { content: true };
  };
}

const SELF_BUILT = '/api/v1/self_built_checker';

export const checkerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${SELF_BUILT}/list`,
    handle: ({ query }, app) => {
      const search = query.get('search') ?? '';
      const wanted = (name: string, values: readonly string[]) => {
        const list = commaList(query, name);
        return list.length === 0 || values.some((value) => list.includes(value));
      };
      const all = inspections(app).filter(
        (checker) =>
          wanted('monitorUUID', [checker.monitorUUID]) &&
          wanted('alertPolicyUUID', checker.alertPolicyUUIDs) &&
          wanted('checkerUUID', [checker.uuid]) &&
          wanted('refKey', [checker.refKey]) &&
          checker.jsonScript.title.includes(search),
      );
      const { items, pageInfo } = pageOf(all.reverse(), query);
      return { content: { data: items.map((item) => show(item, app)), declaration: {} }, pageInfo };
    },
  },
  {
    method: 'GET',
    path: `${SELF_BUILT}/get`,
    handle: ({ query }, app) => {
      const uuid = query.get('ruleUUID') ?? '';
      const refKey = query.get('refKey') ?? '';
      if (uuid === '' && refKey === '') throw badRequest('ruleUUID or refKey is required');
      const found =
        uuid === '' ? app.records.byRefKey(refKey) : inspections(app).find((checker) => checker.uuid === uuid);
      if (!found && app.absentChecker === 'empty') return { content: {} };
      if (!found) throw notFound('the inspection does not exist');
      return { content: show(found, app) };
    },
  },
  {
    method: 'POST',
    path: `${SELF_BUILT}/create`,
    handle: ({ body }, app) => {
      const refKey = body.text('refKey', 256);
      const title = body.text('title', 256);
      const info = body.object('refFuncInfo');
      if (!info) throw badRequest('refFuncInfo is required');
      const refFuncInfo = functionInfo(info);
      const alertPolicyUUIDs = policyUuids(body, app) ?? [];
      const monitorUUID = body.optionalText('monitorUUID') ?? '';
      const status = body.flag('isDisabled') === true ? 2 : 0;
      if (app.records.byRefKey(refKey)) throw badRequest('refKey: an inspection with this refKey exists, modify it');
      const created = app.records.create('checker', {
        type: 'self_built_trigger',
        refKey,
        secret: '',
        monitorUUID,
        alertPolicyUUIDs,
        status,
        jsonScript: { type: 'selfBuiltCheck', name: title, title, callKwargs: {}, refFuncInfo },
      });
      return { content: show(created, app) };
    },
  },
  {
    method: 'POST',
    path: `${SELF_BUILT}/modify`,
    handle: ({ body }, app) => {
      const [found] = selected(body, app, 'ruleUUID');
      if (!found) throw notFound('the inspection does not exist');
      const title = body.optionalText('title', 256) || found.jsonScript.title;
      const info = body.object('refFuncInfo');
      const old = found.jsonScript.refFuncInfo;
      const refFuncInfo = info ? functionInfo(info, old) : old;
      const alertPolicyUUIDs = policyUuids(body, app) ?? found.alertPolicyUUIDs;
      const monitorUUID = body.optionalText('monitorUUID') ?? found.monitorUUID;
      // Only here: what a person types into the form of the real console.
      const callKwargs = body.object('callKwargs')?.raw ?? found.jsonScript.callKwargs;
      const changed = app.records.update('checker', found.uuid, {
        alertPolicyUUIDs,
        monitorUUID,
        jsonScript: { ...found.jsonScript, name: title, title, callKwargs, ...(refFuncInfo ? { refFuncInfo } : {}) },
      });
      return { content: show(changed ?? found, app) };
    },
  },
  { method: 'POST', path: `${SELF_BUILT}/enable`, handle: setStatus(0) },
  { method: 'POST', path: `${SELF_BUILT}/disable`, handle: setStatus(2) },
  { method: 'POST', path: `${SELF_BUILT}/delete`, handle: remove('ruleUUID') },
  { method: 'POST', path: `${SELF_BUILT}/batch_delete`, handle: remove('ruleUUIDs') },
  {
    method: 'POST',
    path: '/api/v1/checker/add',
    handle: ({ body }, app) => {
      const type = body.optionalText('type') ?? 'trigger';
      if (type !== 'outer_event_checker') throw badRequest('type must be outer_event_checker in a local workspace');
      const script = body.object('jsonScript');
      if (!script) throw badRequest('jsonScript is required');
      script.oneOf('type', ['OuterEventChecker']);
      const title = script.text('title', 256);
      const subUri = script.text('subUri', 256);
      const secret = body.text('secret', 256);
      const alertPolicyUUIDs = policyUuids(body, app) ?? [];
      if (app.records.list('checker').some((checker) => checker.secret === secret)) {
        throw badRequest('secret must be unique');
      }
      const created = app.records.create('checker', {
        type,
        refKey: '',
        secret,
        monitorUUID: '',
        alertPolicyUUIDs,
        status: body.integer('status', 0, 2) === 2 ? 2 : 0,
        jsonScript: { type: 'OuterEventChecker', name: title, title, subUri, callKwargs: {} },
      });
      return { content: show(created, app) };
    },
  },
];
