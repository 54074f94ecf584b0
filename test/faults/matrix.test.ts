/**
 * Every fault against every way of reading. A first run without faults fills the state; in the second, nothing has
 * changed but the fault. So there is exactly one honest outcome: each verdict is what it was or `unknown`, no event but
 * updates of what was failing already, and a summary that says whether everything was read.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { EMULATOR_KEY, startEmulator, type Emulator, type Fault } from '../../emulator';
import { createLimiter, createTransport, type Transport } from '../../lib/aliyun';
import { fromKeys, singleFlight, type CredentialsProvider } from '../../lib/credentials';
import { CloudApiError } from '../../lib/errors';
import { defineInspection, type InspectionSpec } from '../../lib/inspection';
import type { Finding, InspectionEvent, RunSummary } from '../../lib/model';
import { memoryState, type StateStore } from '../../lib/state';
import * as ecs from '../../scripts/ecs';
import { part } from '../harness/part';
import { SIGNATURE } from '../harness/signature';

const REGION = 'cn-hangzhou';
const ROLE = `acs:ram::1234567890123456:role/asset-inspection`;

/** What a fault is aimed at. */
const TARGETS = {
  list: [
    { product: 'ecs', action: 'DescribeInstances' },
    { product: 'ecs', action: 'DescribeDisks' },
  ],
  'fan-out': [
    { product: 'ecs', action: 'DescribeInstancesFullStatus' },
    { product: 'ecs', action: 'DescribeInstanceHistoryEvents' },
    { product: 'ecs', action: 'DescribeInstanceAutoRenewAttribute' },
  ],
  metrics: [{ product: 'cms', action: 'DescribeMetricLast' }],
  history: [{ product: 'cms', action: 'DescribeMetricList' }],
} as const;
type Target = keyof typeof TARGETS;

type Wire = Fault extends infer F ? (F extends Fault ? Omit<F, 'product' | 'action'> : never) : never;
/** `whole`: everything is read in spite of it. `not whole`: something cannot be read, and the summary says so. */
interface Row {
  readonly name: string;
  readonly fault: Wire;
  readonly ends: 'whole' | 'not whole';
  /** Plays with it. */
  readonly also?: Wire;
  readonly only?: readonly Target[];
  /** An action that it is not aimed at. */
  readonly except?: string;
}

const now = (name: string, fault: Wire): Row => ({
  name: `${name}, now and then`,
  fault: { ...fault, every: 3 },
  ends: 'whole',
});
const ever = (name: string, fault: Wire): Row => ({ name: `${name}, always`, fault, ends: 'not whole' });

