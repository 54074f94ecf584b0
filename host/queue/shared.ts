import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StateError } from '../../lib/errors';
import type { PlannedRun, RunQueue } from './client';
import { Planner } from './planner';

/** Whoever looks at the queue does not wait for longer than this for a Redis that is away. */
const AWAY_MS = 3000;

/** What a host has of the queue that it shares with others. */
export interface SharedQueue extends Pick<RunQueue, 'counts' | 'close'> {
  /**
   * Replaces what the host has scheduled.
   *
   * @param isOwn asked from time to time: what needs keys that this host alone has, it starts by itself
   */
  plan<Run extends PlannedRun>(runs: readonly Run[], isOwn: (run: Run) => boolean): void;
}

/**
 * The queue that many hosts share, where a host has one. Its packages are loaded by those alone.
 *
 * @param queue the address, or how many tasks may wait in the queue of this host
 * @param log takes what is wrong with it later
 * @throws ConfigError for what is no address, or without the packages
 * @example const queue = await sharedQueue('redis://127.0.0.1:6379', 'queue', log);
 */
export async function sharedQueue(
  queue: number | string,
  field: string,
  log: (line: string) => void,
): Promise<SharedQueue | undefined> {
  if (typeof queue === 'number') return undefined;
  const { openQueue } = await import('./client');
  const opened = await openQueue(queue, field);
  const planner = new Planner(opened, log);
  return {
    counts: () => Promise.race([opened.counts(), away()]),
    plan: (runs, isOwn) => planner.set(runs, isOwn),
    async close() {
      planner.close();
      await opened.close();
    },
  };
}

async function away(): Promise<never> {
  await sleep(AWAY_MS, undefined, { ref: false });
  throw new StateError('the queue cannot be reached');
}

/** How a script is called in the queue: by its path below the folder, or as a shipped template. */
export function nameInQueue(
  source: { readonly shipped: string } | { readonly file: string; readonly root: string },
): string {
  return 'file' in source ? relative(source.root, source.file).replace(/\\/g, '/') : source.shipped;
}
