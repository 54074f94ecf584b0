import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { nodeOf } from '../harness/node-versions';
import { part } from '../harness/part';

/** As somebody runs it: what jest's own `require` does says nothing. */
const root = join(__dirname, '..', '..');
const bin = join(root, 'cli', 'bin.cjs');
const MINUTE = 60_000;
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'load-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const template = readFileSync(join(root, 'templates', 'ecs.ts'), 'utf8');
const plain = template.replaceAll(' as const', '').replace(/: AccountSpec\[\]/, '');
const changed = (from: string, to: string): string => {
  expect(template).toContain(from);
  return template.replace(from, to);
};

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Loads the file as `run`, `doctor` and `policy` do. */
async function load(file: string, node = process.execPath): Promise<{ code: number; out: string; err: string }> {
  try {
    const done = await promisify(execFile)(node, [bin, 'policy', join(folder, file)]);
    return { code: 0, out: done.stdout, err: done.stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe.each(['module', 'commonjs'])('in a project of type %s', (type) => {
  const at = (file: string) => `${type}/${file}`;
  const dialects = ['ts', 'mts', 'cts', 'js', 'mjs'];

  beforeAll(() => {
    write({
      [at('package.json')]: JSON.stringify({ type }),
      ...Object.fromEntries(dialects.map((end) => [at(`my.${end}`), end.endsWith('ts') ? template : plain])),
      [at('my.cjs')]: plain
        .replace(/^import \{(.*)\} from '(.*)';$/gm, "const {$1} = require('$2');")
        .replace(/^import \* as (\w+) from '(.*)';$/gm, "const $1 = require('$2');")
        .replace(/^export const (\w+) =/gm, 'const $1 = exports.$1 ='),
      [at('whole.ts')]: `
import { one } from './parts/one.js';
import { two } from './parts/two.mjs';
import { three } from './parts/three';
if (one + two + three !== 6) throw new Error('not what was written');
export * from './my.mts';
`,
      [at('parts/one.ts')]: 'export const one: number = 1;',
      [at('parts/two.mts')]: 'export const two: number = 2;',
      [at('parts/three.ts')]: 'export const three: number = 3;',
    });
  });

  const files = [...dialects, 'cjs'].map((end) => `my.${end}`);
  it.each(part([...files, 'whole.ts'], type === 'module' ? 1 : 2))('loads %s', async (file) => {
    expect(await load(at(file))).toEqual({
      code: 0,
      out: expect.stringContaining('ecs:DescribeInstances') as string,
      err: '',
    });
  });

  it.each(['22.23.3', '24.9.0'])(
    'does so on Node.js %s',
    async (version) => {
      const node = await nodeOf(version);
      // In part: one that is compiled, one that is a module by its name, and one in other files.
      for (const file of part([...files, 'whole.ts'], 3)) {
        expect({ file, ...(await load(at(file), node)) }).toMatchObject({ file, code: 0, err: '' });
      }
    },
    2 * MINUTE,
  );
});

test.each<[string, string, RegExp]>([
  ['throws.ts', "\n\nthrow new Error('boom');", /cannot be loaded: throws\.ts:3: boom$/],
  ['throws.mts', "const a: number = 1;\nthrow new Error('boom' + a);", /cannot be loaded: throws\.mts:2: boom1$/],
  ['throws.js', "\nthrow new Error('boom');", /cannot be loaded: throws\.js:2: boom$/],
  ['imports.ts', "import './deep/one.js';", /imports\.ts cannot be loaded: deep\/one\.ts:4: deep$/],
  ['nowhere.ts', "\nimport './not-here';", /cannot be loaded: nowhere\.ts:2: Cannot find module '\.\/not-here'$/],
  ['syntax.ts', 'export const a = 1;\n\nexport const b = ;', /cannot be loaded: syntax\.ts:3: Expression expected\.$/],
  ['syntax.mts', '\nexport const b = (;', /cannot be loaded: syntax\.mts:2: Expression expected\.$/],
  [
    'twice.mts',
    'const a = 1;\n/* two\n lines */ const a = 2;',
    /twice\.mts:3: Identifier 'a' has already been declared$/,
  ],
  [
    'meta.mts',
    '\nexport const here = import.meta.url;',
    /meta\.mts:2: write __filename and __dirname instead of import\.meta: /,
  ],
  [
    'await.ts',
    '\nexport const a = await Promise.resolve(1);',
    /await\.ts:2: await inside a function, not at the top: /,
  ],
  [
    'typo.ts',
    changed('ecs.ecsLocked', 'ecs.instanceLoked'),
    /inspection ecs: checkers\[3\]: is undefined .*\(typo\.ts:\d+\); ecs\.instanceLoked in line \d+ is no export of aliyun-inspection\/scripts\/ecs, did you mean instanceLocked\?$/,
  ],
  [
    'with.ts',
    changed('ecs.cpuHigh', 'ecs.cpuHihg'),
    /with\.ts:\d+: Cannot read .*\(reading 'with'\); ecs\.cpuHihg in line \d+ is no export of .*did you mean cpuHigh\?$/,
  ],
  [
    'named.ts',
    "import { instanceLoked } from 'aliyun-inspection/scripts/ecs';\ninstanceLoked.with({});",
    /named\.ts:2: .*; instanceLoked in line 1 is no export of .*, did you mean instanceLocked\?$/,
  ],
  [
    'filter.ts',
    changed('filters:', 'filter:'),
    /^aliyun-inspection: inspection ecs: filter: unknown, did you mean filters\? \(filter\.ts:\d+\)$/,
  ],
  [
    'timeout.ts',
    changed('timeoutSeconds:', 'timeout:'),
    /ecs: timeout: unknown, did you mean timeoutSeconds\? \(timeout/,
  ],
  [
    'param.ts',
    changed('days: 30', 'day: 30'),
    /ecs-expiring\.day: unknown parameter, did you mean days\? \(param\.ts:\d+\)$/,
  ],
  ['empty.ts', 'export {};', /empty\.ts: exports neither an inspection nor run\(\): write export const inspection = /],
  [
    'other.ts',
    changed('const inspection', 'const mine').replace(/export const run.*/, ''),
    /: export mine as inspection$/,
  ],
  ['wrong.ts', 'export const run = {};', /exports neither .*; run is an object: write export/],
  [
    'mixed.ts',
    changed('inspection.run;', "defineInspection({ ...inspection, id: 'other' }).run;"),
    /mixed\.ts: its inspection is ecs, and its run\(\) that of other$/,
  ],
  [
    'copied.ts',
    changed('const inspection', 'const base').replace(
      /export const run.*/,
      'export const inspection = { ...base, checkers: [] };',
    ),
    /copied\.ts: its inspection is a changed copy of ecs: give that to defineInspection\(\)$/,
  ],
  ['esc.ts', changed('scripts/ecs', 'scripts/esc'), /esc\.ts:3: Cannot find module '.*\/esc', did you mean ecs\?$/],
  [
    'inner.ts',
    "\nimport * as inner from 'aliyun-inspection/lib/errors';\nvoid inner;",
    /inner\.ts:2: Cannot find module '.*'; what may be imported of it is aliyun-inspection, /,
  ],
  ['pkg.ts', "\nimport one from 'aliyun-inspecton';\nvoid one;", /pkg\.ts:2: .*, did you mean aliyun-inspection\?$/],
  ['npm.ts', "import one from '@a/b/c';\nvoid one;", /npm\.ts:1: .*: install it beside the file, npm install @a\/b$/],
  ['nothing.ts', '\nthrow new Error();', /nothing\.ts:2: Error$/],
  ['no-error.ts', "throw 'oops';", /cannot be loaded: "oops" was thrown, and no error$/],
  ['quotes.ts', '\nexport const a = ‘b’;', /quotes\.ts:2: Invalid character ‘: /],
  [
    'only.ts',
    changed('filters: [', 'filters: [only(ecs.disk, () => true), ').replace('fromEnv }', 'fromEnv, only }'),
    /ecs\.disk in line \d+ is no export of .*, did you mean disks\?$/,
  ],
  [
    'name.ts',
    changed('fromEnv }', 'fromEnvv }').replace('fromEnv()', 'fromEnvv()'),
    /name\.ts:\d+: fromEnvv is not a function; fromEnvv in line 2 .* did you mean fromEnv\?$/,
  ],
  ['script.py', 'import os', /script\.py: is none of \.ts, /],
  [
    'exits.ts',
    'process.exit(0);',
    /the process has ended before its work: a template may neither call process\.exit\(\) nor/,
  ],
])('%s is refused in one line, with exit code 2', async (file, text, line) => {
  write({
    [file]: text,
    'deep/one.ts': "import fs from 'node:fs';\nconst here: unknown = fs;\nvoid here;\nthrow new Error('deep');",
  });
  const { code, out, err } = await load(file);
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  expect(err.trim()).toMatch(line);
});

test.each<[string, string, RegExp]>([
  ['nothing', 'return undefined;', /own\.ts: run\(\) answers undefined and no summary: return what /],
  ['an object', 'return { ok: true };', /own\.ts: run\(\) answers an object and no summary/],
  ['an error', "throw new Error('boom');", /own\.ts has failed in run\(\): own\.ts:1: boom$/],
  ['a text', "throw 'oops';", /own\.ts has failed in run\(\): "oops" was thrown, and no error$/],
  ['the end', 'process.exit(0);', /the process has ended before its work/],
  ['never', 'await new Promise(() => undefined);', /the process has ended before its work/],
  [
    'an error elsewhere',
    "void Promise.reject(new Error('later')); await new Promise((done) => setTimeout(done, 500));",
    /template file .*own\.ts:1: later \(thrown where nothing waits for it\)$/,
  ],
])('a run() of its own that ends with %s does not read as done', async (_name, body, line) => {
  write({ 'own.ts': `export async function run() { ${body} }` });
  const ran = promisify(execFile)(process.execPath, [bin, 'run', join(folder, 'own.ts')]);
  const { code, stdout, stderr } = (await ran.catch((error: unknown) => error)) as {
    code: number;
    stdout: string;
    stderr: string;
  };
  expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
  expect(stderr.trim()).toMatch(line);
});

test('a file that is not UTF-8 is refused, and a folder', async () => {
  write({ 'gbk.ts': '' });
  writeFileSync(join(folder, 'gbk.ts'), Buffer.from([0x2f, 0x2f, 0xd1, 0xb2, 0xbc, 0xec]));
  expect(await load('gbk.ts')).toMatchObject({ code: 2, err: expect.stringContaining('is not UTF-8') as string });
  mkdirSync(join(folder, 'folder.ts'));
  expect(await load('folder.ts')).toMatchObject({ code: 2, err: expect.stringContaining('is a folder') as string });
});

test('a promise that nobody awaits shows no stack', async () => {
  write({ 'floats.ts': "\nvoid Promise.reject(new Error('later'));\nexport const run = 1;" });
  const { code, err } = await load('floats.ts');
  expect(code).toBe(2);
  expect(err).toMatch(/exports neither .*\n.*floats\.ts:2: later \(thrown where nothing waits for it\)\n$/);
});

test("names are found as the tsconfig.json of the file's own project says, and one that it extends", async () => {
  write({
    'mapped/tsconfig.json':
      '{ // with a comment\n"extends": "./tsconfig.base.json", "compilerOptions": { "strict": true } }',
    'mapped/tsconfig.base.json': '{ "compilerOptions": { "paths": { "@own/*": ["./parts/*"] } } }',
    'mapped/parts/one.ts': 'export const one: number = 1;',
    'mapped/my.ts': `import { one } from '@own/one';\nif (one !== 1) throw new Error('another');\n${template}`,
    'mapped/not.ts': "\nimport { two } from '@own/two';\nvoid two;",
  });
  expect(await load('mapped/my.ts')).toMatchObject({ code: 0, err: '' });
  expect(await load('mapped/not.ts')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/not\.ts:2: Cannot find module '@own\/two'/) as string,
  });
});

test('what a default export holds is found', async () => {
  write({
    'held.ts': `${changed('export const inspection', 'const inspection').replace(/export const run.*/, '')}
export default { inspection, run: inspection.run };`,
  });
  expect(await load('held.ts')).toMatchObject({ code: 0, err: '' });
});

test('run() alone is enough where it is that of an inspection', async () => {
  write({ 'alone.ts': changed('export const inspection', 'const inspection') });
  expect(await load('alone.ts')).toMatchObject({ code: 0, err: '' });
});

test('a template that is misspelt is named', async () => {
  const done = await promisify(execFile)(process.execPath, [bin, 'policy', 'rsd']).catch((error: unknown) => error);
  expect(done).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('unknown template "rsd", did you mean rds?') as string,
  });
});
