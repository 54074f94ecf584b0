import type { ApiCall, Product } from '../define';
import { CloudApiError, isCloudApiError } from '../errors';
import type { Body, CallCounters, MetricCallBudget, Tally } from './call';
import type { Limiter, Outcome } from './limiter';
import { cms } from './products';
import { DEEP_PAGE } from './remedies';
import type { Transport, WireRequest } from './wire';

/** The actions that share CloudMonitor's free quota of 1,000,000 calls a month. */
const METERED = /^DescribeMetric(Last|List|Data|Top)$/;
/** The code of the error that stands for a call which was not made. */
export const CEILING = 'Ceiling';

export interface ExchangeOptions {
  /** Separates the limits of one account from another's. */
  readonly accountKey: string;
  readonly limiter: Limiter;
  readonly transport: Transport;
  readonly counters: CallCounters;
  readonly metricCalls?: MetricCallBudget;
}

/** One exchange of a call. */
export interface Exchange {
  readonly request: WireRequest & { readonly signal: AbortSignal };
  /** The region that was asked for; may be `global`. */
  readonly region: string;
  /** 1 for the first exchange of the call. */
  readonly tries: number;
  readonly tally: Tally | undefined;
  /** Throws when it is too late to begin. */
  readonly checkStop: () => void;
}

/**
 * One request and its answer, in its turn: waits for a place in the limiter, keeps the month's ceiling, counts, and tells
 * the limiter how it ended. The place is given back before anybody waits for another try, or makes another call.
 *
 * @returns a function that rejects with {@link CloudApiError} or StoppedError
 */
export function createExchange(options: ExchangeOptions): (exchange: Exchange) => Promise<Body> {
  const { limiter, counters, metricCalls } = options;
  return async ({ request, region, tries, tally, checkStop }) => {
    const { product, action, signal } = request;
    const name = `${product.code}:${action}`;
    const permit = await limiter.acquire(`${options.accountKey}|${region}|${name}`, {
      ratePerSecond: product.quotas?.[action],
      signal,
    });
    let outcome: Outcome = { kind: 'failed' };
    try {
      checkStop();
      if (metricCalls) spend(metricCalls, product, action, request.region);
      counters.total += 1;
      if (tally) tally.calls += 1;
      if (tries > 1) counters.retried += 1;
      const { body } = await options.transport.send(request);
      outcome = { kind: 'ok' };
      return body;
    } catch (error) {
      if (isThrottle(error)) {
        counters.throttled += 1;
        outcome = {
          kind: 'throttled',
          retryAfterMs: error.retryAfterMs,
          windowMs: product.throttleWindowMs,
        };
      }
      throw error;
    } finally {
      permit.done(outcome);
    }
  };
}

/** Whether a thrown value says that the rate is too high. */
function isThrottle(error: unknown): error is CloudApiError {
  return isCloudApiError(error) && error.code === 'throttled' && error.cloudCode !== DEEP_PAGE;
}

/** One call of the month's free quota, or an error instead of it. */
function spend(budget: MetricCallBudget, product: Product, action: ApiCall['action'], region: string): void {
  if (product.code !== cms.code || !METERED.test(action)) return;
  if (budget.used >= budget.ceiling) {
    const said = `the ceiling of ${budget.ceiling} calls is reached`;
    throw new CloudApiError(`cms:${action} in ${region}: ${said}`, {
      code: 'quota-exhausted',
      product: product.code,
      action,
      region,
      cloudCode: CEILING,
      said,
    });
  }
  budget.used += 1;
}
