/** One request and its answer, whichever way it is signed; and the refusal that stands for what is no success. */
import { CloudApiError, StoppedError, type ErrorCode } from '../errors';
import type { Product, SentParams, Style } from '../define';
import { redact, type Credentials, type Signature } from '../credentials';
import { classify, isRetryable } from './codes';
import type { OssSignature } from './oss';

export interface WireRequest {
  readonly product: Product;
  readonly action: string;
  /** All but RPC: may hold `{Name}`, see `roa`, `oss` and `sls`. */
  readonly path?: string;
  readonly style: Style;
  readonly region: string;
  /** The base URL, see `endpointOf`. */
  readonly endpoint: string;
  readonly params: SentParams;
  readonly credentials: Credentials;
  /** How RPC and ROA are signed; `v1` by default. */
  readonly signature?: Signature;
  /** How OSS is signed; `v4` by default. */
  readonly ossSignature?: OssSignature;
  /** Aborts the request and frees its socket. */
  readonly signal?: AbortSignal;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** Leave long lists as they were parsed, for readers that take declared fields from them: see `exact`. */
  readonly raw?: boolean;
}

export interface WireAnswer {
  /** Plain objects, lists, numbers and texts; integers beyond 2^53 are texts. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Transport {
  /** @throws CloudApiError for anything but a success; StoppedError when `signal` was aborted */
  send(request: WireRequest): Promise<WireAnswer>;
  /** Closes idle connections. */
  close(): void;
}

export interface Words {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly ramAction?: string;
}

/** The code, message and request id of an answer, whichever way the product spells them. */
export function cloudWords(body: Readonly<Record<string, unknown>>): Words {
  const pick = (...names: string[]) => {
    for (const name of names) {
      const value = body[name];
      if (typeof value === 'string' && value !== '') return value;
      if (typeof value === 'number') return String(value);
    }
    return undefined;
  };
  const denied = body.AccessDeniedDetail;
  return {
    code: pick('Code', 'code', 'errorCode', 'ErrorCode'),
    message: pick('Message', 'message', 'errorMsg', 'ErrorMessage', 'errorMessage'),
    requestId: pick('RequestId', 'requestId', 'request_id'),
    ramAction: isRecord(denied) && typeof denied.AuthAction === 'string' ? denied.AuthAction : undefined,
  };
}

export function failure(
  request: WireRequest,
  facts: Words & { status?: number; headers?: WireAnswer['headers']; means?: ErrorCode },
): CloudApiError {
  const { product, action, region } = request;
  const means = facts.means ?? classify(facts.code, facts.status, facts.message);
  const what = `${product.code}:${action}`;
  const moved = facts.status !== undefined && facts.status >= 300 && facts.status < 400;
  const unsaid = moved ? 'sent elsewhere, as a proxy or a log-in page in the way does' : 'no message';
  const said = redact(facts.message ?? '').slice(0, 300) || unsaid;
  const detail = [facts.code, facts.status === undefined ? undefined : `HTTP ${facts.status}`]
    .filter(Boolean)
    .join(', ');
  return new CloudApiError(`${what} in ${region}: ${said}${detail ? ` (${detail})` : ''}`, {
    code: means,
    retryable: isRetryable(means),
    product: product.code,
    action,
    region,
    requestId: facts.requestId,
    cloudCode: facts.code,
    httpStatus: facts.status,
    retryAfterMs: retryAfter(facts.headers),
    ramAction: facts.ramAction,
    said,
    context: { product: product.code, action, region, requestId: facts.requestId, cloudCode: facts.code },
  });
}

/** `x-acs-retry-after` in milliseconds; older gateways say `TimeLeft` (ms) in the rate-limit headers. */
function retryAfter(headers: WireAnswer['headers'] | undefined): number | undefined {
  const direct = Number(headers?.['x-acs-retry-after']);
  if (Number.isFinite(direct) && direct >= 0) return direct;
  for (const name of ['x-ratelimit-user-api', 'x-ratelimit-user']) {
    const left = /TimeLeft:(\d+)/.exec(String(headers?.[name] ?? ''))?.[1];
    if (left !== undefined) return Number(left);
  }
  return undefined;
}

export function stopped(request: WireRequest): StoppedError {
  return new StoppedError(`${request.product.code}:${request.action} in ${request.region}: stopped`, 'cancelled');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
