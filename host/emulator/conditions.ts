/** Every condition that a world can be planted with, by the kind of asset that can have it. */

interface KindInfo {
  /** As in a planted entry. */
  readonly product: string;
  /** What the ids begin with. */
  readonly prefix: string;
  /** The scenario's name for how many there are in a region; a disk and a loose disk have none of their own. */
  readonly size?: string;
  /** How many there are when the scenario does not say. */
  readonly usual?: number;
  /** So many in an account, whatever the regions. */
  readonly perAccount?: true;
  /** Whether the ids show their region; they do unless told. */
  readonly mark?: false;
}

/** Kinds of assets in the order in which a summary shows them. */
export const KIND_INFO = {
  instance: { product: 'ecs', prefix: 'i-', size: 'instances', usual: 120 },
  disk: { product: 'ecs', prefix: 'd-' },
  looseDisk: { product: 'ecs', prefix: 'd-' },
  snapshot: { product: 'ecs', prefix: 's-', size: 'snapshots', usual: 20 },
  securityGroup: { product: 'ecs', prefix: 'sg-', size: 'securityGroups', usual: 12 },
  eip: { product: 'vpc', prefix: 'eip-', size: 'eips', usual: 24 },
  rdsInstance: { product: 'rds', prefix: 'rm-', size: 'rdsInstances', usual: 40 },
  loadBalancer: { product: 'slb', prefix: 'lb-', size: 'loadBalancers', usual: 40 },
  natGateway: { product: 'vpc', prefix: 'ngw-', size: 'natGateways', usual: 20 },
  vpnGateway: { product: 'vpc', prefix: 'vpn-', size: 'vpnGateways', usual: 8 },
  vpnConnection: { product: 'vpc', prefix: 'vco-', size: 'vpnConnections', usual: 10 },
  vSwitch: { product: 'vpc', prefix: 'vsw-', size: 'vSwitches', usual: 12 },
  borderRouter: { product: 'vpc', prefix: 'vbr-', size: 'borderRouters', usual: 20 },
  serverCertificate: { product: 'slb', prefix: 'cert-', size: 'serverCertificates', usual: 10 },
  alb: { product: 'alb', prefix: 'alb-', size: 'albs', usual: 12 },
  albServerGroup: { product: 'alb', prefix: 'sgp-', size: 'albServerGroups', usual: 8 },
  nlb: { product: 'nlb', prefix: 'nlb-', size: 'nlbs', usual: 10 },
  nlbListener: { product: 'nlb', prefix: 'lsn-', size: 'nlbListeners', usual: 16 },
  nlbServerGroup: { product: 'nlb', prefix: 'sgp-', size: 'nlbServerGroups', usual: 8 },
  mongoInstance: { product: 'dds', prefix: 'dds-', size: 'mongoInstances', usual: 40 },
  redisInstance: { product: 'r-kvstore', prefix: 'r-', size: 'redisInstances', usual: 40 },
  polardbCluster: { product: 'polardb', prefix: 'pc-', size: 'polardbClusters', usual: 40 },
  cluster: { product: 'cs', prefix: 'c', size: 'clusters', usual: 8, mark: false },
  backupJob: { product: 'hbr', prefix: 'job-', size: 'backupJobs', usual: 15 },
  kmsKey: { product: 'kms', prefix: 'key-', size: 'kmsKeys', usual: 15 },
  bucket: { product: 'oss', prefix: 'bucket-', size: 'buckets', usual: 15, perAccount: true },
  user: { product: 'ram', prefix: 'u', size: 'users', usual: 12, perAccount: true, mark: false },
  root: { product: 'ram', prefix: '', size: 'roots', usual: 1, perAccount: true, mark: false },
} as const satisfies Readonly<Record<string, KindInfo>>;

export type Kind = keyof typeof KIND_INFO;
type SizeOf<I> = I extends { readonly size: infer S extends string } ? S : never;
export type SizeKey = SizeOf<(typeof KIND_INFO)[Kind]>;

