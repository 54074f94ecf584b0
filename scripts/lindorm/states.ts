import type { Reason, StateKind } from '../../lib/define';

/** `InstanceStatus`, as the official model lists it; `LOCKED` is one that has expired or is unpaid. */
export const KINDS = {
  CREATING: 'creating',
  ACTIVATION: 'serving',
  COLD_EXPANDING: 'changing',
  MINOR_VERSION_TRANSING: 'changing',
  RESIZING: 'changing',
  SHRINKING: 'changing',
  CLASS_CHANGING: 'changing',
  SSL_SWITCHING: 'changing',
  CDC_OPENING: 'changing',
  TRANSFER: 'changing',
  DATABASE_TRANSFER: 'changing',
  GUARD_CREATING: 'changing',
  BACKUP_RECOVERING: 'changing',
  DATABASE_IMPORTING: 'changing',
  NET_MODIFYING: 'changing',
  NET_SWITCHING: 'changing',
  NET_CREATING: 'changing',
  NET_DELETING: 'changing',
  RESTARTING: 'changing',
  LOCKED: 'failover',
  DELETING: 'released',
  DELETED: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];

const RELEASED = ['deleting', 'deleted'];

/** One that is being released, or that the list still holds after its release. */
export function released({
  instanceStatus: state,
}: {
  readonly instanceStatus: string | undefined;
}): Reason | undefined {
  return RELEASED.includes(state?.toLowerCase() ?? '')
    ? { zh: `已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}
