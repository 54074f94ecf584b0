import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { jobs } from '../collectors/jobs';
import { directionsOf } from '../directions';

/**
 * Of a synchronisation in seconds, as the page of DescribeDtsJobs has it. A migration is late for as long as it catches up, which
 * whoever moves over looks at. The levels are a judgement: a batch at night makes a job late for minutes.
 */
export const delayHigh = defineChecker({
  id: 'dts-delay-high',
  asset: jobs,
  title: { zh: '数据同步延迟过大', en: 'Data synchronisation is late' },
  why: {
    zh: '读目标端的业务看到旧数据；延迟超过源库日志的保留时间，任务就再也跟不上。',
    en: 'Whoever reads the target sees old data; a job that is later than the source keeps its logs can never catch up.',
  },
  remedy: {
    zh: '检查源端大事务与目标端负载，必要时升级链路规格或拆分同步对象。',
    en: 'Look for large transactions at the source and load at the target; upgrade the link or split what it carries.',
  },
  noFix: NO_FIX.symptom,
  severity: 'warning',
  severities: ['error'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/dts/developer-reference/api-dts-2020-01-01-describedtsjobs',
  because: [
    ...['rds-cpu-high', 'rds-iops-high', 'rds-locked', 'polardb-locked', 'mongodb-locked'],
    ...['clickhouse-locked', 'adb-locked', 'gpdb-locked', 'polardbx-locked'],
  ],
  lasting: { minutes: 20 },
  params: {
    seconds: integerParam({
      title: { zh: '延迟警告', en: 'Delay, warning' },
      default: 600,
      min: 1,
      max: 2_592_000,
      unit: 's',
      help: { zh: '延迟高于此值为警告', en: 'A warning when it is later than this' },
    }),
    errorSeconds: integerParam({
      title: { zh: '延迟错误', en: 'Delay, error' },
      default: 3600,
      min: 1,
      max: 2_592_000,
      unit: 's',
      help: { zh: '延迟高于此值为错误', en: 'An error when it is later than this' },
    }),
  },
  validate: ({ seconds, errorSeconds }) =>
    errorSeconds < seconds ? `errorSeconds (${errorSeconds}) is below seconds (${seconds})` : undefined,
  messages: {
    late: {
      zh: '数据同步任务 {{id}}（{{name}}，{{way}}）延迟 {{value}} 秒，高于 {{threshold}} 秒',
      en: 'Data synchronisation {{id}} ({{name}}, {{way}}) is {{value}} seconds late, above {{threshold}}',
    },
  },
  check(job, { params, pass, fail, skip, unknown }) {
    const { id, name, jobType } = job;
    if (jobType === undefined) return unknown({ zh: '应答中没有任务类型', en: 'its type is not in the answer' });
    if (jobType !== 'sync') return skip({ zh: '不是数据同步任务', en: 'it is no synchronisation' });
    const ways = directionsOf(job);
    const flowing = ways.filter(({ status }) => status === 'Synchronizing');
    const [worst] = [...flowing].sort((a, b) => (b.delay ?? 0) - (a.delay ?? 0));
    const value = worst?.delay ?? 0;
    if (worst && value > params.seconds) {
      const severe = value > params.errorSeconds;
      const threshold = severe ? params.errorSeconds : params.seconds;
      return fail('late', { id, name, way: worst.way, value, unit: 's', threshold }, severe ? 'error' : undefined);
    }
    if (ways.some(({ status }) => status === undefined))
      return unknown({ zh: '应答中没有反向任务的状态', en: 'the state of its other way is not in the answer' });
    if (!worst) return skip({ zh: `任务状态为 ${job.status}`, en: `the job is ${job.status}` });
    // Less than none is what a job answers that was not measured.
    if (flowing.some(({ delay = -1 }) => delay < 0))
      return unknown({ zh: '应答中没有延迟', en: 'its delay is not in the answer' });
    return pass({ value, unit: 's' });
  },
});
