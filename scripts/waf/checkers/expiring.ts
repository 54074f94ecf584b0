import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { without } from '../owned';

export const wafExpiring = defineExpiryChecker({
  id: 'waf-expiring',
  asset: instances,
  subject: { zh: 'WAF 实例 {{instanceId}}', en: 'WAF instance {{instanceId}}' },
  data: ({ instanceId }) => ({ instanceId: instanceId ?? '' }),
  title: { zh: 'WAF 实例即将到期', en: 'WAF instance is about to expire' },
  why: {
    zh: '到期后 WAF 停止防护，随后释放配置并停止转发，CNAME 接入的网站将无法访问。',
    en: 'After that day WAF protects nothing, and later it is released with its settings: sites whose names point at it are down.',
  },
  remedy: {
    zh: '为 WAF 实例续费或开启自动续费；不再使用的，先把域名解析切回源站。',
    en: 'Renew the WAF instance or switch its auto-renewal on; if it is not wanted any more, point the names back at their servers first.',
  },
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describeinstance',
  chargeType: (instance) => instance.payType,
  expiresAt: (instance) => instance.endTime,
  startedAt: (instance) => instance.startTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: without,
});
