import type { Reason } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';

type Kind = 'serving' | 'creating' | 'changing' | 'broken' | 'released';

/**
 * `InstanceStatus`: DescribeInstances of today and of old (`Available`), and what the Terraform provider has seen beside
 * it (`HASwitching`, `Rebooting`, `ZoneMigrating`, `CleaningUpExpiredData`).
 */
const KINDS = {
  Normal: 'serving',
  Available: 'serving',
  Creating: 'creating',
  Changing: 'changing',
  Transforming: 'changing',
  Flushing: 'changing',
  CleaningUpExpiredData: 'changing',
  Migrating: 'changing',
  ZoneMigrating: 'changing',
  BackupRecovering: 'changing',
  Rebooting: 'changing',
  HASwitching: 'changing',
  MinorVersionUpgrading: 'changing',
  MajorVersionUpgrading: 'changing',
  NetworkModifying: 'changing',
  SSLModifying: 'changing',
  Inactive: 'broken',
  Unavailable: 'broken',
  // It failed to be created: it never served anybody.
  Error: 'broken',
  Released: 'released',
} as const satisfies Readonly<Record<string, Kind>>;

export type State = keyof typeof KINDS;
export const STATES = Object.keys(KINDS) as readonly State[];

/** States of a change that somebody asked for. */
export const CHANGING = STATES.filter((state) => ['creating', 'changing'].includes(KINDS[state]));

export function kindOf(state: State): Kind {
  return KINDS[state];
}

interface Instance {
  readonly instanceStatus: State;
}

export function released({ instanceStatus: state }: Instance): Reason | undefined {
  return KINDS[state] === 'released' ? { zh: '实例已释放', en: 'the instance is released' } : undefined;
}

/** One that is not there yet, not any more, or disabled or broken has no metrics: that is another finding. */
export function notServing({ instanceStatus: state }: Instance): Reason | undefined {
  switch (KINDS[state]) {
    case 'serving':
    case 'changing':
      return undefined;
    case 'creating':
    case 'broken':
    case 'released':
      return { zh: `Redis 实例状态为 ${state}`, en: `the Redis instance is ${state}` };
  }
}

/** Clusters of the cloud-native edition alone have a class of their shards: they are backed up as a whole. */
export function isCloudNativeCluster({ architectureType, shardClass }: AnyAsset): boolean {
  return architectureType === 'cluster' && shardClass !== undefined;
}
