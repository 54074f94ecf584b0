import { defineChecker, thoseThat } from '../../../lib/define';
import { flowLogs } from '../collectors/flow-logs';
import { vpcs } from '../collectors/vpcs';

export const flowLogOff = defineChecker({
  id: 'vpc-flow-log-off',
  asset: vpcs,
  title: { zh: 'VPC 没有有效的流日志', en: 'VPC has no flow log that works' },
  why: {
    zh: '没有流日志时，入侵或异常流量发生后无从追查来源与去向。',
    en: 'Without a flow log nobody can tell, after an intrusion, where its traffic came from and went to.',
  },
  remedy: {
    zh: '为 VPC 创建流日志并投递到日志服务；投递失败时检查目标 Logstore。',
    en: 'Create a flow log of the VPC that writes to Simple Log Service; when delivery fails, look at its Logstore.',
  },
  noFix: {
    zh: '流日志投递到哪个日志库、保留多久、由谁付费，由使用者决定。',
    en: 'Which log store takes the flow logs, how long they are kept and who pays, its owners decide.',
  },
  severity: 'info',
  severities: ['warning'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describeflowlogs',
  params: {},
  related: { logs: flowLogs },
  messages: {
    none: { zh: 'VPC {{id}}（{{name}}）没有启用的流日志', en: 'VPC {{id}} ({{name}}) has no active flow log' },
    failing: {
      zh: 'VPC {{id}}（{{name}}）的流日志 {{log}} 投递失败：{{reason}}',
      en: 'Flow log {{log}} of VPC {{id}} ({{name}}) is not delivered: {{reason}}',
    },
  },
  check({ id, name }, { related, pass, fail, skip, unknown }) {
    const active = thoseThat(related.logs, ({ status }) => status === 'Active');
    const [failing] = thoseThat(active, ({ flowLogDeliverStatus: status }) => status === 'FAILED');
    if (failing) {
      const reason = failing.flowLogDeliverErrorMessage ?? '?';
      return fail('failing', { id, name, log: failing.flowLogId, reason }, 'warning');
    }
    if (active.length > 0) return pass();
    if (related.logs.some(({ status }) => status === undefined))
      return unknown({ zh: '应答中有流日志没有状态', en: 'the status of a flow log is not in the answer' });
    if (related.logs.some(({ status }) => status === 'Activating'))
      return skip({ zh: '流日志正在创建', en: 'a flow log is being created' });
    return fail('none', { id, name });
  },
});
