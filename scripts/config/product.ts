import { central, defineProduct } from '../../lib/define';

/** The China site and the international site each know their own accounts only. */
export const config = defineProduct({
  code: 'config',
  apiVersion: '2020-09-07',
  style: 'rpc',
  sdk: '@alicloud/config20200907',
  title: { zh: '配置审计', en: 'Cloud Config' },
  endpoints: central('config.cn-shanghai.aliyuncs.com', { 'ap-southeast-1': 'config.ap-southeast-1.aliyuncs.com' }),
  otherSite: 'ap-southeast-1',
  console: 'https://config.console.aliyun.com/',
});
