/** Destinations that forget are told again what is open; and what a destination has answered is kept. */
import { Fake } from '../../guance/fake';
import { AlertmanagerLike } from '../../report/receivers/alertmanager-like';
import { broken, Session, World, worn } from './world';

let world: World;
let session: Session;
let like: AlertmanagerLike;
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(async () => {
  world.reset();
  session = new Session(world);
  like = new AlertmanagerLike();
  await like.fake.start();
});
afterEach(() => like.fake.stop());

const envOf = (more: Record<string, string> = {}) => ({
  ALIYUN_ENDPOINT: `${world.url}/{product}/{region}`,
  GUANCE_REPORTER: 'alertmanager',
  ALERTMANAGER_URL: `${like.fake.url}/am`,
  ...more,
});
const spec = { updates: { hours: 24 }, checkers: [broken, worn] } as const;
const run = (more: Record<string, string> = {}, other: object = {}) =>
  session.run({ env: envOf(more), spec: { ...spec, ...other } });
const burning = () => like.burning(world.now.toISOString());

test('an Alertmanager that has forgotten everything knows it again after the next run, which has no event', async () => {
  world.set({ w1: { status: 'Broken' }, w2: { level: 60 } });
  await run();
  const both = ['widgets-broken w1 error', 'widgets-worn w2 warning'];
  expect(burning()).toEqual(both);
  const [first] = like.alerts.values();
  like.alerts.clear();
  world.passes(60);
  const { events, summary } = await run();
  expect([events, burning(), summary.notes]).toEqual([[], both, []]);
  const [again] = like.alerts.values();
  expect(again?.labels).toEqual(first?.labels);
  expect([again?.startsAt, again?.annotations]).toEqual([first?.startsAt, first?.annotations]);

  // What has recovered is not said again, what has become worse burns as that alone.
  world.passes(60);
  world.set({ w1: {}, w2: { level: 95 } });
  await run();
  expect(burning()).toEqual(['widgets-worn w2 critical']);
  world.passes(60);
  world.set({ w2: {} });
  await run();
  expect(burning()).toEqual([]);
});

test('what could not be read goes on burning; an inspection that no longer runs does so for a day, not for ever', async () => {
  world.set({ w1: { status: 'Broken' } });
  await run();
  world.passes(60);
  world.intercept = ({ action }) =>
    action === 'ListWidgets' ? { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } } : undefined;
  like.alerts.clear();
  await run();
  expect(burning()).toEqual(['widgets-broken w1 error']);
  world.passes(23 * 60);
  expect(burning()).toHaveLength(1);
  world.passes(3 * 60);
  expect(burning()).toEqual([]);
});

test('one that is down is noted, and gets what waits and what is open from the next run', async () => {
  world.set({ w1: { status: 'Broken' } });
  like.reply = { status: 503, text: 'down' };
  const { summary } = await run();
  expect(summary.deliveries).toMatchObject([{ destination: 'alertmanager', waiting: 1 }]);
  like.reply = undefined;
  world.passes(60);
  await run();
  expect(burning()).toEqual(['widgets-broken w1 error']);
});

test('a strategy that names it keeps from it what it does not tell, reminders too', async () => {
  world.set({ w1: { status: 'Broken' }, w2: { level: 60 } });
  const alerts = { targets: [{ name: 'alertmanager', severities: ['error'] }] };
  await run({}, { alerts });
  like.alerts.clear();
  world.passes(60);
  await run({}, { alerts });
  expect(burning()).toEqual(['widgets-broken w1 error']);
});

test("an issue's key is kept from the run that opened it to the run that closes it", async () => {
  const asked: string[] = [];
  const tracker = await new Fake(({ method, path }) => {
    asked.push(`${method} ${path}`);
    return { status: 201, json: { number: 41 } };
  }).start();
  const template = {
    create: { url: `${tracker.url}/issues`, body: { title: '{{title}}' }, key: 'number' },
    recovery: [{ method: 'PATCH', url: `${tracker.url}/issues/{{key}}`, body: { state: 'closed' } }],
  };
  const env = { GUANCE_REPORTER: 'tracker', TRACKER_TEMPLATE: JSON.stringify(template) };
  world.set({ w1: { status: 'Broken' } });
  await run(env);
  world.passes(60);
  world.set({ w1: {} });
  await run(env);
  expect(asked).toEqual(['POST /issues', 'PATCH /issues/41']);
  await tracker.stop();
});
