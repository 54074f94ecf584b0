import { createHmac } from 'node:crypto';

/** The percent-encoding of Alibaba's RPC signature (RFC 3986). */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** HMAC-SHA1 signature (version 1.0) of an RPC call; `params` without `Signature`. */
export function signRpc(method: string, params: Readonly<Record<string, string>>, secret: string): string {
  const query = Object.keys(params)
    .sort()
    .map((name) => `${percentEncode(name)}=${percentEncode(params[name] ?? '')}`)
    .join('&');
  return createHmac('sha1', `${secret}&`)
    .update(`${method}&%2F&${percentEncode(query)}`)
    .digest('base64');
}

/** HMAC-SHA1 signature of a ROA call. `path` is the product's own, without the emulator's prefix. */
export function signRoa(
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  secret: string,
): string {
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-acs-'))
    .sort()
    .map((name) => `${name}:${(headers[name] ?? '').replace(/[\t\n\r\f]/g, ' ').trim()}\n`)
    .join('');
  const names = Object.keys(query).sort();
  const resource =
    names.length === 0 ? path : `${path}?${names.map((name) => `${name}=${query[name] ?? ''}`).join('&')}`;
  const head = ['accept', 'content-md5', 'content-type', 'date'].map((name) => headers[name] ?? '').join('\n');
  return createHmac('sha1', secret).update(`${method}\n${head}\n${own}${resource}`).digest('base64');
}
