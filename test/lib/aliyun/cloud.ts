import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createClient, createTransport, type Client, type ClientOptions, type Limiter } from '../../../lib/aliyun';
import { fromKeys } from '../../../lib/credentials';
import { defineProduct, regional } from '../../../lib/define';
import { isInspectionError, type CloudApiError } from '../../../lib/errors';

/** One request as the cloud sees it. */
export interface Asked {
  readonly product: string;
  readonly region: string;
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  /** 0 for the first request. */
  readonly n: number;
}

/**
 * A body is sent as JSON, a text as it is. `reset` breaks the connection before the answer, `half` in its middle,
 * `silence` never answers, `stall` stops in the middle of the body.
 */
export type Reply =
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'reset'
  | 'half'
  | 'silence'
  | 'stall';

export interface Cloud {
  readonly url: string;
  /** For `ALIYUN_ENDPOINT`. */
  readonly endpoint: string;
  readonly asked: Asked[];
  /** Connections that are open now. */
  sockets(): number;
  close(): Promise<void>;
}

/** A real HTTP server that answers as told: no signature, no world. */
export async function startCloud(answer: (asked: Asked) => Reply | Promise<Reply>): Promise<Cloud> {
  const asked: Asked[] = [];
  const open = new Set<Socket>();
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const url = new URL(request.url ?? '/', 'http://cloud');
    const [product = '', region = ''] = url.pathname.split('/').filter(Boolean);
    const named = request.headers['x-acs-action'] as string | undefined;
    const params = Object.fromEntries([...url.searchParams, ...new URLSearchParams(text)]);
    const one: Asked = {
      product,
      region,
      action: params.Action ?? named ?? url.pathname,
      params,
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      n: asked.length,
    };
    asked.push(one);
    const reply = await answer(one);
    if (reply === 'silence') return;
    if (reply === 'reset') return void request.socket.destroy();
    if (reply === 'half' || reply === 'stall') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"RequestId":"r-1","Rows":');
      if (reply === 'half') setTimeout(() => request.socket.destroy(), 10);
      return;
    }
    const content = reply.text ?? JSON.stringify(reply.body);
    const type = reply.text === undefined ? 'application/json' : 'text/html';
    response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers });
    response.end(content);
  };
  const server = http.createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    endpoint: `${url}/{product}/{region}`,
    asked,
    sockets: () => open.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const KEYS = { accessKeyId: 'LTAI-test-not-a-real-key', accessKeySecret: 'test-not-a-real-secret' };

/** A product that exists nowhere. */
export const widgets = defineProduct({
  code: 'widgets',
  apiVersion: '2020-01-01',
  style: 'rpc',
  sdk: '@alicloud/widgets20200101',
  title: { zh: '小部件', en: 'Widgets' },
  endpoints: regional('widgets'),
});

export type TestClient = Client & { readonly options: ClientOptions; readonly slept: number[] };

/** Holds nothing back. */
const FREE: Limiter = { acquire: () => Promise.resolve({ done: () => undefined }) };

/** A client that does not really sleep; `slept` tells what it would have. */
export function testClient(options: Partial<ClientOptions> = {}): TestClient {
  const slept: number[] = [];
  const all: ClientOptions = {
    accountName: 'production',
    accountKey: 'production',
    credentials: fromKeys(KEYS),
    limiter: FREE,
    transport: createTransport(),
    counters: { total: 0, throttled: 0, retried: 0 },
    stop: { signal: new AbortController().signal, deadline: Infinity },
    sleep: (ms) => Promise.resolve(void slept.push(ms)),
    ...options,
  };
  return { ...createClient(all), options: all, slept };
}

/** The error of this library that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<CloudApiError> {
  try {
    await promise;
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    return error as CloudApiError;
  }
  throw new Error('nothing was thrown');
}
