import { defineQuotaChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { specs } from '../collectors/specs';
import { statistics } from '../collectors/statistics';
import { expired } from '../states';

export const domainsFull = defineQuotaChecker({
  id: 'ddoscoo-domains-full',
  asset: instances,
  title: { zh: 'DDoS 高防域名数量接近上限', en: 'Anti-DDoS instance protects nearly as many sites as it may' },
  why: {
    zh: '达到上限后新的域名无法接入，没有防护。',
    en: 'At the limit no more sites can be added: what is new goes unprotected.',
  },
  remedy: {
    zh: '删除不再使用的域名，或升级实例的域名规格。',
    en: 'Remove sites that are not used any more, or extend the instance.',
  },
  docs: 'https://help.aliyun.com/zh/anti-ddos/anti-ddos-pro-and-premium/developer-reference/api-ddoscoo-2020-01-01-describeinstancestatistics',
  related: { specs, statistics },
  used: (_, { statistics: [own] }) => own?.domainUsage,
  total: (_, { specs: [own] }) => own?.domainLimit,
  skip: expired,
  message: {
    zh: 'DDoS 高防实例 {{id}}（{{name}}）的防护域名已用 {{used}}/{{total}}（{{value}} %）',
    en: 'Anti-DDoS instance {{id}} ({{name}}) protects {{used}} sites of {{total}} ({{value}} %)',
  },
});
