/** What a user gets: the repository is packed, installed into an empty project and used there. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { nodeOf } from '../harness/node-versions';

const ROOT = join(__dirname, '..', '..');
const MINUTE = 60_000;
jest.setTimeout(MINUTE);

let folder: string;
let project: string;
let packed: string[];

/** Runs a program in a folder. @returns its exit code and what it said */
async function call(cwd: string, program: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', ALIYUN_INSPECTION_STATE: '' };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      cwd,
      env,
      maxBuffer: 2 ** 26,
      timeout: 3 * MINUTE,
    });
    return { code: 0, out: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 1, out: `${stdout}${stderr}` };
  }
}

async function must(cwd: string, program: string, ...args: string[]): Promise<string> {
  const { code, out } = await call(cwd, program, ...args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${out}`);
  return out;
}

/** The block of code in a page that holds a text. */
function shownIn(file: string, marker: string): string {
  const blocks = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
  const found = blocks.filter((block) => block.includes(marker));
  if (found.length !== 1) throw new Error(`${file}: ${found.length} blocks hold ${marker}`);
  return found[0] ?? '';
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

const ON_EMULATOR = `import { memoryState } from 'aliyun-inspection';
import { EMULATOR_KEY, loadScenario, startEmulator, type Emulator } from 'aliyun-inspection/testing';
import { inspection } from './ecs-inspection';

async function main(): Promise<void> {
  const scenario = loadScenario('{"seed":3,"regions":["cn-hangzhou"],"instances":12,"plant":{"ecs-auto-release":2}}');
  const cloud: Emulator = await startEmulator({ scenario });
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: cloud.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
  });
  const { complete, assets, findings } = await inspection.run({}, { state: memoryState(), reporters: [] });
  await cloud.close();
  console.log(JSON.stringify({ complete, assets, findings }));
}
void main();
declare const process: { env: Record<string, string | undefined> };
`;

const ON_DECLARATIONS = `import { defineCollector, defineProduct, regional, rpc, single, text, type AssetOf } from 'aliyun-inspection/define';
const title = { zh: '玩具', en: 'Toy' };
const product = defineProduct({ code: 'toy', apiVersion: '2020-01-01', style: 'rpc', sdk: 'toy', title, endpoints: regional('toy') });
const boxes = defineCollector({
  id: 'toy-boxes', product, title, scope: 'region', call: rpc('DescribeBoxes'), paging: single(),
  items: 'Boxes', assetId: 'BoxId', fields: { status: text('Status') },
});
const box: AssetOf<typeof boxes> = boxes.toAsset({ BoxId: 'b', Status: 'shut' }, { account: { name: 'a', id: '1' }, region: 'r' });
const status: string | undefined = box.status;
console.log(status);
`;

/** Documents that show a checker of one's own, and the test of it. */
const PAGES = ['docs/write.md', 'docs/write.zh-CN.md'];

/** What a page shows, as it stands there; and without a test framework, where a case may expect the wrong severity. */
function writeShown(page: string): void {
  const folder = basename(page, '.md');
  write(`${folder}/owner-missing.ts`, shownIn(page, 'ownerMissing = defineChecker'));
  const shown = shownIn(page, 'testChecker(ownerMissing');
  write(`${folder}/with-jest.ts`, shown);
  write(
    `${folder}/without-jest.ts`,
    `import { probesOf as testChecker, type Probe } from 'aliyun-inspection/testing';
${shown
  .replace(/^import \{ testChecker \}.*$/m, '')
  .replace('testChecker(', 'const probes: Probe[] = testChecker(')
  .replace("severity: 'info'", "severity: process.argv[2] === 'wrong' ? 'error' : 'info'")}
