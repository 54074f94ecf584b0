import type { Action, Body, Product } from '../define';
import { listing, repeated } from '../define';
import { emulated } from '../emulated';
import { tokenPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { RESOURCE_GROUP } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'emrCluster';

function row(scope: Scope, index: number): Body {
  const { id, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  return {
    ClusterId: id,
    ClusterName: `lake-${index + 1}`,
    ClusterType: 'DATALAKE',
    ClusterState:
      condition === 'emr-start-failed' ? 'START_FAILED' : condition === 'emr-starting' ? 'STARTING' : 'RUNNING',
    ReleaseVersion: 'EMR-5.16.0',
    PaymentType: prepaid ? 'Subscription' : 'PayAsYouGo',
    ...(expires !== undefined && { ExpireTime: expires }),
    CreateTime: created,
    ReadyTime: created,
    DeletionProtection: true,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

const listClusters: Action = {
  name: 'ListClusters',
  params: ['ClusterStates'],
  required: ['RegionId'],
  paging: tokenPaging({ default: 20, max: 100, total: true, echo: true }),
  items: 'Clusters',
  itemId: 'ClusterId',
  handle(call) {
    const { scope, params } = call;
    const states = repeated(params, 'ClusterStates');
    const chosen =
      states.length === 0
        ? scope.live(KIND)
        : scope.filtered(KIND, states.join(), (index) => states.includes(String(row(scope, index).ClusterState)));
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { Clusters: rows, ...fields };
  },
};

const api: Product = { code: 'emr', version: '2021-03-20', actions: [listClusters] };

export const emr = emulated({
  products: [api],
  kinds: {
    emrCluster: { prefix: 'c-emr', size: 'emrClusters', usual: 10 },
  },
  conditions: {
    'emr-start-failed': { kind: KIND, detail: 'ClusterState START_FAILED' },
    'emr-starting': { kind: KIND, detail: 'ClusterState STARTING for a hundred days and more' },
    'emr-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'emr-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
  },
  raises: {
    'emr-start-failed': ['emr-status-abnormal error'],
    'emr-starting': ['emr-status-abnormal error'],
    'emr-expiring': ['emr-expiring critical'],
    'emr-expiring-warning': ['emr-expiring warning'],
  },
});
