import { defineChecker } from '../../../lib/define';
import { endpoints } from '../collectors/endpoints';
import { unmade } from '../states';

/** Different zones are what AddResolverEndpoint recommends; the level is a judgement, as of load balancers. */
export const endpointSingleZone = defineChecker({
  id: 'pvtz-endpoint-single-zone',
  asset: endpoints,
  title: { zh: '解析器出站终端节点只在一个可用区', en: 'Outbound endpoint of the resolver is in one zone' },
  why: {
    zh: '该可用区故障时，转发到自建 DNS 的请求全部失败。',
    en: 'When that zone fails, so does every request for DNS servers elsewhere.',
  },
  remedy: {
    zh: '为终端节点添加另一个可用区的源 IP。',
    en: 'Add a source address in another zone to the endpoint.',
  },
  noFix: {
    zh: '需要选择另一个可用区的交换机，自建 DNS 也要放行新的源 IP。',
    en: 'It takes a vSwitch in another zone, and the DNS servers elsewhere have to let the new address in.',
  },
  severity: 'info',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/dns/api-pvtz-2018-01-01-addresolverendpoint',
  params: {},
  messages: {
    single: {
      zh: '解析器出站终端节点 {{id}}（{{name}}）的 {{count}} 个源 IP 都在可用区 {{zone}}',
      en: 'All {{count}} source addresses of outbound endpoint {{id}} ({{name}}) are in zone {{zone}}',
    },
  },
  check(endpoint, { pass, fail, skip, unknown }) {
    const { id, name, ipConfigs } = endpoint;
    const why = unmade(endpoint);
    if (why) return skip(why);
    const zones = new Set(ipConfigs?.map(({ azId }) => azId));
    if (!ipConfigs || ipConfigs.length === 0 || zones.has(undefined))
      return unknown({ zh: '应答中没有源 IP 的可用区', en: 'the zones of its addresses are not in the answer' });
    const [zone = ''] = zones;
    return zones.size > 1 ? pass() : fail('single', { id, name, count: ipConfigs.length, zone });
  },
});
