/**
 * Simple Log Service: the project is part of the host's name, requests are signed as its official clients sign them by default,
 * and errors have fields of their own. What the receiver of events sends is signed here, too.
 *
 * Sources: `@alicloud/log` 1.2.6 (`_sign`), `@alicloud/gateway-sls` 0.3.2, and the page of error codes
 * (https://help.aliyun.com/zh/sls/developer-reference/error-codes).
 */
import { createHash, createHmac } from 'node:crypto';
import type http from 'node:http';
import { isIP } from 'node:net';
import type { Credentials } from '../credentials';
import type { ErrorCode } from '../errors';
import { exchangePlain, type PlainAnswer } from '../credentials/request';

/** What goes on the wire, apart from where to. */
export interface SlsMessage {
  readonly method: 'GET' | 'POST';
  /** Such as `/logstores`; the project is in the host's name alone. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: Buffer; readonly type: string };
}

/**
 * The headers of a request with its signature: HMAC-SHA1 over the method, the body's hash and type, the date, the headers
 * `x-log-` and `x-acs-`, the path and the parameters.
 *
 * @example const headers = signSls({ method: 'GET', path: '/logstores' }, credentials, new Date());
 */
export function signSls(message: SlsMessage, keys: Credentials, now: Date): Record<string, string> {
  const { method, path, query = {}, body } = message;
  const ours: Record<string, string> = {
    ...(keys.securityToken ? { 'x-acs-security-token': keys.securityToken } : {}),
    'x-log-apiversion': '0.6.0',
    'x-log-bodyrawsize': String(body?.bytes.length ?? 0),
    'x-log-signaturemethod': 'hmac-sha1',
  };
  const md5 = body ? createHash('md5').update(body.bytes).digest('hex').toUpperCase() : '';
  const date = now.toUTCString();
  const lines = Object.entries(ours).map(([name, value]) => `${name}:${value}`);
  const asked = Object.keys(query)
    .sort()
    .map((name) => `${name}=${query[name] ?? ''}`)
    .join('&');
  const resource = asked === '' ? path : `${path}?${asked}`;
  const text = [method, md5, body?.type ?? '', date, ...lines, resource].join('\n');
  const signature = createHmac('sha1', keys.accessKeySecret).update(text).digest('base64');
  return {
    ...ours,
    ...(body ? { 'Content-MD5': md5, 'Content-Type': body.type } : {}),
    Date: date,
    Authorization: `LOG ${keys.accessKeyId}:${signature}`,
  };
}

/**
 * Where a project answers: a project is part of the host's name. An endpoint that is an address, or has a path, is a gateway: it
 * gets the project in the header `Host` alone.
 *
 * @param endpoint of the region, such as `https://cn-hangzhou.log.aliyuncs.com`
 */
export function slsPlace(endpoint: string, project?: string): { readonly url: string; readonly host?: string } {
  const base = new URL(endpoint);
  const path = base.pathname.replace(/\/$/, '');
  if (project === undefined) return { url: base.origin + path };
  if (isIP(base.hostname) || path !== '') return { url: base.origin + path, host: `${project}.${base.host}` };
  return { url: `${base.protocol}//${project}.${base.host}` };
}

/**
 * One GET request, whatever the status of the answer.
 *
 * @throws Error as {@link exchangePlain} does
 */
export function exchangeSls(
  request: {
    readonly endpoint: string;
    readonly project?: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly credentials: Credentials;
  },
  options: { readonly agent?: http.Agent; readonly signal: AbortSignal },
): Promise<PlainAnswer> {
  const { path, query, credentials } = request;
  const { url, host } = slsPlace(request.endpoint, request.project);
  const target = new URL(url + path);
  target.search = new URLSearchParams(query).toString();
  const headers = signSls({ method: 'GET', path, query }, credentials, new Date());
  return exchangePlain({
    method: 'GET',
    url: target,
    headers: { ...headers, ...(host ? { Host: host } : {}) },
    ...options,
  });
}

/** What its codes mean where others have no such code; all others are read as everywhere. */
export const SLS_CODES: Readonly<Record<string, ErrorCode>> = {
  RequestTimeExpired: 'credentials',
  SignatureNotMatch: 'credentials',
  ProjectNotExist: 'not-found',
  LogStoreNotExist: 'not-found',
  ReadQuotaExceed: 'throttled',
  MetaOperationQpsLimitExceeded: 'throttled',
  ServerBusy: 'service',
  RequestTimeout: 'service',
};

/** Codes that mean several things, which the documented sentences alone tell apart; by what these begin with. */
const SENTENCES: readonly (readonly [code: string, begin: string, means: ErrorCode])[] = [
  ['Unauthorized', 'The security token you provided has expired', 'token-expired'],
  ['Unauthorized', 'The security token you provided is invalid', 'credentials'],
  ['Unauthorized', 'AccessKeyId not found', 'credentials'],
  ['Unauthorized', 'AccessKeyId is disabled', 'credentials'],
  ['Unauthorized', 'Your SLS service has been forbidden', 'request-refused'],
  ['InvalidAccessKeyId', 'Your SLS service has not opened', 'service-not-open'],
];

/** What a refusal means; `undefined` where the code says it as everywhere. */
export function meaningOfSls(code = '', message = ''): ErrorCode | undefined {
  const known = SENTENCES.find(([of, begin]) => of === code && message.startsWith(begin));
  return known?.[2] ?? SLS_CODES[code];
}
