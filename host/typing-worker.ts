/** The thread of `typing.ts`: a TypeScript language service over one script as it is typed and what it imports. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import ts from 'typescript';
import { messageOf } from '../lib/errors';
import type { ScriptProblem, ScriptWord } from './types';

export type Question = { readonly file: string; readonly text: string } & (
  | { readonly kind: 'check' }
  | { readonly kind: 'complete'; readonly at: number }
);
export type Asked = Question & { readonly number: number };

const ROOT = dirname(require.resolve('aliyun-inspection/package.json'));
/** A checkout has sources, the package has declarations. */
const CHECKOUT = existsSync(join(ROOT, 'index.ts'));
const NODE_TYPES = join(ROOT, 'node_modules', '@types');
const HAS_NODE_TYPES = existsSync(join(NODE_TYPES, 'node'));
/** Names of Node that nobody has installed the types of: nothing is known about them. */
const OF_NODE = new Set([2307, 2580, 2591, 2792]);
const MOST_WORDS = 300;

const at = (checkout: string, dist: string) => [join(ROOT, CHECKOUT ? checkout : join('dist', dist))];
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  esModuleInterop: true,
  allowJs: true,
  skipLibCheck: true,
  noEmit: true,
  typeRoots: [NODE_TYPES],
  types: HAS_NODE_TYPES ? ['node'] : [],
  paths: {
    'aliyun-inspection': at('index.ts', 'index.d.ts'),
    'aliyun-inspection/define': at('lib/define/index.ts', 'lib/define/index.d.ts'),
    'aliyun-inspection/testing': at('testing/index.ts', 'testing/index.d.ts'),
    'aliyun-inspection/scripts': at('scripts/registry.gen.ts', 'scripts/registry.gen.d.ts'),
    'aliyun-inspection/scripts/*': at('scripts/*/index.ts', 'scripts/*/index.d.ts'),
  },
};

let current = { file: '', text: '', version: 0 };
/** What is imported does not change while a script is written, or it does without much harm. */
const snapshots = new Map<string, ts.IScriptSnapshot | undefined>();

function snapshotOf(file: string): ts.IScriptSnapshot | undefined {
  if (file === current.file) return ts.ScriptSnapshot.fromString(current.text);
  if (!snapshots.has(file)) {
    const text = ts.sys.readFile(file);
    snapshots.set(file, text === undefined ? undefined : ts.ScriptSnapshot.fromString(text));
  }
  return snapshots.get(file);
}

const service = ts.createLanguageService(
  {
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [current.file],
    getScriptVersion: (file) => (file === current.file ? String(current.version) : '0'),
    getScriptSnapshot: snapshotOf,
    getCurrentDirectory: () => dirname(current.file),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (file) => file === current.file || ts.sys.fileExists(file),
    readFile: (file) => (file === current.file ? current.text : ts.sys.readFile(file)),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  },
  ts.createDocumentRegistry(),
);

function problemsOf(file: string): ScriptProblem[] {
  const all = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  return all
    .filter(({ category, code }) => category === ts.DiagnosticCategory.Error && (HAS_NODE_TYPES || !OF_NODE.has(code)))
    .map(({ start = 0, length = 0, messageText, code, file: source }) => {
      const place = source?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
      return {
        line: place.line + 1,
        column: place.character + 1,
        length,
        message: `${ts.flattenDiagnosticMessageText(messageText, '\n')} (TS${code})`,
      };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function wordsAt(file: string, offset: number): ScriptWord[] {
  const found = service.getCompletionsAtPosition(file, offset, { includeCompletionsWithInsertText: false });
  const sorted = [...(found?.entries ?? [])].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
  return sorted.slice(0, MOST_WORDS).map(({ name, kind }) => ({ label: name, kind: String(kind) }));
}

function answer(asked: Asked): unknown {
  if (asked.file !== current.file || asked.text !== current.text) {
    current = { file: asked.file, text: asked.text, version: current.version + 1 };
  }
  return asked.kind === 'check' ? problemsOf(asked.file) : wordsAt(asked.file, asked.at);
}

parentPort?.on('message', (asked: Asked) => {
  try {
    parentPort?.postMessage({ number: asked.number, answer: answer(asked) });
  } catch (error) {
    parentPort?.postMessage({ number: asked.number, problem: messageOf(error) });
  }
});
