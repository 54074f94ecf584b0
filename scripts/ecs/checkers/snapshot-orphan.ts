import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { snapshotDisks } from '../collectors/snapshot-disks';
import { snapshots } from '../collectors/snapshots';
import { managerOf } from '../managers';

export const snapshotOrphan = defineChecker({
  id: 'ecs-snapshot-orphan',
  asset: snapshots,
  title: { zh: '快照陈旧或源云盘已释放', en: 'Snapshot is old, or its disk is gone' },
  why: {
    zh: '没有保留期限的快照会一直按容量计费，往往早已无人需要。',
    en: 'A snapshot without an end is billed by its size for ever, and often nobody needs it any more.',
  },
  remedy: {
    zh: '确认不再需要后删除；需要长期留存的转为归档快照，或设置保留时间。',
    en: 'Delete it when nobody needs it; archive what must be kept for long, or give it a retention period.',
  },
  noFix: {
    zh: '删除的快照无法恢复，而它可能是已释放云盘的最后一份数据。先由数据的主人确认。',
    en: 'A snapshot that is deleted is gone, and it may be all that is left of a disk. Ask the owner of the data first.',
  },
  // They are billed together: no bill and no query knows one of them.
  cost: () => ({
    kind: 'saves',
    ask: [],
    depends: {
      zh: '快照按地域内的总容量计费，删除一个只节省它独占的数据块；可在 ECS 控制台的快照总容量中查看。',
      en: 'Snapshots are billed by what they hold together in a region, and one that is deleted saves only what no other holds: see their total size in the ECS console.',
    },
  }),
  severity: 'warning',
  severities: ['info'],
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/delete-a-snapshot',
  params: {
    days: integerParam({
      title: { zh: '陈旧天数', en: 'Days until it is old' },
      default: 180,
      min: 1,
      max: 3650,
      unit: 'd',
      help: { zh: '早于此天数的快照视为陈旧', en: 'A snapshot older than this is old' },
    }),
    orphanDays: integerParam({
      title: { zh: '源盘已释放的天数', en: 'Days without its disk' },
      default: 1,
      min: 0,
      max: 3650,
      unit: 'd',
      help: {
        zh: '源云盘已释放的快照早于此天数即报告',
        en: 'A snapshot whose disk is gone is reported when older than this',
      },
    }),
  },
  related: { disk: snapshotDisks },
  messages: {
    orphan: {
      zh: '快照 {{id}} 的源云盘 {{diskId}}（{{size}} GiB）已不存在，快照已保留 {{value}} 天',
      en: 'The disk {{diskId}} ({{size}} GiB) of snapshot {{id}} no longer exists; the snapshot is {{value}} days old',
    },
    old: {
      zh: '快照 {{id}}（源云盘 {{diskId}}，{{size}} GiB）已保留 {{value}} 天，且没有保留期限',
      en: 'Snapshot {{id}} of disk {{diskId}} ({{size}} GiB) is {{value}} days old and has no end',
    },
  },
  check(snapshot, { params, now, related, pass, fail, skip, unknown }) {
    const { id, status, usage, retentionDays = 0, creationTime, sourceDiskId, sourceRegionId } = snapshot;
    if (status !== 'accomplished') return skip({ zh: `快照状态为 ${status}`, en: `the snapshot is ${status}` });
    const manager = managerOf(snapshot.tags);
    if (manager !== undefined)
      return skip({
        zh: `由云服务管理（标签 ${manager}）`,
        en: `a service manages it (tag ${manager})`,
      });
    if (usage === undefined)
      return unknown({ zh: '应答中没有快照的用途', en: 'what it is used for is not in the answer' });
    if (usage === 'image' || usage === 'image_disk')
      return skip({ zh: '自定义镜像正在使用该快照', en: 'a custom image is made of it' });
    if (retentionDays > 0) return skip({ zh: '到保留期限后自动删除', en: 'it is deleted when its retention ends' });
    if (!creationTime) return unknown({ zh: '应答中没有快照的创建时间', en: 'no creation time of the snapshot' });
    if (sourceDiskId === undefined)
      return unknown({ zh: '应答中没有源云盘', en: 'its source disk is not in the answer' });
    const age = daysSince(creationTime, now);
    const data = { id, diskId: sourceDiskId, size: snapshot.sourceDiskSize ?? '?', value: Math.floor(age), unit: 'd' };
    // A copy's disk is in another region, which this list does not speak of.
    const isCopy = sourceRegionId !== undefined && sourceRegionId !== snapshot.region;
    if (!isCopy && related.disk.length === 0 && age > params.orphanDays)
      return fail('orphan', { ...data, threshold: params.orphanDays });
    return age > params.days ? fail('old', { ...data, threshold: params.days }, 'info') : pass(data);
  },
});
