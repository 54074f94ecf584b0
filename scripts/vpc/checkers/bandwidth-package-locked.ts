import { defineChecker, NO_FIX } from '../../../lib/define';
import { commonBandwidthPackages } from '../collectors/common-bandwidth-packages';

export const bandwidthPackageLocked = defineChecker({
  id: 'vpc-bandwidth-package-locked',
  asset: commonBandwidthPackages,
  title: { zh: '共享带宽业务状态异常', en: 'Shared bandwidth is locked' },
  why: {
    zh: '共享带宽欠费锁定后，其中所有弹性公网 IP 的公网流量都受影响。',
    en: 'When shared bandwidth is locked for overdue payment, the traffic of every address in it suffers.',
  },
  remedy: {
    zh: '结清欠费后共享带宽自动恢复。',
    en: 'Settle the bill that is overdue; the shared bandwidth is then unlocked.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describecommonbandwidthpackages',
  because: [
    { checker: 'vpc-bandwidth-package-expiring', message: 'expired', where: { businessStatus: 'FinancialLocked' } },
    { checker: 'account-overdue', where: { businessStatus: 'FinancialLocked' } },
  ],
  params: {},
  messages: {
    locked: {
      zh: '共享带宽 {{id}} 的业务状态为 {{businessStatus}}',
      en: 'The business status of shared bandwidth {{id}} is {{businessStatus}}',
    },
  },
  check({ id, businessStatus }, { pass, fail, skip, unknown }) {
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    if (businessStatus === 'Unactivated') return skip({ zh: '尚未开通', en: 'not activated yet' });
    return businessStatus === 'Normal' ? pass() : fail('locked', { id, businessStatus });
  },
});
