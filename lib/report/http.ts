import { BlockList, isIP, isIPv4 } from 'node:net';
import { StoppedError, messageOf, type ReportError } from '../errors';
import { redact, registerSecret } from '../credentials/redact';
import { fault, kindOfStatus, type FaultKind } from './fault';
import { checkStop, type Stop } from './stop';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For the whole exchange; 10 seconds by default. */
  readonly timeoutMs?: number;
  readonly stop?: Stop;
  /** Names the request in messages. An address may hold a secret, so messages never quote more than its host. */
  readonly what: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** From `Retry-After` (seconds or a moment), in milliseconds. */
  readonly retryAfterMs?: number;
}

const TIMEOUT_MS = 10_000;
const LONGEST_ANSWER = 16 * 1024 * 1024;

/**
 * One HTTP exchange, the only place that reports go out through. Follows the proxy variables of the environment
 * (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), and never a redirect: it would carry the key to another host. Any status
 * is an answer.
 *
 * @throws ReportError of kind `network` when there is no answer; StoppedError when the work has to end
 * @example
 * const { status, body } = await exchange({ method: 'POST', url, body: '{}', what: 'webhook' });
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const { stop, what } = request;
  const begun = Date.now();
  checkStop(stop, begun, what);
  // Loaded by those that report: it asks Node.js for `FormData`, and with it comes all of undici, 30 ms at every start.
  const { default: axios } = await import('axios');
  const timeoutMs = request.timeoutMs ?? TIMEOUT_MS;
  const left = stop?.deadline === undefined ? Infinity : stop.deadline - begun;
  const abort = new AbortController();
  const onAbort = () => abort.abort();
  const timer = setTimeout(onAbort, Math.min(timeoutMs, left));
  stop?.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const answer = await axios.request<string>({
      method: request.method,
      url: request.url,
      headers: { 'User-Agent': 'aliyun-inspection', ...request.headers },
      data: request.body,
      responseType: 'text',
      transformRequest: [(data: unknown) => data],
      transformResponse: [(data: unknown) => data],
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: LONGEST_ANSWER,
      maxBodyLength: Infinity,
      signal: abort.signal,
    });
    const retryAfterMs = waitOf(answer.headers['retry-after'], Date.now());
    return {
      status: answer.status,
      body: typeof answer.data === 'string' ? answer.data : '',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  } catch (error) {
    if (stop?.signal?.aborted) throw new StoppedError(`${what}: cancelled`, 'cancelled');
    if (abort.signal.aborted && left <= timeoutMs)
      throw new StoppedError(`${what}: no answer, and no time left`, 'deadline');
    const why = abort.signal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error);
    throw fault('network', `${what}: ${hostOf(request.url)} cannot be reached: ${why}`);
  } finally {
    clearTimeout(timer);
    stop?.signal?.removeEventListener('abort', onAbort);
  }
}

/** `Retry-After`: seconds, or a moment, in milliseconds from now; `undefined` for what asks for nothing. */
function waitOf(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const wait = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait > 0 ? wait : undefined;
}

const NOT_AN_ADDRESS = 'the given address';

/** Scheme and host of an address, all of it that a message may show. */
export function hostOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return NOT_AN_ADDRESS;
  }
}

/** Where machines ask for their own keys, and what reaches only the network card's neighbours: nobody's hook is there. */
const INNER = new BlockList();
INNER.addSubnet('169.254.0.0', 16, 'ipv4');
INNER.addAddress('100.100.100.200', 'ipv4');
INNER.addSubnet('0.0.0.0', 8, 'ipv4');
INNER.addSubnet('fe80::', 10, 'ipv6');
INNER.addAddress('fd00:ec2::254', 'ipv6');

/**
 * What is wrong with the address of a hook; `undefined` when nothing is. The address itself may hold a secret and is not
 * quoted.
 *
 * @example addressProblem('http://100.100.100.200/latest/meta-data') // 'is the address of a metadata service …'
 */
export function addressProblem(text: string): string | undefined {
  if (!/^https?:\/\/[^\s/]+/i.test(text) || hostOf(text) === NOT_AN_ADDRESS) return 'has to be an http(s) address';
  const url = new URL(text);
  if (url.username || url.password) return 'may not hold a user or a password';
  return hostProblem(url.hostname);
}

/** What is wrong with a host that reports go to, as {@link addressProblem}. @param name as in an address */
export function hostProblem(name: string): string | undefined {
  const host = name.replace(/^\[(.*)\]$/, '$1');
  const mapped = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(host);
  const ipv4 =
    mapped &&
    [mapped[1], mapped[2]].flatMap((part = '') => {
      const n = parseInt(part, 16);
      return [n >> 8, n & 255];
    });
  const address = ipv4 ? ipv4.join('.') : host;
  if (isIP(address) !== 0 && INNER.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) {
    return 'is the address of a metadata service or of the local link';
  }
  return undefined;
}

/**
 * An exchange where the status says all: any 2xx is the answer.
 *
 * @throws ReportError of the kind that the status stands for, with the beginning of what was answered
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  const answer = await exchange(request);
  const kind = kindOfStatus(answer.status);
  if (kind === undefined) return answer;
  throw refusal(kind, request.what, answer);
}

/** What a destination has said no with. */
export function refusal(kind: FaultKind, what: string, { status, body, retryAfterMs }: HttpAnswer): ReportError {
  return fault(kind, `${what}: HTTP ${status}: ${excerpt(body) || 'no text'}`, { httpStatus: status, retryAfterMs });
}

/** The address of a hook is its key: makes {@link redact} hide it, and what in it looks like a key. */
export function registerAddress(text: string | undefined): void {
  if (text === undefined || hostOf(text) === NOT_AN_ADDRESS) return;
  const url = new URL(text);
  if (url.pathname.length > 1 || url.search) registerSecret(text);
  for (const value of url.searchParams.values()) registerSecret(value);
  const last = url.pathname.split('/').pop() ?? '';
  // What is shorter may be a word.
  if (last.length >= 16) registerSecret(last);
}

/** The text of an answer, short and without secrets, for a message. */
export function excerpt(body: string): string {
  const line = redact(body).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** The network's own word for it; axios' messages may quote addresses. */
function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code !== 'ERR_NETWORK' ? code : excerpt(messageOf(error));
}
