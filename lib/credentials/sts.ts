/**
 * The two STS calls that give temporary keys. They go through pop-core, or our own exchange for signature V3, because the SDK's own session providers speak https
 * to a fixed host only and put the signed parameters into the URL.
 */
import http from 'node:http';
import https from 'node:https';
import type { ErrorCode } from '../errors';
import { CredentialsError } from '../errors';
import { exchangeAcs3, type Agents, type Signature } from './acs3';
import type { Credentials } from './provider';
import { checkKeys } from './provider';
import { redact } from './redact';

const TIMEOUT = 10_000;
const API_VERSION = '2015-04-01';
const INVALID_URL = 'an invalid URL';

/** Where STS is. */
export interface StsOptions {
  /** Default: `ALIBABA_CLOUD_STS_REGION`; without either, the central endpoint (and `cn-hangzhou` in a template). */
  readonly region?: string;
  /** Host, URL or template with `{product}` and `{region}`. Default: the environment variable `ALIYUN_ENDPOINT`. */
  readonly stsEndpoint?: string;
  /** How the call is signed; `v1` by default. A call with a token of OIDC has no signature. */
  readonly signature?: Signature;
}

/**
 * The URL of STS, without a trailing slash: the option, the template in `ALIYUN_ENDPOINT`, or the public host.
 *
 * @example
 * process.env.ALIYUN_ENDPOINT = 'http://127.0.0.1:9100/{product}/{region}';
 * stsEndpointOf({ region: 'cn-beijing' }); // 'http://127.0.0.1:9100/sts/cn-beijing'
 */
export function stsEndpointOf({ region, stsEndpoint }: StsOptions): string {
  const chosenRegion = region || process.env.ALIBABA_CLOUD_STS_REGION;
  const template = stsEndpoint || process.env.ALIYUN_ENDPOINT;
  if (template) {
    const filled = template.replaceAll('{product}', 'sts').replaceAll('{region}', chosenRegion || 'cn-hangzhou');
    const url = /^https?:\/\//.test(filled) ? filled : `https://${filled}`;
    return url.replace(/\/+$/, '');
  }
  if (!chosenRegion) return 'https://sts.aliyuncs.com';
  const vpc = process.env.ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED?.toLowerCase() === 'true';
  return `https://sts${vpc ? '-vpc' : ''}.${chosenRegion}.aliyuncs.com`;
}

/**
 * Whether what goes to an address can be read on the way: temporary tokens, answers with keys. This machine is no way, and
 * `ALIYUN_ALLOW_HTTP` says that a network is trusted.
 *
 * @example isReadableOnTheWay('http://10.0.0.7/sts', process.env) // true
 */
export function isReadableOnTheWay(url: string, env: Readonly<Record<string, string | undefined>>): boolean {
  if (/^(1|true)$/i.test(env.ALIYUN_ALLOW_HTTP?.trim() ?? '') || hostOf(url) === INVALID_URL) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname);
}

/** What STS's codes mean. The first entry whose code equals, or whose `prefix.` begins, the cloud's code holds. */
const STS_CODES: readonly (readonly [cloudCode: string, code: ErrorCode, retryable: boolean])[] = [
  ['Throttling', 'throttled', true],
  ['ServiceUnavailable', 'service', true],
  ['InternalError', 'service', true],
  ['NoPermission', 'access-denied', false],
  ['Forbidden', 'access-denied', false],
  ['AuthenticationFail', 'access-denied', false],
  ['EntityNotExist', 'not-found', false],
  ['InvalidSecurityToken', 'token-expired', false],
  ['InvalidAccessKeyId', 'credentials', false],
  ['SignatureDoesNotMatch', 'credentials', false],
  ['IncompleteSignature', 'credentials', false],
  ['InvalidTimeStamp', 'credentials', false],
];

