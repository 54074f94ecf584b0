/**
 * What inspections that look at the same place know of each other: whose faults are the same is decided with all of it at
 * hand, and nobody changes it meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StateError } from '../errors';
import { DAY, type InspectionEvent } from '../model';
import type { LeaseStore } from './lease';
import type { Changes, Decision, Peers, Scope } from './store';

/** What must not overtake another event waits for it no longer than this: whoever had to deliver that may be gone for good. */
const PATIENCE_MS = DAY;
/** Names of leases in a store of texts, in all: the store keeps a number for each for ever. */
const BUCKETS = 16;
const PAUSE_MS = 25;

export const NO_PEERS: Peers = { inspections: [], open: () => undefined, isEnded: () => false };

export function decided(changes: Changes | Decision, peers: Peers): Changes {
  return typeof changes === 'function' ? changes(peers) : changes;
}

/** Of a scope, what it shares with those of other inspections. */
export function placeOf({ account, region, collector }: Scope, separator: string): string {
  return [account, region, collector].join(separator);
}

/** Since when an event must have waited to be sent whatever waits before it, ISO 8601. */
export function patienceEnds(now: Date): string {
  return new Date(now.getTime() - PATIENCE_MS).toISOString();
}

/** An event may overtake others once it has waited for too long. */
export function isPatient({ time }: InspectionEvent, now: Date): boolean {
  return time > patienceEnds(now);
}

/** Destinations are named after the inspection that sends to them. */
export function inspectionOf(destination: string): string {
  return destination.slice(0, destination.indexOf('/'));
}

/** The reporter's name in a destination such as `ecs/guance`. */
export function reporterOf(destination: string): string {
  return destination.slice(destination.indexOf('/') + 1);
}

/** The reading and the writing of a place belong together: one after the other, in whatever process. */
export async function alone<T>(store: LeaseStore, scope: Scope, ms: number, work: () => Promise<T>): Promise<T> {
  const place = placeOf(scope, '/');
  const name = `#place:${[...place].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % BUCKETS, 0)}`;
  const token = randomUUID();
  const until = Date.now() + ms + PAUSE_MS;
  while ((await store.lease(name, token, ms)) === undefined) {
    if (Date.now() > until) throw new StateError(`${place} is being written by another inspection for ${ms} ms`);
    await sleep(PAUSE_MS);
  }
  try {
    return await work();
  } finally {
    // It ends by itself, if later.
    await Promise.resolve(store.release(name, token)).catch(() => undefined);
  }
}
