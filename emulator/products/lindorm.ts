import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'lindormInstance';

const STATES: Readonly<Record<string, string>> = { 'lindorm-locked': 'LOCKED', 'lindorm-creating': 'CREATING' };

function row(scope: Scope, index: number): Body {
  const { id, seed, condition = '', prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, ZoneId } = placeOf(scope, seed);
  return {
    InstanceId: id,
    InstanceAlias: `instance-${index + 1}`,
    InstanceStatus: STATES[condition] ?? 'ACTIVATION',
    PayType: prepaid ? 'PREPAY' : 'POSTPAY',
    ...(expires !== undefined && { ExpiredMilliseconds: expires }),
    CreateMilliseconds: created,
    ServiceType: 'lindorm',
    InstanceStorage: '960',
    ZoneId,
    RegionId: scope.region,
    VpcId,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

const api: Product = {
  code: 'hitsdb',
  version: '2020-06-15',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: [],
      action: {
        name: 'GetLindormInstanceList',
        required: ['RegionId'],
        paging: numberPaging({ default: 20, max: 20, over: 'refuse' }),
        items: 'InstanceList',
        itemId: 'InstanceId',
      },
      answer: (rows) => ({ InstanceList: rows }),
      around: ({ TotalCount: Total, ...rest }) => ({ ...rest, Total }),
    }),
  ],
};

export const lindorm = emulated({
  products: [api],
  kinds: {
    lindormInstance: { prefix: 'ld-', size: 'lindormInstances', usual: 10 },
  },
  conditions: {
    'lindorm-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'lindorm-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'lindorm-locked': { kind: KIND, detail: 'InstanceStatus LOCKED' },
    'lindorm-creating': { kind: KIND, detail: 'InstanceStatus CREATING for a hundred days and more' },
  },
  raises: {
    'lindorm-expiring': ['lindorm-expiring critical'],
    'lindorm-expiring-warning': ['lindorm-expiring warning'],
    'lindorm-locked': ['lindorm-status-abnormal critical'],
    'lindorm-creating': ['lindorm-status-abnormal error'],
  },
});
