import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { registerSecret } from '../credentials/redact';
import { inBatches } from '../report/deliver';
import { fault, kindOfStatus } from '../report/fault';
import { excerpt, exchange, hostOf } from '../report/http';
import type { Stop } from '../report/stop';
import { utf8 } from '../report/truncate';
import type { Category } from './line';

/** Points and bytes (before compression) of one request; what is longer than that by itself goes alone. */
export const REQUEST = { points: 100, bytes: 1024 * 1024, gzipAbove: 20 * 1024 } as const;

const TIMEOUT_MS = 30_000;
const compress = promisify(gzip);

export interface GatewayOptions {
  /** OpenWay, DataWay or DataKit, without a slash at its end. */
  readonly url: string;
  /** `tkn_…`; DataKit needs none. */
  readonly token?: string;
  readonly stop?: Stop;
  readonly timeoutMs?: number;
}

/** Takes line protocol. */
export interface Gateway {
  readonly url: string;
  /**
   * One request with all the lines.
   *
   * @throws ReportError (see `faultKind`; never the token), StoppedError
   */
  write(category: Category, lines: readonly string[]): Promise<void>;
}

/**
 * A data gateway.
 *
 * @example
 * const gateway = createGateway({ url: 'https://openway.guance.com', token });
 * for (const batch of lineBatches(lines)) await gateway.write('custom_object', batch);
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { url, token } = options;
  registerSecret(token);
  return {
    url,
    async write(category, lines) {
      if (lines.length === 0) return;
      const path = `/v1/write/${category}`;
      const text = Buffer.from(lines.join('\n'));
      const zipped = text.length > REQUEST.gzipAbove;
      const query = token === undefined ? 'input=aliyun_inspection' : `token=${encodeURIComponent(token)}`;
      const what = `writing ${category} to ${hostOf(url)}`;
      const answer = await exchange({
        method: 'POST',
        url: `${url}${path}?${query}`,
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'X-Points': String(lines.length),
          ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
        },
        body: zipped ? await compress(text) : text,
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        stop: options.stop,
        what,
      });
      const kind = kindOfStatus(answer.status);
      if (kind === undefined) return;
      const advice = answer.body.includes('beyondDataUsage')
        ? 'the workspace has used up its quota'
        : kind === 'key'
          ? 'check the token of the workspace (GUANCE_OPENWAY_TOKEN) and that it belongs to this address'
          : excerpt(answer.body);
      throw fault(kind, `${what}: HTTP ${answer.status}${advice && `: ${advice}`}`, {
        httpStatus: answer.status,
        retryAfterMs: answer.retryAfterMs,
      });
    },
  };
}

/** Lines cut into requests. */
export function lineBatches(lines: readonly string[]): string[][] {
  return inBatches(lines, { count: REQUEST.points, bytes: REQUEST.bytes, size: (line) => utf8(line) + 1 });
}
