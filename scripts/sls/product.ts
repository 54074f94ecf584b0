import { defineProduct } from '../../lib/define';

/** The hosts are those of the endpoint map of the official package. */
export const sls = defineProduct({
  code: 'sls',
  apiVersion: '2020-12-30',
  style: 'sls',
  sdk: '@alicloud/sls20201230',
  title: { zh: '日志服务', en: 'Simple Log Service' },
  ramPrefix: 'log',
  endpoints: {
    kind: 'regional',
    pattern: '{region}.log.aliyuncs.com',
    vpc: '{region}-intranet.log.aliyuncs.com',
    exceptions: {},
  },
  console: 'https://sls.console.aliyun.com/lognext/profile',
});
