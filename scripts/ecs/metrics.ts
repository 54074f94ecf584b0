import { defineMetric } from '../../lib/define';
import { instances } from './collectors/instances';

const dashboard = {
  of: instances,
  namespace: 'acs_ecs_dashboard',
  statistic: 'Average',
  dimension: 'instanceId',
} as const;

/** A share of a whole; a bandwidth may exceed its limit for a while. */
const SHARE = { unit: '%', range: [0, 100] } as const;

/** The average of 15 minutes: a short peak is no finding. */
const QUARTER_HOUR = 900;

export const cpuUtilization = defineMetric({
  ...dashboard,
  ...SHARE,
  id: 'ecs-cpu',
  title: { zh: 'CPU 使用率', en: 'CPU utilisation' },
  metric: 'CPUUtilization',
  period: QUARTER_HOUR,
});

/** Agent only. */
export const memoryUtilization = defineMetric({
  ...dashboard,
  ...SHARE,
  id: 'ecs-memory',
  title: { zh: '内存使用率', en: 'Memory utilisation' },
  metric: 'memory_usedutilization',
  period: QUARTER_HOUR,
});

/** Loop devices (snaps) and CD images are read-only and full by nature. */
const READ_ONLY =
  /^(\/dev\/)?(loop\d+(p\d+)?|sr\d+|scd\d+|cdrom|dvd|squashfs|iso9660)$|^\/snap\/|\.(iso|img|squashfs|snap)$/i;

/** Agent only; one point per device. */
export const fileSystemUtilization = defineMetric({
  ...dashboard,
  ...SHARE,
  id: 'ecs-file-system',
  title: { zh: '文件系统使用率', en: 'File-system utilisation' },
  metric: 'diskusage_utilization',
  period: QUARTER_HOUR,
  part: 'device',
  counts: (device) => !READ_ONLY.test(device),
});

/** Agent only. */
export const load5m = defineMetric({
  ...dashboard,
  id: 'ecs-load',
  title: { zh: '5 分钟负载', en: '5-minute load' },
  metric: 'load_5m',
  period: QUARTER_HOUR,
  unit: '',
});

/** One point per public address. */
export const internetOutRatio = defineMetric({
  ...dashboard,
  id: 'ecs-internet-out',
  title: { zh: '公网出带宽使用率', en: 'Internet outbound bandwidth utilisation' },
  metric: 'VPC_PublicIP_InternetOutRate_Percent',
  period: QUARTER_HOUR,
  part: 'ip',
  unit: '%',
  when: ({ instanceNetworkType }) => instanceNetworkType === 'vpc',
});

export const classicInternetOutRatio = defineMetric({
  ...dashboard,
  id: 'ecs-classic-internet-out',
  title: { zh: '经典网络公网出带宽使用率', en: 'Internet outbound bandwidth utilisation in the classic network' },
  metric: 'InternetOutRate_Percent',
  period: QUARTER_HOUR,
  unit: '%',
  when: ({ instanceNetworkType }) => instanceNetworkType === 'classic',
});

export const intranetIn = defineMetric({
  ...dashboard,
  id: 'ecs-intranet-in',
  title: { zh: '内网流入速率', en: 'Inbound rate of the private network' },
  metric: 'IntranetInRate',
  period: QUARTER_HOUR,
  unit: 'bit/s',
});

export const intranetOut = defineMetric({
  ...dashboard,
  id: 'ecs-intranet-out',
  title: { zh: '内网流出速率', en: 'Outbound rate of the private network' },
  metric: 'IntranetOutRate',
  period: QUARTER_HOUR,
  unit: 'bit/s',
});

export const packetInDrop = defineMetric({
  ...dashboard,
  ...SHARE,
  id: 'ecs-packet-in-drop',
  title: { zh: '入方向丢包率', en: 'Inbound packet loss' },
  metric: 'packetInDropRates',
  statistic: 'Maximum',
  period: QUARTER_HOUR,
});

export const packetOutDrop = defineMetric({
  ...dashboard,
  ...SHARE,
  id: 'ecs-packet-out-drop',
  title: { zh: '出方向丢包率', en: 'Outbound packet loss' },
  metric: 'packetOutDropRates',
  statistic: 'Maximum',
  period: QUARTER_HOUR,
});
