import type { Reason, StateKind } from '../../lib/define';

/** The words are those of the page of ListClusters. One that cannot be released goes on to cost. */
export const KINDS = {
  STARTING: 'creating',
  BOOTSTRAPPING: 'creating',
  START_FAILED: 'failed',
  RUNNING: 'serving',
  TERMINATING: 'released',
  TERMINATED: 'released',
  TERMINATED_WITH_ERRORS: 'released',
  TERMINATE_FAILED: 'failed',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];

/** What is still there: the list holds clusters long after their release. */
export const LISTED = STATUSES.filter((state) => state !== 'TERMINATED' && state !== 'TERMINATED_WITH_ERRORS');

export function released({ clusterState: state }: { readonly clusterState: Status | undefined }): Reason | undefined {
  return state && (KINDS[state] === 'released' || state === 'TERMINATE_FAILED')
    ? { zh: `已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}
