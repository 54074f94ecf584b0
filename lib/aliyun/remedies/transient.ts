import { backoff, type Remedy } from './remedy';

/** Times that a call is sent again for what may pass by itself. */
const MOST = 3;
const BACKOFF = { base: 500, cap: 10_000 };

/** A fault of the service or the network: the same request may succeed later. */
export const transient: Remedy = {
  name: 'transient',
  decide: ({ error }, used) =>
    error.retryable && used < MOST ? { kind: 'again', waitMs: backoff(BACKOFF, used + 1) } : undefined,
};
