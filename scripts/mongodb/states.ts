import type { Reason, StateKind } from '../../lib/define';

/** `DBInstanceStatus`: the official table of states, and what the Terraform provider has beside it (`TDEModifying`, `Released`). */
export const KINDS = {
  Running: 'serving',
  Creating: 'creating',
  TempDBInstanceCreating: 'changing',
  DBInstanceClassChanging: 'changing',
  DBInstanceNetTypeChanging: 'changing',
  EngineVersionUpgrading: 'changing',
  MinorVersionUpgrading: 'changing',
  // Disaster recovery: nobody asked for it, as with RDS.
  GuardSwitching: 'failover',
  HASwitching: 'switching',
  LinkSwitching: 'switching',
  Importing: 'changing',
  ImportingFromOthers: 'changing',
  NET_CREATING: 'changing',
  NET_DELETING: 'changing',
  NodeCreating: 'changing',
  NodeDeleting: 'changing',
  NodeRestarting: 'changing',
  Rebooting: 'changing',
  Restoring: 'changing',
  SSLModifying: 'changing',
  TDEModifying: 'changing',
  Transing: 'changing',
  TransingToOthers: 'changing',
  AuditLogOpening: 'changing',
  AuditLogClosing: 'changing',
  Deleting: 'released',
  Released: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type State = keyof typeof KINDS;
export const STATES = Object.keys(KINDS) as readonly State[];

interface Instance {
  readonly dBInstanceStatus: State;
  readonly dBInstanceType: string;
}

/** An instance that is being released, or that the list still holds after its release. */
export function released({ dBInstanceStatus: state }: Instance): Reason | undefined {
  return KINDS[state] === 'released'
    ? { zh: `实例已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}

/** One that is not there yet or not any more has no metrics; one that is being changed mostly serves. */
export function notServing(instance: Instance): Reason | undefined {
  const { dBInstanceStatus: state } = instance;
  if (KINDS[state] === 'creating') return { zh: `实例正在创建：${state}`, en: `being created: ${state}` };
  return released(instance);
}

/** Why there is nothing that CloudMonitor measures: its documentation has no metrics of serverless instances. */
export function unmeasured(instance: Instance): Reason | undefined {
  return instance.dBInstanceType === 'serverless'
    ? { zh: 'Serverless 实例没有云监控指标', en: 'CloudMonitor has no metrics of a serverless instance' }
    : notServing(instance);
}

const RESOURCES: Readonly<Record<string, string>> = {
  sharding: 'alicloud_mongodb_sharding_instance',
  serverless: 'alicloud_mongodb_serverless_instance',
};

/** What Terraform calls an instance: `alicloud_mongodb_instance (dds-1)`. */
export function terraformOf({ id, dBInstanceType: type }: { readonly id: string; readonly dBInstanceType: string }) {
  return `${RESOURCES[type] ?? 'alicloud_mongodb_instance'} (${id})`;
}
