import { existsSync, statSync } from 'node:fs';
import Module from 'node:module';
import { extname, join, resolve } from 'node:path';
import type * as TsNode from 'ts-node';
import { ConfigError, messageOf, isInspectionError } from '../../lib/errors';
import type { Inspection } from '../../lib/inspection';
import { TEMPLATES } from '../../templates/registry.gen';

/** The folder of this package: its own imports by public name resolve here. */
const PACKAGE = findPackage(__dirname);

function findPackage(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : findPackage(join(from, '..'));
}

export type Loaded = Pick<Inspection, 'id' | 'title' | 'run'> & Partial<Inspection>;

/**
 * Loads an inspection: a shipped template by its id, or a user's own TypeScript or JavaScript file.
 *
 * @throws ConfigError when there is no such template or file, or it exports no inspection
 */
export async function loadInspection(name: string): Promise<Loaded> {
  const shipped = Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name] : undefined;
  if (shipped) return (await shipped()).inspection;
  const file = resolve(name);
  const looksLikeFile = /[/\\.]/.test(name);
  if (!existsSync(file) || !statSync(file).isFile()) {
    const known = Object.keys(TEMPLATES).join(', ');
    throw new ConfigError(
      looksLikeFile
        ? `template file ${name} does not exist`
        : `unknown template "${name}"; known are ${known}, or give a file`,
      { field: 'template' },
    );
  }
  const exported = loadFile(file);
  const found = [exported.inspection, exported.default].find(isInspection);
  if (found) return found;
  if (typeof exported.run === 'function') {
    const id = name.replace(/^.*[/\\]/, '').replace(extname(name), '');
    return { id, title: { zh: id, en: id }, run: exported.run as Inspection['run'] };
  }
  throw new ConfigError(`${name}: exports neither an inspection nor run()`, {
    field: 'template',
    context: { exports: Object.keys(exported) },
  });
}

function isInspection(value: unknown): value is Inspection {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Inspection>).run === 'function';
}

function loadFile(file: string): Record<string, unknown> {
  resolveOwnName();
  if (/\.[cm]?ts$/.test(file)) registerTypeScript();
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(file) as Record<string, unknown>;
  } catch (error) {
    if (isInspectionError(error)) throw error;
    const message = messageOf(error).split('\n').slice(0, 3).join(' ');
    throw new ConfigError(`template file ${file} cannot be loaded: ${message}`, { field: 'template', cause: error });
  }
}

let registered = false;

function registerTypeScript(): void {
  if (registered) return;
  registered = true;
  // Loaded only for a user's TypeScript: it brings the compiler with it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const tsNode = require('ts-node') as typeof TsNode;
  tsNode.register({
    transpileOnly: true,
    skipProject: true,
    // Ours, whatever the user's project has: the options below are checked against it.
    compiler: require.resolve('typescript'),
    compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true, ignoreDeprecations: '6.0' },
  });
}

type Resolver = (request: string, ...rest: unknown[]) => string;
let hooked = false;

/** A file anywhere on this machine may import `aliyun-inspection` although it is not installed beside it. */
function resolveOwnName(): void {
  if (hooked) return;
  hooked = true;
  const loader = Module as unknown as { _resolveFilename: Resolver };
  const original = loader._resolveFilename;
  loader._resolveFilename = function (this: unknown, request, ...rest) {
    try {
      return original.call(this, request, ...rest);
    } catch (error) {
      if (!/^aliyun-inspection(\/|$)/.test(request)) throw error;
      return require.resolve(request, { paths: [PACKAGE] });
    }
  };
}
