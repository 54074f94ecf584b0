import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ConfigError, messageOf } from '../lib/errors';
import type { MailServer } from '../lib/report/receivers/email';
import { Database } from '../ground/database';
import { DELIVERY, Dispatcher } from './deliver';
import type { DeliveryOptions } from './deliver';
import { Router } from '../ground/router';
import { ApiFault, Fields, badRequest, readBody, sendJson } from '../ground/http';
import { envelope } from './http';
import type { App, Identity, Route } from './http';
import { OpenFaults, upgradeFaults } from './faults';
import { Handling } from './handling';
import { upgrade } from './indexing';
import { Ingest } from './ingest';
import { MinuteLimit } from './limits';
import { Records } from './records';
import { alertRoutes } from './routes/alerts';
import { checkerRoutes } from './routes/checkers';
import { eventRoutes } from './routes/events';
import { functionRoutes } from './routes/functions';
import { workspaceRoutes } from './routes/workspace';
import { write } from './routes/write';
import { Store } from './store';
import { Timeline } from './timeline';

/** Lines without secrets: one for each request, what went wrong, and what takes long. */
export type WorkspaceLog = (line: string, kind: 'request' | 'problem' | 'progress') => void;

export interface WorkspaceOptions {
  /** By default 0, which takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Where the data file is, or will be. */
  readonly dataDir: string;
  /** Of the workspace; kept in the data file. `zh` at first. */
  readonly language?: 'zh' | 'en';
  /** The documented 20 and 200 by default. */
  readonly rateLimits?: { readonly perKeyPerMinute: number; readonly perWorkspacePerMinute: number } | false;
  readonly now?: () => Date;
  readonly log?: WorkspaceLog;
  readonly delivery?: Partial<DeliveryOptions>;
  /** Who sends mail to targets of the type `mailGroup`; `mailServerFromEnv` reads it. */
  readonly mail?: MailServer;
  /** Whether alert policies apply to events written to `/v1/write/keyevent`; in Guance they do not. */
  readonly alertRawEvents?: boolean;
  /** Whether events of inspections are at the time that they say (`date`), where its clients are known; otherwise when they come. */
  readonly datesOfEvents?: boolean;
  /** What `self_built_checker/get` answers when there is none: a 404, or a 200 with an empty content. */
  readonly absentChecker?: 'not-found' | 'empty';
}

export interface Workspace {
  /** Base URL of the Open API, such as `http://127.0.0.1:9530`. */
  readonly openapi: string;
  /** Base URL of the write API; the same server. */
  readonly openway: string;
  /** What goes into the header `DF-API-KEY`. */
  readonly apiKeyId: string;
  readonly apiKey: string;
  /** The write token. */
  readonly token: string;
  readonly workspaceUuid: string;
  /** Everything that can be asked. */
  readonly store: Store;
  /** Checkers, alert policies, mutes and notification objects. */
  readonly records: Records;
  /** The way in for events, and manual recovery. */
  readonly ingest: Ingest;
  /** What people did about faults. */
  readonly handling: Handling;
  /** Who sends notifications; see `Dispatcher.test`. */
  readonly notifier: Pick<Dispatcher, 'test'>;
  close(): Promise<void>;
}

const ROUTES: readonly Route[] = [
  ...workspaceRoutes,
  ...checkerRoutes,
  ...functionRoutes,
  ...eventRoutes,
  ...alertRoutes,
];
const METRIC_DAYS = 14;
const HOUR = 3_600_000;

