import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaffold, type Wish } from '../../../tools/scaffold';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..', '..');
const KNOWN = {
  products: ['ecs', 'oss'],
  collectors: { 'ecs/disks': 'DiskId', 'oss/buckets': 'Name' },
  metrics: { ecs: "import { defineMetric } from '../../lib/define';\n\nexport const cpu = defineMetric({});\n" },
};

it.each<[string, Partial<Wish>, string]>([
  ['an unknown kind', { kind: 'template' }, 'new template: known are product, collector, metric, checker'],
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
    'an unknown metric',
    { options: { collector: 'disks', metric: 'iops' } },
    '--metric "iops": scripts/ecs/metrics.ts has no iops',
  ],
  ['a metric twice', { kind: 'metric', names: ['ecs', 'cpu'] }, '"cpu": scripts/ecs/metrics.ts has it already'],
  ['a folder of two words', { kind: 'product', names: ['toy-box'] }, '"toy-box": a product\'s folder is one word'],
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

it('adds a metric to those that a product has', () => {
  const options = { collector: 'disks', namespace: 'acs_ecs_dashboard', name: 'IOPS' };
  const files = scaffold({ kind: 'metric', names: ['ecs', 'disk-iops'], options }, KNOWN);
  expect([...files.keys()]).toEqual(['scripts/ecs/metrics.ts']);
  const text = files.get('scripts/ecs/metrics.ts') ?? '';
  expect(text).toMatch(
    /^import .*define';\nimport \{ disks \} from '.\/collectors\/disks';\n\nexport const cpu[^]*diskIops = defineMetric/,
  );
});

it('writes a metric checker of a new product in five files, which compile and are no part of the library yet', () => {
  const copy = mkdtempSync(join(tmpdir(), 'scaffold-'));
  try {
    const left = new Set(['node_modules', 'dist', '.git', 'coverage']);
    for (const name of readdirSync(ROOT).filter((one) => !left.has(one))) {
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const build = (...args: string[]) =>
      spawnSync(process.execPath, ['build.mjs', ...args], { cwd: copy, encoding: 'utf8' });
    const product = ['product', 'toy', '--code', 'toybox', '--api-version', '2020-01-01', '--title', 'Toys'];
    const boxes = ['collector', 'toy', 'boxes', '--action', 'DescribeBoxes', '--items', 'Boxes.Box', '--id', 'BoxId'];
    const usage = ['metric', 'toy', 'usage', '--collector', 'boxes', '--namespace', 'acs_toybox', '--name', 'BoxUsage'];
    const full = ['checker', 'toy', 'box-full', '--collector', 'boxes', '--metric', 'usage'];
    const before = readFileSync(join(copy, 'scripts', 'registry.gen.ts'), 'utf8');
    const wrote: string[] = [];
    for (const args of [[...product, '--title-zh', '玩具'], boxes, usage, full]) {
      const { status, stdout, stderr } = build('new', ...args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      wrote.push(...[...stdout.matchAll(/^wrote (\S+\.ts)$/gm)].map(([, path = '']) => path));
    }
    expect(wrote).toEqual([
      'scripts/toy/product.ts',
      'scripts/toy/collectors/boxes.ts',
      'scripts/toy/metrics.ts',
      'scripts/toy/checkers/box-full.ts',
      'test/scripts/toy/checkers/box-full.test.ts',
    ]);
    expect(build('new', ...full)).toMatchObject({
      status: 2,
      stderr: 'build new: scripts/toy/checkers/box-full.ts exists already and was left as it is\n',
    });
    // The tests of checkers are not gathered here, as they are in a whole run.
    const env = { ...process.env, JEST_GATHERED: '' };
    const node = (script: string, ...args: string[]) =>
      spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], { cwd: copy, env, encoding: 'utf8' });
    const config = { extends: './tsconfig.json', include: ['scripts/toy', 'test/scripts/toy'] };
    writeFileSync(join(copy, 'toy.json'), JSON.stringify(config));
    expect(node('typescript/bin/tsc', '-p', 'toy.json', '--noEmit')).toMatchObject({ status: 0, stdout: '' });
    const jest = node('jest/bin/jest.js', '--rootDir', copy, 'box-full');
    expect(jest.stderr).toContain('is the same in both languages');
    expect(jest.stderr).toMatch(/Tests: .* passed/);
    expect(jest.status).toBe(1);

    // Nothing of it is in the library before it is said to be done; then all of it is, and not a part of it.
    expect(readFileSync(join(copy, 'scripts', 'registry.gen.ts'), 'utf8')).toBe(before);
    const drafts = wrote.filter((path) => path.startsWith('scripts/'));
    const publish = (path: string) => {
      const text = readFileSync(join(copy, path), 'utf8');
      writeFileSync(join(copy, path), text.replace(/^\/\/ draft.*\n/, ''));
    };
    publish('scripts/toy/checkers/box-full.ts');
    expect(build('gen').stderr).toContain(
      'scripts/toy/checkers/box-full.ts imports the draft scripts/toy/collectors/boxes.ts',
    );
    drafts.forEach(publish);
    expect(build('gen')).toMatchObject({ status: 0, stderr: '' });
    const registry = readFileSync(join(copy, 'scripts', 'registry.gen.ts'), 'utf8');
    for (const line of ['toy.boxFull,', 'toy.boxes,', 'toy: toy.toy,']) expect(registry).toContain(line);
    expect(readFileSync(join(copy, 'docs', 'checks', 'toy.md'), 'utf8')).toContain('## toy-box-full');
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
