/** What stands at the end of a text that was cut. */
export const ELLIPSIS = '…';

/**
 * The text, cut to at most `max` bytes of UTF-8 with `…` at its end; never in the middle of a character.
 *
 * @param measure bytes of a text, when they count differently (such as inside JSON)
 * @example truncateBytes('云服务器', 9) // '云服…'
 */
export function truncateBytes(text: string, max: number, measure: (text: string) => number = utf8): string {
  if (measure(text) <= max) return text;
  if (measure === utf8) return cutUtf8(text, max);
  // No character takes less than a byte, so what lies beyond `max` units cannot fit.
  const units = text.slice(0, max);
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(whole(units, middle) + ELLIPSIS) <= max) low = middle;
    else high = middle - 1;
  }
  const cut = whole(units, low) + ELLIPSIS;
  return measure(cut) <= max ? cut : '';
}

/** Directly, as texts may be tens of megabytes long. */
function cutUtf8(text: string, max: number): string {
  let end = max - utf8(ELLIPSIS);
  if (end < 0) return '';
  const bytes = Buffer.from(text);
  // Back to where a character begins.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end) + ELLIPSIS;
}

/** The first `length` units, without half of a surrogate pair. */
function whole(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

export function utf8(text: string): number {
  return Buffer.byteLength(text);
}

/** Bytes of a text as JSON, without its quotes. */
export function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
