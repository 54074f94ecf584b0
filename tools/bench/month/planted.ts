/** Real incidents, each of them one that an operator wants to be woken for or told the same day. */
import type { EpisodeScenario } from '../../../emulator';

export interface Incident {
  /** The condition of the emulator's world that it is. */
  readonly condition: string;
  /** What has to find it, and how severe an experienced operator calls it. */
  readonly checker: string;
  readonly severity: 'critical' | 'error' | 'warning';
  /** Hours that it lasts; 6 by default. */
  readonly hours?: number;
}

const incident = (condition: string, found: string, more: Partial<Incident> = {}): Incident => {
  const [checker = '', severity = ''] = found.split(' ');
  if (severity !== 'critical' && severity !== 'error' && severity !== 'warning')
    throw new Error(`no severity: ${found}`);
  return { condition, checker, severity, ...more };
};

export const INCIDENTS: readonly Incident[] = [
  // Compute
  incident('ecs-security-locked', 'ecs-locked critical'),
  incident('ecs-expired-locked', 'ecs-expiring critical', { hours: 24 }),
  incident('ecs-halted', 'ecs-status-abnormal error'),
  incident('ecs-event-executing', 'ecs-system-event critical'),
  incident('ecs-event-inquiring', 'ecs-system-event critical'),
  incident('ecs-impaired', 'ecs-impaired critical'),
  incident('ecs-cpu-critical', 'ecs-cpu-high critical'),
  incident('ecs-memory-critical', 'ecs-memory-high critical'),
  incident('ecs-fs-critical', 'ecs-fs-usage-high critical'),
  incident('ecs-load-critical', 'ecs-load-high critical'),
  incident('ecs-packet-drop-critical', 'ecs-packet-drop critical'),
  // Four days before its end, and still not renewed: it stops this week.
  incident('ecs-renewal-failed', 'ecs-expiring critical', { hours: 20 }),
  incident('snapshot-failed', 'ecs-snapshot-failed warning'),
  incident('sg-open-all', 'ecs-sg-open-all critical'),
  incident('sg-open-halves', 'ecs-sg-open-all critical'),
  incident('ess-suspended', 'ess-suspended error'),
  incident('ack-unavailable', 'ack-state critical'),
  incident('ack-node-not-ready', 'ack-node critical'),
  // Network
  incident('slb-unhealthy-all', 'slb-unhealthy critical'),
  incident('slb-locked', 'slb-status-abnormal critical'),
  incident('slb-5xx-critical', 'slb-5xx critical'),
  incident('slb-connection-critical', 'slb-connection-high critical'),
  incident('alb-unhealthy', 'alb-unhealthy critical'),
  incident('alb-5xx-critical', 'alb-5xx critical'),
  incident('alb-inactive', 'alb-locked warning'),
  incident('nlb-inactive', 'nlb-locked warning'),
  incident('nlb-locked', 'nlb-locked critical'),
  incident('eip-locked', 'vpc-eip-locked critical'),
  incident('nat-session-critical', 'vpc-nat-session-high critical'),
  incident('nat-drop', 'vpc-nat-drop error'),
  incident('vpn-down', 'vpc-vpn-tunnel-down critical'),
  incident('vbr-terminated', 'vpc-vbr-inactive critical'),
  incident('vbr-loss-critical', 'vpc-vbr-loss-high critical'),
  incident('vswitch-ip-low', 'vpc-vswitch-ip-low error'),
  incident('cbwp-high-critical', 'vpc-bandwidth-package-high critical'),
  // What happened is over, and stays on the list of events for two days: how long it is told is the checker's business.
  incident('cms-blackhole', 'cms-ddos-blackhole critical', { hours: 48 }),
  // Databases
  incident('rds-locked', 'rds-locked critical'),
  incident('rds-disk-critical', 'rds-disk-high critical'),
  incident('rds-conn-critical', 'rds-conn-high critical'),
  incident('rds-cpu-critical', 'rds-cpu-high critical'),
  incident('rds-backup-missing', 'rds-backup-missing critical'),
  incident('rds-whitelist-open', 'rds-whitelist-open error'),
  incident('cms-rds-failover', 'cms-system-event warning', { hours: 48 }),
  incident('cms-redis-failover', 'cms-system-event warning', { hours: 48 }),
  incident('redis-status-abnormal', 'redis-status-abnormal critical'),
  incident('redis-conn-critical', 'redis-conn-high critical'),
  incident('mongo-disk-critical', 'mongodb-disk-high critical'),
  incident('polardb-locked', 'polardb-locked critical'),
  incident('es-red', 'es-status critical'),
  incident('kafka-disk-critical', 'kafka-disk-high critical'),
  incident('rocketmq-stopped', 'rocketmq-status-abnormal critical'),
  incident('nas-stopped', 'nas-status-abnormal critical'),
  incident('hbr-failed', 'hbr-failed error', { hours: 30 }),
  // Money, keys and certificates
  incident('bss-balance-critical', 'bss-balance-low critical'),
  incident('bss-expiring-critical', 'bss-expiring critical', { hours: 30 }),
  incident('bss-plan-stopped', 'bss-plan-expiring warning'),
  incident('domain-expiring-critical', 'domain-expiring critical', { hours: 30 }),
  incident('slb-cert-expired', 'slb-cert-expiring critical', { hours: 30 }),
  incident('cas-expiring-critical', 'cas-cert-expiring critical', { hours: 30 }),
  incident('cdn-cert-mismatch', 'cdn-cert-expiring critical', { hours: 30 }),
  incident('kms-pending-deletion', 'kms-pending error', { hours: 30 }),
  incident('oss-public-write', 'oss-public critical'),
  incident('ram-root-key', 'ram-root-ak critical', { hours: 30 }),
  incident('sas-alarm-serious', 'sas-alarm critical'),
];

export interface Planted extends Incident {
  /** Its asset's name in the timeline. */
  readonly asset: string;
  /** Hours after the start. */
  readonly from: number;
  readonly to: number;
}

/** The first day is a quiet one, and the last incident has time to recover. */
const FIRST_HOUR = 24;
const LAST_HOURS = 36;

/** Spreads incidents over the days, at changing times of the day. */
export function spread(incidents: readonly Incident[], days: number): Planted[] {
  const room = Math.max(1, days * 24 - FIRST_HOUR - LAST_HOURS);
  return incidents.map((one, n) => {
    const from = FIRST_HOUR + Math.floor((n * room * 2) / incidents.length) / 2;
    const { hours = 6 } = one;
    return { ...one, asset: `incident-${n}-${one.condition}`, from, to: from + hours };
  });
}

export function episodesOf(planted: readonly Planted[]): EpisodeScenario[] {
  return planted.map(({ asset, condition, from, to }) => ({ asset, condition, from, to }));
}
