import { StoppedError, messageOf } from '../errors';
import { redact, registerSecret } from '../credentials/redact';
import { fault } from './fault';
import { checkStop, type Stop } from './stop';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
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

/** Scheme and host of an address, all of it that a message may show. */
export function hostOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return 'the given address';
  }
}

/** The address of a hook is its key: makes {@link redact} hide it, and what in it looks like a key. */
export function registerAddress(text: string | undefined): void {
  if (text === undefined || hostOf(text) === 'the given address') return;
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
