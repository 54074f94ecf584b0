import { statusAbnormal } from '../../../../scripts/rabbitmq';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { serving: {} },
  fail: {
    expired: {
      asset: { status: 'EXPIRED' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'RabbitMQ 实例 amqp-cn-1 的状态为 EXPIRED',
        en: 'The status of RabbitMQ instance amqp-cn-1 is EXPIRED',
      },
    },
    'being deployed for a day and a second': {
      asset: { status: 'DEPLOYING', orderCreateTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'being deployed for longer than a shorter time': {
      asset: { status: 'DEPLOYING', orderCreateTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'being deployed for a day': { asset: { status: 'DEPLOYING', orderCreateTime: inDays(-1) } },
    released: { asset: { status: 'RELEASED' } },
  },
  unknown: { 'no state': { asset: { status: undefined } } },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['orderCreateTime'],
});
