import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { HOUR } from '../../../lib/model';
import { failedActivities } from '../collectors/failed-activities';
import { scalingGroups } from '../collectors/scaling-groups';
import { notActive } from '../skips';

/** One failure is often out of stock for a moment and tried again: that three of a day are worth a look is a judgement. */
export const activityFailed = defineChecker({
  id: 'ess-activity-failed',
  asset: scalingGroups,
  title: { zh: '伸缩组的伸缩活动反复失败', en: 'Activities of a scaling group keep failing' },
  why: {
    zh: '伸缩活动失败时实例数达不到期望，流量高峰会压垮现有实例；连续失败七天后伸缩组被停止。',
    en: 'When activities fail there are fewer instances than wanted, and a peak overloads them; after a week of failures the group is stopped.',
  },
  remedy: {
    zh: '按失败原因处理：换可用区或规格以避开库存不足，充值，提高配额，或修复镜像与交换机。',
    en: 'Act on the reason: other zones or types when out of stock, balance, a higher quota, or a working image and vSwitch.',
  },
  noFix: NO_FIX.failed,
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/auto-scaling/developer-reference/api-ess-2022-02-22-describescalingactivities',
  // Stopped for these very failures.
  because: ['ess-suspended'],
  params: {
    hours: integerParam({
      default: 24,
      min: 1,
      max: 720,
      unit: 'h',
      help: { zh: '只看最近这么多小时内的失败', en: 'Only failures of the last so many hours count' },
    }),
    least: integerParam({
      default: 3,
      min: 1,
      max: 1000,
      title: { zh: '最少失败次数', en: 'Failures at least' },
      help: { zh: '至少失败这么多次才报告', en: 'Reported with at least this many failures' },
    }),
  },
  related: { failed: failedActivities },
  messages: {
    failed: {
      zh: '伸缩组 {{id}}（{{name}}）最近 {{hours}} 小时有 {{value}} 次伸缩活动失败，最近一次：{{reason}}',
      en: '{{value}} activities of scaling group {{id}} ({{name}}) failed in the last {{hours}} hours, the newest one: {{reason}}',
    },
  },
  check(group, { params, now, related, pass, fail, skip, unknown }) {
    const why = notActive(group);
    if (why !== undefined) return skip(why);
    if (related.failed.some(({ startTime }) => startTime === undefined))
      return unknown({ zh: '应答中有活动没有时间', en: 'when an activity was begun is not in the answer' });
    const newestFirst = related.failed
      .map((one) => ({ ...one, age: (now.getTime() - (one.startTime ?? now).getTime()) / HOUR }))
      .filter(({ age }) => age <= params.hours)
      .sort((a, b) => a.age - b.age);
    const [newest] = newestFirst;
    const data = { id: group.id, name: group.name, value: newestFirst.length, threshold: params.least };
    if (!newest || newestFirst.length < params.least) return pass(data);
    return fail('failed', { ...data, hours: params.hours, reason: newest.statusMessage ?? newest.errorCode ?? '?' });
  },
});
