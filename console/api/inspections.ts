import { omit } from 'lodash';
import { resolveParams } from '../../lib/define';
import { messageOf } from '../../lib/errors';
import { parseConfigs, withParams } from '../../lib/inspection';
import type { Text } from '../../lib/model';
import { CHECKERS } from '../../scripts/registry.gen';
import type { HostFunction, Task } from '../../host/types';
import type { CheckerRecord } from '../../workspace/records';
import type { CheckerView } from '../../workspace';
import type { Configs, InspectionDetail, InspectionView } from './api';
import { conflict, notFound, sendFile } from './http';
import type { Call, Desk, Route } from './http';
import { collectionCounts, taskView } from './tasks';

/** An inspection as the host, the workspace, or both know it. */
interface Found {
  readonly fn?: HostFunction;
  readonly known?: CheckerView;
}

/** The names under which an inspection registers itself, see `funcId` of its settings. */
function belongs(fn: HostFunction, { jsonScript }: CheckerRecord): boolean {
  const funcId = jsonScript.refFuncInfo?.funcId;
  return funcId === fn.id || funcId === `aliyun_inspection__${fn.inspection.replace(/-/g, '_')}.run`;
}

function all({ host, workspace }: Desk): Found[] {
  const left = new Set(workspace.store.checkers());
  const here = host.functions().map((fn): Found => {
    const known = [...left].find(({ checker }) => belongs(fn, checker));
    if (known) left.delete(known);
    return { fn, ...(known ? { known } : {}) };
  });
  return [...here, ...[...left].map((known) => ({ known }))];
}

/** How many inspections report here that other hosts run. */
export function elsewhere({ host, workspace }: Desk): number {
  const here = host.functions();
  return workspace.records
    .list('checker')
    .filter((one) => one.type === 'self_built_trigger' && !here.some((fn) => belongs(fn, one))).length;
}

/** So far back the last run is looked for. */
const LOOKED_AT = 50;

/** The first task, newest first, that fits. Few are read at once: the result of hundreds of accounts is long. */
function newest(desk: Desk, fn: HostFunction, fits: (task: Task) => boolean): Task | undefined {
  const limit = 2;
  let before: string | undefined;
  for (let seen = 0; seen < LOOKED_AT; seen += limit) {
    const tasks = desk.host.tasks({ functionId: fn.id, limit, ...(before === undefined ? {} : { before }) });
    const found = tasks.find(fits);
    if (found || tasks.length < limit) return found;
    before = tasks.at(-1)?.id;
  }
  return undefined;
}

/** The last run that read anything: what is known about coverage is from there. A disabled inspection reads nothing. */
export function lastResult(desk: Desk, fn: HostFunction): Task | undefined {
  const read = ({ origin, result }: Task) => origin !== 'draft' && (result?.collections.length ?? 0) > 0;
  return fn.lastTask && read(fn.lastTask) ? fn.lastTask : newest(desk, fn, read);
}

/** The run under way, or the last one: not what was skipped for it, and no trial of a draft. */
export function lastRun(desk: Desk, fn: HostFunction): Task | undefined {
  // Two runs of a function do not go on at once: what is older has ended.
  if (fn.lastTask && fn.lastTask.origin !== 'draft' && fn.lastTask.status !== 'skip') return fn.lastTask;
  const ran = ({ origin, status }: Task) => origin !== 'draft' && status !== 'skip';
  const underWay = (['running', 'queued'] as const).flatMap((status) => desk.host.tasks({ functionId: fn.id, status }));
  return underWay.find(ran) ?? newest(desk, fn, ran);
}

function view(desk: Desk, { fn, known }: Found): InspectionView {
  const { records } = desk.workspace;
  const checker = known?.checker;
  const title = checker?.jsonScript.title ?? '';
  const result = fn && lastResult(desk, fn)?.result;
  const last = fn && lastRun(desk, fn);
  const policies = checker
    ? records
        .list('policy')
        .filter(
          ({ uuid, checkerUUIDs }) => checker.alertPolicyUUIDs.includes(uuid) || checkerUUIDs.includes(checker.uuid),
        )
    : [];
  return {
    id: fn?.id ?? checker?.uuid ?? '',
    title: fn?.title ?? { zh: title, en: title },
    doc: fn?.doc ?? NO_TEXT,
    ...(fn ? { functionId: fn.id, scriptId: fn.scriptId, trigger: fn.trigger, timeoutSeconds: fn.timeoutSeconds } : {}),
    ...(checker ? { uuid: checker.uuid } : {}),
    state: checker?.status === 2 ? 'disabled' : fn?.trigger.paused ? 'paused' : 'enabled',
    open: known?.open ?? {},
    openTotal: known?.openTotal ?? 0,
    ...(known?.lastEvent === undefined ? {} : { lastEvent: known.lastEvent }),
    ...(last ? { lastTask: taskView(last) } : {}),
    ...(result ? { coverage: collectionCounts(result) } : {}),
    policies: policies.map(({ uuid, name }) => ({ uuid, name })),
  };
}

const NO_TEXT: Text = { zh: '', en: '' };

export function inspections(desk: Desk): InspectionView[] {
  return all(desk).map((found) => view(desk, found));
}

function find({ params }: Pick<Call, 'params'>, desk: Desk): Found {
  const { id } = params;
  const found = all(desk).find(({ fn, known }) => fn?.id === id || known?.checker.uuid === id);
  if (!found) throw notFound({ zh: '巡检', en: 'inspection' });
  return found;
}

/** The workspace's record, which an inspection makes with its first run. */
function registered({ known }: Found): CheckerRecord {
  if (!known) {
    throw conflict({
      zh: '这个巡检还没有在工作空间注册：先运行一次',
      en: 'This inspection has not registered itself in the workspace yet: run it once',
    });
  }
  return known.checker;
}

