import { instanceAt } from '../assets';
import { numberPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { listing } from './define';

/** Owner of the addresses that a partner's service manages: a long number on the wire. */
const SERVICE_ID = 1_512_666_876_910_001;

function row(scope: Scope, index: number): Body {
  const { now } = scope.world;
  const population = scope.population('eip');
  const seed = hash(population.key, index);
  const instances = scope.live('instance');
  const free = scope.condition('eip', index) === 'eip-unbound' || instances.length === 0;
  const bound = free ? '' : instanceAt(scope, instances.at(seed % instances.length)).id;
  return {
    AllocationId: population.idOf(index),
    Name: `eip-${index + 1}`,
    IpAddress: `198.51.${(seed >>> 8) % 256}.${(seed % 253) + 1}`,
    Status: free ? 'Available' : 'InUse',
    BusinessStatus: 'Normal',
    InstanceId: bound,
    InstanceType: free ? '' : 'EcsInstance',
    InstanceRegionId: free ? '' : scope.region,
    Bandwidth: '10',
    EipBandwidth: '10',
    ChargeType: 'PostPaid',
    InternetChargeType: 'PayByTraffic',
    ExpiredTime: '',
    AllocationTime: secondTime(now - (20 + (seed % 100)) * DAY),
    RegionId: scope.region,
    ISP: 'BGP',
    Netmode: 'public',
    DeletionProtection: true,
    HDMonitorStatus: 'OFF',
    SecondLimited: false,
    ServiceManaged: index === 0 ? 1 : 0,
    ...(index === 0 && { ServiceID: SERVICE_ID }),
    ResourceGroupId: 'rg-acfmemulator00a',
    OperationLocks: { LockReason: [] },
    SecurityProtectionTypes: { SecurityProtectionType: [] },
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

const FILTERS = ['AllocationId', 'Status', 'ChargeType'];

const describeEipAddresses: Action = {
  name: 'DescribeEipAddresses',
  params: FILTERS,
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
  items: 'EipAddresses.EipAddress',
  itemId: 'AllocationId',
  handle(call) {
    const { scope, params } = call;
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const name = wanted.map((one) => `${one}=${params[one] ?? ''}`).join('&');
    const chosen =
      wanted.length === 0
        ? scope.live('eip')
        : scope.filtered('eip', name, (index) => wanted.every((one) => row(scope, index)[one] === params[one]));
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { EipAddresses: { EipAddress: rows }, ...fields };
  },
};

export const vpc: Product = { code: 'vpc', version: '2016-04-28', actions: [describeEipAddresses] };
