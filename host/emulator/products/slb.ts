import { numberPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { listing } from './define';

function row(scope: Scope, index: number): Body {
  const population = scope.population('loadBalancer');
  const seed = hash(population.key, index);
  const created = scope.world.now - (100 + (seed % 300)) * DAY;
  return {
    LoadBalancerId: population.idOf(index),
    LoadBalancerName: `entry-${index + 1}`,
    LoadBalancerStatus: scope.condition('loadBalancer', index) === 'slb-inactive' ? 'inactive' : 'active',
    Address: `10.9.${(seed >>> 8) % 256}.${(seed % 253) + 1}`,
    AddressIPVersion: 'ipv4',
    AddressType: 'intranet',
    NetworkType: 'vpc',
    PayType: 'PayOnDemand',
    InstanceChargeType: 'PayByCLCU',
    InternetChargeType: '4',
    InternetChargeTypeAlias: 'paybytraffic',
    LoadBalancerSpec: 'slb.lcu.elastic',
    Bandwidth: 5120,
    CreateTime: secondTime(created),
    CreateTimeStamp: created - (created % 1000),
    DeleteProtection: 'on',
    ModificationProtectionStatus: 'NonProtection',
    ModificationProtectionReason: '',
    MasterZoneId: `${scope.region}-h`,
    SlaveZoneId: `${scope.region}-i`,
    RegionId: scope.region,
    RegionIdAlias: scope.region,
    ResourceGroupId: 'rg-acfmemulator00a',
    Tags: { Tag: [] },
  };
}

const FILTERS = ['LoadBalancerId', 'LoadBalancerStatus', 'AddressType'];

const describeLoadBalancers: Action = {
  name: 'DescribeLoadBalancers',
  params: FILTERS,
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse', together: true }),
  items: 'LoadBalancers.LoadBalancer',
  itemId: 'LoadBalancerId',
  handle(call) {
    const { scope, params } = call;
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const name = wanted.map((one) => `${one}=${params[one] ?? ''}`).join('&');
    const chosen =
      wanted.length === 0
        ? scope.live('loadBalancer')
        : scope.filtered('loadBalancer', name, (index) =>
            wanted.every((one) => row(scope, index)[one] === params[one]),
          );
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { LoadBalancers: { LoadBalancer: rows }, ...fields };
  },
};

export const slb: Product = { code: 'slb', version: '2014-05-15', actions: [describeLoadBalancers] };
