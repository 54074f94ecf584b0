/** What is wrong with a user's file that cannot be loaded: where, and which name was misspelt. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import type { TSError } from 'ts-node';
import type * as Typescript from 'typescript';
import { ConfigError, isInspectionError, messageOf } from '../lib/errors';
import { hintOf } from '../lib/model';
import { isOwn, load, realName, sourceLine } from './modules';

type Ts = typeof Typescript;
/** Misspelt names to tell of at once. */
const MOST = 3;

/**
 * The error to tell of, in one line: file, line, what, and the name that is no export where one was misspelt.
 *
 * @param file absolute
 */
export function explain(error: unknown, file: string): ConfigError {
  const place = placeOf(error, file);
  const name = misspelt(error, file);
  if (isInspectionError(error)) {
    const { field } = error as Partial<ConfigError>;
    const at = place === undefined ? '' : ` (${place})`;
    return new ConfigError(`${error.message}${at}${name}`, { field, context: error.context, cause: error });
  }
  const what = `${place === undefined ? '' : `${place}: `}${oneLine(error)}${wayOut(error)}${name}`;
  return new ConfigError(`template file ${file} cannot be loaded: ${what}`, { field: 'template', cause: error });
}

function oneLine(error: unknown): string {
  if (isTsError(error)) {
    const [first] = error.diagnostics;
    const text = first?.messageText;
    return typeof text === 'string' ? text : (text?.messageText ?? error.diagnosticText);
  }
  return realName(messageOf(error).split('\n')[0] ?? '');
}

/** What to do where Node.js says only what it cannot. */
function wayOut(error: unknown): string {
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_REQUIRE_ESM') {
    return '; that package is for import only: use Node.js 20.19, 22.12 or later, or import() it inside a function';
  }
  return '';
}

function isTsError(error: unknown): error is TSError {
  return error instanceof Error && error.name === 'TSError' && 'diagnostics' in error;
}

/** `my-ecs.ts:13`, seen from the file's folder. */
function placeOf(error: unknown, file: string): string | undefined {
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
    error instanceof TypeError || /checkers\[\d+\]$/.test((error as Partial<ConfigError>)?.field ?? '');
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
