import { defineChecker, integerParam, textsParam } from '../../../lib/define';
import { systemEvents } from '../collectors/system-events';
import { elsewhere, INTERRUPTION, isNamed, isRecent, NO_TIME, subjectOf } from '../events';

/**
 * Each change of an event's state is a record of its own: one that tells of a beginning stays as it is when another tells
 * of the end. What is said is therefore that it was reported, not that it goes on, and so a state that nobody has heard
 * of is reported, too. A failover of a database is told when it is over and no earlier: that is the news, which pages
 * nobody any more. A judgement.
 */
export const systemEvent = defineChecker({
  id: 'cms-system-event',
  asset: systemEvents,
  title: { zh: '云产品报告了系统事件', en: 'A system event was reported' },
  why: {
    zh: '云产品把故障、计划内运维、到期与攻击都报告为系统事件，没有告警规则时无人看到。',
    en: 'Products report failures, maintenance, expiry and attacks as system events, which nobody sees without an alert rule.',
  },
  remedy: {
    zh: '在云监控的系统事件中查看详情并按产品的说明处理；为重要的事件建立告警规则。',
    en: 'Read the details under System Event in CloudMonitor and act as the product says; add alert rules for what matters.',
  },
  noFix: {
    zh: '每种事件的处理方式不同，何时处理由业务窗口决定。先看事件详情中产品建议的操作。',
    en: 'Each kind of event wants another answer, at a time that suits the business. Read what the product advises in its details.',
  },
  severity: 'warning',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://www.alibabacloud.com/help/doc-detail/114974.html',
  because: ['ecs-spot-reclaim', 'ecs-system-event', 'ecs-impaired'],
  params: {
    hours: integerParam({
      title: { zh: '查看时长', en: 'Hours looked at' },
      default: 24,
      min: 1,
      max: 24,
      unit: 'h',
      help: { zh: '只看最近这么多小时内的事件', en: 'Only events of the last so many hours' },
    }),
    ended: textsParam({
      title: { zh: '已结束的状态', en: 'Statuses that are over' },
      default: ['Executed', 'Avoided', 'Canceled', 'Running', 'Recovered', 'Resolved', 'Succeeded', 'Completed', 'End'],
      help: {
        zh: '表示事件已结束的状态，不区分大小写；Normal 只表示通知，不在其中',
        en: 'Statuses of events that are over, in any case; Normal only marks a notification and is none of them',
      },
    }),
    happened: textsParam({
      title: { zh: '结束后也报告的事件', en: 'Events told when they are over' },
      default: ['*failover*'],
      help: {
        zh: '结束后才报告、但仍需知晓的事件名称（如主备切换），* 代表任意文字，不区分大小写',
        en: 'Names of events that are told only when they are over and matter all the same, such as a failover, in any case, * for any text',
      },
    }),
    ignored: textsParam({
      title: { zh: '不报告的事件', en: 'Events left out' },
      default: [INTERRUPTION, '*blackhole*', '*InstanceExpiration*', '*AccountUnbalanced*'],
      help: {
        zh: '不告警的事件名称，* 代表任意文字，不区分大小写；默认是由专门的检查器负责的',
        en: 'Names of events that are not reported, in any case, * for any text; by default those that have a checker of their own',
      },
    }),
  },
  messages: {
    reported: {
      zh: '{{product}} 报告了 {{level}} 事件 {{event}}（当时的状态：{{status}}）：{{subject}}，{{at}}',
      en: '{{product}} reported {{level}} event {{event}} ({{status}} at that time): {{subject}}, {{at}}',
    },
  },
  check(event, { params, now, pass, fail, skip, unknown }) {
    const { level, eventName, eventProduct, status, time } = event;
    const why = elsewhere(event);
    if (why) return skip(why);
    if (params.ignored.some((pattern) => isNamed(eventName, pattern)))
      return skip({ zh: '已按名称忽略', en: 'ignored by name' });
    const over = status !== undefined && params.ended.some((one) => one.toLowerCase() === status.toLowerCase());
    if (over && !params.happened.some((pattern) => isNamed(eventName, pattern))) return pass();
    const recent = isRecent(event, params.hours, now);
    if (recent === undefined || !time) return unknown(NO_TIME);
    if (!recent) return pass();
    if (level === 'INFO') return skip({ zh: '只是通知', en: 'mere information' });
    const data = {
      id: event.id,
      product: eventProduct ?? '-',
      level,
      event: eventName,
      status: status ?? '-',
      subject: subjectOf(event),
      at: time,
    };
    // What is only planned has a date, which the product's own list of events tells.
    const planned = status?.toLowerCase() === 'scheduled';
    return fail('reported', data, level === 'CRITICAL' && !planned && !over ? 'critical' : undefined);
  },
});
