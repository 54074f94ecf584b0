import type { Reason, StateKind } from '../../lib/define';

/**
 * The words are those of the data source alicloud_mse_clusters of Terraform: the page of the action gives an example only. One that
 * cannot be released goes on to cost.
 */
export const KINDS = {
  INIT_ING: 'creating',
  INIT_SUCCESS: 'serving',
  INIT_FAILED: 'failed',
  INIT_TIME_OUT: 'failed',
  RESTART_ING: 'changing',
  RESTART_SUCCESS: 'serving',
  RESTART_FAILED: 'failover',
  SCALE_ING: 'changing',
  SCALE_SUCCESS: 'serving',
  SCALE_FAILED: 'failed',
  DESTROY_ING: 'released',
  DESTROY_SUCCESS: 'released',
  DESTROY_FAILED: 'failed',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];

/** One that is being released, or that the list still holds after its release. */
export function released({ initStatus: state }: { readonly initStatus: Status | undefined }): Reason | undefined {
  return state && (KINDS[state] === 'released' || state === 'DESTROY_FAILED')
    ? { zh: `已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}
