import type { Fault } from './faults';

/** A role that an account lets others assume. */
export interface RoleScenario {
  name: string;
  /** Account ids that may assume it; without the list, every account of the world. */
  trusts?: string[];
  externalId?: string;
  /** Seconds, 3600 unless told. */
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
  /** Assets per account and region: below 1 a fraction, otherwise a count. 1 unless told. */
  count?: number;
  region?: string;
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
  faults: Fault[];
}
