/** How a user's file becomes a module, in whichever dialect it is written: TypeScript or JavaScript, CommonJS or not. */
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type * as TsNode from 'ts-node';
import type * as Typescript from 'typescript';

type Handler = (module: Compiling, file: string) => void;
type Resolver = (request: string, ...rest: unknown[]) => string;
interface Compiling {
  _compile(code: string, file: string, format?: 'commonjs'): void;
}
/** What Node.js lets tools change about `require`. */
const loader = Module as unknown as {
  _resolveFilename: Resolver;
  readonly _extensions: Record<string, Handler | undefined>;
};

/** Loads what is needed only by some files, and files that nobody knows beforehand. */
export const load = createRequire(__filename);
/** The folder of this package: its own imports by public name resolve here. */
const PACKAGE = findPackage(__dirname);
/** The compiler writes CommonJS for a file of this ending, whatever the real one says. */
const AS_COMMONJS = '.cts';

function findPackage(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : findPackage(join(from, '..'));
}

/** Whether a file is the user's own: neither a package nor part of this one. */
export function isOwn(file: string): boolean {
  const ours = [
    'dist',
    'lib',
    'scripts',
    'cli',
    'console',
    'emulator',
    'ground',
    'host',
    'platforms',
    'report',
    'testing',
    'tools',
    'workspace',
  ].some((folder) => file.startsWith(join(PACKAGE, folder) + sep));
  return !ours && !file.includes(`${sep}node_modules${sep}`) && /^([/\\]|[A-Za-z]:)/.test(file);
}

/** The name that a file has for its user. */
export const realName = (text: string): string => text.replace(/\.(mts|mjs)\.cts\b/g, '.$1');

/** Where Node.js may take a file for either kind of module, it is told which. */
const FORMAT = (process.features as { require_module?: boolean }).require_module ? 'commonjs' : undefined;

let hooked = false;

/** From now on `require` takes every dialect, and files anywhere on this machine may import `aliyun-inspection`. */
export function takeEveryDialect(): void {
  if (hooked) return;
  hooked = true;
  const plain = loader._extensions['.js'];
  const compile: Handler = (module, file) => {
    const name = /\.m[jt]s$/.test(file) ? `${file}${AS_COMMONJS}` : file;
    module._compile(compiled(name, textOf(file)), name, FORMAT);
  };
  for (const ending of ['.ts', '.mts', '.cts']) loader._extensions[ending] = compile;
  const modular = loader._extensions['.mjs'] ?? plain;
  loader._extensions['.mjs'] = (module, file) => (isOwn(file) ? compile : modular)?.(module, file);
  loader._extensions['.js'] = (module, file) => (isOwn(file) && isModular(file) ? compile : plain)?.(module, file);
  const original = loader._resolveFilename;
  loader._resolveFilename = function (this: unknown, request, ...rest) {
    try {
      return original.call(this, request, ...rest);
    } catch (error) {
      // As if this file had asked, which the package is found from.
      if (/^aliyun-inspection(\/|$)/.test(request)) {
        try {
          return original.call(this, request, module, false);
        } catch (cause) {
          throw Object.assign(new Error(`Cannot find module '${request}'`, { cause }), { code: 'MODULE_NOT_FOUND' });
        }
      }
      // TypeScript imports a file by the name that it will have.
      const written = request.replace(/\.([cm]?)js$/, '.$1ts');
      const mapped = /^\.{0,2}\//.test(request) ? undefined : byTsconfig(request, rest[0]);
      if (mapped !== undefined) return mapped;
      if (!/^\.{0,2}\//.test(request) || written === request) throw error;
      try {
        return original.call(this, written, ...rest);
      } catch {
        throw error;
      }
    }
  };
}

const settings = new Map<string, Typescript.CompilerOptions | undefined>();

/** The file that the user's tsconfig.json means by a name, as `paths` and `baseUrl` say it. */
function byTsconfig(request: string, from: unknown): string | undefined {
  const { filename } = (from ?? {}) as { readonly filename?: string | null };
  if (typeof filename !== 'string' || !isOwn(filename)) return undefined;
  const ts = load('typescript') as typeof Typescript;
  const config = ts.findConfigFile(dirname(filename), (file) => existsSync(file));
  if (config === undefined) return undefined;
  if (!settings.has(config)) {
    // Only these are heeded: how a file is compiled is ours to say.
    const { config: given } = ts.readConfigFile(config, (file) => ts.sys.readFile(file)) as { config?: unknown };
    const { options } = ts.parseJsonConfigFileContent(given ?? {}, ts.sys, dirname(config));
    settings.set(config, options.paths || options.baseUrl !== undefined ? options : undefined);
  }
  const options = settings.get(config);
  const { resolvedModule } = options
    ? ts.resolveModuleName(request, filename, { ...options, resolveJsonModule: true }, ts.sys)
    : { resolvedModule: undefined };
  const found = resolvedModule?.resolvedFileName;
  return found === undefined || /\.d\.[cm]?ts$/.test(found) ? undefined : found;
}

/** @throws SyntaxError for what an editor has saved otherwise: its words would not be those that were written */
function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const refusal = new SyntaxError('the file is not UTF-8: save it so');
    refusal.stack = `${file}:1\n${String(refusal)}`;
    throw refusal;
  }
}

