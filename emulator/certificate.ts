/** A certificate of the emulator's own: X.509 version 3 in DER, as RFC 5280 has it. Node signs, and cannot write one. */
import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { DAY } from './time';

/** All in PEM. */
export interface Certificates {
  /** What a client has to trust. Its key is in no file and ends with the process. */
  ca: string;
  cert: string;
  key: string;
  /** One of the same key and authority for a host of the cloud that `cert` does not name, such as one of a region without assets. */
  certOf(host: string): string | undefined;
}

const SEQUENCE = 0x30;
const SET = 0x31;

/** One element: its tag, its length and what is in it. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(parts);
  const size: number[] = [];
  for (let left = inside.length; left > 0; left = Math.floor(left / 256)) size.unshift(left % 256);
  const length = inside.length < 0x80 ? [inside.length] : [0x80 + size.length, ...size];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}

/** An object identifier from its numbers with dots, all of which are below 2^28. */
function oid(dotted: string): Buffer {
  const [a = 0, b = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((number) => {
    const groups = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift(128 + (left % 128));
    return groups;
  });
  return der(0x06, Buffer.from([a * 40 + b, ...bytes]));
}

const text = (value: string): Buffer => der(0x0c, Buffer.from(value, 'utf8'));
const octets = (value: Buffer): Buffer => der(0x04, value);
const bits = (value: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), value);
const yes = der(0x01, Buffer.from([0xff]));
const none = Buffer.alloc(0);
const algorithm = der(SEQUENCE, oid('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256

function nameOf(commonName: string): Buffer {
  return der(SEQUENCE, der(SET, der(SEQUENCE, oid('2.5.4.3'), text(commonName))));
}

/** UTCTime, which ends with the year 2049. */
function time(at: number): Buffer {
  return der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return der(SEQUENCE, oid(id), critical ? yes : none, octets(value));
}

function alternativeName(name: string): Buffer {
  if (isIP(name) === 4) return der(0x87, Buffer.from(name.split('.').map(Number)));
  if (isIP(name) === 6) {
    const [head = '', tail = ''] = name.split('::');
    const words = (part: string): string[] => part.split(':').filter(Boolean);
    const zeros = Array<string>(8 - words(head).length - words(tail).length).fill('0');
    const all = [...words(head), ...zeros, ...words(tail)];
    return der(0x87, Buffer.from(all.map((word) => word.padStart(4, '0')).join(''), 'hex'));
  }
  return der(0x82, Buffer.from(name, 'ascii'));
}

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

function newPair(): Pair {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
/** SHA-1 of the public key itself: the last 65 bytes of its description. */
const keyId = (key: KeyObject): Buffer => createHash('sha1').update(spkiOf(key).subarray(-65)).digest();

function certificate(
  subject: string,
  pair: Pair,
  issuer: { readonly name: string; readonly pair: Pair },
  extensions: readonly Buffer[],
): string {
  const now = Date.now();
  // The first bit of a serial number is its sign.
  const serial = Buffer.concat([Buffer.from([0x4f]), randomBytes(15)]);
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    nameOf(issuer.name),
    der(SEQUENCE, time(now - DAY), time(now + 365 * DAY)),
    nameOf(subject),
    spkiOf(pair.publicKey),
    der(
      0xa3,
      der(
        SEQUENCE,
        ...extensions,
        extension('2.5.29.14', octets(keyId(pair.publicKey))),
        extension('2.5.29.35', der(SEQUENCE, der(0x80, keyId(issuer.pair.publicKey)))),
      ),
    ),
  );
  const whole = der(SEQUENCE, body, algorithm, bits(sign('sha256', body, issuer.pair.privateKey)));
  const lines = whole.toString('base64').replace(/.{64}(?!$)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/**
 * Makes an authority, and server certificates of it, which are valid for a year.
 *
 * @param names names of hosts, which may begin with `*.`, and addresses
 */
export function makeCertificates(names: readonly string[]): Certificates {
  const authority = { name: 'aliyun-inspection emulator', pair: newPair() };
  const server = newPair();
  const certFor = (hosts: readonly string[]) =>
    certificate('localhost', server, authority, [
      extension('2.5.29.19', der(SEQUENCE), true),
      extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true), // digitalSignature
      extension('2.5.29.37', der(SEQUENCE, oid('1.3.6.1.5.5.7.3.1'))), // serverAuth
      extension('2.5.29.17', der(SEQUENCE, ...hosts.map(alternativeName))),
    ]);
  const cert = certFor(names);
  const parsed = new X509Certificate(cert);
  return {
    ca: certificate(authority.name, authority.pair, authority, [
      extension('2.5.29.19', der(SEQUENCE, yes, der(0x02, Buffer.from([0]))), true), // signs servers only
      extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true), // keyCertSign, cRLSign
    ]),
    cert,
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certOf: (host) =>
      /^[a-z0-9.-]+\.aliyuncs\.com$/.test(host) && parsed.checkHost(host) === undefined ? certFor([host]) : undefined,
  };
}

/** The names that clients may call an emulator by: those of Alibaba Cloud in these regions, the same below `localhost`, and the host's own. */
export function hostNames(products: readonly string[], regions: readonly string[], host: string): string[] {
  const own = ['localhost', '127.0.0.1', '::1', '*.aliyuncs.com', ...products.map((name) => `${name}.localhost`)];
  const regional = regions.flatMap((region) => [
    `*.${region}.aliyuncs.com`,
    `*.${region}.localhost`,
    `oss-${region}.localhost`,
    `*.oss-${region}.localhost`,
    `*.oss-${region}.aliyuncs.com`,
    `*.oss-${region}-internal.aliyuncs.com`,
  ]);
  return [...new Set([...own, ...regional, host])];
}
