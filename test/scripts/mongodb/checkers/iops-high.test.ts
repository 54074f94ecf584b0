import { iopsHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(iopsHigh, {
  healthy: { asset: instance, metrics: { 'mongodb-iops-replica': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'mongodb-iops-replica': 80 } },
    'above the default, below a higher level': { metrics: { 'mongodb-iops-replica': 80.5 }, params: { warning: 81 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'mongodb-iops-replica': 80.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'MongoDB 实例 dds-1 的 IOPS 使用率最高为 80.01 %，高于 80 %',
        en: 'MongoDB instance dds-1 uses up to 80.01 % of its IOPS, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'mongodb-iops-replica': 90 },
      message: 'high',
      severity: 'warning',
      data: { value: 90, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { 'mongodb-iops-replica': 90.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 90.01, threshold: 90 },
    },
    'a lower critical level': {
      metrics: { 'mongodb-iops-replica': 89 },
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
    'a sharded cluster': {
      asset: { dBInstanceType: 'sharding', replicationFactor: undefined },
      metrics: { 'mongodb-iops-sharding': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
  },
  skip: {
    'a standalone instance': { asset: { replicationFactor: '1' }, metrics: { 'mongodb-iops-replica': undefined } },
  },
  unknown: {
    'no data': { metrics: { 'mongodb-iops-replica': undefined } },
    'an architecture that is not known': { asset: { dBInstanceType: 'serverless' } },
  },
});
