import { central, defineProduct } from '../../lib/define';

export const quotas = defineProduct({
  code: 'quotas',
  apiVersion: '2020-05-10',
  style: 'rpc',
  sdk: '@alicloud/quotas20200510',
  title: { zh: '配额中心', en: 'Quota Center' },
  endpoints: central('quotas.aliyuncs.com'),
  console: 'https://quotas.console.aliyun.com/white-list-products',
});
