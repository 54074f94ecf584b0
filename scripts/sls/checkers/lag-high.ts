import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { projects } from '../collectors/projects';
import { fallBehind } from '../metrics';

/** Of the metric, in milliseconds. */
const SECOND = 1000;
/** What a group may be behind: a year. */
const MOST = 31_536_000;

/**
 * Ten minutes are those of the product's own page of alerts; an hour is a judgement. So is that a group that is a week behind is one
 * that nobody reads with any more: how far it is behind grows for ever, and would hide the others. It is a notice then.
 */
export const lagHigh = defineChecker({
  id: 'sls-lag-high',
  asset: projects,
  title: { zh: '日志服务消费组落后', en: 'Consumer group of a logstore is behind' },
  why: {
    zh: '消费跟不上写入：下游数据延迟；落后超过日志保存时间的部分丢失。',
    en: 'Consumers are slower than what is written: data is late downstream, and what is further behind than the retention is lost.',
  },
  remedy: {
    zh: '查看消费组的消费者与消费速度，增加消费者或分裂 Shard，排查消费端异常；无人使用的消费组应删除。',
    en: 'Look at the consumers of the group and their speed; add consumers, split shards, or mend the consumer. Delete a group that nobody reads with.',
  },
  noFix: NO_FIX.symptom,
  severity: 'warning',
  severities: ['critical', 'info'],
  category: 'availability',
  docs: 'https://help.aliyun.com/document_detail/55912.html',
  because: ['sls-project-disabled'],
  params: {
    warning: integerParam({
      default: 600,
      min: 0,
      max: MOST,
      unit: 's',
      help: { zh: '高于此值为警告', en: 'A warning above this value' },
    }),
    critical: integerParam({
      default: 3600,
      min: 0,
      max: MOST,
      unit: 's',
      help: { zh: '高于此值为紧急', en: 'Critical above this value' },
    }),
    days: integerParam({
      title: { zh: '无人使用', en: 'Out of use' },
      default: 7,
      min: 1,
      max: 3650,
      unit: 'd',
      help: {
        zh: '落后超过此天数的消费组视为无人使用，只作提示（经验值）',
        en: 'A group that is further behind than this is out of use, and a notice only (a judgement)',
      },
    }),
  },
  validate: ({ warning, critical, days }) => {
    if (critical < warning) return `critical (${critical}) is below warning (${warning})`;
    return critical * SECOND < days * DAY ? undefined : `critical (${critical} s) is not below days (${days})`;
  },
  metrics: { value: fallBehind },
  messages: {
    high: {
      zh: '日志项目 {{id}} 的消费组 {{part}} 落后 {{value}} 秒，高于 {{threshold}}；超过警告线的消费组：{{parts}}',
      en: 'Group {{part}} of log project {{id}} is {{value}} s behind, above {{threshold}}; groups above the warning level: {{parts}}',
    },
    unused: {
      zh: '日志项目 {{id}} 的消费组 {{part}} 已落后 {{value}} 天，可能无人使用；这样的消费组：{{parts}}',
      en: 'Group {{part}} of log project {{id}} is {{value}} days behind: nobody may read with it any more; groups like it: {{parts}}',
    },
  },
  check({ id }, { params, metrics, openData, pass, fail, skip, unknown }) {
    const { value: lag } = metrics;
    if (!lag) {
      const why = {
        zh: '云监控没有该项目最近的消费落后数据，如没有消费组',
        en: 'CloudMonitor has no recent lag of it, as where there is no consumer group',
      };
      return openData ? unknown(why) : skip(why);
    }
    const unused = lag.parts.filter(({ value }) => value * SECOND > params.days * DAY);
    const behind = lag.parts.filter((one) => one.value > params.warning && !unused.includes(one));
    const [worst] = behind;
    if (worst) {
      const { part, value } = worst;
      const severe = value > params.critical;
      const threshold = severe ? params.critical : params.warning;
      const parts = behind.map((one) => `${one.part}: ${one.value}`);
      return fail('high', { id, part, value, unit: 's', threshold, parts }, severe ? 'critical' : undefined);
    }
    const [longest] = unused;
    if (longest) {
      const value = Math.floor((longest.value * SECOND) / DAY);
      const parts = unused.map(({ part }) => part);
      return fail('unused', { id, part: longest.part, value, unit: 'd', threshold: params.days, parts }, 'info');
    }
    return pass({ value: lag.value, unit: 's', threshold: params.warning });
  },
});
