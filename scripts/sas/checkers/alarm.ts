import { defineChecker, integerParam, thoseThat, type AssetOf } from '../../../lib/define';
import { alarms } from '../collectors/alarms';
import { serverStatistics } from '../collectors/server-statistics';

/** So many are named; the rest is counted. */
const NAMED = 5;

export const sasAlarm = defineChecker({
  id: 'sas-alarm',
  asset: serverStatistics,
  title: { zh: '云安全中心有未处理的告警', en: 'Security Center has open alarms' },
  why: {
    zh: '紧急告警往往意味着入侵正在发生，处理得越晚损失越大。',
    en: 'A serious alarm often means that an intruder is at work: every hour that it stays open makes it worse.',
  },
  remedy: {
    zh: '逐条核实并处理告警：隔离文件、阻断连接、更换凭证；确认无害的加入白名单。',
    en: 'Look into each: quarantine files, block connections, change credentials; allowlist what proves harmless.',
  },
  noFix: {
    zh: '告警须由人判断：隔离、加白还是忽略。',
    en: 'What an alarm is, only a person can tell: an intrusion, or what is allowed here.',
  },
  severity: 'critical',
  severities: ['warning'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/security-center/user-guide/view-and-handle-alert-events',
  params: {
    serious: integerParam({
      title: { zh: '紧急告警数', en: 'Serious alarms' },
      default: 0,
      min: 0,
      max: 10000,
      help: { zh: '未处理的紧急告警多于此数为紧急', en: 'Critical with more open serious alarms than this' },
    }),
    suspicious: integerParam({
      title: { zh: '可疑告警数', en: 'Suspicious alarms' },
      default: 0,
      min: 0,
      max: 10000,
      help: { zh: '未处理的可疑告警多于此数为警告', en: 'A warning with more open suspicious alarms than this' },
    }),
  },
  related: { alarms },
  messages: {
    serious: {
      zh: '账号 {{id}} 在中心 {{centre}} 有 {{value}} 条未处理的紧急告警：{{alarms}}',
      en: 'Account {{id}} has {{value}} open serious alarms in the centre {{centre}}: {{alarms}}',
    },
    suspicious: {
      zh: '账号 {{id}} 在中心 {{centre}} 有 {{value}} 条未处理的可疑告警：{{alarms}}',
      en: 'Account {{id}} has {{value}} open suspicious alarms in the centre {{centre}}: {{alarms}}',
    },
  },
  check({ id, region: centre }, { params, related, pass, fail }) {
    const of = (level: 'serious' | 'suspicious') => thoseThat(related.alarms, (alarm) => alarm.level === level);
    const facts = (found: readonly AssetOf<typeof alarms>[], threshold: number) => ({
      id,
      centre,
      value: found.length,
      threshold,
      alarms: found.slice(0, NAMED).map((one) => {
        const where = one.instanceName ?? one.instanceId;
        return where === undefined ? one.name || one.id : `${one.name || one.id} (${where})`;
      }),
    });
    const serious = of('serious');
    if (serious.length > params.serious) return fail('serious', facts(serious, params.serious));
    const suspicious = of('suspicious');
    if (suspicious.length > params.suspicious)
      return fail('suspicious', facts(suspicious, params.suspicious), 'warning');
    return pass();
  },
});
