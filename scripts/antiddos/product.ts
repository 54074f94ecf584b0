import { defineProduct, regional, sameHost } from '../../lib/define';

/** The hosts of the official client: these regions share the central one. */
const HOSTS = {
  ...sameHost(
    'antiddos.aliyuncs.com',
    ...['cn-qingdao', 'cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'cn-hongkong'],
    ...['ap-southeast-1', 'us-east-1', 'us-west-1'],
  ),
  'cn-nanjing': 'antiddos-openapi.cn-hangzhou-cloudstone.aliyuncs.com',
};

/** What every public address has for nothing. No document tells its RAM code apart from that of the paid Anti-DDoS Origin. */
export const antiddos = defineProduct({
  code: 'antiddos-public',
  apiVersion: '2017-05-18',
  style: 'rpc',
  sdk: '@alicloud/antiddos-public20170518',
  title: { zh: 'DDoS 基础防护', en: 'Anti-DDoS Origin Basic' },
  ramPrefix: 'yundun-antiddosbag',
  endpoints: regional('antiddos-openapi', HOSTS),
  console: 'https://yundun.console.aliyun.com/?p=ddosnext#/basic',
});
