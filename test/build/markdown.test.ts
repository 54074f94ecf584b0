/** What the documentation promises a reader: links that lead somewhere, tables that line up, and code that compiles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { readPage, type Page } from './markdown';

const ROOT = join(__dirname, '..', '..');

/** All Markdown files of the repository. */
function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'dist', 'coverage'].includes(entry.name) || entry.name.startsWith('.')
        ? []
        : markdownBelow(path);
    }
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const PAGES = new Map<string, Page>(
  markdownBelow(ROOT).map((file) => [file, readPage(readFileSync(file, 'utf8'))] as const),
);
const nameOf = (file: string) => relative(ROOT, file);

/** What is wrong with a link, if anything. */
function brokenLink(file: string, to: string): string | undefined {
  if (/^[a-z]+:/.test(to)) return undefined;
  const [path = '', anchor] = to.split('#');
  const target = path === '' ? file : resolve(dirname(file), decodeURIComponent(path));
  if (!existsSync(target)) return 'no such file';
  const page = PAGES.get(target);
  if (anchor !== undefined && page && !page.anchors.has(decodeURIComponent(anchor))) return 'no such heading';
  return undefined;
}

test('the reader of pages finds what is wrong', () => {
  const page = readPage(
    ['# A, `b` & c', '## A, `b` & c', '[x](y.md#z)', '`[not](a-link)`', '| a | b |', '|---|---|', '| 1 |'].join('\n'),
  );
  expect([...page.anchors]).toEqual(['a-b--c', 'a-b--c-1']);
  expect(page.links).toEqual([{ line: 3, to: 'y.md#z' }]);
  expect(page.unevenRows).toEqual([7]);
  expect(brokenLink(join(ROOT, 'README.md'), 'docs/nowhere.md')).toBe('no such file');
  expect(brokenLink(join(ROOT, 'README.md'), 'CONTRIBUTING.md#nowhere')).toBe('no such heading');
});

test('every link and anchor leads somewhere', () => {
  const broken = [...PAGES].flatMap(([file, { links }]) =>
    links.flatMap(({ line, to }) => {
      const problem = brokenLink(file, to);
      return problem === undefined ? [] : [`${nameOf(file)}:${line}: ${to}: ${problem}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('every row of a table has as many columns as its heading', () => {
  const uneven = [...PAGES].flatMap(([file, { unevenRows }]) => unevenRows.map((line) => `${nameOf(file)}:${line}`));
  expect(uneven).toEqual([]);
});

/**
 * Where a block of code stands: in the folder of its page, or in that of the file that its first line names. It is named
 * after what it exports, so that a later block of the page can import it.
 */
function placeOf(file: string, line: number, text: string): { name: string; text: string } {
  const [, named] = /^\s*\/\/ (\S+\/)\S+\.ts\n/.exec(text) ?? [];
  const [, exported] = /^export const (\w+)/m.exec(text) ?? [];
  const page = `__${nameOf(file).replace(/\W/g, '_')}`;
  const own = exported?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) ?? String(line);
  return {
    name: join(named === undefined ? dirname(file) : join(ROOT, named), `${page}_${own}.ts`),
    text: text.replace(/ from '\.\/([\w-]+)'/g, ` from './${page}_$1'`),
  };
}

/** A block without imports is a part of something: statements, or what stands in an object. */
function isPart(text: string): boolean {
  return [text, `({${text}})`].some((whole) => {
    const { diagnostics = [] } = ts.transpileModule(whole, { reportDiagnostics: true });
    return diagnostics.length === 0;
  });
}

test('TypeScript in the documentation compiles', () => {
  const sources = new Map<string, string>();
  const places = new Map<string, string>();
  const broken: string[] = [];
  for (const [file, { code }] of PAGES) {
    for (const { line, text } of code.filter(({ language }) => language === 'ts')) {
      const at = `${nameOf(file)}:${line}`;
      if (!/^\s*import /m.test(text)) {
        if (!isPart(text)) broken.push(`${at}: cannot be read`);
        continue;
      }
      const place = placeOf(file, line, text);
      sources.set(place.name, place.text);
      places.set(place.name, at);
    }
  }
  expect(broken).toEqual([]);
  expect(sources.size).toBeGreaterThan(5);
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    // Documentation awaits where it stands.
    { ...config.compilerOptions, module: 'esnext', moduleResolution: 'bundler' },
    ROOT,
  );
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const disk = { ...host };
  host.getSourceFile = (name, ...rest) => {
    const text = sources.get(name);
    return text === undefined
      ? disk.getSourceFile(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  host.fileExists = (name) => sources.has(name) || disk.fileExists(name);
  host.readFile = (name) => sources.get(name) ?? disk.readFile(name);
  const program = ts.createProgram([...sources.keys()], { ...options, noEmit: true }, host);
  const problems = [...sources.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start = 0 }) => {
        const { line = 0 } = file?.getLineAndCharacterOfPosition(start) ?? {};
        return `${places.get(name)} +${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
  expect(problems).toEqual([]);
}, 120_000);