export const KINDS = Object.keys(KIND_INFO) as readonly Kind[];

export function infoOf(kind: Kind): KindInfo {
  return KIND_INFO[kind];
}

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
  'disk-snapshot-old': { kind: 'disk', detail: 'newest finished snapshot 12 days old' },
  'disk-snapshot-none': { kind: 'disk', detail: 'no finished snapshot, the first one is under way' },
  'disk-unattached-warning': { kind: 'looseDisk', detail: 'detached 12 days ago' },
  'disk-unattached-critical': { kind: 'looseDisk', detail: 'detached 45 days ago' },
  'snapshot-failed': { kind: 'snapshot', detail: 'status failed' },
  'snapshot-orphan': { kind: 'snapshot', detail: 'its disk is gone, 40 days old, no retention' },
  'snapshot-old': { kind: 'snapshot', detail: '200 days old, no retention' },
  'sg-open-port': { kind: 'securityGroup', detail: 'port 22/22 open to 0.0.0.0/0' },
  'sg-open-db': { kind: 'securityGroup', detail: 'ports 6370/6380 open to ::/0' },
  'sg-open-all': { kind: 'securityGroup', detail: 'all protocols open to 0.0.0.0/0 but for a Drop of 22/22' },
  'sg-many-rules': { kind: 'securityGroup', detail: '1200 rules, the last one opens 3389/3389 to 0.0.0.0/0' },
  'eip-unbound': { kind: 'eip', detail: 'not bound, allocated 20 days ago' },
  'eip-expiring-warning': { kind: 'eip', detail: 'subscription expires in 20 days' },
  'eip-expiring-critical': { kind: 'eip', detail: 'subscription expires in 5 days' },
  'eip-locked': { kind: 'eip', detail: 'locked: financial' },
  'eip-drop': { kind: 'eip', detail: 'outbound packets dropped by the rate limit' },
  'nat-no-address': { kind: 'natGateway', detail: 'internet NAT gateway without an address, 100 days old' },
  'nat-no-entry': { kind: 'natGateway', detail: 'no SNAT or DNAT entry uses its address, 100 days old' },
  'nat-session-warning': { kind: 'natGateway', detail: 'concurrent connections about 85 %' },
  'nat-session-critical': { kind: 'natGateway', detail: 'new connections about 97 %' },
  'nat-drop': { kind: 'natGateway', detail: 'port allocations fail' },
  'nat-expiring-warning': { kind: 'natGateway', detail: 'subscription expires in 20 days' },
  'nat-expiring-critical': { kind: 'natGateway', detail: 'subscription expires in 5 days' },
  'nat-locked': { kind: 'natGateway', detail: 'BusinessStatus FinancialLocked' },
  'vpn-expiring-warning': { kind: 'vpnGateway', detail: 'subscription expires in 20 days' },
  'vpn-expiring-critical': { kind: 'vpnGateway', detail: 'subscription expires in 5 days' },
  'vpn-locked': { kind: 'vpnGateway', detail: 'BusinessStatus FinancialLocked' },
  'vpn-down': { kind: 'vpnConnection', detail: 'single tunnel, ike_sa_not_established' },
  'vpn-half-down': { kind: 'vpnConnection', detail: 'one of two tunnels is down' },
  'vswitch-ip-low': { kind: 'vSwitch', detail: '7 of 252 addresses free' },
  'vbr-terminated': { kind: 'borderRouter', detail: 'status terminated' },
  'vbr-circuit-locked': { kind: 'borderRouter', detail: 'its circuit is FinancialLocked' },
  'vbr-loss-warning': { kind: 'borderRouter', detail: 'packet loss about 3 %' },
  'vbr-loss-critical': { kind: 'borderRouter', detail: 'packet loss about 10 %' },
  'vbr-latency-warning': { kind: 'borderRouter', detail: 'latency about 75 ms' },
  'vbr-latency-critical': { kind: 'borderRouter', detail: 'latency about 150 ms' },
  'vbr-bandwidth-warning': { kind: 'borderRouter', detail: 'inbound rate about 80 % of the bandwidth' },
  'vbr-bandwidth-critical': { kind: 'borderRouter', detail: 'outbound rate about 96 % of the bandwidth' },
  'rds-expiring': { kind: 'rdsInstance', detail: 'subscription expires in 5 days' },
  'rds-expiring-warning': { kind: 'rdsInstance', detail: 'subscription expires in 20 days' },
  'rds-locked': { kind: 'rdsInstance', detail: 'LockByDiskQuota, disk about 97 %' },
  'rds-status-abnormal': { kind: 'rdsInstance', detail: 'DBInstanceStatus Deleting' },
  'rds-cpu-warning': { kind: 'rdsInstance', detail: 'CPU about 70 %' },
  'rds-cpu-critical': { kind: 'rdsInstance', detail: 'CPU about 97 %' },
  'rds-disk-warning': { kind: 'rdsInstance', detail: 'disk about 78 %' },
  'rds-disk-critical': { kind: 'rdsInstance', detail: 'disk about 97 %' },
  'rds-conn-warning': { kind: 'rdsInstance', detail: 'connections about 78 %' },
  'rds-conn-critical': { kind: 'rdsInstance', detail: 'connections about 97 %' },
  'rds-lag-warning': { kind: 'rdsInstance', detail: 'read-only instance, about 45 s behind' },
  'rds-lag-critical': { kind: 'rdsInstance', detail: 'read-only instance, about 150 s behind' },
  'rds-backup-missing': { kind: 'rdsInstance', detail: 'newest successful backup 5 days old' },
  'rds-backup-failed': { kind: 'rdsInstance', detail: 'newest backup failed, the one before succeeded 30 hours ago' },
  'rds-whitelist-open': { kind: 'rdsInstance', detail: 'whitelist group ops holds 0.0.0.0/0' },
  'rds-public-endpoint': { kind: 'rdsInstance', detail: 'a public endpoint beside the private one' },
  'slb-inactive': { kind: 'loadBalancer', detail: 'LoadBalancerStatus inactive' },
  'slb-locked': { kind: 'loadBalancer', detail: 'LoadBalancerStatus locked' },
  'slb-unhealthy-some': { kind: 'loadBalancer', detail: 'one of two backends is abnormal' },
  'slb-unhealthy-all': { kind: 'loadBalancer', detail: 'both backends of one listener are abnormal' },
  'slb-connection-warning': { kind: 'loadBalancer', detail: 'concurrent connections about 88 %' },
  'slb-connection-critical': { kind: 'loadBalancer', detail: 'new connections about 97 %' },
  'slb-qps-warning': { kind: 'loadBalancer', detail: 'requests about 88 % of the specification' },
  'slb-qps-critical': { kind: 'loadBalancer', detail: 'requests about 97 % of the specification' },
  'slb-drop': { kind: 'loadBalancer', detail: 'connections are dropped' },
  'slb-5xx-warning': { kind: 'loadBalancer', detail: 'about 3 % of the requests get a 5xx' },
  'slb-5xx-critical': { kind: 'loadBalancer', detail: 'about 20 % of the requests get a 5xx' },
  'slb-expiring-warning': { kind: 'loadBalancer', detail: 'subscription expires in 20 days' },
  'slb-expiring-critical': { kind: 'loadBalancer', detail: 'subscription expires in 5 days' },
  'slb-cert-expiring-warning': { kind: 'serverCertificate', detail: 'expires in 20 days' },
  'slb-cert-expiring-critical': { kind: 'serverCertificate', detail: 'expires in 5 days' },
  'slb-cert-expired': { kind: 'serverCertificate', detail: 'expired 3 days ago' },
  'alb-idle': { kind: 'alb', detail: 'no listener, 100 days old' },
  'alb-unhealthy': { kind: 'alb', detail: 'about 2 unhealthy servers' },
  'alb-5xx-warning': { kind: 'alb', detail: 'about 3 % of the requests get a 5xx' },
  'alb-5xx-critical': { kind: 'alb', detail: 'about 20 % of the requests get a 5xx' },
  'alb-group-empty': { kind: 'albServerGroup', detail: 'in use, without servers' },
  'nlb-idle': { kind: 'nlb', detail: 'no listener, 100 days old' },
  'nlb-drop': { kind: 'nlb', detail: 'connections are dropped' },
  'nlb-unhealthy': { kind: 'nlbListener', detail: 'one backend fails the health check' },
  'nlb-group-empty': { kind: 'nlbServerGroup', detail: 'in use, without servers' },
  'mongo-expiring': { kind: 'mongoInstance', detail: 'subscription expires in 5 days' },
  'mongo-expiring-warning': { kind: 'mongoInstance', detail: 'subscription expires in 20 days' },
  'mongo-locked': { kind: 'mongoInstance', detail: 'ManualLock' },
  'mongo-cpu-warning': { kind: 'mongoInstance', detail: 'CPU of one node about 85 %' },
  'mongo-cpu-critical': { kind: 'mongoInstance', detail: 'CPU of one node about 97 %' },
  'mongo-memory-warning': { kind: 'mongoInstance', detail: 'memory of one node about 85 %' },
  'mongo-memory-critical': { kind: 'mongoInstance', detail: 'memory of one node about 97 %' },
  'mongo-disk-warning': { kind: 'mongoInstance', detail: 'disk of one node about 85 %' },
  'mongo-disk-critical': { kind: 'mongoInstance', detail: 'disk of one node about 97 %' },
  'mongo-iops-warning': { kind: 'mongoInstance', detail: 'IOPS of one node about 85 %' },
  'mongo-iops-critical': { kind: 'mongoInstance', detail: 'IOPS of one node about 97 %' },
  'mongo-conn-warning': { kind: 'mongoInstance', detail: 'connections of one node about 85 %' },
  'mongo-conn-critical': { kind: 'mongoInstance', detail: 'connections of one node about 97 %' },
  'mongo-whitelist-open': { kind: 'mongoInstance', detail: 'whitelist group default holds 0.0.0.0/0' },
  'mongo-audit-off': { kind: 'mongoInstance', detail: 'LogAuditStatus Disabled' },
  'redis-expiring': { kind: 'redisInstance', detail: 'subscription expires in 5 days' },
  'redis-expiring-warning': { kind: 'redisInstance', detail: 'subscription expires in 20 days' },
  'redis-status-abnormal': { kind: 'redisInstance', detail: 'InstanceStatus Unavailable' },
  'redis-memory-warning': { kind: 'redisInstance', detail: 'memory of one node about 85 %' },
  'redis-memory-critical': { kind: 'redisInstance', detail: 'memory of one node about 97 %' },
  'redis-cpu-warning': { kind: 'redisInstance', detail: 'CPU of one node about 70 %' },
  'redis-cpu-critical': { kind: 'redisInstance', detail: 'CPU of one node about 97 %' },
  'redis-whitelist-open': { kind: 'redisInstance', detail: 'whitelist group default holds 0.0.0.0/0' },
  'redis-public-endpoint': { kind: 'redisInstance', detail: 'a public endpoint beside the private one' },
  'redis-password-free': { kind: 'redisInstance', detail: 'VpcAuthMode Close' },
  'polardb-expiring': { kind: 'polardbCluster', detail: 'subscription expires in 5 days' },
  'polardb-expiring-warning': { kind: 'polardbCluster', detail: 'subscription expires in 20 days' },
  'polardb-locked': { kind: 'polardbCluster', detail: 'ManualLock' },
  'polardb-cpu-warning': { kind: 'polardbCluster', detail: 'CPU of one node about 85 %' },
  'polardb-cpu-critical': { kind: 'polardbCluster', detail: 'CPU of one node about 97 %' },
  'polardb-memory-warning': { kind: 'polardbCluster', detail: 'memory of one node about 85 %' },
  'polardb-memory-critical': { kind: 'polardbCluster', detail: 'memory of one node about 97 %' },
  'polardb-conn-warning': { kind: 'polardbCluster', detail: 'connections of one node about 85 %' },
  'polardb-conn-critical': { kind: 'polardbCluster', detail: 'connections of one node about 97 %' },
  'polardb-iops-warning': { kind: 'polardbCluster', detail: 'IOPS of one node about 85 %' },
  'polardb-iops-critical': { kind: 'polardbCluster', detail: 'IOPS of one node about 97 %' },
  'polardb-lag-warning': { kind: 'polardbCluster', detail: 'a reader node about 5 s behind' },
  'polardb-lag-critical': { kind: 'polardbCluster', detail: 'a reader node about 30 s behind' },
  'ack-unavailable': { kind: 'cluster', detail: 'cluster state unavailable' },
  'ack-node-not-ready': { kind: 'cluster', detail: 'one node is NotReady' },
  'ack-public-api': { kind: 'cluster', detail: 'the API server has a public address' },
  'sas-agent-warning': { kind: 'root', detail: '10 of 100 servers are unprotected', usual: false },
  'sas-agent-critical': { kind: 'root', detail: '20 of 100 servers are unprotected', usual: false },
  'sas-alarm-serious': { kind: 'root', detail: '130 open serious alarms', usual: false },
  'sas-alarm-suspicious': { kind: 'root', detail: '3 open suspicious alarms', usual: false },
  'hbr-failed': { kind: 'backupJob', detail: 'FAILED 5 hours ago' },
  'hbr-partial': { kind: 'backupJob', detail: 'PARTIAL_COMPLETE 5 hours ago' },
  'kms-pending-deletion': { kind: 'kmsKey', detail: 'PendingDeletion, in 10 days' },
  'kms-disabled': { kind: 'kmsKey', detail: 'KeyState Disabled' },
  'kms-rotation-off': { kind: 'kmsKey', detail: 'AutomaticRotation Disabled' },
  'kms-material-warning': { kind: 'kmsKey', detail: 'imported material expires in 20 days' },
  'kms-material-critical': { kind: 'kmsKey', detail: 'imported material expires in 5 days' },
  'ack-pool-failed': { kind: 'cluster', detail: 'two nodes of the second node pool failed' },
  'ack-audit-off': { kind: 'cluster', detail: 'no audit log' },
  'oss-public-read': { kind: 'bucket', detail: 'ACL public-read' },
  'oss-public-write': { kind: 'bucket', detail: 'ACL public-read-write' },
  'oss-public-policy': { kind: 'bucket', detail: 'a bucket policy that is public' },
  'oss-availability-warning': { kind: 'bucket', detail: 'Availability about 99.5 %' },
  'oss-availability-critical': { kind: 'bucket', detail: 'Availability about 97 %' },
  'ram-key-old': { kind: 'user', detail: 'one of two active access keys is 200 days old' },
  'ram-user-inactive': { kind: 'user', detail: 'console user, last login 120 days ago' },
  'ram-user-never': { kind: 'user', detail: 'console user for 100 days without a login' },
  'ram-user-no-mfa': { kind: 'user', detail: 'console user without an MFA device' },
  'ram-user-admin': { kind: 'user', detail: 'AdministratorAccess is attached to the user' },
  'ram-root-key': { kind: 'root', detail: 'the root account has an access key' },
  'ram-root-no-mfa': { kind: 'root', detail: 'the root account has no MFA device', usual: false },
  'oss-requests-invalid': { kind: 'bucket', detail: 'RequestValidRate about 65 %' },
};

/** How many of each condition the default world holds: one in 500 of the population, at least one. */
export const USUAL_SHARE = 0.002;

/** The plant of a scenario that names none. */
export function usualPlant(): Record<string, number> {
  const usual = Object.entries(CONDITIONS).filter(([, info]) => info.usual !== false);
  return Object.fromEntries(usual.map(([condition]) => [condition, USUAL_SHARE]));
}
