import { defineCollector, number, rpc, single, text, textOrEmpty } from '../../../lib/define';
import { mse } from '../product';
import { clusters } from './clusters';

/** A call to each. */
export const clusterDetails = defineCollector({
  id: 'mse-cluster-details',
  product: mse,
  title: { zh: '注册配置中心详情', en: 'Details of a registry' },
  scope: 'region',
  call: rpc('QueryClusterDetail', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'Data.InstanceId',
  fields: {
    aclEntryList: textOrEmpty('Data.AclEntryList'),
    internetAddress: text('Data.InternetAddress'),
    pubNetworkFlow: number('Data.PubNetworkFlow'),
  },
  belongs: { to: clusters, ask: { param: 'InstanceId', encode: 'comma', max: 1 } },
});
