import { defineCollector, instant, nextToken, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { emr } from '../product';
import { LISTED, STATUSES } from '../states';

/** Those that are not released yet. */
export const clusters = defineCollector({
  id: 'emr-clusters',
  product: emr,
  title: { zh: 'EMR 集群', en: 'EMR clusters' },
  scope: 'region',
  call: rpc('ListClusters', { ClusterStates: LISTED }),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'Clusters',
  assetId: 'ClusterId',
  assetName: 'ClusterName',
  fields: {
    clusterState: oneOf('ClusterState', STATUSES),
    clusterType: text('ClusterType'),
    releaseVersion: text('ReleaseVersion'),
    paymentType: oneOf('PaymentType', ['PayAsYouGo', 'Subscription']),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  remember: ['clusterState', 'paymentType', 'expireTime'],
  show: ['clusterState', 'clusterType', 'releaseVersion', 'paymentType', 'expireTime', 'createTime', 'tags'],
});
