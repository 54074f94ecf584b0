import { defineChecker, numberParam } from '../../../lib/define';
import { serverStatistics } from '../collectors/server-statistics';

export const agentOffline = defineChecker({
  id: 'sas-agent',
  asset: serverStatistics,
  title: { zh: '云安全中心服务器防护率低', en: 'Many servers are not protected by Security Center' },
  why: {
    zh: '客户端离线或未安装的服务器不受防护，入侵和漏洞都无法发现。',
    en: 'On a server without a running agent nobody notices malware, intruders or vulnerabilities.',
  },
  remedy: {
    zh: '在主机资产中筛选未防护的服务器，安装或重新启动客户端，并检查其网络是否可达。',
    en: 'List the unprotected servers in the console, install or restart the agent, and check its network access.',
  },
  severity: 'warning',
  severities: ['critical'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/security-center/user-guide/install-the-security-center-agent',
  params: {
    warning: numberParam({
      default: 95,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '防护率低于此值为警告', en: 'A warning when fewer servers than this are protected' },
    }),
    critical: numberParam({
      default: 85,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '防护率低于此值为紧急', en: 'Critical when fewer servers than this are protected' },
    }),
  },
  messages: {
    low: {
      zh: '账号 {{id}} 的 {{total}} 台服务器中有 {{missing}} 台未受防护，防护率 {{value}} %，低于 {{threshold}} %',
      en: '{{missing}} of {{total}} servers of account {{id}} are unprotected; {{value}} % are protected, below {{threshold}} %',
    },
  },
  validate: ({ warning, critical }) =>
    critical > warning ? `critical (${critical}) is above warning (${warning})` : undefined,
  check({ id, instanceCount: total, unprotectedInstanceCount: missing }, { params, pass, fail, skip, unknown }) {
    if (total === undefined || missing === undefined)
      return unknown({ zh: '应答中没有服务器数量', en: 'the numbers of servers are not in the answer' });
    if (total === 0) return skip({ zh: '没有服务器', en: 'there are no servers' });
    const value = Math.round(((total - missing) / total) * 1000) / 10;
    const data = { id, total, missing, value, unit: '%' };
    if (value < params.critical) return fail('low', { ...data, threshold: params.critical }, 'critical');
    return value < params.warning ? fail('low', { ...data, threshold: params.warning }) : pass(data);
  },
});
