import { defineCollector, instant, number, oneOf, pageNumber, roa, text } from '../../../lib/define';
import { eas } from '../product';
import { STATES } from '../states';

export const services = defineCollector({
  id: 'eas-services',
  product: eas,
  title: { zh: '模型服务', en: 'Model services' },
  reveals: { zh: '模型服务的访问令牌', en: 'access tokens of model services' },
  scope: 'region',
  call: roa('ListServices', '/api/v2/services'),
  paging: pageNumber({ max: 100 }),
  items: 'Services',
  assetId: 'ServiceId',
  assetName: 'ServiceName',
  fields: {
    status: oneOf('Status', STATES),
    totalInstance: number('TotalInstance'),
    runningInstance: number('RunningInstance'),
    gpu: number('Gpu'),
    resource: text('Resource'),
    createTime: instant('CreateTime'),
  },
  show: ['status', 'totalInstance', 'runningInstance', 'gpu', 'resource', 'createTime'],
});
