import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { databaseAt } from '../common/databases';
import { placeOf, RESOURCE_GROUP } from '../common/networks';
import { numberPaging } from '../paging';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'hbaseCluster';

const STATES: Readonly<Record<string, string>> = {
  'hbase-locked': 'LOCKED',
  'hbase-resize-failed': 'NODE_RESIZE_FAILED',
};

function row(scope: Scope, index: number): Body {
  const { id, seed, condition = '', prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    InstanceId: id,
    ClusterId: id,
    InstanceName: `events-${index + 1}`,
    ClusterName: `events-${index + 1}`,
    ClusterType: 'cluster',
    Engine: 'hbaseue',
    MajorVersion: '2.0',
    Status: STATES[condition] ?? 'ACTIVATION',
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    AutoRenewal: prepaid && !condition.includes('-expiring'),
    CreatedTimeUTC: secondTime(created),
    ...(expires !== undefined && { ExpireTimeUTC: secondTime(expires) }),
    IsDeletionProtection: condition !== 'hbase-unprotected-neglected',
    IsHa: true,
    CoreNodeCount: 3,
    MasterNodeCount: 2,
    NetworkType: 'VPC',
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    VpcId,
    VswitchId: VSwitchId,
    ZoneId,
    Tags: { Tag: [] },
  };
}

const describeInstances: Action = {
  name: 'DescribeInstances',
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'Instances.Instance',
  itemId: 'InstanceId',
  handle(call) {
    const { scope } = call;
    const live = scope.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(scope, live.at(i))));
    return { Instances: { Instance: rows }, ...fields };
  },
};

const api: Product = { code: 'hbase', version: '2019-01-01', actions: [describeInstances] };

export const hbase = emulated({
  products: [api],
  kinds: {
    hbaseCluster: { prefix: 'hb-', size: 'hbaseClusters', usual: 14 },
  },
  conditions: {
    'hbase-unprotected-neglected': { kind: KIND, detail: 'pay-as-you-go, no deletion protection' },
    'hbase-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'hbase-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'hbase-locked': { kind: KIND, detail: 'Status LOCKED' },
    'hbase-resize-failed': { kind: KIND, detail: 'Status NODE_RESIZE_FAILED' },
  },
  raises: {
    'hbase-unprotected-neglected': ['hbase-deletion-protection-off info'],
    'hbase-expiring': ['hbase-expiring critical'],
    'hbase-expiring-warning': ['hbase-expiring warning'],
    'hbase-locked': ['hbase-status-abnormal critical'],
    'hbase-resize-failed': ['hbase-status-abnormal error'],
  },
});
