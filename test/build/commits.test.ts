import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** From the commit after this one on; older subjects are longer. */
const BASE = '424cc9094a1fb37a971f3f8766d0ec30f06346d5';

/** What is wrong with the subject of a commit, by the rules of CONTRIBUTING.md. */
function problemOf(subject: string): string | undefined {
  if (subject.length > 72) return `${subject.length} characters, at most 72`;
  if (subject.endsWith('.')) return 'a full stop at its end';
  if (!/^\p{Lu}/u.test(subject)) return 'no capital at its start';
  return undefined;
}

test.each([
  ['Read disks in pages', undefined],
  ['read disks', 'no capital at its start'],
  ['Read disks.', 'a full stop at its end'],
  ['R'.repeat(73), '73 characters, at most 72'],
])('the subject "%s"', (subject, problem) => expect(problemOf(subject)).toBe(problem));

const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
const hasBase = git('merge-base', '--is-ancestor', BASE, 'HEAD').status === 0;

(hasBase ? test : test.skip)('the subjects of the commits', () => {
  const subjects = git('log', '--no-merges', '--format=%s', `${BASE}..HEAD`).stdout.split('\n').filter(Boolean);
  expect(subjects.flatMap((subject) => (problemOf(subject) === undefined ? [] : [subject]))).toEqual([]);
});
