import { defineChecker, integerParam, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { instances } from '../collectors/instances';

/** The API does not tell when an instance was stopped; its last start is the latest moment that is known to be before. */
export const stoppedBilled = defineChecker({
  id: 'ecs-stopped-billed',
  asset: instances,
  title: { zh: 'ECS 实例已停机但仍在计费', en: 'ECS instance is stopped but still billed' },
  why: {
    zh: '包年包月、普通停机模式或不支持节省停机模式的实例停机后仍按规格计费。',
    en: 'A stopped subscription costs as much as a running one; so does an instance stopped in standard mode, or without economical mode.',
  },
  remedy: {
    zh: '重新启用或释放实例；普通停机的按量付费实例可改为节省停机模式，不支持该模式的实例直到释放才停止计费。',
    en: 'Put it back to use or release it. Pay-as-you-go in standard mode can be stopped in economical mode instead; what does not support that mode costs until it is released.',
  },
  noFix: {
    zh: '是启动、释放还是改为节省停机，取决于实例还要不要用；节省停机会失去公网 IP，再启动时可能没有库存。',
    en: 'Whether to start it, to release it or to stop it in economical mode depends on what it is for; that mode gives its public address up, and it may not start again for want of stock.',
  },
  cost: () => releaseSaves(),
  severity: 'warning',
  category: 'cost',
  because: ['ecs-status-abnormal', 'ecs-locked', { checker: 'ecs-expiring', message: 'expired' }],
  docs: 'https://help.aliyun.com/zh/ecs/economical-mode',
  params: {
    days: integerParam({
      title: { zh: '停机天数', en: 'Days since its last start' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '最近一次启动（或创建）距今超过此天数才报告',
        en: 'Only when its last start (or creation) is more than this many days ago',
      },
    }),
  },
  messages: {
    billed: {
      zh: '实例 {{id}} 已停机，仍按 {{chargeType}} 计费，最近一次启动在 {{value}} 天前',
      en: 'Instance {{id}} is stopped and still billed ({{chargeType}}); it last started {{value}} days ago',
    },
    unsupported: {
      zh: '实例 {{id}} 已停机，不支持节省停机模式，仍按 {{chargeType}} 计费，最近一次启动在 {{value}} 天前',
      en: 'Instance {{id}} is stopped and still billed ({{chargeType}}), as it does not support economical mode; it last started {{value}} days ago',
    },
  },
  check(instance, { params, now, pass, fail, skip, unknown }) {
    if (instance.status !== 'Stopped') return skip({ zh: '实例未停机', en: 'not stopped' });
    const { instanceChargeType: chargeType, stoppedMode } = instance;
    if (chargeType === undefined) return unknown({ zh: '应答中没有付费方式', en: 'no charge type in the answer' });
    if (chargeType !== 'PrePaid') {
      if (stoppedMode === undefined) return unknown({ zh: '应答中没有停机模式', en: 'no stop mode in the answer' });
      if (stoppedMode === 'StopCharging') return pass();
    }
    const since = instance.startTime ?? instance.creationTime;
    if (!since) return unknown({ zh: '应答中没有启动时间', en: 'no start time in the answer' });
    const days = daysSince(since, now);
    const data = { id: instance.id, value: Math.floor(days), threshold: params.days, unit: 'd', chargeType };
    if (days <= params.days) return pass();
    // `Not-applicable`: the instance does not support economical mode.
    const unsupported = chargeType !== 'PrePaid' && stoppedMode === 'Not-applicable';
    return fail(unsupported ? 'unsupported' : 'billed', data);
  },
});
