/** What the page of DescribeDtsJobs says of states of migrations, synchronisations and change tracking. */
type StateKind =
  /** Data flows, or is about to for the first time. */
  | 'working'
  /** Somebody is setting it up, or has a change under way; it may have ended as well. */
  | 'aside'
  | 'paused'
  | 'retrying'
  /** What never came to work: somebody is waiting for it in the console. */
  | 'unstarted'
  | 'stopped'
  | 'locked';

export const KINDS = {
  NotStarted: 'aside',
  Prechecking: 'aside',
  PrecheckFailed: 'aside',
  PreCheckPass: 'aside',
  NotConfigured: 'aside',
  Starting: 'aside',
  Modifying: 'aside',
  Upgrade: 'aside',
  Downgrade: 'aside',
  Finished: 'aside',
  Migrating: 'working',
  Initializing: 'working',
  Synchronizing: 'working',
  Normal: 'working',
  Suspending: 'paused',
  Retrying: 'retrying',
  InitializeFailed: 'unstarted',
  ModifyFailed: 'unstarted',
  MigrationFailed: 'unstarted',
  Failed: 'stopped',
  Abnormal: 'stopped',
  Locked: 'locked',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];
