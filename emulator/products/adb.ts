import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'adbCluster';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    DBClusterId: id,
    DBClusterDescription: `cluster-${index + 1}`,
    DBClusterStatus: 'Running',
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: expires === undefined ? '2999-09-08T16:00:00Z' : secondTime(expires),
    CreateTime: secondTime(created),
    LockMode: condition === 'adb-full' ? 'LockByDiskQuota' : 'Unlock',
    Category: 'CLUSTER',
    ZoneId,
    RegionId: scope.region,
    VPCId: VpcId,
    VSwitchId,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { Tag: [] },
  };
}

/** Every second one is of the Data Warehouse Edition, which is listed when it is asked for. */
const describeDBClusters: Action = {
  name: 'DescribeDBClusters',
  params: ['DBClusterStatus', 'DBClusterVersion'],
  required: ['RegionId'],
  paging: numberPaging({ default: 30, max: 100, over: 'refuse', oneOf: [30, 50, 100] }),
  items: 'Items.DBCluster',
  itemId: 'DBClusterId',
  handle(call) {
    const { scope } = call;
    const { DBClusterStatus: status, DBClusterVersion: version = '5.0' } = call.params;
    const chosen = scope.filtered(KIND, `${status ?? ''} ${version}`, (index) => {
      if (version !== 'All' && version !== (index % 2 === 0 ? '5.0' : '3.0')) return false;
      return status === undefined || row(scope, index).DBClusterStatus === status;
    });
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { Items: { DBCluster: rows }, ...fields };
  },
};

const api: Product = { code: 'adb', version: '2019-03-15', actions: [describeDBClusters] };

export const adb = emulated({
  products: [api],
  kinds: {
    adbCluster: { prefix: 'am-', size: 'adbClusters', usual: 10 },
  },
  conditions: {
    'adb-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'adb-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'adb-full': { kind: KIND, detail: 'LockByDiskQuota' },
  },
  raises: {
    'adb-expiring': ['adb-expiring critical'],
    'adb-expiring-warning': ['adb-expiring warning'],
    'adb-full': ['adb-locked critical'],
  },
});
