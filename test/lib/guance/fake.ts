import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { checkStop, type Clock } from '../../../lib/report/stop';
import type { InspectionEvent } from '../../../lib/model';

/** JSON as it came. */
export type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: Json;
}

/** `'drop'` closes the connection after the request was read; `'hang'` never answers. */
export type Reply =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  | 'drop'
  | 'hang';

/** A real HTTP server that answers as the test says and keeps what it was sent. */
export class Fake {
  readonly seen: Seen[] = [];
  url = '';
  private readonly server: Server;

  constructor(public reply: (request: Seen) => Reply) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks);
        const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString();
        const url = new URL(request.url ?? '/', 'http://fake');
        const seen: Seen = {
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          text,
          json: parse(text),
        };
        this.seen.push(seen);
        const reply = this.reply(seen);
        if (reply === 'hang') return;
        if (reply === 'drop') {
          request.socket.destroy();
          return;
        }
        response.writeHead(reply.status ?? 200, {
          'Content-Type': 'json' in reply ? 'application/json' : 'text/plain',
          ...reply.headers,
        });
        response.end('json' in reply ? JSON.stringify(reply.json) : (reply.text ?? ''));
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  paths(): string[] {
    return this.seen.map(({ method, path }) => `${method} ${path}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const ok = (content: unknown): Reply => ({
  json: { code: 200, content, errorCode: '', message: '', success: true, traceId: 'TRACE-1' },
});

export const failed = (status: number, errorCode: string, message = ''): Reply => ({
  status,
  json: { code: status, content: null, errorCode, message, success: false, traceId: 'TRACE-2' },
});

export const WORKSPACE = { uuid: 'wksp_1', token: 'tkn_canaryworkspacetoken', language: 'zh', name: 'w' };

/** Time that passes only when somebody sleeps. */
export class FakeClock implements Clock {
  time = 1_767_225_600_000;
  readonly slept: number[] = [];
  now = () => this.time;
  sleep: Clock['sleep'] = (milliseconds, stop) => {
    checkStop(stop?.signal ? { signal: stop.signal } : undefined, 0, 'waiting');
    checkStop(
      stop?.deadline === undefined ? undefined : { deadline: stop.deadline },
      this.time + milliseconds,
      'waiting',
    );
    this.slept.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  };
}

/** An event with the given differences. */
export function event(n = 1, changes: Partial<InspectionEvent> = {}): InspectionEvent {
  const hex = n.toString(16).padStart(32, '0');
  return {
    id: `event-${hex}`,
    kind: 'anomaly',
    status: 'error',
    time: '2026-01-01T00:00:00.123Z',
    inspection: 'ecs-daily',
    inspectionTitle: { zh: 'ECS 巡检', en: 'ECS inspection' },
    checker: 'ecs-cpu-high',
    checkerTitle: { zh: 'CPU 使用率过高', en: 'CPU is high' },
    title: { zh: `CPU 使用率过高: web-${n}`, en: `CPU is high: web-${n}` },
    message: {
      zh: `**CPU 97.5 %**\n\n- 巡检: ECS\n\n| 属性 | 值 |\n| --- | --- |\n| status | Running |`,
      en: `**CPU 97.5 %**\n\n- Inspection: ECS\n\n| Attribute | Value |\n| --- | --- |\n| status | Running |`,
    },
    dimensionTags: {
      account_id: '1234567890123456',
      region: 'cn-hangzhou',
      product: 'ecs',
      asset_id: `i-${n}`,
      checker: 'ecs-cpu-high',
    },
    fingerprint: hex,
    faultId: `event-${hex}`,
    faultStartTime: '2025-12-31T23:59:00.000Z',
    faultDuration: 60,
    account: '1234567890123456',
    accountName: 'production',
    region: 'cn-hangzhou',
    product: 'ecs',
    assetId: `i-${n}`,
    assetName: `web-${n}`,
    data: { value: 97.5, threshold: 90, unit: '%' },
    attributes: { status: 'Running', instanceType: 'ecs.g6.large' },
    ...changes,
  };
}

export function events(count: number): InspectionEvent[] {
  return Array.from({ length: count }, (_, i) => event(i + 1));
}

export const ids = (list: readonly InspectionEvent[]): string[] => list.map(({ id }) => id);

/** Everything that a thrown value could show of itself. */
export function everythingOf(error: unknown): string {
  const e = error as Error & { cause?: unknown; context?: unknown };
  return [
    String(e),
    e.stack,
    JSON.stringify(e),
    JSON.stringify(e.context),
    e.cause === undefined ? '' : everythingOf(e.cause),
  ].join('\n');
}
