/** The console: pages for an operator, and the JSON API behind them. Who may enter: `auth.ts`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../../lib/errors';
import type { Audit } from '../../host/audit';
import type { People } from '../../host/people';
import type { SharedQueue } from '../../host/queue/shared';
import type { StateStore } from '../../lib/state';
import type { FunctionHost } from '../../host/types';
import type { Workspace } from '../../workspace';
import { setSecurityHeaders } from '../../ground/http';
import { accountRoutes } from './accounts';
import { alertRoutes } from './alerts';
import { assetRoutes } from './assets';
import { auditRoutes } from './audit';
import type { ConsoleAuth } from './auth';
import { eventRoutes } from './events';
import { feedbackRoutes } from './feedback';
import { exportRoutes } from './exports';
import { handlingRoutes } from './handling';
import { Api } from './http';
import type { ConsoleAccounts } from './http';
import { inspectionRoutes } from './inspections';
import { muteRoutes } from './mutes';
import { pageOf, staticFile } from './files';
import { peopleRoutes } from './people';
import { scriptRoutes } from './scripts';
import { sessionRoutes } from './session';
import { startRoutes } from './start';
import { taskRoutes } from './tasks';

export type { ConsoleAuth, ConsoleUser, SignInOutcome } from './auth';
export type { ConsoleAccounts } from './http';

export interface ConsoleOptions {
  readonly host: FunctionHost;
  readonly workspace: Pick<Workspace, 'store' | 'records' | 'ingest' | 'handling' | 'notifier'>;
  readonly auth: ConsoleAuth;
  /** Without it, no page for accounts is offered. */
  readonly accounts?: ConsoleAccounts;
  /** With it there are users with roles, and tokens. */
  readonly people?: People;
  /** Where it is written down who did what. */
  readonly audit?: Audit;
  /** What the host's runs remember: with it, something unusual can be said to be normal. */
  readonly state?: StateStore;
  /** With it the start page tells of workers. */
  readonly queue?: Pick<SharedQueue, 'counts'>;
  readonly now?: () => Date;
  /** One line per failure of the console itself. */
  readonly log?: (line: string) => void;
}

export type ConsoleHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const API = '/console/api';

/** All of them, for the table of roles to be compared with. */
export const ROUTES = [
  ...sessionRoutes,
  ...startRoutes,
  ...exportRoutes,
  ...inspectionRoutes,
  ...taskRoutes,
  ...alertRoutes,
  ...muteRoutes,
  ...eventRoutes,
  ...feedbackRoutes,
  ...handlingRoutes,
  ...assetRoutes,
  ...scriptRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...peopleRoutes,
];

/**
 * Makes the handler of the console for a Node HTTP server: the JSON API under `/console/api/`, files under `/static/`,
 * pages under everything else.
 *
 * It never rejects: what fails is answered and logged.
 *
 * @example
 * const handle = createConsole({ host, workspace, auth });
 * createServer((request, response) => void handle(request, response)).listen(9600, '127.0.0.1');
 */
export function createConsole(options: ConsoleOptions): ConsoleHandler {
  const {
    host,
    workspace,
    auth,
    accounts,
    audit,
    people,
    state,
    queue,
    now = () => new Date(),
    log = () => undefined,
  } = options;
  const api = new Api(
    ROUTES,
    {
      host,
      workspace,
      auth,
      now,
      ...(accounts ? { accounts } : {}),
      ...(audit ? { audit } : {}),
      ...(people ? { people } : {}),
      ...(state ? { state } : {}),
      ...(queue ? { queue } : {}),
    },
    log,
  );
  return async (request, response) => {
    setSecurityHeaders(response);
    try {
      // Not resolved against a base: `//x` would name another host.
      const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
      if (path.startsWith(`${API}/`)) {
        await api.serve(request, response, path.slice(API.length), new URLSearchParams(query));
      } else if (!staticFile(request, response, path)) pageOf(request, response, path);
    } catch (error) {
      log(`console: ${messageOf(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${messageOf(error)}\n`);
    }
  };
}
