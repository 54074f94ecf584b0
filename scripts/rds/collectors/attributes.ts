import { defineCollector, rpc, single, text } from '../../../lib/define';
import { rds } from '../product';
import { instances } from './instances';

/** One instance a call: with several the API runs into its time limit, says its page. */
export const attributes = defineCollector({
  id: 'rds-attributes',
  product: rds,
  title: { zh: '内核版本', en: 'Kernel versions' },
  scope: 'region',
  call: rpc('DescribeDBInstanceAttribute', {}, { regionParam: false }),
  paging: single(),
  items: 'Items.DBInstanceAttribute',
  assetId: 'DBInstanceId',
  fields: {
    currentKernelVersion: text('CurrentKernelVersion'),
    latestKernelVersion: text('LatestKernelVersion'),
    autoUpgradeMinorVersion: text('AutoUpgradeMinorVersion'),
  },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
