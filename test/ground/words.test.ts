import { TERMINAL_WORDS } from '../../cli/terminal';
import { EDIT_WORDS } from '../../console/page/edit-words';
import { START_WORDS } from '../../console/page/start-words';
import { CONSOLE_WORDS } from '../../console/page/word-table';
import { SHARED_WORDS } from '../../ground/words';
import { SEVERITIES, type Text } from '../../lib/model';
import { REPORT_WORDS } from '../../report/words';

const TABLES: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  shared: SHARED_WORDS,
  console: CONSOLE_WORDS,
  edit: EDIT_WORDS,
  start: START_WORDS,
  report: REPORT_WORDS,
  terminal: TERMINAL_WORDS,
};

test('a word stands in one table', () => {
  const owners = new Map<string, string[]>();
  for (const [table, words] of Object.entries(TABLES)) {
    for (const key of Object.keys(words)) owners.set(key, [...(owners.get(key) ?? []), table]);
  }
  expect([...owners].filter(([, tables]) => tables.length > 1)).toEqual([]);
});

test('severities and verdicts are shared words', () => {
  expect(Object.keys(SHARED_WORDS)).toEqual(expect.arrayContaining([...SEVERITIES, 'pass', 'fail', 'skip', 'unknown']));
});

test.each(Object.entries(TABLES))('%s: both languages say something, and fill in the same values', (_, words) => {
  const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
  for (const [key, { zh, en }] of Object.entries(words)) {
    expect([key, zh.trim() !== '' && en.trim() !== '']).toEqual([key, true]);
    expect([key, values(zh)]).toEqual([key, values(en)]);
    // A value in single braces is shown as it stands.
    expect([key, /(?<!\{)\{\w+\}(?!\})/.test(zh + en)]).toEqual([key, false]);
  }
});
