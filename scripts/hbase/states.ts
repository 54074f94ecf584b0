import type { Reason, StateKind } from '../../lib/define';

/**
 * The official model has no list of states: the words are those that the official Terraform provider waits for or gives up on
 * (`service_alicloud_hbase.go`, of several versions). That a change that failed leaves it as it was is a judgement.
 */
export const KINDS = {
  LAUNCHING: 'creating',
  CREATING: 'creating',
  CREATE_FAILED: 'failed',
  ACTIVATION: 'serving',
  RESTARTING: 'changing',
  CLASS_CHANGING: 'changing',
  TRANSING: 'changing',
  VERSION_TRANSING: 'changing',
  MINOR_VERSION_TRANSING: 'changing',
  DATABASE_TRANSING: 'changing',
  GUARD_CREATING: 'changing',
  GUARD_SWITCHING: 'changing',
  BACKUP_OPENNING: 'changing',
  BACKUP_RECOVERING: 'changing',
  SUBINS_CREATING: 'changing',
  DATA_IMPORTING: 'changing',
  DATABASE_IMPORTING: 'changing',
  NODE_RESIZING: 'changing',
  NODE_RESIZE_FAILED: 'failed',
  DISK_RESIZING: 'changing',
  DISK_RESIZING_FAILED: 'failed',
  HBASE_EXPANDING: 'changing',
  HBASE_SCALE_OUT: 'changing',
  HBASE_COLD_EXPANDING: 'changing',
  INSTANCE_LEVEL_MODIFY: 'changing',
  INSTANCE_LEVEL_MODIFY_FAILED: 'failed',
  NET_SWITCHING: 'changing',
  NET_CREATING: 'changing',
  NET_DELETING: 'changing',
  NET_MODIFYING: 'changing',
  LINK_SWITCHING: 'changing',
  COMP_ADDING: 'changing',
  COMP_REMOVING: 'changing',
  LOCKED: 'failover',
  EXCEPTION: 'failover',
  DELETING: 'released',
  DELETED: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];

const RELEASED = ['deleting', 'deleted'];

/** One that is being released, or that the list still holds after its release. */
export function released({ status: state }: { readonly status: string | undefined }): Reason | undefined {
  return RELEASED.includes(state?.toLowerCase() ?? '')
    ? { zh: `已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}
