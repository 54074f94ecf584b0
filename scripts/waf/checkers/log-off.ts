import { defineSwitchChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { logStore } from '../collectors/log-store';
import { without } from '../owned';

/** `LogService` says whether a log is supported, not whether storage for it was bought; no field of the answer says that. */
export const logOff = defineSwitchChecker({
  id: 'waf-log-off',
  asset: instances,
  title: { zh: 'WAF 日志没有开启', en: 'Log of WAF is off' },
  why: {
    zh: '没有日志就无法追溯攻击，也无法判断误拦截。',
    en: 'Without a log no attack can be traced, and no request that was blocked by mistake be found.',
  },
  remedy: {
    zh: '在 WAF 控制台的日志服务中开启日志，并为防护对象打开日志采集。',
    en: 'Switch the log on in the console of WAF, and for each object that it protects.',
  },
  noFix: {
    zh: '日志服务按存储容量收费，由使用者购买。',
    en: 'Logs are paid for by their storage, which somebody has to buy.',
  },
  severity: 'warning',
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describeslslogstorestatus',
  what: { zh: '日志', en: 'the log' },
  related: { store: logStore },
  on: ({ logService }, { store: [own] }) => (logService === undefined ? undefined : own?.existStatus),
  skip: (instance) =>
    without(instance) ??
    (instance.logService === false ? { zh: '实例不支持日志服务', en: 'the instance may keep no log' } : undefined),
  message: {
    zh: '账号 {{id}} 的 WAF 支持日志服务但没有日志库',
    en: 'The WAF of account {{id}} may keep a log, and has no place for one',
  },
});