const ROWS: Row[] = [
  ...[0.01, 0.05, 0.1].map((rate): Row => ({
    name: `throttle ${rate * 100} %`,
    fault: { kind: 'throttle', rate, retryAfterMs: 50 },
    ends: 'whole',
  })),
  { name: 'throttle now and then', fault: { kind: 'throttle', every: 3, retryAfterMs: 50 }, ends: 'whole' },
  now('HTML 502', { kind: 'html502' }),
  ever('HTML 502', { kind: 'html502' }),
  now('JSON 500 without Code', { kind: 'json500' }),
  ever('JSON 500 without Code', { kind: 'json500' }),
  ever('redirect', { kind: 'redirect' }),
  now('reset before the body', { kind: 'drop', at: 'start' }),
  ever('reset before the body', { kind: 'drop', at: 'start' }),
  now('reset in the body', { kind: 'drop', at: 'body' }),
  ever('reset in the body', { kind: 'drop', at: 'body' }),
  now('silence', { kind: 'silence', seconds: 60 }),
  ever('silence', { kind: 'silence', seconds: 60 }),
  now('malformed JSON', { kind: 'malformedJson' }),
  ever('malformed JSON', { kind: 'malformedJson' }),
  { name: 'slow body', fault: { kind: 'slowBody', ms: 100 }, ends: 'whole' },
  { name: 'repeated token', fault: { kind: 'repeatedToken' }, ends: 'not whole', only: ['list'] },
  { name: 'empty page that claims more', fault: { kind: 'emptyPage', times: 1 }, ends: 'not whole' },
  { name: 'duplicate rows', fault: { kind: 'duplicateRows' }, ends: 'whole' },
  { name: 'rows move down', fault: { kind: 'movingRows', by: 'insert' }, ends: 'whole' },
  {
    // A cursor that skips a row cannot be seen in a list without a total. It is found by what the last run remembers,
    // which is instances; a healthy disk is missed for one run.
    name: 'rows move up',
    fault: { kind: 'movingRows', by: 'delete', times: 1 },
    ends: 'whole',
    only: ['list', 'fan-out'],
    except: 'DescribeDisks',
  },
  { name: 'token expires in the middle', fault: { kind: 'expiredToken', after: 1, times: 1 }, ends: 'whole' },
  { name: 'token is expired for good', fault: { kind: 'expiredToken' }, ends: 'not whole' },
  { name: 'denied action', fault: { kind: 'denied' }, ends: 'not whole' },
  { name: 'denied action for one page', fault: { kind: 'denied', after: 1, times: 1 }, ends: 'not whole' },
  { name: 'denied region', fault: { kind: 'denied', region: REGION }, ends: 'not whole' },
  { name: 'service not opened', fault: { kind: 'serviceNotOpen' }, ends: 'not whole' },
  ...['InvalidPageSize.ValueNotSupported', 'InvalidAction.NotFound', 'InvalidRegionId.NotFound'].map((code): Row => ({
    name: `refused with ${code}`,
    fault: { kind: 'refused', code },
    ends: 'not whole',
  })),
  {
    name: 'malformed item',
    fault: { kind: 'malformedItem', as: 'missingId', times: 1 },
    ends: 'not whole',
    only: ['list', 'fan-out'],
  },
  // Lists that break off.
  ...(['missing', 'null', 'hollow', 'empty'] as const).map((as): Row => ({
    name: `no list beside a total (${as})`,
    fault: { kind: 'noRows', as },
    also: { kind: 'statedTotal' },
    ends: 'not whole',
    only: ['list', 'fan-out'],
  })),
  { name: 'an empty list, once', fault: { kind: 'noRows', as: 'empty', times: 1 }, ends: 'whole', only: ['fan-out'] },
  ...(['missing', 'null'] as const).map((as): Row => ({
    name: `a list that ends early (${as})`,
    fault: { kind: 'endsEarly', as },
    ends: 'not whole',
    only: ['list'],
  })),
  {
    name: 'a list that ends early, once',
    fault: { kind: 'endsEarly', as: 'null', times: 1 },
    ends: 'whole',
    only: ['list'],
  },
  {
    name: 'rows that are lost',
    fault: { kind: 'lostRows', count: 50 },
    ends: 'not whole',
    only: ['list'],
    except: 'DescribeDisks',
  },
  { name: 'fresh pages with the same rows', fault: { kind: 'sameRows' }, ends: 'not whole', only: ['list', 'fan-out'] },
  {
    name: 'an empty list without a total',
    fault: { kind: 'noRows', as: 'empty' },
    also: { kind: 'noTotal' },
    ends: 'not whole',
    only: ['list'],
  },
  { name: 'totals as text', fault: { kind: 'textTotal' }, ends: 'whole', only: ['list', 'fan-out'] },
];

const METRICS = { only: ['metrics', 'history'] } as const;
/** Points as they should not be: of all assets, or of every third one. */
ROWS.push(
  ...(['twinFirst', 'twinLast', 'text'] as const).map((as): Row => ({
    name: `points: ${as}`,
    fault: { kind: 'oddPoints', as },
    ends: 'whole',
    ...METRICS,
  })),
  ...(['notANumber', 'negative', 'beyond', 'future', 'undated', 'nameless'] as const).flatMap((as): Row[] => [
    { name: `points: ${as}`, fault: { kind: 'oddPoints', as }, ends: 'not whole', ...METRICS },
    { name: `points: every third ${as}`, fault: { kind: 'oddPoints', as, nth: 3 }, ends: 'not whole', ...METRICS },
  ]),
  { name: 'points: renamed', fault: { kind: 'oddPoints', as: 'renamed' }, ends: 'not whole', ...METRICS },
);

interface Seen {
  readonly summary: RunSummary;
  readonly findings: Map<string, string>;
  readonly unread: readonly Finding[];
  readonly events: readonly InspectionEvent[];
}

const CHECKERS = [
  ecs.ecsExpiring,
  ecs.autoRenewOff,
  ecs.ecsLocked,
  ecs.systemEvent,
  ecs.ecsImpaired,
  ecs.cpuHigh,
  ecs.fsUsageHigh,
  ecs.statusAbnormal,
  ecs.ecsDeleted,
  ecs.diskUnattached,
  ecs.diskNoSnapshotPolicy,
] as const;

/** Many points are read for this one: it has runs of its own. */
const LOOKING_BACK = [...CHECKERS, ecs.cpuChange.with({ days: 21 })] as const;

