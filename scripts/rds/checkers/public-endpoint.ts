import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { netInfo } from '../collectors/net-info';

export const publicEndpoint = defineChecker({
  id: 'rds-public-endpoint',
  asset: instances,
  title: {
    zh: 'RDS 实例有公网地址',
    en: 'RDS instance has a public endpoint',
  },
  why: {
    zh: '公网地址使数据库暴露在互联网上，只靠白名单和口令保护。',
    en: 'With a public endpoint only the whitelist and passwords stand between the database and the internet.',
  },
  remedy: {
    zh: '释放外网地址，从专有网络内访问；确需公网时收紧白名单并开启 SSL。',
    en: 'Release the public endpoint and connect from the VPC; where it must stay, narrow the whitelist and turn on SSL.',
  },
  noFix: {
    zh: '释放外网地址会立即断开使用它的连接，而巡检不知道谁在使用。',
    en: 'Releasing the endpoint cuts off at once whoever uses it, and an inspection does not see who that is.',
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstancenetinfo',
  params: {},
  related: { net: netInfo },
  messages: {
    public: {
      zh: 'RDS 实例 {{id}} 有公网地址：{{endpoints}}',
      en: 'RDS instance {{id}} has a public endpoint: {{endpoints}}',
    },
  },
  check(instance, { related, pass, fail, unknown }) {
    const endpoints = related.net[0]?.dBInstanceNetInfo;
    if (!endpoints) return unknown({ zh: '没有返回该实例的连接地址', en: 'its endpoints are not in the answer' });
    const open = endpoints.filter((endpoint) => endpoint.iPType === 'Public');
    if (open.length > 0)
      return fail('public', { id: instance.id, endpoints: open.map((endpoint) => endpoint.connectionString ?? '?') });
    return endpoints.some((endpoint) => endpoint.iPType === undefined)
      ? unknown({ zh: '应答中有地址没有网络类型', en: 'the network type of an endpoint is not in the answer' })
      : pass();
  },
});
