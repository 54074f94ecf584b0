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

/** What an `ACS3-…` authorization is made of; `undefined` for what has another form. */
export function readAcs3(
  header: string,
): { algorithm: string; accessKeyId: string; names: string[]; signature: string } | undefined {
  const [, algorithm, accessKeyId, names, signature] =
    /^(ACS3-[\w-]+)\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/.exec(header) ?? [];
  if (!algorithm || !accessKeyId || !names || !signature) return undefined;
  return { algorithm, accessKeyId, names: names.split(';'), signature };
}

/**
 * HMAC-SHA256 signature (version 3) of an RPC or ROA call.
 *
 * @param path as it was sent
 * @param query the parameters of the URL, not those of a body
 * @param names the headers that are signed, in the order of `SignedHeaders`
 * @param payload the hash of the body, in hexadecimal
 */
export function signAcs3(
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
  payload: string,
  secret: string,
): string {
  const resource = path.replace(/\+/g, '%20').replace(/\*/g, '%2A').replace(/%7E/gi, '~') || '/';
  const asked = Object.keys(query)
    .sort()
    .map((name) => `${percentEncode(name)}=${percentEncode(query[name] ?? '')}`);
  const signed = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  const request = [method, resource, asked.join('&'), signed.join(''), names.join(';'), payload].join('\n');
  return createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest('hex');
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What an `OSS4-HMAC-SHA256` authorization is made of; `undefined` for anything else. */
export function readOss4(
  header: string,
): { accessKeyId: string; date: string; region: string; additional: string[]; signature: string } | undefined {
  const [, accessKeyId, date, region, additional = '', signature] =
    /^OSS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/oss\/aliyun_v4_request,\s*(?:AdditionalHeaders=([^,]+),\s*)?Signature=([0-9a-f]{64})$/.exec(
      header,
    ) ?? [];
  if (!accessKeyId || !date || !region || !signature) return undefined;
  return { accessKeyId, date, region, additional: additional.split(';').filter(Boolean), signature };
}

/** What an `OSS key:signature` authorization is made of; `undefined` for anything else. */
export function readOss1(header: string): { accessKeyId: string; signature: string } | undefined {
  const [, accessKeyId, signature] = /^OSS ([^:\s]+):(\S+)$/.exec(header) ?? [];
  return accessKeyId === undefined || signature === undefined ? undefined : { accessKeyId, signature };
}

/** What a `LOG key:signature` authorization is made of; `undefined` for anything else. */
export function readSls(header: string): { accessKeyId: string; signature: string } | undefined {
  const [, accessKeyId, signature] = /^LOG ([^:\s]+):(\S+)$/.exec(header) ?? [];
  return accessKeyId === undefined || signature === undefined ? undefined : { accessKeyId, signature };
}

/** HMAC-SHA1 signature of a call to Simple Log Service. `path` is that of the project. */
export function signSls(
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  secret: string,
): string {
  const own = Object.keys(headers).filter((name) => name.startsWith('x-log-') || name.startsWith('x-acs-'));
  const lines = own.sort().map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  const asked = Object.keys(query).map((name) => `${name}=${query[name] ?? ''}`);
  const resource = asked.length === 0 ? path : `${path}?${asked.sort().join('&')}`;
  const head = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', headers.date ?? ''].join('\n');
  return createHmac('sha1', secret)
    .update(`${head}\n${lines.join('')}${resource}`)
    .digest('base64');
}

/** HMAC-SHA256 signature (version 4) of a call to OSS. `path` is `/`, or `/bucket/object`, wherever the URL has the bucket. */
export function signOss4(
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  scope: { readonly date: string; readonly region: string; readonly additional: readonly string[] },
  secret: string,
): string {
  const names = Object.keys(query).sort();
  const asked = names.map((name) => percentEncode(name) + (query[name] ? `=${percentEncode(query[name])}` : ''));
  const always = (name: string): boolean =>
    name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5';
  const signed = Object.keys(headers)
    .filter((name) => always(name) || scope.additional.includes(name))
    .sort()
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .join('');
  const resource = percentEncode(path).replace(/%2F/g, '/');
  const payload = headers['x-oss-content-sha256'] ?? '';
  const request = [method, resource, asked.join('&'), signed, scope.additional.join(';'), payload].join('\n');
  const place = `${scope.date}/${scope.region}/oss/aliyun_v4_request`;
  let key = Buffer.from(`aliyun_v4${secret}`);
  for (const part of place.split('/')) key = createHmac('sha256', key).update(part).digest();
  return createHmac('sha256', key)
    .update(`OSS4-HMAC-SHA256\n${headers['x-oss-date'] ?? ''}\n${place}\n${sha256(request)}`)
    .digest('hex');
}

/** Parameters of a URL that name a part of a bucket or change an answer: version 1 signs these, and no others. */
const SUB_RESOURCES = new Set(
  (
    'accessPoint accessPointPolicy acl append archiveDirectRead asyncFetch bucketArchiveDirectRead bucketInfo callback ' +
    'callback-var cname comp continuation-token cors csr delete encryption endTime httpsConfig img inventory inventoryId ' +
    'lifecycle live location logging metaQuery objectMeta partNumber policy policyStatus position publicAccessBlock qos ' +
    'referer regionList replication replicationLocation replicationProgress requestPayment resourceGroup restore rtc ' +
    'security-token sequential startTime stat status style styleName symlink tagging transferAcceleration uploadId ' +
    'uploads userDefinedLogFieldsConfig versionId versioning versions vod website withHashContext worm wormExtend wormId ' +
    'x-oss-process x-oss-request-payer x-oss-traffic-limit'
  ).split(' '),
);

/** HMAC-SHA1 signature (version 1) of a call to OSS; `path` as for version 4. */
export function signOss1(
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  secret: string,
): string {
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-'))
    .sort()
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .join('');
  const parts = Object.keys(query)
    .filter((name) => SUB_RESOURCES.has(name) || name.startsWith('response-'))
    .sort()
    .map((name) => (query[name] ? `${name}=${query[name]}` : name));
  const resource = parts.length === 0 ? path : `${path}?${parts.join('&')}`;
  const head = [headers['content-md5'], headers['content-type'], headers['x-oss-date'] ?? headers.date];
  const text = [method, ...head.map((value) => value ?? ''), `${own}${resource}`].join('\n');
  return createHmac('sha1', secret).update(text).digest('base64');
}
