/** The benchmarks of a month can pass, and they can fail: two days of a small world. */
import type { EpisodeScenario, Scenario } from '../../../../emulator';
import * as ecs from '../../../../scripts/ecs';
import { vswitchIpLow } from '../../../../scripts/vpc';
import { incidentWorld, judgeIncidents } from '../../../../tools/bench/month/incidents';
import { live, type Month } from '../../../../tools/bench/month/live';
import type { Planted } from '../../../../tools/bench/month/planted';
import { judgeQuiet, type Promised } from '../../../../tools/bench/month/quiet';
import { quietWorld } from '../../../../tools/bench/month/world';

const CHECKERS = [ecs.ecsLocked, ecs.systemEvent, vswitchIpLow] as const;
const DAYS = 2;

const world = (...timeline: EpisodeScenario[]): Scenario => ({
  regions: ['cn-hangzhou'],
  instances: 10,
  disksPerInstance: 1,
  vSwitches: 4,
  plant: {},
  timeline: [{ condition: 'ecs-event-planned', from: 20, to: 40 }, ...timeline],
});

const broken = (promises: readonly Promised[]) => promises.filter(({ kept }) => !kept).map(({ what }) => what);

const incident = (condition: string, checker: string, severity: Planted['severity']): Planted => ({
  ...{ asset: condition, condition, checker, severity },
  ...{ from: 12, to: 18 },
});

test('a quiet account is told of nothing but what is right', async () => {
  const month = await live(world(), { days: DAYS, checkers: CHECKERS });
  const { lines, promises } = judgeQuiet(month);
  expect(broken(promises)).toEqual([]);
  expect(month.runs).toBe(96);
  expect(lines.join('\n')).toMatch(/right day 1 20:00 warning ecs-system-event i-\S+: .*: a reboot is planned/);
}, 90_000);

describe('two days with incidents', () => {
  const locked = incident('ecs-security-locked', 'ecs-locked', 'critical');
  const full = incident('vswitch-ip-low', 'vpc-vswitch-ip-low', 'critical');
  const unseen = incident('ecs-impaired', 'ecs-impaired', 'critical');
  let month: Month;
  beforeAll(async () => {
    month = await live(incidentWorld(world(), [locked, full, unseen]), { days: DAYS, checkers: CHECKERS });
  }, 90_000);

  test('alarms that are not right, or critical, break the promises, and are shown with the condition of the asset', () => {
    const { lines, promises } = judgeQuiet(month);
    expect(broken(promises)).toEqual([
      'at most 1 event a day of warning or above',
      'none critical',
      'every event is one that is right',
    ]);
    expect(lines.join('\n')).toMatch(/FALSE day 1 12:00 critical ecs-locked .*\[ecs-security-locked\]/);
    expect(broken(judgeQuiet({ ...month, incomplete: ['run 3: away'] }).promises)).toContain('every run is complete');
  });

  test('an incident that is found within two runs, once, and recovered once keeps the promises', () => {
    const { promises, lines } = judgeIncidents(month, [locked]);
    expect(broken(promises)).toEqual([]);
    expect(lines.join('\n')).toMatch(/ecs-security-locked +day 1 12:00 +ecs-locked critical +run 1 +1 +1 +0/);
  });

  test('what is missed, or told with another severity, breaks them', () => {
    const { outcomes, promises } = judgeIncidents(month, [locked, full, unseen]);
    expect(
      outcomes.map(({ incident: { condition }, foundAfter, problems }) => [condition, foundAfter, problems]),
    ).toEqual([
      ['ecs-security-locked', 1, []],
      ['vswitch-ip-low', 1, ['told as error']],
      ['ecs-impaired', undefined, ['not found']],
    ]);
    expect(promises.map(({ figure }) => figure)).toEqual([
      '96 of 96',
      '2 of 3',
      '2 of 3',
      '1 of 3',
      '2 of 3',
      '2 of 3',
    ]);
  });
});

test('the quiet world has two thousand assets or so, with room for what comes and goes', () => {
  const { instances, timeline = [] } = quietWorld(30);
  const passing = new Set(timeline.filter(({ absent }) => absent === 'instance').map(({ asset }) => asset)).size;
  expect(instances - passing).toBe(350);
  expect(passing).toBeGreaterThan(200);
});
