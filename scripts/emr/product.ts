import { defineProduct, regional, sameHost } from '../../lib/define';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'emr.aliyuncs.com',
  ...['cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'ap-southeast-1', 'us-west-1'],
);

/** States of node groups have no documented words, and how many nodes are wanted is not told: they are not judged. */
export const emr = defineProduct({
  code: 'emr',
  apiVersion: '2021-03-20',
  style: 'rpc',
  sdk: '@alicloud/emr20210320',
  title: { zh: '开源大数据平台 E-MapReduce', en: 'E-MapReduce' },
  endpoints: regional('emr', CENTRAL),
  console: 'https://emr-next.console.aliyun.com/#/region/{{region}}/resource/all/ecs/detail/{{id}}/overview',
});