/** Translates a code of STS, such as `NoPermission`. Unknown codes are refusals; HTTP 5xx and 429 are worth another try. */
export function classifyStsCode(cloudCode: string, httpStatus?: number): { code: ErrorCode; retryable: boolean } {
  for (const [known, code, retryable] of STS_CODES) {
    if (cloudCode === known || cloudCode.startsWith(`${known}.`)) return { code, retryable };
  }
  if (httpStatus === 429) return { code: 'throttled', retryable: true };
  if (httpStatus !== undefined && httpStatus >= 500) return { code: 'service', retryable: true };
  return { code: 'request-refused', retryable: false };
}

/** What pop-core rejects with: not always an Error, see its httpx and json-bigint. */
interface PopFailure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly data?: { readonly Message?: unknown; readonly RequestId?: unknown };
  readonly entry?: { readonly response?: { readonly statusCode?: number } };
}

interface StsAnswer {
  readonly Credentials?: Readonly<Record<string, unknown>>;
}

/** pop-core as it is; its own typings lack the provider, the verbose flag and what comes back. */
type PopClient = new (
  config: { endpoint: string; apiVersion: string; credentialsProvider: { getCredentials(): Promise<unknown> } },
  verbose: true,
) => {
  request(
    action: string,
    params: Readonly<Record<string, string>>,
    options: Readonly<Record<string, unknown>>,
  ): Promise<[StsAnswer, { response: { statusCode: number } }]>;
};

/** The system's word for a connection that failed: `ECONNREFUSED`, `timeout`; `undefined` for other errors. */
export function networkReason(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  if (typeof name === 'string' && name.startsWith('RequestTimeout')) return 'timeout';
  return typeof code === 'string' ? code : undefined;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return INVALID_URL;
  }
}

/** One call of STS. `what` begins every message: "sts:AssumeRole of acs:ram::1:role/x for environment". */
export interface StsCall extends StsOptions {
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC';
  readonly params: Readonly<Record<string, string>>;
  /** The keys to sign with; without them the call is anonymous. */
  readonly signer?: Credentials;
  readonly what: string;
  /** What to do about a refusal. */
  readonly remedy: (code: ErrorCode) => string;
}

interface Exchanged {
  readonly answer: StsAnswer;
  readonly httpStatus: number;
}

async function exchangeV1(call: StsCall, endpoint: string, agents: Agents): Promise<Exchanged> {
  // Most keys need no session: what signs with V1 is loaded where one is asked for.
  const { default: RPCClient } = await import('@alicloud/pop-core/lib/rpc');
  const client = new (RPCClient as unknown as PopClient)(
    {
      endpoint,
      apiVersion: API_VERSION,
      credentialsProvider: { getCredentials: () => Promise.resolve(call.signer) },
    },
    true,
  );
  const [answer, { response }] = await client.request(call.action, call.params, {
    method: 'POST',
    timeout: TIMEOUT,
    agent: endpoint.startsWith('https:') ? agents.https : agents.http,
  });
  return { answer, httpStatus: response.statusCode };
}

/** Rejects as pop-core does, see {@link PopFailure}. */
async function exchangeV3(call: StsCall, endpoint: string, agents: Agents): Promise<Exchanged> {
  const { action, params: query, signer: credentials } = call;
  const signal = AbortSignal.timeout(TIMEOUT);
  const { status, text } = await exchangeAcs3(
    { endpoint, action, version: API_VERSION, method: 'POST', path: '/', query, credentials },
    { agents, signal },
  ).catch((error: unknown) => {
    throw signal.aborted ? Object.assign(new Error('no answer'), { name: 'RequestTimeoutError' }) : error;
  });
  const answer = JSON.parse(text) as StsAnswer & { readonly Code?: unknown };
  if (answer.Code !== undefined) {
    const entry = { response: { statusCode: status } };
    throw Object.assign(new Error('refused'), { code: answer.Code, data: answer, entry });
  }
  return { answer, httpStatus: status };
}

