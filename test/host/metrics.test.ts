import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMetrics } from '../../host/metrics';
import { openState, waitingIn } from '../../lib/state';
import { event } from '../lib/guance/fake';

const SCOPE = { inspection: 'ecs', account: 'a', region: 'r', collector: 'c' };
const HOUR = 3_600_000;
let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'metrics-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('the spool: how many events wait for each destination, and how long the oldest does, with every look', async () => {
  const state = openState(dir);
  const ago = (n: number, hours: number) => event(n, { time: new Date(Date.now() - hours * HOUR).toISOString() });
  const apply = (events: ReturnType<typeof event>[], to: string[]) =>
    state.apply(SCOPE, { opened: [], closed: [], remembered: [], forgotten: [], events }, to);
  await apply([ago(1, 5)], ['ecs/webhook']);
  await apply([ago(2, 2)], ['ecs/webhook', 'ecs/guance']);
  const metrics = createMetrics(
    () => ({ running: 0, waiting: 0 }),
    () => Promise.resolve(waitingIn(dir)),
  );
  const told = async () =>
    [
      ...(await metrics.text()).matchAll(
        /^aliyun_inspection_spool_(events|oldest_seconds)\{destination="(.*)"\} (.*)$/gm,
      ),
    ]
      .map(([, what, destination, value]) => `${what} ${destination} ${Math.round(Number(value) / 10) * 10 || value}`)
      .sort();
  expect(await told()).toEqual([
    'events ecs/guance 1',
    'events ecs/webhook 2',
    'oldest_seconds ecs/guance 7200',
    'oldest_seconds ecs/webhook 18000',
  ]);
  await state.settle('ecs/webhook', [event(1).id], []);
  await state.settle('ecs/guance', [event(2).id], []);
  expect(await told()).toEqual(['events ecs/webhook 1', 'oldest_seconds ecs/webhook 7200']);
  await state.close();
});

test('the queue: workers, jobs, what is under way for longest, and whether it can be read', async () => {
  const unit = { inspection: 'ecs', worker: 'host:1' };
  const underWay = [
    { ...unit, since: Date.now() - 100_000, attempt: 2 },
    { ...unit, since: Date.now(), attempt: 1 },
  ];
  const counts = { waiting: 3, active: 2, delayed: 1, failed: 4, runs: 1, planned: 5, workers: 6, underWay };
  let away = false;
  const metrics = createMetrics(
    () => ({ running: 0, waiting: 0 }),
    () => Promise.resolve(new Map()),
    () => (away ? Promise.reject(new Error('away')) : Promise.resolve(counts)),
  );
  const told = async () =>
    [...(await metrics.text()).matchAll(/^aliyun_inspection_queue_(\S+) (.*)$/gm)].map(
      ([, what, value]) => `${what} ${Math.round(Number(value))}`,
    );
  expect((await told()).sort()).toEqual([
    'jobs{state="active"} 2',
    'jobs{state="delayed"} 1',
    'jobs{state="failed"} 4',
    'jobs{state="planned"} 5',
    'jobs{state="runs"} 1',
    'jobs{state="waiting"} 3',
    'longest_seconds 100',
    'retrying 1',
    'unreadable_total 0',
    'workers 6',
  ]);
  away = true;
  const unknown = ['longest_seconds NaN', 'retrying NaN', 'unreadable_total 1', 'workers NaN'];
  expect((await told()).sort()).toEqual(unknown);
});
