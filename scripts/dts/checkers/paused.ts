import { defineChecker, integerParam } from '../../../lib/define';
import { DAY, HOUR } from '../../../lib/model';
import { jobs } from '../collectors/jobs';
import { directionsOf } from '../directions';

/** Paused for so long, it is so on purpose: a judgement. What is left of it is a notice that it is still there. */
const ON_PURPOSE = 7 * DAY;

/**
 * The vendor advises against pauses of more than 6 hours, after which a job may not start again
 * (https://www.alibabacloud.com/help/en/dts/developer-reference/api-suspendmigrationjob). Nothing tells when a pause began: it
 * is as long as nothing was carried over.
 */
export const dtsPaused = defineChecker({
  id: 'dts-paused',
  asset: jobs,
  title: { zh: '数据传输任务暂停太久', en: 'Data transmission job is paused for long' },
  why: {
    zh: '增量任务暂停超过 6 小时可能无法再启动，只能重新全量同步；同步任务暂停期间仍然计费。',
    en: 'A job that follows changes may not start again after 6 hours, and all data has to be copied again; a synchronisation is charged for meanwhile.',
  },
  remedy: {
    zh: '尽快启动任务；不再需要则释放。',
    en: 'Start the job soon, or release it when nobody needs it.',
  },
  noFix: {
    zh: '暂停期间源端的日志可能已被清理，直接启动可能丢数据或失败。先确认日志仍在，再启动或释放。',
    en: 'While it was paused the source may have thrown its logs away, so that a start fails or loses data. See first that they are still there, then start the job or release it.',
  },
  severity: 'warning',
  severities: ['info'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/dts/developer-reference/api-suspendmigrationjob',
  params: {
    hours: integerParam({
      title: { zh: '暂停时长', en: 'Longest pause' },
      default: 6,
      min: 1,
      max: 168,
      unit: 'h',
      help: { zh: '暂停超过此时长即报告', en: 'A pause that is longer than this is reported' },
    }),
  },
  messages: {
    paused: {
      zh: '数据传输任务 {{id}}（{{name}}，{{way}}）处于暂停状态，已有 {{value}} 小时没有传输数据',
      en: 'Data transmission job {{id}} ({{name}}, {{way}}) is paused and has carried nothing over for {{value}} hours',
    },
  },
  check(job, { params, now, pass, fail, skip, unknown }) {
    const { id, name } = job;
    const ways = directionsOf(job);
    const suspended = ways.filter(({ status }) => status === 'Suspending');
    if (suspended.length > 0) {
      const { jobType } = job;
      if (jobType === undefined) return unknown({ zh: '应答中没有任务类型', en: 'its type is not in the answer' });
      if (jobType === 'online' && job.dataSynchronization === undefined)
        return unknown({ zh: '应答中没有迁移类型', en: 'whether it follows changes is not in the answer' });
      if (jobType === 'online' && !job.dataSynchronization)
        return skip({ zh: '没有增量迁移', en: 'it follows no changes' });
    }
    const pauses = suspended.map(({ way, checkpoint }) => ({
      way,
      paused: checkpoint && now.getTime() - checkpoint.getTime(),
    }));
    // Of two the shorter one: a long one is on purpose.
    const [worst] = pauses
      .flatMap(({ way, paused = 0 }) => (paused > params.hours * HOUR ? [{ way, paused }] : []))
      .sort((a, b) => a.paused - b.paused);
    if (worst) {
      const data = { id, name, way: worst.way, value: Math.floor(worst.paused / HOUR) };
      const severity = worst.paused > ON_PURPOSE ? 'info' : undefined;
      return fail('paused', { ...data, unit: 'h', threshold: params.hours }, severity);
    }
    if (ways.some(({ status }) => status === undefined))
      return unknown({ zh: '应答中没有反向任务的状态', en: 'the state of its other way is not in the answer' });
    if (pauses.some(({ paused }) => paused === undefined))
      return unknown({ zh: '应答中没有同步位点', en: 'its checkpoint is not in the answer' });
    return pass();
  },
});
