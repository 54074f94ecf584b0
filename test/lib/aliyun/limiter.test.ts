import { getEventListeners } from 'node:events';
import { createLimiter, type Limiter, type Outcome, type Permit } from '../../../lib/aliyun';

beforeEach(() => jest.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => jest.useRealTimers());

const KEY = '1|cn-hangzhou|ecs:DescribeDisks';

/** Whether a promise has settled after `ms` of the fake clock. */
async function after<T>(promise: Promise<T>, ms: number): Promise<T | 'waiting'> {
  let settled: T | 'waiting' = 'waiting';
  promise.then((value) => (settled = value)).catch(() => undefined);
  await jest.advanceTimersByTimeAsync(ms);
  return settled;
}

async function end(limiter: Limiter, outcome: Outcome, times = 1, key = KEY): Promise<void> {
  for (let i = 0; i < times; i++) {
    const permit = await after(limiter.acquire(key), 0);
    if (permit === 'waiting') throw new Error(`permit ${i} has to wait`);
    permit.done(outcome);
  }
}

/** How many permits one second gives to a caller that always wants more and ends each at once. */
async function perSecond(limiter: Limiter, seconds = 1, key = KEY): Promise<number> {
  let given = 0;
  const stop = new AbortController();
  const loop = async (): Promise<void> => {
    for (;;) {
      const permit = await limiter.acquire(key, { signal: stop.signal });
      given += 1;
      permit.done({ kind: 'ok' });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  loop().catch(() => undefined);
  await jest.advanceTimersByTimeAsync(seconds * 1000);
  stop.abort();
  await jest.advanceTimersByTimeAsync(1);
  return given;
}

describe('createLimiter', () => {
  it('does not hold back an API that has never been throttled', async () => {
    expect(await perSecond(createLimiter())).toBeGreaterThan(400);
  });

  it('lets the neighbours of an isolated throttle pass', async () => {
    const limiter = createLimiter();
    await end(limiter, { kind: 'ok' }, 10);
    await end(limiter, { kind: 'throttled', retryAfterMs: 5000 }, 2);
    await end(limiter, { kind: 'ok' }, 9);
    await end(limiter, { kind: 'throttled', retryAfterMs: 5000 });
    expect(await after(limiter.acquire(KEY), 0)).not.toBe('waiting');
  });

  it('closes the API when throttles follow one another, for as long as the cloud asks', async () => {
    const limiter = createLimiter();
    await end(limiter, { kind: 'ok' }, 10);
    await end(limiter, { kind: 'throttled', retryAfterMs: 5000 }, 3);
    const next = limiter.acquire(KEY);
    expect(await after(next, 4900)).toBe('waiting');
    expect(await after(next, 200)).not.toBe('waiting');
  });

  it('closes only that API, account and region', async () => {
    const limiter = createLimiter();
    await end(limiter, { kind: 'throttled', retryAfterMs: 60_000 }, 3);
    expect(await after(limiter.acquire(KEY), 0)).toBe('waiting');
    expect(await after(limiter.acquire('1|cn-beijing|ecs:DescribeDisks'), 0)).not.toBe('waiting');
    expect(await after(limiter.acquire('2|cn-hangzhou|ecs:DescribeDisks'), 0)).not.toBe('waiting');
  });

  it('waits for the next window where a product has one and the cloud says nothing', async () => {
    jest.setSystemTime(1_700_000_000_000 - (1_700_000_000_000 % 60_000) + 45_000);
    const limiter = createLimiter();
    await end(limiter, { kind: 'throttled', windowMs: 60_000 }, 3);
    const next = limiter.acquire(KEY);
    expect(await after(next, 14_900)).toBe('waiting');
    expect(await after(next, 200)).not.toBe('waiting');
  });

  it('never waits longer than a minute on the word of one answer', async () => {
    const limiter = createLimiter();
    await end(limiter, { kind: 'throttled', retryAfterMs: 86_400_000 }, 3);
    expect(await after(limiter.acquire(KEY), 60_100)).not.toBe('waiting');
  });

  it('learns the rate from what got through, and grows again in quiet times', async () => {
    const limiter = createLimiter();
    // Somebody is always at it: what nobody uses is forgotten.
    await limiter.acquire(KEY);
    for (let i = 0; i < 20; i++) {
      await end(limiter, { kind: 'ok' });
      await jest.advanceTimersByTimeAsync(100);
    }
    await end(limiter, { kind: 'throttled', retryAfterMs: 100 }, 3);
    await jest.advanceTimersByTimeAsync(200);
    const slow = await perSecond(limiter);
    expect(slow).toBeGreaterThanOrEqual(8);
    expect(slow).toBeLessThanOrEqual(16);
    await perSecond(limiter, 20);
    expect(await perSecond(limiter)).toBeGreaterThan(slow * 3);
  });

  it('starts from a documented rate', async () => {
    const limiter = createLimiter();
    const first = await after(limiter.acquire(KEY, { ratePerSecond: 2 }), 0);
    (first as Permit).done({ kind: 'ok' });
    const given = await perSecond(limiter);
    expect(given).toBeGreaterThanOrEqual(1);
    expect(given).toBeLessThanOrEqual(4);
  });

  it('keeps to the most in flight, per API and over all', async () => {
    const limiter = createLimiter({ maxInFlight: 3, maxInFlightPerApi: 2 });
    const permits = await Promise.all([limiter.acquire('a'), limiter.acquire('a'), limiter.acquire('b')]);
    const a3 = limiter.acquire('a');
    const b2 = limiter.acquire('b');
    expect(await after(a3, 0)).toBe('waiting');
    permits[2].done({ kind: 'ok' });
    // The place goes to b: a has as many as it may.
    expect(await after(b2, 0)).not.toBe('waiting');
    expect(await after(a3, 0)).toBe('waiting');
    permits[0].done({ kind: 'ok' });
    expect(await after(a3, 0)).not.toBe('waiting');
  });

  it('does not let a busy API starve another', async () => {
    const limiter = createLimiter({ maxInFlight: 2 });
    const held = [await limiter.acquire('busy'), await limiter.acquire('busy')];
    const waiting = Array.from({ length: 20 }, () => limiter.acquire('busy'));
    const other = limiter.acquire('other');
    held[0]?.done({ kind: 'ok' });
    held[1]?.done({ kind: 'ok' });
    expect(await after(other, 0)).not.toBe('waiting');
    expect(await after(waiting[19] as Promise<Permit>, 0)).toBe('waiting');
  });

  it('counts a permit once, however often it is given back', async () => {
    const limiter = createLimiter({ maxInFlight: 1 });
    const first = await limiter.acquire('a');
    first.done({ kind: 'ok' });
    first.done({ kind: 'ok' });
    await limiter.acquire('a');
    expect(await after(limiter.acquire('a'), 0)).toBe('waiting');
  });

  it('lets go of one that no longer wants to wait, and keeps no timer for it', async () => {
    const limiter = createLimiter();
    await end(limiter, { kind: 'throttled', retryAfterMs: 60_000 }, 3);
    const stop = new AbortController();
    const waiting = limiter.acquire(KEY, { signal: stop.signal });
    const refused = expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(jest.getTimerCount()).toBe(1);
    stop.abort();
    await refused;
    expect(jest.getTimerCount()).toBe(0);
    await expect(limiter.acquire(KEY, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('has one listener at a signal that thousands wait for, which all hear it', async () => {
    const limiter = createLimiter({ maxInFlight: 1 });
    const held = await limiter.acquire(KEY);
    const stop = new AbortController();
    const waiting = Array.from({ length: 2000 }, () => limiter.acquire(KEY, { signal: stop.signal }));
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
    stop.abort();
    const ends = await Promise.allSettled(waiting);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(2000);
    held.done({ kind: 'ok' });
  });

  it('gives the place of one that was aborted to the next in line', async () => {
    const limiter = createLimiter({ maxInFlight: 1 });
    const held = await limiter.acquire('a');
    const stop = new AbortController();
    const first = limiter.acquire('a', { signal: stop.signal });
    const second = limiter.acquire('a');
    first.catch(() => undefined);
    stop.abort();
    held.done({ kind: 'ok' });
    expect(await after(second, 0)).not.toBe('waiting');
  });

  it('forgets APIs that are idle and taught it nothing', async () => {
    const limiter = createLimiter();
    const set = jest.spyOn(Map.prototype, 'set');
    try {
      const made = () => set.mock.calls.filter(([key]) => key === 'idle').length;
      await end(limiter, { kind: 'ok' }, 1, 'idle');
      await end(limiter, { kind: 'ok' }, 1, 'idle');
      expect(made()).toBe(2);
      await end(limiter, { kind: 'throttled' }, 1, 'idle');
      await end(limiter, { kind: 'ok' }, 5, 'idle');
      expect(made()).toBe(3);
    } finally {
      set.mockRestore();
    }
  });
});
