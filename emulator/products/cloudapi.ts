/** The classic API Gateway: its instances, and groups of APIs. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { databaseAt } from '../common/databases';
import { basicsAt } from '../common/networks';
import { numberPaging } from '../paging';
import { secondTime } from '../time';
import type { Scope } from '../world';

const INSTANCE = 'gatewayInstance';
const GROUP = 'apiGroup';
const paging = numberPaging({ default: 10, max: 100, over: 'refuse' });

function instance(scope: Scope, index: number): Body {
  const { id, prepaid, expires, created } = databaseAt(scope, INSTANCE, index);
  return {
    InstanceId: id,
    InstanceName: `gateway-${index + 1}`,
    InstanceType: 'VPC_DEDICATED',
    InstanceSpec: 'api.s1.small',
    InstanceChargeType: prepaid ? 'PrePaid' : 'PostPaid',
    ...(expires !== undefined && { ExpiredTime: secondTime(expires) }),
    CreatedTime: secondTime(created),
    Status: 'RUNNING',
    RegionId: scope.region,
    ZoneId: `${scope.region}-MAZ1`,
    HttpsPolicies: 'HTTPS2_TLS1_0,HTTPS2_TLS1_2',
    Tags: { TagInfo: [] },
  };
}

function group(scope: Scope, index: number): Body {
  const { id, condition, created } = basicsAt(scope, GROUP, index);
  const instances = scope.live(INSTANCE);
  return {
    GroupId: id,
    GroupName: `orders-${index + 1}`,
    BasePath: '/',
    BillingStatus: 'NORMAL',
    IllegalStatus: condition === 'cloudapi-group-locked' ? 'LOCKED' : 'NORMAL',
    HttpsPolicy: condition === 'cloudapi-tls-old' ? 'HTTPS2_TLS1_0' : 'HTTPS2_TLS1_2',
    InstanceId: instances.length === 0 ? '' : scope.population(INSTANCE).idOf(instances.at(index % instances.length)),
    InstanceType: 'VPC_DEDICATED',
    CreatedTime: secondTime(created),
    ModifiedTime: secondTime(created),
    RegionId: scope.region,
    SubDomain: `${id}-${scope.region}.alicloudapi.com`,
    TrafficLimit: 500,
    Tags: { TagInfo: [] },
  };
}

const describeInstances: Action = {
  name: 'DescribeInstances',
  paging,
  items: 'Instances.InstanceAttribute',
  itemId: 'InstanceId',
  handle(call) {
    const live = call.scope.live(INSTANCE);
    const { rows, fields } = call.page(listing(live.length, (i) => instance(call.scope, live.at(i))));
    return { Instances: { InstanceAttribute: rows }, ...fields };
  },
};

const describeApiGroups: Action = {
  name: 'DescribeApiGroups',
  paging,
  items: 'ApiGroupAttributes.ApiGroupAttribute',
  itemId: 'GroupId',
  handle(call) {
    const live = call.scope.live(GROUP);
    const { rows, fields } = call.page(listing(live.length, (i) => group(call.scope, live.at(i))));
    return { ApiGroupAttributes: { ApiGroupAttribute: rows }, ...fields };
  },
};

const api: Product = {
  code: 'cloudapi',
  aliases: ['apigateway'],
  version: '2016-07-14',
  actions: [describeInstances, describeApiGroups],
};

export const cloudapi = emulated({
  products: [api],
  kinds: {
    gatewayInstance: { prefix: 'apigateway-', size: 'gatewayInstances', usual: 6 },
    apiGroup: { prefix: 'apigroup', size: 'apiGroups', usual: 12 },
  },
  conditions: {
    'cloudapi-expiring': { kind: INSTANCE, detail: 'subscription expires in 5 days' },
    'cloudapi-expiring-warning': { kind: INSTANCE, detail: 'subscription expires in 20 days' },
    'cloudapi-group-locked': { kind: GROUP, detail: 'IllegalStatus LOCKED' },
    'cloudapi-tls-old': { kind: GROUP, detail: 'HttpsPolicy HTTPS2_TLS1_0' },
  },
  raises: {
    'cloudapi-expiring': ['cloudapi-expiring critical'],
    'cloudapi-expiring-warning': ['cloudapi-expiring warning'],
    'cloudapi-group-locked': ['cloudapi-group-locked critical'],
    'cloudapi-tls-old': ['cloudapi-tls-old info'],
  },
});
