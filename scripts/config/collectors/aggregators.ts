import { defineCollector, nextToken, rpc } from '../../../lib/define';
import { config } from '../product';

/** The groups of accounts that a management account has made: of its whole directory, of a folder, or chosen ones. */
export const aggregators = defineCollector({
  id: 'config-aggregators',
  product: config,
  title: { zh: '账号组', en: 'Account groups' },
  scope: 'global',
  call: rpc('ListAggregators', {}, { regionParam: false }),
  paging: nextToken({ max: 100, next: 'AggregatorsResult.NextToken' }),
  items: 'AggregatorsResult.Aggregators',
  assetId: 'AggregatorId',
  assetName: 'AggregatorName',
  fields: {},
});
