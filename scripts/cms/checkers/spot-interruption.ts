import { defineChecker, integerParam } from '../../../lib/define';
import { systemEvents } from '../collectors/system-events';
import { elsewhere, INTERRUPTION, isRecent, NO_TIME } from '../events';

/** A warning, a judgement: its end is part of the bargain, it is over when it is read, and a fleet has replaced it. */
export const spotInterruption = defineChecker({
  id: 'cms-spot-interruption',
  asset: systemEvents,
  title: { zh: '抢占式实例被中断', en: 'Spot instance is interrupted' },
  why: {
    zh: '系统在发出中断事件约五分钟后释放实例，来不及迁移的任务与本地数据随之丢失。',
    en: 'About five minutes after the event the instance is released, with every task and all local data that was not moved.',
  },
  remedy: {
    zh: '确认任务已转移到其他实例；经常被中断时换规格或可用区，或改用按量付费。',
    en: 'See that its work has moved on; when it happens often choose other types or zones, or pay-as-you-go.',
  },
  noFix: {
    zh: '抢占式实例的回收无法取消：实例在收到通知几分钟后释放。先确认其上的工作已迁移。',
    en: 'The interruption of a spot instance cannot be called off: it goes within minutes. See that its work has moved on.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/query-the-interruption-events-of-preemptible-instances',
  because: ['ecs-spot-reclaim'],
  params: {
    hours: integerParam({
      title: { zh: '报告时长', en: 'How long it is reported' },
      default: 1,
      min: 1,
      max: 24,
      unit: 'h',
      help: { zh: '中断在这么多小时内告警', en: 'An interruption is reported for so many hours' },
    }),
  },
  messages: {
    interrupted: {
      zh: '抢占式实例 {{instance}} 于 {{at}} 收到中断通知',
      en: 'Spot instance {{instance}} was told at {{at}} that it is interrupted',
    },
  },
  check(event, { params, now, pass, fail, skip, unknown }) {
    const { eventName, resourceId, time } = event;
    const why = elsewhere(event);
    if (why) return skip(why);
    if (eventName !== INTERRUPTION) return skip({ zh: '不是中断事件', en: 'not the event of an interruption' });
    const recent = isRecent(event, params.hours, now);
    if (recent === undefined || !time) return unknown(NO_TIME);
    // acs:ecs:cn-hangzhou:1000000000000001:instance/i-1
    const instance = /instance\/(.+)$/.exec(resourceId ?? '')?.[1] ?? resourceId ?? event.name;
    return recent ? fail('interrupted', { id: event.id, instance, at: time }) : pass();
  },
});
