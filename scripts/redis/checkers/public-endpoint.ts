import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { netInfo } from '../collectors/net-info';

export const publicEndpoint = defineChecker({
  id: 'redis-public-endpoint',
  asset: instances,
  title: {
    zh: 'Redis 实例有公网地址',
    en: 'Redis instance has a public endpoint',
  },
  why: {
    zh: '缓存不应从互联网访问：流量不加密，口令可被暴力尝试。',
    en: 'A cache has no business on the internet: its traffic is plain and its password can be guessed.',
  },
  remedy: {
    zh: '释放公网连接地址，改用内网地址。',
    en: 'Release the public endpoint of the instance and use the private one.',
  },
  noFix: {
    zh: '释放公网地址会切断从公网连接的客户端，重新申请的端口可能不同。',
    en: 'Without it whoever comes by the internet is cut off, and what is asked for again may have another port.',
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describedbinstancenetinfo',
  params: {},
  related: { net: netInfo },
  messages: {
    public: {
      zh: 'Redis 实例 {{id}} 有公网地址：{{endpoints}}',
      en: 'Redis instance {{id}} has a public endpoint: {{endpoints}}',
    },
  },
  check(instance, { related, pass, fail, unknown }) {
    const endpoints = related.net[0]?.instanceNetInfo;
    if (!endpoints) return unknown({ zh: '没有返回该实例的连接地址', en: 'its endpoints are not in the answer' });
    const open = endpoints.filter((endpoint) => endpoint.iPType === 'Public');
    if (open.length > 0)
      return fail('public', { id: instance.id, endpoints: open.map((endpoint) => endpoint.connectionString ?? '?') });
    return endpoints.some((endpoint) => endpoint.iPType === undefined)
      ? unknown({ zh: '应答中有地址没有网络类型', en: 'the network type of an endpoint is not in the answer' })
      : pass();
  },
});