/** Asks STS for temporary keys. Throws {@link CredentialsError}: `transport` when there is no answer, else by STS's code. */
export async function callSts(call: StsCall): Promise<Credentials> {
  const endpoint = stsEndpointOf(call);
  const host = hostOf(endpoint);
  const context = { product: 'sts', action: call.action, host };
  if (isReadableOnTheWay(endpoint, process.env)) {
    throw new CredentialsError(
      `${call.what}: the address of STS is not encrypted: use https://, or set ALIYUN_ALLOW_HTTP=true for a network that you trust`,
      { code: 'config', context },
    );
  }
  const agents = { http: new http.Agent(), https: new https.Agent() };
  let answer: StsAnswer;
  let httpStatus: number;
  try {
    const v3 = call.signature === 'v3' && call.signer !== undefined;
    ({ answer, httpStatus } = await (v3 ? exchangeV3 : exchangeV1)(call, endpoint, agents));
  } catch (thrown) {
    throw stsError(thrown as PopFailure, call, context);
  } finally {
    agents.http.destroy();
    agents.https.destroy();
  }
  if (httpStatus !== 200) {
    const { code, retryable } = classifyStsCode('', httpStatus);
    throw new CredentialsError(`${call.what} answered HTTP ${httpStatus} at ${host}: ${call.remedy(code)}`, {
      code,
      retryable,
      context: { ...context, httpStatus },
    });
  }
  const { Credentials: keys } = answer;
  const names = { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' };
  const all = [keys?.AccessKeyId, keys?.AccessKeySecret, keys?.SecurityToken];
  if (keys === undefined || !all.every((value) => typeof value === 'string' && value !== '')) {
    throw new CredentialsError(`${call.what} answered without keys at ${host}: check that this address is STS`, {
      code: 'response-shape',
      context,
    });
  }
  const raw = {
    accessKeyId: keys.AccessKeyId,
    accessKeySecret: keys.AccessKeySecret,
    securityToken: keys.SecurityToken,
    expiration: keys.Expiration,
  };
  return checkKeys(raw, names, `the answer of STS at ${host}`);
}

function stsError(thrown: PopFailure, call: StsCall, context: Readonly<Record<string, unknown>>): CredentialsError {
  const host = String(context.host);
  if (host === INVALID_URL) {
    return new CredentialsError(`${call.what}: the address of STS is not a URL: check ALIYUN_ENDPOINT`, {
      code: 'config',
      context,
    });
  }
  const httpStatus = thrown.entry?.response?.statusCode;
  if (thrown.data !== undefined && (typeof thrown.code === 'string' || typeof thrown.code === 'number')) {
    const cloudCode = String(thrown.code);
    const { code, retryable } = classifyStsCode(cloudCode, httpStatus);
    const secrets = Object.values(call.signer ?? {}).filter((value): value is string => typeof value === 'string');
    // The message about a wrong signature quotes the whole signed request.
    const { Message: message } = thrown.data;
    const said = typeof message === 'string' ? `: ${redact(message, secrets).replace(/\s+/g, ' ').slice(0, 200)}` : '';
    const requestId = typeof thrown.data.RequestId === 'string' ? thrown.data.RequestId : undefined;
    return new CredentialsError(`${call.what} refused (${redact(cloudCode)}${said}): ${call.remedy(code)}`, {
      code,
      retryable,
      context: { ...context, cloudCode, httpStatus, requestId },
    });
  }
  const reason = networkReason(thrown);
  if (reason !== undefined) {
    return new CredentialsError(
      `${call.what}: STS at ${host} cannot be reached (${reason}): check the network and ALIYUN_ENDPOINT`,
      { code: 'transport', retryable: true, context: { ...context, reason } },
    );
  }
  return new CredentialsError(`${call.what}: STS at ${host} answered something that is not JSON: check the address`, {
    code: 'service',
    retryable: true,
    context,
  });
}
