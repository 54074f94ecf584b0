import { defineCollector, instant, number, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { mse } from '../product';
import { STATUSES } from '../states';

/** No largest page is documented: it is the one that Alibaba's Terraform provider asks for. */
export const clusters = defineCollector({
  id: 'mse-clusters',
  product: mse,
  title: { zh: '注册配置中心', en: 'Registries' },
  scope: 'region',
  call: rpc('ListClusters'),
  paging: pageNumber({ max: 50, page: 'PageNum' }),
  items: 'Data',
  assetId: 'InstanceId',
  assetName: 'ClusterAliasName',
  fields: {
    initStatus: oneOf('InitStatus', STATUSES),
    clusterType: text('ClusterType'),
    appVersion: text('AppVersion'),
    mseVersion: text('MseVersion'),
    instanceCount: number('InstanceCount'),
    chargeType: oneOf('ChargeType', ['PREPAY', 'POSTPAY', 'Pay-as-you-go', 'Subscription']),
    endDate: instant('EndDate'),
    createTime: instant('CreateTime'),
    vpcId: text('VpcId'),
  },
  refers: ['vpcId'],
  remember: ['initStatus', 'chargeType', 'endDate'],
  show: ['initStatus', 'clusterType', 'appVersion', 'mseVersion', 'instanceCount', 'chargeType', 'endDate', 'vpcId'],
});
