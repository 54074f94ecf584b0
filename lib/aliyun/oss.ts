/**
 * Object Storage Service: GET requests signed with OSS4-HMAC-SHA256, or with the older V1 where asked for, XML in the answers. Small enough that no bundle
 * needs a client for it.
 */
import { createHash, createHmac } from 'node:crypto';
import type http from 'node:http';
import type { Credentials } from '../credentials';
import type { ErrorCode } from '../errors';
import { exchangePlain, type PlainAnswer } from '../credentials/request';

/** `v4`: `OSS4-HMAC-SHA256`. `v1`: `OSS key:signature`, HMAC-SHA1, which Alibaba advises against. */
export const OSS_SIGNATURES = ['v1', 'v4'] as const;
export type OssSignature = (typeof OSS_SIGNATURES)[number];

export interface OssRequest {
  /** The base URL, such as `https://oss-cn-hangzhou.aliyuncs.com`. */
  readonly endpoint: string;
  /** Such as `cn-hangzhou`: part of the signature. */
  readonly region: string;
  /** `/`, or `/{bucket}/` with the bucket's name. */
  readonly path: string;
  /** A sub-resource such as `bucketInfo` has an empty value. */
  readonly query: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  /** `v4` by default; `v1` for a gateway that knows no other. */
  readonly signature?: OssSignature;
}

/** What OSS means by codes of its own; all others are read as everywhere. */
export const OSS_CODES: Readonly<Record<string, ErrorCode>> = {
  NoSuchBucket: 'not-found',
  RequestTimeTooSkewed: 'credentials',
  InvalidSecurityToken: 'credentials',
  SlowDown: 'throttled',
  QpsLimitExceeded: 'throttled',
  DownloadTrafficRateLimitExceeded: 'throttled',
  RequestTimeout: 'service',
};

/** Codes that are an answer and no failure: nothing is set. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  NoSuchBucketPolicy: { IsPublic: 'false' },
};

const SCHEME = 'OSS4-HMAC-SHA256';
const PAYLOAD = 'UNSIGNED-PAYLOAD';

/** RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Sorted and encoded; a name without a value stands alone. */
export function ossQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}

/**
 * The headers of a signed GET request. The signature covers the path and query, the `x-oss-` headers and the region, not
 * the host: the same request is valid at any endpoint of the region.
 *
 * @example const headers = signOss({ endpoint, region: 'cn-hangzhou', path: '/', query: {}, credentials }, new Date());
 */
export function signOss(request: OssRequest, now: Date): Record<string, string> {
  if (request.signature === 'v1') return signOss1(request, now);
  const { accessKeyId, accessKeySecret, securityToken } = request.credentials;
  const time = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const scope = `${time.slice(0, 8)}/${request.region}/oss/aliyun_v4_request`;
  const headers: Record<string, string> = { 'x-oss-content-sha256': PAYLOAD, 'x-oss-date': time };
  if (securityToken !== undefined) headers['x-oss-security-token'] = securityToken;
  const own = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const path = request.path.split('/').map(encode).join('/');
  const canonical = ['GET', path, ossQuery(request.query), own.join(''), '', PAYLOAD].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `aliyun_v4${accessKeySecret}`);
  const signature = hmac(key, [SCHEME, time, scope, hash].join('\n')).toString('hex');
  return { ...headers, authorization: `${SCHEME} Credential=${accessKeyId}/${scope},Signature=${signature}` };
}

/**
 * The same with V1: covers the method, the date, the `x-oss-` headers, the path, and those parameters that name a
 * sub-resource, which are the ones without a value.
 */
function signOss1(request: OssRequest, now: Date): Record<string, string> {
  const { accessKeyId, accessKeySecret, securityToken } = request.credentials;
  const date = now.toUTCString();
  const own: Record<string, string> = securityToken === undefined ? {} : { 'x-oss-security-token': securityToken };
  const lines = Object.entries(own).map(([name, value]) => `${name}:${value}\n`);
  const parts = Object.keys(request.query).filter((name) => request.query[name] === '');
  const resource = parts.length === 0 ? request.path : `${request.path}?${parts.sort().join('&')}`;
  const text = ['GET', '', '', date, `${lines.join('')}${resource}`].join('\n');
  const signature = createHmac('sha1', accessKeySecret).update(text).digest('base64');
  return { ...own, date, authorization: `OSS ${accessKeyId}:${signature}` };
}

/** Where the request goes: Alibaba's own hosts want the bucket in the host name, any other endpoint gets it in the path. */
export function ossUrl(request: Pick<OssRequest, 'endpoint' | 'path' | 'query'>): URL {
  const url = new URL(request.endpoint);
  const [, bucket = '', ...rest] = request.path.split('/');
  if (bucket !== '' && url.hostname.endsWith('.aliyuncs.com')) {
    url.hostname = `${bucket}.${url.hostname}`;
    url.pathname = `/${rest.map(encode).join('/')}`;
  } else {
    url.pathname = `${url.pathname.replace(/\/$/, '')}${request.path.split('/').map(encode).join('/')}`;
  }
  url.search = ossQuery(request.query);
  return url;
}

