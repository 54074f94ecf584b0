import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { basicAccelerators } from '../collectors/basic-accelerators';
import { basicRenewals } from '../collectors/basic-renewals';

export const basicExpiring = defineExpiryChecker({
  id: 'ga-basic-expiring',
  asset: basicAccelerators,
  subject: { zh: '基础型全球加速实例 {{id}}（{{name}}）', en: 'Basic accelerator {{id}} ({{name}})' },
  title: { zh: '基础型全球加速实例即将到期', en: 'Basic accelerator is about to expire' },
  why: {
    zh: '到期后三层加速停止，随后加速 IP 与配置一起释放。',
    en: 'After that day its layer-3 acceleration stops; its address and settings are released later.',
  },
  remedy: { zh: '为基础型实例续费或开启自动续费。', en: 'Renew the basic accelerator or switch its auto-renewal on.' },
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listbasicaccelerators',
  chargeType: ({ instanceChargeType }) => instanceChargeType,
  expiresAt: ({ expiredTime }) => expiredTime,
  startedAt: ({ createTime }) => createTime,
  related: { renewal: basicRenewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
});
