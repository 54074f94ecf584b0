import {
  createClient,
  createLimiter,
  type Client,
  type EndpointOptions,
  type Limiter,
  type Transport,
} from '../lib/aliyun';
import type { AccountSource, AccountSpec } from '../lib/inspection';

/** What the clients of a command have in common. */
export interface Shared {
  readonly transport: Transport;
  readonly endpoints: EndpointOptions;
  readonly limiter?: Limiter;
}

/** A client of an account outside a run: its calls are bound by no deadline. */
export function clientOf(account: AccountSpec | AccountSource, { transport, endpoints, limiter }: Shared): Client {
  return createClient({
    accountName: account.name,
    accountKey: account.name,
    credentials: account.credentials,
    signature: account.signature,
    ossSignature: account.ossSignature,
    limiter: limiter ?? createLimiter(),
    transport,
    counters: { total: 0, throttled: 0, retried: 0 },
    stop: { signal: new AbortController().signal, deadline: Infinity },
    endpoints,
  });
}
