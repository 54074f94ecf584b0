import { GIVE_UP, backoff, type Remedy } from './remedy';

/** Exchanges of one call, after which a throttle is the end of it. */
export const THROTTLED_TRIES = 10;
const BACKOFF = { base: 250, cap: 60_000 };

/** Waits as long as the cloud asks, and longer each time where it does not say. */
export const throttled: Remedy = {
  name: 'throttled',
  decide({ error, tries }) {
    if (error.code !== 'throttled') return undefined;
    if (tries >= THROTTLED_TRIES) return GIVE_UP;
    // "0" means "at once", which would only burn the tries.
    return { kind: 'again', waitMs: error.retryAfterMs || backoff(BACKOFF, tries) };
  },
};
