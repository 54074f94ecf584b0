import { defineSwitchChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { unbound } from '../unbound';

export const alidnsBlackholed = defineSwitchChecker({
  id: 'alidns-blackholed',
  asset: instances,
  title: { zh: '域名解析在黑洞中', en: 'Name is in a blackhole of DNS' },
  why: {
    zh: '对域名的 DNS 攻击超过防护能力时，DNS 服务器停止响应该域名的全部解析请求。',
    en: 'When an attack on its DNS exceeds the protection, the DNS servers answer no request for the name any more.',
  },
  remedy: {
    zh: '升级 DNS 攻击防护，或等待攻击结束后自动恢复。',
    en: 'Raise the DNS protection, or wait until the attack ends and it comes back.',
  },
  noFix: NO_FIX.blackhole,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-describednsproductinstances',
  what: { zh: '黑洞', en: 'the blackhole' },
  on: ({ inBlackHole }) => (inBlackHole === undefined ? undefined : !inBlackHole),
  skip: unbound,
  message: {
    zh: '云解析实例 {{id}} 的域名 {{name}} 在黑洞中，停止解析',
    en: 'The name {{name}} of DNS instance {{id}} is in a blackhole and does not resolve',
  },
});
