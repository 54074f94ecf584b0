import type { ApiCall, Product, WireParams } from '../define';

/** When to stop: a hard signal, and a time after which nothing new is started. */
export interface StopControl {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which no request is started; `Infinity` for none. */
  readonly deadline: number;
}

/** What a run has called so far; shared by all its clients. */
export interface CallCounters {
  total: number;
  throttled: number;
  retried: number;
}

/** Counts the calls of one collection. */
export interface Tally {
  calls: number;
}

/** Calls of CloudMonitor's metered actions. */
export interface MetricCallBudget {
  /** `Infinity` for none. */
  readonly ceiling: number;
  used: number;
}

export type Body = Readonly<Record<string, unknown>>;

/** One account's view of the cloud: every call is paced, retried where that is safe, and ends in a plain answer. */
export interface Client {
  readonly accountName: string;
  /**
   * @throws CloudApiError, CredentialsError or StoppedError with a message that says what to do, and with the account in
   * their `context`
   */
  call(
    product: Product,
    call: ApiCall,
    region: string,
    params?: WireParams,
    tally?: Tally,
    options?: { readonly raw?: boolean },
  ): Promise<Body>;
}
