/**
 * The cloud's limits, shared: they are per account, region and API, whoever calls, so hosts that inspect the same accounts ask
 * one Redis for their turn. What one host is refused for, all of them have learnt.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { createLimiter, type Limiter, type Outcome } from '../lib/aliyun';
import { StoppedError } from '../lib/errors';
import { optional, redisAddress } from './redis';

const PREFIX = 'aliyun-inspection:limits:';
/** What is not used for so long is forgotten. */
const FORGOTTEN_MS = 3_600_000;
/** Turns are given no further ahead than this, so that a pause or a new rate counts soon. */
const AHEAD_MS = 500;
/** An API that nobody was refused at needs no turns; after this it is asked for again. */
const FREE_MS = 1000;
/** One that is called less often than this in that time is not asked for by itself: all of its account are, in one question. */
const FEW = 4;
/** Without a Redis each host keeps to what it learns by itself; after this it is tried again. */
const AWAY_MS = 15_000;
const COMMAND_MS = 2000;

/**
 * KEYS a bucket, and the set of those of its account that have learnt a rate; ARGV the documented rate per second (0: none), successes since the last question, and for a refusal the
 * milliseconds that it asks to wait (-1 where it is a question for a turn), and those of the cloud's window (0: not known), and the name of the
 * bucket in the set.
 *
 * A turn is a point of time: each is an interval after the one before, with 20 ms of slack for clocks and timers. A rate that was
 * learnt grows by a quarter for each quiet second. Three refusals within a second mean a closed window: then all
 * wait, and go on at the rate that got through, seen over some two seconds.
 *
 * Answers: milliseconds until the turn, -1 for "ask again later", -2 for "no turns needed".
 */
const TURN = `
  local time = redis.call('time')
  local now = time[1] * 1000 + time[2] / 1000
  local names = { 'rate', 'next', 'paused', 'grown', 'good', 'seen', 'since', 'refused', 'first' }
  local values, b = redis.call('hmget', KEYS[1], unpack(names)), {}
  for i, name in ipairs(names) do b[name] = tonumber(values[i] or '') or 0 end
  local ceiling, oks, wait, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  if b.since == 0 then b.since, b.seen, b.rate = now, now, ceiling end
  b.good = b.good * math.exp((b.seen - now) / 2000) + oks
  b.seen = now
  local answer = 0
  if wait >= 0 then
    if now - b.first > 1000 then b.first, b.refused = now, 0 end
    b.refused = b.refused + 1
    if b.refused >= 3 then
      if window > 0 then wait = window - now % window end
      b.refused = 0
      b.paused = math.max(b.paused, now + math.min(wait, 60000))
      local span = math.max(0.1, 2 * (1 - math.exp((b.since - now) / 2000)))
      local through = math.max(1, b.good / span)
      b.rate = b.rate > 0 and math.min(b.rate, through) or through
      b.next, b.grown = b.paused, b.paused
      redis.call('sadd', KEYS[2], ARGV[5])
      redis.call('pexpire', KEYS[2], ${FORGOTTEN_MS})
    end
  else
    if b.rate > 0 and b.rate ~= ceiling then
      local quiet = math.floor(math.max(0, now - b.grown) / 1000)
      for _ = 1, math.min(quiet, 60) do b.rate = b.rate * 1.25 + 0.5 end
      b.grown = b.grown + quiet * 1000
      if ceiling > 0 then b.rate = math.min(b.rate, ceiling) elseif b.rate > 1000 then b.rate = 0 end
      if b.rate == ceiling then redis.call('srem', KEYS[2], ARGV[5]) end
    end
    if b.rate == 0 and b.paused <= now then
      answer = -2
    else
      local at = math.max(now, b.paused, b.next - 20)
      if at - now > ${AHEAD_MS} then
        answer = -1
      else
        answer = math.ceil(at - now)
        if b.rate > 0 then b.next = math.max(b.next, at) + 1000 / b.rate end
      end
    end
  end
  local kept = {}
  for _, name in ipairs(names) do
    kept[#kept + 1] = name
    kept[#kept + 1] = string.format('%.3f', b[name])
  end
  redis.call('hset', KEYS[1], unpack(kept))
  redis.call('pexpire', KEYS[1], ${FORGOTTEN_MS})
  return answer`;

export interface SharedLimiter extends Limiter {
  close(): void;
}

/** What this process knows of one account, region and API. */
interface Api {
  /** Whoever asked last: one at a time asks for a turn. */
  tail: Promise<void>;
  /** Successes that were not told yet. */
  oks: number;
  freeUntil: number;
  /** Requests that wait or are under way. */
  users: number;
}

/** What this process knows of an account. */
interface Account {
  /** The APIs that have learnt a rate; none when nobody answers. */
  slow: Promise<ReadonlySet<string>>;
  until: number;
}

/** Accounts, regions and APIs that are remembered while nobody uses them, to ask less often. */
const MOST = 10_000;

/**
 * A limiter that shares its rates with other processes through Redis 5 or later, or Valkey. How many requests are under
 * way at once is for each process to say.
 *
 * @param url `redis://user:password@host:6379/0`; `rediss://` for TLS
 * @throws ConfigError for what is no such address, or without the package
 * @example const limiter = await sharedLimiter('redis://127.0.0.1:6379', 'limits');
 */
