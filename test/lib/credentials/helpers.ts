import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InspectionError } from '../../../lib/errors';
import { isInspectionError } from '../../../lib/errors';

/** Appears in files and answers, and must appear in no error. */
export const CANARY = 'canarySecret/0123+456789=';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly params: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
}

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

export interface TestServer {
  readonly url: string;
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** A real HTTP server. An object is answered as JSON, a text as it is; `destroy` cuts the connection. */
export async function serve(answer: (request: Seen, index: number) => Answer | 'destroy'): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const got = { method, url, headers, params: new URLSearchParams(text) };
      seen.push(got);
      const reply = answer(got, seen.length - 1);
      if (reply === 'destroy') return void request.socket.destroy();
      const isText = typeof reply.body === 'string';
      response.writeHead(reply.status ?? 200, { 'content-type': isText ? 'text/html' : 'application/json' });
      response.end(isText ? reply.body : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The URL of a port on which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = await serve(() => 'destroy');
  await server.close();
  return server.url;
}

export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What STS answers; `n` tells the answers apart. */
export function stsAnswer(n: number, seconds = 3600): Answer {
  return {
    body: {
      RequestId: `request-${n}`,
      Credentials: {
        AccessKeyId: `STS.temporary${n}`,
        AccessKeySecret: `temporary-secret-${n}`,
        SecurityToken: `temporary-token-${n}`,
        Expiration: inSeconds(seconds),
      },
    },
  };
}

export function stsRefusal(code: string, message: string, status = 403): Answer {
  return { status, body: { Code: code, Message: message, RequestId: 'request-refused' } };
}

/** An empty home of its own, and no variable of the host that concerns keys. Call `restore` afterwards. */
export function isolate(): { readonly home: string; write(file: string, text: string): string; restore(): void } {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) {
    if (/^(ALIBABA|ALIYUN|ALICLOUD)/.test(name)) delete process.env[name];
  }
  const home = mkdtempSync(path.join(tmpdir(), 'credentials-'));
  process.env.HOME = home;
  return {
    home,
    write(file, text) {
      const full = path.join(home, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
      return full;
    },
    restore() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The error that a promise rejects with; fails when it resolves, or rejects with anything that is not ours. */
export async function errorOf(promise: Promise<unknown>): Promise<InspectionError> {
  let error: unknown;
  try {
    await promise;
  } catch (thrown) {
    error = thrown;
  }
  if (!isInspectionError(error)) throw new Error(`not an InspectionError: ${String(error)}`);
  // One line, and nothing of the canary in any part that is printed.
  expect(error.message).not.toContain('\n');
  const everything = [error.message, error.stack, JSON.stringify(error), String((error as Error).cause)].join(' ');
  for (const secret of [CANARY, encodeURIComponent(CANARY), CANARY.slice(0, 12)])
    expect(everything).not.toContain(secret);
  return error;
}
