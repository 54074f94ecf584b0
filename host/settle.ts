/** What becomes of scripts that were loaded: which can be used, and which have an inspection that is another's. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './describe';
import type { FunctionFacts } from './facts';
import type { Log } from './log';

/** What a version of a script is, kept in the history. */
export interface Version {
  readonly directory: string;
  readonly file: string;
  readonly facts: FunctionFacts;
}

export interface Own {
  readonly file: string;
  readonly updated: number;
  readonly problem?: string;
  readonly version?: Version;
}

/** What was known, and where things lie. */
export interface Before {
  readonly own: ReadonlyMap<string, Own>;
  readonly shipped: ReadonlyMap<string, FunctionFacts>;
  readonly folder: string;
  /** Of the version that was loaded, and its name. */
  readonly root: string;
  readonly directory: string;
  readonly log: Log;
}

/** What is known of the scripts after a load: of those that cannot be used now, the version that could. */
export function settle(
  answers: readonly Answer[],
  { own: known, shipped, folder, root, directory, log }: Before,
): ReadonlyMap<string, Own> {
  // What exports no inspection is what others import, unless it was one before.
  const scripts = answers.filter(
    ({ script, described }) => !('module' in described && described.module) || known.get(script.id)?.version,
  );
  const clashes = clashesOf(scripts, known, shipped);
  const own = new Map<string, Own>();
  for (const { script, described } of scripts) {
    const { id } = script;
    const before = known.get(id);
    const file = script.file.slice(root.length + 1);
    const updated = statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    const problem = 'facts' in described ? clashes.get(id) : described.problem;
    if (problem === undefined && 'facts' in described) {
      own.set(id, { file, updated, version: { directory, file, facts: described.facts } });
      continue;
    }
    if (problem !== before?.problem) {
      log('warning', `script ${id} cannot be used: ${problem}`, {
        goesOn: before?.version !== undefined,
      });
    }
    own.set(id, { file, updated, problem, ...(before?.version ? { version: before.version } : {}) });
  }
  return own;
}

/** Why scripts cannot have the inspections that they have now, by script: those go on with what they had. */
function clashesOf(
  scripts: readonly Answer[],
  known: ReadonlyMap<string, Own>,
  shipped: ReadonlyMap<string, FunctionFacts>,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (;;) {
    const free = [...shipped].filter(([id]) => !scripts.some(({ script }) => script.id === id));
    const holders = new Map(free.map(([id, facts]) => [facts.inspection, id]));
    const wanted: { readonly id: string; readonly inspection: string }[] = [];
    // Those that stay as they are come first.
    for (const { script, described } of scripts) {
      const { id } = script;
      const before = known.get(id)?.version?.facts.inspection;
      const now = 'facts' in described && !problems.has(id) ? described.facts.inspection : undefined;
      if (now !== undefined && (now !== before || holders.has(now))) wanted.push({ id, inspection: now });
      else if (before !== undefined) holders.set(before, id);
    }
    const refused = wanted.find(({ id, inspection }) => {
      if (holders.has(inspection)) return true;
      holders.set(inspection, id);
      return false;
    });
    if (!refused) return problems;
    problems.set(refused.id, clash(refused.inspection, holders.get(refused.inspection)));
  }
}

export const clash = (inspection: string, other: string | undefined): string =>
  `its inspection has the id "${inspection}", as that of ${other}; state is kept under it: give it another`;
