import type { Language } from '../../lib/model';
import { SHARED_WORDS } from '../words';
import { say } from './say';

/**
 * A moment in the browser's time zone; nothing for what is none.
 *
 * @param at milliseconds since 1970, or ISO 8601
 * @example clock('2026-03-04T04:00:05Z') // '2026-03-04 12:00:05' in Shanghai
 */
export function clock(at: number | string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/**
 * The two largest units of a span; below ten seconds, to a tenth.
 *
 * @example span(90_061, 'en') // '1 d 1 h'
 */
export function span(seconds: number, language: Language): string {
  let left = Math.max(0, seconds < 9.95 ? Math.round(seconds * 10) / 10 : Math.round(seconds));
  const parts = UNITS.map(([word, size]) => {
    const n = size === 1 ? left : Math.floor(left / size);
    left %= size;
    return { word, n };
  });
  const first = parts.findIndex(({ n }) => n > 0);
  const used = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2).filter(({ n }) => n > 0);
  return used.map(({ word, n }) => say(SHARED_WORDS[word], language, { n })).join(' ');
}
