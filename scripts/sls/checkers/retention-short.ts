import { defineChecker, integerParam, textsParam } from '../../../lib/define';
import { logstores } from '../collectors/logstores';
import { logstoreSettings } from '../collectors/logstore-settings';

/**
 * Six months are those of China's Cybersecurity Law (article 21). The names are those that ActionTrail, ACK, WAF and Cloud
 * Firewall give to the logstores that they make. How long other logs are kept, their owners decide.
 */
export const retentionShort = defineChecker({
  id: 'sls-retention-short',
  asset: logstores,
  title: { zh: '审计日志保存时间不足', en: 'Audit logs are kept too short a time' },
  why: {
    zh: '审计日志到期即删除：更早的入侵与误操作无从追查，也不满足留存六个月的要求。',
    en: 'What is past its retention is deleted: an older intrusion or mistake cannot be followed up, and laws ask for six months or more.',
  },
  remedy: { zh: '延长日志库的数据保存时间。', en: 'Extend the retention of the logstore.' },
  noFix: {
    zh: '保存更久要多付存储费用，保存多久由合规要求决定。',
    en: 'A longer retention costs more storage; how long it has to be is a matter of compliance.',
  },
  severity: 'info',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-struct-logstore',
  params: {
    days: integerParam({
      default: 180,
      min: 1,
      max: 3650,
      unit: 'd',
      help: { zh: '保存时间短于此天数时报告', en: 'Reported when logs are kept for fewer days than this' },
    }),
    names: textsParam({
      title: { zh: '日志库名称', en: 'Names of logstores' },
      default: ['actiontrail_', 'audit-', 'waf-logstore', 'wafng-logstore', 'cloudfirewall-logstore'],
      help: {
        zh: '名称以其中之一开头的日志库是审计日志；* 为全部',
        en: 'Logstores whose names begin with one of these hold audit logs; `*` means all',
      },
    }),
  },
  related: { settings: logstoreSettings },
  messages: {
    short: {
      zh: '日志库 {{id}} 只保存 {{value}} 天，少于 {{threshold}} 天',
      en: 'Logstore {{id}} keeps logs for {{value}} days, fewer than {{threshold}}',
    },
  },
  check({ id, name }, { params, related, pass, fail, skip, unknown }) {
    if (!params.names.some((begin) => begin === '*' || name.startsWith(begin)))
      return skip({ zh: '不是审计日志', en: 'it holds no audit logs' });
    const ttl = related.settings[0]?.ttl;
    if (ttl === undefined) return unknown({ zh: '应答中没有保存时间', en: 'its retention is not in the answer' });
    return ttl < params.days ? fail('short', { id, value: ttl, threshold: params.days, unit: 'd' }) : pass();
  },
});
