import { defineChecker, integerParam, numberParam } from '../../../lib/define';
import { serverStatistics } from '../collectors/server-statistics';

/** So many unprotected servers are more than one that was forgotten. */
const FEW = 3;

/**
 * Of the servers that run: one that is shut down has no running agent, and needs none. Where the answer does not tell how
 * many are shut down, none is. The share says little of few servers, and hides many of a thousand: so there is a number
 * beside it, too. A judgement.
 */
export const sasAgent = defineChecker({
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
  noFix: {
    zh: '客户端须在服务器内安装或修复。',
    en: 'The agent is installed, or mended, inside the server.',
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
      help: {
        zh: '防护率低于此值、且未防护的服务器不止一两台时为紧急',
        en: 'Critical when fewer servers than this are protected, and more than one or two are not',
      },
    }),
    servers: integerParam({
      title: { zh: '未防护的服务器数', en: 'Unprotected servers' },
      default: 10,
      min: 1,
      max: 100_000,
      help: {
        zh: '未防护的服务器达到此数即为警告，不论防护率',
        en: 'A warning when this many servers are unprotected, whatever their share',
      },
    }),
  },
  messages: {
    low: {
      zh: '账号 {{id}} 的 {{total}} 台运行中的服务器中有 {{missing}} 台未受防护，防护率 {{value}} %，低于 {{threshold}} %',
      en: '{{missing}} of {{total}} running servers of account {{id}} are unprotected; {{value}} % are protected, below {{threshold}} %',
    },
    many: {
      zh: '账号 {{id}} 的 {{total}} 台运行中的服务器中有 {{missing}} 台未受防护，达到 {{threshold}} 台；防护率 {{value}} %',
      en: '{{missing}} of {{total}} running servers of account {{id}} are unprotected, {{threshold}} or more; {{value}} % are protected',
    },
  },
  validate: ({ warning, critical }) =>
    critical > warning ? `critical (${critical}) is above warning (${warning})` : undefined,
  check(account, { params, pass, fail, skip, unknown }) {
    const { id, instanceCount, unprotectedInstanceCount, notRunningStatusCount: down = 0 } = account;
    if (instanceCount === undefined || unprotectedInstanceCount === undefined)
      return unknown({ zh: '应答中没有服务器数量', en: 'the numbers of servers are not in the answer' });
    const total = Math.max(0, instanceCount - down);
    const missing = Math.min(total, Math.max(0, unprotectedInstanceCount - down));
    if (total === 0) return skip({ zh: '没有运行中的服务器', en: 'there are no running servers' });
    const value = Math.round(((total - missing) / total) * 1000) / 10;
    const data = { id, total, missing, value, unit: '%' };
    if (value < params.critical && missing >= FEW)
      return fail('low', { ...data, threshold: params.critical }, 'critical');
    if (value < params.warning) return fail('low', { ...data, threshold: params.warning });
    return missing >= params.servers ? fail('many', { ...data, threshold: params.servers }) : pass(data);
  },
});
