import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { ConfigError, isInspectionError } from '../lib/errors';
import { shown } from '../lib/input';
import { inspectionOf, type Inspection } from '../lib/inspection';
import { hintOf, type RunSummary } from '../lib/model';
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
  const refuse = (problem: string) => new ConfigError(problem, { field: 'template' });
  if (!existsSync(file)) {
    throw refuse(
      looksLikeFile
        ? `template file ${name} does not exist`
        : `unknown template "${name}"${hintOf(name, Object.keys(TEMPLATES))} (or give a file)`,
    );
  }
  if (!statSync(file).isFile()) throw refuse(`template ${name}: is a folder, not a file`);
  if (!/\.[cm]?[jt]s$/.test(name)) {
    throw refuse(`template file ${name}: is none of .ts, .mts, .cts, .js, .mjs and .cjs`);
  }
  const exported = loadFile(file);
  const { default: main } = exported;
  const inMain = typeof main === 'object' && main !== null && 'inspection' in main ? main.inspection : undefined;
  const found = [exported.inspection, inMain, main].find(isInspection);
  const own = inspectionOf(exported.run);
  if (found) {
    const made = inspectionOf(found.run);
    if (made === undefined) return { ...found, run: watched(found.run, name, file) };
    // Its run() would not know of what was changed.
    if (made !== found)
      throw refuse(`${name}: its inspection is a changed copy of ${made.id}: give that to defineInspection()`);
    if (own && own !== found) throw refuse(`${name}: its inspection is ${found.id}, and its run() that of ${own.id}`);
    return found;
  }
  if (own) return own;
  if (typeof exported.run === 'function') {
    const id = name.replace(/^.*[/\\]/, '').replace(extname(name), '');
    return { id, title: { zh: id, en: id }, run: watched(exported.run as Inspection['run'], name, file) };
  }
  const problem = `${name}: exports neither an inspection nor run()${remedyOf(exported)}`;
  throw new ConfigError(problem, { field: 'template', context: { exports: Object.keys(exported) } });
}

/** What to change in a file that exports something else. */
function remedyOf(exported: Record<string, unknown>): string {
  const named = ['inspection', 'default', 'run'].filter((name) => Object.hasOwn(exported, name));
  const others = Object.keys(exported).filter((name) => isInspection(exported[name]));
  if (others.length > 0) return `: export ${others.join(' or ')} as inspection`;
  const wrong = named.map((name) => `${name} is ${shown(exported[name])}`);
  const what = wrong.length > 0 ? `; ${wrong.join(', ')}` : '';
  return `${what}: write export const inspection = defineInspection({ … })`;
}

/** A run() of the user's own: what it throws is theirs, and what it answers is looked at. */
function watched(run: Inspection['run'], name: string, file: string): Inspection['run'] {
  return async (...given) => {
    let answer: unknown;
    try {
      answer = await run(...given);
    } catch (error) {
      if (isInspectionError(error)) throw error;
      throw explain(error, file, 'has failed in run()');
    }
    if (typeof (answer as Partial<RunSummary> | null | undefined)?.findings === 'object') return answer as RunSummary;
    throw new ConfigError(
      `${name}: run() answers ${shown(answer)} and no summary: return what the run() of an inspection answers`,
      { field: 'template' },
    );
  };
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
