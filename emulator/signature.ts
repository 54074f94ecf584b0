import { createHash, createHmac } from 'node:crypto';

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

/** What an `OSS4-HMAC-SHA256` authorization is made of; `undefined` for anything else. */
export function readOssAuthorization(
  header: string,
): { accessKeyId: string; date: string; region: string; signature: string } | undefined {
  const [, accessKeyId, date, region, signature] =
    /^OSS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/oss\/aliyun_v4_request,\s*Signature=([0-9a-f]{64})$/.exec(
      header,
    ) ?? [];
  if (!accessKeyId || !date || !region || !signature) return undefined;
  return { accessKeyId, date, region, signature };
}

/** HMAC-SHA256 signature (version 4) of a GET to OSS. `path` is the bucket's, `/` or `/bucket/`, whatever the URL. */
export function signOss4(
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  scope: { readonly date: string; readonly region: string },
  secret: string,
): string {
  const names = Object.keys(query).sort();
  const asked = names.map((name) => percentEncode(name) + (query[name] ? `=${percentEncode(query[name])}` : ''));
  const signed = Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5')
    .sort()
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .join('');
  const resource = percentEncode(path).replace(/%2F/g, '/');
  const payload = headers['x-oss-content-sha256'] ?? '';
  const request = `GET\n${resource}\n${asked.join('&')}\n${signed}\n\n${payload}`;
  const place = `${scope.date}/${scope.region}/oss/aliyun_v4_request`;
  const digest = createHash('sha256').update(request).digest('hex');
  let key = Buffer.from(`aliyun_v4${secret}`);
  for (const part of place.split('/')) key = createHmac('sha256', key).update(part).digest();
  return createHmac('sha256', key)
    .update(`OSS4-HMAC-SHA256\n${headers['x-oss-date'] ?? ''}\n${place}\n${digest}`)
    .digest('hex');
}
