import { defineCollector, flag, nextToken, number, oneOf, rpc, text } from '../../../lib/define';
import { quotas } from '../product';

/**
 * General quotas of the products that run into them most; the API wants one product at a time and knows all of them by codes of its
 * own. One that an account has not opened is refused, and has no quotas then.
 */
export const productQuotas = defineCollector({
  id: 'quotas-product-quotas',
  product: quotas,
  title: { zh: '产品配额', en: 'Quotas of products' },
  scope: 'global',
  call: rpc('ListProductQuotas', { QuotaCategory: 'CommonQuota' }, { regionParam: false }),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  variants: [{ ProductCode: 'ecs' }, { ProductCode: 'vpc' }],
  rare: ['slb', 'alb', 'csk', 'ess'].map((ProductCode) => ({ ProductCode })),
  items: 'Quotas',
  assetId: 'QuotaArn',
  assetName: 'QuotaName',
  fields: {
    productCode: text('ProductCode'),
    quotaActionCode: text('QuotaActionCode'),
    quotaType: oneOf('QuotaType', ['normal', 'privilege']),
    quotaUnit: text('QuotaUnit'),
    totalQuota: number('TotalQuota'),
    totalUsage: number('TotalUsage'),
    /** Whether the service counts what is used. */
    consumable: flag('Consumable'),
    adjustable: flag('Adjustable'),
  },
  show: ['productCode', 'quotaActionCode', 'quotaUnit', 'totalQuota', 'totalUsage', 'adjustable'],
});
