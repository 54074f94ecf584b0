import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { bandwidthPackages } from '../collectors/bandwidth-packages';
import { packageRenewals } from '../collectors/package-renewals';

export const packageExpiring = defineExpiryChecker({
  id: 'ga-package-expiring',
  asset: bandwidthPackages,
  subject: { zh: '全球加速带宽包 {{id}}（{{name}}）', en: 'Bandwidth plan {{id}} ({{name}}) of Global Accelerator' },
  title: { zh: '全球加速带宽包即将到期', en: 'Bandwidth plan of Global Accelerator is about to expire' },
  why: {
    zh: '到期后绑定它的全球加速实例没有带宽，加速中断。',
    en: 'After that day the accelerators that it is bound to have no bandwidth, and acceleration stops.',
  },
  remedy: {
    zh: '为该全球加速带宽包续费或开启自动续费。',
    en: 'Renew the bandwidth plan or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listbandwidthpackages',
  chargeType: ({ chargeType }) => chargeType,
  expiresAt: ({ expiredTime }) => expiredTime,
  startedAt: ({ createTime }) => createTime,
  related: { renewal: packageRenewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  // Only the state of one that is free: nothing is lost when it ends, and that it costs money is another finding.
  skip: ({ state }) =>
    state === 'active' ? { zh: '没有绑定全球加速实例', en: 'it is bound to no accelerator' } : undefined,
});
