/** What a state holds for a value: its JSON, compressed where that pays, and a checksum that tells damage. */
import { deflateSync, inflateSync } from 'node:zlib';
import { messageOf, StateError } from '../errors';

/** From this length on, in characters, a value is compressed. */
const COMPRESS_FROM = 20_000;
const PACKED = 'z:';
const CHECKSUM = /^([0-9a-f]{8}):/;

/** @example seal({ n: 1 }) // 'd0b2a4c5:{"n":1}' */
export function seal(value: unknown): string {
  return sealed(JSON.stringify(value));
}

/** A text of JSON, as {@link seal} makes it of its value. */
export function sealed(json: string): string {
  const text = json.length < COMPRESS_FROM ? json : PACKED + deflateSync(json).toString('base64');
  return `${checksumOf(text)}:${text}`;
}

/**
 * The value of a text; texts without a checksum were written by earlier versions.
 *
 * @throws StateError when the text is not what was written
 */
export function unseal<T>(sealed: string): T {
  const checksum = CHECKSUM.exec(sealed)?.[1];
  const text = checksum === undefined ? sealed : sealed.slice(checksum.length + 1);
  if (checksum !== undefined && checksumOf(text) !== checksum) throw new StateError('its checksum does not fit it');
  try {
    const json = text.startsWith(PACKED) ? inflateSync(Buffer.from(text.slice(2), 'base64')).toString('utf8') : text;
    return JSON.parse(json) as T;
  } catch (error) {
    throw new StateError(`it cannot be read (${messageOf(error)})`, { cause: error });
  }
}

/** The value of a text, or the text when it is not what was written. */
export function unsealed(text: string): unknown {
  try {
    return unseal(text);
  } catch {
    return text;
  }
}

/** CRC-32: a state of a million assets is read in one run, so that a digest would cost seconds. */
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function checksumOf(text: string): string {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
