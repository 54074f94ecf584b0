import { serverAtRisk, servers } from '../../../../scripts/sas';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../../ecs/fixtures';

const risks = (counts: Readonly<Record<string, unknown>>) => ({
  riskCount: JSON.stringify({ emgNum: 0, weakPWNum: 0, asapVulCount: 0, baselineHigh: 0, nntfVulCount: 90, ...counts }),
});

const server = servers.toAsset(
  {
    InstanceId: 'i-1',
    InstanceName: 'web',
    RegionId: 'cn-hangzhou',
    ClientStatus: 'online',
    RiskCount: risks({}).riskCount,
  },
  where,
);

testChecker(serverAtRisk, {
  healthy: { asset: server },
  pass: {
    'nothing but low ones': {},
    'as many as a level allows': {
      asset: risks({ asapVulCount: 5, baselineHigh: 2 }),
      params: { vulnerabilities: 5, baselines: 2 },
    },
  },
  fail: {
    'an urgent vulnerability': {
      asset: risks({ emgNum: 1, asapVulCount: 4 }),
      message: 'urgent',
      severity: 'error',
      text: {
        zh: '云安全中心：服务器 i-1（web，cn-hangzhou）有应急漏洞 1 个、弱口令 0 个、高危漏洞 4 个、高危基线问题 0 个',
        en: 'Security Center: server i-1 (web, cn-hangzhou) has 1 urgent vulnerabilities, 0 weak passwords, 4 vulnerabilities of high priority, 0 high baseline risks',
      },
    },
    'a weak password, in no region, and its agent is gone': {
      asset: { ...risks({ weakPWNum: 1 }), regionId: undefined, clientStatus: 'offline' },
      message: 'urgent',
      severity: 'error',
      data: { region: '*', weakPasswords: 1 },
    },
    'a vulnerability of high priority': {
      asset: risks({ asapVulCount: 1 }),
      message: 'high',
      severity: 'warning',
      text: {
        en: 'Security Center: server i-1 (web, cn-hangzhou) has 1 vulnerabilities of high priority and 0 high baseline risks',
      },
    },
    'more than a level allows': {
      asset: risks({ asapVulCount: 6 }),
      params: { vulnerabilities: 5 },
      message: 'high',
      severity: 'warning',
      data: { vulnerabilities: 6 },
    },
    'a high baseline risk': {
      asset: risks({ baselineHigh: 1 }),
      message: 'high',
      severity: 'warning',
      data: { baselines: 1 },
    },
  },
  unknown: {
    'nothing found, and nothing scanned': { asset: { clientStatus: 'offline' } },
    'no status of its agent': { asset: { clientStatus: undefined } },
    'no numbers': { asset: { riskCount: undefined } },
    'no JSON': { asset: { riskCount: 'none' } },
    'nothing in it': { asset: { riskCount: 'null' } },
    'a number that is not there': { asset: risks({ weakPWNum: undefined }) },
  },
});
