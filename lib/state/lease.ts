/** The lock of an inspection in a store that others write to as well: for a short while, renewed, with a number. */
import { randomUUID } from 'node:crypto';
import { StateError } from '../errors';
import type { Lock } from './store';

/** For how long a lease holds without being renewed: a run that was killed keeps others out for no longer. */
export const LEASE_MS = 60_000;
/** A lease is renewed so often that three attempts may fail. */
const BEATS = 4;
/** Attempts to take a lease whose answer was lost; the token tells that it is one's own by now. */
const ATTEMPTS = 3;

/** What every write of its holder shows. */
export interface Lease {
  /** The inspection's id. */
  readonly name: string;
  /** Nobody else's. */
  readonly token: string;
  /** Greater than that of every earlier holder. */
  readonly fence: number;
}

/** The part of a store that knows who may write. */
export interface LeaseStore {
  /**
   * Takes a lease for a while; when the token has it still, or had it last, for as long again.
   *
   * @returns the holder's number, the same for the same holding; `undefined` while somebody else holds it
   */
  lease(name: string, token: string, ms: number): Promise<number | undefined> | number | undefined;
  /** Ends the lease when it is this token's. */
  release(name: string, token: string): Promise<void> | void;
}

/** A lease that renews itself until it is released or lost. */
export class Holding {
  private readonly ended = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly store: LeaseStore,
    readonly lease: Lease,
    private readonly ms: number,
  ) {}

  /**
   * @param onBeat done after every renewal
   * @param token of several that hold it together
   * @throws StateError `locked` when another run holds it
   */
  static async take(
    store: LeaseStore,
    name: string,
    ms: number,
    onBeat: () => void,
    token: string = randomUUID(),
  ): Promise<Holding> {
    const fence = await patiently(() => store.lease(name, token, ms));
    if (fence === undefined) throw new StateError(`inspection ${name} is already running`, { code: 'locked' });
    const holding = new Holding(store, { name, token, fence }, ms);
    holding.timer = setInterval(() => void holding.beat(onBeat), ms / BEATS);
    holding.timer.unref();
    return holding;
  }

  get lost(): Lock['lost'] {
    return this.ended.signal;
  }

  /** Asks the store whether it is still the holder, and holds on. @throws StateError `locked` when it is not */
  async confirm(): Promise<void> {
    if (!this.lost.aborted) {
      const fence = await this.store.lease(this.lease.name, this.lease.token, this.ms);
      if (fence !== this.lease.fence) {
        this.lose();
        // Asking may have taken it anew, for a run that is over.
        await this.store.release(this.lease.name, this.lease.token);
      }
    }
    this.check();
  }

  /** What a write was answered. @throws StateError `locked` when it was refused */
  wrote(done: boolean): void {
    if (!done) this.lose();
    this.check();
  }

  /** @throws StateError `locked` once it is known to be lost */
  check(): void {
    if (this.lost.aborted) throw this.lost.reason;
  }

  /** Leaves it to the others that have the token, or to run out. */
  leave(): void {
    clearInterval(this.timer);
  }

  async release(): Promise<void> {
    this.leave();
    await this.store.release(this.lease.name, this.lease.token);
  }

  private async beat(onBeat: () => void): Promise<void> {
    try {
      await this.confirm();
      onBeat();
    } catch {
      // A store that is away for a moment is asked again with the next beat; what is lost is told by the signal.
    }
  }

  private lose(): void {
    this.leave();
    this.ended.abort(
      new StateError(
        `the lock of inspection ${this.lease.name} has gone to another run: this run stops, what it has not committed is left to that one`,
        { code: 'locked' },
      ),
    );
  }
}

async function patiently<T>(attempt: () => Promise<T> | T): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (n === ATTEMPTS) throw error;
    }
  }
}
