import { ramActionsOf, sessionPolicyOf } from '../lib/catalogue';
import { functionOf } from '../lib/func';
import type { Inspection } from '../lib/inspection';
import type { HostFunction, Narrowing } from './types';

/** What is known of a function without running it. Serialisable: it comes from the process that loaded the script. */
export type FunctionFacts = Omit<HostFunction, 'id' | 'scriptId' | 'trigger' | 'lastTask'> & {
  /** Five-field cron. */
  readonly schedule: string;
  /** RAM actions that its checkers need. */
  readonly actions: readonly string[];
};

/** Whose keys it asks for. An object of one's own has accounts of any form, or none. */
function accountsOf({ accounts }: Partial<Pick<Inspection, 'accounts'>>): readonly string[] {
  if (!Array.isArray(accounts)) return [];
  const named = (accounts as Inspection['accounts']).flatMap((one) => one?.credentials?.accounts ?? []);
  return [...new Set(named.map(String))].sort();
}

/** Whether a session policy can narrow keys to these actions. */
export function narrowingOf(actions: readonly string[]): Narrowing {
  if (actions.length === 0) return 'unknown';
  return sessionPolicyOf(actions) === undefined ? 'too-long' : 'narrowed';
}

/** @example factsOf(inspection).definition // 'run(configs=None, regions=None, params=None)' */
export function factsOf(inspection: Inspection): FunctionFacts {
  const { title, doc, definition, category, tags, schedule } = functionOf(inspection);
  const actions = ramActionsOf(inspection.checkers);
  return {
    ...{ inspection: inspection.id, title, doc, definition, category, tags, schedule },
    // A machine of one's own has no longest time; the declaration's is that of function platforms.
    timeoutSeconds: inspection.timeoutSeconds,
    accounts: accountsOf(inspection),
    actions,
    narrowing: narrowingOf(actions),
    checkers: inspection.checkers.map(({ id, title: name, params, values }) => ({ id, title: name, params, values })),
  };
}
