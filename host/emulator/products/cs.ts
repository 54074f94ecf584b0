import { numberPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY } from '../world';
import type { Action, Body, Product } from './define';
import { listing } from './define';

function row(scope: Scope, index: number): Body {
  const population = scope.population('cluster');
  const seed = hash(population.key, index);
  const created = new Date(scope.world.now - (100 + (seed % 300)) * DAY + 8 * 3_600_000).toISOString();
  return {
    cluster_id: population.idOf(index),
    name: `cluster-${index + 1}`,
    cluster_type: 'ManagedKubernetes',
    cluster_spec: 'ack.pro.small',
    profile: 'Default',
    state: scope.condition('cluster', index) === 'ack-unavailable' ? 'unavailable' : 'running',
    current_version: '1.34.1-aliyun.1',
    init_version: '1.32.1-aliyun.1',
    next_version: '',
    created: `${created.slice(0, 19)}+08:00`,
    updated: `${created.slice(0, 19)}+08:00`,
    deletion_protection: true,
    region_id: scope.region,
    zone_id: `${scope.region}-h`,
    resource_group_id: 'rg-acfmemulator00a',
    size: 3 + (seed % 20),
    tags: [{ key: 'env', value: 'production' }],
  };
}

const describeClustersV1: Action = {
  name: 'DescribeClustersV1',
  path: '/api/v1/clusters',
  params: ['name', 'region_id'],
  paging: numberPaging({
    default: 10,
    max: 100,
    over: 'cap',
    names: { page: 'page_number', size: 'page_size' },
  }),
  items: 'clusters',
  itemId: 'cluster_id',
  handle(call) {
    const { scope, params } = call;
    const { name, region_id: region = scope.region } = params;
    const chosen = scope.filtered(
      'cluster',
      `${name ?? ''}/${region}`,
      (index) => region === scope.region && (name ?? `cluster-${index + 1}`) === `cluster-${index + 1}`,
    );
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return {
      clusters: rows,
      page_info: { page_number: fields.page_number, page_size: fields.PageSize, total_count: fields.TotalCount },
    };
  },
};

export const cs: Product = { code: 'cs', version: '2015-12-15', actions: [describeClustersV1] };
