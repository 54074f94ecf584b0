import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'lindormInstance';

function row(scope: Scope, index: number): Body {
  const { id, seed, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, ZoneId } = placeOf(scope, seed);
  return {
    InstanceId: id,
    InstanceAlias: `instance-${index + 1}`,
    InstanceStatus: 'ACTIVATION',
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
  },
  raises: {
    'lindorm-expiring': ['lindorm-expiring critical'],
    'lindorm-expiring-warning': ['lindorm-expiring warning'],
  },
});
