import { defineChecker, integerParam, NO_FIX, unlessUnread, type AssetOf } from '../../../lib/define';
import { HOUR } from '../../../lib/model';
import { failedJobs } from '../collectors/failed-jobs';
import { laterJobs } from '../collectors/later-jobs';
import { sourceOf } from '../sources';

type Later = NonNullable<AssetOf<typeof laterJobs>['backupJob']>[number];

/**
 * The newest job of a plan tells how its backups are: an older failure is made good by a success, and said again by a failure. Of a
 * plan with several sources each is judged by its own jobs. A judgement.
 */
export const hbrFailed = defineChecker({
  id: 'hbr-failed',
  asset: failedJobs,
  title: { zh: '云备份任务失败', en: 'Backup job failed' },
  why: {
    zh: '失败的任务不会留下可用的备份，需要恢复时才发现就太晚了。',
    en: 'A job that failed leaves nothing to restore from, and the moment of need is too late to find out.',
  },
  remedy: {
    zh: '按错误信息排查客户端、权限、网络与存储库状态，然后手动重新执行一次备份。',
    en: 'Follow its error message: client, permissions, network, vault. Then run the backup again by hand.',
  },
  noFix: NO_FIX.failed,
  severity: 'error',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/cloud-backup/developer-reference/api-hbr-2017-09-08-describebackupjobs2',
  because: ['hbr-no-success', 'ecs-status-abnormal', 'ecs-locked', 'ecs-impaired'],
  params: {
    hours: integerParam({
      title: { zh: '查看时长', en: 'Hours looked at' },
      default: 24,
      min: 1,
      max: 720,
      unit: 'h',
      help: { zh: '报告在此时长之内结束的失败任务', en: 'Jobs that ended within so many hours are reported' },
    }),
  },
  related: { later: laterJobs },
  optional: ['later'],
  messages: {
    failed: {
      zh: '备份任务 {{id}}（{{source}}）于 {{at}} 失败：{{error}}',
      en: 'Backup job {{id}} of {{source}} failed at {{at}}: {{error}}',
    },
    partial: {
      zh: '备份任务 {{id}}（{{source}}）于 {{at}} 只完成了一部分：{{error}}',
      en: 'Backup job {{id}} of {{source}} was only partly done at {{at}}: {{error}}',
    },
  },
  check(job, { params, now, related, pass, fail, skip, unknown }) {
    if (job.status === 'COMPLETE') return pass();
    const { id, status, completeTime: at } = job;
    if (!at) return unknown({ zh: '应答中没有任务的结束时间', en: 'when the job ended is not in the answer' });
    if (now.getTime() - at.getTime() > params.hours * HOUR) return pass();
    const source = sourceOf(job);
    const newest = (related.later[0]?.backupJob ?? [])
      .filter((one) => one.completeTime && one.completeTime > at && sourceOf(one) === source)
      .reduce<Later | undefined>((a, b) => (a && Number(a.completeTime) >= Number(b.completeTime) ? a : b), undefined);
    // What its state means nobody knows: then the failure is what is known.
    switch (
      newest &&
      unlessUnread(
        () => newest.status,
        () => undefined,
      )
    ) {
      case 'COMPLETE':
        return pass();
      case 'PARTIAL_COMPLETE':
      case 'FAILED':
        return skip({ zh: '由同一来源更新的任务报告', en: 'a newer job of the same source tells of it' });
      case undefined:
    }
    const data = { id, source, at, error: job.errorMessage ?? '?', threshold: params.hours, unit: 'h' };
    return status === 'PARTIAL_COMPLETE' ? fail('partial', data, 'warning') : fail('failed', data);
  },
});
