import { defineMetricChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { fileSystemUtilization } from '../metrics';
import { NO_AGENT_DATA, notRunning } from '../skips';

export const fsUsageHigh = defineMetricChecker({
  id: 'ecs-fs-usage-high',
  asset: instances,
  metric: fileSystemUtilization,
  title: { zh: 'ECS 实例文件系统使用率过高', en: 'ECS instance file system is nearly full' },
  why: {
    zh: '写满的文件系统使服务写入失败甚至无法启动。',
    en: 'On a full file system services fail to write, or to start.',
  },
  remedy: { zh: '清理文件，或扩容云盘与文件系统。', en: 'Remove files, or grow the disk and the file system.' },
  noFix: NO_FIX.filling,
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/extend-the-partitions-and-file-systems-of-disks',
  warning: 80,
  critical: 95,
  message: {
    zh: '实例 {{id}} 的文件系统 {{part}} 已使用 {{value}} %，高于 {{threshold}} %',
    en: 'File system {{part}} of instance {{id}} is {{value}} % full, above {{threshold}} %',
  },
  skip: notRunning,
  missing: NO_AGENT_DATA,
});
