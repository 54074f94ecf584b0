import { defineMetric } from '../../lib/define';
import { projects } from './collectors/projects';

/**
 * Names, dimensions and statistics are those of CloudMonitor's pages of metrics
 * (https://help.aliyun.com/document_detail/163515.html), a minute each.
 */
const ofProjects = { of: projects, namespace: 'acs_sls_dashboard', period: 60, dimension: 'project' } as const;

export const fallBehind = defineMetric({
  ...ofProjects,
  id: 'sls-fall-behind',
  title: { zh: '消费落后时长', en: 'How far a consumer group is behind' },
  metric: 'ConsumerGroupFallBehind',
  statistic: 'Maximum',
  part: 'logstore/consumerGroup',
  unit: 's',
});

export const statusCodes = defineMetric({
  ...ofProjects,
  id: 'sls-status-codes',
  title: { zh: '各状态码的写入次数', en: 'Writes by status code' },
  metric: 'LogCodeQPS',
  statistic: 'Count',
  part: 'logstore/status',
  unit: 'count',
});
