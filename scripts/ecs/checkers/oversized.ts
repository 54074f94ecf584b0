import { defineChecker, integerParam, numberParam, type Reading, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { cpuUtilization, memoryUtilization } from '../metrics';
import { notRunning } from '../skips';

/** So much of the window must have points. */
const COVERAGE = 0.9;

/** The average of a metric in the window; `undefined` when too much of it is missing. */
function average(reading: Reading | undefined, hours: number): number | undefined {
  const points = reading?.series?.[0]?.points ?? [];
  if (points.length < hours * COVERAGE) return undefined;
  return Math.round((points.reduce((sum, { value }) => sum + value, 0) / points.length) * 100) / 100;
}

/**
 * An instance that does next to nothing is told of as well: whether it is idle is another checker's question, asked with
 * other thresholds and of its traffic too, and what is neither would be told by nobody.
 */
export const ecsOversized = defineChecker({
  id: 'ecs-oversized',
  asset: instances,
  title: { zh: 'ECS 实例规格过大', en: 'ECS instance is oversized' },
  why: {
    zh: '长期用不到的 CPU 或内存与用到的一样付钱。',
    en: 'CPU or memory that is never used costs as much as what is.',
  },
  remedy: {
    zh: '按峰值选小一档的规格，或换 CPU 与内存比例更合适的规格族，在维护窗口变更。',
    en: 'By its peaks, choose the next smaller type or a family with another ratio of CPU to memory, and change it in a maintenance window.',
  },
  noFix: {
    zh: '变配需要停机，变小后峰值可能不够用。先看一个完整业务周期的峰值，再选规格与时间窗口。',
    en: 'Another size takes a stop, and a smaller one may be too small for a peak. Look at the peaks of a whole business cycle, then choose a type and a time.',
  },
  cost: () => releaseSaves(),
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/overview-of-instance-configuration-changes',
  params: {
    cpu: numberParam({
      title: { zh: '平均 CPU', en: 'Average CPU' },
      default: 10,
      min: 1,
      max: 100,
      unit: '%',
      help: { zh: '平均 CPU 使用率低于此值视为过大', en: 'Too large when it uses less CPU than this on average' },
    }),
    memory: numberParam({
      title: { zh: '平均内存', en: 'Average memory' },
      default: 20,
      min: 1,
      max: 100,
      unit: '%',
      help: { zh: '平均内存使用率低于此值视为过大', en: 'Too large when it uses less memory than this on average' },
    }),
    days: integerParam({
      title: { zh: '查看天数', en: 'Days looked at' },
      default: 14,
      min: 1,
      max: 30,
      unit: 'd',
      help: { zh: '看最近这么多天的平均值', en: 'Averages of the last so many days' },
    }),
  },
  metrics: { cpu: cpuUtilization, memory: memoryUtilization },
  history: ({ days }) => ({ hours: days * 24, period: 3600 }),
  messages: {
    low: {
      zh: '实例 {{id}}（{{instanceType}}）近 {{days}} 天平均 CPU {{cpu}} %、内存 {{memory}} %，规格过大',
      en: 'Instance {{id}} ({{instanceType}}) used {{cpu}} % CPU and {{memory}} % memory on average in the last {{days}} days',
    },
  },
  check(instance, { params, metrics, now, pass, fail, skip, unknown }) {
    const why = notRunning(instance);
    if (why) return skip(why);
    const { days } = params;
    const { creationTime } = instance;
    if (!creationTime) return unknown({ zh: '不知道实例何时创建', en: 'when the instance was created is not known' });
    if (daysSince(creationTime, now) < days)
      return skip({ zh: '创建不久，还看不出需要多大规格', en: 'too young to tell what it needs' });
    const cpu = average(metrics.cpu, days * 24);
    const memory = average(metrics.memory, days * 24);
    // Without the memory nobody knows whether a quiet CPU means a smaller type or an idle instance.
    if (cpu === undefined || memory === undefined)
      return unknown({ zh: '缺少这些天的 CPU 或内存数据', en: 'CPU or memory of these days is missing' });
    if (cpu >= params.cpu && memory >= params.memory) return pass();
    return fail('low', { id: instance.id, instanceType: instance.instanceType ?? '?', cpu, memory, days });
  },
});
