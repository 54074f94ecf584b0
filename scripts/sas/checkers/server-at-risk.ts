import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { servers } from '../collectors/servers';
import { risksIn } from '../risks';

/**
 * One finding to a server, however much is wrong with it: a vulnerability each would be thousands. Security alarms are those of
 * sas-alarm. Only what Security Center itself calls high counts.
 */
export const serverAtRisk = defineChecker({
  id: 'sas-server-at-risk',
  asset: servers,
  title: { zh: '云安全中心：服务器有高危风险', en: 'Security Center: server has high risks' },
  why: {
    zh: '这是云安全中心的扫描结果：应急漏洞和弱口令会被自动化攻击直接利用。',
    en: 'A result of Security Center: urgent vulnerabilities and weak passwords are what automatic attacks look for.',
  },
  remedy: {
    zh: '在云安全中心打开该服务器，先处理应急漏洞和弱口令，再修复高危漏洞和基线问题。',
    en: 'Open the server in Security Center: mend urgent vulnerabilities and weak passwords first, then the rest.',
  },
  noFix: NO_FIX.imported,
  severity: 'error',
  severities: ['warning'],
  category: 'import',
  docs: 'https://help.aliyun.com/zh/security-center/developer-reference/api-sas-2018-12-03-describecloudcenterinstances',
  params: {
    vulnerabilities: integerParam({
      title: { zh: '高危漏洞数', en: 'Vulnerabilities' },
      default: 0,
      min: 0,
      max: 100_000,
      help: { zh: '高危漏洞多于此数为警告', en: 'A warning with more vulnerabilities of high priority than this' },
    }),
    baselines: integerParam({
      title: { zh: '高危基线问题数', en: 'Baseline risks' },
      default: 0,
      min: 0,
      max: 100_000,
      help: { zh: '高危基线问题多于此数为警告', en: 'A warning with more high baseline risks than this' },
    }),
  },
  messages: {
    urgent: {
      zh: '云安全中心：服务器 {{id}}（{{name}}，{{region}}）有应急漏洞 {{emergencies}} 个、弱口令 {{weakPasswords}} 个、高危漏洞 {{vulnerabilities}} 个、高危基线问题 {{baselines}} 个',
      en: 'Security Center: server {{id}} ({{name}}, {{region}}) has {{emergencies}} urgent vulnerabilities, {{weakPasswords}} weak passwords, {{vulnerabilities}} vulnerabilities of high priority, {{baselines}} high baseline risks',
    },
    high: {
      zh: '云安全中心：服务器 {{id}}（{{name}}，{{region}}）有高危漏洞 {{vulnerabilities}} 个、高危基线问题 {{baselines}} 个',
      en: 'Security Center: server {{id}} ({{name}}, {{region}}) has {{vulnerabilities}} vulnerabilities of high priority and {{baselines}} high baseline risks',
    },
  },
  check({ id, name, regionId, clientStatus, riskCount }, { params, pass, fail, unknown }) {
    const risks = risksIn(riskCount);
    if (!risks) return unknown({ zh: '应答中没有风险数量', en: 'the numbers of risks are not in the answer' });
    const data = { id, name, region: regionId ?? '*', ...risks };
    if (risks.emergencies > 0 || risks.weakPasswords > 0) return fail('urgent', data);
    if (risks.vulnerabilities > params.vulnerabilities || risks.baselines > params.baselines)
      return fail('high', data, 'warning');
    if (clientStatus === 'online') return pass();
    return unknown({ zh: '客户端不在线，没有新的扫描结果', en: 'its agent is not online, nothing is scanned' });
  },
});
