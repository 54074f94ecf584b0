import {
  defineCollector,
  flag,
  instant,
  must,
  number,
  oneOf,
  pageNumber,
  roa,
  tagMap,
  text,
} from '../../../lib/define';
import { ack } from '../product';
import { CLUSTER_STATES } from '../states';

/** A region's host may list the clusters of others as well: the filter keeps each in its own region. */
export const clusters = defineCollector({
  id: 'ack-clusters',
  product: ack,
  title: { zh: '集群', en: 'Clusters' },
  scope: 'region',
  call: roa('DescribeClustersV1', '/api/v1/clusters?region_id={RegionId}'),
  paging: pageNumber({ max: 100, page: 'page_number', size: 'page_size', total: 'page_info.total_count' }),
  items: 'clusters',
  assetId: 'cluster_id',
  assetName: 'name',
  fields: {
    state: must(oneOf('state', CLUSTER_STATES)),
    /** The last ones are of earlier versions of the API. */
    clusterType: oneOf('cluster_type', ['ManagedKubernetes', 'Kubernetes', 'ExternalKubernetes', 'Ask', 'Edge']),
    clusterSpec: text('cluster_spec'),
    currentVersion: text('current_version'),
    nextVersion: text('next_version'),
    size: number('size'),
    deletionProtection: flag('deletion_protection'),
    created: instant('created'),
    resourceGroupId: text('resource_group_id'),
    tags: tagMap('tags[]', 'key', 'value'),
  },
  remember: ['state'],
  resourceType: 'ACS::ACK::Cluster',
  show: ['state', 'clusterType', 'clusterSpec', 'currentVersion', 'nextVersion', 'size', 'deletionProtection', 'tags'],
});
