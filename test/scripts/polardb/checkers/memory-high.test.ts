import { memoryHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, nodes, now } from '../fixtures';
import { CREATING, MOVED, ORACLE, POSTGRES, reading, STOPPED } from '../usage';

const memory = (value: number | undefined, more: object = {}) => ({
  metrics: { ...reading('polardb-memory-mysql')(value).metrics, ...more },
});
const high = { message: 'high', severity: 'warning' } as const;
testChecker(memoryHigh, {
  healthy: { asset: cluster, ...memory(0.1), now },
  pass: {
    'a warm buffer pool': memory(85),
    'exactly the warning level': memory(90),
    'above the default, below a higher level': { ...memory(90.5), params: { warning: 91 } },
    'only the connections are many': memory(50, { 'polardb-connections-mysql': nodes(99) }),
  },
  fail: {
    'just above the warning level': {
      ...memory(90.01),
      ...high,
      text: {
        zh: 'PolarDB 集群 pc-1 节点 pi-1 的内存使用率为 90.01 %，高于 90 %',
        en: 'Memory of node pi-1 of PolarDB cluster pc-1 is 90.01 % used, above 90 %',
      },
    },
    'above the critical level alone': { ...memory(99), ...high, data: { threshold: 95 } },
    'above the critical level, and connections too': {
      ...memory(95.5, { 'polardb-connections-mysql': nodes(96) }),
      message: 'high',
      severity: 'critical',
      data: { signs: ['cluster_connection_utilization: 96'] },
    },
    'above a lower critical level, and IOPS too': {
      ...memory(93, { 'polardb-iops-mysql': nodes(92.5) }),
      params: { critical: 92 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 92 },
    },
    PostgreSQL: {
      asset: POSTGRES,
      ...memory(undefined, { 'polardb-memory-postgres': nodes(91) }),
      ...high,
      data: { value: 91 },
    },
  },
  skip: {
    Oracle: { asset: ORACLE },
    'stopped, so there is no data': { asset: STOPPED, ...memory(undefined) },
    'not there yet': { asset: CREATING, ...memory(undefined) },
  },
  unknown: {
    'no data': memory(undefined),
    'no engine': { asset: { dBType: undefined }, ...memory(99) },
    'being moved, without data': { asset: MOVED, ...memory(undefined) },
  },
});
