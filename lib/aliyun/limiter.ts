import { StoppedError } from '../errors';
import { onAbort } from './abort';

/** How one attempt ended, for the limiter to learn from. */
export type Outcome =
  | { readonly kind: 'ok' | 'failed' }
  | { readonly kind: 'throttled'; readonly retryAfterMs?: number; readonly windowMs?: number };

export interface Permit {
  /** To be called exactly once, when the attempt has ended. */
  done(outcome: Outcome): void;
}

/**
 * Keeps requests within the cloud's limits, which are per (account, region, API) and mostly not documented: it starts
 * from the documented rate where there is one, and otherwise learns. A value: share one among runs and workers.
 */
export interface Limiter {
  acquire(key: string, options?: { readonly ratePerSecond?: number; readonly signal?: AbortSignal }): Promise<Permit>;
}

export interface LimiterOptions {
  /** Requests under way at once, over all APIs. */
  readonly maxInFlight?: number;
  /** Requests under way at once for one (account, region, API). */
  readonly maxInFlightPerApi?: number;
  readonly now?: () => number;
}

interface Waiter {
  readonly resolve: (permit: Permit) => void;
  readonly reject: (error: unknown) => void;
  /** It waits no more: the signal need not tell it. */
  forget: () => void;
}

/** So many throttles among so many outcomes mean a closed window; fewer are bad luck, and only those requests wait. */
const CLOSED = { throttles: 3, among: 10 };
/** Asking for more than there is costs a refusal now and then; asking for less costs time. */
const GROWTH_PER_SECOND = 1.25;
const SLOTS = 20;
const SLOT_MS = 100;

class Bucket {
  readonly waiting: Waiter[] = [];
  inFlight = 0;
  rate: number;
  tokens: number;
  refilledAt: number;
  pausedUntil = 0;
  grownAt: number;
  private readonly since: number;
  /** The newest outcomes, true for a throttle. */
  readonly outcomes: boolean[] = [];
  learnt: boolean;
  timer: NodeJS.Timeout | undefined;
  private readonly slots = new Array<number>(SLOTS).fill(0);
  private slotAt = 0;

  constructor(
    readonly key: string,
    /** The documented rate, which is never exceeded; `Infinity` where none is documented. */
    private readonly ceiling: number,
    now: number,
  ) {
    const rate = ceiling;
    this.rate = rate;
    this.learnt = rate !== Infinity;
    this.tokens = Math.max(1, Math.min(rate, 1000));
    this.refilledAt = now;
    this.grownAt = now;
    this.since = now;
  }

  refill(now: number): void {
    if (this.rate === Infinity) {
      this.tokens = 1;
      return;
    }
    // Cautious growth: after each quiet second the rate may rise.
    while (now - this.grownAt >= 1000) {
      this.grownAt += 1000;
      if (this.pausedUntil <= this.grownAt) this.rate = Math.min(this.ceiling, this.rate * GROWTH_PER_SECOND + 0.5);
    }
    this.tokens = Math.min(Math.max(1, this.rate / 4), this.tokens + ((now - this.refilledAt) / 1000) * this.rate);
    this.refilledAt = now;
  }

  countOk(now: number): void {
    this.turn(now);
    const slot = this.slotAt % SLOTS;
    this.slots[slot] = (this.slots[slot] ?? 0) + 1;
  }

  /** Successes per second over the last two seconds, or since the first request when that is less long ago. */
  goodput(now: number): number {
    this.turn(now);
    const span = Math.min(SLOTS * SLOT_MS, Math.max(SLOT_MS, now - this.since));
    return (this.slots.reduce((sum, n) => sum + n, 0) / span) * 1000;
  }

  /** @returns whether the window looks closed */
  note(throttled: boolean): boolean {
    this.outcomes.push(throttled);
    if (this.outcomes.length > CLOSED.among) this.outcomes.shift();
    return throttled && this.outcomes.filter(Boolean).length >= CLOSED.throttles;
  }

  private turn(now: number): void {
    const slot = Math.floor(now / SLOT_MS);
    if (slot - this.slotAt >= SLOTS) this.slots.fill(0);
    else for (let s = this.slotAt + 1; s <= slot; s++) this.slots[s % SLOTS] = 0;
    this.slotAt = Math.max(slot, this.slotAt);
  }
}

