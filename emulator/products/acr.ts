import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, lister, RESOURCE_GROUP } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'registry';

function row(scope: Scope, index: number): Body {
  const { id, condition, created } = basicsAt(scope, KIND, index);
  const failed = condition === 'acr-init-error';
  return {
    InstanceId: id,
    InstanceName: `images-${index + 1}`,
    InstanceStatus: failed ? 'INIT_ERROR' : condition === 'acr-pending' ? 'PENDING' : 'RUNNING',
    InstanceIssue: failed ? 'OSS_TOO_MANY_BUCKETS' : '',
    InstanceSpecification: 'Enterprise_Basic',
    CreateTime: String(created),
    ModifiedTime: String(created),
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

const api: Product = {
  code: 'cr',
  version: '2018-12-01',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: ['InstanceStatus'],
      action: {
        name: 'ListInstance',
        paging: numberPaging({ default: 30, max: 30, over: 'refuse', names: { page: 'PageNo', size: 'PageSize' } }),
        items: 'Instances',
        itemId: 'InstanceId',
      },
      answer: (rows) => ({ Code: 'success', IsSuccess: true, Instances: rows }),
    }),
  ],
};

export const acr = emulated({
  products: [api],
  kinds: {
    registry: { prefix: 'cri-', size: 'registries', usual: 6 },
  },
  conditions: {
    'acr-init-error': { kind: 'registry', detail: 'InstanceStatus INIT_ERROR' },
    'acr-pending': { kind: 'registry', detail: 'InstanceStatus PENDING for a hundred days and more' },
  },
  raises: {
    'acr-init-error': ['acr-status-abnormal critical'],
    'acr-pending': ['acr-status-abnormal error'],
  },
});
