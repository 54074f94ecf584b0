import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { snapshots } from '../collectors/snapshots';

export const snapshotFailed = defineChecker({
  id: 'ecs-snapshot-failed',
  asset: snapshots,
  title: { zh: '快照创建失败', en: 'Snapshot failed' },
  why: {
    zh: '失败的快照无法用于恢复，而自动快照策略看上去一切正常。',
    en: 'A failed snapshot restores nothing, while its policy looks as if all were well.',
  },
  remedy: {
    zh: '重新创建快照并删除失败的；反复失败时检查云盘状态、读写压力与快照额度。',
    en: 'Take it again and delete the failed one; when it keeps failing, look at the disk, its load and the quota.',
  },
  noFix: NO_FIX.failed,
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describesnapshots',
  params: {
    days: integerParam({
      title: { zh: '报告天数', en: 'Days it is reported' },
      default: 7,
      min: 1,
      max: 3650,
      unit: 'd',
      help: {
        zh: '失败的快照留在列表中直至删除：早于此天数的不再报告',
        en: 'A failed snapshot stays in the list until it is deleted: one that is older than this is not reported',
      },
    }),
  },
  messages: {
    failed: {
      zh: '快照 {{id}}（源云盘 {{diskId}}，创建于 {{at}}）创建失败',
      en: 'Snapshot {{id}} of disk {{diskId}}, begun at {{at}}, failed',
    },
  },
  check(snapshot, { params, now, pass, fail, skip }) {
    const { id, status } = snapshot;
    if (status === 'accomplished') return pass();
    if (status === 'progressing')
      return skip({ zh: `快照还在创建：${status}`, en: `the snapshot is under way: ${status}` });
    if (snapshot.creationTime && daysSince(snapshot.creationTime, now) > params.days)
      return skip({ zh: '失败已久', en: 'it failed long ago' });
    return fail('failed', { id, diskId: snapshot.sourceDiskId ?? '?', at: snapshot.creationTime ?? '?' });
  },
});