/** Temporary keys of the role, each time new ones. */
function roleKeys(emulator: Emulator): CredentialsProvider {
  const transport = createTransport();
  return singleFlight('role', async () => {
    const { sts } = await import('../../lib/aliyun');
    const { body } = await transport.send({
      product: sts,
      action: 'AssumeRole',
      style: 'rpc',
      region: REGION,
      endpoint: `${emulator.url}/sts/${REGION}`,
      params: { RoleArn: ROLE, RoleSessionName: 'matrix' },
      credentials: EMULATOR_KEY,
      timeoutMs: 30_000,
    });
    transport.close();
    const keys = body.Credentials as { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string };
    return { accessKeyId: keys.AccessKeyId, accessKeySecret: keys.AccessKeySecret, securityToken: keys.SecurityToken };
  });
}

interface Pair {
  readonly before: Seen;
  readonly after: Seen;
}

const NOW = Date.now();
/** A first run, and what it leaves behind. */
interface Start {
  /** Instances of its world: three pages of them where lists are tried, few where points are. */
  readonly instances: number;
  readonly checkers: InspectionSpec['checkers'];
  readonly remembered: StateStore;
  first?: Promise<Seen>;
}
const newest: Start = { instances: 210, checkers: CHECKERS, remembered: memoryState() };
const points: Start = { instances: 90, checkers: CHECKERS, remembered: memoryState() };
const lookingBack: Start = { instances: 45, checkers: LOOKING_BACK, remembered: memoryState() };

/** A run over a world of its own, which is the same each time. */
async function runOnce(
  faults: readonly Fault[],
  makeTransport: () => Transport,
  state: StateStore,
  { instances, checkers }: Start,
): Promise<Seen> {
  const emulator = await startEmulator({
    now: NOW,
    scenario: { regions: { [REGION]: { instances, disksPerInstance: 1 } }, changes: [] },
  });
  emulator.faults.set(faults);
  const transport = makeTransport();
  const findings: Finding[] = [];
  const events: InspectionEvent[] = [];
  try {
    const summary = await defineInspection({
      id: 'matrix',
      title: { zh: 'x', en: 'x' },
      schedule: '0 * * * *',
      // Ten thousand points take their time where each answer is slow.
      timeoutSeconds: 240,
      accounts: [{ name: 'a', credentials: roleKeys(emulator), signature: SIGNATURE, regions: [REGION] }],
      checkers,
    }).run(undefined, {
      env: { ALIYUN_ENDPOINT: emulator.endpoint },
      state,
      timeoutMs: faults.some((fault) => fault.kind === 'silence') ? 2000 : 10_000,
      limiter: createLimiter(),
      transport,
      reporters: [{ name: 'k', findings: (b) => void findings.push(...b), events: (b) => void events.push(...b) }],
    });
    const judged = findings.filter((f) => f.assetId !== '');
    const verdicts = new Map(judged.map((f) => [`${f.checker} ${f.assetId}`, `${f.verdict} ${f.severity ?? ''}`]));
    expect(verdicts.size).toBe(judged.length);
    return { summary, findings: verdicts, unread: findings.filter((f) => f.assetId === ''), events };
  } finally {
    transport.close();
    await emulator.close();
  }
}

async function twoRuns(
  faults: readonly Fault[],
  makeTransport: () => Transport = createTransport,
  start = newest,
): Promise<Pair> {
  start.first ??= runOnce([], createTransport, start.remembered, start);
  const before = await start.first;
  // What is kept of series would spare the second run its questions, as no time passes here: it reads the past again.
  const state = { ...memoryState(start.remembered), series: () => Promise.resolve(new Map()) };
  return { before, after: await runOnce(faults, makeTransport, state, start) };
}

/** Nothing lost without a word, nothing invented. */
function expectHonest({ before, after }: Pair, ends: Row['ends']): void {
  expect(before.summary).toMatchObject({ complete: true });
  expect(before.summary.verdicts.fail).toBeGreaterThan(10);
  const changed = [...after.findings].filter(
    ([key, verdict]) => !verdict.startsWith('unknown') && verdict !== before.findings.get(key),
  );
  expect(changed).toEqual([]);
  expect(
    after.events.filter((event) => event.kind !== 'update').map((e) => `${e.kind} ${e.checker} ${e.assetId}`),
  ).toEqual([]);
  expect(after.summary.complete).toBe(ends === 'whole');
  if (ends === 'whole') {
    expect(after.findings).toEqual(before.findings);
    expect(after.unread).toEqual([]);
    return;
  }
  expect(after.summary.verdicts.unknown).toBeGreaterThan(before.summary.verdicts.unknown);
  expect(after.summary.verdicts.pass).toBeLessThan(before.summary.verdicts.pass);
  const bad = after.summary.collections.filter((c) => c.status !== 'complete' && c.status !== 'unsupported');
  expect(bad.length).toBeGreaterThan(0);
  for (const { reason } of bad) expect(reason?.length).toBeGreaterThan(10);
}

