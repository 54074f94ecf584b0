import { defineChecker, NO_FIX, textsParam } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { CHANGING, kindOf, released } from '../states';

export const statusAbnormal = defineChecker({
  id: 'redis-status-abnormal',
  asset: instances,
  title: { zh: 'Redis 实例状态异常', en: 'Redis instance is in an abnormal state' },
  why: {
    zh: '停用、不可用或出错的实例会让依赖缓存的应用直接压到数据库。',
    en: 'When an instance is disabled or broken, everything that it cached falls on the database behind it.',
  },
  remedy: {
    zh: '查看实例状态的原因：到期、欠费或故障，并恢复服务。',
    en: 'Find out why (expiry, overdue payment, a failure) and bring it back.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  severities: ['error'],
  category: 'availability',
  because: [
    { checker: 'redis-expiring', message: 'expired', where: { status: 'Inactive' } },
    { checker: 'account-overdue', where: { status: 'Inactive' } },
  ],
  docs: 'https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describeinstances',
  params: {
    changing: textsParam({
      title: { zh: '变更中的状态', en: 'States of a planned change' },
      default: CHANGING,
      allowed: CHANGING,
      help: { zh: '变更过程中的状态，不作判断', en: 'States while a planned change goes on: no verdict' },
    }),
  },
  messages: {
    down: { zh: 'Redis 实例 {{id}} 的状态为 {{status}}', en: 'The status of Redis instance {{id}} is {{status}}' },
  },
  check(instance, { params, pass, fail, skip }) {
    const status = instance.instanceStatus;
    if (kindOf(status) === 'serving') return pass();
    if (params.changing.includes(status))
      return skip({ zh: `变更中：${status}`, en: `a change is under way: ${status}` });
    const gone = released(instance);
    if (gone) return skip(gone);
    return fail('down', { id: instance.id, status }, status === 'Error' ? 'error' : undefined);
  },
});
