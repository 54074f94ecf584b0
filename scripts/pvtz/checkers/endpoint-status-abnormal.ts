import { defineStatusChecker } from '../../../lib/define';
import { endpoints } from '../collectors/endpoints';
import { KINDS } from '../states';

export const endpointStatusAbnormal = defineStatusChecker({
  id: 'pvtz-endpoint-status-abnormal',
  asset: endpoints,
  subject: { zh: '解析器出站终端节点 {{id}}', en: 'outbound endpoint {{id}} of the resolver' },
  title: { zh: '解析器出站终端节点状态异常', en: 'Outbound endpoint of the resolver is in a bad state' },
  why: {
    zh: '转发到自建 DNS 的请求都经过出站终端节点：它异常时，VPC 内无法解析本地数据中心的域名。',
    en: 'Requests for DNS servers elsewhere leave by it: while it fails, the names of the data centre do not resolve in the VPC.',
  },
  remedy: {
    zh: '在控制台查看终端节点、其 VPC、交换机与安全组；仍不恢复时提交工单。',
    en: 'Look at the endpoint, its VPC, vSwitches and security group in the console; open a ticket when it does not come back.',
  },
  docs: 'https://help.aliyun.com/zh/dns/api-pvtz-2018-01-01-describeresolverendpoints',
  because: ['account-overdue'],
  state: (endpoint) => endpoint.status,
  kinds: KINDS,
  createdAt: (endpoint) => endpoint.createTimestamp,
});
