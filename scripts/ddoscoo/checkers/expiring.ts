import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';

export const ddoscooExpiring = defineExpiryChecker({
  id: 'ddoscoo-expiring',
  asset: instances,
  subject: { zh: 'DDoS 高防实例 {{id}}（{{name}}）', en: 'Anti-DDoS instance {{id}} ({{name}})' },
  title: { zh: 'DDoS 高防实例即将到期', en: 'Anti-DDoS instance is about to expire' },
  why: {
    zh: '到期后高防停止防护，随后停止转发业务流量，接入的业务中断。',
    en: 'After that day it protects nothing, and soon after it forwards nothing: all that is behind it is down.',
  },
  remedy: {
    zh: '为高防实例续费或开启自动续费；不再使用的，先把解析切回源站。',
    en: 'Renew the instance or switch its auto-renewal on; if it is not wanted any more, point the names back at their servers first.',
  },
  docs: 'https://help.aliyun.com/zh/anti-ddos/anti-ddos-pro-and-premium/developer-reference/api-ddoscoo-2020-01-01-describeinstances',
  expiresAt: ({ expireTime }) => expireTime,
  startedAt: ({ createTime }) => createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
});
