import { diskExpiring, diskInstances, diskRenewals } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { disk, inDays, now, where } from '../fixtures';

const cases = subscriptionCases({ zh: '云盘 d-1', en: 'Disk d-1' }, (expiredTime, how, creationTime) => ({
  asset: { expiredTime, creationTime },
  ...billed(diskRenewals, disk.id, how),
}));
const instance = (end: Date | undefined) => ({
  instance: [diskInstances.toAsset({ InstanceId: 'i-1', ExpiredTime: end?.toISOString() }, where)],
});

testChecker(diskExpiring, {
  healthy: { asset: disk, ...billed(diskRenewals, disk.id, 'hand'), now },
  ...cases,
  fail: {
    ...cases.fail,
    'ends long before its instance': {
      asset: { expiredTime: inDays(5), creationTime: undefined },
      related: instance(inDays(100)),
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    ...cases.skip,
    'ends with its instance': { asset: { expiredTime: inDays(5) }, related: instance(inDays(5, 3600)) },
    'pay-as-you-go': { asset: { diskChargeType: 'PostPaid', expiredTime: undefined } },
  },
  absentIsFact: [
    'creationTime',
    'related.renewal',
    'related.renewal.renewStatus',
    'related.instance',
    'related.instance.expiredTime',
  ],
  unknown: {
    ...cases.unknown,
    'no charge type': { asset: { diskChargeType: undefined } },
  },
});
