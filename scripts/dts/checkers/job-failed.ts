import { type AssetOf, defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import type { Severity } from '../../../lib/model';
import { jobs } from '../collectors/jobs';
import { directionsOf, type Direction } from '../directions';
import { KINDS } from '../states';

type Message = 'failed' | 'locked' | 'retrying';

/** What is wrong with one way of a job, and how bad it is; a migration has people who wait for it. */
function faultOf(
  job: AssetOf<typeof jobs>,
  way: Direction,
  minutes: number,
): { readonly message: Message; readonly severity: Severity; readonly rank: number } | undefined {
  switch (way.status && KINDS[way.status]) {
    case 'stopped':
      return { message: 'failed', severity: 'critical', rank: 3 };
    case 'locked':
      return { message: 'locked', severity: job.jobType === 'online' ? 'error' : 'critical', rank: 2 };
    case 'unstarted':
      return { message: 'failed', severity: 'error', rank: 1 };
    case 'retrying':
      return (way.retryTime ?? 0) >= minutes * 60 ? { message: 'retrying', severity: 'warning', rank: 0 } : undefined;
    default:
      return undefined;
  }
}

/** A failed precheck is no failure: somebody is setting the job up. Nor is what has finished or was paused. */
export const jobFailed = defineChecker({
  id: 'dts-job-failed',
  asset: jobs,
  title: { zh: '数据传输任务失败', en: 'Data transmission job fails' },
  why: {
    zh: '失败的任务不再传输数据，目标端停在旧数据上；失败太久后增量日志被清理，只能重新全量同步。',
    en: 'No data flows any more and the target stays as it was; once the source has purged its logs, all data has to be copied again.',
  },
  remedy: {
    zh: '按错误信息检查两端的连接、账号权限、白名单与对象结构，修复后在控制台启动任务。',
    en: 'Follow its error message: connections, privileges, whitelists and schemas of both ends. Then start the job again.',
  },
  noFix: NO_FIX.failed,
  severity: 'critical',
  severities: ['error', 'warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/dts/developer-reference/api-dts-2020-01-01-describedtsjobs',
  because: [
    { checker: 'dts-expiring', message: 'expired', where: { status: 'Locked' } },
    { checker: 'account-overdue', where: { status: 'Locked' } },
    ...['rds-locked', 'rds-status-abnormal', 'polardb-locked', 'polardb-status-abnormal', 'mongodb-locked'],
    ...[
      'mongodb-status-abnormal',
      'redis-status-abnormal',
      'clickhouse-locked',
      'adb-locked',
      'gpdb-locked',
      'polardbx-locked',
    ],
  ],
  params: {
    retryMinutes: integerParam({
      title: { zh: '重试时长', en: 'Longest retry' },
      default: 30,
      min: 1,
      max: 1440,
      unit: 'min',
      help: {
        zh: '重试持续达到此时长才报告（经验值）',
        en: 'A job that has been trying again for this long is reported (a judgement)',
      },
    }),
  },
  messages: {
    failed: {
      zh: '数据传输任务 {{id}}（{{name}}，{{way}}）的状态为 {{status}}：{{error}}',
      en: 'Data transmission job {{id}} ({{name}}, {{way}}) is {{status}}: {{error}}',
    },
    locked: {
      zh: '数据传输任务 {{id}}（{{name}}，{{way}}）被锁定（{{status}}）',
      en: 'Data transmission job {{id}} ({{name}}, {{way}}) is locked ({{status}})',
    },
    retrying: {
      zh: '数据传输任务 {{id}}（{{name}}，{{way}}）已重试 {{value}} 分钟：{{error}}',
      en: 'Data transmission job {{id}} ({{name}}, {{way}}) has been trying again for {{value}} minutes: {{error}}',
    },
  },
  check(job, { params, pass, fail, skip, unknown }) {
    const { id, name } = job;
    const ways = directionsOf(job);
    const faults = ways.flatMap((way) => {
      const fault = faultOf(job, way, params.retryMinutes);
      return fault ? [{ fault, way }] : [];
    });
    const [worst] = faults.sort((a, b) => b.fault.rank - a.fault.rank);
    if (worst) {
      const { message, severity } = worst.fault;
      const { way, status = '?', error } = worst.way;
      const data = { id, name, way, status, error };
      if (message !== 'retrying') return fail(message, data, severity);
      const value = Math.floor((worst.way.retryTime ?? 0) / 60);
      return fail(message, { ...data, value, threshold: params.retryMinutes, unit: 'min' }, severity);
    }
    if (ways.some(({ status }) => status === undefined))
      return unknown({ zh: '应答中没有反向任务的状态', en: 'the state of its other way is not in the answer' });
    if (ways.some((way) => way.status === 'Retrying' && way.retryTime === undefined))
      return unknown({ zh: '应答中没有重试时长', en: 'for how long it has been trying again is not in the answer' });
    const aside = ways.find(({ status }) => status && KINDS[status] !== 'working');
    return aside ? skip({ zh: `任务状态为 ${aside.status}`, en: `the job is ${aside.status}` }) : pass();
  },
});
