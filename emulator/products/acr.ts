import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, lister, RESOURCE_GROUP } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'registry';

const STATES: Readonly<Record<string, string>> = {
  'acr-init-error': 'INIT_ERROR',
  'acr-pending': 'PENDING',
  'acr-stopped': 'STOPPED',
};

function row(scope: Scope, index: number): Body {
  const { id, condition = '', created } = basicsAt(scope, KIND, index);
  return {
    InstanceId: id,
    InstanceName: `images-${index + 1}`,
    InstanceStatus: STATES[condition] ?? 'RUNNING',
    InstanceIssue: condition === 'acr-init-error' ? 'OSS_TOO_MANY_BUCKETS' : '',
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
    registry: { prefix: 'cri-', size: 'registries', usual: 10 },
  },
  conditions: {
    'acr-init-error': { kind: 'registry', detail: 'InstanceStatus INIT_ERROR' },
    'acr-pending': { kind: 'registry', detail: 'InstanceStatus PENDING for a hundred days and more' },
    'acr-stopped': { kind: 'registry', detail: 'InstanceStatus STOPPED' },
  },
  raises: {
    'acr-init-error': ['acr-status-abnormal error'],
    'acr-pending': ['acr-status-abnormal error'],
    'acr-stopped': ['acr-status-abnormal error'],
  },
});
