/** What is bundled goes with its licence, and nothing is bundled whose licence asks for more than its notice. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'licences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks the build's own module. @param expression of what it exports, as `of` */
function ask<T>(module: string, expression: string): T {
  const url = pathToFileURL(join(ROOT, 'tools', 'build', module)).href;
  const script = `const of = await import(${JSON.stringify(url)});
    let answer; try { answer = { answer: ${expression} } } catch (error) { answer = { problem: error.message } }
    console.log(JSON.stringify(answer));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const { answer, problem } = JSON.parse(said) as { answer: T; problem?: string };
  if (problem !== undefined) throw new Error(problem);
  return answer;
}

/** Name, version and terms of each package of a text, with its own text. */
function partsOf(text: string) {
  const found = [...text.matchAll(/^(\S+) (\S+) \((.+)\)\n-{78}$/gm)];
  return found.map(([line, name = '', version = '', licence = ''], i) => ({
    ...{ name, version, licence },
    text: text.slice((found[i]?.index ?? 0) + line.length, found[i + 1]?.index),
  }));
}

function made(name: string, facts: object, files: Readonly<Record<string, string>> = {}): string {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...facts }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(at, file), text);
  return at;
}
const licenceOf = (at: string) =>
  ask<{ licence: string; text: string }>('licences.mjs', `of.licenceOf(${JSON.stringify(at)})`);

it('of every package in the pages is in dist/, with a text and a holder', () => {
  execFileSync(process.execPath, [join(ROOT, 'build.mjs'), 'compile'], { cwd: ROOT });
  const { metafile } = buildSync({
    entryPoints: ['console/page/main.tsx', 'console/page/editor.ts', 'report/page/main.ts'].map((file) =>
      join(ROOT, file),
    ),
    ...{ bundle: true, write: false, metafile: true, outdir: folder, format: 'esm', platform: 'browser' },
    ...{ tsconfig: join(ROOT, 'tsconfig.json'), absWorkingDir: ROOT, logLevel: 'error' },
  });
  const bundled = new Set(
    Object.keys(metafile.inputs).flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? [],
    ),
  );
  const parts = partsOf(readFileSync(join(ROOT, 'dist', 'THIRD_PARTY_LICENSES'), 'utf8'));
  expect(parts.map(({ name }) => name)).toEqual([...bundled].sort());
  expect(bundled.size).toBeGreaterThan(10);
  for (const { name, text } of parts) {
    expect([name, /copyright/i.test(text), text.length > 400]).toEqual([name, true, true]);
  }
});

it('goes with a report, which leaves the package', () => {
  const report = readFileSync(join(ROOT, 'dist', 'report', 'assets', 'report.js'), 'utf8');
  expect(partsOf(report).map(({ name }) => name)).toContain('date-fns');
});

it.each([
  ['MIT', true],
  ['Apache-2.0 AND MIT', true],
  ['(MPL-2.0 OR Apache-2.0)', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['GPL-3.0-only', false],
  ['AGPL-3.0-or-later', false],
  ['MIT AND GPL-2.0-only', false],
  ['SSPL-1.0', false],
  ['SEE LICENSE IN LICENSE', false],
  ['UNLICENSED', false],
])('%s: taken is %s', (expression, taken) => {
  expect(ask('licences.mjs', `of.isAllowed(${JSON.stringify(expression)})`)).toBe(taken);
});

it('is taken from the files of a package, its page, or the standard text with its author', () => {
  const files = { LICENSE: 'Copyright (c) one', 'NOTICE.txt': 'and a notice' };
  expect(licenceOf(made('files', { license: 'Apache-2.0' }, files)).text).toBe('Copyright (c) one\n\nand a notice');
  const page = { 'README.md': '# a\n\n## License\n\nCopyright (c) two\n\n## More\n\nelse' };
  expect(licenceOf(made('page', { license: { type: 'MIT' } }, page)).text).toBe('Copyright (c) two');
  const author = { license: 'ISC', author: { name: 'Three' } };
  expect(licenceOf(made('author', author)).text).toMatch(/^ISC License\n\nCopyright \(c\) Three\n/);
});

it('ends the build when it is not taken, or has no text', () => {
  expect(() => licenceOf(made('copyleft', { license: 'GPL-3.0-only' }, { LICENSE: 'x' }))).toThrow(
    'copyleft 1.0.0 is bundled, and its licence is none that we take: GPL-3.0-only',
  );
  expect(() => licenceOf(made('nothing', {}))).toThrow('none that we take: unknown');
  expect(() => licenceOf(made('bare', { license: 'Apache-2.0' }))).toThrow('has no text of its licence');
});

it('has beside it a bill of materials of what is installed or bundled, and of nothing else', () => {
  const component = (name: string, development = false) => ({
    ...{ 'bom-ref': `${name}@1.0.0`, name, version: '1.0.0' },
    properties: development ? [{ name: 'cdx:npm:package:development', value: 'true' }] : [],
  });
  const bom = {
    metadata: { component: { 'bom-ref': 'us@1', name: 'checkout', purl: 'pkg:npm/us@1' } },
    components: [component('ships'), component('bundled', true), component('tool', true)],
    dependencies: [
      { ref: 'us@1', dependsOn: ['ships@1.0.0', 'tool@1.0.0'] },
      { ref: 'tool@1.0.0', dependsOn: ['ships@1.0.0'] },
    ],
  };
  const left = ask('sbom.mjs', `of.released(${JSON.stringify(bom)}, ['bundled 1.0.0'])`);
  expect(left).toMatchObject({
    metadata: { component: { name: 'us' } },
    components: [{ name: 'ships' }, { name: 'bundled' }],
    dependencies: [{ ref: 'us@1', dependsOn: ['ships@1.0.0'] }],
  });
  expect(() => ask('sbom.mjs', `of.released(${JSON.stringify(bom)}, ['other 2.0.0'])`)).toThrow(
    'bundled, but not as the lock file has it: other 2.0.0',
  );
});
