import { defineQuotaChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { specs } from '../collectors/specs';
import { statistics } from '../collectors/statistics';
import { expired } from '../states';

export const portsFull = defineQuotaChecker({
  id: 'ddoscoo-ports-full',
  asset: instances,
  title: { zh: 'DDoS 高防端口数量接近上限', en: 'Anti-DDoS instance protects nearly as many ports as it may' },
  why: {
    zh: '达到上限后新的端口无法接入，没有防护。',
    en: 'At the limit no more ports can be added: what is new goes unprotected.',
  },
  remedy: {
    zh: '删除不再使用的端口，或升级实例的端口规格。',
    en: 'Remove ports that are not used any more, or extend the instance.',
  },
  docs: 'https://help.aliyun.com/zh/anti-ddos/anti-ddos-pro-and-premium/developer-reference/api-ddoscoo-2020-01-01-describeinstancestatistics',
  related: { specs, statistics },
  used: (_, { statistics: [own] }) => own?.portUsage,
  total: (_, { specs: [own] }) => own?.portLimit,
  skip: expired,
  message: {
    zh: 'DDoS 高防实例 {{id}}（{{name}}）的防护端口已用 {{used}}/{{total}}（{{value}} %）',
    en: 'Anti-DDoS instance {{id}} ({{name}}) protects {{used}} ports of {{total}} ({{value}} %)',
  },
});
