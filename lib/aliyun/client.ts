import { atClock, type ApiCall, type Product, type WireParams } from '../define';
import { CloudApiError, CredentialsError, ResponseShapeError, StoppedError, isInspectionError } from '../errors';
import type { CredentialsProvider } from '../credentials';
import { endpointOf, GLOBAL_REGION, HOME_REGION, templateOf, type EndpointOptions } from './endpoint';
import type { Limiter } from './limiter';
import { cms, location } from './products';
import { DOCUMENTED_QPS, THROTTLE_WINDOW_MS } from './quotas';
import type { Transport } from './transport';

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

export interface ClientOptions {
  /** The account as the template names it, for messages. */
  readonly accountName: string;
  /** Separates the limits of one account from another's. */
  readonly accountKey: string;
  readonly credentials: CredentialsProvider;
  readonly limiter: Limiter;
  readonly transport: Transport;
  readonly counters: CallCounters;
  readonly stop: StopControl;
  readonly endpoints?: EndpointOptions;
  /** For one exchange, in milliseconds. */
  readonly timeoutMs?: number;
  /** The run's clock, for parameters that depend on it; the time of the call when absent. */
  readonly now?: Date;
  /** CloudMonitor's free calls are counted per month: a ceiling that is not crossed. */
  readonly metricCalls?: MetricCallBudget;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
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
   * @throws CloudApiError, CredentialsError or StoppedError with a message that says what to do
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

/** The actions that share CloudMonitor's free quota of 1,000,000 calls a month. */
const METERED = /^DescribeMetric(Last|List|Data|Top)$/;
const MAX_TRIES = { throttled: 10, other: 4 } as const;
/** Waiting does not help: the list must be read another way. */
export const DEEP_PAGE = 'Throttling.DeepPageSkip';
/** What the billing API of one site answers to accounts of the other. */
const WRONG_SITE = 'NotApplicable';
const THROTTLE_BACKOFF = { base: 250, cap: 60_000 };
const FAULT_BACKOFF = { base: 500, cap: 10_000 };

/** @example const body = await createClient(options).call(ecs, rpc('DescribeRegions'), 'cn-hangzhou'); */
export function createClient(options: ClientOptions): Client {
  const sleep = options.sleep ?? abortableSleep;
  const { stop, counters, limiter } = options;
  /** Products whose usual host has refused this account as one of the other site. */
  const elsewhere = new Set<string>();
  /** Hosts that the location service told us, by product and region. */
  const located = new Map<string, Promise<string | undefined>>();

  /** The region whose host is asked. */
  function siteOf(product: Product, region: string): string {
    return product.otherSite !== undefined && elsewhere.has(product.code) ? product.otherSite : region;
  }

  function checkStop(what: string): void {
    const account = options.accountName;
    if (stop.signal.aborted) throw new StoppedError(`${what}: stopped`, 'cancelled', { account });
    if (Date.now() >= stop.deadline) {
      throw new StoppedError(`${what}: no time left before the deadline`, 'deadline', { account });
    }
  }

  /** One call of the month's free quota, or an error instead of it. */
  function spend(product: Product, api: ApiCall, region: string): void {
    const budget = options.metricCalls;
    if (!budget || product.code !== cms.code || !METERED.test(api.action)) return;
    if (budget.used >= budget.ceiling) {
      throw new CloudApiError(`cms:${api.action} in ${region}: the ceiling of ${budget.ceiling} calls is reached`, {
        code: 'quota-exhausted',
        product: product.code,
        action: api.action,
        region,
        cloudCode: 'Ceiling',
      });
    }
    budget.used += 1;
  }

  async function call(
    product: Product,
    api: ApiCall,
    region: string,
    params: WireParams = {},
    tally?: Tally,
    { raw }: { readonly raw?: boolean } = {},
  ): Promise<Body> {
    const name = `${product.code}:${api.action}`;
    const account = options.accountName;
    const what = `${name} in ${region} for account ${account}`;
    const explained = (error: CloudApiError) => explain(error, { account, what, product, api, region });
    const key = `${options.accountKey}|${region}|${name}`;
    const regionId = region === GLOBAL_REGION ? HOME_REGION : region;
    const given = { ...(api.regionParam ? { RegionId: regionId } : {}), ...api.params, ...params };
    const wireParams = atClock(given, options.now ?? new Date());
    const { otherSite } = product;
    let endpoint = endpointOf(product, siteOf(product, region), options.endpoints);
    let moved = elsewhere.has(product.code);
    let refreshed = false;
    let relocated = false;
    let faults = 0;
    for (let tries = 1; ; tries++) {
      checkStop(what);
      const credentials = await options.credentials.getCredentials();
      const permit = await limiter.acquire(key, { ratePerSecond: DOCUMENTED_QPS[name], signal: stop.signal });
      let outcome: Parameters<typeof permit.done>[0] = { kind: 'failed' };
      try {
        checkStop(what);
        spend(product, api, regionId);
        counters.total += 1;
        if (tally) tally.calls += 1;
        if (tries > 1) counters.retried += 1;
        const answer = await options.transport.send({
          product,
          action: api.action,
          style: api.style,
          path: api.path,
          region: regionId,
          endpoint,
          params: wireParams,
          raw,
          credentials,
          signal: stop.signal,
          timeoutMs: options.timeoutMs ?? 20_000,
        });
        outcome = { kind: 'ok' };
        return answer.body;
      } catch (error) {
        if (!isInspectionError(error) || !('cloudCode' in error)) throw error;
        const e = error as CloudApiError;
        if (e.cloudCode === DEEP_PAGE) throw e;
        if (e.code === 'throttled') {
          outcome = { kind: 'throttled', retryAfterMs: e.retryAfterMs, windowMs: THROTTLE_WINDOW_MS[product.code] };
        }
        // The place in the limiter is given back before any wait, and before another call that needs a place.
        permit.done(outcome);
        let wait: number;
        if (e.code === 'throttled') {
          counters.throttled += 1;
          if (tries >= MAX_TRIES.throttled) throw explained(e);
          // "0" means "at once", which would only burn the tries.
          wait = e.retryAfterMs || backoff(THROTTLE_BACKOFF, tries);
        } else if (e.code === 'token-expired' && !refreshed) {
          refreshed = true;
          await options.credentials.refresh(credentials);
          wait = 0;
        } else if (e.cloudCode === 'ENOTFOUND' && !relocated) {
          relocated = true;
          endpoint = await relocate(product, region, endpoint, explained(e));
          wait = 0;
        } else if (e.cloudCode === WRONG_SITE && otherSite !== undefined && !moved) {
          moved = true;
          elsewhere.add(product.code);
          endpoint = endpointOf(product, otherSite, options.endpoints);
          wait = 0;
        } else if (e.retryable && ++faults < MAX_TRIES.other) {
          wait = backoff(FAULT_BACKOFF, faults);
        } else {
          throw explained(e);
        }
        if (Date.now() + wait >= stop.deadline) {
          throw new StoppedError(`${what}: no time left before the deadline to try again (${e.message})`, 'deadline', {
            account,
          });
        }
        if (wait > 0) await sleep(wait, stop.signal);
      } finally {
        permit.done(outcome);
      }
    }
  }

  /**
   * A host that DNS does not know: either the product does not exist in that region, or the host's name is irregular,
   * or the network is down. Only the location service can tell, so a dead network never reads as "unsupported". It can
   * tell only of products that it lists somewhere: what it lists nowhere it does not know, and that says nothing.
   */
  async function relocate(product: Product, region: string, endpoint: string, error: Error): Promise<string> {
    if (
      product.code === location.code ||
      templateOf(product, options.endpoints ?? {}) !== undefined ||
      region === GLOBAL_REGION ||
      product.centres !== undefined
    ) {
      throw error;
    }
    const host = await hostIn(product, region, error);
    if (host === undefined && (await hostIn(product, HOME_REGION, error)) === undefined) throw error;
    if (host === undefined) {
      const { action } = error as CloudApiError;
      throw new CloudApiError(`${product.code} does not exist in ${region}`, {
        code: 'unsupported',
        product: product.code,
        action,
        region,
        cause: error,
      });
    }
    if (endpoint === `https://${host}`) throw error;
    return `https://${host}`;
  }

  /** What the location service says, asked once. @throws the error given, when it cannot be asked */
  async function hostIn(product: Product, region: string, error: Error): Promise<string | undefined> {
    const key = `${product.code}|${region}`;
    let found = located.get(key);
    if (!found) located.set(key, (found = locate(product, region)));
    try {
      return await found;
    } catch {
      located.delete(key);
      throw error;
    }
  }

  async function locate(product: Product, region: string): Promise<string | undefined> {
    const answer = await call(
      location,
      { style: 'rpc', action: 'DescribeEndpoints', params: {}, regionParam: false },
      GLOBAL_REGION,
      { Id: region, ServiceCode: product.locationCode ?? product.code, Type: 'openAPI' },
    );
    const list = (answer.Endpoints as { Endpoint?: { Endpoint?: string }[] } | undefined)?.Endpoint;
    // Only a list without hosts says that there is none; an answer without a list says nothing.
    if (!Array.isArray(list)) throw new ResponseShapeError('location:DescribeEndpoints: no Endpoints in the answer');
    return list[0]?.Endpoint;
  }

  return { accountName: options.accountName, call };
}

/** A call, for the errors about it. */
interface Called {
  readonly account: string;
  /** The action, where, and for whom. */
  readonly what: string;
  readonly product: Product;
  readonly api: ApiCall;
  readonly region: string;
}

/** The same error with the account, and with what the operator should do. */
function explain(error: CloudApiError, { account, what, product, api, region }: Called): Error {
  const ramAction = error.ramAction ?? api.ram ?? `${product.ramPrefix ?? product.code}:${api.action}`;
  const detail = [error.cloudCode, error.httpStatus === undefined ? undefined : `HTTP ${error.httpStatus}`]
    .filter(Boolean)
    .join(', ');
  const suffix = detail ? ` (${detail})` : '';
  // What is global is in no region: a region that is refused is a request that is refused.
  const regional = region !== GLOBAL_REGION && product.centres === undefined;
  const code = error.code === 'unsupported' && !regional ? 'request-refused' : error.code;
  const again = (message: string) =>
    new CloudApiError(message, {
      code,
      retryable: error.retryable,
      product: error.product,
      action: error.action,
      region: error.region,
      requestId: error.requestId,
      cloudCode: error.cloudCode,
      httpStatus: error.httpStatus,
      ramAction,
      context: error.context,
      account,
      cause: error,
    });
  switch (code) {
    case 'access-denied':
      return again(`${what} denied: grant ${ramAction}${suffix}`);
    case 'service-not-open':
      return again(`${what}: the service is not opened; open ${product.title.en} in the console${suffix}`);
    case 'unsupported':
      return again(`${what}: not available in this region${suffix}`);
    case 'quota-exhausted':
      if (error.cloudCode === 'Ceiling')
        return again(`${what}: ${error.message.split(': ')[1] ?? ''}; raise metricCalls`);
      return again(`${what}: the free quota of CloudMonitor calls for this month is used up${suffix}`);
    case 'throttled':
      return again(`${what}: still throttled after ${MAX_TRIES.throttled} tries; run it less often${suffix}`);
    case 'token-expired':
      return again(`${what}: the security token has expired and a new one did not help${suffix}`);
    case 'credentials': {
      const clock = /time-?stamp|TimeTooSkewed/i.test(error.cloudCode ?? '');
      const advice = clock ? 'set the clock of this machine' : 'check the access key';
      return new CredentialsError(`account ${account}: keys refused, ${advice}${suffix}`, {
        context: { ...error.context, ...(clock ? { clockSkew: true } : {}) },
        account,
        cause: error,
      });
    }
    default:
      return again(`${error.message.replace(`${product.code}:${api.action} in ${error.region}`, what)}`);
  }
}

/** Exponential with full jitter, in milliseconds. */
function backoff({ base, cap }: { base: number; cap: number }, attempt: number): number {
  const ceiling = Math.min(cap, base * 2 ** (attempt - 1));
  return Math.round(ceiling * (0.2 + 0.8 * Math.random()));
}

/** Sleeps, and throws when the signal says stop. */
export function abortableSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new StoppedError('stopped while waiting to try again', 'cancelled'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
