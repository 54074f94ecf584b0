import { defineCollector, rowOffset, sls as get } from '../../../lib/define';
import { sls } from '../product';
import { projects } from './projects';

/** A list of names for each project; metric stores are among them. */
export const logstores = defineCollector({
  id: 'sls-logstores',
  product: sls,
  title: { zh: '日志库', en: 'Logstores' },
  scope: 'region',
  within: { of: projects, param: 'project', as: 'project' },
  call: get('ListLogStores', '/logstores'),
  paging: rowOffset({ max: 500 }),
  items: 'logstores',
  textRows: 'logstoreName',
  assetId: 'project',
  apartBy: 'logstoreName',
  assetName: 'logstoreName',
  fields: {},
  refers: ['project'],
});
