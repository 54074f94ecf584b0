import { lagHigh } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const at = new Date('2026-02-28T23:59:00Z');
const groups = (orders: number, audit: number) => ({
  metrics: {
    value: {
      value: Math.max(orders, audit),
      at,
      parts: [
        { part: 'orders', value: orders },
        { part: 'audit', value: audit },
      ].sort((a, b) => b.value - a.value),
    },
  },
});
testChecker(lagHigh, {
  healthy: { asset: instance, ...groups(0, 10), now },
  pass: {
    'exactly the warning level': groups(10_000, 0),
    'a higher level': { ...groups(10_001, 0), params: { warning: 20_000 } },
  },
  fail: {
    'one group above the warning level': {
      ...groups(10_001, 5),
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）的消费组 orders 堆积 10001 条消息，高于 10000；超过警告线的消费组：orders: 10001',
        en: 'Group orders of Kafka instance alikafka-1 (events) lags 10001 messages behind, above 10000; groups above the warning level: orders: 10001',
      },
    },
    'exactly the critical level': {
      ...groups(100_000, 0),
      message: 'high',
      severity: 'warning',
      data: { value: 100_000, threshold: 10_000 },
    },
    'two groups, one above the critical level': {
      ...groups(20_000, 100_001),
      message: 'high',
      severity: 'critical',
      data: { part: 'audit', parts: ['audit: 100001', 'orders: 20000'], threshold: 100_000 },
    },
    'a lower critical level': {
      ...groups(50_000, 0),
      params: { critical: 40_000 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 40_000 },
    },
  },
  skip: {
    'no consumer groups': { asset: { usedGroupCount: 0 }, metrics: { value: undefined } },
    confluent: { asset: { series: 'confluent' } },
    starting: { asset: { viewInstanceStatusCode: '22' } },
  },
  unknown: { 'no data': { metrics: { value: undefined } } },
  absentIsFact: ['series', 'usedGroupCount'],
});
