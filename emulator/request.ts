import type { IncomingMessage } from 'node:http';
import { products, productNamed } from './catalogue';
import type { Action, Product } from './define';
import { routeOf } from './rest';

const MAX_BODY = 4 * 1024 * 1024;
const REGION = /^[a-z]{2}-[a-z0-9-]+$/;

/** A request after parsing and before any check. */
export interface Request {
  method: string;
  headers: Record<string, string>;
  /** Path without the emulator's prefix. */
  path: string;
  params: Record<string, string>;
  product?: Product;
  action?: Action;
  region?: string;
  /** The parameters of the URL: what a ROA or OSS signature covers. */
  query: Record<string, string>;
  style: 'rpc' | 'roa' | 'oss';
}

/** What a request asks for: its product, action and region where they are known. */
export function parseRequest(message: IncomingMessage, url: URL, body: string): Request {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  const method = message.method ?? 'GET';
  const params: Record<string, string> = Object.fromEntries(url.searchParams);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const named = productNamed(segments[0] ?? '');
  const placed = named !== undefined && REGION.test(segments[1] ?? '') ? segments[1] : undefined;
  const path = `/${segments.slice((named === undefined ? 0 : 1) + (placed === undefined ? 0 : 1)).join('/')}`;
  const scheme = /^(acs|OSS4-HMAC-SHA256) /.exec(headers.authorization ?? '')?.[1];
  if (scheme !== undefined) {
    const product =
      named ?? products.find((one) => one.version === headers['x-acs-version'] && one.actions.some((a) => a.path));
    const style = scheme === 'acs' ? 'roa' : 'oss';
    const own = style === 'oss' ? products.find((one) => one.oss) : product;
    const route = method === 'GET' ? routeOf(own?.actions ?? [], path, params) : undefined;
    const region = placed ?? params.RegionId;
    const taken = { ...params, ...route?.values };
    const known = defined({ product: own, action: route?.action, region });
    return { method, headers, path, params: taken, query: params, style, ...known };
  }
  if ((headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body)) params[name] = value;
  }
  const { Action: name = '', Version: version } = params;
  const has = (one: Product): boolean => one.actions.some((action) => action.name === name);
  const product = named ?? products.find((one) => one.version === version && has(one)) ?? products.find(has);
  const action = product?.actions.find((one) => one.name === name);
  const region = params.RegionId ?? placed;
  return { method, headers, path, params, query: {}, style: 'rpc', ...defined({ product, action, region }) };
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The request's body, or undefined where it is too large. */
export async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY) chunks.push(chunk);
  }
  return length > MAX_BODY ? undefined : Buffer.concat(chunks).toString('utf8');
}
