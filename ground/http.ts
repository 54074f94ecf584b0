/** What every server of this package shares: faults, bodies, fields of a request, and headers of answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzip } from 'node:zlib';

/** The documented limit of a body, before and after unpacking. */
export const MAX_BODY = 64 * 1024 * 1024;

/** An answer that is no success: what the client is told. */
export class ApiFault extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    /** The same for a person who reads Chinese; absent where programs ask. */
    readonly zh?: string,
  ) {
    super(message);
  }
}

export function badRequest(message: string, zh?: string): ApiFault {
  return new ApiFault(400, 'ft.InvalidParameter', message, zh);
}

export function notFound(message: string): ApiFault {
  return new ApiFault(404, 'ft.NotFound', message);
}

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

/** Sets the headers of every answer that a browser may get. @param secure reached over HTTPS only */
export function setSecurityHeaders(response: ServerResponse, secure = false): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000');
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/**
 * Reads a body, unpacks gzip, and decodes it.
 *
 * @throws ApiFault 413 when it is larger than {@link MAX_BODY}, 400 when it cannot be unpacked or is not UTF-8
 */
export async function readBody(message: IncomingMessage): Promise<string> {
  const tooLarge = () => new ApiFault(413, 'ft.BodyTooLarge', `the body is larger than ${MAX_BODY} bytes`);
  if (Number(message.headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge();
  // Not `for await`, which would cut the connection before the refusal is told.
  let raw = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) {
        chunks.length = 0;
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    message.on('end', () => resolve(Buffer.concat(chunks)));
    message.on('error', reject);
    message.on('aborted', () => reject(badRequest('the body ended early')));
  });
  const encoding = (message.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'gzip') {
    raw = await new Promise<Buffer>((resolve, reject) => {
      gunzip(raw, { maxOutputLength: MAX_BODY }, (error, unpacked) => {
        if (error === null) resolve(unpacked);
        else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') reject(tooLarge());
        else reject(badRequest('the body is not gzip, as its Content-Encoding says'));
      });
    });
  } else if (encoding !== 'identity') throw badRequest(`Content-Encoding ${encoding} is not supported: use gzip`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    throw badRequest('the body is not UTF-8');
  }
}

/** Reads a JSON object field by field; what does not fit is a 400 that names the field. */
export class Fields {
  constructor(
    readonly raw: Readonly<Record<string, unknown>>,
    private readonly at = '',
  ) {}

  static parse(text: string): Fields {
    if (text.trim() === '') return new Fields({});
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new ApiFault(400, 'ft.InvalidJson', 'the body is not JSON');
    }
    if (!isObject(value)) throw new ApiFault(400, 'ft.InvalidJson', 'the body is not a JSON object');
    return new Fields(value);
  }

  has(name: string): boolean {
    return this.raw[name] !== undefined && this.raw[name] !== null;
  }

  fault(name: string, what: string, zh?: string): ApiFault {
    return badRequest(`${this.at}${name} ${what}`, zh && `${this.at}${name} ${zh}`);
  }

  /** A text that must be there and not be empty. */
  text(name: string, maxLength = 65_536): string {
    const value = this.optionalText(name, maxLength);
    if (value === undefined || value === '') throw this.fault(name, 'is required', '不能为空');
    return value;
  }

  optionalText(name: string, maxLength = 65_536): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw[name];
    if (typeof value !== 'string') throw this.fault(name, 'must be a text', '应为文本');
    if (value.length > maxLength)
      throw this.fault(name, `is longer than ${maxLength} characters`, `超过 ${maxLength} 个字符`);
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.text(name);
    if (!(values as readonly string[]).includes(value))
      throw this.fault(name, `must be one of ${values.join(', ')}`, `应为 ${values.join('、')} 之一`);
    return value as T;
  }

  flag(name: string): boolean | undefined {
    if (!this.has(name)) return undefined;
    if (typeof this.raw[name] !== 'boolean') throw this.fault(name, 'must be true or false', '应为 true 或 false');
    return this.raw[name];
  }

  integer(name: string, low: number, high: number): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.fault(name, 'must be an integer', '应为整数');
    if (value < low || value > high)
      throw this.fault(name, `must be between ${low} and ${high}`, `应在 ${low} 到 ${high} 之间`);
    return value;
  }

  texts(name: string): string[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw[name];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      throw this.fault(name, 'must be an array of texts');
    }
    return value;
  }

  object(name: string): Fields | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw[name];
    if (!isObject(value)) throw this.fault(name, 'must be an object');
    return new Fields(value, `${this.at}${name}.`);
  }

  objects(name: string): Fields[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw[name];
    if (!Array.isArray(value) || !value.every(isObject)) throw this.fault(name, 'must be an array of objects');
    return value.map((item, i) => new Fields(item, `${this.at}${name}[${i}].`));
  }

  /** Refuses what the local workspace does not act on, instead of ignoring it. */
  refuse(name: string, why: string): void {
    const value = this.raw[name];
    const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (!empty) throw new ApiFault(400, 'ft.NotSupported', `${this.at}${name} ${why}`);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
