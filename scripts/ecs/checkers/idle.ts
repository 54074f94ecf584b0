import { defineIdleChecker, releaseSaves } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { cpuUtilization, intranetIn, intranetOut, memoryUtilization } from '../metrics';
import { notRunning } from '../skips';

/** bit/s, the average of an hour, as megabytes in that hour. */
const MEGABYTES_PER_HOUR = 3600 / 8 / 1_000_000;

/** Without the CloudMonitor agent there is no memory, and nothing can be said of an instance that is not busy otherwise. */
export const ecsIdle = defineIdleChecker({
  id: 'ecs-idle',
  asset: instances,
  cost: () => releaseSaves(),
  signals: {
    cpu: {
      metrics: [cpuUtilization],
      level: 5,
      max: 100,
      help: { zh: '每小时平均 CPU 使用率不高于此值', en: 'Average CPU of an hour, at most' },
    },
    memory: {
      metrics: [memoryUtilization],
      level: 10,
      max: 100,
      help: { zh: '每小时平均内存使用率不高于此值', en: 'Average memory in use during an hour, at most' },
    },
    traffic: {
      metrics: [intranetIn, intranetOut],
      add: true,
      times: MEGABYTES_PER_HOUR,
      level: 22,
      max: 100_000,
      unit: 'MB/h',
      help: {
        zh: '每小时内网流入与流出流量之和不高于此值（默认约合 50 Kbit/s）；不含公网流量',
        en: 'Traffic of the private network, in and out, during an hour, at most; the default is about 50 kbit/s. The internet is not counted',
      },
    },
  },
  hours: 336,
  percent: 98,
  createdAt: (instance) => instance.creationTime,
  title: { zh: 'ECS 实例闲置', en: 'ECS instance is idle' },
  why: {
    zh: '几乎没有 CPU、内存与内网流量的实例仍按全价计费。',
    en: 'An instance with next to no CPU, memory or traffic of the private network costs its full price.',
  },
  remedy: {
    zh: '确认没有用途后做快照并释放；有用但负载很低的，降配或与其他实例合并。',
    en: 'When nobody needs it, take a snapshot and release it; otherwise choose a smaller type, or merge it with another.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/release-an-instance',
  message: {
    zh: '实例 {{id}} 已持续闲置 {{days}} 天，每小时平均（流量仅计内网）：{{signals}}',
    en: 'Instance {{id}} has been idle for {{days}} days; an average hour (traffic: private network): {{signals}}',
  },
  skip: notRunning,
});
