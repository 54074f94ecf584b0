import { statusAbnormal } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { instance, stopped } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {} },
  fail: {
    stopped: {
      ...stopped,
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'RocketMQ 实例 rmq-1（trade）的状态为 STOPPED',
        en: 'The status of RocketMQ instance rmq-1 (trade) is STOPPED',
      },
    },
  },
  skip: {
    changing: { asset: { status: 'CHANGING' } },
    'being created': { asset: { status: 'CREATING' } },
    released: { asset: { status: 'RELEASED' } },
  },
});
