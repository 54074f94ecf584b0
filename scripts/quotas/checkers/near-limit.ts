import { defineQuotaChecker } from '../../../lib/define';
import { productQuotas } from '../collectors/product-quotas';

/** The region of an ARN such as `acs:quotas:cn-hangzhou:1234:quota/ecs/q_1`. */
function regionOf(arn: string): string {
  return arn.split(':')[2] || '*';
}

/** The levels are a judgement: an application for more takes hours to days. */
export const nearLimit = defineQuotaChecker({
  id: 'quotas-near-limit',
  asset: productQuotas,
  title: { zh: '产品配额接近上限', en: 'Quota of a product is nearly used up' },
  why: {
    zh: '配额用完后，扩容与新建会被直接拒绝，往往正好发生在流量高峰。',
    en: 'When it is used up, growing and creating are refused, often just when a peak needs them.',
  },
  remedy: {
    zh: '在配额中心申请提高，或释放不用的资源。',
    en: 'Apply for more in Quota Center, or release what nobody needs.',
  },
  docs: 'https://help.aliyun.com/zh/quota-center/developer-reference/api-quotas-2020-05-10-listproductquotas',
  used: (quota) => quota.totalUsage,
  total: (quota) => quota.totalQuota,
  data: ({ id, productCode, quotaActionCode }) => ({
    code: `${productCode ?? '?'}/${quotaActionCode ?? '?'}`,
    where: regionOf(id),
  }),
  skip: ({ consumable }) =>
    consumable === false ? { zh: '服务不统计该配额的用量', en: 'the service does not count its use' } : undefined,
  message: {
    zh: '配额“{{name}}”（{{code}}，{{where}}）已用 {{used}}/{{total}}（{{value}} %）',
    en: 'Quota "{{name}}" ({{code}}, {{where}}): {{used}} of {{total}} used ({{value}} %)',
  },
});
