import { defineCollector, instant, nextToken, oneOf, roa, text } from '../../../lib/define';
import { maxcompute } from '../product';

/** The largest page is not documented: fifty are what the official Terraform provider asks for, with the marker as it reads it. */
export const projects = defineCollector({
  id: 'maxcompute-projects',
  product: maxcompute,
  title: { zh: 'MaxCompute 项目', en: 'MaxCompute projects' },
  scope: 'region',
  call: roa('ListProjects', '/api/v1/projects?region={RegionId}'),
  paging: nextToken({ size: 'maxItem', max: 50, token: 'marker', next: 'data.marker' }),
  items: 'data.projects',
  assetId: 'name',
  fields: {
    status: oneOf('status', ['AVAILABLE', 'READONLY', 'FROZEN', 'DELETING']),
    type: text('type'),
    defaultQuota: text('defaultQuota'),
    owner: text('owner'),
    createdTime: instant('createdTime'),
  },
  remember: ['status'],
  show: ['status', 'type', 'defaultQuota', 'owner', 'createdTime'],
});
