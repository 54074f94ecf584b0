import { defineCollector, oneOf, rowOffset, sls as get, text } from '../../../lib/define';
import { sls } from '../product';

/** The states are those of the API's page of the structure. */
export const projects = defineCollector({
  id: 'sls-projects',
  product: sls,
  title: { zh: '日志项目', en: 'Log projects' },
  scope: 'region',
  call: get('ListProject', '/'),
  paging: rowOffset({ max: 500 }),
  items: 'projects',
  assetId: 'projectName',
  fields: {
    status: oneOf('status', ['Normal', 'Disable']),
    dataRedundancyType: text('dataRedundancyType'),
    description: text('description'),
    resourceGroupId: text('resourceGroupId'),
  },
  remember: ['status'],
  show: ['status', 'dataRedundancyType', 'resourceGroupId', 'description'],
});
