/** How a run begins: what it is given is checked, the state is locked, the workspace is asked; how it ends, it is left. */
import { join } from 'node:path';
import { createTransport } from '../aliyun';
import type { AnyChecker } from '../define';
import { hostLanguage, type RunSummary } from '../model';
import { memoryState, type StateStore } from '../state';
import { acceptances, Accepted } from './feedback';
import { checkCredentials, missingKeys } from './keys';
import { linkGuance } from './link';
import type { RunTerms } from './terms';
import { withParams } from './plan';
import { openDefaultState, prepare, stateDirOf, usable } from './prepare';
import { Run } from './run';
import { keepSaid } from './said';
import { audienceOf } from './sharing';
import { SELF_CHECKERS } from './self';
import type { Inspection, RunOptions } from './types';

/** @see Inspection.run */
export function runInspection(inspection: Inspection, input: unknown, options: RunOptions = {}): Promise<RunSummary> {
  return withRun(inspection, input, options, undefined, async (run, disabled, early) =>
    disabled ? run.disabled() : run.go(early ?? (await checkCredentials(inspection.accounts))),
  );
}

/**
 * Opens what a run needs, and closes it when the work is done.
 *
 * @param terms of a run that has begun elsewhere: the workspace is not asked again, its time and its end are those of the run,
 *   and keys are looked for with the first call
 * @throws as `Inspection.run`
 */
export async function withRun<T>(
  inspection: Inspection,
  input: unknown,
  options: RunOptions,
  terms: RunTerms | 'planning' | undefined,
  work: (run: Run, disabled: boolean, early: ReadonlyMap<string, Error> | undefined) => Promise<T>,
): Promise<T> {
  const before = terms === 'planning' ? undefined : terms;
  const passedMs = before ? Math.max(0, Date.now() - Date.parse(before.startedAt)) : 0;
  const started = process.hrtime.bigint() - BigInt(passedMs) * 1_000_000n;
  const now = before ? new Date(before.startedAt) : (options.now?.() ?? new Date());
  const env = options.env ?? process.env;
  // Bad input ends here, before anything is opened or called.
  const { own, endpoints, extraRegions, guance, notes } = prepare(
    inspection,
    input,
    options,
    env,
    before !== undefined,
  );
  // A disabled inspection must not touch Alibaba Cloud, not even for keys: with a workspace, it is asked first. That there
  // are no keys is known without touching anything, and then the workspace is not waited for.
  const asksFirst = guance.apiKeyId !== undefined && !options.dryRun && !options.registered;
  const whole = terms === undefined;
  const early = asksFirst || !whole ? undefined : await checkCredentials(inspection.accounts);
  const missing = asksFirst && whole ? await missingKeys(inspection.accounts) : undefined;
  const deadline = before?.deadline ?? Date.now() + inspection.timeoutSeconds * 1000;

  const real = options.state ?? openDefaultState(options, env);
  const state = options.dryRun ? memoryState(real) : real;
  const transport = options.transport ?? createTransport();
  const language = options.language ?? hostLanguage(env);
  let lock: Awaited<ReturnType<StateStore['lock']>> | undefined;
  try {
    lock = await state.lock(inspection.id);
    const link = await linkGuance(inspection, guance, own, {
      env,
      language,
      signal: options.signal,
      deadline,
      state,
      now,
      byHand: options.byHand,
      dryRun: options.dryRun,
      limits: options.guanceLimits,
      registered: options.registered,
      before: before?.link,
      outDir: join(stateDirOf(options, env), 'out', inspection.id),
      hurry: missing !== undefined,
    }).catch((error: unknown) => {
      throw missing ?? error;
    });
    const { configs, problems } = before ? link : usable(inspection, link, extraRegions);
    await keepSaid(state, inspection.id, link, problems.parameters === undefined);
    const checkers = withParams([...inspection.checkers, ...SELF_CHECKERS], configs);
    const theirs = inspection.checkers.length;
    const run = new Run(inspection, options, {
      configs,
      checkers: checkers.slice(0, theirs),
      selfCheckers: checkers.slice(theirs),
      now,
      state,
      transport,
      endpoints,
      language,
      started,
      deadline,
      lost: lock.lost,
      audience: audienceOf(inspection, guance, options),
      accepted: checkers.some(looksBack) ? new Accepted(await acceptances(state)) : undefined,
      link: { ...link, configs, problems, notes: [...notes, ...link.notes] },
      before,
    });
    return await work(run, link.disabled, early);
  } finally {
    if (lock) await lock.release().catch(() => undefined);
    if (!options.transport) transport.close();
    if (!options.state) await real.close().catch(() => undefined);
  }
}

/** Whether a checker judges by the past of its metrics. */
function looksBack({ metrics }: AnyChecker): boolean {
  return Object.values(metrics).some(({ history }) => history !== undefined);
}
