import type { Reason, StateKind } from '../../lib/define';

/**
 * `DBClusterStatus`: the official tables of states of all engines (one of them spells `INS_MAINTAINING` without its
 * first letter, all of them `STORAGE_EXPANDIN`).
 */
export const KINDS = {
  Running: 'serving',
  Creating: 'creating',
  Starting: 'changing',
  Rebooting: 'changing',
  // The service moves to another node: by request, or because the first one failed.
  Switching: 'switching',
  DBNodeCreating: 'changing',
  DBNodeDeleting: 'changing',
  ClassChanging: 'changing',
  ClassChanged: 'changing',
  NetAddressCreating: 'changing',
  NetAddressDeleting: 'changing',
  NetAddressModifying: 'changing',
  MinorVersionUpgrading: 'changing',
  MajorVersionUpgrading: 'changing',
  UPGRADE_FORBIDDEN: 'changing',
  INS_MAINTAINING: 'changing',
  NS_MAINTAINING: 'changing',
  STORAGE_EXPANDIN: 'changing',
  STORAGE_EXPANDING: 'changing',
  Transing: 'changing',
  StandbyTransing: 'changing',
  SSL_MODIFYING: 'changing',
  TDEModifying: 'changing',
  CONFIG_SWITCHING: 'switching',
  ROLE_SWITCHING: 'switching',
  Stopping: 'paused',
  Stopped: 'paused',
  Deleting: 'released',
  Deleted: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type State = keyof typeof KINDS;
export const STATES = Object.keys(KINDS) as readonly State[];

interface Cluster {
  readonly dBClusterStatus: State;
}

/** A cluster that is being released, or that the list still holds after its release. */
export function released({ dBClusterStatus: state }: Cluster): Reason | undefined {
  return KINDS[state] === 'released'
    ? { zh: `集群已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}

/** One that is not there yet, not any more, or stopped has no metrics; one that is being changed mostly serves. */
export function notServing(cluster: Cluster): Reason | undefined {
  const { dBClusterStatus: state } = cluster;
  if (KINDS[state] === 'creating') return { zh: `集群正在创建：${state}`, en: `being created: ${state}` };
  if (KINDS[state] === 'paused') return { zh: `集群已停机：${state}`, en: `the cluster is stopped: ${state}` };
  return released(cluster);
}
