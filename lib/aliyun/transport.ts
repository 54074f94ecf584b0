/**
 * The only importer of `@alicloud/pop-core`, which speaks RPC and ROA with signature V1; V3 is our own, OSS is in `./oss`, and Simple Log Service in `./sls`. One request in, one checked and plain answer out; anything else is a
 * {@link CloudApiError}. What pop-core gets wrong is mended here: it resolves HTTP 500 without `Code` as a success,
 * rejects HTML pages with a plain object, turns long numbers into objects, leaks signed URLs with GET, and leaves a
 * socket open when a body times out.
 */
import http from 'node:http';
import https from 'node:https';
import { isInspectionError, type CloudApiError } from '../errors';
import { exact, SECRET_FIELDS, type SentParams } from '../define';
import { onAbort } from './abort';
import { exchangeAcs3, type Agents } from '../credentials/acs3';
import { readJson, teachPopCore } from './json';
import { exchangeOss, OSS_CODES, readOss } from './oss';
import { exchangeSls, meaningOfSls } from './sls';
import { cloudWords, failure, isRecord, stopped, type Transport, type WireAnswer, type WireRequest } from './wire';

interface PopEntry {
  response?: { statusCode?: number; headers?: WireAnswer['headers'] } | null;
}
interface PopError {
  name?: string;
  code?: unknown;
  message?: unknown;
  data?: unknown;
  result?: unknown;
  statusCode?: number;
  entry?: PopEntry;
}
interface PopOptions {
  method?: 'POST' | 'GET';
  agent?: http.Agent;
  timeout?: number;
  beforeRequest?: (options: http.RequestOptions) => http.RequestOptions;
}
/** What pop-core really has: its own types lack ROAClient, `verbose` and the options. */
type RpcClass = new (
  config: Record<string, unknown>,
  verbose: true,
) => { request(action: string, params: SentParams, options: PopOptions): Promise<[unknown, PopEntry]> };
type RoaClass = new (config: Record<string, unknown>) => {
  request(
    method: 'GET',
    path: string,
    query: Record<string, string>,
    body: string,
    headers: Record<string, string>,
    options: PopOptions,
  ): Promise<unknown>;
};
const core: { rpc?: RpcClass; roa?: RoaClass } = {};

/** With the first request that it signs: a script that is only looked at, and a run with V3, go without. */
async function rpcClass(): Promise<RpcClass> {
  if (core.rpc) return core.rpc;
  const { default: RPCClient } = await import('@alicloud/pop-core/lib/rpc');
  teachPopCore();
  return (core.rpc = RPCClient as unknown as RpcClass);
}

/** The whole of it, which is three times as much: with the first list of a product that speaks ROA. */
async function roaClass(): Promise<RoaClass> {
  if (core.roa) return core.roa;
  const { ROAClient } = (await import('@alicloud/pop-core')).default as unknown as { ROAClient: RoaClass };
  teachPopCore();
  return (core.roa = ROAClient);
}

/**
 * A transport with shared keep-alive connections: over pop-core, or our own where a request is to be signed with V3.
 *
 * @param options.maxSockets connections per host at the most
 */
