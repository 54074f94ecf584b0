import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff, type DiffFlags, type Difference } from '../../cli/diff';

const READ = [{ collector: 'ecs-instances', account: '1', region: 'cn-hangzhou', status: 'complete' }];

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'diff-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A run: `<asset> <verdict or severity>` in one checker, `all unknown` for a list that was not read. */
function run(name: string, lines: readonly string[], more: object = {}): string {
  const folder = join(dir, name);
  mkdirSync(folder);
  const findings = lines.map((line) => {
    const [asset = '', said = ''] = line.split(' ');
    const judged = ['pass', 'skip', 'unknown'].includes(said);
    return JSON.stringify({
      checker: 'ecs-cpu-high',
      assetId: asset === 'all' ? '' : asset,
      assetName: '',
      account: '1',
      accountName: 'production',
      region: 'cn-hangzhou',
      verdict: judged ? said : 'fail',
      ...(judged ? {} : { severity: said }),
      message: `${asset} is ${said}`,
    });
  });
  writeFileSync(join(folder, 'findings.jsonl'), `${findings.join('\n')}\n`);
  writeFileSync(
    join(folder, 'summary.json'),
    JSON.stringify({ inspection: 'ecs', complete: true, collections: READ, ...more }),
  );
  return folder;
}

async function compare(before: string, after: string, flags: Partial<DiffFlags> = {}) {
  let text = '';
  const code = await diff([before, after], { format: 'json', lang: 'en', ...flags }, (piece) => (text += piece));
  return { code, text };
}

const BEFORE = ['a critical', 'b warning', 'c error', 'd warning', 'e info', 'f warning', 'g pass'];
const AFTER = ['a critical', 'b error', 'c warning', 'd pass', 'e unknown', 'g warning'];

it('tells what is new, graver, milder, ended, and what cannot be told', async () => {
  const { text, code } = await compare(run('1', BEFORE), run('2', AFTER));
  const { differences, unchanged } = JSON.parse(text) as { differences: Difference[]; unchanged: number };
  expect(
    differences.map(({ change, assetId, before = '-', after = '-' }) => `${change} ${assetId} ${before} ${after}`),
  ).toEqual([
    ...['new g - warning', 'graver b warning error', 'unsure e info -', 'milder c error warning'],
    ...['ended d warning -', 'ended f warning -'],
  ]);
  expect([unchanged, code]).toEqual([1, 0]);
});

it('takes what the later run could not read for no end', async () => {
  const before = run('1', ['a critical', 'b error']);
  const partial = await compare(before, run('2', [], { complete: false }));
  expect(partial.text.match(/"change": "unsure"/g)).toHaveLength(2);
  expect(partial.code).toBe(3);
  const elsewhere = await compare(before, run('4', [], { collections: [{ ...READ[0], region: 'cn-beijing' }] }));
  expect(elsewhere.text.match(/"change": "unsure"/g)).toHaveLength(2);
  const unread = await compare(before, run('3', ['all unknown']));
  expect(unread.text.match(/"change": "unsure"/g)).toHaveLength(2);
});

it.each([
  ['error', 4],
  ['critical', 0],
  ['warning', 4],
] as const)('--fail-on %s is about what is new or graver', async (failOn, code) => {
  expect((await compare(run('1', BEFORE), run('2', AFTER), { failOn })).code).toBe(code);
});

it('prints a line each, in one language, that no name of the cloud can break', async () => {
  const before = run('1', ['x\u001b[31m warning']);
  const { text } = await compare(before, run('2', ['y warning'], { complete: false }), { format: 'table', lang: 'zh' });
  expect(text.split('\n')).toEqual([
    expect.stringContaining('不完整'),
    '新增  警告  ecs-cpu-high: y is warning (cn-hangzhou, production)',
    expect.stringMatching(/^无法判断 {2}警告 {2}ecs-cpu-high: x \[31m is warning/),
    '1 新增，0 加重，1 无法判断，0 减轻，0 结束，0 不变',
    '',
  ]);
});

it('refuses what is no run, and runs of two inspections', async () => {
  const good = run('1', BEFORE);
  await expect(compare(good, join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'config', field: 'after' });
  await expect(compare(dir, good)).rejects.toThrow('holds no run that was written with --out');
  await expect(compare(good, run('2', [], { inspection: 'rds' }))).rejects.toThrow('is of rds');
  writeFileSync(join(run('3', []), 'findings.jsonl'), '{"checker":');
  await expect(compare(good, join(dir, '3'))).rejects.toThrow('findings.jsonl:1: is no JSON');
});
