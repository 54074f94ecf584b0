import type { IncomingMessage } from 'node:http';
import { products, productNamed } from './catalogue';
import type { Action, Product } from './define';
import { readHost, REGION } from './hosts';
import { routeOf } from './rest';
import { readAcs3, readOss1, readOss4, readSls } from './signature';

const MAX_BODY = 4 * 1024 * 1024;

/** How a request is signed: by parameters, or by one of the schemes of `Authorization`. */
export type Scheme = 'params' | 'acs' | 'acs3' | 'oss4' | 'oss1' | 'sls';

/** A request after parsing and before any check. */
export interface Request {
  method: string;
  headers: Record<string, string>;
  /** Path without the emulator's prefix. */
  path: string;
  /** The paths that a signature may cover, spelt as they came: the whole one, and the one without the emulator's prefix. */
  paths: readonly string[];
  params: Record<string, string>;
  product?: Product;
  action?: Action;
  region?: string;
  /** The parameters of the URL: what a signature outside of the parameters covers. */
  query: Record<string, string>;
  style: 'rpc' | 'roa' | 'oss' | 'sls';
  scheme: Scheme;
  /** The action and version that it names; absent where it names none. */
  actionName?: string;
  version?: string;
  accessKeyId: string;
  /** OSS: the bucket, in the path or in the host's name. */
  bucket?: string;
  body: Buffer;
}

/** What a request asks for: its product, action and region where they are known. */
export function parseRequest(message: IncomingMessage, body: Buffer): Request {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  const [sent = '/', search = ''] = (message.url ?? '/').split(/\?(.*)/s);
  const query: Record<string, string> = Object.fromEntries(new URLSearchParams(search));
  const host = readHost(headers.host ?? '');
  const segments = sent.split('/').filter((segment) => segment !== '');
  const named = productNamed(segments[0] ?? '');
  const placed = named !== undefined && REGION.test(segments[1] ?? '') ? segments[1] : undefined;
  const own = segments.slice((named === undefined ? 0 : 1) + (placed === undefined ? 0 : 1));
  const path = `/${own.join('/')}`;
  const slash = own.length > 0 && sent.endsWith('/') ? '/' : '';
  const base = {
    method: message.method ?? 'GET',
    headers,
    path,
    paths: [...new Set([sent, `${path}${slash}`])],
    query,
    body,
  };
  const place = { named, region: placed ?? host.region, host };
  const scheme = schemeOf(headers.authorization ?? '');
  const ownHost = named ?? host.product;
  if (scheme === 'oss4' || scheme === 'oss1' || (scheme === undefined && ownHost?.oss && query.Action === undefined)) {
    return ossRequest(base, place, scheme ?? 'oss4');
  }
  if (scheme === 'sls' || (scheme === undefined && ownHost?.sls)) return slsRequest(base, place);
  switch (scheme) {
    case 'acs':
      return roaRequest(base, place);
    case 'acs3':
      return acs3Request(base, place);
    case undefined:
      return rpcRequest(base, place);
  }
}

type Base = Pick<Request, 'method' | 'headers' | 'path' | 'paths' | 'query' | 'body'>;
interface Place {
  /** What the path begins with. */
  readonly named: Product | undefined;
  readonly region: string | undefined;
  readonly host: ReturnType<typeof readHost>;
}

function schemeOf(authorization: string): Exclude<Scheme, 'params'> | undefined {
  const [, name = ''] = /^(acs|ACS3-[\w-]+|OSS4-HMAC-SHA256|OSS|LOG)\s/.exec(authorization) ?? [];
  if (name.startsWith('ACS3-')) return 'acs3';
  return ({ acs: 'acs', 'OSS4-HMAC-SHA256': 'oss4', OSS: 'oss1', LOG: 'sls' } as const)[name];
}

function rpcRequest(base: Base, { named, region, host }: Place): Request {
  const params = { ...base.query, ...formOf(base) };
  const { Action: actionName, Version: version } = params;
  const product = named ?? host.product ?? productOf(actionName, version);
  const action = product?.actions.find((one) => one.name === actionName && one.path === undefined);
  const facts = { product, action, actionName, version, region: params.RegionId ?? region };
  const { AccessKeyId: accessKeyId = '' } = params;
  return { ...base, params, accessKeyId, style: 'rpc', scheme: 'params', ...defined(facts) };
}

function roaRequest(base: Base, { named, region, host }: Place): Request {
  const { headers, query } = base;
  const version = headers['x-acs-version'];
  const product =
    named ?? host.product ?? products.find((one) => one.version === version && one.actions.some((a) => a.path));
  const route = pathCall(base, product);
  const [, accessKeyId = ''] = /^acs ([^:]+):/.exec(headers.authorization ?? '') ?? [];
  const facts = { product, action: route?.action, version, region: regionOf(base, region) };
  const params = { ...query, ...route?.values };
  return { ...base, params, accessKeyId, style: 'roa', scheme: 'acs', ...defined(facts) };
}

