/** Points as they should not be, over HTTP: what each of them costs, and that it is said. */
import { startEmulator, type Fault, type Scenario } from '../../emulator';
import type { AnyChecker } from '../../lib/define';
import * as alb from '../../scripts/alb';
import * as ecs from '../../scripts/ecs';
import * as es from '../../scripts/es';
import * as oss from '../../scripts/oss';
import * as rds from '../../scripts/rds';
import * as vpc from '../../scripts/vpc';
import { inspectEmulated } from '../harness/emulated';

type Odd = Omit<Extract<Fault, { kind: 'oddPoints' }>, 'kind'>;

const REGIONS = ['cn-hangzhou'];

/** What a run makes of a world whose points are odd. */
async function inspect(checker: AnyChecker, world: Scenario, ...faults: readonly Odd[]) {
  const emulator = await startEmulator({ scenario: { regions: REGIONS, instances: 1, plant: {}, ...world } });
  emulator.faults.set(faults.map((fault) => ({ kind: 'oddPoints', ...fault })));
  try {
    const { summary, findings } = await inspectEmulated(emulator, [checker]);
    const metrics = new Set(Object.values(checker.metrics).map(({ id }) => id));
    return {
      complete: summary.complete,
      collections: summary.collections.filter(({ collector }) => metrics.has(collector)),
      verdicts: findings.map(({ verdict, severity = '' }) => `${verdict} ${severity}`.trim()),
      messages: findings.map(({ message }) => message.en),
    };
  } finally {
    await emulator.close();
  }
}

describe('two points of one moment', () => {
  const hot = { rdsInstances: 3, plant: { 'rds-cpu-critical': 3 } };
  test.each(['twinFirst', 'twinLast'] as const)('the busier one counts: %s', async (as) => {
    const { complete, verdicts } = await inspect(rds.cpuHigh, hot, { as, factor: 0.2 });
    expect(verdicts).toEqual(['fail critical', 'fail critical', 'fail critical']);
    expect(complete).toBe(true);
  });
  test.each(['twinFirst', 'twinLast'] as const)('the lower one counts where low is bad: %s', async (as) => {
    const { verdicts } = await inspect(oss.ossAvailability, { buckets: 2 }, { as, factor: 0.95 });
    expect(verdicts).toEqual(['fail critical', 'fail critical']);
  });
});

describe('points that cannot be read', () => {
  const gateways = { natGateways: 4 };
  const silent = { complete: false, verdicts: Array<string>(4).fill('unknown') };

  test('of another statistic: the metric is partial, and no data is not what is said', async () => {
    const { collections, messages, ...rest } = await inspect(vpc.natSessionHigh, gateways, { as: 'renamed' });
    expect(rest).toEqual(silent);
    expect(collections).toHaveLength(2);
    for (const { status, reason, assets } of collections) {
      expect({ status, assets }).toEqual({ status: 'partial', assets: 0 });
      expect(reason).toMatch(/Session\w+WaterLever of ngw-\w+ has no Value, only Average$/);
    }
    for (const message of messages)
      expect(message).toMatch(/could not be read: .* of ngw-\w+ has no Value, only Average/);
  });

  test.each([
    ['undated', /of ngw-\w+ has a timestamp that is not in milliseconds since 1970: none/],
    ['nameless', /has a point without instanceId: nobody knows whose/],
    ['notANumber', /of ngw-\w+ has no number as its Value but "NaN"/],
    ['negative', /of ngw-\w+ cannot be -[\d.]+ %: its values are 0 to 1000/],
    ['beyond', /of ngw-\w+ cannot be 10000[\d.]+ %: its values are 0 to 1000/],
    ['future', /of ngw-\w+ has a point of the future: 20/],
  ] as const)('%s: partial, and unknown with the reason', async (as, reason) => {
    const { collections, messages, ...rest } = await inspect(vpc.natSessionHigh, gateways, { as });
    expect(rest).toEqual(silent);
    for (const one of collections) {
      expect(one).toMatchObject({ status: 'partial', reason: expect.stringMatching(reason) as string });
    }
    for (const message of messages) expect(message).toMatch(reason);
  });

  test('of some assets: the others are judged', async () => {
    const { complete, verdicts, collections } = await inspect(vpc.natSessionHigh, gateways, {
      as: 'negative',
      nth: 2,
      metric: 'SessionNewConnectionWaterLever',
    });
    expect(complete).toBe(false);
    expect(verdicts.sort()).toEqual(['pass', 'pass', 'unknown', 'unknown']);
    expect(collections.map(({ status, assets }) => [status, assets])).toEqual([
      ['complete', 4],
      ['partial', 2],
    ]);
  });

  test('of one of two parts: the asset is unknown', async () => {
    const disks = { instances: 3, plant: {} };
    const fault = { as: 'negative', nth: 6, metric: 'diskusage_utilization' } as const;
    const { verdicts } = await inspect(ecs.fsUsageHigh, disks, fault);
    expect(verdicts.sort()).toEqual(['pass', 'pass', 'unknown']);
  });

  test('a status that does not exist is not a red one', async () => {
    const { verdicts, messages } = await inspect(es.esStatus, { esInstances: 2 }, { as: 'beyond' });
    expect(verdicts).toEqual(['unknown', 'unknown']);
    expect(messages[0]).toMatch(/its values are 0 to 2/);
  });
});

describe('points that only look odd', () => {
  test('numbers and times in texts are read', async () => {
    const hot = { instances: 2, plant: { 'ecs-cpu-critical': 1 } };
    const { complete, verdicts } = await inspect(ecs.cpuHigh, hot, { as: 'text' });
    expect(verdicts.sort()).toEqual(['fail critical', 'pass']);
    expect(complete).toBe(true);
  });

  test('a metric of values has averages over an hour', async () => {
    const moved = { eips: 3, plant: { 'eip-traffic-jump': 1 } };
    const { complete, verdicts } = await inspect(vpc.eipTrafficChange, moved, { as: 'renamed' });
    expect(verdicts.filter((one) => one.startsWith('fail'))).toHaveLength(1);
    expect(complete).toBe(true);
  });
});

test('a rate of points of different moments is none', async () => {
  const failing = { albs: 2, plant: { 'alb-5xx-critical': 2 } };
  const fault = { as: 'earlier', metric: 'LoadBalancerHTTPCode5XX' } as const;
  const { verdicts, messages } = await inspect(alb.alb5xx.with({ raiseAfter: 1, recoverAfter: 1 }), failing, fault);
  expect(verdicts).toEqual(['unknown', 'unknown']);
  for (const message of messages) {
    expect(message).toMatch(/points of different times: LoadBalancerHTTPCode5XX of \S+Z, LoadBalancerQPS of \S+Z/);
  }
});
