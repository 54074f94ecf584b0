import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { tokenPaging } from '../paging';
import { basicsAt, lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const ENDPOINT = 'vpcEndpoint';
const SERVICE = 'endpointService';

const STATES: Readonly<Record<string, string>> = {
  'privatelink-disconnected': 'Disconnected',
  'privatelink-service-gone': 'ServiceDeleted',
};

function endpointRow(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, ENDPOINT, index);
  return {
    EndpointId: id,
    EndpointName: `endpoint-${index + 1}`,
    EndpointStatus: 'Active',
    EndpointType: 'Interface',
    ConnectionStatus: STATES[condition ?? ''] ?? 'Connected',
    EndpointBusinessStatus: condition === 'privatelink-endpoint-overdue' ? 'FinancialLocked' : 'Normal',
    ServiceName: `com.aliyuncs.privatelink.${scope.region}.epsrv-emulated`,
    VpcId: placeOf(scope, seed).VpcId,
    RegionId: scope.region,
    CreateTime: secondTime(created),
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

function serviceRow(scope: Scope, index: number): Body {
  const { id, condition, created } = basicsAt(scope, SERVICE, index);
  return {
    ServiceId: id,
    ServiceName: `com.aliyuncs.privatelink.${scope.region}.${id}`,
    ServiceStatus: 'Active',
    ServiceBusinessStatus: condition === 'privatelink-service-overdue' ? 'FinancialLocked' : 'Normal',
    ServiceResourceType: 'slb',
    ServiceType: 'Interface',
    AutoAcceptEnabled: false,
    RegionId: scope.region,
    CreateTime: secondTime(created),
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

const paging = tokenPaging({ default: 50, max: 1000, total: true });

const api: Product = {
  code: 'privatelink',
  version: '2020-04-15',
  actions: [
    lister({
      kind: ENDPOINT,
      row: endpointRow,
      filters: ['ConnectionStatus', 'EndpointStatus'],
      action: { name: 'ListVpcEndpoints', required: ['RegionId'], paging, items: 'Endpoints', itemId: 'EndpointId' },
      answer: (rows) => ({ Endpoints: rows }),
    }),
    lister({
      kind: SERVICE,
      row: serviceRow,
      filters: ['ServiceStatus', 'ServiceBusinessStatus'],
      action: {
        name: 'ListVpcEndpointServices',
        required: ['RegionId'],
        paging,
        items: 'Services',
        itemId: 'ServiceId',
      },
      answer: (rows) => ({ Services: rows }),
    }),
  ],
};

export const privatelink = emulated({
  products: [api],
  kinds: {
    vpcEndpoint: { prefix: 'ep-', size: 'vpcEndpoints', usual: 8 },
    endpointService: { prefix: 'epsrv-', size: 'endpointServices', usual: 4 },
  },
  conditions: {
    'privatelink-disconnected': { kind: ENDPOINT, detail: 'Disconnected, made 100 days ago or earlier' },
    'privatelink-service-gone': { kind: ENDPOINT, detail: 'ServiceDeleted' },
    'privatelink-endpoint-overdue': { kind: ENDPOINT, detail: 'EndpointBusinessStatus FinancialLocked' },
    'privatelink-service-overdue': { kind: SERVICE, detail: 'ServiceBusinessStatus FinancialLocked' },
  },
  raises: {
    'privatelink-disconnected': ['privatelink-endpoint-disconnected error'],
    'privatelink-service-gone': ['privatelink-endpoint-disconnected error'],
    'privatelink-endpoint-overdue': ['privatelink-endpoint-locked critical'],
    'privatelink-service-overdue': ['privatelink-service-locked critical'],
  },
});
