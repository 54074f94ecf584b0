import { md5, textOf } from './event';

/**
 * Words for the full-text index. Text in Latin letters is split at what is no letter or digit; Chinese, which has no
 * spaces, becomes its pairs of characters and the last character alone, so that any part of a sentence can be found.
 */
const CJK = '\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff';
const RUNS = new RegExp(`([${CJK}]+)|((?:(?![${CJK}])[\\p{L}\\p{N}])+)`, 'gu');

function* runs(text: string): Generator<{ readonly cjk: boolean; readonly text: string }> {
  for (const [, cjk, word] of text.matchAll(RUNS)) {
    if (cjk !== undefined) yield { cjk: true, text: cjk };
    else if (word !== undefined) yield { cjk: false, text: word };
  }
}

function pairs(text: string): string[] {
  const out: string[] = [];
  for (let i = 0; i < text.length; i++) out.push(text.slice(i, i + 2));
  return out;
}

/** @example words('云盘 d-1 未加密') // '云盘 盘 d 1 未加 加密 密' */
export function words(text: string): string {
  const out: string[] = [];
  for (const run of runs(text)) {
    if (run.cjk) out.push(...pairs(run.text));
    else out.push(run.text);
  }
  return out.join(' ');
}

/**
 * The query that finds every word somebody typed, the last letters of each being optional.
 *
 * @param ending `''` when the last letters must be there
 * @returns `undefined` when nothing can be searched for
 * @example matchQuery('i-bp1 加密') // '"i bp1"* AND "加密"'
 */
export function matchQuery(text: string, ending: '*' | '' = '*'): string | undefined {
  const terms: string[] = [];
  for (const typed of text.trim().split(/\s+/)) {
    const tokens: string[] = [];
    for (const run of runs(typed)) {
      if (!run.cjk) tokens.push(run.text);
      else tokens.push(...(run.text.length === 1 ? [run.text] : pairs(run.text).slice(0, -1)));
      // A phrase cannot run on: the index has the last character of a Chinese run once more.
      // Pairs are whole already; a prefix would only cost time.
      if (run.cjk) terms.push(`"${tokens.splice(0).join(' ')}"${run.text.length === 1 ? ending : ''}`);
    }
    if (tokens.length > 0) terms.push(`"${tokens.join(' ')}"${ending}`);
  }
  return terms.length > 0 ? terms.join(' AND ') : undefined;
}

/** What belongs to every event, or to one only: nobody looks for it by its value. */
const NOT_INDEXED = /^(?:df_|date$|timestamp$|time$|create_time$)/;

/** Whether events are found by the value of this field without being read. */
export const isIndexed = (name: string): boolean => !NOT_INDEXED.test(name);

/** A field and its value as one word, which nobody can type: it begins with a letter for private use. */
export const fieldToken = (name: string, value: string): string => `\uE000${md5(`${name}\n${value}`).slice(0, 16)}`;

/** The words of all fields that events are found by. */
export function fieldTokens(body: Readonly<Record<string, unknown>>): string {
  return Object.entries(body)
    .filter(([name, value]) => isIndexed(name) && value !== null && value !== undefined)
    .map(([name, value]) => fieldToken(name, typeof value === 'object' ? JSON.stringify(value) : textOf(value)))
    .join(' ');
}
