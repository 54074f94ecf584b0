import type { Credentials } from '../../credentials';
import type { Product } from '../../define';
import type { CloudApiError } from '../../errors';

/** Where a call is sent. */
export interface Place {
  /** The region whose host it is: another one than was asked for where the account is one of the other site. */
  readonly region: string;
  /** The base URL, such as `https://ecs.cn-shanghai.aliyuncs.com`. */
  readonly endpoint: string;
}

/** One exchange that failed: what was sent, where to, and what came back. */
export interface Fault {
  readonly error: CloudApiError;
  readonly product: Product;
  /** The region that was asked for; may be `global`. */
  readonly region: string;
  readonly place: Place;
  /** The keys that it was signed with. */
  readonly credentials: Credentials;
  /** The exchanges of this call so far, this one included: 1 for the first. */
  readonly tries: number;
}

/** Send the call once more. */
export interface Again {
  readonly kind: 'again';
  /** Milliseconds to wait before; 0 for none. */
  readonly waitMs: number;
  /** Where to send it from now on; where it was sent when absent. */
  readonly place?: Place;
}

/** Nothing helps: the call ends here. */
export interface GiveUp {
  readonly kind: 'give-up';
  /** What the caller gets, as it is; the fault's own error, explained, when absent. */
  readonly error?: Error;
}

/**
 * What helps against one kind of fault. It decides alone; whoever sends the call waits, counts and keeps the deadline.
 *
 * @example
 * const once: Remedy = { name: 'once', decide: (_, used) => (used === 0 ? { kind: 'again', waitMs: 0 } : undefined) };
 */
export interface Remedy {
  /** Such as `throttled`, for whoever looks at what happened. */
  readonly name: string;
  /**
   * @param used how often this remedy has said "again" in this call
   * @returns undefined when the fault is not its business, or when all that it can do has been done: the next one decides
   */
  decide(fault: Fault, used: number): Again | GiveUp | undefined | Promise<Again | GiveUp | undefined>;
}

/** The end of a call whose fault says enough. */
export const GIVE_UP: GiveUp = { kind: 'give-up' };

/** Once more, without waiting, here or at another place. */
export function atOnce(place?: Place): Again {
  return { kind: 'again', waitMs: 0, ...(place && { place }) };
}

/**
 * How long to wait before another try, in milliseconds: doubled each time, and between a fifth and all of it by chance,
 * so that those who failed together do not come back together.
 *
 * @param attempt 1 for the first wait
 * @example backoff({ base: 500, cap: 10_000 }, 2) // 200 to 1000
 */
export function backoff({ base, cap }: { readonly base: number; readonly cap: number }, attempt: number): number {
  const ceiling = Math.min(cap, base * 2 ** (attempt - 1));
  return Math.round(ceiling * (0.2 + 0.8 * Math.random()));
}

/** A remedy of one call, with how often it has helped. */
interface Used {
  readonly remedy: Remedy;
  times: number;
}

/**
 * The remedies for one call, asked in their order: the first that has something to say decides.
 *
 * @returns what to do about a fault; to give up when none of them knows
 * @example
 * const mend = remediesOf([throttled, transient]);
 * const decision = await mend(fault);
 */
export function remediesOf(remedies: readonly Remedy[]): (fault: Fault) => Promise<Again | GiveUp> {
  const all: readonly Used[] = remedies.map((remedy) => ({ remedy, times: 0 }));
  return async (fault) => {
    for (const one of all) {
      const decision = await one.remedy.decide(fault, one.times);
      if (decision === undefined) continue;
      if (decision.kind === 'again') one.times += 1;
      return decision;
    }
    return GIVE_UP;
  };
}