export function createTransport(options: { readonly maxSockets?: number } = {}): Transport {
  const agentOptions = { keepAlive: true, maxSockets: options.maxSockets ?? 96, maxFreeSockets: 32, timeout: 120_000 };
  const agents = { http: new http.Agent(agentOptions), https: new https.Agent(agentOptions) };
  const bucketRegions = new Map<string, string>();
  return {
    async send(request) {
      const controller = new AbortController();
      const abort = () => controller.abort();
      if (request.signal?.aborted) throw stopped(request);
      const forget = onAbort(request.signal, abort);
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        abort();
      }, request.timeoutMs);
      const wire: PopOptions = {
        agent: request.endpoint.startsWith('https:') ? agents.https : agents.http,
        // Ours fires first: pop-core's own timer would leave the socket checked out.
        timeout: request.timeoutMs + 5000,
        beforeRequest: (o) => ({ ...o, signal: controller.signal }),
      };
      try {
        if (request.style === 'oss') {
          return await sendOss(request, { agent: wire.agent, signal: controller.signal }, bucketRegions);
        }
        if (request.style === 'sls') return await sendSls(request, { agent: wire.agent, signal: controller.signal });
        if (request.signature === 'v3') return await sendAcs3(request, { agents, signal: controller.signal });
        return await (request.style === 'rpc' ? sendRpc(request, wire) : sendRoa(request, wire));
      } catch (error) {
        if (isInspectionError(error)) throw error;
        if (request.signal?.aborted) throw stopped(request);
        throw toCloudApiError(request, error as PopError, timedOut);
      } finally {
        clearTimeout(timer);
        forget();
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

type PopClient = InstanceType<RpcClass>;
/** Clients of pop-core by the keys that they sign with, and then by host and version: each makes an agent that nobody uses. */
const clients = new WeakMap<WireRequest['credentials'], Map<string, PopClient>>();

function clientOf(Pop: RpcClass, { endpoint, product: { apiVersion }, credentials }: WireRequest): PopClient {
  let known = clients.get(credentials);
  if (!known) clients.set(credentials, (known = new Map<string, PopClient>()));
  const place = `${endpoint} ${apiVersion}`;
  let client = known.get(place);
  if (!client) known.set(place, (client = new Pop({ endpoint, apiVersion, ...credentials }, true)));
  return client;
}

async function sendRpc(request: WireRequest, wire: PopOptions): Promise<WireAnswer> {
  const client = clientOf(await rpcClass(), request);
  const params = Object.fromEntries(Object.entries(request.params).filter(([, value]) => value !== undefined));
  const [json, entry] = await client.request(request.action, params, { ...wire, method: 'POST' });
  const body = request.raw ? json : plain(json);
  const status = entry.response?.statusCode;
  if (!isRecord(body)) throw failure(request, { message: 'the answer is not a JSON object', status, means: 'service' });
  // A redirect is none of ours to follow, and its body is no answer to what was asked.
  if ((status !== undefined && status >= 300) || unsuccessful(body)) {
    throw failure(request, { ...cloudWords(body), status, headers: entry.response?.headers });
  }
  return { body, headers: entry.response?.headers ?? {} };
}

async function sendRoa(request: WireRequest, wire: PopOptions): Promise<WireAnswer> {
  const ROAClient = await roaClass();
  const client = new ROAClient({
    endpoint: request.endpoint,
    apiVersion: request.product.apiVersion,
    ...request.credentials,
  });
  const { path, query } = fillPath(request);
  const json = await client.request('GET', path, query, '', {}, wire);
  const body = plain(Array.isArray(json) ? { items: json } : json);
  if (!isRecord(body)) throw failure(request, { message: 'the answer is not JSON', means: 'service' });
  if (unsuccessful(body)) throw failure(request, cloudWords(body));
  return { body, headers: {} };
}

/** Some products answer 200 and say in the body that it is none; CloudMonitor's events say so with a text. */
function unsuccessful({ Success, success }: Readonly<Record<string, unknown>>): boolean {
  return [Success, success].some((flag) => flag === false || (typeof flag === 'string' && /^false$/i.test(flag)));
}

/** What `Code` says of a success. */
const SUCCESS: ReadonlySet<unknown> = new Set([200, '200', 'OK', 'Success', 'success']);

async function sendAcs3(
  request: WireRequest,
  options: { readonly agents: Agents; readonly signal: AbortSignal },
): Promise<WireAnswer> {
  const { endpoint, action, credentials, product, style } = request;
  const rpc = style === 'rpc';
  const { path, query } = rpc ? { path: '/', query: flat(request.params) } : fillPath(request);
  const { status, headers, text } = await exchangeAcs3(
    { endpoint, action, version: product.apiVersion, method: rpc ? 'POST' : 'GET', path, query, credentials },
    options,
  );
  let json: unknown;
  try {
    json = readJson(text);
  } catch {
    const message = 'the answer is not JSON (a gateway page, or a body cut short)';
    throw failure(request, { message, status, headers, means: 'service' });
  }
  const body = !rpc && Array.isArray(json) ? { items: json } : json;
  if (!isRecord(body)) {
    throw failure(request, { message: 'the answer is not a JSON object', status, headers, means: 'service' });
  }
  const { Code } = body;
  if (status >= 300 || unsuccessful(body) || (rpc && Code && !SUCCESS.has(Code))) {
    throw failure(request, { ...cloudWords(plain(body) as never), status, headers });
  }
  return { body: request.raw ? body : (plain(body) as WireAnswer['body']), headers };
}

/** RPC parameters as names and texts: the first letter is a capital, a list becomes `Key.1`, `Key.2.Name` … */
function flat(params: SentParams): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(params)) {
    const name = key.charAt(0).toUpperCase() + key.slice(1);
    if (value === undefined) continue;
    if (typeof value !== 'object') out[name] = String(value);
    else {
      value.forEach((entry, i) => {
        if (typeof entry !== 'object') out[`${name}.${i + 1}`] = String(entry);
        else for (const [part, inner] of Object.entries(entry)) out[`${name}.${i + 1}.${part}`] = inner;
      });
    }
  }
  return out;
}

/** What may be filled into a path: an id, and nothing that leads out of its place. */
const PATH_VALUE = /^(?!\.+$)[\w.-]+$/;

/** The path with its `{Name}`s filled, and the parameters that are left for the query. */
function fillPath(request: WireRequest): { path: string; query: Record<string, string> } {
  const text = (value: SentParams[string]) =>
    Array.isArray(value) ? value.join(',') : `${value as string | number | boolean}`;
  const left: Record<string, SentParams[string]> = { ...request.params };
  const fill = (part: string) =>
    part.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = text(request.params[name] ?? (name === 'RegionId' ? request.region : ''));
      if (!PATH_VALUE.test(value)) {
        throw failure(request, {
          message: `${name} is missing or does not fit into the path`,
          means: 'request-refused',
        });
      }
      delete left[name];
      return value;
    });
  const [path = '/', fixed = ''] = (request.path ?? '/').split('?');
  const filled = fill(path);
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(fixed)) query[name] = fill(value);
  for (const [name, value] of Object.entries(left)) if (value !== undefined) query[name] = text(value);
  return { path: filled, query };
}

