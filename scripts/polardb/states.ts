import type { Reason } from '../../lib/define';

type Kind = 'serving' | 'creating' | 'changing' | 'paused' | 'released';

/**
 * `DBClusterStatus`: the official tables of states of all engines (one of them spells `INS_MAINTAINING` without its
 * first letter, all of them `STORAGE_EXPANDIN`).
 */
const KINDS = {
  Running: 'serving',
  Creating: 'creating',
  Starting: 'changing',
  Rebooting: 'changing',
  Switching: 'changing',
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
  CONFIG_SWITCHING: 'changing',
  ROLE_SWITCHING: 'changing',
  Stopping: 'paused',
  Stopped: 'paused',
  Deleting: 'released',
  Deleted: 'released',
} as const satisfies Readonly<Record<string, Kind>>;

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

/** A cluster that its owner stopped (or that stops itself) does not serve, and is not backed up until it is started. */
export function paused({ dBClusterStatus: state }: Cluster): Reason | undefined {
  return KINDS[state] === 'paused'
    ? { zh: `集群已停机：${state}`, en: `the cluster is stopped: ${state}` }
    : undefined;
}

/** One that is not there yet, not any more, or stopped has no metrics; one that is being changed mostly serves. */
export function notServing(cluster: Cluster): Reason | undefined {
  const { dBClusterStatus: state } = cluster;
  if (KINDS[state] === 'creating') return { zh: `集群正在创建：${state}`, en: `being created: ${state}` };
  return paused(cluster) ?? released(cluster);
}
