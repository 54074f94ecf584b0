import { defineMetric } from '../../lib/define';
import { loadBalancers } from './collectors/load-balancers';

const dashboard = { of: loadBalancers, namespace: 'acs_slb_dashboard', dimension: 'instanceId' } as const;

/** How much of what the specification allows: the peak of five minutes, because what is above it is dropped. */
const utilization = { ...dashboard, statistic: 'Maximum', period: 300, unit: '%' } as const;

export const maxConnectionUtilization = defineMetric({
  ...utilization,
  id: 'slb-max-connection',
  title: { zh: '最大连接数使用率', en: 'Concurrent connections, of the specification' },
  metric: 'InstanceMaxConnectionUtilization',
});

export const newConnectionUtilization = defineMetric({
  ...utilization,
  id: 'slb-new-connection',
  title: { zh: '新建连接数使用率', en: 'New connections, of the specification' },
  metric: 'InstanceNewConnectionUtilization',
});

/** Only what faces the internet has a bandwidth of its own. */
export const outboundUtilization = defineMetric({
  ...utilization,
  id: 'slb-outbound-bandwidth',
  title: { zh: '出带宽使用率', en: 'Outbound bandwidth utilisation' },
  metric: 'InstanceTrafficTXUtilization',
  when: (lb) => lb.addressType !== 'intranet',
});

/** Layer 7 only. */
export const qpsUtilization = defineMetric({
  ...utilization,
  id: 'slb-qps-utilization',
  title: { zh: 'QPS 使用率', en: 'Requests per second, of the specification' },
  metric: 'InstanceQpsUtilization',
});

const quarter = { ...dashboard, statistic: 'Average', period: 900 } as const;

export const dropConnection = defineMetric({
  ...quarter,
  id: 'slb-drop-connection',
  title: { zh: '丢弃连接数', en: 'Dropped connections' },
  metric: 'InstanceDropConnection',
  unit: 'count/s',
});

export const dropPacketOut = defineMetric({
  ...quarter,
  id: 'slb-drop-packet-out',
  title: { zh: '出方向丢弃包数', en: 'Dropped outbound packets' },
  metric: 'InstanceDropPacketTX',
  unit: 'count/s',
});

export const dropTrafficOut = defineMetric({
  ...quarter,
  id: 'slb-drop-traffic-out',
  title: { zh: '出方向丢弃流量', en: 'Dropped outbound traffic' },
  metric: 'InstanceDropTrafficTX',
  unit: 'bit/s',
});

/** Layer 7 only, as is the next one. */
export const statusCode5xx = defineMetric({
  ...quarter,
  id: 'slb-status-5xx',
  title: { zh: '5xx 应答数', en: 'Answers with status 5xx' },
  metric: 'InstanceStatusCode5xx',
  unit: 'count/s',
});

export const qps = defineMetric({
  ...quarter,
  id: 'slb-qps',
  title: { zh: '每秒请求数', en: 'Requests per second' },
  metric: 'InstanceQps',
  unit: 'count/s',
});

/** Of layer 4 and 7 together. */
export const newConnections = defineMetric({
  ...quarter,
  id: 'slb-new-connections',
  title: { zh: '每秒新建连接数', en: 'New connections per second' },
  metric: 'InstanceNewConnection',
  unit: 'count/s',
});
