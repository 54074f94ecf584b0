import type { Reason } from '../../lib/define';

type Kind = 'serving' | 'creating' | 'changing' | 'failover' | 'paused' | 'released';

/**
 * `DBInstanceStatus`: the official table of states, the older SDK's enumeration (`SystemMaintaining` …), and what
 * published answers show beside them (`INS_MAINTAINING`, `NET_CREATING`, `NODE_CREATING` …). None of them says "broken":
 * what breaks shows in a lock, or in metrics.
 */
const KINDS = {
  Running: 'serving',
  Creating: 'creating',
  GuardDBInstanceCreating: 'changing',
  TempDBInstanceCreating: 'changing',
  Rebooting: 'changing',
  Restarting: 'changing',
  DBInstanceClassChanging: 'changing',
  DBInstanceNetTypeChanging: 'changing',
  EngineVersionUpgrading: 'changing',
  MinorVersionUpgrading: 'changing',
  TRANSING: 'changing',
  TransingToOthers: 'changing',
  ReadInstanceTransing: 'changing',
  Restoring: 'changing',
  Importing: 'changing',
  ImportingFromOthers: 'changing',
  LinkSwitching: 'changing',
  INS_CLONING: 'changing',
  INS_MAINTAINING: 'changing',
  InstanceMaintaining: 'changing',
  SystemMaintaining: 'changing',
  NET_CREATING: 'changing',
  NET_DELETING: 'changing',
  NODE_CREATING: 'changing',
  NODE_DELETING: 'changing',
  // "A disaster-triggered failover": nobody asked for it.
  GuardSwitching: 'failover',
  Stopping: 'paused',
  Stopped: 'paused',
  Deleting: 'released',
  Released: 'released',
} as const satisfies Readonly<Record<string, Kind>>;

export type State = keyof typeof KINDS;
export const STATES = Object.keys(KINDS) as readonly State[];

/** States of a change that somebody asked for. */
export const CHANGING = STATES.filter((state) => ['creating', 'changing'].includes(KINDS[state]));
/** What may count as such a change. */
export const TRANSITIONS = STATES.filter((state) => ['creating', 'changing', 'failover'].includes(KINDS[state]));

interface Instance {
  readonly dBInstanceStatus: State;
}

/** An instance that its owner paused (or that pauses itself) does not serve, and is not backed up until it is resumed. */
export function paused({ dBInstanceStatus: state }: Instance): Reason | undefined {
  return KINDS[state] === 'paused' ? { zh: `实例已暂停：${state}`, en: `the instance is paused: ${state}` } : undefined;
}

/** An instance that is being released, or that the list still holds after its release. */
export function released({ dBInstanceStatus: state }: Instance): Reason | undefined {
  return KINDS[state] === 'released'
    ? { zh: `实例已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}

/** One that is not there yet, not any more, or paused has no metrics; one that is being changed mostly serves. */
export function notServing(instance: Instance): Reason | undefined {
  const { dBInstanceStatus: state } = instance;
  if (KINDS[state] === 'creating') return { zh: `实例正在创建：${state}`, en: `being created: ${state}` };
  return paused(instance) ?? released(instance);
}

/** What Terraform calls an instance: `alicloud_db_instance (rm-1)`. */
export function terraformOf({ id, dBInstanceType: type }: { readonly id: string; readonly dBInstanceType?: string }) {
  return `alicloud_${type === 'Readonly' ? 'db_readonly_instance' : 'db_instance'} (${id})`;
}