/** Whether a `.js` file is written with `import` and `export`, or lies in a project where all are. */
function isModular(file: string): boolean {
  if (!file.endsWith('.js')) return false;
  return /^\s*(import|export)\b/m.test(readFileSync(file, 'utf8')) || packageType(dirname(file)) === 'module';
}

function packageType(folder: string): unknown {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type;
    } catch {
      return undefined;
    }
  }
  return dirname(folder) === folder ? undefined : packageType(dirname(folder));
}

let service: TsNode.Service | undefined;
const maps = new Map<string, string>();

function compiled(name: string, code: string): string {
  // Loaded only for a file that needs it: it brings the compiler with it.
  service ??= (load('ts-node') as typeof TsNode).create({
    transpileOnly: true,
    skipProject: true,
    pretty: false,
    // Ours, whatever the user's project has: the options below are checked against it.
    compiler: require.resolve('typescript'),
    compilerOptions: {
      module: 'commonjs',
      target: 'es2022',
      esModuleInterop: true,
      allowJs: true,
      ignoreDeprecations: '6.0',
    },
  });
  refuseModuleOnly(load('typescript') as typeof Typescript, code, name);
  const output = service.compile(code, name);
  maps.set(name, output);
  return output;
}

/**
 * Refuses what only a module of the other kind can say; Node.js would say so in three lines, of which none helps.
 *
 * @throws SyntaxError with its place, as Node.js throws it
 */
function refuseModuleOnly(ts: typeof Typescript, code: string, name: string): void {
  if (!/\bawait\b|\bimport\.meta\b/.test(code)) return;
  const source = ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
  const refuse = (node: Typescript.Node, problem: string) => {
    const error = new SyntaxError(`${problem}: a template is loaded as CommonJS`);
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    error.stack = `${name}:${line + 1}\n${String(error)}`;
    throw error;
  };
  const visit = (node: Typescript.Node, inFunction: boolean): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      refuse(node, 'write __filename and __dirname instead of import.meta');
    }
    const awaits = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    if (awaits && !inFunction) refuse(node, 'await inside a function, not at the top');
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  };
  visit(source, false);
}

/** Where in the user's file a line of what it was compiled to comes from; for errors that the compiler does not see. */
export function sourceLine(name: string, line: number): number {
  const [, text] = /sourceMappingURL=data:[^,]*,(\S+)\s*$/.exec(maps.get(name) ?? '') ?? [];
  if (text === undefined) return line;
  const map = new SourceMap(JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as SourceMapPayload);
  const entry = map.findEntry(line - 1, 1000);
  return 'originalLine' in entry ? entry.originalLine + 1 : line;
}
