import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { HOUR } from '../../../lib/model';
import { plans } from '../collectors/plans';
import { successes } from '../collectors/successes';
import { scheduleOf } from '../schedule';
import { sourceOf } from '../sources';

const HELP = {
  margin: {
    zh: '在计划的备份间隔之外，允许备份推迟和耗时的时长',
    en: 'How much longer than the interval of its plan a backup may be due and run',
  },
  running: {
    zh: '有任务正在执行时，再多允许的时长',
    en: 'How much longer than that it may be while a job is under way',
  },
} as const;

/** The schedule is the plan's own; the margins are a judgement. */
export const noSuccess = defineChecker({
  id: 'hbr-no-success',
  asset: plans,
  title: { zh: '备份计划长时间没有成功', en: 'Backup plan has not succeeded for long' },
  why: {
    zh: '客户端离线、计划不触发或任务被跳过时，没有失败的任务可看，备份却已停止。',
    en: 'With a client offline, a plan that does not start or jobs that are skipped there is no failed job to see, and yet nothing is backed up.',
  },
  remedy: {
    zh: '检查客户端是否在线、存储库和权限，并手动执行一次备份；不再需要的计划请停用。',
    en: 'See whether the client is online, look at vault and permissions, and run the backup by hand; disable a plan that nobody needs.',
  },
  noFix: NO_FIX.backup,
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/cloud-backup/developer-reference/api-hbr-2017-09-08-describebackupplans',
  because: ['ecs-status-abnormal', 'ecs-locked', 'ecs-impaired', 'nas-status-abnormal'],
  params: {
    margin: integerParam({
      title: { zh: '允许的推迟', en: 'How late it may be' },
      default: 24,
      min: 0,
      max: 720,
      unit: 'h',
      help: HELP.margin,
    }),
    running: integerParam({
      title: { zh: '最长执行时长', en: 'Longest run' },
      default: 72,
      min: 0,
      max: 720,
      unit: 'h',
      help: HELP.running,
    }),
  },
  related: { successes },
  messages: {
    old: {
      zh: '备份计划 {{id}}（{{source}}）每 {{every}} 小时备份一次，最近一次成功在 {{value}} 小时前（{{at}}）',
      en: 'Backup plan {{id}} of {{source}} runs every {{every}} hours; its last success was {{value}} hours ago ({{at}})',
    },
    never: {
      zh: '备份计划 {{id}}（{{source}}）每 {{every}} 小时备份一次，从未成功',
      en: 'Backup plan {{id}} of {{source}} runs every {{every}} hours and has never succeeded',
    },
  },
  check(plan, { params, now, related, pass, fail, skip, unknown }) {
    if (plan.disabled === true) return skip({ zh: '计划已停用', en: 'the plan is disabled' });
    const rules = (plan.rule ?? []).filter(({ disabled }) => disabled !== true);
    if ((plan.rule ?? []).length > 0 && rules.length === 0)
      return skip({ zh: '计划的规则均已停用', en: 'all rules of the plan are disabled' });
    const written = rules.length > 0 ? rules.map(({ schedule }) => schedule) : [plan.schedule];
    const schedules = written.map(scheduleOf).flatMap((schedule) => (schedule ? [schedule] : []));
    const [tightest] = schedules.sort((one, other) => one.every - other.every);
    if (!tightest || schedules.length < written.length)
      return unknown({ zh: '应答中没有可识别的备份周期', en: 'no schedule of a known form is in the answer' });
    if (tightest.start > now) return skip({ zh: '计划尚未开始', en: 'the plan has not begun yet' });
    const { latestExecuteJobId: begun, latestFinishJobId: finished } = plan;
    const busy = begun !== undefined && finished !== undefined && begun !== finished;
    const every = tightest.every / HOUR;
    const threshold = every + params.margin + (busy ? params.running : 0);
    const jobs = related.successes[0]?.backupJob;
    if (!jobs) return unknown({ zh: '没有返回该计划的任务', en: 'the jobs of the plan are not in the answer' });
    const times = jobs.map(({ completeTime }) => completeTime);
    if (times.includes(undefined))
      return unknown({ zh: '应答中没有任务的结束时间', en: 'when a job ended is not in the answer' });
    const at = times.reduce((newest, one) => (newest && one && newest > one ? newest : one), undefined);
    const since = (time: Date) => (now.getTime() - time.getTime()) / HOUR;
    const data = { id: plan.id, source: sourceOf(plan), every: Math.round(every * 100) / 100, threshold, unit: 'h' };
    if (at) return since(at) <= threshold ? pass() : fail('old', { ...data, value: Math.floor(since(at)), at });
    const { createdTime } = plan;
    if (!createdTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const first = createdTime > tightest.start ? createdTime : tightest.start;
    return since(first) <= threshold
      ? skip({ zh: '计划刚创建', en: 'the plan was made just now' })
      : fail('never', data);
  },
});
