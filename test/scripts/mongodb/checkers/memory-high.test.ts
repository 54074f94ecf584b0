import { memoryHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(memoryHigh, {
  healthy: { asset: instance, metrics: { 'mongodb-memory-replica': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'mongodb-memory-replica': 80 } },
    'above the default, below a higher level': { metrics: { 'mongodb-memory-replica': 80.5 }, params: { warning: 81 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'mongodb-memory-replica': 80.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'MongoDB 实例 dds-1 的内存使用率最高为 80.01 %，高于 80 %',
        en: 'Memory of MongoDB instance dds-1 is up to 80.01 % used, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'mongodb-memory-replica': 90 },
      message: 'high',
      severity: 'warning',
      data: { value: 90, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { 'mongodb-memory-replica': 90.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 90.01, threshold: 90 },
    },
    'a lower critical level': {
      metrics: { 'mongodb-memory-replica': 89 },
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
    'a sharded cluster': {
      asset: { dBInstanceType: 'sharding', replicationFactor: undefined },
      metrics: { 'mongodb-memory-sharding': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'a standalone instance': {
      asset: { replicationFactor: '1' },
      metrics: { 'mongodb-memory-replica': undefined, 'mongodb-memory-single': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'number of nodes not told, replica set': {
      asset: { replicationFactor: undefined },
      metrics: { 'mongodb-memory-replica': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'number of nodes not told, standalone': {
      asset: { replicationFactor: undefined },
      metrics: { 'mongodb-memory-replica': undefined, 'mongodb-memory-single': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
  },
  unknown: {
    'no data': { metrics: { 'mongodb-memory-replica': undefined } },
    'an architecture that is not known': { asset: { dBInstanceType: 'serverless' } },
  },
});
