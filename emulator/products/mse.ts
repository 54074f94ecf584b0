import type { Action, Body, Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { HOUR, secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'mseCluster';

const STATES: Readonly<Record<string, string>> = {
  'mse-restart-failed': 'RESTART_FAILED',
  'mse-scale-failed': 'SCALE_FAILED',
};

/** `YYYY-MM-DD HH:mm:ss` in UTC+8, without saying so. */
function localTime(at: number): string {
  return secondTime(at + 8 * HOUR)
    .replace('T', ' ')
    .replace('Z', '');
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition = '', prepaid, expires, created } = databaseAt(scope, KIND, index);
  return {
    InstanceId: id,
    ClusterName: id,
    ClusterAliasName: `registry-${index + 1}`,
    ClusterType: 'Nacos-Ans',
    AppVersion: '2.1.2',
    VersionCode: 'NACOS_2_0_0',
    MseVersion: 'mse_pro',
    InitStatus: STATES[condition] ?? 'INIT_SUCCESS',
    InstanceCount: 3,
    CanUpdate: false,
    ChargeType: prepaid ? 'PREPAY' : 'POSTPAY',
    EndDate: expires === undefined ? '' : localTime(expires),
    CreateTime: localTime(created),
    VpcId: placeOf(scope, seed).VpcId,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: {},
  };
}

/** Every second one has a public endpoint. */
const queryClusterDetail: Action = {
  name: 'QueryClusterDetail',
  params: ['InstanceId'],
  required: ['InstanceId'],
  handle({ scope, params }) {
    const index = scope.find(KIND, params.InstanceId ?? '');
    if (index === undefined) throw new ApiError(404, 'NotFound', 'The specified instance does not exist.');
    const { condition, seed } = databaseAt(scope, KIND, index);
    const open = condition === 'mse-whitelist-open';
    const known = open || seed % 2 === 0;
    return {
      Success: true,
      Data: {
        InstanceId: params.InstanceId,
        PubNetworkFlow: known ? '1' : '0',
        ...(known && { InternetAddress: '203.0.113.40' }),
        AclEntryList: open ? '[]' : '["127.0.0.1/32"]',
      },
    };
  },
};

const api: Product = {
  code: 'mse',
  version: '2019-05-31',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: ['ClusterAliasName'],
      action: {
        name: 'ListClusters',
        required: ['RegionId'],
        paging: numberPaging({ default: 10, max: 50, over: 'cap', names: { page: 'PageNum', size: 'PageSize' } }),
        items: 'Data',
        itemId: 'InstanceId',
      },
      answer: (rows) => ({ Success: true, HttpCode: '200', Data: rows }),
      around: ({ PageNum, ...body }) => ({ ...body, PageNumber: PageNum }),
    }),
    queryClusterDetail,
  ],
};

export const mse = emulated({
  products: [api],
  kinds: {
    mseCluster: { prefix: 'mse-cn-', size: 'mseClusters', usual: 14 },
  },
  conditions: {
    'mse-restart-failed': { kind: KIND, detail: 'InitStatus RESTART_FAILED' },
    'mse-scale-failed': { kind: KIND, detail: 'InitStatus SCALE_FAILED' },
    'mse-whitelist-open': { kind: KIND, detail: 'public endpoint with an empty whitelist' },
    'mse-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'mse-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
  },
  raises: {
    'mse-restart-failed': ['mse-status-abnormal critical'],
    'mse-scale-failed': ['mse-status-abnormal error'],
    'mse-whitelist-open': ['mse-whitelist-open critical'],
    'mse-expiring': ['mse-expiring critical'],
    'mse-expiring-warning': ['mse-expiring warning'],
  },
});
