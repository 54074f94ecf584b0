/**
 * Signature V3 (`ACS3-HMAC-SHA256`) and the exchange that goes with it: what Alibaba's own clients of today send. The keys are
 * in headers, so that the URL may hold all parameters, as theirs does.
 *
 * Source: `OpenApiUtil.getAuthorization` of `@alicloud/openapi-core` 1.0.8.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Agent as HttpAgent, IncomingHttpHeaders } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { AxiosStatic } from 'axios';
import type { Credentials } from './provider';
import { exchangePlain, type PlainAnswer } from './request';

/** `v1`: the one of pop-core, HMAC-SHA1. `v3`: `ACS3-HMAC-SHA256`. */
export const SIGNATURES = ['v1', 'v3'] as const;
export type Signature = (typeof SIGNATURES)[number];

const SCHEME = 'ACS3-HMAC-SHA256';

export interface Acs3Request {
  /** The base URL; a path in it is signed as well. */
  readonly endpoint: string;
  readonly action: string;
  /** Such as `2014-05-26`. */
  readonly version: string;
  readonly method: 'GET' | 'POST';
  /** `/` for RPC. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Without keys a call is anonymous. */
  readonly credentials?: Credentials;
}

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** No call has a body. */
const PAYLOAD = sha256('');

/** RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function queryOf(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
    .join('&');
}

/**
 * Where a request goes, and its headers with the signature.
 *
 * @param nonce used once
 * @example const { url, headers } = signAcs3(request, new Date(), randomUUID());
 */
export function signAcs3(
  request: Acs3Request,
  now: Date,
  nonce: string,
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const { method, query, credentials } = request;
  const base = new URL(request.endpoint);
  const path = base.pathname.replace(/\/$/, '') + request.path;
  const search = queryOf(query);
  const headers: Record<string, string> = {
    accept: 'application/json',
    host: base.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': PAYLOAD,
    'x-acs-date': `${now.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': request.version,
  };
  if (credentials?.securityToken !== undefined) headers['x-acs-security-token'] = credentials.securityToken;
  const url = base.origin + path + (search === '' ? '' : `?${search}`);
  if (credentials === undefined) return { url, headers };
  const names = Object.keys(headers)
    .filter((name) => name === 'host' || name.startsWith('x-acs-'))
    .sort();
  const signed = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const canonical = [method, path, search, signed, names.join(';'), PAYLOAD].join('\n');
  const signature = createHmac('sha256', credentials.accessKeySecret)
    .update(`${SCHEME}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `${SCHEME} Credential=${credentials.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return { url, headers: { ...headers, authorization } };
}

const PROXIES = ['https_proxy', 'http_proxy', 'all_proxy'];
const proxied = (): boolean => PROXIES.some((name) => process.env[name] || process.env[name.toUpperCase()]);

/**
 * One exchange, whatever the status of the answer. It follows the proxy variables of the environment, reads what is compressed,
 * and follows no redirect, which would carry the keys to another host.
 *
 * @throws Error with the system's `code` when the connection fails, the body is cut short, or `signal` is aborted
 */
export async function exchangeAcs3(
  request: Acs3Request,
  options: { readonly agents: Agents; readonly signal: AbortSignal },
): Promise<PlainAnswer> {
  const { agents, signal } = options;
  const { method } = request;
  const { url, headers: signed } = signAcs3(request, new Date(), randomUUID());
  const headers = { ...signed, 'user-agent': 'aliyun-inspection', 'accept-encoding': 'gzip' };
  if (!proxied()) {
    const agent = url.startsWith('https:') ? agents.https : agents.http;
    return exchangePlain({ method, url, headers, agent, signal });
  }
  return exchangeProxied({ method, url, headers, signal }, agents);
}

/** Loaded by those who have a proxy, once: axios knows them all, and costs each call about 0.4 ms of processor. */
let loaded: Promise<AxiosStatic> | undefined;

async function exchangeProxied(
  request: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; signal: AbortSignal },
  agents: Agents,
): Promise<PlainAnswer> {
  const axios = await (loaded ??= import('axios').then((module) => module.default));
  const answer = await axios.request<string>({
    ...request,
    httpAgent: agents.http,
    httpsAgent: agents.https,
    responseType: 'text',
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
    maxRedirects: 0,
  });
  return { status: answer.status, headers: answer.headers as IncomingHttpHeaders, text: answer.data };
}
