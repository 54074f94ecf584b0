import { defineChangeChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { cpuUtilization } from '../metrics';
import { notRunning } from '../skips';

export const cpuChange = defineChangeChecker({
  id: 'ecs-cpu-change',
  asset: instances,
  metrics: [cpuUtilization],
  title: { zh: 'ECS 实例 CPU 使用率突变', en: 'ECS instance CPU changed suddenly' },
  why: {
    zh: '与平日同一时段相差很大的 CPU，往往是发布缺陷、死循环、挖矿木马或流量消失的第一个信号。',
    en: 'A CPU far from what this hour usually brings is often the first sign of a bad release, a loop, a miner, or of traffic that is gone.',
  },
  remedy: {
    zh: '对照变化的时刻查看发布、定时任务与流量；登录实例查看占用 CPU 的进程。',
    en: 'Compare the moment with releases, jobs and traffic; look at the processes that use the CPU.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/support/troubleshoot-high-cpu-utilization-on-linux-instances',
  least: 20,
  most: 100,
  percent: 50,
  what: { zh: '实例 {{id}} 的 CPU 使用率', en: 'CPU of instance {{id}}' },
  skip: notRunning,
});
