import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import type { Visit } from './browser';
import { compilePage, eventOf, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(300_000);

type Browser = Awaited<ReturnType<typeof openBrowser>>;
let browser: Browser;
let stage: Stage;
let one: Visit;
let page: Visit['page'];

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage({ stepMs: 50 });
  fill(stage);
  browser = await openBrowser();
});
afterAll(async () => {
  if (!hasBrowser()) return;
  await browser.close();
  await stage.close();
});
beforeEach(async () => {
  if (!hasBrowser()) return;
  one = await visit(browser, stage.url);
  page = one.page;
  await signIn(page);
});
afterEach(async () => {
  if (hasBrowser()) await one.context.close();
});

const link = (name: string) => page.getByRole('link', { name, exact: true });

test('a message that is too much for the parser is shown as it is, and the console goes on', async () => {
  const messages = {
    'quotes-2000': '>'.repeat(2000),
    'quotes-6000': '>'.repeat(6000),
    'list-deep': '1. '.repeat(3000),
    'emphasis-short': '*a_'.repeat(3000),
    'emphasis-long': '_a'.repeat(45_000),
  };
  const events = Object.entries(messages).map(([asset, message]) =>
    eventOf(stage, { status: 'info', minutesAgo: 3, asset, title: `hostile ${asset}`, message }),
  );
  stage.workspace.ingest.add(events);
  for (const [assetId, message] of Object.entries(messages)) {
    const id = (await stage.workspace.store.listEvents({ assetId })).events[0]?.docId ?? '';
    await page.goto(`${stage.url}/events/${id}`);
    const raw = page.getByRole('region', { name: 'Overview' }).locator('pre.raw');
    await raw.waitFor();
    expect(await raw.textContent()).toBe(message);
    await link('Inspections').click();
    await page.getByRole('heading', { name: 'Inspections' }).waitFor();
  }
  expect(one.problems).toEqual([]);
});

test('two policies that are ticked at once are both kept', async () => {
  const policies = ['night', 'day'].map((name) =>
    stage.workspace.records.create('policy', {
      ...{ name, desc: '', ruleTimezone: 'UTC', checkerUUIDs: [], status: 0 },
      alertOpt: { silentTimeout: 3600, aggInterval: 0, aggFields: [], alertTarget: [] },
    }),
  );
  await page.goto(`${stage.url}/inspections/ecs.run?tab=alerts`);
  await page.route(/\/policies$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  for (const { name } of policies) await page.getByRole('checkbox', { name }).click();
  await page.getByRole('status').getByText('Saved').waitFor();
  const bound = stage.workspace.records.get('checker', stage.inspection.uuid)?.alertPolicyUUIDs;
  expect(bound).toEqual(expect.arrayContaining(policies.map(({ uuid }) => uuid)));
  for (const { name } of policies) expect(await page.getByRole('checkbox', { name }).isChecked()).toBe(true);
});

test('only a script of one’s own can be deleted with its inspection', async () => {
  await stage.host.saveDraft('team/own', 'export const inspection = 1;');
  await stage.host.publish('team/own');
  const box = page.getByRole('dialog').getByRole('checkbox');
  const asked = async (id: string) => {
    await page.goto(`${stage.url}/inspections/${encodeURIComponent(id)}`);
    const answer = page.waitForResponse(/\/api\/scripts$/);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await answer;
  };
  await asked('team/own.run');
  await box.waitFor();
  await asked('ecs.run');
  await page.getByRole('dialog').waitFor();
  expect(await box.count()).toBe(0);
});
