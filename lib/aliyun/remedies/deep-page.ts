import type { Remedy } from './remedy';

/** Too deep into a list for its page size. It looks like throttling, but waiting does not help. */
export const DEEP_PAGE = 'Throttling.DeepPageSkip';

/** The list must be read another way, which whoever pages knows: the error goes there as it is. */
export const deepPage: Remedy = {
  name: 'deep-page',
  decide: ({ error }) => (error.cloudCode === DEEP_PAGE ? { kind: 'give-up', error } : undefined),
};
