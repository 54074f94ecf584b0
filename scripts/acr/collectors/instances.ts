import { defineCollector, instant, must, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { acr } from '../product';
import { STATES } from '../states';

/** Enterprise instances; the host tells the region. How many a page may hold is not documented: as many as its default. */
export const instances = defineCollector({
  id: 'acr-instances',
  product: acr,
  title: { zh: '容器镜像服务企业版实例', en: 'Container Registry instances' },
  scope: 'region',
  call: rpc('ListInstance', {}, { regionParam: false }),
  paging: pageNumber({ page: 'PageNo', max: 30 }),
  items: 'Instances',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    instanceStatus: must(oneOf('InstanceStatus', STATES)),
    instanceIssue: text('InstanceIssue'),
    instanceSpecification: text('InstanceSpecification'),
    createTime: instant('CreateTime'),
    tags: tagMap('Tags[]', 'TagKey', 'TagValue'),
  },
  remember: ['instanceStatus'],
  show: ['instanceStatus', 'instanceIssue', 'instanceSpecification', 'createTime', 'tags'],
});