export async function sharedLimiter(url: string, field: string, local = createLimiter()): Promise<SharedLimiter> {
  const redis = await connect(url, field);
  const apis = new Map<string, Api>();
  const accounts = new Map<string, Account>();
  let awayUntil = 0;

  /** Whether an API has learnt a rate, as far as it was known within the last second. */
  async function isSlow(key: string): Promise<boolean> {
    const name = accountOf(key);
    const now = Date.now();
    const known = accounts.get(name);
    if (known && now < known.until) return (await known.slow).has(key);
    const slow = now < awayUntil ? Promise.resolve(NONE) : learntOf(name);
    accounts.delete(name);
    accounts.set(name, { slow, until: now + FREE_MS });
    for (const [oldest, { until }] of accounts) {
      if (until > now) break;
      accounts.delete(oldest);
    }
    return (await slow).has(key);
  }

  async function learntOf(account: string): Promise<ReadonlySet<string>> {
    try {
      return new Set(await redis.smembers(slowOf(account)));
    } catch {
      awayUntil = Date.now() + AWAY_MS;
      return NONE;
    }
  }

  /** @returns `undefined` when nobody answers */
  async function ask(key: string, api: Api, args: readonly number[]): Promise<number | undefined> {
    if (Date.now() < awayUntil) return undefined;
    const [ceiling = 0, wait = -1, window = 0] = args;
    const { oks } = api;
    api.oks = 0;
    try {
      const names = [PREFIX + key, slowOf(accountOf(key))] as const;
      return Number(await redis.turn(...names, ceiling, oks, wait, window, key));
    } catch {
      awayUntil = Date.now() + AWAY_MS;
      return undefined;
    }
  }

  async function turn(key: string, api: Api, ceiling: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      if (signal?.aborted) throw stopped();
      if (Date.now() < api.freeUntil) return;
      if (ceiling === 0 && api.oks < FEW && !(await isSlow(key))) return;
      const answer = await ask(key, api, [ceiling, -1, 0]);
      if (answer === undefined) return;
      if (answer === -2) {
        api.freeUntil = Date.now() + FREE_MS;
        return;
      }
      const ms = answer === -1 ? AHEAD_MS / 2 : answer;
      if (ms > 0) {
        await sleep(ms, undefined, { signal }).catch(() => {
          throw stopped();
        });
      }
      if (answer !== -1) return;
    }
  }

  function leave(api: Api): void {
    api.users -= 1;
    if (apis.size <= MOST) return;
    for (const [key, { users }] of apis) if (users === 0) apis.delete(key);
  }

  function learn(key: string, api: Api, ceiling: number, outcome: Outcome): void {
    if (outcome.kind === 'ok') api.oks += 1;
    if (outcome.kind !== 'throttled') return;
    api.freeUntil = 0;
    accounts.delete(accountOf(key));
    const window = outcome.retryAfterMs === undefined ? (outcome.windowMs ?? 0) : 0;
    void ask(key, api, [ceiling, outcome.retryAfterMs ?? 500, window]);
  }

  return {
    async acquire(key, options = {}) {
      const { ratePerSecond: ceiling = 0, signal } = options;
      const api = apis.get(key) ?? { tail: Promise.resolve(), oks: 0, freeUntil: 0, users: 0 };
      apis.set(key, api);
      api.users += 1;
      const mine = api.tail.then(() => turn(key, api, ceiling, signal));
      api.tail = mine.catch(() => undefined);
      try {
        await mine;
        const permit = await local.acquire(key, options);
        return {
          done(outcome) {
            permit.done(outcome);
            leave(api);
            learn(key, api, ceiling, outcome);
          },
        };
      } catch (error) {
        leave(api);
        throw error;
      }
    },
    close: () => redis.disconnect(),
  };
}

const NONE: ReadonlySet<string> = new Set();
/** Keys begin with their account: `1234|cn-hangzhou|ecs:DescribeDisks`. */
const accountOf = (key: string): string => key.slice(0, key.indexOf('|') + 1);
const slowOf = (account: string): string => `${PREFIX}slow:${account}`;

const stopped = () => new StoppedError('stopped while waiting for the rate limit', 'cancelled');

/** A Redis that knows the script by its digest: it is sent once, not with each question. */
type Asked = Redis & { turn(key: string, slow: string, ...args: readonly (number | string)[]): Promise<unknown> };

async function connect(text: string, field: string): Promise<Asked> {
  const address = redisAddress(text, field);
  const { Redis: Client } = await optional('ioredis', field, () => import('ioredis'));
  const redis = new Client(address, {
    lazyConnect: true,
    connectTimeout: COMMAND_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: 1,
    // What is asked in the same moment, for all regions of an account, goes in one write.
    enableAutoPipelining: true,
    scripts: { turn: { lua: TURN, numberOfKeys: 2 } },
  });
  // Whoever asks is told; without an answer each host goes on by itself.
  redis.on('error', () => undefined);
  return redis as Asked;
}
