import { central, defineProduct } from '../../lib/define';

/** What accelerates for all regions is in none of them: one host tells of all of it. */
export const ga = defineProduct({
  code: 'ga',
  apiVersion: '2019-11-20',
  style: 'rpc',
  sdk: '@alicloud/ga20191120',
  title: { zh: '全球加速 GA', en: 'Global Accelerator' },
  endpoints: central('ga.cn-hangzhou.aliyuncs.com'),
  console: 'https://ga.console.aliyun.com/list',
});