/** @param regions where buckets are, as far as answers have told: a bucket is asked for in its own region */
async function sendOss(
  request: WireRequest,
  wire: { agent?: http.Agent; signal: AbortSignal },
  regions: Map<string, string>,
): Promise<WireAnswer> {
  const { path, query } = fillPath(request);
  const bucket = path.split('/')[1] ?? '';
  for (let moved = false; ; moved = true) {
    const region = regions.get(bucket) ?? request.region;
    const endpoint = request.endpoint.split(request.region).join(region);
    const { credentials, ossSignature: signature } = request;
    const answer = await exchangeOss({ endpoint, region, path, query, credentials, signature }, wire);
    const found = readOss(answer);
    const { status, headers } = answer;
    switch (found.kind) {
      case 'body':
        for (const [name, place] of bucketPlaces(found.body)) regions.set(name, place);
        return { body: plain(found.body) as WireAnswer['body'], headers };
      case 'elsewhere':
        if (moved || bucket === '' || found.region === region) {
          throw failure(request, { message: 'the bucket is in another region', status, means: 'service' });
        }
        regions.set(bucket, found.region);
        break;
      case 'refused': {
        const means = OSS_CODES[found.code ?? ''];
        throw failure(request, { ...found, status, headers, ...(means === undefined ? {} : { means }) });
      }
      case 'unreadable':
        throw failure(request, {
          message: 'the answer is not XML (a gateway page, or a body cut short)',
          status,
          means: 'service',
        });
    }
  }
}

/** A project's name: what may become part of a host's name. */
const PROJECT = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

async function sendSls(request: WireRequest, wire: { agent?: http.Agent; signal: AbortSignal }): Promise<WireAnswer> {
  const { project, ...params } = request.params;
  if (project !== undefined && !(typeof project === 'string' && PROJECT.test(project))) {
    throw failure(request, { message: 'project does not fit into a host name', means: 'request-refused' });
  }
  const { path, query } = fillPath({ ...request, params });
  const { endpoint, credentials } = request;
  const { status, headers, text } = await exchangeSls({ endpoint, project, path, query, credentials }, wire);
  let body: unknown;
  try {
    body = readJson(text);
  } catch {
    const message = 'the answer is not JSON (a gateway page, or a body cut short)';
    throw failure(request, { message, status, headers, means: 'service' });
  }
  if (!isRecord(body)) {
    throw failure(request, { message: 'the answer is not a JSON object', status, headers, means: 'service' });
  }
  if (status >= 300) {
    const words = cloudWords(plain(body) as never);
    const requestId = headers['x-log-requestid'];
    const means = meaningOfSls(words.code, words.message);
    const id = typeof requestId === 'string' ? { requestId } : {};
    throw failure(request, { ...words, ...id, status, headers, ...(means === undefined ? {} : { means }) });
  }
  return { body: request.raw ? body : (plain(body) as WireAnswer['body']), headers };
}

/** The regions of the buckets in a list. */
function bucketPlaces(body: Readonly<Record<string, unknown>>): [string, string][] {
  const list = isRecord(body.Buckets) ? body.Buckets.Bucket : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown): [string, string][] =>
    isRecord(one) && typeof one.Name === 'string' && typeof one.Location === 'string'
      ? [[one.Name, one.Location.replace(/^oss-/, '')]]
      : [],
  );
}

function toCloudApiError(request: WireRequest, error: PopError, timedOut: boolean): CloudApiError {
  const body = error.data ?? error.result;
  if (isRecord(body)) {
    const status = error.entry?.response?.statusCode ?? error.statusCode;
    return failure(request, { ...cloudWords(plain(body) as never), status, headers: error.entry?.response?.headers });
  }
  const seconds = Math.round(request.timeoutMs / 1000);
  if (timedOut) return failure(request, { message: `no answer within ${seconds} s`, means: 'transport' });
  const code = typeof error.code === 'string' ? error.code : undefined;
  const host = new URL(request.endpoint).host;
  if (code === 'ENOTFOUND') {
    return failure(request, { message: `host ${host} does not exist (DNS)`, code, means: 'transport' });
  }
  if (error.name === 'SyntaxError' || error.name === 'FormatError') {
    return failure(request, {
      message: 'the answer is not JSON (a gateway page, or a body cut short)',
      means: 'service',
    });
  }
  const words = code ?? error.name ?? 'unknown failure';
  return failure(request, { message: `connection to ${host} failed (${words})`, code, means: 'transport' });
}

/** Undoes json-bigint: ordinary prototypes, numbers where they are exact, texts for longer integers. Drops secrets. */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const entry: unknown = value[i];
      if (typeof entry === 'object') value[i] = plain(entry);
    }
    return value;
  }
  const number = exact(value);
  if (number !== value) return number;
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (SECRET_FIELDS.has(key)) continue;
    const entry = (value as Record<string, unknown>)[key];
    out[key] = typeof entry === 'object' ? plain(entry) : entry;
  }
  return out;
}
