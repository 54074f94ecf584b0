/** The HTTP API of the host, with the paths and answers of DataFlux Func. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { omit } from 'lodash';
import { isInspectionError, messageOf } from '../lib/errors';
import { configsOf, RUN_PARAMETERS } from '../lib/inspection';
import { hintOf, type Language } from '../lib/model';
import { Router } from '../ground/router';
import { ApiFault, Fields, readBody, sendJson } from '../ground/http';
import type { Audit } from './audit';
import type { Caller } from './auth';
import type { RunningHost } from './host';
import { wideFunctions } from './keyring';
import { mayAs, type Role } from './roles';
import type { Log } from './log';
import type { FunctionHost, HostFunction, Task, TaskStatus } from './types';
import type { AccountInput, Accounts } from './vault';

export interface ApiParts {
  readonly host: RunningHost;
  readonly accounts: Accounts;
  /** Of logs. */
  readonly language: Language;
  /** Where it is written down who did what, and from where. */
  readonly audit?: { readonly book: Audit; readonly addressOf: (request: IncomingMessage) => string };
  /** Keys may come over this way: it does not leave the machine, or it is encrypted. */
  readonly protected: boolean;
  /** The longest that a call waits for its result. */
  readonly waitSeconds: number;
  readonly log: Log;
}

/** An answer that is no success, as Func tells it: `error` is a status with a fraction that says more. */
class Refusal extends Error {
  constructor(
    readonly error: number,
    readonly reason: string,
    message: string,
    readonly detail?: unknown,
  ) {
    super(message);
  }
}

const STATUSES: readonly TaskStatus[] = ['queued', 'running', 'success', 'failure', 'timeout', 'skip', 'cancelled'];
const MAX_TASKS = 500;

