import { defineCollector, list, rpc, single, text } from '../../../lib/define';
import { ecs } from '../product';
import { prefixLists } from './prefix-lists';

/** The addresses of a prefix list: one call to each that something refers to. */
export const prefixListEntries = defineCollector({
  id: 'ecs-prefix-list-entries',
  product: ecs,
  title: { zh: '前缀列表的条目', en: 'Entries of a prefix list' },
  scope: 'region',
  call: rpc('DescribePrefixListAttributes'),
  paging: single(),
  items: '',
  assetId: 'PrefixListId',
  fields: { entries: list('Entries.Entry[]', { cidr: text('Cidr') }) },
  belongs: {
    to: prefixLists,
    by: 'PrefixListId',
    ask: { param: 'PrefixListId', encode: 'comma', max: 1, when: (one) => one.associationCount !== 0 },
  },
});
