import { tagMap, defineChecker, defineCollector } from '../../../lib/define';
import type { AlertStrategy } from '../../../lib/report';
import { openHook } from '../../workspace/client';
import { broken, Session, widgets, World, worn } from './run/world';

const world = new World();
let hook: Awaited<ReturnType<typeof openHook>>;
beforeAll(async () => {
  await world.start();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.reset();
  hook = await openHook();
});
afterEach(() => hook.close());

const HOUR = 3_600_000;
const later = (hours: number) => new Date(world.now.getTime() + hours * HOUR).toISOString();
const targets = [{ name: 'webhook' }];

function session() {
  const shared = new Session(world);
  return (alerts: AlertStrategy, more: { readonly env?: Record<string, string>; readonly dryRun?: boolean } = {}) =>
    shared.run({
      spec: { checkers: [broken, worn], alerts },
      dryRun: more.dryRun,
      env: { ALIYUN_ENDPOINT: `${world.url}/{product}/{region}`, ...(more.env ?? webhook()) },
    });
}
const webhook = () => ({ GUANCE_REPORTER: 'webhook', GUANCE_WEBHOOK_URL: hook.url });
const told = () => hook.received.splice(0).map(({ body }) => `${String(body.df_status)} ${String(body.asset_id)}`);

test('a muted finding is judged, listed with the reason and counted, and not told', async () => {
  world.set({ w1: { status: 'Broken' }, w2: { status: 'Broken' }, w3: { level: 95 } });
  const run = session();
  const mutes = [{ asset: 'w1', until: later(1), reason: 'being replaced' }];
  const { summary, findings, events } = await run({ targets, mutes });
  expect(summary).toMatchObject({ muted: 1, findings: { error: 2, critical: 1 }, events: { anomaly: 3 } });
  const muted = findings.filter((finding) => finding.muted);
  expect(muted).toEqual([
    expect.objectContaining({ assetId: 'w1', verdict: 'fail', muted: { until: later(1), reason: 'being replaced' } }),
  ]);
  expect(events.find((event) => event.assetId === 'w1')?.muted?.reason).toBe('being replaced');
  expect(told()).toEqual(['error w2', 'critical w3']);
  // When the mute has ended it is told like something new.
  world.passes(60);
  const over = await run({ targets, mutes });
  expect(over.summary.muted).toBe(0);
  expect(told()).toEqual(['error w1']);
  world.set({ w1: {}, w2: {}, w3: {} });
  await run({ targets, mutes });
  expect(told().sort()).toEqual(['ok w1', 'ok w2', 'ok w3']);
});

test('a mute by tag looks at the tags of the asset', async () => {
  const tagged = defineCollector({
    ...({ id: 'widgets-widgets', product: widgets.product, title: widgets.title, scope: 'region' } as const),
    call: widgets.call,
    paging: widgets.paging,
    items: 'Widgets.Widget',
    assetId: 'WidgetId',
    assetName: 'WidgetName',
    fields: { tags: tagMap('Tags.Tag[]', 'Key', 'Value') },
  });
  const always = defineChecker({
    id: 'widgets-always',
    asset: tagged,
    title: broken.title,
    why: broken.why,
    remedy: broken.remedy,
    docs: broken.docs,
    severity: 'error',
    category: 'availability',
    params: {},
    messages: { plain: { zh: '总是', en: 'always' } },
    check: (_widget, { fail }) => fail('plain', {}),
  });
  const row = (WidgetId: string, env: string) => ({ WidgetId, Tags: { Tag: [{ Key: 'env', Value: env }] } });
  world.intercept = ({ action }) =>
    action === 'ListWidgets' ? { body: { Widgets: { Widget: [row('w1', 'test'), row('w2', 'prod')] } } } : undefined;
  const mutes = [{ tags: { env: 'test' }, until: later(1), reason: 'nobody minds' }];
  const { summary, findings } = await new Session(world).run({
    spec: { checkers: [always], alerts: { targets, mutes } },
    env: { ALIYUN_ENDPOINT: `${world.url}/{product}/{region}`, ...webhook() },
  });
  expect(summary.muted).toBe(1);
  expect(findings.map((finding) => [finding.assetId, finding.muted?.reason])).toEqual([
    ['w1', 'nobody minds'],
    ['w2', undefined],
  ]);
  expect(told()).toEqual(['error w2']);
});

test('severity, and what goes on, as the strategy says', async () => {
  world.set({ w1: { status: 'Broken' }, w2: { level: 60 } });
  const run = session();
  const alerts: AlertStrategy = { targets, leastSeverity: 'error', repeatSeconds: 7200 };
  await run(alerts);
  expect(told()).toEqual(['error w1']);
  for (let n = 0; n < 3; n++) {
    world.passes(30);
    await run(alerts);
  }
  expect(told()).toEqual([]);
  world.passes(30);
  world.set({ w2: { level: 99 } });
  await run(alerts);
  expect(told().sort()).toEqual(['critical w2', 'error w1']);
});

test.each<[string, AlertStrategy, RegExp]>([
  [
    'a target that is no reporter of the run',
    { targets: [{ name: 'dingtalk' }] },
    /"dingtalk" is no reporter.*webhook/,
  ],
  ['no target', { targets: [] }, /alerts\.targets/],
  ['a mute without an end', { targets, mutes: [{ asset: 'a', until: 'never', reason: 'x' }] }, /mutes\[0\]\.until/],
  ['a mute without a reason', { targets, mutes: [{ asset: 'a', until: later(1), reason: '' }] }, /mutes\[0\]\.reason/],
])('%s is bad input before anything is called', async (_name, alerts, message) => {
  await expect(session()(alerts)).rejects.toMatchObject({
    code: 'config',
    message: expect.stringMatching(message) as string,
  });
  expect(world.asked).toEqual([]);
});

test('a local reporter that no target names is told nothing, and that is said', async () => {
  world.set({ w1: { status: 'Broken' } });
  const env = { ...webhook(), GUANCE_REPORTER: 'webhook,feishu', FEISHU_ROBOT_URL: `${hook.url}/feishu` };
  const { summary } = await session()({ targets }, { env });
  expect(summary.notes).toContain('feishu is no target of the alert strategy: it is told nothing');
  expect(hook.received.map(({ url }) => url)).toEqual(['/hook']);
});

test('a dry run counts what is muted and tells nobody', async () => {
  world.set({ w1: { status: 'Broken' } });
  const mutes = [{ checker: 'widgets-broken', until: later(1), reason: 'x' }];
  const { summary } = await session()({ targets, mutes }, { dryRun: true });
  expect(summary.muted).toBe(1);
  expect(hook.received).toEqual([]);
});