const STARTS: Readonly<Record<Target, Start>> = {
  list: newest,
  'fan-out': newest,
  metrics: points,
  history: lookingBack,
};

const every = (Object.keys(TARGETS) as Target[]).flatMap((target) =>
  ROWS.filter((row) => row.only?.includes(target) ?? true).map((row) => ({ target, ...row })),
);
/** With V3, some of them: what is sent and how it is read is the same. */
const cases = SIGNATURE === 'v1' ? every : part(every, 7);
const outcomes = new Map<string, Promise<Pair>>();

beforeAll(() => {
  // Most of the time is waiting for back-offs: many cases at a time.
  let free = 8;
  const waiting: (() => void)[] = [];
  for (const { target, name, fault, also, except } of cases) {
    const outcome = (async () => {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      else free -= 1;
      try {
        const faults = TARGETS[target]
          .filter((at) => at.action !== except)
          .flatMap((at) => [fault, ...(also ? [also] : [])].map((one) => ({ ...one, ...at })));
        return await twoRuns(faults, createTransport, STARTS[target]);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    })();
    outcome.catch(() => undefined);
    outcomes.set(`${target} ${name}`, outcome);
  }
});
afterAll(() => Promise.allSettled(outcomes.values()), 300_000);

describe.each(Object.keys(TARGETS) as Target[])('%s', (target) => {
  it.each(cases.filter((one) => one.target === target).map((one) => [one.name, one.ends] as const))(
    '%s: %s',
    async (name, ends) => {
      expectHonest((await outcomes.get(`${target} ${name}`)) as Pair, ends);
    },
    120_000,
  );
});

describe('the whole cloud', () => {
  /** Fails requests before they are sent. */
  const failing = (means: 'transport' | 'credentials', cloudCode: string) => (): Transport => ({
    close: () => undefined,
    send: ({ product, action, region }) =>
      Promise.reject(
        new CloudApiError(`${product.code}:${action} in ${region}: ${cloudCode}`, {
          code: means,
          cloudCode,
          product: product.code,
          action,
          region,
        }),
      ),
  });

  it('DNS knows no host', async () => {
    const pair = await twoRuns([], failing('transport', 'ENOTFOUND'));
    expectHonest(pair, 'not whole');
    expect(pair.after.summary.verdicts).toMatchObject({ pass: 0, fail: 0 });
  });

  it('the clock of this machine is wrong', async () => {
    const pair = await twoRuns([], failing('credentials', 'InvalidTimeStamp.Expired'));
    expectHonest(pair, 'not whole');
    expect(pair.after.summary.verdicts).toMatchObject({ pass: 0, fail: 0 });
    expect(pair.after.summary.collections[0]?.reason).toMatch(/set the clock/);
  });

  it('nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const real = createTransport();
    const pair = await twoRuns([], () => ({
      ...real,
      send: (request) => real.send({ ...request, endpoint: `http://127.0.0.1:${port}` }),
    }));
    expectHonest(pair, 'not whole');
  }, 30_000);
});

describe.each([3, 5, 50])('a quota of %i calls a second', (limit) => {
  it('costs time and nothing else', async () => {
    const emulator = await startEmulator({
      scenario: {
        regions: { [REGION]: { instances: 2000, disksPerInstance: 0 } },
        plant: { 'ecs-cpu-critical': 7, 'ecs-impaired': 5, 'ecs-stopped': 0.9 },
        faults: [{ kind: 'quota', limit, per: 'second' }],
      },
    });
    const transport = createTransport();
    try {
      const summary = await defineInspection({
        id: 'quota',
        title: { zh: 'x', en: 'x' },
        schedule: '0 * * * *',
        timeoutSeconds: 60,
        accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), signature: SIGNATURE, regions: [REGION] }],
        checkers: [ecs.ecsImpaired, ecs.cpuHigh, ecs.fsUsageHigh],
      }).run(undefined, {
        env: { ALIYUN_ENDPOINT: emulator.endpoint },
        state: memoryState(),
        transport,
        reporters: [],
      });
      expect(summary).toMatchObject({ complete: true, assets: 2000 });
      expect(summary.findings).toMatchObject({ critical: 12 });
      expect(emulator.stats().byCall[`ecs:DescribeInstances:${REGION}`]?.ok).toBe(20);
      if (limit < 50) expect(summary.calls.throttled).toBeGreaterThan(0);
    } finally {
      transport.close();
      await emulator.close();
    }
  }, 60_000);
});
