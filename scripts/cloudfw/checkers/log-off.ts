import { defineSwitchChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { PAY_AS_YOU_GO, without } from '../owned';

export const logOff = defineSwitchChecker({
  id: 'cloudfw-log-off',
  asset: instances,
  title: { zh: '云防火墙日志没有投递', en: 'Log of Cloud Firewall is off' },
  why: {
    zh: '没有日志就无法追溯攻击和排查误拦截，等保要求日志留存 180 天。',
    en: 'Without a log no attack can be traced, and MLPS wants logs of 180 days.',
  },
  remedy: {
    zh: '在云防火墙的日志分析中开启日志投递。',
    en: 'Switch log delivery on in the console of Cloud Firewall.',
  },
  noFix: {
    zh: '日志按存储容量收费，容量由使用者购买。',
    en: 'Logs are paid for by their storage, which somebody has to buy.',
  },
  severity: 'warning',
  docs: 'https://help.aliyun.com/zh/cloud-firewall/cloudfirewall/developer-reference/api-cloudfw-2017-12-07-describeuserbuyversion',
  what: { zh: '日志投递', en: 'log delivery' },
  on: ({ version, instanceStatus, logStatus, logStorage }) =>
    [version, instanceStatus, logStorage].includes(undefined) ? undefined : logStatus,
  // What is paid as it is used has no storage that was bought: whether to keep a log is a choice.
  skip: (firewall) =>
    without(firewall) ??
    (firewall.version === PAY_AS_YOU_GO || firewall.logStorage === 0
      ? { zh: '没有购买日志存储', en: 'no storage of logs was bought' }
      : undefined),
  message: {
    zh: '账号 {{id}} 的云防火墙购买了日志存储但没有开启投递',
    en: 'The Cloud Firewall of account {{id}} has a log storage that nothing is delivered to',
  },
});
