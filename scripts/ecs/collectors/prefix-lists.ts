import { defineCollector, instant, nextToken, number, rpc, tagMap, text } from '../../../lib/define';
import { ecs } from '../product';

export const prefixLists = defineCollector({
  id: 'ecs-prefix-lists',
  product: ecs,
  title: { zh: '前缀列表', en: 'Prefix lists' },
  scope: 'region',
  call: rpc('DescribePrefixLists'),
  paging: nextToken({ max: 100 }),
  items: 'PrefixLists.PrefixList',
  assetId: 'PrefixListId',
  assetName: 'PrefixListName',
  fields: {
    addressFamily: text('AddressFamily'),
    associationCount: number('AssociationCount'),
    creationTime: instant('CreationTime'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  confirm: { param: 'PrefixListId', encode: 'repeat', max: 100 },
  show: ['addressFamily', 'associationCount', 'creationTime', 'tags'],
  console: 'https://ecs.console.aliyun.com/prefixList/region/{{region}}',
});
