import type { KeyedStore } from '../../lib/state';

export interface MemoryKeyed extends KeyedStore {
  readonly values: Map<string, string>;
  /** Its clock, in milliseconds; leases end by it. */
  now: number;
}

/** A store of texts in memory, as exact as Redis is. */
export function memoryKeyed(): MemoryKeyed {
  const values = new Map<string, string>();
  const locks = new Map<string, { token: string; until: number }>();
  const fences = new Map<string, { token: string; fence: number }>();
  const store: MemoryKeyed = {
    values,
    now: 0,
    read: (key) => values.get(key),
    write(key, value, lease) {
      const newest = lease && fences.get(lease.name);
      if (lease && (newest?.token !== lease.token || newest.fence !== lease.fence)) return false;
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return true;
    },
    lease(name, token, ms) {
      const lock = locks.get(name);
      if (lock && lock.token !== token && lock.until > store.now) return undefined;
      const last = fences.get(name) ?? { token: '', fence: 0 };
      const newest = last.token === token ? last : { token, fence: last.fence + 1 };
      fences.set(name, newest);
      locks.set(name, { token, until: store.now + ms });
      return newest.fence;
    },
    release(name, token) {
      if (locks.get(name)?.token === token) locks.delete(name);
    },
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  };
  return store;
}
