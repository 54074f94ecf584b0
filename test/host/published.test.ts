import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { compile, leave, script, stage, summary } from './stage';

jest.setTimeout(120_000);

beforeAll(compile);
afterEach(leave);

const numbers = (versions: readonly { readonly number: number; readonly who: string }[]) =>
  versions.map(({ number, who }) => [number, who]);

it('keeps what was published, by whom, and what was written into the folder', async () => {
  const on = await stage({ 'a.js': script('a', summary('1')) });
  expect(numbers(on.host.versions('a'))).toEqual([[1, '']]);
  const second = script('a', summary('2'));
  await on.host.saveDraft('a', second);
  await on.host.publish('a', 'ada');
  expect(numbers(on.host.versions('a'))).toEqual([
    [2, 'ada'],
    [1, ''],
  ]);
  // The same text is no new version.
  await on.host.saveDraft('a', second);
  await on.host.publish('a', 'bob');
  expect(on.host.versions('a')).toHaveLength(2);
  expect(on.host.version('a', 2)).toBe(second);
  expect(() => on.host.version('a', 3)).toThrow('a has no version 3');

  await on.restart();
  expect(numbers(on.host.versions('a'))[0]).toEqual([2, 'ada']);
  writeFileSync(join(on.folder, 'a.js'), script('a', summary('3')));
  for (let i = 0; i < 500 && on.host.versions('a').length < 3; i++) await new Promise((r) => setTimeout(r, 20));
  expect(numbers(on.host.versions('a'))[0]).toEqual([3, '']);

  // The way back.
  await on.host.saveDraft('a', on.host.version('a', 2));
  await on.host.publish('a', 'ada');
  expect(readFileSync(join(on.folder, 'a.js'), 'utf8')).toBe(second);
  expect(numbers(on.host.versions('a'))[0]).toEqual([4, 'ada']);

  await on.host.removeScript('a');
  expect(on.host.versions('a')).toEqual([]);
});

it('keeps no version of a script that cannot be loaded', async () => {
  const on = await stage({ 'a.js': 'exports.inspection = ;' });
  expect(on.host.versions('a')).toEqual([]);
});

it('checks a text by its file, and only where scripts may be edited', async () => {
  const on = await stage({ 'a.js': script('a', summary('1')) });
  expect(await on.host.check('new/one', 'const x: number = "";')).toMatchObject([{ line: 1, column: 7 }]);
  const closed = await on.restart({ editable: false });
  await expect(closed.check('a', '')).rejects.toThrow('editing is switched off');
  await expect(closed.complete('a', '', 0)).rejects.toThrow('editing is switched off');
});
