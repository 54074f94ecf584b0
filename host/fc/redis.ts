import { randomUUID } from 'node:crypto';
import Redis from 'ioredis';
import { registerSecret } from '../../lib/credentials';
import { ConfigError, messageOf, StateError } from '../../lib/errors';
import type { KeyedStore } from '../../lib/state';

const PREFIX = 'aliyun-inspection:';
const CONNECT_MS = 5000;
const COMMAND_MS = 15_000;
/** Attempts to connect again before a run gives up. */
const RETRIES = 3;

/** Frees a lock only for whoever holds it: one that has expired may be somebody else's by now. */
const UNLOCK = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end`;

/**
 * State and locks in Redis: version 2.6.12 or later, a cluster's endpoint included, because every command has one key.
 *
 * @param url `redis://user:password@host:6379/0`; `rediss://` for TLS
 * @param lockSeconds after which the lock of a run that was killed frees itself
 * @throws ConfigError when the URL is not one; the store's methods throw StateError
 * @example const state = keyedState(redisStore('redis://127.0.0.1:6379', 960));
 */
export function redisStore(url: string, lockSeconds: number): KeyedStore {
  const address = addressOf(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    keyPrefix: PREFIX,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: RETRIES,
    retryStrategy: (times) => (times > RETRIES ? null : 200 * times),
  });
  // Every command reports its own failure; this one says why a connection could not be made.
  let why = '';
  redis.on('error', (error: Error) => (why = error.message));
  const ask = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      return await command();
    } catch (error) {
      throw new StateError(`Redis at ${address} does not answer: ${why || messageOf(error)}`, { cause: error });
    }
  };
  const tokens = new Map<string, string>();
  return {
    read: (key) => ask(async () => (await redis.get(key)) ?? undefined),
    write: (key, value) => ask(async () => void (await redis.set(key, value))),
    lock: (name) =>
      ask(async () => {
        const token = randomUUID();
        const done = await redis.set(`lock:${name}`, token, 'EX', lockSeconds, 'NX');
        if (done === 'OK') tokens.set(name, token);
        return done === 'OK';
      }),
    unlock: (name) =>
      ask(async () => {
        const token = tokens.get(name);
        tokens.delete(name);
        if (token !== undefined) await redis.eval(UNLOCK, 1, `lock:${name}`, token);
      }),
    close: () => redis.disconnect(),
  };
}

/** Where it is, without what is secret. @throws ConfigError */
function addressOf(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw notAUrl();
  }
  if (!/^rediss?:$/.test(url.protocol) || url.hostname === '') throw notAUrl();
  registerSecret(url.password);
  registerSecret(decodeURIComponent(url.password));
  return `${url.hostname}:${url.port || '6379'}`;
}

function notAUrl(): ConfigError {
  return new ConfigError('ALIYUN_INSPECTION_REDIS_URL: not of the form redis://user:password@host:6379/0', {
    field: 'ALIYUN_INSPECTION_REDIS_URL',
  });
}
