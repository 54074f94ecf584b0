import type { Fault } from './faults';

/** A role that an account lets others assume. */
export interface RoleScenario {
  name: string;
  /** Account ids that may assume it; without the list, every account of the world. */
  trusts?: string[];
  externalId?: string;
  /** Seconds, 3600 by default. */
  maxSessionDuration?: number;
}

export interface AccountScenario {
  /** 16 digits. */
  accountId: string;
  name?: string;
  /** Absent for a member account that can only be entered through a role. */
  accessKeyId?: string;
  accessKeySecret?: string;
  roles?: RoleScenario[];
  /** The management account of the resource directory; without one, the first account. */
  management?: boolean;
  /** Instances per region in this account, instead of the scenario's number. */
  instances?: number;
}

/** What happens when the world moves to `epoch`. */
export interface ChangeScenario {
  epoch: number;
  do: 'recover' | 'appear' | 'delete' | 'stop' | 'worsen';
  /** The condition that recovers, appears or worsens. */
  condition?: string;
  /** What it worsens to. */
  to?: string;
  /** Assets per account and region: below 1 a fraction, otherwise a count. 1 by default. */
  count?: number;
  region?: string;
  accountId?: string;
}

/** What is wrong with one asset, or that it is not there, for some time of a world that lives in time. */
export interface EpisodeScenario {
  /** A name of your own: episodes with the same one concern the same asset. Without it an asset of its own. */
  asset?: string;
  condition?: string;
  /** Instead of a condition: the asset is of this kind, and is not there. */
  absent?: string;
  /** Hours after the start, 0 by default. */
  from?: number;
  /** Hours after the start; without it, for ever. */
  to?: number;
  /** The first one of the world by default. */
  region?: string;
  /** The first one of the world by default. */
  accountId?: string;
}

/** How many assets there are, by the name of a size. */
export interface WorldSizes {
  readonly [size: string]: number;
  readonly instances: number;
  readonly disksPerInstance: number;
}

/** A scenario with every default filled in: all that a world is made of. */
export interface FullScenario {
  seed: number;
  sizes: WorldSizes;
  regions: { id: string; sizes: Readonly<Record<string, number>>; plant?: Record<string, number> }[];
  accounts: AccountScenario[];
  plant: Record<string, number>;
  changes: ChangeScenario[];
  /** Minutes that pass from one epoch to the next; 0 where only the real clock runs. */
  stepMinutes: number;
  timeline: EpisodeScenario[];
  faults: Fault[];
}
