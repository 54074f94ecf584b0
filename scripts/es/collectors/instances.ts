import { defineCollector, instant, must, number, pageNumber, roa, tagMap, text } from '../../../lib/define';
import { es } from '../product';

/** The answer holds the total among the headers that it repeats in its body. */
export const instances = defineCollector({
  id: 'es-instances',
  product: es,
  title: { zh: 'Elasticsearch 实例', en: 'Elasticsearch instances' },
  scope: 'region',
  call: roa('ListInstance', '/openapi/instances'),
  paging: pageNumber({ max: 100, page: 'page', size: 'size', total: 'Headers.X-Total-Count' }),
  items: 'Result',
  assetId: 'instanceId',
  assetName: 'description',
  fields: {
    status: must(text('status')),
    esVersion: text('esVersion'),
    nodeAmount: number('nodeAmount'),
    paymentType: text('paymentType'),
    endTime: instant('endTime'),
    vpcId: text('networkConfig.vpcId'),
    resourceGroupId: text('resourceGroupId'),
    tags: tagMap('tags[]', 'tagKey', 'tagValue'),
  },
  remember: ['status', 'paymentType', 'endTime'],
  show: ['status', 'esVersion', 'nodeAmount', 'paymentType', 'endTime', 'vpcId', 'resourceGroupId', 'tags'],
});
