import { defineCollector, instant, nextToken, rpc, tagMap, text } from '../../../lib/define';
import { resourcecenter } from '../product';

/** Everything that Resource Center knows of an account, in all regions, once it has been opened there. */
export const resources = defineCollector({
  id: 'resourcecenter-resources',
  product: resourcecenter,
  title: { zh: '全部资源', en: 'All assets of an account' },
  scope: 'global',
  call: rpc('SearchResources', {}, { regionParam: false }),
  paging: nextToken({ max: 100 }),
  items: 'Resources',
  assetId: 'ResourceId',
  apartBy: 'ResourceType',
  assetName: 'ResourceName',
  fields: {
    resourceType: text('ResourceType'),
    regionId: text('RegionId'),
    resourceGroupId: text('ResourceGroupId'),
    createTime: instant('CreateTime'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  show: ['resourceType', 'regionId', 'resourceGroupId', 'createTime', 'tags'],
});
