/** What every condition must raise: the one table that all tests and the list of the default world are made of. */
import type { Kind } from './conditions';
import { completeScenario } from './scenario';
import type { Planted, World } from './world';
import { LazyWorld } from './world';

/** Findings, each as `checker severity`, or why there is none. */
type Raised = readonly string[] | { readonly nothing: string };

/** With the default parameters of every checker. */
export const RAISES: Readonly<Record<string, Raised>> = {
  'ecs-expiring-critical': ['ecs-auto-renew-off warning', 'ecs-expiring critical'],
  'ecs-expiring-warning': ['ecs-auto-renew-off warning', 'ecs-expiring warning'],
  'ecs-expired-locked': [
    'ecs-auto-renew-off warning',
    'ecs-expiring critical',
    'ecs-locked critical',
    'ecs-stopped-billed warning',
  ],
  'ecs-security-locked': ['ecs-locked critical'],
  'ecs-auto-renew-off': { nothing: 'its end is more than 30 days away, the default of ecs-auto-renew-off' },
  'ecs-auto-release': ['ecs-auto-release warning'],
  'ecs-auto-release-critical': ['ecs-auto-release critical'],
  'ecs-stopped-billed-payg': ['ecs-stopped-billed warning'],
  'ecs-stopped-billed-prepaid': ['ecs-stopped-billed warning'],
  'ecs-event-scheduled': ['ecs-system-event warning'],
  'ecs-event-executing': ['ecs-impaired warning', 'ecs-system-event critical'],
  'ecs-event-inquiring': ['ecs-system-event critical'],
  'ecs-impaired': ['ecs-impaired critical'],
  'ecs-cpu-warning': ['ecs-cpu-high warning'],
  'ecs-cpu-critical': ['ecs-cpu-high critical'],
  'ecs-memory-warning': ['ecs-memory-high warning'],
  'ecs-memory-critical': ['ecs-memory-high critical'],
  'ecs-fs-warning': ['ecs-fs-usage-high warning'],
  'ecs-fs-critical': ['ecs-fs-usage-high critical'],
  'ecs-load-warning': ['ecs-load-high warning'],
  'ecs-load-critical': ['ecs-load-high critical'],
  'ecs-fs-filling-warning': ['ecs-fs-filling warning'],
  'ecs-fs-filling-critical': ['ecs-fs-filling critical'],
  'ecs-cpu-jump': ['ecs-cpu-change warning'],
  'ecs-idle': ['ecs-idle warning', 'ecs-oversized info'],
  'ecs-spot-recycling': ['ecs-spot-reclaim critical'],
  'ecs-spot-near-limit': ['ecs-spot-price-near-limit warning'],
  'ecs-spot-over-limit': ['ecs-spot-price-near-limit critical'],
  'ecs-spot-rise': ['ecs-spot-price-rise warning'],
  'ecs-spot-dear': ['ecs-spot-price-rise warning'],
  'ecs-postpaid-longrun': ['ecs-postpaid-longrun info'],
  'ecs-oversized': ['ecs-oversized info'],
  'ecs-no-agent': ['ecs-agent-missing warning'],
  'ecs-stopped': { nothing: 'stopped and not billed: its owner wants it so, unless it ran at the run before' },
  'ecs-public-ip': ['ecs-public-ip warning'],
  'ecs-imdsv1': ['ecs-imdsv1 warning'],
  'ecs-classic': ['ecs-classic-network warning'],
  'ecs-packet-drop-warning': ['ecs-packet-drop warning'],
  'ecs-net-out-warning': ['ecs-net-out-high warning', 'ecs-public-ip warning'],
  'ecs-net-out-critical': ['ecs-net-out-high critical', 'ecs-public-ip warning'],
  'ecs-packet-drop-critical': ['ecs-packet-drop critical'],
  'ecs-unprotected': ['ecs-deletion-protection-off info'],
  'disk-expiring-critical': ['ecs-disk-expiring critical'],
  'disk-expiring-warning': ['ecs-disk-expiring warning'],
  'disk-no-snapshot-policy': ['ecs-disk-no-snapshot-policy warning'],
  'disk-unencrypted': ['ecs-disk-unencrypted info'],
  'disk-snapshot-old': ['ecs-snapshot-none-recent error'],
  'disk-snapshot-none': ['ecs-snapshot-none-recent error'],
  'disk-unattached-warning': ['ecs-disk-unattached warning'],
  'disk-unattached-critical': ['ecs-disk-unattached warning'],
  'snapshot-failed': ['ecs-snapshot-failed warning'],
  'snapshot-orphan': ['ecs-snapshot-orphan warning'],
  'snapshot-old': ['ecs-snapshot-orphan info'],
  'sg-open-port': ['ecs-sg-open-admin error'],
  'sg-open-db': ['ecs-sg-open-db error'],
  'sg-open-all': ['ecs-sg-open-admin error', 'ecs-sg-open-all critical', 'ecs-sg-open-db error'],
  'sg-many-rules': ['ecs-sg-open-admin error'],
  'prefix-list-open': ['ecs-prefix-list-open error'],
  'eip-unbound': ['vpc-eip-unbound warning'],
  'eip-expiring-warning': ['vpc-eip-expiring warning'],
  'eip-expiring-critical': ['vpc-eip-expiring critical'],
  'eip-locked': ['vpc-eip-locked critical'],
  'eip-drop': ['vpc-eip-drop error'],
  'eip-blackholed': ['antiddos-eip-blackholed critical'],
  'eip-bandwidth-warning': ['vpc-eip-bandwidth-high warning'],
  'eip-bandwidth-critical': ['vpc-eip-bandwidth-high critical'],
  'eip-idle': ['vpc-eip-zero-traffic warning'],
  'eip-traffic-jump': ['vpc-eip-traffic-change warning'],
  'eip-traffic-drop': ['vpc-eip-traffic-change warning'],
  'nat-no-address': ['vpc-nat-idle warning'],
  'nat-no-entry': ['vpc-nat-idle warning'],
  'nat-session-warning': ['vpc-nat-session-high warning'],
  'nat-session-critical': ['vpc-nat-session-high critical'],
  'nat-drop': ['vpc-nat-drop error'],
  'nat-expiring-warning': ['vpc-nat-expiring warning'],
  'nat-expiring-critical': ['vpc-nat-expiring critical'],
  'nat-locked': ['vpc-nat-locked critical'],
  'vpn-expiring-warning': ['vpc-vpn-expiring warning'],
  'vpn-expiring-critical': ['vpc-vpn-expiring critical'],
  'vpn-locked': ['vpc-vpn-locked critical'],
  'vpn-bandwidth-warning': ['vpc-vpn-bandwidth-high warning'],
  'vpn-bandwidth-critical': ['vpc-vpn-bandwidth-high critical'],
  'cbwp-high-warning': ['vpc-bandwidth-package-high warning'],
  'cbwp-high-critical': ['vpc-bandwidth-package-high critical'],
  'cbwp-locked': ['vpc-bandwidth-package-locked critical'],
  'vpn-down': ['vpc-vpn-tunnel-down critical'],
  'vpn-half-down': ['vpc-vpn-tunnel-down warning'],
  'vswitch-ip-low': ['vpc-vswitch-ip-low error'],
  'vbr-terminated': ['vpc-vbr-inactive critical'],
  'vbr-circuit-locked': ['vpc-vbr-inactive critical'],
  'vbr-loss-warning': ['vpc-vbr-loss-high warning'],
  'vbr-loss-critical': ['vpc-vbr-loss-high critical'],
  'vbr-latency-warning': ['vpc-vbr-latency-high warning'],
  'vbr-latency-critical': ['vpc-vbr-latency-high critical'],
  'vbr-bandwidth-warning': ['vpc-vbr-bandwidth-high warning'],
  'vbr-bandwidth-critical': ['vpc-vbr-bandwidth-high critical'],
  'rds-expiring': ['rds-expiring critical'],
  'rds-expiring-warning': ['rds-expiring warning'],
  'rds-locked': ['rds-disk-high critical', 'rds-locked critical'],
  'rds-status-abnormal': ['rds-status-abnormal critical'],
  'rds-cpu-warning': ['rds-cpu-high warning'],
  'rds-cpu-critical': ['rds-cpu-high critical'],
  'rds-disk-warning': ['rds-disk-high warning'],
  'rds-disk-critical': ['rds-disk-high critical'],
  'rds-conn-warning': ['rds-conn-high warning'],
  'rds-conn-critical': ['rds-conn-high critical'],
  'rds-cpu-jump': ['rds-cpu-change warning'],
  'rds-disk-filling-warning': ['rds-disk-filling warning'],
  'rds-disk-filling-critical': ['rds-disk-filling critical'],
  'rds-idle': ['rds-idle warning'],
  'rds-memory-warning': ['rds-memory-high warning'],
  'rds-memory-critical': ['rds-memory-high warning'],
  'rds-iops-warning': ['rds-iops-high warning'],
  'rds-iops-critical': ['rds-iops-high critical'],
  'rds-basic': ['rds-basic-edition warning'],
  'rds-lag-warning': ['rds-replica-lag warning'],
  'rds-lag-critical': ['rds-replica-lag critical'],
  'rds-backup-missing': ['rds-backup-missing critical'],
  'rds-backup-failed': ['rds-backup-missing warning'],
  'rds-whitelist-open': ['rds-whitelist-open error'],
  'rds-public-endpoint': ['rds-public-endpoint error'],
  'slb-inactive': ['slb-status-abnormal warning'],
  'slb-single-zone': ['slb-single-zone info'],
  'slb-locked': ['slb-status-abnormal critical'],
  'slb-unhealthy-some': ['slb-unhealthy warning'],
  'slb-unhealthy-all': ['slb-unhealthy critical'],
  'slb-connection-warning': ['slb-connection-high warning'],
  'slb-connection-critical': ['slb-connection-high critical'],
  'slb-qps-warning': ['slb-qps-high warning'],
  'slb-qps-critical': ['slb-qps-high critical'],
  'slb-drop': ['slb-drop error'],
  'slb-5xx-warning': ['slb-5xx warning'],
  'slb-5xx-critical': ['slb-5xx critical'],
  'slb-expiring-warning': ['slb-expiring warning'],
  'slb-expiring-critical': ['slb-expiring critical'],
  'slb-cert-expiring-warning': ['slb-cert-expiring warning'],
  'slb-cert-expiring-critical': ['slb-cert-expiring critical'],
  'slb-cert-expired': ['slb-cert-expiring critical'],
  'alb-idle': ['alb-idle warning'],
  'alb-unhealthy': ['alb-unhealthy critical'],
  'alb-5xx-warning': ['alb-5xx warning'],
  'alb-5xx-critical': ['alb-5xx critical'],
  'alb-rejected': ['alb-rejected error'],
  'alb-locked': ['alb-locked critical'],
  'alb-group-empty': ['alb-server-group-empty warning'],
  'nlb-idle': ['nlb-idle warning'],
  'nlb-drop': ['nlb-drop error'],
  'nlb-locked': ['nlb-locked critical'],
  'nlb-unhealthy': ['nlb-unhealthy warning'],
  'nlb-group-empty': ['nlb-server-group-empty warning'],
  'mongo-expiring': ['mongodb-expiring critical'],
  'mongo-expiring-warning': ['mongodb-expiring warning'],
  'mongo-locked': ['mongodb-locked critical'],
  'mongo-cpu-warning': ['mongodb-cpu-high warning'],
  'mongo-cpu-critical': ['mongodb-cpu-high critical'],
  'mongo-memory-warning': ['mongodb-memory-high warning'],
  'mongo-memory-critical': ['mongodb-memory-high critical'],
  'mongo-disk-warning': ['mongodb-disk-high warning'],
  'mongo-disk-critical': ['mongodb-disk-high critical'],
  'mongo-iops-warning': ['mongodb-iops-high warning'],
  'mongo-iops-critical': ['mongodb-iops-high critical'],
  'mongo-conn-warning': ['mongodb-conn-high warning'],
  'mongo-conn-critical': ['mongodb-conn-high critical'],
  'mongo-whitelist-open': ['mongodb-whitelist-open critical'],
  'mongo-audit-off': ['mongodb-audit-off warning'],
  'redis-expiring': ['redis-expiring critical'],
  'redis-expiring-warning': ['redis-expiring warning'],
  'redis-status-abnormal': ['redis-status-abnormal critical'],
  'redis-memory-warning': ['redis-memory-high warning'],
  'redis-memory-critical': ['redis-memory-high critical'],
  'redis-cpu-warning': ['redis-cpu-high warning'],
  'redis-cpu-critical': ['redis-cpu-high critical'],
  'redis-conn-warning': ['redis-conn-high warning'],
  'redis-conn-critical': ['redis-conn-high critical'],
  'redis-whitelist-open': ['redis-whitelist-open error'],
  'redis-public-endpoint': ['redis-public-endpoint error'],
  'redis-password-free': ['redis-password-free error'],
  'polardb-expiring': ['polardb-expiring critical'],
  'polardb-expiring-warning': ['polardb-expiring warning'],
  'polardb-locked': ['polardb-locked critical'],
  'polardb-cpu-warning': ['polardb-cpu-high warning'],
  'polardb-cpu-critical': ['polardb-cpu-high critical'],
  'polardb-memory-warning': ['polardb-memory-high warning'],
  'polardb-memory-critical': ['polardb-memory-high critical'],
  'polardb-conn-warning': ['polardb-conn-high warning'],
  'polardb-conn-critical': ['polardb-conn-high critical'],
  'polardb-iops-warning': ['polardb-iops-high warning'],
  'polardb-iops-critical': ['polardb-iops-high critical'],
  'polardb-storage-warning': ['polardb-storage-high warning'],
  'polardb-storage-critical': ['polardb-storage-high critical'],
  'polardb-lag-warning': ['polardb-replica-lag warning'],
  'polardb-lag-critical': ['polardb-replica-lag critical'],
  'kafka-disk-warning': ['kafka-disk-high warning'],
  'kafka-disk-critical': ['kafka-disk-high critical'],
  'kafka-traffic-warning': ['kafka-traffic-high warning'],
  'kafka-traffic-critical': ['kafka-traffic-high critical'],
  'kafka-lag-warning': ['kafka-lag-high warning'],
  'kafka-lag-critical': ['kafka-lag-high critical'],
  'kafka-expiring': ['kafka-expiring critical'],
  'kafka-expiring-warning': ['kafka-expiring warning'],
  'kafka-stopped': ['kafka-status-abnormal critical'],
  'kafka-risk-urgent': ['kafka-risk critical'],
  'kafka-risk-important': ['kafka-risk warning'],
  'kafka-upgrade-failed': ['kafka-status-abnormal error'],
  'rocketmq-tps-warning': ['rocketmq-tps-high warning'],
  'rocketmq-tps-critical': ['rocketmq-tps-high critical'],
  'rocketmq-throttled': ['rocketmq-throttled warning'],
  'rocketmq-lag-warning': ['rocketmq-lag-high warning'],
  'rocketmq-lag-critical': ['rocketmq-lag-high critical'],
  'rocketmq-delay-warning': ['rocketmq-delay-high warning'],
  'rocketmq-delay-critical': ['rocketmq-delay-high critical'],
  'rocketmq-dead-letter-warning': ['rocketmq-dead-letter warning'],
  'rocketmq-dead-letter-critical': ['rocketmq-dead-letter critical'],
  'rocketmq-expiring': ['rocketmq-expiring critical'],
  'rocketmq-expiring-warning': ['rocketmq-expiring warning'],
  'rocketmq-stopped': ['rocketmq-status-abnormal critical'],
  'es-yellow': ['es-status warning'],
  'es-red': ['es-status critical'],
  'es-disk-warning': ['es-disk-high warning'],
  'es-disk-critical': ['es-disk-high critical'],
  'es-heap-warning': ['es-heap-high warning'],
  'es-heap-critical': ['es-heap-high critical'],
  'es-cpu-warning': ['es-cpu-high warning'],
  'es-cpu-critical': ['es-cpu-high critical'],
  'es-expiring': ['es-expiring critical'],
  'es-expiring-warning': ['es-expiring warning'],
  'es-frozen': ['es-inactive critical'],
  'nas-capacity-warning': ['nas-capacity-high warning'],
  'nas-capacity-critical': ['nas-capacity-high critical'],
  'nas-stopped': ['nas-status-abnormal critical'],
  'nas-expiring': ['nas-expiring critical'],
  'nas-expiring-warning': ['nas-expiring warning'],
  'ess-suspended': ['ess-suspended error'],
  'ess-at-capacity': ['ess-at-capacity warning'],
  'ack-unavailable': ['ack-state critical'],
  'ack-node-not-ready': ['ack-node critical'],
  'ack-public-api': ['ack-public-api error'],
  'sas-agent-warning': ['sas-agent warning'],
  'sas-agent-critical': ['sas-agent critical'],
  'sas-alarm-serious': ['sas-alarm critical'],
  'sas-alarm-suspicious': ['sas-alarm warning'],
  'hbr-failed': ['hbr-failed error'],
  'hbr-partial': ['hbr-failed warning'],
  'kms-pending-deletion': ['kms-pending error'],
  'kms-disabled': ['kms-pending warning'],
  'kms-rotation-off': ['kms-rotation-off warning'],
  'kms-material-warning': ['kms-material-expiring warning'],
  'kms-material-critical': ['kms-material-expiring critical'],
  'kms-material-missing': ['kms-material-expiring error'],
  'ack-pool-failed': ['ack-node-pool warning'],
  'ack-audit-off': ['ack-audit-off warning'],
  'oss-public-read': ['oss-public error'],
  'oss-public-write': ['oss-public critical'],
  'oss-public-policy': ['oss-public error'],
  'oss-availability-warning': ['oss-availability warning'],
  'oss-availability-critical': ['oss-availability critical'],
  'ram-key-old': ['ram-ak-age error'],
  'ram-user-inactive': ['ram-user-inactive warning'],
  'ram-user-never': ['ram-user-inactive warning'],
  'ram-user-no-mfa': ['ram-user-no-mfa error'],
  'ram-user-admin': ['ram-admin-policy error'],
  'ram-group-admin': ['ram-group-admin-policy warning'],
  'ram-root-key': ['ram-root-ak critical'],
  'ram-root-no-mfa': ['ram-root-mfa-off critical'],
  'oss-requests-invalid': ['oss-availability warning'],
  'cms-event-critical': ['cms-system-event critical'],
  'cms-event-warning': ['cms-system-event warning'],
  'cms-blackhole': ['cms-ddos-blackhole critical'],
  'cms-spot-interruption': ['cms-spot-interruption error'],
  'bss-expiring-warning': ['bss-expiring warning'],
  'bss-expiring-critical': ['bss-expiring critical'],
  'bss-expired': ['bss-expiring critical'],
  'bss-renewing': { nothing: 'it renews itself; bss-expiring tells of it with autoRenewal only' },
  'bss-not-renewed': { nothing: 'somebody has marked it as one that may end' },
  'bss-balance-warning': ['bss-balance-low warning'],
  'bss-balance-critical': ['bss-balance-low critical'],
  'bss-balance-days': ['bss-balance-low warning'],
  'cas-expiring-warning': ['cas-cert-expiring warning'],
  'cas-expiring-critical': ['cas-cert-expiring critical'],
  'cas-expired': ['cas-cert-expiring critical'],
  'domain-expiring-warning': ['domain-expiring warning'],
  'domain-expiring-critical': ['domain-expiring critical'],
  'domain-redeem': ['domain-expiring critical'],
  'domain-renewing': { nothing: 'it renews itself; domain-expiring tells of it with autoRenewal only' },
  'cdn-offline': ['cdn-status-abnormal warning'],
  'cdn-configure-failed': ['cdn-status-abnormal error'],
  'cdn-check-failed': ['cdn-status-abnormal error'],
  'cdn-cert-expiring-warning': ['cdn-cert-expiring warning'],
  'cdn-cert-expiring-critical': ['cdn-cert-expiring critical'],
  'cdn-cert-expired': ['cdn-cert-expiring critical'],
  'bss-spend-month': ['bss-spend-spike warning'],
  'bss-package-low': ['bss-package-expiring warning'],
  'bss-package-expiring': ['bss-package-expiring warning'],
  'bss-plan-expiring-warning': ['bss-plan-expiring warning'],
  'bss-plan-expiring-critical': ['bss-plan-expiring critical'],
  'bss-plan-stopped': ['bss-plan-expiring critical'],
  'bss-forecast-over': { nothing: 'bss-budget-forecast judges nothing until its parameter "budget" is set' },
  'bss-spend-year': { nothing: 'what costs as much for a year is no spike, however cheap the year before it was' },
};