/**
 * Starts a local workspace that speaks Guance's protocols. What it takes is kept in one file, `workspace.db`, which also
 * holds the key and the token made at the first start; nobody but its owner can read it.
 *
 * @throws ConfigError when the port is taken; StateError when the data file cannot be opened or is in use
 * @example
 * const workspace = await startWorkspace({ dataDir: '.workspace', port: 9530 });
 * process.env.GUANCE_OPENAPI_URL = workspace.openapi;
 * process.env.GUANCE_API_KEY_ID = workspace.apiKeyId;
 */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const db = Database.open(options.dataDir);
  let dispatcher: Dispatcher | undefined;
  try {
    const identity = identify(db, options.language, now);
    const records = new Records(db, { workspace: identity.workspaceUuid, key: identity.apiKeyId }, now);
    upgrade(db, (line) => log(line, 'progress'));
    upgradeFaults(db, (line) => log(line, 'progress'));
    const timeline = Timeline.read(db);
    const faults = OpenFaults.read(db, timeline);
    const store = new Store(db, records, timeline, faults);
    const delivery = { ...DELIVERY, ...options.delivery, ...(options.mail && { mail: options.mail }) };
    const sender = new Dispatcher(db, records, now, delivery, identity.language, (line) => log(line, 'problem'));
    dispatcher = sender;
    const ingest = new Ingest({
      db,
      records,
      timeline,
      faults,
      now,
      workspace: { uuid: identity.workspaceUuid, name: identity.workspaceName, language: identity.language },
      alertRawEvents: options.alertRawEvents ?? false,
      onPending: () => sender.kick(),
    });
    const app: App = {
      identity,
      store,
      records,
      ingest,
      now,
      absentChecker: options.absentChecker ?? 'not-found',
      datesOfEvents: options.datesOfEvents ?? false,
    };
    const server = new WorkspaceServer(app, options.rateLimits ?? DOCUMENTED_LIMITS, log);
    const host = options.host ?? '127.0.0.1';
    const port = await server.listen(options.port ?? 0, host);
    const forget = () => void store.telemetry.forgetMetricsBefore(now().getTime() - METRIC_DAYS * 24 * HOUR);
    forget();
    const sweep = setInterval(forget, HOUR);
    sweep.unref();
    const url = `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
    let closing: Promise<void> | undefined;
    return {
      openapi: url,
      openway: url,
      apiKeyId: identity.apiKeyId,
      apiKey: identity.apiKey,
      token: identity.token,
      workspaceUuid: identity.workspaceUuid,
      store,
      records,
      ingest,
      handling: new Handling(db, now),
      notifier: sender,
      close: () =>
        (closing ??= (async () => {
          clearInterval(sweep);
          await server.close();
          await sender.close();
          db.close();
        })()),
    };
  } catch (error) {
    await dispatcher?.close();
    db.close();
    throw error;
  }
}

const DOCUMENTED_LIMITS = { perKeyPerMinute: 20, perWorkspacePerMinute: 200 };

/** Reads who this workspace is, or makes it up at the first start. */
function identify(db: Database, language: 'zh' | 'en' | undefined, now: () => Date): Identity {
  return db.transaction(() => {
    const fact = (key: string, make: () => string): string => {
      const row = db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', [key]);
      if (row) return row.value;
      const value = make();
      db.run('INSERT INTO meta (key, value) VALUES (?, ?)', [key, value]);
      return value;
    };
    const random = (prefix: string) => () => `${prefix}${randomBytes(16).toString('hex')}`;
    if (language !== undefined) {
      db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('language', ?)", [language]);
    }
    return {
      workspaceUuid: fact('workspace_uuid', random('wksp_')),
      workspaceName: fact('workspace_name', () => 'local'),
      language: fact('language', () => 'zh') === 'en' ? 'en' : 'zh',
      token: fact('token', random('tkn_')),
      apiKeyId: fact('api_key_id', random('wsak_')),
      apiKey: fact('api_key', random('')),
      createdAt: Number(fact('created_at', () => String(Math.floor(now().getTime() / 1000)))),
    };
  });
}

function isSame(given: string, secret: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}

class WorkspaceServer {
  private readonly sockets = new Set<Socket>();
  private readonly router = new Router(ROUTES, { badPath, trailingSlash: true });
  private readonly limits: { readonly key: MinuteLimit; readonly workspace: MinuteLimit } | undefined;
  private readonly server = createServer((message, response) => {
    this.serve(message, response).catch((error: unknown) => {
      this.log(`broken: ${messageOf(error)}`, 'problem');
      response.destroy();
    });
  });

  constructor(
    private readonly app: App,
    limits: { readonly perKeyPerMinute: number; readonly perWorkspacePerMinute: number } | false,
    private readonly log: WorkspaceLog,
  ) {
    const clock = () => app.now().getTime();
    this.limits =
      (limits && {
        key: new MinuteLimit(limits.perKeyPerMinute, clock),
        workspace: new MinuteLimit(limits.perWorkspacePerMinute, clock),
      }) ||
      undefined;
    this.server.keepAliveTimeout = 60_000;
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => {
        const why =
          error.code === 'EADDRINUSE' ? 'is in use: choose another with --port' : `cannot be used: ${error.message}`;
        reject(new ConfigError(`port ${port} on ${host} ${why}`, { field: 'port', cause: error }));
      });
      this.server.listen(port, host, () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  /** Lets requests under way finish; connections that are only kept alive are cut. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => {
        for (const socket of this.sockets) socket.destroy();
      }, 5000);
      this.server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      this.server.closeIdleConnections();
    });
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = Date.now();
    const url = new URL(message.url ?? '/', 'http://workspace');
    const openway = url.pathname.startsWith('/v1/');
    try {
      if (openway) await this.openway(message, url, response);
      else await this.openapi(message, url, response);
    } catch (error) {
      const fault = error instanceof ApiFault ? error : new ApiFault(503, 'InternalError', 'the workspace failed');
      if (!(error instanceof ApiFault)) this.log(`failed: ${messageOf(error)}`, 'problem');
      // A body that was not read to its end must not be taken for the next request.
      if (!message.complete) response.setHeader('connection', 'close');
      const plain = { error_code: fault.errorCode, message: fault.message };
      sendJson(response, fault.status, openway ? plain : envelope(fault.status, { content: null }, fault));
      if (!message.complete) message.resume();
    }
    const path = url.pathname.replace(/(\/push-events|\/check(?:\/token)?)\/.*/, '$1/…');
    this.log(`${message.method ?? ''} ${path} ${response.statusCode} ${Date.now() - began} ms`, 'request');
  }

  private async openapi(message: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const method = message.method ?? 'GET';
    const match = this.router.match(method, url.pathname);
    if (!match) throw new ApiFault(400, 'RouterNotFound', 'no such route');
    this.admit(message, match.route);
    const params = match.params();
    const body = method === 'POST' ? Fields.parse(await readBody(message)) : new Fields({});
    sendJson(response, 200, envelope(200, match.route.handle({ query: url.searchParams, params, body }, this.app)));
  }

  /** Key and rate limits. A path that carries its own secret counts for the workspace only. */
  private admit(message: IncomingMessage, route: Route): void {
    const key = message.headers['df-api-key'];
    const { apiKeyId } = this.app.identity;
    const known = typeof key === 'string' && isSame(key, apiKeyId);
    if (!known && !(route.withoutKey && key === undefined)) {
      throw new ApiFault(403, 'ft.InvalidAPIKey', 'the API key in DF-API-KEY is not valid');
    }
    if (this.limits === undefined) return;
    if (known && this.limits.key.isFull(apiKeyId)) {
      throw new ApiFault(401, 'ft.TriggerApiAkCurrentLimiting', 'too many requests with this API key');
    }
    if (this.limits.workspace.isFull('')) {
      throw new ApiFault(401, 'ft.TriggerApiWorkspaceCurrentLimiting', 'too many requests to this workspace');
    }
    if (known) this.limits.key.count(apiKeyId);
    this.limits.workspace.count('');
  }

  private async openway(message: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const { token } = this.app.identity;
    const check = /^\/v1\/check\/(?:token\/)?([^/]+)$/.exec(url.pathname);
    if (check && message.method === 'GET') {
      if (!isSame(decode(check[1] ?? ''), token))
        throw new ApiFault(403, 'dataway.invalidToken', 'the token is not valid');
      sendJson(response, 200, { code: 200, content: { workspace_uuid: this.app.identity.workspaceUuid } });
      return;
    }
    const target = /^\/v1\/write\/([\w-]+)$/.exec(url.pathname);
    if (!target || message.method !== 'POST') throw new ApiFault(404, 'dataway.notFound', 'no such route');
    if (!isSame(url.searchParams.get('token') ?? '', token)) {
      throw new ApiFault(403, 'dataway.invalidToken', 'the token is not valid');
    }
    const contentType = message.headers['content-type'] ?? '';
    const text = await readBody(message);
    write({ category: target[1] ?? '', query: url.searchParams, contentType, text }, this.app);
    sendJson(response, 200, {});
  }
}

const badPath = () => badRequest('the path is not valid');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badPath();
  }
}
