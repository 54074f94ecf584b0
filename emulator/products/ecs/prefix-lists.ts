import { listing, repeated, type Action, type Body } from '../../define';
import { notFound } from '../../errors';
import { ecsPaging } from '../../paging';
import { basicsAt } from '../../common/networks';
import { secondTime } from '../../time';
import type { Scope } from '../../world';

const KIND = 'prefixList';

function row(scope: Scope, index: number): Body {
  const { id, created } = basicsAt(scope, KIND, index);
  return {
    PrefixListId: id,
    PrefixListName: `offices-${index + 1}`,
    AddressFamily: 'IPv4',
    MaxEntries: 10,
    AssociationCount: 1 + (index % 3),
    CreationTime: secondTime(created),
    Description: '',
    ResourceGroupId: 'rg-acfmemulator00a',
    Tags: { Tag: [] },
  };
}

export const describePrefixLists: Action = {
  name: 'DescribePrefixLists',
  params: ['PrefixListId'],
  required: ['RegionId'],
  paging: ecsPaging({ max: 100, pages: false }),
  items: 'PrefixLists.PrefixList',
  itemId: 'PrefixListId',
  handle(call) {
    const { scope, params } = call;
    const ids = repeated(params, 'PrefixListId');
    const population = scope.population(KIND);
    const chosen =
      ids.length === 0
        ? scope.live(KIND)
        : scope.filtered(KIND, ids.join(), (index) => ids.includes(population.idOf(index)));
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { PrefixLists: { PrefixList: rows }, ...fields };
  },
};

export const describePrefixListAttributes: Action = {
  name: 'DescribePrefixListAttributes',
  params: ['PrefixListId'],
  required: ['RegionId', 'PrefixListId'],
  handle({ scope, params }) {
    const index = scope.find(KIND, params.PrefixListId ?? '');
    if (index === undefined)
      throw notFound('InvalidPrefixListId.NotFound', 'The specified PrefixListId does not exist.');
    const { condition } = basicsAt(scope, KIND, index);
    const ranges = condition === 'prefix-list-open' ? ['10.0.0.0/8', '0.0.0.0/0'] : ['10.0.0.0/8', '203.0.113.0/24'];
    const { PrefixListId, PrefixListName, AddressFamily, MaxEntries, CreationTime } = row(scope, index);
    return {
      PrefixListId,
      PrefixListName,
      AddressFamily,
      MaxEntries,
      CreationTime,
      Entries: { Entry: ranges.map((Cidr) => ({ Cidr, Description: '' })) },
    };
  },
};
