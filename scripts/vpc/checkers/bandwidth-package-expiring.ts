import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { bandwidthPackageRenewals } from '../collectors/bandwidth-package-renewals';
import { commonBandwidthPackages } from '../collectors/common-bandwidth-packages';

export const bandwidthPackageExpiring = defineExpiryChecker({
  id: 'vpc-bandwidth-package-expiring',
  asset: commonBandwidthPackages,
  subject: { zh: '共享带宽 {{id}}', en: 'Shared bandwidth {{id}}' },
  title: { zh: '共享带宽即将到期', en: 'Shared bandwidth expires soon' },
  why: {
    zh: '到期后共享带宽停止服务，其中所有弹性公网 IP 都不再转发流量。',
    en: 'When it expires every elastic IP address in it stops forwarding.',
  },
  remedy: {
    zh: '为共享带宽续费或设置自动续费，或先把其中的 IP 移出。',
    en: 'Renew it or have it renewed automatically, or first move its addresses out.',
  },
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describecommonbandwidthpackages',
  related: { renewal: bandwidthPackageRenewals },
  optional: ['renewal'],
  plan: renewing,
  chargeType: (each) => each.instanceChargeType,
  expiresAt: (each) => each.expiredTime,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  startedAt: (each) => each.creationTime,
});
