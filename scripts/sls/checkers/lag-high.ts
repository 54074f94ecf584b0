import { defineMetricChecker } from '../../../lib/define';
import { projects } from '../collectors/projects';
import { fallBehind } from '../metrics';

/** Ten minutes are those of the product's own page of alerts; an hour is a judgement. */
export const lagHigh = defineMetricChecker({
  id: 'sls-lag-high',
  asset: projects,
  metric: fallBehind,
  title: { zh: '日志服务消费组落后', en: 'Consumer group of a logstore is behind' },
  why: {
    zh: '消费跟不上写入：下游数据延迟；落后超过日志保存时间的部分丢失。',
    en: 'Consumers are slower than what is written: data is late downstream, and what is further behind than the retention is lost.',
  },
  remedy: {
    zh: '查看消费组的消费者与消费速度，增加消费者或分裂 Shard，排查消费端异常。',
    en: 'Look at the consumers of the group and their speed; add consumers, split shards, or mend the consumer.',
  },
  docs: 'https://help.aliyun.com/document_detail/55912.html',
  because: ['sls-project-disabled'],
  category: 'availability',
  warning: 600,
  critical: 3600,
  max: 31_536_000,
  message: {
    zh: '日志项目 {{id}} 的消费组 {{part}} 落后 {{value}} 秒，高于 {{threshold}}；超过警告线的消费组：{{parts}}',
    en: 'Group {{part}} of log project {{id}} is {{value}} s behind, above {{threshold}}; groups above the warning level: {{parts}}',
  },
  silent: {
    zh: '云监控没有该项目最近的消费落后数据，如没有消费组',
    en: 'CloudMonitor has no recent lag of it, as where there is no consumer group',
  },
});
