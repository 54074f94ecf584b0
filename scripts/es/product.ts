import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const es = defineProduct({
  code: 'elasticsearch',
  apiVersion: '2017-06-13',
  style: 'roa',
  sdk: '@alicloud/elasticsearch20170613',
  title: { zh: '检索分析服务 Elasticsearch 版', en: 'Elasticsearch' },
  endpoints: regional('elasticsearch'),
  console: 'https://elasticsearch.console.aliyun.com/{{region}}/instances/{{id}}/base',
  objects,
});
