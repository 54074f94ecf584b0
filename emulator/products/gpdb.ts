import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { databaseAt, RECORD_PAGING } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'gpdbInstance';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    DBInstanceId: id,
    DBInstanceDescription: `instance-${index + 1}`,
    DBInstanceStatus: 'Running',
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: expires === undefined ? '2999-09-08T16:00:00Z' : secondTime(expires),
    CreateTime: secondTime(created),
    LockMode: condition === 'gpdb-full' ? 'LockByDiskQuota' : 'Unlock',
    DBInstanceCategory: 'HighAvailability',
    ZoneId,
    RegionId: scope.region,
    VpcId,
    VSwitchId,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { Tag: [] },
  };
}

const api: Product = {
  code: 'gpdb',
  version: '2016-05-03',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: [],
      action: {
        name: 'DescribeDBInstances',
        required: ['RegionId'],
        paging: RECORD_PAGING,
        items: 'Items.DBInstance',
        itemId: 'DBInstanceId',
      },
      answer: (rows) => ({ Items: { DBInstance: rows } }),
    }),
  ],
};

export const gpdb = emulated({
  products: [api],
  kinds: {
    gpdbInstance: { prefix: 'gp-', size: 'gpdbInstances', usual: 10 },
  },
  conditions: {
    'gpdb-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'gpdb-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'gpdb-full': { kind: KIND, detail: 'LockByDiskQuota' },
  },
  raises: {
    'gpdb-expiring': ['gpdb-expiring critical'],
    'gpdb-expiring-warning': ['gpdb-expiring warning'],
    'gpdb-full': ['gpdb-locked critical'],
  },
});