console.log(JSON.stringify(probes.flatMap((probe) => probe.problems())));
declare const process: { argv: string[] };
`,
  );
}

let compiled: ReturnType<typeof call> | undefined;

/** Compiles what a user writes, all of it at once: most of it is the reading of our types. */
function compileAll(): ReturnType<typeof call> {
  write('wrong.ts', "import * as ecs from 'aliyun-inspection/scripts/ecs';\necs.cpuHigh.with({ warning: 'hot' });\n");
  write('on-emulator.ts', ON_EMULATOR);
  write('boxes.ts', ON_DECLARATIONS);
  PAGES.forEach(writeShown);
  const files = [
    ...['ecs-inspection.ts', 'wrong.ts', 'on-emulator.ts', 'boxes.ts'],
    ...PAGES.flatMap((page) => ['with-jest.ts', 'without-jest.ts'].map((name) => join(basename(page, '.md'), name))),
  ];
  return call(
    project,
    process.execPath,
    join(project, 'node_modules', 'typescript', 'bin', 'tsc'),
    ...['--strict', '--target', 'es2022', '--module', 'node16', '--skipLibCheck', '--rootDir', '.', '--outDir', 'out'],
    ...files,
  );
}

/** What the compiler says of a file or a folder of the user's; nothing is said that is of no file. */
async function problemsIn(path: string): Promise<string[]> {
  const { out } = await (compiled ??= compileAll());
  const lines = out.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => !/^(\s|[\w./-]+\.ts\(\d+,\d+\): error)/.test(line))).toEqual([]);
  return lines.filter((line) => line.startsWith(path));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  // A copy, so that the dist/ of this checkout, which others may be using, stays as it is.
  const copy = join(folder, 'copy');
  const left = new Set(['node_modules', 'dist', '.git', 'coverage']);
  mkdirSync(copy);
  for (const name of readdirSync(ROOT)) {
    if (!left.has(name)) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await must(copy, process.execPath, 'build.mjs', 'dist');
  const [report] = JSON.parse(
    await promisify(execFile)('npm', ['pack', '--ignore-scripts', '--json', '--loglevel=error'], { cwd: copy }).then(
      ({ stdout }) => stdout,
    ),
  ) as [{ filename: string; files: { path: string }[] }];
  packed = report.files.map((file) => file.path);
  project = join(folder, 'project');
  mkdirSync(project);
  write('package.json', '{ "name": "mine", "private": true }');
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await must(project, 'npm', 'install', ...quiet, join(copy, report.filename));
  await must(project, 'npx', '--no-install', 'aliyun-inspection', 'new', 'ecs');
}, 5 * MINUTE);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says what it is made of: the licences of what is bundled, and a bill of materials', () => {
  const read = (file: string) => readFileSync(join(project, 'node_modules', 'aliyun-inspection', 'dist', file), 'utf8');
  expect(read('THIRD_PARTY_LICENSES')).toMatch(/^preact \S+ \(MIT\)$/m);
  const bom = JSON.parse(read('sbom.cdx.json')) as {
    bomFormat: string;
    metadata: { component: { purl: string } };
    components: { name: string; version: string; licenses?: unknown[] }[];
  };
  expect(bom.bomFormat).toBe('CycloneDX');
  expect(bom.metadata.component.purl).toMatch(/^pkg:npm\/aliyun-inspection@/);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const parts = bom.components.map(({ name, version }) => `${name}@${version}`);
  expect(parts).toEqual(expect.arrayContaining(Object.entries(dependencies).map((one) => one.join('@'))));
  expect(parts.some((one) => one.startsWith('preact@'))).toBe(true);
  expect(parts.some((one) => one.startsWith('jest@'))).toBe(false);
});

it('holds what is used and no file of development', () => {
  const strange = packed.filter(
    (path) =>
      !/^(package\.json|LICENSE|README(\.zh-CN)?\.md|CHANGELOG\.md|cli\/bin\.cjs)$/.test(path) &&
      !/^dist\/(index|(lib|scripts|templates|cli|console|emulator|ground|host|platforms|report|testing|workspace)\/.+)\.(js|js\.map|d\.ts|css)$/.test(
        path,
      ) &&
      !/^(templates\/[\w-]+\.ts|docs\/.+|deploy\/.+)$/.test(path) &&
      !/^dist\/(THIRD_PARTY_LICENSES|sbom\.cdx\.json)$/.test(path),
  );
  expect(strange).toEqual([]);
  expect(
    packed.filter((path) => /(^|\/)(test|node_modules|bench)\/|\.test\.|\.tmp|\.stamp|\.gen\.ts$/.test(path)),
  ).toEqual([]);
  // What is left out must not be asked for by what is there.
  const asked = packed
    .filter((path) => /^dist\/.*\.js$/.test(path))
    .flatMap((path) => {
      const code = readFileSync(join(project, 'node_modules', 'aliyun-inspection', path), 'utf8');
      return [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, to = '']) => join(dirname(path), to));
    });
  expect(asked.length).toBeGreaterThan(1000);
  expect(asked.filter((path) => !packed.includes(`${path}.js`) && !packed.includes(`${path}/index.js`))).toEqual([]);
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, { types: string; default: string } | string>;
  };
  const targets = Object.values(exports).flatMap((one) => (typeof one === 'string' ? one : [one.types, one.default]));
  const missing = targets.map((path) => path.slice(2).replace('*', 'ecs')).filter((path) => !packed.includes(path));
  expect(missing).toEqual([]);
});

it('gives a copied template that type-checks, and types that refuse what is wrong', async () => {
  expect(readFileSync(join(project, 'ecs-inspection.ts'), 'utf8')).toBe(
    readFileSync(join(ROOT, 'templates', 'ecs.ts'), 'utf8'),
  );
  expect(await problemsIn('ecs-inspection.ts')).toEqual([]);
  expect(await problemsIn('wrong.ts')).toEqual([expect.stringMatching(/^wrong\.ts\(2,\d+\): error TS2322/)]);
});

it(
  'runs the copied template against the emulator of aliyun-inspection/testing',
  async () => {
    expect(await problemsIn('on-emulator.ts')).toEqual([]);
    const lines = (await must(project, process.execPath, join('out', 'on-emulator.js'))).trim().split('\n');
    const summary = JSON.parse(lines.at(-1) ?? '') as { complete: boolean; assets: number; findings: object };
    expect(summary).toMatchObject({ complete: true, findings: { warning: 2, error: 0 } });
    expect(summary.assets).toBeGreaterThanOrEqual(12);
  },
  MINUTE,
);

it.each(['22.23.3', '24.9.0'])(
  'does the same on Node.js %s',
  async (version) => {
    await problemsIn('on-emulator.ts');
    const node = await nodeOf(version);
    expect(await must(project, node, '--version')).toBe(`v${version}\n`);
    const lines = (await must(project, node, join('out', 'on-emulator.js'))).trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ complete: true, findings: { warning: 2, error: 0 } });
    const bin = join(project, 'node_modules', 'aliyun-inspection', 'cli', 'bin.cjs');
    const out = `demo-${version}`;
    expect(await must(project, node, bin, 'demo', '--lang', 'en', '--out', out)).toContain('recover');
    expect(readFileSync(join(project, out, 'run-2', 'report.html'), 'utf8')).toContain('</html>');
  },
  3 * MINUTE,
);

it.each(PAGES)(
  "tests a user's own checker as %s shows it",
  async (page) => {
    const folder = basename(page, '.md');
    expect(await problemsIn(`${folder}/`)).toEqual([]);
    const judge = async (how: string): Promise<unknown> =>
      JSON.parse(await must(project, process.execPath, join('out', folder, 'without-jest.js'), how));
    expect(await judge('right')).toEqual([]);
    expect(await judge('wrong')).toContain('severity info, expected error');
    const bare = await call(project, process.execPath, join('out', folder, 'with-jest.js'));
    expect(bare.code).not.toBe(0);
    expect(bare.out).toContain('testChecker needs the globals describe, it and expect');
  },
  MINUTE,
);

it(
  'offers the declarations as aliyun-inspection/define',
  async () => {
    expect(await problemsIn('boxes.ts')).toEqual([]);
    expect(await must(project, process.execPath, join('out', 'boxes.js'))).toBe('shut\n');
  },
  MINUTE,
);

it(
  'knows its version and refuses an unknown template',
  async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const cli = (...args: string[]) =>
      call(project, join(project, 'node_modules', '.bin', 'aliyun-inspection'), ...args);
    expect(await cli('--version')).toEqual({ code: 0, out: `${version}\n` });
    expect(await cli('new', 'nope')).toEqual({
      code: 2,
      out: expect.stringContaining('unknown template "nope"; known are ack') as string,
    });
    expect((await cli('new', 'ecs')).code).toBe(2);
  },
  MINUTE,
);