/**
 * One exchange, whatever the status of the answer.
 *
 * @throws Error as {@link exchangePlain} does
 */
export function exchangeOss(
  request: OssRequest,
  options: { readonly agent?: http.Agent; readonly signal: AbortSignal },
): Promise<PlainAnswer> {
  return exchangePlain({ method: 'GET', url: ossUrl(request), headers: signOss(request, new Date()), ...options });
}

export type XmlNode = string | XmlNode[] | { [name: string]: XmlNode };

const TOKEN = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)([^<>]*?)(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name as string] ?? all;
    const point = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}

/**
 * Reads an XML document: elements become objects, the rest texts; attributes are left out. An element that comes twice,
 * or whose parent is its plural (`Buckets` of `Bucket`), becomes a list.
 *
 * @returns the root's name and content; `undefined` for what is no whole XML document
 * @example readXml('<A><Buckets><Bucket><Name>x</Name></Bucket></Buckets></A>')?.body // { Buckets: { Bucket: [{ Name: 'x' }] } }
 */
export function readXml(text: string): { readonly root: string; readonly body: XmlNode } | undefined {
  interface Open {
    readonly name: string;
    text: string;
    children: { [name: string]: XmlNode } | undefined;
  }
  const stack: Open[] = [{ name: '', text: '', children: undefined }];
  const close = (): void => {
    const done = stack.pop();
    const parent = stack[stack.length - 1];
    if (!done || !parent) return;
    const value: XmlNode = done.children ?? done.text.trim();
    const into = (parent.children ??= Object.create(null) as Record<string, XmlNode>);
    const before = into[done.name];
    if (before === undefined) into[done.name] = parent.name === `${done.name}s` ? [value] : value;
    else if (Array.isArray(before)) before.push(value);
    else into[done.name] = [before, value];
  };
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const top = stack[stack.length - 1];
    if (!match || !top) return undefined;
    const [, cdata, slash, name, , empty, words] = match;
    if (cdata !== undefined) top.text += cdata;
    else if (words !== undefined) top.text += unescape(words);
    else if (name !== undefined && slash === '/') {
      if (top.name !== name || stack.length === 1) return undefined;
      close();
    } else if (name !== undefined) {
      stack.push({ name, text: '', children: undefined });
      if (empty === '/') close();
    }
  }
  const [document] = stack;
  const roots = Object.entries(document?.children ?? {});
  const [first] = roots;
  if (stack.length !== 1 || roots.length !== 1 || !first || document?.text.trim() !== '') return undefined;
  return { root: first[0], body: first[1] };
}

type Fields = Readonly<Record<string, unknown>>;

/** What an answer says, apart from where it came from. */
export type OssReading =
  | { readonly kind: 'body'; readonly body: Fields }
  /** The bucket is in another region. */
  | { readonly kind: 'elsewhere'; readonly region: string }
  | { readonly kind: 'refused'; readonly code?: string; readonly message?: string; readonly requestId?: string }
  /** No XML of OSS: a gateway's page, or cut short. */
  | { readonly kind: 'unreadable' };

/** An endpoint that OSS names. Only the region is taken from it: keys go to no host that an answer chose. */
const ENDPOINT = /^oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/;

/** Tells a success from a refusal. A `RequestId` is added to the body, which has none. */
export function readOss(answer: PlainAnswer): OssReading {
  const header = answer.headers['x-oss-request-id'];
  const requestId = Array.isArray(header) ? header[0] : header;
  const found = readXml(answer.text);
  const body = typeof found?.body === 'object' && !Array.isArray(found.body) ? found.body : {};
  if (!found) return { kind: 'unreadable' };
  if (answer.status < 300 && found.root !== 'Error') {
    // A list that is complete leaves its end signal out.
    const ended =
      found.root === 'ListAllMyBucketsResult' && body.NextMarker === undefined ? { IsTruncated: 'false' } : {};
    return { kind: 'body', body: { ...ended, ...body, ...(requestId === undefined ? {} : { RequestId: requestId }) } };
  }
  const said = (name: string): string | undefined => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const code = said('Code');
  const instead = code === undefined ? undefined : ANSWERS[code];
  if (instead) return { kind: 'body', body: { ...instead, RequestId: requestId ?? said('RequestId') ?? '' } };
  const region = ENDPOINT.exec(said('Endpoint') ?? '')?.[1];
  if (region !== undefined && (code === 'AccessDenied' || answer.status < 400)) return { kind: 'elsewhere', region };
  return { kind: 'refused', code, message: said('Message'), requestId: said('RequestId') ?? requestId };
}
