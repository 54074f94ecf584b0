import { diskHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(diskHigh, {
  healthy: { asset: instance, metrics: { 'mongodb-disk-replica': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'mongodb-disk-replica': 80 } },
    'above the default, below a higher level': { metrics: { 'mongodb-disk-replica': 80.5 }, params: { warning: 81 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'mongodb-disk-replica': 80.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'MongoDB 实例 dds-1 的磁盘使用率最高为 80.01 %，高于 80 %',
        en: 'The disk of MongoDB instance dds-1 is up to 80.01 % full, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'mongodb-disk-replica': 90 },
      message: 'high',
      severity: 'warning',
      data: { value: 90, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { 'mongodb-disk-replica': 90.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 90.01, threshold: 90 },
    },
    'a lower critical level': {
      metrics: { 'mongodb-disk-replica': 89 },
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
    'a sharded cluster': {
      asset: { dBInstanceType: 'sharding', replicationFactor: undefined },
      metrics: { 'mongodb-disk-sharding': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'a standalone instance': {
      asset: { replicationFactor: '1' },
      metrics: { 'mongodb-disk-replica': undefined, 'mongodb-disk-single': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'number of nodes not told, replica set': {
      asset: { replicationFactor: undefined },
      metrics: { 'mongodb-disk-replica': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'number of nodes not told, standalone': {
      asset: { replicationFactor: undefined },
      metrics: { 'mongodb-disk-replica': undefined, 'mongodb-disk-single': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
  },
  unknown: {
    'no data': { metrics: { 'mongodb-disk-replica': undefined } },
    'an architecture that is not known': { asset: { dBInstanceType: 'serverless' } },
  },
});
