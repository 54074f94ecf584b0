import type { Product } from '../../define';
import { emulated } from '../../emulated';
import { describeSystemEventAttribute } from './events';
import {
  describeMetricLast,
  describeMetricList,
  describeMetricMetaList,
  describeMonitoringAgentStatuses,
} from './points';

const api: Product = {
  code: 'cms',
  aliases: ['metrics'],
  version: '2019-01-01',
  actions: [
    describeMetricLast,
    describeMetricList,
    describeMetricMetaList,
    describeMonitoringAgentStatuses,
    describeSystemEventAttribute,
  ],
};

export const cms = emulated({
  products: [api],
  kinds: {
    systemEvent: { prefix: 'event-', size: 'systemEvents', usual: 12 },
  },
  conditions: {
    'cms-rds-failover': {
      kind: 'systemEvent',
      detail: 'an RDS instance failed over 10 minutes ago, Executed',
      usual: false,
    },
    'cms-redis-failover': {
      kind: 'systemEvent',
      detail: 'a Redis instance failed over 10 minutes ago, Executed',
      usual: false,
    },
    'cms-event-critical': {
      kind: 'systemEvent',
      detail: 'SystemMaintenance.Reboot of an instance is scheduled, CRITICAL',
    },
    'cms-event-warning': { kind: 'systemEvent', detail: 'the performance of a burstable instance is restricted, WARN' },
    'cms-blackhole': { kind: 'systemEvent', detail: 'an address went into a blackhole 10 minutes ago, CRITICAL' },
    'cms-spot-interruption': { kind: 'systemEvent', detail: 'a spot instance was interrupted 10 minutes ago, WARN' },
  },
  raises: {
    'cms-rds-failover': ['cms-system-event warning'],
    'cms-redis-failover': ['cms-system-event warning'],
    'cms-event-critical': ['cms-system-event critical'],
    'cms-event-warning': ['cms-system-event warning'],
    'cms-blackhole': ['cms-ddos-blackhole critical'],
    'cms-spot-interruption': ['cms-spot-interruption warning'],
  },
});
