import { defineChecker, integerParam } from '../../../lib/define';
import { daysUntil, fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { managerOf } from '../managers';

export const autoRelease = defineChecker({
  id: 'ecs-auto-release',
  asset: instances,
  title: { zh: 'ECS 实例即将自动释放', en: 'ECS instance is about to be released automatically' },
  why: {
    zh: '到达自动释放时间后实例与随实例释放的云盘被删除。',
    en: 'At that time the instance and the disks that go with it are deleted.',
  },
  remedy: {
    zh: '仍需使用时取消自动释放；否则备份数据。',
    en: 'Cancel the automatic release if it is still needed, else back up its data.',
  },
  fix({ id, region, autoReleaseTime }) {
    if (!autoReleaseTime) return undefined;
    const set = (more: Readonly<Record<string, string>>) =>
      fixCall('ecs', 'ModifyInstanceAutoReleaseTime', { RegionId: region, InstanceId: id, ...more });
    return {
      calls: [set({})],
      undo: [set({ AutoReleaseTime: `${autoReleaseTime.toISOString().slice(0, -5)}Z` })],
      terraform: `alicloud_instance (${id}): without auto_release_time`,
      effect: {
        zh: '不影响运行；实例不再自动释放，继续按量计费，直到有人释放它。',
        en: 'Nothing stops; the instance is not released any more, and is paid for until somebody does.',
      },
    };
  },
  severity: 'warning',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/release-an-instance',
  params: {
    days: integerParam({
      title: { zh: '提前警告', en: 'Days left, warning' },
      default: 7,
      min: 1,
      max: 365,
      unit: 'd',
      help: { zh: '剩余天数不超过此值为警告', en: 'A warning when no more than this many days are left' },
    }),
    criticalDays: integerParam({
      default: 1,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '剩余天数不超过此值为紧急', en: 'Critical when no more than this many days are left' },
    }),
  },
  messages: {
    soon: {
      zh: '实例 {{id}} 将在 {{value}} 天后自动释放（{{releaseAt}}）',
      en: 'Instance {{id}} will be released in {{value}} days ({{releaseAt}})',
    },
  },
  validate: ({ days, criticalDays }) =>
    criticalDays > days ? `criticalDays (${criticalDays}) is above days (${days})` : undefined,
  check(instance, { params, now, pass, fail, skip }) {
    const { autoReleaseTime: releaseAt, spotStrategy, tags } = instance;
    if (!releaseAt) return skip({ zh: '未设置自动释放', en: 'no automatic release is set' });
    if (spotStrategy !== undefined && spotStrategy !== 'NoSpot')
      return skip({ zh: '抢占式实例', en: 'a spot instance: its end is part of the bargain' });
    const manager = managerOf(tags);
    if (manager !== undefined)
      return skip({
        zh: `由云服务创建和释放（标签 ${manager}）`,
        en: `a service makes and releases it (tag ${manager})`,
      });
    const left = daysUntil(releaseAt, now);
    const data = { id: instance.id, value: Math.max(0, Math.floor(left)), unit: 'd', releaseAt };
    if (left <= params.criticalDays) return fail('soon', { ...data, threshold: params.criticalDays }, 'critical');
    return left <= params.days ? fail('soon', { ...data, threshold: params.days }) : pass();
  },
});
