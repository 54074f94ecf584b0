import type { Reason, StateKind } from '../../lib/define';

/**
 * The words of DescribeResolverEndpoints. One with an exception may forward nothing, and nobody asked for it; one that could not be
 * changed is what it was before: judgements.
 */
export const KINDS = {
  SUCCESS: 'serving',
  INIT: 'creating',
  FAILED: 'failed',
  CHANGE_INIT: 'changing',
  CHANGE_FAILED: 'failed',
  EXCEPTION: 'failover',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];

/** One that is not there yet, or never came to be. */
export function unmade({ status }: { readonly status: Status | undefined }): Reason | undefined {
  return status === 'INIT' || status === 'FAILED'
    ? { zh: `未建成：${status}`, en: `it is not made: ${status}` }
    : undefined;
}
