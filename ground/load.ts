import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { ConfigError } from '../lib/errors';
import type { Inspection } from '../lib/inspection';
import { hintOf } from '../lib/model';
import { TEMPLATES } from '../templates/registry.gen';
import { explain } from './explain';
import { load, takeEveryDialect } from './modules';

export type Loaded = Pick<Inspection, 'id' | 'title' | 'run'> & Partial<Inspection>;

/**
 * Loads an inspection: a shipped template by its id, or a user's own TypeScript or JavaScript file, in a project of
 * either kind of module.
 *
 * @throws ConfigError when there is no such template or file, or it exports no inspection
 */
export async function loadInspection(name: string): Promise<Loaded> {
  const shipped = Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name] : undefined;
  if (shipped) return (await shipped()).inspection;
  const file = resolve(name);
  const looksLikeFile = /[/\\.]/.test(name);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new ConfigError(
      looksLikeFile
        ? `template file ${name} does not exist`
        : `unknown template "${name}"${hintOf(name, Object.keys(TEMPLATES))} (or give a file)`,
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
  takeEveryDialect();
  // The file may be far down in the stack of what it imports.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  try {
    return load(file) as Record<string, unknown>;
  } catch (error) {
    throw explain(error, file);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
