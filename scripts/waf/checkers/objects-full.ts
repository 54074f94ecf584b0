import { defineQuotaChecker } from '../../../lib/define';
import { defenseResources } from '../collectors/defense-resources';
import { instances } from '../collectors/instances';
import { without } from '../owned';

export const objectsFull = defineQuotaChecker({
  id: 'waf-objects-full',
  asset: instances,
  title: { zh: 'WAF 防护对象数量接近上限', en: 'WAF protects nearly as many objects as it may' },
  why: {
    zh: '达到上限后无法再接入新的域名和云产品，新业务没有防护。',
    en: 'At the limit no more sites or cloud resources can be added: what is new goes unprotected.',
  },
  remedy: {
    zh: '删除不再使用的防护对象，或升级 WAF 版本。',
    en: 'Remove objects that are not used any more, or move to a larger edition.',
  },
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describeinstance',
  related: { resources: defenseResources },
  // Without its id nobody has asked.
  used: ({ instanceId }, { resources }) => (instanceId === undefined ? undefined : resources.length),
  total: ({ defenseObjectMaxCount }) => defenseObjectMaxCount,
  data: ({ instanceId }) => ({ instanceId: instanceId ?? '' }),
  skip: without,
  message: {
    zh: 'WAF 实例 {{instanceId}} 的防护对象已用 {{used}}/{{total}}（{{value}} %）',
    en: 'WAF instance {{instanceId}} protects {{used}} objects of {{total}} ({{value}} %)',
  },
});
