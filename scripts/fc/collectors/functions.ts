import { defineCollector, instant, nextToken, number, roa, tagMap, text, textOrEmpty } from '../../../lib/define';
import { fc } from '../product';

/** Those of version 3.0 only: a function of 2.0 has the settings of its service. */
export const functions = defineCollector({
  id: 'fc-functions',
  product: fc,
  title: { zh: '函数（3.0）', en: 'Functions (3.0)' },
  reveals: {
    zh: '函数的环境变量，以及镜像仓库的密码',
    en: 'environment variables of functions, and passwords of image registries',
  },
  scope: 'region',
  call: roa('ListFunctions', '/2023-03-30/functions', { fcVersion: 'v3' }),
  paging: nextToken({ size: 'limit', token: 'nextToken', next: 'nextToken', max: 100 }),
  items: 'functions',
  assetId: 'functionId',
  assetName: 'functionName',
  fields: {
    runtime: text('runtime'),
    project: textOrEmpty('logConfig.project'),
    logstore: text('logConfig.logstore'),
    memorySize: number('memorySize'),
    lastModifiedTime: instant('lastModifiedTime'),
    createdTime: instant('createdTime'),
    tags: tagMap('tags[]', 'Key', 'Value'),
  },
  show: ['runtime', 'project', 'logstore', 'memorySize', 'lastModifiedTime', 'createdTime', 'tags'],
});
