import { defineChecker } from '../../../lib/define';
import { assistantStatuses } from '../collectors/assistant-statuses';
import { instances } from '../collectors/instances';
import { notRunning } from '../skips';

export const assistantOffline = defineChecker({
  id: 'ecs-assistant-offline',
  asset: instances,
  title: { zh: 'ECS 实例的云助手不在线', en: 'Cloud Assistant of an ECS instance is offline' },
  why: {
    zh: '云助手不在线时，批量命令、补丁与免密登录都到不了该实例。',
    en: 'Without it no command, patch or session of Cloud Assistant reaches the instance.',
  },
  remedy: {
    zh: '登录实例重新启动或安装云助手 Agent，并检查实例到元数据服务的网络。',
    en: 'Restart or install the agent on the instance, and see whether it reaches the metadata service.',
  },
  noFix: {
    zh: '云助手离线时无法用它远程修复，只能登录实例查看进程与到元数据服务的网络。',
    en: 'While Cloud Assistant is offline nothing can be mended through it: log in to the instance and look at its process and its way to the metadata service.',
  },
  severity: 'info',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describecloudassistantstatus',
  // It comes up after the machine, and restarts when it updates itself: a judgement.
  lasting: { minutes: 30 },
  params: {},
  related: { assistant: assistantStatuses },
  messages: {
    offline: {
      zh: '实例 {{id}}（{{name}}）的云助手没有心跳，最近一次为 {{at}}',
      en: 'Cloud Assistant of instance {{id}} ({{name}}) sends no heartbeat; the last one was at {{at}}',
    },
    never: {
      zh: '实例 {{id}}（{{name}}）没有云助手的心跳',
      en: 'Cloud Assistant of instance {{id}} ({{name}}) has sent no heartbeat',
    },
  },
  check(instance, { related, pass, fail, skip, unknown }) {
    const why = notRunning(instance);
    if (why) return skip(why);
    const [own] = related.assistant;
    if (own?.cloudAssistantStatus === undefined)
      return unknown({ zh: '没有返回云助手的状态', en: 'the state of its Cloud Assistant is not in the answer' });
    if (own.cloudAssistantStatus) return pass();
    const { id, name } = instance;
    const { lastHeartbeatTime: at } = own;
    return at ? fail('offline', { id, name, at }) : fail('never', { id, name });
  },
});
