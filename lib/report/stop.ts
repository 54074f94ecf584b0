import { StoppedError } from '../errors';

/** When work has to end: somebody cancels it, or its time is up. */
export interface Stop {
  readonly signal?: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline?: number;
}

/** The passing of time, so that a test can make a minute pass at once. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** @throws StoppedError as soon as it is certain that the wait will not end in time */
  sleep(milliseconds: number, stop?: Stop): Promise<void>;
}

/** @throws StoppedError when the work has to end now */
export function checkStop(stop: Stop | undefined, now: number, what: string): void {
  if (stop?.signal?.aborted) throw new StoppedError(`${what}: cancelled`, 'cancelled');
  if (stop?.deadline !== undefined && now >= stop.deadline) {
    throw new StoppedError(`${what}: no time left`, 'deadline');
  }
}

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, stop) {
    checkStop(stop, Date.now() + milliseconds, 'waiting');
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        clearTimeout(timer);
        reject(new StoppedError('waiting: cancelled', 'cancelled'));
      };
      const timer = setTimeout(() => {
        stop?.signal?.removeEventListener('abort', onAbort);
        resolve();
      }, milliseconds);
      stop?.signal?.addEventListener('abort', onAbort, { once: true });
    });
  },
};

/** At most so many requests in any period of time, in the order of asking. */
export interface RateWindow {
  /** Resolves when the next request may be sent. @throws StoppedError */
  take(stop?: Stop): Promise<void>;
  /** Nothing is sent for so long: the other side has said that it is too much. */
  pause(milliseconds: number): void;
}

/**
 * A sliding window.
 *
 * @param limit requests in any `windowMs` milliseconds
 * @example
 * const window = rateWindow(20, 60_000);
 * await window.take();
 */
export function rateWindow(limit: number, windowMs: number, clock: Clock = systemClock): RateWindow {
  const sent: number[] = [];
  let pausedUntil = 0;
  let last: Promise<void> = Promise.resolve();
  const turn = async (stop: Stop | undefined): Promise<void> => {
    for (;;) {
      const now = clock.now();
      checkStop(stop, now, 'waiting for the rate limit');
      let oldest = sent[0];
      while (oldest !== undefined && oldest + windowMs <= now) {
        sent.shift();
        oldest = sent[0];
      }
      const free = oldest === undefined || sent.length < limit ? now : oldest + windowMs;
      const wait = Math.max(free, pausedUntil) - now;
      if (wait <= 0) {
        sent.push(now);
        return;
      }
      await clock.sleep(wait, stop);
    }
  };
  return {
    take(stop) {
      const mine = last.then(() => turn(stop));
      last = mine.catch(() => undefined);
      return mine;
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
    },
  };
}
