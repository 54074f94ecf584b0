import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'ess.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'cn-nanjing', 'cn-hongkong'],
  ...['ap-southeast-1', 'us-east-1', 'us-west-1'],
);

export const ess = defineProduct({
  code: 'ess',
  apiVersion: '2022-02-22',
  style: 'rpc',
  sdk: '@alicloud/ess20220222',
  title: { zh: '弹性伸缩', en: 'Auto Scaling' },
  endpoints: regional('ess', CENTRAL),
  console: 'https://essnew.console.aliyun.com/detail/{{region}}/{{id}}/base',
  objects,
});
