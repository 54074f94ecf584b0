import { defineChecker, integerParam, thoseThat } from '../../../lib/define';
import { HOUR } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { systemEvents } from '../collectors/system-events';

/** That a subscription ends, or an account is overdue, is no event of its own: ecs-expiring and ecs-locked tell of it. */
const TOLD_ELSEWHERE = /^(InstanceExpiration|AccountUnbalanced)\./;

const OPEN = ['Scheduled', 'Executing', 'Inquiring'] as const;

export const systemEvent = defineChecker({
  id: 'ecs-system-event',
  asset: instances,
  title: { zh: 'ECS 实例有未结束的系统事件', en: 'ECS instance has an open system event' },
  why: {
    zh: '系统维护或故障会重启、重新部署实例，届时业务中断。',
    en: 'Maintenance or a failure will reboot or redeploy the instance and interrupt its service.',
  },
  remedy: {
    zh: '在计划时间之前自行重启或重新部署，或预约时间。',
    en: 'Reboot or redeploy it yourself before the planned time, or choose a time.',
  },
  noFix: {
    zh: '响应事件意味着重启或重新部署实例，重新部署还会丢失本地盘数据：时间要由业务决定。',
    en: 'To answer the event is to reboot the instance or to redeploy it, which loses local disks: when, is for the business to say.',
  },
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/overview-of-ecs-system-events',
  because: ['ecs-spot-reclaim'],
  params: {
    criticalHours: integerParam({
      title: { zh: '提前紧急', en: 'Hours before, critical' },
      default: 24,
      min: 0,
      max: 720,
      unit: 'h',
      help: {
        zh: '计划内的事件距开始不超过此小时数为紧急，更早只是警告',
        en: 'A planned event is critical when it begins within so many hours, and a warning before',
      },
    }),
  },
  related: { events: systemEvents },
  messages: {
    open: {
      zh: '实例 {{id}} 有 {{value}} 个未结束的系统事件：{{events}}',
      en: 'Instance {{id}} has {{value}} open system events: {{events}}',
    },
  },
  check(instance, { params, now, related, pass, fail, skip, unknown }) {
    // Whatever the question was: an event is open by its own state.
    const all = thoseThat(related.events, ({ eventCycleStatus: state }) => OPEN.some((one) => one === state));
    const open = all.filter(({ eventType = '' }) => !TOLD_ELSEWHERE.test(eventType));
    if (open.length === 0 && all.length > 0)
      return skip({ zh: '由到期或欠费的检查器报告', en: 'checkers of expiry or of overdue payment tell of it' });
    if (open.length === 0)
      return related.events.some(({ eventCycleStatus }) => eventCycleStatus === undefined)
        ? unknown({ zh: '应答中有系统事件没有状态', en: 'the state of a system event is not in the answer' })
        : pass();
    const events = open.map((event) => {
      const at = event.notBefore ? `, ${event.notBefore.toISOString().slice(0, 16)}Z` : '';
      return `${event.eventType ?? '?'} (${event.eventCycleStatus ?? '?'}${at})`;
    });
    const planned = open.every(
      ({ eventCycleStatus, notBefore }) =>
        eventCycleStatus === 'Scheduled' &&
        notBefore !== undefined &&
        notBefore.getTime() - now.getTime() > params.criticalHours * HOUR,
    );
    return fail('open', { id: instance.id, value: open.length, events }, planned ? 'warning' : undefined);
  },
});
