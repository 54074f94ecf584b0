import Redis from 'ioredis';
import { registerSecret } from '../../lib/credentials';
import { ConfigError, messageOf, StateError } from '../../lib/errors';
import type { KeyedStore, Lease } from '../../lib/state';

/** The braces keep all keys in one slot of a cluster: a write looks at two of them. */
const PREFIX = 'aliyun-inspection:{state}:';
/** Keys of earlier versions; read where there is no new one. */
const OLD_PREFIX = 'aliyun-inspection:';
const CONNECT_MS = 5000;
const COMMAND_MS = 10_000;
/** Attempts to connect again before a run gives up. */
const RETRIES = 3;
/** Keys that are looked at in one step of a listing. */
const SCAN = 1000;

/**
 * Takes a lease, or goes on with it: KEYS the lock and the fence, ARGV a token and milliseconds. The fence remembers who
 * had it last, so that the answer to a question that was asked twice is the same, and so is one after the lock expired
 * when nobody was there in between.
 */
const LEASE = `
  local holder, last = redis.call('get', KEYS[1]), redis.call('get', KEYS[2]) or '0 '
  if holder and holder ~= ARGV[1] then return false end
  local number, token = string.match(last, '^(%d+) (.*)$')
  number = tonumber(number or 0)
  if token ~= ARGV[1] then
    number = number + 1
    redis.call('set', KEYS[2], string.format('%d %s', number, ARGV[1]))
  end
  redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return number`;

/** Writes a value, or removes it, for the newest holder only: KEYS the fence and the value, ARGV the fence and the text. */
const WRITE = `
  if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
  if ARGV[2] then redis.call('set', KEYS[2], ARGV[2]) else redis.call('del', KEYS[2]) end
  return 1`;

/** Frees a lock only for whoever holds it: one that has expired may be somebody else's by now. */
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end`;

/**
 * State and locks in Redis: version 2.6.12 or later, a cluster's endpoint included, because all keys are in one slot.
 *
 * @param url `redis://user:password@host:6379/0`; `rediss://` for TLS
 * @throws ConfigError when the URL is not one; the store's methods throw StateError
 * @example const state = keyedState(redisStore('redis://127.0.0.1:6379'));
 */
export function redisStore(url: string, commandMs = COMMAND_MS): KeyedStore {
  const address = addressOf(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: commandMs,
    maxRetriesPerRequest: RETRIES,
    retryStrategy: (times) => (times > RETRIES ? null : 200 * times),
  });
  // Every command reports its own failure; this one says why a connection could not be made.
  let why = '';
  redis.on('error', (error: Error) => (why = error.message));
  const ask = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      return await command().catch((error: unknown) => {
        if (messageOf(error) !== 'Command timed out') throw error;
        // An answer that got lost would be taken for that of the next command. Asked twice is as good as once, here.
        redis.disconnect(true);
        return command();
      });
    } catch (error) {
      throw new StateError(`Redis at ${address} does not answer: ${why || messageOf(error)}`, { cause: error });
    }
  };
  const lockOf = (name: string) => `${PREFIX}lock:${name}`;
  const fenceOf = (name: string) => `${PREFIX}fence:${name}`;
  const write = async (key: string, text: string | undefined, lease?: Lease): Promise<boolean> => {
    const texts = text === undefined ? [] : [text];
    if (lease) {
      const shown = `${lease.fence} ${lease.token}`;
      if ((await redis.eval(WRITE, 2, fenceOf(lease.name), PREFIX + key, shown, ...texts)) !== 1) return false;
    } else if (text === undefined) await redis.del(PREFIX + key);
    else await redis.set(PREFIX + key, text);
    if (text === undefined) await redis.del(OLD_PREFIX + key);
    return true;
  };
  const keys = async (prefix: string): Promise<string[]> => {
    const found = new Set<string>();
    for (const start of [PREFIX, OLD_PREFIX]) {
      let cursor = '0';
      do {
        const [next, some] = await redis.scan(cursor, 'MATCH', `${escaped(start + prefix)}*`, 'COUNT', SCAN);
        for (const key of some) found.add(key.slice(start.length));
        cursor = next;
      } while (cursor !== '0');
    }
    return [...found].sort();
  };
  return {
    read: (key) => ask(async () => (await redis.get(PREFIX + key)) ?? (await redis.get(OLD_PREFIX + key)) ?? undefined),
    readAll: (keys) =>
      ask(async () => {
        const texts = await redis.mget(keys.map((key) => PREFIX + key));
        return texts.map((text) => text ?? undefined);
      }),
    write: (key, text, lease) => ask(() => write(key, text, lease)),
    lease: (name, token, ms) =>
      ask(async () => {
        const fence = await redis.eval(LEASE, 2, lockOf(name), fenceOf(name), token, ms);
        return typeof fence === 'number' ? fence : undefined;
      }),
    release: (name, token) => ask(async () => void (await redis.eval(RELEASE, 1, lockOf(name), token))),
    keys: (prefix) => ask(() => keys(prefix)),
    close: () => redis.disconnect(),
  };
}

function escaped(pattern: string): string {
  return pattern.replace(/[*?[\]\\]/g, '\\$&');
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
