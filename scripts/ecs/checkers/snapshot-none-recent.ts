import { defineChecker, integerParam, NO_FIX, thoseThat } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { diskSnapshots } from '../collectors/disk-snapshots';
import { disks } from '../collectors/disks';
import { snapshotPolicies } from '../collectors/snapshot-policies';
import { managerOf } from '../managers';
import { hasSnapshots } from '../skips';
import { longestGap } from '../snapshot-schedule';

/** What takes longer than this is stuck: a judgement. */
const UNDER_WAY_DAYS = 1;

/** Judged by the schedule of the disk's own policy; where it has none, or that is not known, by `days`. */
export const snapshotNoneRecent = defineChecker({
  id: 'ecs-snapshot-none-recent',
  asset: disks,
  title: { zh: '云盘近期没有成功的快照', en: 'Disk has no recent successful snapshot' },
  why: {
    zh: '快照策略存在不等于快照成功：没有近期快照时，误删或勒索后只能恢复到很久以前。',
    en: 'A policy is no snapshot: without a recent one, what was lost can only be restored as it was long ago.',
  },
  remedy: {
    zh: '检查自动快照策略是否已启用、快照额度是否用尽，并立即手动创建一次快照。',
    en: 'See whether the policy is on and the snapshot quota is not used up, and take a snapshot by hand now.',
  },
  noFix: NO_FIX.backup,
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/create-a-snapshot',
  params: {
    days: integerParam({
      title: { zh: '快照间隔', en: 'Days between snapshots' },
      default: 7,
      min: 1,
      max: 365,
      unit: 'd',
      help: {
        zh: '没有策略的云盘应在此天数内有过快照；有策略的按其最长间隔判断',
        en: 'How old the newest snapshot of a disk without a policy may be; one with a policy is judged by its longest gap',
      },
    }),
    marginHours: integerParam({
      title: { zh: '允许的推迟', en: 'How late it may be' },
      default: 24,
      min: 0,
      max: 720,
      unit: 'h',
      help: { zh: '超过应有的间隔再过此小时数才报告', en: 'Reported when it is so many hours later than that' },
    }),
  },
  related: { snapshots: diskSnapshots, policy: snapshotPolicies },
  optional: ['policy'],
  messages: {
    none: {
      zh: '云盘 {{id}}（实例 {{instanceId}}）没有任何成功的快照',
      en: 'Disk {{id}} of instance {{instanceId}} has no successful snapshot at all',
    },
    old: {
      zh: '云盘 {{id}}（实例 {{instanceId}}）最近一次成功的快照在 {{value}} 天前',
      en: 'The newest successful snapshot of disk {{id}} of instance {{instanceId}} is {{value}} days old',
    },
  },
  check(disk, { params, now, related, pass, fail, skip, unknown }) {
    if (disk.status !== 'In_use') return skip({ zh: '云盘没有挂载使用', en: 'the disk is not in use' });
    // What is made and deleted with a node of a service holds nothing to keep; a volume outlives its node.
    const manager = managerOf(disk.tags);
    if (manager !== undefined && disk.deleteWithInstance)
      return skip({
        zh: `由云服务管理（标签 ${manager}）`,
        en: `a service manages it (tag ${manager})`,
      });
    if (disk.category === undefined)
      return unknown({
        zh: '应答中没有云盘种类，不知其是否支持快照',
        en: 'no category in the answer: it may have snapshots or not',
      });
    if (!hasSnapshots(disk.category))
      return skip({ zh: '本地盘无法创建快照', en: 'a local disk cannot have snapshots' });
    const [policy] = related.policy;
    const threshold = ((policy && longestGap(policy)) ?? params.days) + params.marginHours / 24;
    const counted = thoseThat(related.snapshots, ({ status, creationTime }) =>
      status === 'progressing' ? daysSince(creationTime, now) <= UNDER_WAY_DAYS : status !== 'failed',
    );
    const newest = Math.max(...counted.map(({ creationTime }) => creationTime.getTime()));
    const data = { id: disk.id, instanceId: disk.instanceId ?? '?', threshold, unit: 'd' };
    const age = counted.length > 0 ? daysSince(new Date(newest), now) : undefined;
    if (age !== undefined && age <= threshold) return pass({ ...data, value: Math.floor(age) });
    if (!disk.creationTime) return unknown({ zh: '应答中没有云盘的创建时间', en: 'no creation time of the disk' });
    if (daysSince(disk.creationTime, now) <= threshold) return skip({ zh: '云盘刚创建不久', en: 'the disk is new' });
    return age === undefined ? fail('none', data) : fail('old', { ...data, value: Math.floor(age) });
  },
});
