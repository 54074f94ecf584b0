import { defineStatusChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

/** The states are those of DescribeUserBuyVersion. That `abnormal` is an outage which nobody asked for is a judgement. */
export const statusAbnormal = defineStatusChecker({
  id: 'cloudfw-status-abnormal',
  asset: instances,
  subject: { zh: '账号 {{id}} 的云防火墙', en: 'the Cloud Firewall of account {{id}}' },
  title: { zh: '云防火墙状态异常', en: 'Cloud Firewall is in an abnormal state' },
  why: {
    zh: '状态异常时，访问控制与入侵防御可能不生效。',
    en: 'While it is abnormal its policies and its intrusion prevention may not work.',
  },
  remedy: {
    zh: '在云防火墙控制台查看异常原因，必要时提交工单。',
    en: 'See the cause in the console of Cloud Firewall, and open a ticket if need be.',
  },
  docs: 'https://help.aliyun.com/zh/cloud-firewall/cloudfirewall/developer-reference/api-cloudfw-2017-12-07-describeuserbuyversion',
  because: [{ checker: 'cloudfw-expiring', message: 'expired' }],
  state: ({ instanceStatus }) => instanceStatus,
  kinds: { normal: 'serving', init: 'creating', deleting: 'released', abnormal: 'failover', free: 'released' },
  createdAt: ({ startTime }) => startTime,
});
