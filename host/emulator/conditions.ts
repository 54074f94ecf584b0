/** Every condition that a world can be planted with, by the kind of asset that can have it. */

/** Kinds of assets in the order in which a summary shows them. */
export const KINDS = [
  'instance',
  'disk',
  'looseDisk',
  'securityGroup',
  'eip',
  'rdsInstance',
  'loadBalancer',
  'mongoInstance',
  'cluster',
  'user',
] as const;
export type Kind = (typeof KINDS)[number];

/** The product of a kind, as in a planted entry. */
export const PRODUCT_OF: Readonly<Record<Kind, string>> = {
  instance: 'ecs',
  disk: 'ecs',
  looseDisk: 'ecs',
  securityGroup: 'ecs',
  eip: 'vpc',
  rdsInstance: 'rds',
  loadBalancer: 'slb',
  mongoInstance: 'dds',
  cluster: 'cs',
  user: 'ram',
};

interface ConditionInfo {
  kind: Kind;
  /** What a person reads in the list of planted conditions. */
  detail: string;
  /** Planted when the scenario does not say what to plant. */
  usual?: false;
}

export const CONDITIONS: Readonly<Record<string, ConditionInfo>> = {
  'ecs-expiring-critical': { kind: 'instance', detail: 'subscription expires in 5 days, auto-renewal off' },
  'ecs-expiring-warning': { kind: 'instance', detail: 'subscription expires in 20 days, auto-renewal off' },
  'ecs-expired-locked': { kind: 'instance', detail: 'expired 3 days ago, stopped, locked: financial' },
  'ecs-security-locked': { kind: 'instance', detail: 'locked: security' },
  'ecs-auto-renew-off': { kind: 'instance', detail: 'NotRenewal, expires in 60 days' },
  'ecs-auto-release': { kind: 'instance', detail: 'AutoReleaseTime in 3 days' },
  'ecs-stopped-billed-payg': { kind: 'instance', detail: 'stopped, KeepCharging, last started 40 days ago' },
  'ecs-stopped-billed-prepaid': { kind: 'instance', detail: 'stopped subscription, last started 40 days ago' },
  'ecs-event-scheduled': { kind: 'instance', detail: 'SystemMaintenance.Reboot scheduled in 2 days' },
  'ecs-event-executing': { kind: 'instance', detail: 'SystemFailure.Redeploy is executing' },
  'ecs-event-inquiring': { kind: 'instance', detail: 'SystemMaintenance.IsolateErrorDisk waits for an answer' },
  'ecs-impaired': { kind: 'instance', detail: 'health status Impaired' },
  'ecs-cpu-warning': { kind: 'instance', detail: 'CPUUtilization about 88 %' },
  'ecs-cpu-critical': { kind: 'instance', detail: 'CPUUtilization about 97 %' },
  'ecs-memory-warning': { kind: 'instance', detail: 'memory_usedutilization about 88 %' },
  'ecs-memory-critical': { kind: 'instance', detail: 'memory_usedutilization about 97 %' },
  'ecs-fs-warning': { kind: 'instance', detail: 'diskusage_utilization of the last device about 88 %' },
  'ecs-fs-critical': { kind: 'instance', detail: 'diskusage_utilization of the last device about 97 %' },
  'ecs-load-warning': { kind: 'instance', detail: 'load about 1.5 x cores' },
  'ecs-load-critical': { kind: 'instance', detail: 'load about 2.5 x cores' },
  'ecs-spot-recycling': { kind: 'instance', detail: 'spot instance, locked: Recycling' },
  'ecs-no-agent': { kind: 'instance', detail: 'no CloudMonitor agent: no memory, load or file system metrics' },
  'ecs-stopped': { kind: 'instance', detail: 'stopped, not billed (StopCharging)' },
  'ecs-public-ip': { kind: 'instance', detail: 'fixed public IP address', usual: false },
  'ecs-imdsv1': { kind: 'instance', detail: 'MetadataOptions.HttpTokens is optional', usual: false },
  'ecs-unprotected': { kind: 'instance', detail: 'deletion protection off', usual: false },
  'disk-expiring-critical': { kind: 'disk', detail: 'subscription disk expires in 5 days' },
  'disk-expiring-warning': { kind: 'disk', detail: 'subscription disk expires in 20 days' },
  'disk-no-snapshot-policy': { kind: 'disk', detail: 'no automatic snapshot policy' },
  'disk-unencrypted': { kind: 'disk', detail: 'not encrypted', usual: false },
  'disk-unattached-warning': { kind: 'looseDisk', detail: 'detached 12 days ago' },
  'disk-unattached-critical': { kind: 'looseDisk', detail: 'detached 45 days ago' },
  'sg-open-port': { kind: 'securityGroup', detail: 'port 22/22 open to 0.0.0.0/0' },
  'sg-many-rules': { kind: 'securityGroup', detail: '1200 rules, the last one opens 3389/3389 to 0.0.0.0/0' },
  'eip-unbound': { kind: 'eip', detail: 'not bound, allocated 20 days ago' },
  'rds-expiring': { kind: 'rdsInstance', detail: 'subscription expires in 5 days' },
  'rds-locked': { kind: 'rdsInstance', detail: 'LockByDiskQuota' },
  'rds-cpu-critical': { kind: 'rdsInstance', detail: 'CpuUsage about 97 %' },
  'slb-inactive': { kind: 'loadBalancer', detail: 'LoadBalancerStatus inactive' },
  'mongo-expiring': { kind: 'mongoInstance', detail: 'subscription expires in 5 days' },
  'ack-unavailable': { kind: 'cluster', detail: 'cluster state unavailable' },
};

/** How many of each condition the default world holds: one in 500 of the population, at least one. */
export const USUAL_SHARE = 0.002;

/** The plant of a scenario that names none. */
export function usualPlant(): Record<string, number> {
  const usual = Object.entries(CONDITIONS).filter(([, info]) => info.usual !== false);
  return Object.fromEntries(usual.map(([condition]) => [condition, USUAL_SHARE]));
}
