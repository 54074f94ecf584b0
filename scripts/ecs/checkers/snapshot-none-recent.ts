import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { diskSnapshots } from '../collectors/disk-snapshots';
import { disks } from '../collectors/disks';
import { hasSnapshots } from '../skips';

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
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/create-a-snapshot',
  params: {
    days: integerParam({
      default: 7,
      min: 1,
      max: 365,
      unit: 'd',
      help: {
        zh: '最近一次成功的快照早于此天数即报告',
        en: 'Reported when the newest successful snapshot is older than this',
      },
    }),
  },
  related: { snapshots: diskSnapshots },
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
    if (disk.category === undefined)
      return unknown({
        zh: '应答中没有云盘种类，不知其是否支持快照',
        en: 'no category in the answer: it may have snapshots or not',
      });
    if (!hasSnapshots(disk.category))
      return skip({ zh: '本地盘无法创建快照', en: 'a local disk cannot have snapshots' });
    const newest = Math.max(...related.snapshots.map(({ creationTime }) => creationTime.getTime()));
    const data = { id: disk.id, instanceId: disk.instanceId ?? '?', threshold: params.days, unit: 'd' };
    const age = related.snapshots.length > 0 ? daysSince(new Date(newest), now) : undefined;
    if (age !== undefined && age <= params.days) return pass({ ...data, value: Math.floor(age) });
    if (!disk.creationTime) return unknown({ zh: '应答中没有云盘的创建时间', en: 'no creation time of the disk' });
    if (daysSince(disk.creationTime, now) <= params.days) return skip({ zh: '云盘刚创建不久', en: 'the disk is new' });
    return age === undefined ? fail('none', data) : fail('old', { ...data, value: Math.floor(age) });
  },
});
