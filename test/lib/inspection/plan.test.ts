import type { AnyChecker } from '../../../lib/define';
import { ConfigError } from '../../../lib/errors';
import { planOf, withParams } from '../../../lib/inspection';
import * as ecs from '../../../scripts/ecs';
import { CHECKERS } from '../../../scripts/registry.gen';

const any = (...checkers: unknown[]) => checkers as AnyChecker[];

function outline(checkers: readonly AnyChecker[]) {
  return planOf(checkers).map((root) => ({
    collector: root.collector.id,
    checkers: root.checkers.map((c) => c.id),
    gone: root.goneCheckers.map((c) => c.id),
    related: root.related.map((c) => c.id),
    metrics: root.metrics.map((m) => m.id),
    remembers: root.remembers,
  }));
}

test('collects what the checkers need and nothing else', () => {
  expect(outline(any(ecs.diskUnattached))).toEqual([
    { collector: 'ecs-disks', checkers: ['ecs-disk-unattached'], gone: [], related: [], metrics: [], remembers: false },
  ]);
});

test('what several need is collected once', () => {
  const twin = { ...ecs.cpuHigh, id: 'ecs-cpu-twin' };
  expect(outline(any(ecs.cpuHigh, ecs.diskUnattached, twin, ecs.ecsImpaired, ecs.memoryHigh, ecs.ecsDeleted))).toEqual([
    {
      collector: 'ecs-instances',
      checkers: ['ecs-cpu-high', 'ecs-cpu-twin', 'ecs-impaired', 'ecs-memory-high'],
      gone: ['ecs-deleted'],
      related: ['ecs-instance-health'],
      metrics: ['ecs-cpu', 'ecs-memory'],
      remembers: true,
    },
    { collector: 'ecs-disks', checkers: ['ecs-disk-unattached'], gone: [], related: [], metrics: [], remembers: false },
  ]);
});

test('the past of a metric is read apart from its newest value, once, as far back as anybody wants it', () => {
  const shorter = { ...ecs.cpuChange.with({ days: 21 }), id: 'ecs-cpu-shorter' };
  const [root] = planOf(any(ecs.cpuHigh, ecs.cpuChange, shorter, ecs.fsFilling));
  expect(root?.metrics.map((m) => [m.id, m.history])).toEqual([['ecs-cpu', undefined]]);
  expect(root?.histories.map((m) => [m.id, m.period, m.history])).toEqual([
    ['ecs-cpu-since-3600', 3600, { hours: 744, keeps: 'watch-2 31d' }],
    ['ecs-file-system-history-3600', 3600, { hours: 672 }],
  ]);
});

test('every shipped checker fits into a plan', () => {
  const judged = planOf(CHECKERS).flatMap((root) => [...root.checkers, ...root.goneCheckers].map((c) => c.id));
  expect(judged.sort()).toEqual(CHECKERS.map((c) => c.id).sort());
});

test('refuses a checker of what belongs to something else', () => {
  expect(() => planOf(any({ ...ecs.ecsLocked, asset: ecs.systemEvents }))).toThrow(
    new TypeError('checker ecs-locked: ecs-system-events belongs to another collector and is judged with it'),
  );
});

test('refuses a related collector that does not belong to the asset', () => {
  expect(() => planOf(any({ ...ecs.diskUnattached, related: { events: ecs.systemEvents } }))).toThrow(
    new TypeError('checker ecs-disk-unattached: related events does not belong to ecs-disks'),
  );
});

describe('withParams', () => {
  const checkers = any(ecs.cpuHigh, ecs.diskUnattached);

  test('changes the named checkers only', () => {
    const [cpu, disk] = withParams(checkers, { params: { 'ecs-cpu-high': { warning: '70' } } });
    expect(cpu?.values).toEqual({
      ...{ warning: 70, critical: 95, raiseAfter: 1, recoverAfter: 1 },
      ...{ mode: 'threshold', budget: 20, leastChange: 16 },
    });
    expect(disk).toBe(checkers[1]);
    expect(withParams(checkers)).toEqual(checkers);
  });

  test.each([
    [
      { 'ecs-gpu': {} },
      'configs.params.ecs-gpu',
      'configs.params.ecs-gpu: this inspection has no such checker; known are ecs-cpu-high, ecs-disk-unattached',
    ],
    [
      { 'ecs-cpu-high': { warning: 200 } },
      'configs.params.ecs-cpu-high.warning',
      'configs.params.ecs-cpu-high.warning: 200 is not a number from 0 to 100 %',
    ],
    [
      { 'ecs-cpu-high': { warning: 96 } },
      'configs.params.ecs-cpu-high',
      'configs.params.ecs-cpu-high: critical (95) is below warning (96)',
    ],
  ])('refuses %j', (params, field, message) => {
    expect(() => withParams(checkers, { params })).toThrow(new ConfigError(message));
    expect(() => withParams(checkers, { params })).toThrow(expect.objectContaining({ field }));
  });

  test('a checker that is switched off wants nothing to be read, and its parameters are checked all the same', () => {
    const [root] = planOf(withParams(any(ecs.cpuHigh, ecs.classicNetwork), { disabledCheckers: ['ecs-cpu-high'] }));
    expect(root?.checkers.map(({ id }) => id)).toEqual(['ecs-cpu-high', 'ecs-classic-network']);
    expect([root?.metrics, root?.related, root?.histories]).toEqual([[], [], []]);
    const params = { 'ecs-cpu-high': { warning: 200 } };
    expect(() => withParams(checkers, { params, disabledCheckers: ['ecs-cpu-high'] })).toThrow('200 is not a number');
    const refused = expect.objectContaining({ field: 'configs.disabledCheckers' });
    expect(() => withParams(checkers, { disabledCheckers: ['ecs-cpu-hihg'] })).toThrow(refused);
    expect(() => withParams(checkers, { disabledCheckers: ['ecs-cpu-hihg'] })).toThrow('did you mean ecs-cpu-high?');
  });
});
