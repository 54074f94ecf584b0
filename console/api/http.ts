import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConfigError, isInspectionError, messageOf } from '../../lib/errors';
import type { Text } from '../../lib/model';
import type { StateStore } from '../../lib/state';
import type { Audit } from '../../host/audit';
import type { People } from '../../host/people';
import type { SharedQueue } from '../../host/queue/shared';
import { mayAs } from '../../host/roles';
import type { FunctionHost } from '../../host/types';
import type { Accounts } from '../../host/vault';
import type { Workspace } from '../../workspace';
import { FilterError } from '../../workspace/filters';
import { Router } from '../../ground/router';
import { ApiFault, Fields, readBody, sendJson } from '../../ground/http';
import type { Failure } from './api';
import type { ConsoleAuth, ConsoleUser } from './auth';
import { isPrecious, leastRole, refusal } from './roles';

/** The accounts of a host, and whether their keys may come over this way. */
export interface ConsoleAccounts {
  readonly vault: Accounts;
  /** It does not leave the machine, or it is encrypted. */
  readonly protected: boolean;
  /** Whether the host has keys besides; absent: it has. */
  readonly outside?: () => Promise<boolean>;
}

/** What every route may use. */
export interface Desk {
  readonly host: FunctionHost;
  readonly workspace: Pick<Workspace, 'store' | 'records' | 'ingest' | 'handling' | 'notifier'>;
  readonly auth: ConsoleAuth;
  readonly accounts?: ConsoleAccounts;
  /** Without it there is one user, who may do everything. */
  readonly people?: People;
  /** Without it nobody writes down who did what. */
  readonly audit?: Audit;
  /** What the host's runs remember; without it nothing can be said of their events. */
  readonly state?: StateStore;
  /** The queue that many hosts share, where there is one. */
  readonly queue?: Pick<SharedQueue, 'counts'>;
  readonly now: () => Date;
}

export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body; empty for GET. */
  readonly body: Fields;
  readonly user: ConsoleUser | undefined;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/console/api`, with `{name}` for one part. */
  readonly path: string;
  /** Answered without being signed in. */
  readonly open?: boolean;
  /** It changes nothing, whatever its method: it is not in the audit. */
  readonly reads?: boolean;
  /** @returns what is answered as JSON; {@link ANSWERED} when it answered itself */
  readonly handle: (call: Call, desk: Desk) => unknown;
}

export const ANSWERED = Symbol('answered');

/** An answer that is no success, in both languages. */
export class ConsoleFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Text,
    readonly field?: string,
  ) {
    super(text.en);
  }
}

export const notFound = (what: Text): ConsoleFault =>
  new ConsoleFault(404, 'not-found', { zh: `没有这个${what.zh}`, en: `There is no such ${what.en}` });

export const conflict = (text: Text): ConsoleFault => new ConsoleFault(409, 'conflict', text);

/** Bodies are scripts at most. */
const MAX_BODY = 2 * 1024 * 1024;

/** Answers as a file to save. */
export function sendFile(response: ServerResponse, name: string, body: unknown): typeof ANSWERED {
  const safe = name.replace(/[^\w.-]+/g, '-').slice(0, 100);
  response.setHeader('content-disposition', `attachment; filename="${safe}.json"`);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body, undefined, 2)}\n`);
  return ANSWERED;
}

/** Answers as a file to save that is no JSON. @param name with its ending */
export function sendText(response: ServerResponse, name: string, type: string, text: string): typeof ANSWERED {
  response.setHeader('content-disposition', `attachment; filename="${name}"`);
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(text);
  return ANSWERED;
}

export function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** Whoever signs in has no session before that: the answer is the first to name the user. */
function signedIn(answer: unknown): Pick<ConsoleUser, 'name'> | undefined {
  const { user } = (answer ?? {}) as { readonly user?: unknown };
  return typeof user === 'string' ? { name: user } : undefined;
}

/** What is known of a request when it ends. */
interface Sent {
  route?: Route;
  target?: string;
  body?: unknown;
}

/** Finds the route of a request, lets in who is signed in, and answers. */
export class Api {
  private readonly router: Router<Route>;

  constructor(
    routes: readonly Route[],
    private readonly desk: Desk,
    private readonly log: (line: string) => void,
  ) {
    this.router = new Router(routes, { badPath: () => notFound({ zh: '路径', en: 'path' }) });
  }

