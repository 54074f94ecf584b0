import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { startWorkspace } from '../../workspace';
import type { Workspace, WorkspaceOptions } from '../../workspace';

/** Answers are looked at by their content; what is missing fails the expectation. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Lab {
  readonly workspace: Workspace;
  readonly dir: string;
  /** The workspace's clock; tests move it. */
  readonly clock: { ms: number };
  api(method: 'GET' | 'POST', path: string, data?: unknown, headers?: Record<string, string>): Promise<AxiosResponse>;
  /** The content of a call that must succeed. */
  ok(method: 'GET' | 'POST', path: string, data?: unknown): Promise<Json>;
  write(category: string, body: unknown, headers?: Record<string, string>, query?: string): Promise<AxiosResponse>;
  /** Sends events through report_event; gives the function's answer. */
  report(data: unknown, kwargs?: Record<string, unknown>): Promise<Json>;
}

const labs: Lab[] = [];
const dirs: string[] = [];

export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'workspace-'));
  dirs.push(dir);
  return dir;
}

export const NOON = Date.UTC(2026, 2, 4, 12, 0, 0);

export async function openLab(options: Partial<WorkspaceOptions> = {}): Promise<Lab> {
  const dir = options.dataDir ?? tempDir();
  const clock = { ms: NOON };
  const workspace = await startWorkspace({
    rateLimits: false,
    now: () => new Date(clock.ms),
    ...options,
    dataDir: dir,
  });
  const api: Lab['api'] = (method, path, data, headers) =>
    axios.request({
      method,
      url: `${workspace.openapi}${path}`,
      data,
      headers: { 'DF-API-KEY': workspace.apiKeyId, ...headers },
      validateStatus: () => true,
      proxy: false,
    });
  const ok: Lab['ok'] = async (method, path, data) => {
    const { status, data: answer } = await api(method, path, data);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer.content;
  };
  const lab: Lab = {
    workspace,
    dir,
    clock,
    api,
    ok,
    write: (category, body, headers = { 'content-type': 'text/plain' }, query = '') =>
      axios.post(`${workspace.openway}/v1/write/${category}?token=${workspace.token}${query}`, body, {
        headers,
        validateStatus: () => true,
        proxy: false,
        maxBodyLength: Infinity,
      }),
    report: (data, kwargs = {}) =>
      ok('POST', '/api/v1/outer_function/execute', {
        funcId: 'guance__openapi.report_event',
        funcBody: {
          kwargs: {
            workspace_uuid: workspace.workspaceUuid,
            workspace_token: workspace.token,
            data,
            ...kwargs,
          },
        },
      }),
  };
  labs.push(lab);
  return lab;
}

export async function closeLabs(): Promise<void> {
  for (const lab of labs.splice(0)) await lab.workspace.close();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
}

export const INSPECTION = {
  refKey: 'ref-1',
  title: 'ECS inspection',
  refFuncInfo: {
    funcId: 'ecs__daily.run',
    description: 'zh-CN: …',
    definition: 'run(configs=None)',
    category: 'general',
    args: ['configs'],
    kwargs: { configs: { default: null } },
  },
};

export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Json;
}

/** A server that keeps what it is sent and answers with what the test says. */
export async function openHook(answer: (n: number) => { status: number; body?: unknown } = () => ({ status: 200 })) {
  const received: Received[] = [];
  const waiting: { n: number; go: () => void }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const { status, body = { errcode: 0 } } = answer(received.length);
      received.push({ url: request.url ?? '', headers: request.headers, body: JSON.parse(text) });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      for (const one of waiting) if (received.length >= one.n) one.go();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Resolves when so many requests came in. */
    wait: (n: number) =>
      received.length >= n ? Promise.resolve() : new Promise<void>((go) => void waiting.push({ n, go })),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits until something holds; fails the test after ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never held');
}
