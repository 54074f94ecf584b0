import type { RunQueue } from './client';

/**
 * The queue that many hosts share, where a host has one. Its packages are loaded by those alone.
 *
 * @param queue the address, or how many tasks may wait in the queue of this host
 * @throws ConfigError for what is no address, or without the packages
 * @example const queue = await sharedQueue('redis://127.0.0.1:6379', 'queue');
 */
export async function sharedQueue(queue: number | string, field: string): Promise<RunQueue | undefined> {
  if (typeof queue === 'number') return undefined;
  const { openQueue } = await import('./client');
  return openQueue(queue, field);
}
