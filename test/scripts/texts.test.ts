/** What an operator reads of every checker: complete, in two languages, and nobody else's. */
import type { AnyChecker } from '../../lib/define';
import { LANGUAGES, type Language, type Text } from '../../lib/model';
import { CHECKERS } from '../../scripts/registry.gen';

const CHINESE = /\p{Script=Han}/u;

/** The texts of a checker by name. */
function textsOf(checker: AnyChecker): [name: string, text: Partial<Text>][] {
  const { title, why, remedy, messages, params } = checker;
  return [
    ['title', title],
    ['why', why],
    ['remedy', remedy],
    ...Object.entries(messages).map(([name, text]): [string, Text] => [`messages.${name}`, text]),
    ...Object.entries(params).flatMap(([name, { title = {}, help }]): [string, Partial<Text>][] => [
      [`params.${name}.title`, title],
      [`params.${name}.help`, help],
    ]),
  ];
}

test.each(CHECKERS.map((checker) => [checker.id, checker] as const))('%s tells everything twice', (_, checker) => {
  const problems = textsOf(checker).flatMap(([name, { zh = '', en = '' }]) => [
    ...(CHINESE.test(zh) ? [] : [`${name}.zh is not Chinese: "${zh}"`]),
    ...(/[a-z]{2}/i.test(en) && !CHINESE.test(en) ? [] : [`${name}.en is not English: "${en}"`]),
  ]);
  expect(problems).toEqual([]);
});

/** The sentences of a text; a title or message is one. */
function sentencesOf(text: string, language: Language): string[] {
  const parts = text.split(language === 'zh' ? /[。！？]/ : /[.!?](?:\s|$)/);
  return parts.map((one) => one.trim().toLowerCase()).filter(Boolean);
}

test.each(LANGUAGES)('no sentence is used by two checkers (%s)', (language) => {
  const users = new Map<string, Set<string>>();
  for (const checker of CHECKERS) {
    // What a parameter does is the same wherever it is.
    for (const [name, text] of textsOf(checker).filter(([name]) => !name.startsWith('params.'))) {
      const value = text[language] ?? '';
      const whole = name === 'title' || name.startsWith('messages.');
      for (const sentence of whole ? [value.toLowerCase()] : sentencesOf(value, language)) {
        users.set(sentence, (users.get(sentence) ?? new Set()).add(checker.id));
      }
    }
  }
  const shared = [...users]
    .filter(([, by]) => by.size > 1)
    .map(([sentence, by]) => `${sentence}: ${[...by].join(', ')}`);
  expect(shared).toEqual([]);
});
