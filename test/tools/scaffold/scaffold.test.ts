import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaffold, type Wish } from '../../../tools/scaffold';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..', '..');
const KNOWN = { products: ['ecs', 'oss'], collectors: ['ecs/disks', 'oss/buckets'] };

it.each<[string, Partial<Wish>, string]>([
  ['an unknown kind', { kind: 'metric' }, 'new metric: known are product, collector, checker'],
  ['no names', { names: [] }, 'new checker: usage: new checker <product> <problem>'],
  ['a strange name', { names: ['ecs', 'DiskTiny'] }, '"DiskTiny": lower-case letters, digits and dashes only'],
  ['an unknown product', { names: ['esc', 'x'] }, '"esc": no such product; known are ecs, oss'],
  ['no collector', { options: {} }, '--collector: is missing; usage: new checker'],
  [
    'an unknown collector',
    { options: { collector: 'dsks' } },
    '--collector "dsks": no such collector; known are disks',
  ],
  [
    'a bad version',
    { kind: 'product', names: ['toy'], options: { 'api-version': '2020' } },
    '--api-version: "2020" is',
  ],
])('refuses %s', (_, wish, message) => {
  const whole = { kind: 'checker', names: ['ecs', 'disk-tiny'], options: { collector: 'disks' }, ...wish };
  expect(() => scaffold(whole, KNOWN)).toThrow(expect.objectContaining({ code: 'config' }));
  expect(() => scaffold(whole, KNOWN)).toThrow(message);
});

it('writes units that compile, are registered, and cannot ship as they are', () => {
  const copy = mkdtempSync(join(tmpdir(), 'scaffold-'));
  try {
    const left = new Set(['node_modules', 'dist', '.git', 'coverage']);
    for (const name of readdirSync(ROOT).filter((one) => !left.has(one))) {
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    }
    mkdirSync(copy, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const build = (...args: string[]) =>
      spawnSync(process.execPath, ['build.mjs', 'new', ...args], { cwd: copy, encoding: 'utf8' });
    const product = ['product', 'toy', '--api-version', '2020-01-01', '--title', 'Toys', '--title-zh', '玩具'];
    const boxes = ['collector', 'toy', 'boxes', '--action', 'DescribeBoxes', '--items', 'Boxes.Box', '--id', 'BoxId'];
    const empty = ['checker', 'toy', 'box-empty', '--collector', 'boxes'];
    for (const args of [product, boxes, empty]) expect(build(...args)).toMatchObject({ status: 0, stderr: '' });
    expect(build(...empty)).toMatchObject({
      status: 2,
      stderr: 'build new: scripts/toy/checkers/box-empty.ts exists already and was left as it is\n',
    });
    const registry = readFileSync(join(copy, 'scripts', 'registry.gen.ts'), 'utf8');
    expect(registry).toContain('toy.toyBoxEmpty,');
    expect(registry).toContain('toy.boxes,');
    execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.', '--noEmit'], {
      cwd: copy,
    });
    const jest = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--rootDir', copy, 'box-empty'],
      { cwd: copy, encoding: 'utf8' },
    );
    expect(jest.stderr).toContain('is the same in both languages');
    expect(jest.stderr).toMatch(/Tests: .* passed/);
    expect(jest.status).toBe(1);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
