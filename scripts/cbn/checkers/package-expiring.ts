import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { bandwidthPackages } from '../collectors/bandwidth-packages';
import { renewals } from '../collectors/renewals';
import { unused } from '../unused';

export const packageExpiring = defineExpiryChecker({
  id: 'cbn-package-expiring',
  asset: bandwidthPackages,
  subject: { zh: '云企业网带宽包 {{id}}（{{name}}）', en: 'Bandwidth plan {{id}} ({{name}}) of CEN' },
  title: { zh: '云企业网带宽包即将到期', en: 'Bandwidth plan of CEN is about to expire' },
  why: {
    zh: '到期后跨地域带宽降为仅供测试的 1 Kbps，跨地域业务中断。',
    en: 'After that day 1 Kbit/s for tests is all that is left between the regions, and what spans them stops.',
  },
  remedy: { zh: '为带宽包续费或开启自动续费。', en: 'Renew the plan or switch its auto-renewal on.' },
  docs: 'https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-describecenbandwidthpackages',
  chargeType: (plan) => plan.bandwidthPackageChargeType,
  expiresAt: (plan) => plan.expiredTime,
  startedAt: (plan) => plan.creationTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: unused,
});
