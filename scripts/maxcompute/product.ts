import { defineProduct, regional } from '../../lib/define';

/**
 * The official package names one host for most regions, the product's pages one for each: whichever it is, the list is
 * asked for by region. Quotas are not read: their list has neither an end nor a use; their end is told by billing.
 */
export const maxcompute = defineProduct({
  code: 'maxcompute',
  apiVersion: '2022-01-04',
  style: 'roa',
  sdk: '@alicloud/maxcompute20220104',
  title: { zh: '云原生大数据计算服务 MaxCompute', en: 'MaxCompute' },
  ramPrefix: 'odps',
  endpoints: regional('maxcompute'),
  console: 'https://maxcompute.console.aliyun.com/{{region}}/project-list',
});
