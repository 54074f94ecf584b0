import { rocketmqExpiring } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const expiry = expiryCases(
  { zh: 'RocketMQ 实例 rmq-1（trade）', en: 'RocketMQ instance rmq-1 (trade)' },
  (expireTime) => ({ asset: { expireTime } }),
);
testChecker(rocketmqExpiring, {
  healthy: { asset: instance, now },
  ...expiry,
  skip: {
    'pay-as-you-go': { asset: { paymentType: 'PayAsYouGo' } },
    released: { asset: { status: 'RELEASED', expireTime: new Date('2026-01-01T00:00Z') } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
});