/** What a condition raises beside that when the asset did not have it at the run before. */
export const RAISES_WHEN_NEW: Readonly<Record<string, readonly string[]>> = {
  'ecs-expired-locked': ['ecs-status-abnormal error'],
  'ecs-stopped': ['ecs-status-abnormal error'],
  'ecs-stopped-billed-payg': ['ecs-status-abnormal error'],
  'ecs-stopped-billed-prepaid': ['ecs-status-abnormal error'],
};

/** What an asset raises that was there at the run before. */
export const RAISES_WHEN_GONE: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  instance: ['ecs-deleted error'],
};

/** A finding that has to be there. */
export interface ExpectedFinding {
  readonly account: string;
  /** `global` for what belongs to no region. */
  readonly region: string;
  readonly asset: string;
  readonly checker: string;
  readonly severity: string;
  /** Why: the condition, or `deleted`. */
  readonly condition: string;
}

type Asset = Pick<Planted, 'accountId' | 'region' | 'assetId'>;

function findingsOf(asset: Asset, condition: string, raised: readonly string[]): ExpectedFinding[] {
  return raised.map((one) => {
    const [checker = '', severity = ''] = one.split(' ');
    return { account: asset.accountId, region: asset.region, asset: asset.assetId, checker, severity, condition };
  });
}

