import { defineChecker, flagParam, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { managerOf } from '../managers';
import { SPOT_STRATEGIES } from '../states';

/** Judged only when the list of its region was complete. The finding closes by itself after `keepDays`. */
export const ecsDeleted = defineChecker({
  id: 'ecs-deleted',
  asset: instances,
  when: 'gone',
  title: { zh: 'ECS 实例已被删除', en: 'ECS instance has been deleted' },
  why: {
    zh: '上次巡检时存在的实例已不存在，可能是误删。',
    en: 'An instance of the last run no longer exists; it may have been deleted by mistake.',
  },
  remedy: {
    zh: '确认是否为计划内释放；否则查看操作审计，并从快照恢复。',
    en: 'Find out whether it was released on purpose; if not, see ActionTrail and restore from a snapshot.',
  },
  noFix: {
    zh: '已释放的实例无法恢复，只能从快照或镜像重建。先在操作审计中查是谁释放的。',
    en: 'An instance that is released is gone: it can only be made anew from a snapshot or an image. See in ActionTrail who did it.',
  },
  severity: 'error',
  category: 'change',
  docs: 'https://help.aliyun.com/zh/ecs/release-an-instance',
  params: {
    keepDays: integerParam({
      title: { zh: '保留天数', en: 'Days it stays open' },
      default: 1,
      min: 0,
      max: 30,
      unit: 'd',
      help: { zh: '报告保持打开的天数', en: 'How many days the finding stays open' },
    }),
    ignoreExpected: flagParam({
      title: { zh: '忽略预期中的释放', en: 'Leave out expected releases' },
      default: true,
      help: {
        zh: '忽略抢占式实例、由弹性伸缩、ACK 节点池等云服务按标签管理的实例，以及已到自动释放时间或包年包月已到期的实例',
        en: 'Leave out spot instances, those that a service manages by their tags (Auto Scaling, ACK node pools) and those whose automatic release time has passed or whose subscription has ended',
      },
    }),
  },
  messages: { gone: { zh: '实例 {{id}} 已不存在', en: 'Instance {{id}} no longer exists' } },
  check(instance, { params, now, open, pass, fail, skip, unknown }) {
    const goneSince = 'goneSince' in instance && instance.goneSince instanceof Date ? instance.goneSince : now;
    const { autoReleaseTime, spotStrategy, instanceChargeType, expiredTime } = instance;
    if (params.ignoreExpected && spotStrategy !== undefined && !SPOT_STRATEGIES.includes(spotStrategy))
      return unknown({
        zh: `未知的抢占策略 ${String(spotStrategy)}`,
        en: `the spot strategy ${String(spotStrategy)} is not known`,
      });
    const expected =
      (spotStrategy !== undefined && spotStrategy !== 'NoSpot') ||
      (autoReleaseTime !== undefined && autoReleaseTime <= goneSince) ||
      // What has ended is released some days later: ecs-expiring has told of it.
      (instanceChargeType === 'PrePaid' && expiredTime !== undefined && expiredTime <= goneSince);
    if (params.ignoreExpected && expected) return skip({ zh: '预期内的释放', en: 'its release was to be expected' });
    const manager = managerOf(instance.tags);
    if (params.ignoreExpected && manager !== undefined)
      return skip({
        zh: `由云服务创建和释放（标签 ${manager}）`,
        en: `a service makes and releases it (tag ${manager})`,
      });
    if (open && daysSince(goneSince, now) >= params.keepDays) return pass();
    return fail('gone', { id: instance.id });
  },
});
