import {
  defineChecker,
  defineMetric,
  integerParam,
  pastOf,
  spanOf,
  withinSpan,
  worseFirst,
  type Reading,
} from '../../../lib/define';
import { instances } from '../../../scripts/ecs';

const HOUR = 3_600_000;
const NOW = new Date('2026-06-01T12:34:56Z');
const cpu = defineMetric({
  id: 'ecs-cpu',
  of: instances,
  title: { zh: 'CPU', en: 'CPU' },
  namespace: 'acs_ecs_dashboard',
  metric: 'CPUUtilization',
  statistic: 'Average',
  period: 60,
  dimension: 'instanceId',
  unit: '%',
});

test('the past of a metric has its own id and period', () => {
  expect(pastOf(cpu, { hours: 48, period: 300 })).toEqual({
    ...cpu,
    id: 'ecs-cpu-history-300',
    period: 300,
    history: { hours: 48 },
  });
  expect(cpu).not.toHaveProperty('history');
});

test.each([
  [{}, [3, 2, 1]],
  [{ worse: 'higher' }, [3, 2, 1]],
  [{ worse: 'lower' }, [1, 2, 3]],
  [{ statistic: 'Minimum' }, [1, 2, 3]],
  [{ statistic: 'Minimum', worse: 'higher' }, [3, 2, 1]],
] as const)('of a metric with %j the worse values are first', (facts, order) => {
  expect([2, 1, 3].sort(worseFirst(defineMetric({ ...cpu, ...facts })))).toEqual(order);
});

test.each([[[100, 0]], [[5, 5]], [[0, NaN]]] as const)('a range of %j is refused', (range) => {
  expect(() => defineMetric({ ...cpu, range })).toThrow('metric ecs-cpu: a range from');
});

test.each([0, 1, -5, NaN, 745])('a past of %d hours is none that can be asked for', (hours) => {
  expect(() => pastOf(cpu, { hours, period: 3600 })).toThrow('is not from 2 points to 744 hours');
});

test('the span is of whole periods that have ended', () => {
  const span = (hours: number, period: 300 | 3600) => {
    const { from, to } = spanOf(pastOf(cpu, { hours, period }), NOW);
    return [new Date(from).toISOString(), new Date(to).toISOString()];
  };
  expect(span(2, 3600)).toEqual(['2026-06-01T10:00:00.000Z', '2026-06-01T12:00:00.000Z']);
  expect(span(2, 300)).toEqual(['2026-06-01T10:30:00.000Z', '2026-06-01T12:30:00.000Z']);
});

describe('withinSpan', () => {
  const at = (hours: number) => Date.UTC(2026, 5, 1, 12) - hours * HOUR;
  const points = (...hours: number[]) => hours.map((ago) => ({ at: at(ago), value: ago }));
  const reading: Reading = { value: 1, at: new Date(at(1)), parts: [], series: [{ points: points(4, 3, 2, 1) }] };

  test('cuts off what is older, and leaves the rest as it is', () => {
    const cut = withinSpan(pastOf(cpu, { hours: 2, period: 3600 }), reading, NOW);
    expect(cut).toEqual({ ...reading, series: [{ points: points(2, 1) }] });
    expect(withinSpan(pastOf(cpu, { hours: 4, period: 3600 }), reading, NOW)).toBe(reading);
    expect(withinSpan(cpu, reading, NOW)).toBe(reading);
  });

  test('is nothing when nothing is left', () => {
    const old = { ...reading, series: [{ points: points(9, 8) }] };
    expect(withinSpan(pastOf(cpu, { hours: 2, period: 3600 }), old, NOW)).toBeUndefined();
    const some = {
      ...reading,
      series: [
        { part: 'a', points: points(9) },
        { part: 'b', points: points(9, 1) },
      ],
    };
    expect(withinSpan(pastOf(cpu, { hours: 2, period: 3600 }), some, NOW)?.series).toEqual([
      { part: 'b', points: points(1) },
    ]);
  });
});

test('a checker looks back as far as its parameters say', () => {
  const help = { zh: '帮助', en: 'Help' };
  const checker = defineChecker({
    id: 'ecs-cpu-odd',
    asset: instances,
    title: { zh: 'CPU 异常', en: 'CPU is odd' },
    why: help,
    remedy: help,
    severity: 'info',
    category: 'change',
    docs: 'https://example.com/',
    params: { days: integerParam({ default: 2, min: 1, max: 30, help }) },
    metrics: { cpu },
    history: ({ days }) => ({ hours: days * 24, period: 900 }),
    messages: {},
    check: (_instance, { pass }) => pass(),
  });
  expect(checker.metrics.cpu).toMatchObject({ id: 'ecs-cpu-history-900', history: { hours: 48 } });
  const longer = checker.with({ days: 5 });
  expect(longer.metrics.cpu).toMatchObject({ id: 'ecs-cpu-history-900', history: { hours: 120 } });
});