interface ApiRoute {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`. */
  readonly path: string;
  /** The least that may call it. */
  readonly role: Role;
  /** @param id the part of the path that is not fixed */
  readonly handle: (parts: ApiParts, id: string, request: ApiRequest) => unknown;
}

interface ApiRequest {
  readonly query: URLSearchParams;
  readonly body: Fields;
  readonly caller: Caller;
}

export const ROUTES: readonly ApiRoute[] = [
  { method: 'GET', path: '/func-list', role: 'see', handle: ({ host }) => host.functions().map(functionOf) },
  { method: 'GET', path: '/func/{id}', role: 'see', handle: ({ host }, id) => functionOf(known(host, id)) },
  { method: 'POST', path: '/func/{id}', role: 'operate', handle: (parts, id, request) => call(parts, id, request) },
  {
    method: 'POST',
    path: '/func/{id}/pause',
    role: 'operate',
    handle: ({ host }, id) => functionOf(host.pause(known(host, id).id)),
  },
  {
    method: 'POST',
    path: '/func/{id}/resume',
    role: 'operate',
    handle: ({ host }, id) => functionOf(host.resume(known(host, id).id)),
  },
  { method: 'GET', path: '/task-list', role: 'see', handle: ({ host }, _, { query }) => taskList(host, query) },
  { method: 'GET', path: '/task/{id}', role: 'see', handle: (parts, id) => recordOf(parts, taskOf(parts.host, id)) },
  {
    method: 'POST',
    path: '/task/{id}/cancel',
    role: 'operate',
    handle: async ({ host }, id) => host.cancel(taskOf(host, id).id),
  },
  { method: 'GET', path: '/account-list', role: 'administer', handle: accountList },
  {
    method: 'POST',
    path: '/account/{id}',
    role: 'administer',
    handle: (parts, name, { body }) => putAccount(parts, name, body),
  },
  {
    method: 'POST',
    path: '/account/{id}/delete',
    role: 'administer',
    handle: ({ accounts }, name) => accounts.remove(name),
  },
];
const API = '/api/v1';
const router = new Router(ROUTES, {
  badPath: () => new Refusal(400, 'EClientBadRequest', 'the path is not valid'),
});

/**
 * Answers a request below `/api/v1/`.
 *
 * @param caller who asks; nobody is refused
 */
export async function serveApi(
  parts: ApiParts,
  caller: Caller | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const began = Date.now();
  const traceId = `TRACE-${randomUUID().toUpperCase()}`;
  const reply = (error: number, more: object) => {
    const now = Date.now();
    const [reqTime, respTime] = [began, now].map((time) => new Date(time).toISOString());
    const body = { ok: error <= 200, error, message: '', ...more, traceId, reqTime, respTime, reqCost: now - began };
    sendJson(response, Math.floor(error), body);
  };
  const sent: Sent = {};
  try {
    if (!caller) {
      throw new Refusal(401, 'EUserAuth', 'sign in, or send the token: Authorization: Bearer <token>');
    }
    const data = (await answer(parts, caller, request, sent)) ?? null;
    write(parts, caller, request, sent, 200);
    reply(200, { data });
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    write(parts, caller, request, sent, Math.floor(refusal.error));
    if (refusal.error === 500) parts.log('error', `${request.url ?? ''}: ${refusal.message}`);
    const { error, reason, message, detail } = refusal;
    // A body that was not read to its end must not be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    reply(error, { reason, message, ...(detail === undefined ? {} : { detail }) });
    if (!request.complete) request.resume();
  }
}

/** What is known of a request when it ends. */
interface Sent {
  what?: string;
  target?: string;
  body?: unknown;
}

function write(
  { audit }: ApiParts,
  caller: Caller | undefined,
  request: IncomingMessage,
  { what, target = '', body }: Sent,
  status: number,
): void {
  if (!audit || request.method === 'GET') return;
  audit.book.record({
    who: caller === undefined ? '-' : caller.kind === 'token' ? caller.name : caller.user.name,
    address: audit.addressOf(request),
    way: 'api',
    what: what ?? `${request.method ?? ''} unknown`,
    target: what === undefined ? ((request.url ?? '').split('?')[0] ?? '') : target,
    status,
    sent: body,
  });
}

async function answer(parts: ApiParts, caller: Caller, request: IncomingMessage, sent: Sent): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://host');
  const { pathname } = url;
  const match = pathname.startsWith(API) ? router.match(request.method ?? '', pathname.slice(API.length)) : undefined;
  if (!match) throw new Refusal(404, 'EClientNotFound', `no such route: ${request.method ?? ''} ${pathname}`);
  sent.what = `${match.route.method} ${match.route.path}`;
  sent.target = match.params().id ?? '';
  const { role } = match.route;
  if (!mayAs(caller.role, role)) throw new Refusal(403, 'EForbidden', `this needs the role "${role}"`);
  if (caller.kind === 'session' && caller.user.firstPassword && /^POST \/account/.test(sent.what)) {
    throw new Refusal(403, 'EForbidden', 'change the first password before this');
  }
  const text = match.route.method === 'POST' ? await readBody(request) : '';
  const body = text.trim() === '' ? new Fields({}) : Fields.parse(text);
  sent.body = body.raw;
  return match.route.handle(parts, match.params().id ?? '', { query: url.searchParams, body, caller });
}

function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof ApiFault) return new Refusal(thrown.status, 'EClientBadRequest', thrown.message);
  if (isInspectionError(thrown, 'config')) return new Refusal(400, 'EClientBadRequest', thrown.message);
  return new Refusal(500, 'ESys', messageOf(thrown));
}

/** `kwargs` are the function's parameters; `options.async` answers at once, `options.timeout` waits so many seconds. */
async function call(parts: ApiParts, id: string, { body, caller }: ApiRequest): Promise<unknown> {
  const { host, waitSeconds } = parts;
  // Everything is read before the call: what is refused has started nothing.
  only(body, ['kwargs', 'options']);
  const kwargs = only(
    body.object('kwargs'),
    RUN_PARAMETERS.map(({ name }) => name),
  );
  const options = only(body.object('options'), ['async', 'timeout']);
  const origin = caller.kind === 'token' ? 'api' : 'manual';
  const seconds = options?.integer('timeout', 1, 3600) ?? waitSeconds;
  const atOnce = options?.flag('async') === true;
  if (host.stopping) throw new Refusal(503, 'EStopping', 'the host is stopping and starts nothing');
  const queued = host.call(known(host, id).id, { configs: configsOf(kwargs?.raw), origin });
  if (atOnce) return { id: queued.id, status: queued.status };
  const task = await host.wait(queued.id, Math.min(seconds, waitSeconds));
  const detail = { taskId: task.id, status: task.status };
  if (task.endedAt === undefined) {
    throw new Refusal(599.99, 'EWorkerNoResponse', `the task goes on: ask for /api/v1/task/${task.id}`, detail);
  }
  if (task.status === 'success') return { result: task.result, taskId: task.id };
  const why = task.error ?? { code: task.status, message: task.status };
  const [error, reason] = task.status === 'timeout' ? [599.2, 'EFuncTimeout'] : [599.3, 'EFuncFailed'];
  throw new Refusal(Number(error), String(reason), why.message, { ...detail, code: why.code });
}

/** A key that nobody reads may be one that was meant to narrow the run. @throws ApiFault that names it */
function only<T extends Fields | undefined>(fields: T, keys: readonly string[]): T {
  const other = Object.keys(fields?.raw ?? {}).find((key) => !keys.includes(key));
  if (fields && other !== undefined) throw fields.fault(other, `is not known here${hintOf(other, keys)}`);
  return fields;
}

function known(host: FunctionHost, id: string): HostFunction {
  const found = host.functions().find((one) => one.id === id);
  if (!found) throw new Refusal(404, 'EClientNotFound', `there is no function "${id}": ask for /api/v1/func-list`);
  return found;
}

function taskOf(host: FunctionHost, id: string): Task {
  const task = host.task(id);
  if (!task) throw new Refusal(404, 'EClientNotFound', `there is no task "${id}"`);
  return task;
}

/** Without results, which are long: those are in the record of a task. */
function taskList(host: FunctionHost, query: URLSearchParams): readonly Omit<Task, 'result'>[] {
  const status = query.get('status') ?? undefined;
  if (status !== undefined && !STATUSES.some((one) => one === status)) {
    throw new Refusal(400, 'EClientBadRequest', `status: "${status}" is none of ${STATUSES.join(', ')}`);
  }
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_TASKS) {
    throw new Refusal(400, 'EClientBadRequest', `limit: is not a whole number from 1 to ${MAX_TASKS}`);
  }
  const functionId = query.get('funcId') ?? undefined;
  const before = query.get('before') ?? undefined;
  const tasks = host.tasks({ functionId, status: status as TaskStatus | undefined, limit, before });
  return tasks.map((task) => omit(task, 'result'));
}

/** With the functions whose runs get keys of a role that could not be narrowed. */
function accountList({ host, accounts }: ApiParts): unknown {
  return accounts.list().map((account) => {
    const wide = wideFunctions(account, host).map(({ id }) => id);
    return wide.length === 0 ? account : { ...account, wide };
  });
}

/** `accessKeyId`, `accessKeySecret`, `securityToken`, `roleArn`, `regions`; the keys are never told again. */
function putAccount(parts: ApiParts, name: string, body: Fields): unknown {
  if (!parts.protected) {
    throw new Refusal(403, 'EForbidden', 'keys are not taken over a network without TLS or a declared proxy');
  }
  const { raw } = only(body, ['accessKeyId', 'accessKeySecret', 'securityToken', 'roleArn', 'regions']);
  return parts.accounts.put({ ...(raw as unknown as AccountInput), name });
}

/** A task with its log, in the language of the host. */
function recordOf({ host, language }: ApiParts, task: Task): unknown {
  const logs = host.logs(task.id).map((line) => (typeof line === 'string' ? line : line[language]));
  return { ...task, logs };
}

/** A function as Func lists it, and with what this host knows beside. */
function functionOf(one: HostFunction): unknown {
  const { id, scriptId, title, doc, definition, category, tags, timeoutSeconds, trigger, inspection, checkers } = one;
  return {
    ...{ id, scriptId, name: 'run', title: title.zh, titles: title, description: doc.zh, descriptions: doc },
    ...{ definition, argsJSON: ['configs'], kwargsJSON: { configs: { default: null } }, category, tagsJSON: tags },
    extraConfigJSON: { timeout: timeoutSeconds, fixedCronExpr: trigger.schedule },
    ...{ inspection, trigger, checkers, lastTask: one.lastTask && omit(one.lastTask, 'result') },
  };
}
