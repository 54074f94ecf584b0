/** `aliyun-inspection serve`: function host, local workspace, HTTP API and console in one process. */
import { existsSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { hasKeys, registerSecret } from '../lib/credentials';
import { ConfigError, StateError, isInspectionError, messageOf } from '../lib/errors';
import { mailServerFromEnv } from '../lib/report/receivers/email';
import { makeDirectory } from '../lib/state';
import { createConsole, type ConsoleHandler } from '../console/api';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../workspace';
import { sendJson, setSecurityHeaders } from '../ground/http';
import { isPostgres } from '../ground/postgres/address';
import { openStateAt } from '../ground/state';
import { serveApi } from '../host/api';
import { openAudit, type Audit } from '../host/audit';
import { createAuth, type Auth, type FirstSecrets } from '../host/auth';
import { hostName, isHttps, isLoopback, isProtected, readSettings, type Settings } from '../host/config';
import { openHistory, type History } from '../host/history';
import { startHost, type RunningHost } from '../host/host';
import { hasEntered, keyring } from '../host/keyring';
import { createLog, type Log } from '../host/log';
import { createMetrics, type HostMetrics } from '../host/metrics';
import { openKey } from '../host/master-key';
import { OIDC_START, oidcOf } from '../host/oidc';
import { RUNNER } from '../host/process';
import { queueKeyOf } from '../host/queue/sealing';
import { sharedQueue } from '../host/queue/shared';
import { canPeek, checkRunAs, runAsOf, share } from '../host/run-as';
import { openVault, type Accounts } from '../host/vault';
import { showFirst } from './secrets';
import { beginDemo, startDemoCloud } from './serve-demo';
import { tlsOf, type Tls } from './tls';

export interface FunctionServer {
  /** Such as `http://127.0.0.1:9300`. */
  readonly url: string;
  readonly host: RunningHost;
  readonly workspace: Workspace;
  readonly auth: Auth;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly history: History;
  /** What the first start has made; to be shown once. */
  readonly first: FirstSecrets;
  /** Takes no more tasks, lets those under way end, then cancels them. */
  close(): Promise<void>;
}

/** Headers and body of one request; a call that waits for its result waits after that. */
const REQUEST_MS = 60_000;
/** Longer than a proxy in front keeps a connection, mostly 60 s: one that is cut while a request is on its way loses it. */
const IDLE_MS = 65_000;

/**
 * Starts everything that `serve` is, on one port.
 *
 * @param show is told what the first start has made before that is written, so that nothing is valid that nobody has seen
 * @throws ConfigError naming the setting; StateError when the data cannot be opened, or another host has them
 * @example
 * const server = await startServer(readSettings({ port: 0 }, process.env), createLog('plain', print));
 * await server.close();
 */
export async function startServer(
  settings: Settings,
  log: Log,
  show: (first: FirstSecrets) => void = () => undefined,
): Promise<FunctionServer> {
  const undo: (() => void | Promise<void>)[] = [];
  const closeAll = async () => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  try {
    const tls = tlsOf(settings);
    const runAs = settings.runAs === undefined ? undefined : runAsOf(settings.runAs);
    makeData(settings.data);
    if (settings.keyFile !== undefined && !existsSync(dirname(settings.keyFile))) {
      throw new ConfigError(`keyFile: ${dirname(settings.keyFile)} is not there: make the folder`, {
        field: 'keyFile',
      });
    }
    const history = openHistory(settings.data);
    undo.push(() => history.close());
    const { auth, people, first, keep } = await createAuth({
      directory: settings.data,
      db: history.db,
      secure: isHttps(settings),
      proxy: settings.proxy,
      elsewhere: settings.oidcIssuer === undefined ? undefined : OIDC_START,
    });
    const key = openKey(history.db, { ...settings, env: process.env });
    for (const warning of key.warnings) log('warning', warning);
    const vault = openVault(history.db, key);
    const workspace = await openWorkspace({
      port: settings.workspacePort,
      dataDir: join(settings.data, 'workspace'),
      language: settings.language,
      mail: mailServerFromEnv((name) => process.env[name] || undefined),
      // Its only clients are the runs of this machine, which keep to the limits by themselves.
      rateLimits: false,
      datesOfEvents: true,
      log: (line, kind) => {
        if (kind !== 'request') log(kind === 'problem' ? 'warning' : 'info', `workspace: ${line}`);
      },
    });
    undo.push(() => workspace.close());
    const state = await openStateAt(settings.state, 'state');
    undo.push(() => state.close());
    const versions = join(settings.data, 'versions');
    const places = placesOf(settings);
    if (runAs) {
      makeDirectory(versions, 0o700);
      makeDirectory(places.stateDir, 0o700);
      share(runAs, { data: settings.data, versions, state: places.stateDir });
      checkRunAs(runAs, [RUNNER, versions], [places.stateDir]);
      if (settings.concurrency > 1 && canPeek()) {
        log('warning', 'runs at the same time can read the memory of each other: set kernel.yama.ptrace_scope to 1');
      }
    }
    registerSecret(workspace.apiKey);
    registerSecret(workspace.token);
    const queue = await sharedQueue(settings.queue, 'queue', (line) => log('warning', line));
    if (queue) undo.push(() => queue.close());
    const metrics: HostMetrics = createMetrics(
      () => host,
      () => state.waits(),
      queue && (() => queue.counts()),
    );
    const host = await startHost({
      ...settings,
      history,
      versions,
      runAs,
      ...places,
      editable: settings.editing && isProtected(settings),
      log,
      keys: keyring({
        env: process.env,
        opened: () => vault.opened(),
        workspace: settings.guance === 'local' ? wayTo(workspace) : undefined,
        runVariables: [...settings.runVariables, ...variablesOfDatabase(settings)],
      }),
      observe: (task) => metrics.observe(task),
      queueKey: queue && queueKeyOf(process.env)?.toString('base64'),
      // The queue has no keys of accounts that were entered here: this host starts what needs them.
      plan: (runs) => queue?.plan(runs, ({ shipped, accounts }) => hasEntered(vault.list(), shipped, accounts)),
    });
    undo.push(() => host.close());
    try {
      metrics.recall(host);
    } catch (error) {
      log('warning', `metrics: the last runs cannot be told: ${messageOf(error)}`);
    }
    const audit = openAudit(history.db, ({ who, address, way, what, target, status, detail }) => {
      metrics.deed(what, status);
      log(status < 400 ? 'info' : 'warning', `audit: ${what}`, { who, address, way, target, status, detail });
    });
    const console = createConsole({
      ...{ state, host, workspace, auth, audit, people, queue },
      accounts: { vault, protected: isProtected(settings), outside: hasKeys },
      log: (line) => log('error', line),
    });
    const oidc = oidcOf(settings, {
      auth,
      people,
      audit,
      secure: isHttps(settings),
      log: (line) => log('warning', line),
    });
    const handler = new Handler(settings, tls, { host, auth, accounts: vault, audit, oidc }, metrics, log, console);
    const url = await handler.listen();
    // Runs end first, so that those who wait for one hear of it; then the door is shut.
    undo.splice(undo.length - 1, 0, () => handler.close());
    show(first);
    keep();
    if (settings.editing && !host.editable) {
      log('warning', 'editing is switched off: beyond this machine it needs TLS (tlsCert, tlsKey) or a declared proxy');
    }
    if (settings.proxy === true) {
      log(
        'warning',
        'proxy is true: name its addresses instead, or all clients count as one when a password is guessed',
      );
    }
    if (!isProtected(settings)) log('warning', 'passwords and tokens travel unencrypted: use TLS or a proxy that does');
    return { url, host, workspace, auth, accounts: vault, audit, history, first, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/**
 * Runs `serve` until SIGTERM or SIGINT; a second one ends it at once.
 *
 * @param flags of the command line
 * @throws as {@link startServer}
 */
export async function runServe(
  { demo, ...given }: Readonly<Record<string, unknown>>,
  configFile?: string,
): Promise<void> {
  // Nothing that could cost somebody something is called: there is no need to resume it first.
  const flags = demo === true ? { shipped: 'active', ...given } : given;
  const settings = readSettings(flags, process.env, configFile);
  const log = createLog(settings.log, (line) => process.stderr.write(line));
  const start = Date.now();
  const cloud = demo === true ? await startDemoCloud(start) : undefined;
  const server = await startServer(settings, log, (first) => showFirst(first, settings));
  let stopDemo: (() => void) | undefined;
  if (cloud) {
    log('info', 'demo: runs inspect an emulated cloud, which moves on once a minute');
    // Who looks at a demo wants to see something at once, not at the minutes of the schedules.
    stopDemo = beginDemo(server, { settings, log, start, env: localOnly(server.workspace) });
  }
  log('info', `serving at ${server.url}`, { data: settings.data, scripts: settings.scripts });
  log('info', `local workspace at ${server.workspace.openapi}`);
  await new Promise<void>((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      log('info', 'stopping: runs under way may end; once more stops at once', { running: server.host.running });
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
  stopDemo?.();
  await server.close();
  await cloud?.();
  log('info', 'stopped');
}

/** @throws ConfigError that names the setting of this host, where the workspace names its own */
async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  try {
    return await startWorkspace(options);
  } catch (error) {
    if (!isInspectionError(error, 'config') || (error as ConfigError).field !== 'port') throw error;
    throw new ConfigError(`workspacePort: ${messageOf(error).replace(' with --port', '')}`, {
      field: 'workspacePort',
      cause: error,
    });
  }
}

/** Files of a run are in a folder, whatever keeps its state. */
function placesOf({ state, data }: Settings): { readonly stateDir: string; readonly database?: string } {
  return isPostgres(state) ? { stateDir: join(data, 'state'), database: state } : { stateDir: state };
}

/** What leads a run to the database that has its state, beside the address. */
function variablesOfDatabase({ state }: Settings): string[] {
  return isPostgres(state) ? Object.keys(process.env).filter((name) => /^PG[A-Z]+$/.test(name)) : [];
}

function makeData(directory: string): void {
  try {
    makeDirectory(directory, 0o700);
  } catch (error) {
    throw new StateError(`data folder ${directory} cannot be made: ${messageOf(error)}`, { cause: error });
  }
}

/** What a run finds the workspace of this host with. */
function wayTo(workspace: Workspace): Record<string, string> {
  return {
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_API_KEY: workspace.apiKey,
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
  };
}

const localOnly = (workspace: Workspace) => ({ ...wayTo(workspace), GUANCE_REPORTER: 'guance' });

/** What listening fails with when it is not for the port. */
const NO_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

class Handler {
  private readonly server: Server;
  private readonly startedAt = Date.now();

  constructor(
    private readonly settings: Settings,
    tls: Tls | undefined,
    private readonly parts: {
      readonly host: RunningHost;
      readonly auth: Auth;
      readonly accounts: Accounts;
      readonly audit: Audit;
      readonly oidc: ReturnType<typeof oidcOf>;
    },
    private readonly metrics: HostMetrics,
    private readonly log: Log,
    private readonly console: ConsoleHandler,
  ) {
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      this.serve(request, response).catch((error: unknown) => {
        log('error', `${request.method ?? ''} ${pathOf(request)}: ${messageOf(error)}`);
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { error: { code: 'internal', message: 'the host failed; its log says why' } });
      });
    };
    this.server = tls ? createHttps(tls, listener) : createHttp(listener);
    this.server.requestTimeout = REQUEST_MS;
    this.server.headersTimeout = REQUEST_MS;
    this.server.keepAliveTimeout = IDLE_MS;
  }

  listen(): Promise<string> {
    const { host, port, tlsCert } = this.settings;
    return new Promise((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => {
        const foreign = NO_ADDRESS.has(error.code ?? '');
        const why = error.code === 'EADDRINUSE' ? 'is in use: choose another' : `cannot be used: ${error.message}`;
        const problem = foreign
          ? `host: ${host} is no address of this machine: ${error.message}`
          : `port: ${port} on ${host} ${why}`;
        reject(new ConfigError(problem, { field: foreign ? 'host' : 'port', cause: error }));
      });
      this.server.listen(port, host, () => {
        const { port: taken } = this.server.address() as AddressInfo;
        const shown = host.includes(':') ? `[${host}]` : host;
        resolve(`${tlsCert === undefined ? 'http' : 'https'}://${shown}:${taken}`);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      // Pages that watch a run would hold it open.
      setTimeout(() => this.server.closeAllConnections(), 1000).unref();
      this.server.closeIdleConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { auth, host, accounts, audit } = this.parts;
    setSecurityHeaders(response, isHttps(this.settings));
    const path = pathOf(request);
    if (path === '/healthz') return this.health(response);
    if (!this.isExpectedHost(request)) {
      sendJson(response, 421, {
        error: { code: 'host', message: 'the Host header names another host: see allowedHosts' },
      });
      return;
    }
    if (path === '/metrics') return this.tellMetrics(request, response);
    if (path.startsWith('/api/')) {
      const { waitSeconds, language } = this.settings;
      const api = {
        ...{ host, accounts, language, waitSeconds, log: this.log, protected: isProtected(this.settings) },
        audit: { book: audit, addressOf: auth.addressOf },
      };
      return serveApi(api, auth.authenticate(request), request, response);
    }
    if (await this.parts.oidc?.(request, response, path)) return;
    return this.console(request, response);
  }

  private health(response: ServerResponse): void {
    const { running, waiting, stopping } = this.parts.host;
    const uptimeSeconds = Math.floor((Date.now() - this.startedAt) / 1000);
    const status = stopping ? 'stopping' : 'ok';
    sendJson(response, stopping ? 503 : 200, { status, uptimeSeconds, running, waiting });
  }

  /** Open to programs of this machine; others need the token, and through a proxy anybody may come. */
  private async tellMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host, proxy } = this.settings;
    if ((proxy !== false || !isLoopback(host)) && !this.parts.auth.authenticate(request)) {
      sendJson(response, 401, { error: { code: 'token', message: 'send the token: Authorization: Bearer <token>' } });
      return;
    }
    const text = await this.metrics.text();
    response.writeHead(200, { 'content-type': this.metrics.contentType }).end(text);
  }

  /** A page of another site that points its name at this machine is not answered. */
  private isExpectedHost(request: IncomingMessage): boolean {
    const { host, allowedHosts, proxy } = this.settings;
    const name = hostName(request.headers.host ?? '');
    if (allowedHosts.length > 0 && allowedHosts.includes(name)) return true;
    const bare = name.replace(/^\[|\]$/g, '');
    if (isLoopback(host) && !proxy) return isLoopback(bare);
    return allowedHosts.length === 0 || isLoopback(bare);
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/[?#].*$/s, '');
}
