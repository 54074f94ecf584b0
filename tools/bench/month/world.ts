/** A well-run account: what its teams do every day, in an emulated world. */
import type { EpisodeScenario, Scenario } from '../../../emulator';

type SizedScenario = Scenario & { readonly instances: number };

/** About 2,000 assets of all products; the many calls for single databases are kept few. */
const SIZES = {
  instances: 350,
  disksPerInstance: 2,
  snapshots: 10,
  securityGroups: 6,
  scalingGroups: 4,
  systemEvents: 10,
  clusters: 4,
  albs: 8,
  albServerGroups: 4,
  nlbs: 6,
  nlbListeners: 6,
  nlbServerGroups: 4,
  loadBalancers: 14,
  serverCertificates: 8,
  rdsInstances: 20,
  redisInstances: 10,
  mongoInstances: 8,
  polardbClusters: 8,
  esInstances: 8,
  kafkaInstances: 8,
  rocketmqInstances: 6,
  rabbitmqInstances: 4,
  dtsJobs: 12,
  mseClusters: 6,
  emrClusters: 4,
  functions: 16,
  applications: 12,
  eips: 24,
  natGateways: 8,
  vpnGateways: 4,
  vpnConnections: 6,
  bandwidthPackages: 6,
  vSwitches: 18,
  borderRouters: 8,
  fileSystems: 10,
  backupJobs: 10,
  buckets: 8,
  kmsKeys: 8,
  users: 8,
  userGroups: 3,
  cdnDomains: 12,
  certificates: 12,
  domainNames: 8,
  subscriptions: 20,
  resourcePackages: 4,
  savingsPlans: 4,
  accelerators: 4,
  basicAccelerators: 2,
  gaPackages: 4,
  ddosInstances: 4,
  ddosSites: 6,
  vpcEndpoints: 6,
  endpointServices: 3,
  dnsInstances: 4,
  configResults: 20,
  configMembers: 10,
  advices: 20,
  securityServers: 40,
  hbaseClusters: 4,
  gatewayInstances: 3,
  apiGroups: 10,
  modelServices: 6,
  privateZones: 8,
  resolverEndpoints: 2,
  logProjects: 6,
  logstores: 18,
  odpsProjects: 4,
};

/** What is there all the time, by count. */
const HABITS: Readonly<Record<string, number>> = {
  'ecs-monthly': 120,
  'ecs-cpu-minute': 10,
  'disk-snapshot-weekly': 80,
  'rds-monthly': 4,
  'rds-memory-usual': 3,
  'rds-backup-weekdays': 4,
  'redis-monthly': 3,
  'nas-monthly': 2,
  'ga-package-monthly': 2,
  'ddos-monthly': 1,
  'alidns-monthly': 1,
  'slb-dev': 2,
  'alb-dev': 2,
  'vswitch-small': 5,
  'bss-not-renewed': 2,
  'domain-renewing': 2,
};

/** Hours after the start of day `d` (0 is the first), at an hour of the day in China. */
const at = (d: number, hour: number) => d * 24 + hour;

/** Instances of a scaling group that come in the morning and go in the evening. */
function scaling(days: number, each: number): EpisodeScenario[] {
  return range(days).flatMap((d) =>
    range(each).flatMap((n) =>
      comesAndGoes(`scaled-${d}-${n}`, 'ecs-scaling', at(d, 9 + (n % 3) / 2), at(d, 20 + (n % 4) / 2)),
    ),
  );
}

/** A spot fleet: an instance lives for some days, is recycled, and another one takes its place. */
function fleet(days: number, size: number): EpisodeScenario[] {
  const lifetime = 52;
  return range(size).flatMap((n) =>
    range(Math.ceil((days * 24 + lifetime) / lifetime)).flatMap((generation) => {
      const from = Math.max(0, generation * lifetime - n * 8);
      const to = (generation + 1) * lifetime - n * 8;
      const asset = `spot-${n}-${generation}`;
      // Five minutes of thirty: one run in six sees it.
      const seen = (generation + n) % 6 === 0;
      const recycled = seen ? [{ asset, condition: 'ecs-spot-recycling', from: to - 0.5, to }] : [];
      return to <= 0 ? [] : [...comesAndGoes(asset, 'ecs-spot-fleet', from, to), ...recycled];
    }),
  );
}

/** Development machines that are stopped for the night and at weekends. */
function nights(days: number, count: number): EpisodeScenario[] {
  return range(count).flatMap((n) =>
    range(days).map((d) => ({
      asset: `dev-${n}`,
      condition: 'ecs-stopped-nightly',
      from: at(d, 21 + (n % 4) / 2),
      to: at(d + 1, 8),
    })),
  );
}

/** A deployment a day; a run sees it every third day. */
function deployments(days: number): EpisodeScenario[] {
  return range(Math.ceil(days / 3)).flatMap((n) => [
    { asset: `service-${n % 3}`, condition: 'slb-rolling', from: at(3 * n, 10), to: at(3 * n, 10.5) },
    { asset: `api-${n % 2}`, condition: 'alb-deploying', from: at(3 * n + 1, 15), to: at(3 * n + 1, 15.5) },
  ]);
}

/** Reboots that the cloud plans for two weeks ahead, and that the team does in a night of its own before. */
function maintenance(days: number): EpisodeScenario[] {
  return [1, 12, 22]
    .filter((d) => d < days)
    .map((d, n) => ({ asset: `planned-${n}`, condition: 'ecs-event-planned', from: at(d, 11), to: at(d + 4, 2) }));
}

function comesAndGoes(asset: string, condition: string, from: number, to: number): EpisodeScenario[] {
  const before = from > 0 ? [{ asset, absent: 'instance', from: 0, to: from }] : [];
  return [...before, { asset, condition, from, to }, { asset, absent: 'instance', from: to }];
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);

/**
 * The world of a quiet account.
 *
 * @param share of the full size, for tests; its habits shrink alike
 */
export function quietWorld(days: number, share = 1): SizedScenario {
  const scaled = (count: number) => Math.max(1, Math.round(count * share));
  const part = (sizes: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(sizes).map(([name, count]) => [name, scaled(count)]));
  const timeline = [
    ...scaling(days, scaled(8)),
    ...fleet(days, scaled(6)),
    ...nights(days, scaled(12)),
    ...deployments(days),
    ...maintenance(days),
  ];
  // What comes and goes has places of its own.
  const passing = new Set(timeline.filter((one) => one.absent !== undefined).map((one) => one.asset)).size;
  return {
    seed: 14,
    regions: ['cn-hangzhou'],
    ...part({ ...SIZES }),
    disksPerInstance: SIZES.disksPerInstance,
    loadBalancers: Math.max(6, scaled(SIZES.loadBalancers)),
    albs: Math.max(5, scaled(SIZES.albs)),
    instances: scaled(SIZES.instances) + passing,
    plant: part(HABITS),
    timeline,
  };
}

/** Why an event of warning or above is right in a quiet account. */
export interface Right {
  readonly checker: string;
  readonly severity: string;
  /** Of the asset, at that moment. */
  readonly condition: string;
  readonly why: string;
}

/** Everything of warning or above that a quiet account may be told. */
export const RIGHT: readonly Right[] = [
  {
    checker: 'ecs-system-event',
    severity: 'warning',
    condition: 'ecs-event-planned',
    why: 'a reboot is planned in two weeks, and somebody has to choose when',
  },
];
