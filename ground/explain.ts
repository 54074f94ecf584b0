/** What is wrong with a user's file that cannot be loaded: where, and which name was misspelt. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import type { TSError } from 'ts-node';
import type * as Typescript from 'typescript';
import { ConfigError, isInspectionError, messageOf } from '../lib/errors';
import { shown } from '../lib/input';
import { hintOf, nearest } from '../lib/model';
import { isOwn, load, realName, sourceLine } from './modules';

type Ts = typeof Typescript;
/** As the compiler numbers it. */
const INVALID_CHARACTER = 1127;
/** Misspelt names to tell of at once. */
const MOST = 3;

/**
 * The error to tell of, in one line: file, line, what, and the name that is no export where one was misspelt.
 *
 * @param file absolute
 * @param what what has become of it
 */
export function explain(error: unknown, file: string, what = 'cannot be loaded'): ConfigError {
  const place = placeOf(error, file);
  const name = misspelt(error, file);
  if (isInspectionError(error)) {
    const { field } = error as Partial<ConfigError>;
    const at = place === undefined ? '' : ` (${place})`;
    return new ConfigError(`${error.message}${at}${name}`, { field, context: error.context, cause: error });
  }
  const why = `${place === undefined ? '' : `${place}: `}${oneLine(error)}${wayOut(error)}${name}`;
  return new ConfigError(`template file ${file} ${what}: ${why}`, { field: 'template', cause: error });
}

function oneLine(error: unknown): string {
  if (isTsError(error)) {
    const [first] = error.diagnostics;
    const text = first?.messageText;
    const odd = first?.code === INVALID_CHARACTER ? first.file?.text.charAt(first.start ?? 0) : undefined;
    if (odd) return `Invalid character ${odd}: quotes, commas and brackets are those of a code editor (' , ;)`;
    return typeof text === 'string' ? text : (text?.messageText ?? error.diagnosticText);
  }
  if (!(error instanceof Error)) return `${shown(error)} was thrown, and no error`;
  const [line] = error.message.trim().split('\n');
  // The compiler calls what was imported so.
  return realName((line || error.name).replace(/\(0 , \w+\.(\w+)\)/, '$1'));
}

/** What to do where Node.js says only what it cannot. */
function wayOut(error: unknown): string {
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_REQUIRE_ESM') {
    return '; that package is for import only: use Node.js 20.19, 22.12 or later, or import() it inside a function';
  }
  const [, missing] = /^Cannot find module '([^'./\\][^']*)'/.exec(messageOf(error)) ?? [];
  if (missing === undefined || /^[A-Za-z]:/.test(missing)) return '';
  const [name = '', part] = missing.split(/\/(?=[^/]*$)/);
  if (name === 'aliyun-inspection/scripts') return hintOf(part ?? '', products());
  if (missing.startsWith('aliyun-inspection/')) return `; what may be imported of it is ${PUBLIC}`;
  const near = nearest(missing.split('/')[0] ?? '', ['aliyun-inspection']);
  return near ? `, did you mean ${near}?` : `: install it beside the file, npm install ${packageOf(missing)}`;
}

const PUBLIC = 'aliyun-inspection, and of that /scripts, /scripts/<product>, /define and /testing';

const packageOf = (request: string): string =>
  request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');

/** Those that have scripts. */
function products(): string[] {
  const folder = dirname(load.resolve('aliyun-inspection/scripts'));
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name);
}

function isTsError(error: unknown): error is TSError {
  return error instanceof Error && error.name === 'TSError' && 'diagnostics' in error;
}

/** `my-ecs.ts:13`, seen from the file's folder. */
export function placeOf(error: unknown, file: string): string | undefined {
  const tell = (where: string, line: number) => `${realName(relative(dirname(file), where))}:${line}`;
  if (isTsError(error)) {
    const [first] = error.diagnostics;
    const start = first?.file?.getLineAndCharacterOfPosition(first.start ?? 0);
    return first?.file && start && tell(first.file.fileName, start.line + 1);
  }
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // Of a syntax error, Node.js puts the place before everything else, in what the file was compiled to.
  const [, broken, brokenLine] = /^(\S.*?):(\d+)\n/.exec(stack) ?? [];
  if (broken !== undefined && isOwn(broken)) return tell(broken, sourceLine(broken, Number(brokenLine)));
  for (const [, where = '', line] of stack.matchAll(/^ +at (?:.*\()?(?:file:\/\/)?(.+?):(\d+):\d+\)?$/gm)) {
    if (isOwn(where)) return tell(where, Number(line));
  }
  return undefined;
}

/** A name that the file takes from this package and that is no export of it: the usual reason why something is undefined. */
function misspelt(error: unknown, file: string): string {
  const suspicious =
    error instanceof TypeError ||
    (isInspectionError(error) && /is (undefined|missing)|undefined is/.test(error.message));
  if (!suspicious) return '';
  try {
    return unknownNames(file)
      .slice(0, MOST)
      .map((name) => `; ${name}`)
      .join('');
  } catch {
    // It was only to say more.
    return '';
  }
}

function unknownNames(file: string): string[] {
  // Loaded only to explain: it is the whole compiler.
  const ts = load('typescript') as Ts;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const own = createRequire(file);
  const namespaces = new Map<string, string>();
  const found: string[] = [];
  const look = (from: string, name: string, node: Typescript.Node) => {
    const exported = Object.keys(own(from) as object);
    if (exported.includes(name)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    const hint = hintOf(name, exported);
    // All exports of a product are no help.
    const near = hint.startsWith(',') ? hint : '';
    found.push(`${node.getText(source)} in line ${line + 1} is no export of ${from}${near}`);
  };
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = statement.moduleSpecifier.text;
    const clause = statement.importClause;
    if (
      !/^aliyun-inspection(\/|$)/.test(from) ||
      !clause?.namedBindings ||
      clause.phaseModifier === ts.SyntaxKind.TypeKeyword
    )
      continue;
    if (ts.isNamespaceImport(clause.namedBindings)) namespaces.set(clause.namedBindings.name.text, from);
    else {
      for (const one of clause.namedBindings.elements) {
        // Types are exports that do not exist at run time; they begin with a capital.
        const name = (one.propertyName ?? one.name).text;
        if (!one.isTypeOnly && /^[a-z]/.test(name)) look(from, name, one);
      }
    }
  }
  const visit = (node: Typescript.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const from = namespaces.get(node.expression.text);
      if (from !== undefined) look(from, node.name.text, node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
