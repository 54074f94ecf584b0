/** A script by the name that it has in the queue: a shipped template, or a file below the folder that every worker has. */
import { isAbsolute, relative, resolve } from 'node:path';
import { ConfigError } from '../../lib/errors';
import type { Inspection } from '../../lib/inspection';
import type { EnteredAccount } from '../vault';
import { loadInspection, type Loaded } from '../../ground/load';
import { inspectionOf } from '../../ground/request';
import { TEMPLATES } from '../../templates/registry.gen';

/**
 * The name of a script for others.
 *
 * @param folder of scripts
 * @throws ConfigError for a file that is not below it
 * @example scriptName('inspections/daily.ts', process.cwd()) // 'inspections/daily.ts'
 */
export function scriptName(template: string, folder: string): string {
  if (Object.hasOwn(TEMPLATES, template)) return template;
  const name = relative(folder, resolve(folder, template));
  if (!isBelow(name)) throw outside(template);
  return name.replace(/\\/g, '/');
}

/**
 * Loads the inspection of a script. Whoever can write to the queue can only name what is there.
 *
 * @param entered accounts that a shipped template inspects instead of its own
 * @throws ConfigError for a file that is not below the folder, or has no inspection by `defineInspection`
 */
export async function scriptAt(
  name: string,
  folder: string,
  entered: readonly EnteredAccount[] = [],
): Promise<Inspection> {
  if (Object.hasOwn(TEMPLATES, name)) {
    if (entered.length > 0) return inspectionOf({ inspection: name, accounts: entered }, TEMPLATES, () => true);
    return wholeInspection(name, await loadInspection(name));
  }
  const file = resolve(folder, name);
  if (isAbsolute(name) || !isBelow(relative(folder, file))) throw outside(name);
  return wholeInspection(name, await loadInspection(file));
}

/** @throws ConfigError for a script that exports `run` alone: what it does cannot be divided */
export function wholeInspection(name: string, loaded: Loaded): Inspection {
  if (loaded.checkers && loaded.accounts) return loaded as Inspection;
  throw new ConfigError(
    `${name}: exports run() only, which cannot be divided among workers: export what defineInspection returns as inspection`,
    { field: 'template' },
  );
}

const isBelow = (path: string): boolean => path !== '' && !isAbsolute(path) && !/^\.\.([/\\]|$)/.test(path);

function outside(name: string): ConfigError {
  return new ConfigError(`script ${name}: is not below the folder of scripts, which every worker has`, {
    field: 'script',
  });
}
