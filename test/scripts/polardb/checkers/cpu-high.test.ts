import { cpuHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, nodes, now } from '../fixtures';

testChecker(cpuHigh, {
  healthy: { asset: cluster, metrics: { 'polardb-cpu-mysql': nodes(0.1) }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'polardb-cpu-mysql': nodes(80) } },
    'above the default, below a higher level': {
      metrics: { 'polardb-cpu-mysql': nodes(80.5) },
      params: { warning: 81 },
    },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'polardb-cpu-mysql': nodes(80.01) },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'PolarDB 集群 pc-1 节点 pi-1 的 CPU 使用率为 80.01 %，高于 80 %',
        en: 'CPU of node pi-1 of PolarDB cluster pc-1 is 80.01 % used, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'polardb-cpu-mysql': nodes(90) },
      message: 'high',
      severity: 'warning',
      data: { value: 90, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { 'polardb-cpu-mysql': nodes(90.01) },
      message: 'high',
      severity: 'critical',
      data: { value: 90.01, threshold: 90 },
    },
    'a lower critical level': {
      metrics: { 'polardb-cpu-mysql': nodes(89) },
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
    PostgreSQL: {
      asset: { dBType: 'PostgreSQL' },
      metrics: { 'polardb-cpu-postgres': nodes(91) },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    Oracle: {
      asset: { dBType: 'Oracle' },
      metrics: { 'polardb-cpu-oracle': nodes(91) },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
  },
  unknown: {
    'no data': { metrics: { 'polardb-cpu-mysql': undefined } },
    'an engine that is not known': { asset: { dBType: undefined } },
  },
});
