import { defineChecker, textsParam, type AssetOf, type Reason } from '../../../lib/define';
import { autoRenewal } from '../collectors/auto-renewal';
import { instances } from '../collectors/instances';
import { managerOf } from '../managers';
import { endedOnPurpose } from '../skips';
import { INSTANCE_STATES } from '../states';

function stoppedByDesign({ spotStrategy, stoppedMode, tags }: AssetOf<typeof instances>): Reason | undefined {
  if (spotStrategy !== undefined && spotStrategy !== 'NoSpot') return { zh: '抢占式实例', en: 'a spot instance' };
  if (stoppedMode === 'StopCharging') return { zh: '已按节省停机模式停机', en: 'it was stopped in economical mode' };
  const manager = managerOf(tags);
  if (manager === undefined) return undefined;
  return { zh: `由云服务管理（标签 ${manager}）`, en: `a service manages it (tag ${manager})` };
}

/**
 * Raised by a change only, and kept until the instance runs again: a machine that was never seen running is no news. Nor is
 * one that was stopped by design: to save its cost (economical mode), as a spot instance is, by the service that made it, or
 * because its subscription was to end.
 */
export const statusAbnormal = defineChecker({
  id: 'ecs-status-abnormal',
  asset: instances,
  title: { zh: 'ECS 实例状态变为异常', en: 'ECS instance is no longer running' },
  why: { zh: '上次巡检时正常的实例现在不再运行。', en: 'An instance that was fine at the last run no longer runs.' },
  remedy: {
    zh: '确认是否为计划内停机；否则查看操作审计并启动实例。',
    en: 'Find out whether it was stopped on purpose; if not, see ActionTrail and start it.',
  },
  noFix: {
    zh: '实例可能是有意停机，直接启动会产生费用或扰乱维护。先在操作审计中查是谁停的、为什么停。',
    en: 'It may have been stopped on purpose, and a start costs money or disturbs the work on it. See in ActionTrail who stopped it and why.',
  },
  severity: 'error',
  category: 'change',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/instance-lifecycle',
  because: ['ecs-spot-reclaim', 'ecs-locked', { checker: 'ecs-expiring', message: 'expired' }],
  params: {
    abnormal: textsParam({
      title: { zh: '异常状态', en: 'Abnormal states' },
      default: ['Stopped', 'Stopping'],
      allowed: ['Pending', 'Starting', 'Stopping', 'Stopped'],
      help: { zh: '视为异常的状态', en: 'The states that count as abnormal' },
    }),
  },
  related: { renewal: autoRenewal },
  optional: ['renewal'],
  messages: {
    changed: { zh: '实例 {{id}} 的状态变为 {{status}}', en: 'The status of instance {{id}} changed to {{status}}' },
  },
  check(instance, { params, now, related, previous, open, pass, fail, skip }) {
    if (!params.abnormal.includes(instance.status)) return pass();
    const byDesign = stoppedByDesign(instance) ?? endedOnPurpose(instance, related.renewal, now);
    if (byDesign) return skip(byDesign);
    // What is remembered may be a state that nobody has heard of.
    const wasNormal = INSTANCE_STATES.some((s) => s === previous?.status && !params.abnormal.includes(s));
    if (open || wasNormal) return fail('changed', { id: instance.id, status: instance.status });
    return skip({ zh: '未见过它的正常状态', en: 'it was never seen in a normal state' });
  },
});
