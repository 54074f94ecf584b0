import { central, defineProduct } from '../../lib/define';

/** The SDK names no host: this one is Alibaba's own, and unverified; `ALIYUN_ENDPOINT_ADVISOR` sets another. */
export const advisor = defineProduct({
  code: 'advisor',
  apiVersion: '2018-01-20',
  style: 'rpc',
  sdk: '@alicloud/advisor20180120',
  title: { zh: '智能顾问', en: 'Advisor' },
  endpoints: central('advisor.aliyuncs.com'),
  console: 'https://advisor.console.aliyun.com/',
});
