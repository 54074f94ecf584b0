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
