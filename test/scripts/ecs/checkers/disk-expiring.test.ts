import { diskExpiring, diskInstances, diskRenewals } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases, renewalCases } from '../../../harness/tables';
import { renewalRecord } from '../../bss/renewal-record';
import { disk, inDays, now, where } from '../fixtures';

const ending = (expiredTime: Date | undefined) => ({ asset: { expiredTime } });
const cases = expiryCases({ zh: '云盘 d-1', en: 'Disk d-1' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(diskRenewals, disk.id, status)] },
});
const renewals = renewalCases(ending, renewal, (creationTime) => ({ asset: { creationTime } }), {
  message: 'failing' as const,
  text: {
    zh: '云盘 d-1 将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'Disk d-1 expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});
const instance = (end: Date | undefined) => ({
  instance: [diskInstances.toAsset({ InstanceId: 'i-1', ExpiredTime: end?.toISOString() }, where)],
});

testChecker(diskExpiring, {
  healthy: { asset: disk, ...renewal('ManualRenewal'), now },
  pass: { ...cases.pass, ...renewals.pass },
  fail: {
    ...cases.fail,
    ...renewals.fail,
    'ends long before its instance': {
      asset: { expiredTime: inDays(5) },
      related: instance(inDays(100)),
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    ...renewals.skip,
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