/** RPC and ROA alike: the action is in a header, parameters are in the query or in the body. */
function acs3Request(base: Base, { named, region, host }: Place): Request {
  const { headers, query, path } = base;
  const { 'x-acs-action': actionName, 'x-acs-version': version } = headers;
  const product = named ?? host.product ?? productOf(actionName, version);
  const sent = { ...query, ...formOf(base), ...jsonOf(base) };
  const accessKeyId = readAcs3(headers.authorization ?? '')?.accessKeyId ?? '';
  const roa = path !== '/';
  const route = roa ? pathCall(base, product) : undefined;
  const action = roa
    ? route?.action
    : product?.actions.find((one) => one.name === actionName && one.path === undefined);
  const facts = { product, action, actionName, version, region: sent.RegionId ?? regionOf(base, region) };
  const params = { ...sent, ...route?.values };
  return { ...base, params, accessKeyId, style: roa ? 'roa' : 'rpc', scheme: 'acs3', ...defined(facts) };
}

function ossRequest(base: Base, { region, host }: Place, scheme: 'oss4' | 'oss1'): Request {
  const { headers, query } = base;
  const { authorization = '' } = headers;
  const product = products.find((one) => one.oss);
  const path = host.bucket === undefined ? base.path : `/${host.bucket}${base.path}`;
  const route = pathCall({ ...base, path }, product);
  const given = readOss4(authorization);
  const [bucket = ''] = path.split('/').filter(Boolean);
  const facts = { product, action: route?.action, region: region ?? given?.region, bucket: bucket || undefined };
  const { 'x-oss-acl': acl } = headers;
  const params = { ...query, ...leavesOf(base), ...route?.values, ...(acl === undefined ? {} : { 'x-oss-acl': acl }) };
  const { accessKeyId = '' } = given ?? readOss1(authorization) ?? {};
  return { ...base, path, params, accessKeyId, style: 'oss', scheme, ...defined(facts) };
}

function slsRequest(base: Base, { region, host }: Place): Request {
  const { headers, query, path } = base;
  const product = products.find((one) => one.sls);
  // Of a project the path `/` asks for the project itself, which nobody does here.
  const route = path === '/' && host.project !== undefined ? undefined : pathCall(base, product);
  const params: Record<string, string> = { ...query, ...route?.values };
  if (host.project !== undefined) params.project = host.project;
  const accessKeyId = readSls(headers.authorization ?? '')?.accessKeyId ?? '';
  return {
    ...base,
    params,
    accessKeyId,
    style: 'sls',
    scheme: 'sls',
    ...defined({ product, action: route?.action, region }),
  };
}

/** The texts of an XML body, each by the name of its element. */
function leavesOf({ body }: Base): Record<string, string> {
  const leaves = body.toString('utf8').matchAll(/<(\w+)>([^<>]+)<\/\1>/g);
  return Object.fromEntries([...leaves].map(([, name = '', text = '']) => [name, text.trim()]));
}

/** The action that a path and a method call. */
function pathCall({ method, path, query }: Base, product: Product | undefined): ReturnType<typeof routeOf> {
  const actions = product?.actions.filter((action) => (action.method ?? 'GET') === method);
  return routeOf(actions ?? [], path, query);
}

/** Whose action this is. Products may share a version, and a version that nobody has is refused later. */
function productOf(action: string | undefined, version: string | undefined): Product | undefined {
  const has = (one: Product): boolean => one.actions.some(({ name }) => name === action);
  return products.find((one) => one.version === version && has(one)) ?? products.find(has);
}

/** Where a path says no region, a header or a parameter may. */
function regionOf({ headers, query }: Base, region: string | undefined): string | undefined {
  return region ?? query.RegionId ?? (headers['x-acs-region-id'] || undefined);
}

function formOf({ headers, body }: Base): Record<string, string> {
  const form = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return form ? Object.fromEntries(new URLSearchParams(body.toString('utf8'))) : {};
}

/** The fields of a JSON body, as texts; of what cannot be read, none. */
function jsonOf({ headers, body }: Base): Record<string, string> {
  if (!(headers['content-type'] ?? '').startsWith('application/json') || body.length === 0) return {};
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return {};
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, value]: [string, unknown]) =>
        value === null ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
      ),
    );
  } catch {
    return {};
  }
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The request's body, or undefined where it is too large. */
export async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY) chunks.push(chunk);
  }
  return length > MAX_BODY ? undefined : Buffer.concat(chunks);
}
