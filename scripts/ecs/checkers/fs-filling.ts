import { defineForecastChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { fileSystemUtilization } from '../metrics';
import { NO_AGENT_DATA, notRunning } from '../skips';

/** It need not be nearly full yet: that is another checker. */
export const fsFilling = defineForecastChecker({
  id: 'ecs-fs-filling',
  asset: instances,
  metrics: [fileSystemUtilization],
  title: { zh: 'ECS 实例文件系统即将写满', en: 'ECS instance file system is filling up' },
  why: {
    zh: '按最近几周的变化，几天内就会写满，届时写入失败、服务中断；现在还来得及处理。',
    en: 'As it has gone for weeks it is full within days, and writes then fail. There is still time to act.',
  },
  remedy: {
    zh: '找出增长最快的目录（日志、临时文件、备份），设置轮转或清理；确属业务增长则提前扩容。',
    en: 'Find the directory that grows (logs, temporary files, backups) and rotate or clear it; when the growth is real, enlarge the disk in time.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/extend-the-partitions-and-file-systems-of-disks',
  messages: {
    filling: {
      zh: '实例 {{id}} 的文件系统 {{part}} 已使用 {{value}} %，每天增长 {{perDay}} %，约 {{days}} 天后达到 {{full}} %（可能为 {{low}} 至 {{high}} 天）',
      en: 'File system {{part}} of instance {{id}} is {{value}} % full and grows by {{perDay}} % a day: {{full}} % in about {{days}} days (likely {{low}} to {{high}})',
    },
  },
  skip: notRunning,
  missing: NO_AGENT_DATA,
});
