import { defineCollector, instant, must, number, oneOf, pageNumber, roa, tagMap, text } from '../../../lib/define';
import { es } from '../product';

/** The answer holds the total among the headers that it repeats in its body. Values are those of ListInstance. */
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
    status: must(oneOf('status', ['active', 'activating', 'inactive', 'invalid'])),
    esVersion: text('esVersion'),
    nodeAmount: number('nodeAmount'),
    paymentType: oneOf('paymentType', ['prepaid', 'postpaid']),
    endTime: instant('endTime'),
    createdAt: instant('createdAt'),
    vpcId: text('networkConfig.vpcId'),
    resourceGroupId: text('resourceGroupId'),
    tags: tagMap('tags[]', 'tagKey', 'tagValue'),
  },
  remember: ['status', 'paymentType', 'endTime'],
  show: ['status', 'esVersion', 'nodeAmount', 'paymentType', 'endTime', 'vpcId', 'resourceGroupId', 'tags'],
});
