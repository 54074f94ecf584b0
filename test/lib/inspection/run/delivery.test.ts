import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InspectionEvent } from '../../../../lib/model';
import type { Reporter } from '../../../../lib/report';
import { events, Session, verdicts, World } from './world';

let world: World;
let session: Session;
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  session = new Session(world);
});

/** A receiver whose answer a test changes as it likes. */
async function receiver() {
  const at = { url: '', status: 200, delayMs: 0, ids: [] as string[], close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const { status } = at;
      const body = JSON.parse(text) as { events?: { df_event_id: string }[]; df_event_id: string };
      if (status === 200) at.ids.push(...(body.events ?? [body]).map((one) => one.df_event_id));
      setTimeout(() => response.writeHead(status).end(), at.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  at.close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return at;
}

/** A destination that works. */
function chat() {
  const told: InspectionEvent[] = [];
  const reporter: Reporter = {
    name: 'chat',
    deliver: (batch) => {
      told.push(...batch);
      return Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] });
    },
  };
  return { reporter, take: () => events({ events: told.splice(0) }) };
}

const envOf = (url: string, more: Record<string, string> = {}) => ({
  ALIYUN_ENDPOINT: `${world.url}/{product}/{region}`,
  GUANCE_REPORTER: 'webhook',
  GUANCE_WEBHOOK_URL: url,
  ...more,
});

test('events that wait for an hour are a finding, which the other destinations tell, and which recovers', async () => {
  world.set({ w1: { status: 'Broken' } });
  const hook = await receiver();
  const other = chat();
  const env = envOf(hook.url);
  const all: string[] = [];
  const run = async (configs?: unknown) => {
    const seen = await session.run({ env, configs, reporters: [other.reporter] });
    all.push(...seen.events.map(({ id }) => id));
    return seen;
  };
  hook.status = 503;
  const begun = world.now.toISOString();
  const first = await run();
  expect(first.summary.deliveries).toEqual([
    { destination: 'chat', accepted: 1, rejected: 0, gathered: 0, waiting: 0 },
    { destination: 'webhook', accepted: 0, rejected: 0, gathered: 0, waiting: 1, oldestWaiting: begun },
  ]);
  expect(first.summary.notes.join('\n')).toMatch(
    new RegExp(`^1 events wait for webhook: .*HTTP 503.*; the oldest is from ${begun}; the next run sends them$`),
  );
  expect(other.take()).toEqual(['anomaly widgets-broken w1 error']);

  // Somebody may have more patience.
  world.passes(60);
  await run({ params: { 'inspection-delivery-late': { minutes: 61 } } });
  expect(other.take()).toEqual(['update widgets-broken w1 error']);

  world.passes(30);
  const late = await run();
  expect(other.take()).toEqual(['anomaly inspection-delivery-late widgets warning', 'update widgets-broken w1 error']);
  expect(late.summary.deliveries).toMatchObject([{ accepted: 2 }, { waiting: 4, oldestWaiting: begun }]);
  const told = late.events.find((event) => event.checker === 'inspection-delivery-late');
  expect(told?.data).toMatchObject({ events: 3, destinations: 'webhook', value: 90, threshold: 60, unit: 'min' });
  expect(told?.message.zh).toContain('3 个事件等待送达 webhook，最早的已等待 90 分钟');

  // What is delivered in time is not late any more: it recovers with the run that caught up.
  world.passes(30);
  hook.status = 200;
  const good = await run();
  expect(other.take()).toEqual(['recovery inspection-delivery-late widgets ok', 'update widgets-broken w1 error']);
  expect(good.summary.notes).toEqual([]);
  expect(hook.ids).toEqual(all);

  world.passes(30);
  const last = await run();
  expect([verdicts(last).filter((one) => one.startsWith('inspection-')), last.summary.complete]).toEqual([[], true]);
  await hook.close();
}, 40_000);

test('a parameter of it that is wrong is bad input', async () => {
  const configs = { params: { 'inspection-delivery-late': { minutes: 0 } } };
  await expect(session.run({ configs })).rejects.toMatchObject({ code: 'config' });
  expect(world.asked).toEqual([]);
});

test.each([
  ['1', 1],
  ['50', 50],
])(
  'a slow receiver has its share of the time; what is left is said, and comes with later runs',
  async (batch, size) => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`w${n}`, { status: 'Broken' }]));
    world.set(many);
    const hook = await receiver();
    hook.delayMs = 400;
    const env = envOf(hook.url, { GUANCE_WEBHOOK_BATCH: batch });
    const begun = Date.now();
    const seen = await session.run({ env, spec: { timeoutSeconds: 4 } });
    expect(Date.now() - begun).toBeLessThan(3_000);
    const [delivery] = seen.summary.deliveries;
    expect(seen.summary.complete).toBe(true);
    expect(delivery?.accepted).toBe(Math.min(60, 2 * size));
    expect(delivery?.waiting).toBe(60 - Math.min(60, 2 * size));
    expect(seen.summary.notes.join('\n')).toMatch(size === 1 ? /^58 events wait for webhook: .*no time left/ : /^$/);
    hook.delayMs = 0;
    world.set(Object.fromEntries(Object.keys(many).map((id) => [id, undefined])));
    const after = await session.run({ env });
    expect(new Set(hook.ids)).toEqual(new Set([...seen.events, ...after.events].map(({ id }) => id)));
    expect(after.summary.deliveries).toMatchObject([{ waiting: 0 }]);
    await hook.close();
  },
);

test('a batch that is none is bad input', async () => {
  for (const batch of ['0', '501', '2.5', 'many']) {
    const env = envOf('http://127.0.0.1:9', { GUANCE_WEBHOOK_BATCH: batch });
    const message = expect.stringContaining('GUANCE_WEBHOOK_BATCH') as string;
    await expect(session.run({ env })).rejects.toMatchObject({ code: 'config', message });
  }
});
