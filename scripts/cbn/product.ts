import { central, defineProduct } from '../../lib/define';

/** A network of regions is in none of them: one host tells of all of it. */
export const cbn = defineProduct({
  code: 'cbn',
  apiVersion: '2017-09-12',
  style: 'rpc',
  sdk: '@alicloud/cbn20170912',
  ramPrefix: 'cen',
  title: { zh: '云企业网 CEN', en: 'Cloud Enterprise Network' },
  endpoints: central('cbn.aliyuncs.com'),
  console: 'https://cen.console.aliyun.com/cen/bandwidthPackage',
});