function runnable({ fn }: Found): HostFunction {
  if (!fn) throw conflict({ zh: '这个巡检在别的主机上运行', en: 'Another host runs this inspection' });
  return fn;
}

function detail(desk: Desk, found: Found): InspectionDetail {
  const { fn, known } = found;
  let configs: Configs = {};
  let problem: string | undefined;
  try {
    configs = parseConfigs(known?.checker.jsonScript.callKwargs.configs);
  } catch (error) {
    problem = messageOf(error);
  }
  return {
    ...view(desk, found),
    checkers: fn?.checkers ?? [],
    configs,
    ...(problem === undefined ? {} : { configsProblem: problem }),
    tasks: fn ? desk.host.tasks({ functionId: fn.id, limit: 20 }).map(taskView) : [],
  };
}

function setEnabled(enabled: boolean) {
  return (call: Call, desk: Desk): InspectionView => {
    const { fn, known } = find(call, desk);
    if (known) desk.workspace.records.update('checker', known.checker.uuid, { status: enabled ? 0 : 2 });
    if (fn && enabled) desk.host.resume(fn.id);
    else if (fn) desk.host.pause(fn.id);
    return view(desk, find(call, desk));
  };
}

/** Checks the parameters as a run would, and keeps them in the workspace, where the next run takes them from. */
function saveConfigs(call: Call, desk: Desk): InspectionDetail {
  const found = find(call, desk);
  const record = registered(found);
  const configs = parseConfigs(call.body.object('configs')?.raw);
  for (const [id, values] of Object.entries(configs.params ?? {})) {
    const checker = found.fn?.checkers.find((one) => one.id === id);
    if (checker) resolveParams(checker.params, values, `configs.params.${id}`);
    else if (found.fn) throw notFound({ zh: `检查项 ${id}`, en: `checker ${id}` });
    // Whether values fit together, its declaration alone knows.
    withParams(
      CHECKERS.filter((one) => one.id === id),
      { params: { [id]: { ...checker?.values, ...values } } },
    );
  }
  const strange = found.fn && configs.disabledCheckers?.find((id) => !found.fn?.checkers.some((one) => one.id === id));
  if (strange !== undefined) throw notFound({ zh: `检查项 ${strange}`, en: `checker ${strange}` });
  const others = omit(record.jsonScript.callKwargs, 'configs');
  const callKwargs = Object.keys(configs).length > 0 ? { ...others, configs } : others;
  desk.workspace.records.update('checker', record.uuid, { jsonScript: { ...record.jsonScript, callKwargs } });
  return detail(desk, find(call, desk));
}

async function remove(call: Call, desk: Desk): Promise<void> {
  const { fn, known } = find(call, desk);
  const script = fn && desk.host.scripts().find(({ id }) => id === fn.scriptId);
  if (fn && call.query.get('script') === 'true' && script?.origin === 'own') await desk.host.removeScript(fn.scriptId);
  else if (fn) desk.host.pause(fn.id);
  if (known) desk.workspace.records.remove('checker', known.checker.uuid);
}

/** Everything that is set about an inspection, without secrets. */
function exported(call: Call, desk: Desk) {
  const found = find(call, desk);
  const { fn, known } = found;
  const { policies } = view(desk, found);
  return sendFile(call.response, `inspection-${fn?.inspection ?? known?.checker.uuid ?? ''}`, {
    exportedAt: desk.now().toISOString(),
    ...(fn
      ? {
          function: {
            id: fn.id,
            inspection: fn.inspection,
            title: fn.title,
            definition: fn.definition,
            timeoutSeconds: fn.timeoutSeconds,
            trigger: fn.trigger,
            checkers: fn.checkers.map(({ id, values }) => ({ id, values })),
          },
        }
      : {}),
    ...(known ? { registration: omit(known.checker, 'secret') } : {}),
    alertPolicies: policies.map(({ uuid }) => desk.workspace.records.get('policy', uuid)),
  });
}

export const inspectionRoutes: readonly Route[] = [
  { method: 'GET', path: '/inspections', handle: (_call, desk) => ({ inspections: inspections(desk) }) },
  { method: 'GET', path: '/inspections/{id}', handle: (call, desk) => detail(desk, find(call, desk)) },
  { method: 'POST', path: '/inspections/{id}/enable', handle: setEnabled(true) },
  { method: 'POST', path: '/inspections/{id}/disable', handle: setEnabled(false) },
  { method: 'PUT', path: '/inspections/{id}/configs', handle: saveConfigs },
  { method: 'GET', path: '/inspections/{id}/export', handle: exported },
  { method: 'DELETE', path: '/inspections/{id}', handle: remove },
  {
    method: 'POST',
    path: '/inspections/{id}/run',
    handle: (call, desk) => taskView(desk.host.call(runnable(find(call, desk)).id, { origin: 'manual' })),
  },
  {
    method: 'PUT',
    path: '/inspections/{id}/policies',
    handle: (call, desk) => {
      const record = registered(find(call, desk));
      const { records } = desk.workspace;
      const wanted = call.body.texts('policies') ?? [];
      for (const uuid of wanted)
        if (!records.get('policy', uuid)) throw notFound({ zh: '告警策略', en: 'alert policy' });
      records.update('checker', record.uuid, { alertPolicyUUIDs: wanted });
      // A policy may name the inspection, too.
      for (const policy of records.list('policy')) {
        if (wanted.includes(policy.uuid) || !policy.checkerUUIDs.includes(record.uuid)) continue;
        const checkerUUIDs = policy.checkerUUIDs.filter((uuid) => uuid !== record.uuid);
        records.update('policy', policy.uuid, { checkerUUIDs });
      }
      return detail(desk, find(call, desk));
    },
  },
];
