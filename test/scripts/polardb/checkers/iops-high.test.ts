import { iopsHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, nodes, now } from '../fixtures';

testChecker(iopsHigh, {
  healthy: { asset: cluster, metrics: { value: nodes(0.1) }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { value: nodes(80) } },
    'above the default, below a higher level': { metrics: { value: nodes(80.5) }, params: { warning: 81 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { value: nodes(80.01) },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'PolarDB 集群 pc-1 节点 pi-1 的 IOPS 使用率为 80.01 %，高于 80 %',
        en: 'Node pi-1 of PolarDB cluster pc-1 uses 80.01 % of its IOPS, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { value: nodes(90) },
      message: 'high',
      severity: 'warning',
      data: { value: 90, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { value: nodes(90.01) },
      message: 'high',
      severity: 'critical',
      data: { value: 90.01, threshold: 90 },
    },
    'a lower critical level': {
      metrics: { value: nodes(89) },
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
  },
  skip: { PostgreSQL: { asset: { dBType: 'PostgreSQL' } } },
  unknown: {
    'no data': { metrics: { value: undefined } },
  },
});