/**
 * What planted conditions raise in a first run.
 *
 * @throws Error for a condition that the table does not have
 * @example expectedOf(emulator.world.planted())
 */
export function expectedOf(planted: readonly Planted[]): ExpectedFinding[] {
  return planted.flatMap((one) => {
    const raised = RAISES[one.condition];
    if (raised === undefined) throw new Error(`emulator/raises.ts does not tell what ${one.condition} raises`);
    return findingsOf(one, one.condition, 'nothing' in raised ? [] : raised);
  });
}

/** A world in one epoch: its conditions, and the assets that are missed when they go. */
interface Snapshot {
  readonly planted: readonly Planted[];
  readonly present: readonly (Asset & { readonly kind: Kind })[];
}

function look(world: World): Snapshot {
  const kinds = Object.keys(RAISES_WHEN_GONE) as Kind[];
  const present = world.accounts.flatMap(({ accountId }) =>
    world.regions.flatMap((region) =>
      kinds.flatMap((kind) =>
        world.ids(accountId, region, kind).map((assetId) => ({ accountId, region, assetId, kind })),
      ),
    ),
  );
  return { planted: world.planted(), present };
}

function expectedAfter(before: Snapshot, now: Snapshot): ExpectedFinding[] {
  const had = new Set(before.planted.map(({ assetId, condition }) => `${assetId} ${condition}`));
  const left = new Set(now.present.map((one) => one.assetId));
  return [
    ...expectedOf(now.planted),
    ...now.planted
      .filter(({ assetId, condition }) => !had.has(`${assetId} ${condition}`))
      .flatMap((one) => findingsOf(one, one.condition, RAISES_WHEN_NEW[one.condition] ?? [])),
    ...before.present
      .filter((one) => !left.has(one.assetId))
      .flatMap((one) => findingsOf(one, 'deleted', RAISES_WHEN_GONE[one.kind] ?? [])),
  ];
}

/** What two runs over the default world must find, the first in epoch 0 and the second in epoch 1. */
export function expectedOfDefaultWorld(): readonly [ExpectedFinding[], ExpectedFinding[]] {
  const world = new LazyWorld(completeScenario({}), 0);
  const first = look(world);
  world.epoch = 1;
  return [expectedOf(first.planted), expectedAfter(first, look(world))];
}

const COLUMNS = ['account', 'region', 'asset', 'checker', 'severity', 'condition'] as const;

/** What has to be found, as a CSV file: a line for each finding, with its epoch. */
export function expectedFile(): string {
  const lines = expectedOfDefaultWorld().flatMap((findings, epoch) =>
    findings.map((one) => [epoch, ...COLUMNS.map((name) => one[name])].join(',')).sort(),
  );
  return `${[['epoch', ...COLUMNS].join(','), ...lines].join('\n')}\n`;
}