  /** @param path below `/console/api` */
  async serve(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    const sent: Sent = {};
    // Before it is done: signing out ends the session that did it.
    const user = this.desk.auth.user(request);
    try {
      const answer = await this.answer(request, response, path, query, sent);
      this.write(request, path, sent, user ?? signedIn(answer), 200);
      if (answer !== ANSWERED) sendJson(response, 200, answer ?? {});
    } catch (error) {
      const { status, failure } = this.failureOf(error);
      this.write(request, path, sent, user, status);
      if (response.headersSent) {
        response.destroy();
        return;
      }
      // A body that was not read to its end must not be taken for the next request.
      if (!request.complete) {
        response.setHeader('connection', 'close');
        request.resume();
      }
      sendJson(response, status, failure);
    }
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
    sent: Sent,
  ): Promise<unknown> {
    const { method = 'GET' } = request;
    const match = this.router.match(method, path);
    if (!match) throw notFound({ zh: '接口', en: 'API' });
    const { route } = match;
    sent.route = route;
    const params = match.params();
    sent.target = Object.values(params).join(' ');
    const user = this.desk.auth.user(request);
    if (!route.open && user === undefined) {
      throw new ConsoleFault(401, 'signed-out', { zh: '请先登录', en: 'Sign in first' });
    }
    if (method !== 'GET') admit(request, route, user);
    if (!route.open) authorize(route, user);
    const body = method === 'POST' || method === 'PUT' ? Fields.parse(await readBody(request)) : new Fields({});
    sent.body = body.raw;
    return await route.handle({ request, response, params, query, body, user }, this.desk);
  }

  /** Writes down what was changed, or would have been. What is looked at is nobody's business. */
  private write(
    request: IncomingMessage,
    path: string,
    { route, target = '', body }: Sent,
    user: Pick<ConsoleUser, 'name'> | undefined,
    status: number,
  ): void {
    const { audit, auth } = this.desk;
    const { method = 'GET' } = request;
    if (audit === undefined || route?.reads || method === 'GET' || method === 'HEAD') return;
    const address = auth.addressOf?.(request) ?? request.socket.remoteAddress ?? '';
    const who = user?.name ?? '-';
    audit.record({
      who,
      address,
      way: 'console',
      what: `${method} ${route?.path ?? 'unknown'}`,
      target: route ? target : path,
      status,
      sent: body,
    });
  }

  private failureOf(error: unknown): { readonly status: number; readonly failure: Failure } {
    const told = (status: number, code: string, message: Text, field?: string) => ({
      status,
      failure: { error: { code, message, ...(field === undefined ? {} : { field }) } },
    });
    if (error instanceof ConsoleFault) return told(error.status, error.code, error.text, error.field);
    // What only programs meet is said in English, with a frame round it for whoever reads Chinese.
    const both = (en: string, zh = `操作未完成：${en}`): Text => ({ zh, en });
    if (error instanceof ApiFault) return told(error.status, 'config', both(error.message, error.zh));
    if (error instanceof FilterError) return told(400, 'config', both(error.message));
    if (error instanceof ConfigError) return told(400, error.code, both(error.message, error.zh), error.field);
    if (isInspectionError(error)) return told(error.code === 'config' ? 400 : 409, error.code, both(error.message));
    this.log(`console: ${messageOf(error)}`);
    return told(500, 'internal', {
      zh: '控制台出错，原因在服务端日志中',
      en: 'The console failed; the reason is in the log of the server',
    });
  }
}

/** Whether the role of a user is enough; and nothing precious is done with a password that somebody else has seen. */
function authorize(route: Route, user: ConsoleUser | undefined): void {
  const least = leastRole(route);
  if (!mayAs(user?.role ?? 'administer', least)) {
    throw new ConsoleFault(403, 'role', refusal(least));
  }
  if (user?.role !== undefined && user.firstPassword === true && isPrecious(route)) {
    throw new ConsoleFault(403, 'first-password', {
      zh: '请先修改首次登录的密码',
      en: 'Change the first password before this',
    });
  }
}

/** A change must come from this page: its token, and JSON, which no form of another site can send. */
function admit(request: IncomingMessage, route: Route, user: ConsoleUser | undefined): void {
  const token = request.headers['x-csrf-token'];
  if (!route.open && !(typeof token === 'string' && user !== undefined && isSame(token, user.csrf))) {
    throw new ConsoleFault(403, 'csrf', {
      zh: '这个页面已过期，请刷新后重试',
      en: 'This page is out of date: reload it and try again',
    });
  }
  const length = Number(request.headers['content-length'] ?? (route.method === 'DELETE' ? 0 : NaN));
  if (Number.isNaN(length) || request.headers['transfer-encoding'] !== undefined) {
    throw new ConsoleFault(411, 'config', { zh: '缺少 Content-Length', en: 'Content-Length is required' });
  }
  if (length > (route.open ? 4096 : MAX_BODY)) {
    throw new ConsoleFault(413, 'config', { zh: '内容太大', en: 'The body is too large' });
  }
  if (route.method !== 'DELETE' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new ConsoleFault(415, 'config', { zh: '内容必须是 JSON', en: 'The body has to be JSON' });
  }
}
