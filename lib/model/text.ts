/** What an operator reads, in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Text;
export const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** The language that the host is set to; English when it does not say Chinese. */
export function hostLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  return /^zh/i.test(env.LC_ALL || env.LANG || '') ? 'zh' : 'en';
}

/** What may be put into a message's `{{placeholders}}` and into a finding's data. */
export type Scalar = string | number | boolean;
export type MessageData = Readonly<Record<string, Scalar | readonly string[] | Date>>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** The placeholder names of a text in one language, sorted, each once. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))].sort();
}

/**
 * Fills `{{placeholders}}`. A missing value stays visible as `{{name}}`, so that a test can find it.
 *
 * @example fill('{{id}} uses {{value}} %', { id: 'i-1', value: 96.25 }) // 'i-1 uses 96.25 %'
 */
export function fill(text: string, data: MessageData): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = data[name];
    return value === undefined ? whole : show(value);
  });
}

/** Both languages of a text, filled. */
export function fillText(text: Text, data: MessageData): Text {
  return { zh: fill(text.zh, data), en: fill(text.en, data) };
}

/** One value as an operator reads it: numbers with at most two decimals (or two digits, where those would be 0), times as ISO to the minute, UTC. */
export function show(value: Scalar | readonly string[] | Date): string {
  if (typeof value === 'number')
    return String(Math.abs(value) < 0.01 ? Number(value.toPrecision(2)) : Math.round(value * 100) / 100);
  if (value instanceof Date) return `${value.toISOString().slice(0, 16)}Z`;
  if (Array.isArray(value)) return value.join(', ');
  return String(value);
}

/**
 * A text on one line, without what a terminal or a reader of logs would obey: control characters (C0 and C1), and the marks
 * that reorder or hide text. Names come from the cloud's users.
 *
 * @example inert('web\u001b[31m-1\n') // 'web [31m-1'
 */
export function inert(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}
