import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { accelerators } from '../collectors/accelerators';
import { renewals } from '../collectors/renewals';

export const gaExpiring = defineExpiryChecker({
  id: 'ga-expiring',
  asset: accelerators,
  subject: { zh: '全球加速实例 {{id}}（{{name}}）', en: 'Accelerator {{id}} ({{name}})' },
  title: { zh: '全球加速实例即将到期', en: 'Accelerator is about to expire' },
  why: {
    zh: '到期后加速停止，随后加速 IP 与配置一起释放，指向它的域名无法访问。',
    en: 'After that day it accelerates nothing; its addresses and settings are released later, and names that point at it are down.',
  },
  remedy: { zh: '为加速实例续费或开启自动续费。', en: 'Renew the accelerator or switch its auto-renewal on.' },
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listaccelerators',
  chargeType: ({ instanceChargeType }) => instanceChargeType,
  expiresAt: ({ expiredTime }) => expiredTime,
  startedAt: ({ createTime }) => createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
});
