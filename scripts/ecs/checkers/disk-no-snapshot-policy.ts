import { defineChecker } from '../../../lib/define';
import { disks } from '../collectors/disks';
import { managerOf } from '../managers';
import { hasSnapshots } from '../skips';

export const diskNoSnapshotPolicy = defineChecker({
  id: 'ecs-disk-no-snapshot-policy',
  asset: disks,
  title: { zh: '云盘没有自动快照策略', en: 'Disk has no automatic snapshot policy' },
  why: {
    zh: '没有快照的数据在误删或勒索后无法恢复。',
    en: 'Data without snapshots cannot be restored after a mistake or an attack.',
  },
  remedy: { zh: '为云盘设置自动快照策略。', en: 'Apply an automatic snapshot policy to the disk.' },
  noFix: {
    zh: '用哪一条策略、保留多久，由负责人决定：快照按容量收费。',
    en: 'Which policy, and how long snapshots are kept, is for its owner to say: they are charged by size.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/automatic-snapshot-policies-overview',
  params: {},
  messages: { none: { zh: '云盘 {{id}} 没有自动快照策略', en: 'Disk {{id}} has no automatic snapshot policy' } },
  check(disk, { pass, fail, skip, unknown }) {
    if (disk.status !== 'In_use') return skip({ zh: '未在使用', en: 'not in use' });
    // What is made and deleted with a node of a service holds nothing to keep; a volume outlives its node.
    const manager = managerOf(disk.tags);
    if (manager !== undefined && disk.deleteWithInstance)
      return skip({
        zh: `由云服务管理（标签 ${manager}）`,
        en: `a service manages it (tag ${manager})`,
      });
    if (disk.category === undefined) return unknown({ zh: '应答中没有云盘种类', en: 'no disk category in the answer' });
    if (!hasSnapshots(disk.category)) return skip({ zh: '本地盘不支持快照', en: 'local disks have no snapshots' });
    if (disk.autoSnapshotPolicyId !== undefined) return pass();
    if (disk.enableAutomatedSnapshotPolicy === undefined)
      return unknown({ zh: '应答中没有快照策略', en: 'no snapshot policy information in the answer' });
    return disk.enableAutomatedSnapshotPolicy ? pass() : fail('none', { id: disk.id });
  },
});
