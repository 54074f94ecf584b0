import { nasExpiring, renewals } from '../../../../scripts/nas';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases, renewalCases } from '../../../harness/tables';
import { renewalRecord } from '../../bss/renewal-record';
import { now } from '../../ecs/fixtures';
import { fileSystem } from '../fixtures';

const ending = (expiredTime: Date | undefined) => ({ asset: { expiredTime } });
const expiry = expiryCases({ zh: '文件系统 extreme-1（share）', en: 'File system extreme-1 (share)' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(renewals, fileSystem.id, status)] },
});
const renewing = renewalCases(ending, renewal, (createTime) => ({ asset: { createTime } }), {
  message: 'failing' as const,
  text: {
    zh: '文件系统 extreme-1（share）将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'File system extreme-1 (share) expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});
testChecker(nasExpiring, {
  healthy: { asset: fileSystem, ...renewal('ManualRenewal'), now },
  pass: { ...expiry.pass, ...renewing.pass },
  fail: { ...expiry.fail, ...renewing.fail },
  skip: {
    ...renewing.skip,
    'pay-as-you-go': { asset: { chargeType: 'PayAsYouGo' } },
    'a storage plan': { asset: { chargeType: 'Package' } },
  },
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...expiry.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
