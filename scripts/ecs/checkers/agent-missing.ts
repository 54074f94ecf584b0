import { defineChecker } from '../../../lib/define';
import { agentStatuses } from '../collectors/agent-statuses';
import { instances } from '../collectors/instances';
import { notRunning } from '../skips';

export const agentMissing = defineChecker({
  id: 'ecs-agent-missing',
  asset: instances,
  title: { zh: 'ECS 实例没有运行云监控插件', en: 'CloudMonitor agent does not run on an ECS instance' },
  why: {
    zh: '没有插件就没有内存、磁盘与负载的数据：写满的磁盘与耗尽的内存无人知晓。',
    en: 'Without the agent nothing is known of memory, disks and load: nobody hears of a full disk or of memory that runs out.',
  },
  remedy: {
    zh: '在云监控的主机监控中安装或修复插件，并对新购主机启用自动安装。',
    en: 'Install or repair it under Host Monitoring of CloudMonitor, and have it installed on new hosts automatically.',
  },
  noFix: {
    zh: '插件为何不工作要在主机上看（未安装、进程退出或网络不通），远程重装本身也需要可用的云助手。',
    en: 'Whether the agent is not installed, has ended or has no way out is seen on the host, and to install it from outside takes a Cloud Assistant that works.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/cms/user-guide/install-and-uninstall-the-cloudmonitor-agent',
  // It is installed after the instance has started, and restarts when it is upgraded: a judgement.
  lasting: { minutes: 30 },
  params: {},
  related: { agent: agentStatuses },
  messages: {
    missing: {
      zh: '实例 {{id}}（{{name}}）的云监控插件状态为 {{status}}',
      en: 'The CloudMonitor agent of instance {{id}} ({{name}}) is {{status}}',
    },
  },
  check(instance, { related, pass, fail, skip, unknown }) {
    const why = notRunning(instance);
    if (why) return skip(why);
    const status = related.agent[0]?.status;
    switch (status) {
      case undefined:
        return unknown({ zh: '没有返回插件状态', en: 'the state of its agent is not in the answer' });
      case 'running':
        return pass();
      case 'installing':
        return skip({ zh: '插件正在安装', en: 'the agent is being installed' });
      default:
        return fail('missing', { id: instance.id, name: instance.name, status });
    }
  },
});
