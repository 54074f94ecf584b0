import { defineCollector, flag, number, pageNumber, rpc, text } from '../../../lib/define';
import { advisor } from '../product';

/** The results of the newest inspection of Advisor. How large a page may be is not documented. */
export const advices = defineCollector({
  id: 'advisor-advices',
  product: advisor,
  title: { zh: '巡检建议', en: 'Advices' },
  scope: 'global',
  call: rpc('DescribeAdvicesPage', {}, { regionParam: false }),
  paging: pageNumber({ max: 50, total: 'Data.Total' }),
  items: 'Data.Result',
  assetId: 'ResourceId',
  apartBy: 'CheckId',
  assetName: 'CheckName',
  fields: {
    checkId: text('CheckId'),
    advisedProduct: text('Product'),
    severity: number('Severity'),
    isExpired: flag('IsExpired'),
  },
  refers: ['resourceId'],
  show: ['advisedProduct', 'checkId', 'severity'],
});
