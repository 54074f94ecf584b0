import type { Language, Text } from '../../lib/model';

/** What the blanks of a text are filled with. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * A text in one language, its blanks filled. An English text of the form `one | many` is chosen by `n`.
 *
 * @example say({ zh: '{{n}} 个事件', en: '{{n}} event | {{n}} events' }, 'en', { n: 2 }) // '2 events'
 */
export function say(text: Text, language: Language, values: Values = {}): string {
  const forms = text[language].split(' | ');
  const form = (values.n === 1 ? forms[0] : forms[forms.length - 1]) ?? '';
  return form.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(value, language) : (value ?? '');
  });
}

/** @example number(1234.567, 'en') // '1,234.57' */
export function number(n: number, language: Language): string {
  return n.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-US', { maximumFractionDigits: 2 });
}
