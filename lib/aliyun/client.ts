import { atClock, type ApiCall, type Product, type WireParams } from '../define';
import { StoppedError, isCloudApiError } from '../errors';
import type { CredentialsProvider, Signature } from '../credentials';
import type { Body, Client, MetricCallBudget, StopControl, Tally } from './call';
import { GLOBAL_REGION, HOME_REGION, type EndpointOptions } from './endpoint';
import { onAbort } from './abort';
import { createExchange, type ExchangeOptions } from './exchange';
import { explain, nameOf } from './explain';
import { createLocator } from './locate';
import type { OssSignature } from './oss';
import { createSites, deepPage, expiredToken, movedHost, remediesOf, throttled, transient } from './remedies';

export interface ClientOptions extends ExchangeOptions {
  /** The account as the template names it, for messages. */
  readonly accountName: string;
  readonly credentials: CredentialsProvider;
  readonly stop: StopControl;
  readonly endpoints?: EndpointOptions;
  /** How calls are signed; `v1` by default. */
  readonly signature?: Signature;
  /** How calls of object storage are signed; `v4` by default. */
  readonly ossSignature?: OssSignature;
  /** For one exchange, in milliseconds. */
  readonly timeoutMs?: number;
  /** The run's clock, for parameters that depend on it; the time of the call when absent. */
  readonly now?: Date;
  /** CloudMonitor's free calls are counted per month: a ceiling that is not crossed. */
  readonly metricCalls?: MetricCallBudget;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The layers of a call, from the inside: `transport` speaks HTTP, `exchange` waits for its turn and counts, a remedy helps
 * against what failed, `explain` says what is left to the operator.
 *
 * @example const body = await createClient(options).call(ecs, rpc('DescribeRegions'), 'cn-hangzhou');
 */
export function createClient(options: ClientOptions): Client {
  const sleep = options.sleep ?? abortableSleep;
  const { stop, credentials: provider, endpoints } = options;
  const account = options.accountName;
  const exchange = createExchange(options);
  const sites = createSites(endpoints);
  /** In the order in which they are asked: the first that has something to say about a fault decides. */
  const remedies = [
    deepPage,
    throttled,
    expiredToken(provider),
    movedHost(createLocator(call), endpoints),
    sites.remedy,
    transient,
  ];

  const stopped = (message: string, code: 'deadline' | 'cancelled') => new StoppedError(message, code, { account });

  async function call(
    product: Product,
    api: ApiCall,
    region: string,
    params: WireParams = {},
    tally?: Tally,
    { raw }: { readonly raw?: boolean } = {},
  ): Promise<Body> {
    const facts = { product, call: api, region, account };
    const what = nameOf(facts);
    const checkStop = () => {
      if (stop.signal.aborted) throw stopped(`${what}: stopped`, 'cancelled');
      if (Date.now() >= stop.deadline) throw stopped(`${what}: no time left before the deadline`, 'deadline');
    };
    const regionId = region === GLOBAL_REGION ? HOME_REGION : region;
    const regionParam = api.regionParam === true ? 'RegionId' : api.regionParam;
    const given = { ...(regionParam ? { [regionParam]: regionId } : {}), ...api.params, ...params };
    const request = {
      product,
      action: api.action,
      style: api.style,
      path: api.path,
      signature: product.signature ?? options.signature,
      ossSignature: options.ossSignature,
      region: regionId,
      params: atClock(given, options.now ?? new Date()),
      raw,
      signal: stop.signal,
      timeoutMs: options.timeoutMs ?? 20_000,
    };
    const mend = remediesOf(remedies);
    let place = sites.placeOf(product, region);
    for (let tries = 1; ; tries++) {
      checkStop();
      const credentials = await provider.getCredentials();
      const sent = { ...request, endpoint: place.endpoint, credentials };
      try {
        return await exchange({ request: sent, region, tries, tally, checkStop });
      } catch (error) {
        if (!isCloudApiError(error)) throw error;
        const decision = await mend({ error, product, region, place, credentials, tries });
        if (decision.kind === 'give-up') throw decision.error ?? explain(error, facts);
        place = decision.place ?? place;
        if (Date.now() + decision.waitMs >= stop.deadline) {
          throw stopped(`${what}: no time left before the deadline to try again (${error.message})`, 'deadline');
        }
        if (decision.waitMs > 0) await sleep(decision.waitMs, stop.signal);
      }
    }
  }

  return { accountName: account, call };
}

/** Sleeps, and throws when the signal says stop. */
function abortableSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopped = () => reject(new StoppedError('stopped while waiting to try again', 'cancelled'));
    if (signal.aborted) return stopped();
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = onAbort(signal, () => {
      clearTimeout(timer);
      stopped();
    });
  });
}
