import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'polardbxInstance';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, ZoneId } = placeOf(scope, seed);
  return {
    DBInstanceName: id,
    Description: `instance-${index + 1}`,
    Status: 'Running',
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: expires === undefined ? '' : secondTime(expires),
    CreateTime: secondTime(created),
    LockMode: condition === 'polardbx-full' ? 'LockByDiskQuota' : 'Unlock',
    Series: 'enterprise',
    TopologyType: '3azones',
    ZoneId,
    RegionId: scope.region,
    VPCId: VpcId,
    ResourceGroupId: RESOURCE_GROUP,
    TagSet: [],
  };
}

const api: Product = {
  code: 'polardbx',
  version: '2020-02-02',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: [],
      action: {
        name: 'DescribeDBInstances',
        required: ['RegionId'],
        paging: numberPaging({ default: 30, max: 30, over: 'refuse' }),
        items: 'DBInstances',
        itemId: 'DBInstanceName',
      },
      answer: (rows) => ({ DBInstances: rows }),
      around: ({ TotalCount: TotalNumber, ...rest }) => ({ ...rest, TotalNumber }),
    }),
  ],
};

export const polardbx = emulated({
  products: [api],
  kinds: {
    polardbxInstance: { prefix: 'pxc-', size: 'polardbxInstances', usual: 10 },
  },
  conditions: {
    'polardbx-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'polardbx-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'polardbx-full': { kind: KIND, detail: 'LockByDiskQuota' },
  },
  raises: {
    'polardbx-expiring': ['polardbx-expiring critical'],
    'polardbx-expiring-warning': ['polardbx-expiring warning'],
    'polardbx-full': ['polardbx-locked critical'],
  },
});
