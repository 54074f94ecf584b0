import { defineChecker, NO_FIX } from '../../../lib/define';
import { autoRenewal } from '../collectors/auto-renewal';
import { instances } from '../collectors/instances';
import { endedOnPurpose } from '../skips';

export const ecsLocked = defineChecker({
  id: 'ecs-locked',
  asset: instances,
  title: { zh: 'ECS 实例被锁定', en: 'ECS instance is locked' },
  why: {
    zh: '因欠费、安全风险或回收而锁定的实例不能操作，可能已停机或即将释放。',
    en: 'An instance locked for overdue payment, security or recycling cannot be operated and may be stopped or released.',
  },
  remedy: {
    zh: '按锁定原因处理：结清欠费、处置安全风险，或迁移抢占式实例。',
    en: 'Settle the payment, clear the security risk, or move off the spot instance.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/developer-reference/api-behavior-when-an-instance-is-locked-for-security-reasons',
  because: [
    { checker: 'ecs-expiring', message: 'expired', where: { reasons: 'financial' } },
    { checker: 'account-overdue', where: { reasons: 'financial' } },
  ],
  params: {},
  related: { renewal: autoRenewal },
  optional: ['renewal'],
  messages: { locked: { zh: '实例 {{id}} 被锁定，原因：{{reasons}}', en: 'Instance {{id}} is locked: {{reasons}}' } },
  check(instance, { now, related, pass, fail, skip, unknown }) {
    if (!instance.lockReasons) return unknown({ zh: '应答中没有锁定信息', en: 'no lock information in the answer' });
    const locks = instance.lockReasons;
    if (locks.length === 0) return pass();
    // Of a spot instance that is reclaimed another checker tells.
    const spot = instance.spotStrategy !== undefined && instance.spotStrategy !== 'NoSpot';
    const others = locks.filter((reason) => !(spot && reason === 'recycling'));
    if (others.length === 0)
      return skip({
        zh: '抢占式实例的回收由 ecs-spot-reclaim 检查',
        en: 'ecs-spot-reclaim tells of a spot instance that is reclaimed',
      });
    // Whoever gave it back wanted so.
    const reasons = others.filter((reason) => reason !== 'refunded');
    if (reasons.length === 0) return skip({ zh: '已退订', en: 'it was given back for a refund' });
    const ended = reasons.every((reason) => reason === 'financial')
      ? endedOnPurpose(instance, related.renewal, now)
      : undefined;
    return ended ? skip(ended) : fail('locked', { id: instance.id, reasons });
  },
});