/**
 * @example
 * const limiter = createLimiter({ maxInFlight: 96 });
 * const permit = await limiter.acquire('123|cn-hangzhou|ecs:DescribeDisks');
 * try { … permit.done({ kind: 'ok' }); } catch { permit.done({ kind: 'failed' }); }
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const maxInFlight = options.maxInFlight ?? 96;
  const maxPerApi = options.maxInFlightPerApi ?? 24;
  const clock = options.now ?? Date.now;
  /** Only buckets that are in use or have learnt something; the others are forgotten. */
  const buckets = new Map<string, Bucket>();
  /** Buckets that wait for a global place, in order. */
  const blocked = new Set<Bucket>();
  let inFlight = 0;

  function pump(bucket: Bucket): void {
    if (bucket.timer) {
      clearTimeout(bucket.timer);
      bucket.timer = undefined;
    }
    blocked.delete(bucket);
    while (bucket.waiting.length > 0) {
      if (bucket.inFlight >= maxPerApi) return;
      if (inFlight >= maxInFlight) {
        blocked.add(bucket);
        return;
      }
      const now = clock();
      if (bucket.pausedUntil > now) return wake(bucket, bucket.pausedUntil - now);
      bucket.refill(now);
      if (bucket.tokens < 1) return wake(bucket, ((1 - bucket.tokens) / bucket.rate) * 1000);
      if (bucket.rate !== Infinity) bucket.tokens -= 1;
      const waiter = bucket.waiting.shift();
      if (!waiter) return;
      waiter.forget();
      bucket.inFlight += 1;
      inFlight += 1;
      waiter.resolve(permit(bucket));
    }
  }

  function wake(bucket: Bucket, ms: number): void {
    bucket.timer = setTimeout(() => pump(bucket), Math.max(1, Math.ceil(ms)));
  }

  function permit(bucket: Bucket): Permit {
    let open = true;
    return {
      done(outcome) {
        if (!open) return;
        open = false;
        bucket.inFlight -= 1;
        inFlight -= 1;
        learn(bucket, outcome);
        // Whoever waits for a global place has it in turn, so that a busy API does not starve the others.
        if (bucket.waiting.length > 0 && inFlight === maxInFlight - 1) blocked.add(bucket);
        for (const other of [...blocked]) {
          if (inFlight >= maxInFlight) break;
          pump(other);
        }
        if (!blocked.has(bucket)) pump(bucket);
        forget(bucket);
      },
    };
  }

  /** Ends what an idle bucket holds: its timer, and the bucket itself when it has learnt nothing. */
  function forget(bucket: Bucket): void {
    if (bucket.waiting.length > 0) return;
    clearTimeout(bucket.timer);
    bucket.timer = undefined;
    blocked.delete(bucket);
    if (bucket.inFlight === 0 && !bucket.learnt) buckets.delete(bucket.key);
  }

  function learn(bucket: Bucket, outcome: Outcome): void {
    const now = clock();
    if (outcome.kind === 'failed') return;
    const closed = bucket.note(outcome.kind === 'throttled');
    if (outcome.kind === 'ok') bucket.countOk(now);
    if (outcome.kind !== 'throttled') return;
    bucket.learnt = true;
    if (!closed) return;
    // What was refused before the pause says nothing about the time after it.
    bucket.outcomes.length = 0;
    const wait = outcome.retryAfterMs ?? (outcome.windowMs ? outcome.windowMs - (now % outcome.windowMs) : 500);
    bucket.pausedUntil = Math.max(bucket.pausedUntil, now + Math.min(wait, 60_000));
    const goodput = bucket.goodput(now);
    if (goodput > 0) {
      bucket.rate = Math.max(1, Math.min(bucket.rate, goodput));
      bucket.tokens = Math.min(bucket.tokens, 1);
      bucket.refilledAt = now;
      bucket.grownAt = bucket.pausedUntil;
    }
  }

  return {
    acquire(key, { ratePerSecond, signal } = {}) {
      const stop = () => new StoppedError('stopped while waiting for the rate limit', 'cancelled');
      if (signal?.aborted) return Promise.reject(stop());
      let bucket = buckets.get(key);
      if (!bucket) buckets.set(key, (bucket = new Bucket(key, ratePerSecond ?? Infinity, clock())));
      const at = bucket;
      return new Promise<Permit>((resolve, reject) => {
        const waiter: Waiter = { resolve, reject, forget: () => undefined };
        waiter.forget = onAbort(signal, () => {
          at.waiting.splice(at.waiting.indexOf(waiter), 1);
          forget(at);
          reject(stop());
        });
        at.waiting.push(waiter);
        if (!blocked.has(at)) pump(at);
      });
    },
  };
}
