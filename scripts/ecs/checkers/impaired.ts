import { defineChecker, NO_FIX } from '../../../lib/define';
import { instanceHealth } from '../collectors/instance-health';
import { instances } from '../collectors/instances';
import { notRunning } from '../skips';

export const ecsImpaired = defineChecker({
  id: 'ecs-impaired',
  asset: instances,
  title: { zh: 'ECS 实例健康状态异常', en: 'ECS instance is impaired' },
  why: {
    zh: '运行中的实例健康检查未通过，服务可能已不可用。',
    en: 'A running instance that fails the health check may no longer serve.',
  },
  remedy: {
    zh: '查看系统事件并诊断实例，必要时重启或重新部署。',
    en: 'Look at its system events and diagnose it; reboot or redeploy if needed.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/view-the-health-status-of-an-instance',
  because: ['ecs-spot-reclaim', 'ecs-locked', 'ecs-system-event'],
  params: {},
  related: { health: instanceHealth },
  messages: { bad: { zh: '实例 {{id}} 健康状态为 {{health}}', en: 'The health of instance {{id}} is {{health}}' } },
  check(instance, { related, pass, fail, skip, unknown }) {
    const stopped = notRunning(instance);
    if (stopped !== undefined) return skip(stopped);
    const health = related.health[0]?.healthStatus;
    if (health === undefined) return unknown({ zh: '没有返回该实例的健康状态', en: 'its health is not in the answer' });
    switch (health) {
      case 'Ok':
        return pass();
      case 'Impaired':
        return fail('bad', { id: instance.id, health });
      case 'Warning':
      case 'Maintaining':
        return fail('bad', { id: instance.id, health }, 'warning');
      case 'NotApplicable':
        return skip({ zh: '该实例没有健康检查', en: 'it has no health check' });
      // The cloud is still looking: neither healthy nor broken.
      case 'Initializing':
      case 'InsufficientData':
        return unknown({ zh: `健康状态为 ${health}`, en: `its health is ${health}` });
    }
  },
});
