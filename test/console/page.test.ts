import type { Route } from 'playwright-core';
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import type { Visit } from './browser';
import { PASSWORD, WEB, compilePage, eventOf, fill, openStage } from './stage';
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

const GONE = 'The server cannot be reached.';
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

test('rows of another filter are never shown as those of this one', async () => {
  await page.goto(`${stage.url}/events?range=30d`);
  const rows = page.locator('.found tbody tr');
  await rows.first().waitFor();
  await page.route(/\/api\/events.*open=1/, (route) => route.abort());
  await page.getByLabel('Unrecovered only').check();
  await page.locator('.found').getByRole('alert').getByText(GONE, { exact: true }).waitFor();
  expect(await rows.count()).toBe(0);
  await page.unroute(/\/api\/events.*open=1/);
  await page.locator('.found').getByRole('button', { name: 'Try again' }).click();
  await rows.first().waitFor();
});

test('a poll waits for the one before it', async () => {
  await link('Events').click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  await page.clock.install();
  let asked = 0;
  await page.route(/\/api\/inspections$/, () => void asked++);
  await link('Inspections').click();
  await page.locator('.loading').waitFor();
  await page.clock.runFor(55_000);
  expect(asked).toBe(1);
  // One that has not come after a minute is asked for anew.
  const again = page.waitForRequest(/\/api\/inspections$/);
  await page.clock.runFor(20_000);
  await again;
});

test('without a server an action says so where it was asked for', async () => {
  await page.goto(`${stage.url}/inspections/ecs.run?tab=alerts`);
  await page.getByRole('button', { name: 'Delete production' }).click();
  const dialog = page.getByRole('dialog');
  await page.route(/\/api\/policies\//, (route) => route.abort());
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('alert').getByText(GONE, { exact: true }).waitFor();
});

test('a task that is gone is told, and another page has the focus', async () => {
  await page.goto(`${stage.url}/inspections/ecs.run?task=gone`);
  await page.getByRole('alert').getByText(/task/).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await link('Events').click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'main');
  await page.getByLabel('Unrecovered only').check();
  await page.waitForURL(/open=1/);
  expect(await focused()).not.toBe('main');
});

test('words and filters keep each other', async () => {
  await page.goto(`${stage.url}/events?range=30d`);
  await page.getByLabel('Search').fill('d-bp1');
  await page.getByLabel('Unrecovered only').click();
  await page.waitForURL(/q=d-bp1/);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ range: '30d', open: '1', q: 'd-bp1' });

  await page.goto(`${stage.url}/assets`);
  await page.getByLabel('Search').fill('web');
  await page.waitForURL(/q=web/);
  await page.getByRole('navigation', { name: 'Kinds' }).locator('section a[href*="class="]').first().click();
  await page.waitForURL(/class=.*q=web/);
  await link('Assets').click();
  await page.waitForURL(/assets$/);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[type=search]')?.value === '');
});

test('the filters of events are folded away on a narrow screen', async () => {
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const look = async (width: number) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${stage.url}/events?range=30d`);
    await page.locator('.found tbody tr').first().waitFor();
    await filters.locator('.facet').first().waitFor({ state: 'attached' });
    return filters.locator('.facet').first().isVisible();
  };
  expect(await look(1440)).toBe(true);
  expect(await look(390)).toBe(false);
  expect((await filters.boundingBox())?.height).toBeLessThan(60);
  await filters.getByText('Filters', { exact: true }).click();
  await filters.getByRole('checkbox').first().check();
  await page.waitForURL(/is\./);
});

test('a time is typed to its end before it counts', async () => {
  const day = 86_400_000;
  const to = Date.parse('2026-03-04T12:00:00Z');
  await page.goto(`${stage.url}/events?to=${to}`);
  expect(await page.getByRole('combobox', { name: 'Time' }).inputValue()).toBe('custom');
  const from = page.getByLabel('From', { exact: true });
  const local = (ms: number) =>
    page.evaluate((at) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16), ms);
  expect(await from.inputValue()).toBe(await local(to - 7 * day));
  const entries = await page.evaluate(() => history.length);
  await from.focus();
  await page.keyboard.type('06012025');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0102AM');
  expect(new URL(page.url()).searchParams.has('from')).toBe(false);
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=/);
  expect(await local(Number(new URL(page.url()).searchParams.get('from')))).toBe('2025-06-01T01:02');
  expect(await page.evaluate(() => history.length)).toBe(entries);

  const before = page.url();
  await from.fill('2027-01-01T00:00');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('From has to be before To.').waitFor();
  await from.fill('0202-01-01T00:00');
  await page.getByLabel('Search').focus();
  await page.getByRole('alert').getByText('Years are 1970 to 9999.').waitFor();
  expect(page.url()).toBe(before);
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

test('what is edited is not lost by a link, the browser’s buttons or the end of the session', async () => {
  await stage.host.saveDraft('team/edited', 'export const inspection = 2;');
  await page.goto(`${stage.url}/scripts`);
  await link('Events').click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  await link('Scripts').click();
  await page.getByRole('link', { name: /^team\/edited/ }).click();
  const editor = page.getByRole('textbox', { name: 'Code of team/edited' });
  /** Typed before the editor listens, or beside its focus, a text does not get there: then it is typed again. */
  const type = async (text: string) => {
    do await editor.fill(text);
    while ((await editor.innerText()).trim() !== text);
  };
  await type('// mine');
  const unsaved = page.getByRole('status').getByText('There are unsaved changes');
  await unsaved.waitFor();
  const dialog = page.getByRole('dialog', { name: 'There are unsaved changes' });
  const stay = async () => {
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect([new URL(page.url()).pathname, (await editor.innerText()).trim()]).toEqual([
      '/scripts/team%2Fedited',
      '// mine',
    ]);
  };
  await link('Events').click();
  await stay();
  await page.evaluate(() => history.back());
  await stay();
  await page.evaluate(() => history.go(-2));
  await stay();

  await one.context.clearCookies();
  // An answer to what was asked without a session comes when there is one again: it is asked again, and nobody is signed out.
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  const hold = async (route: Route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  };
  await page.route(/\/check$/, hold, { times: 1 });
  const asked = page.waitForRequest(/\/check$/);
  await type('// mine, too');
  await asked;
  // The page asks again by itself, too: the dialog may be open before anyone clicks.
  await page.getByRole('button', { name: 'Save the draft' }).dispatchEvent('click');
  const entry = page.getByRole('dialog', { name: 'Sign in' });
  await entry.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await entry.waitFor({ state: 'detached' });
  const again = page.waitForResponse((answer) => answer.url().endsWith('/check') && answer.ok());
  release();
  await again;
  expect(await entry.count()).toBe(0);
  expect((await editor.innerText()).trim()).toBe('// mine, too');

  await page.evaluate(() => history.go(-2));
  await dialog.getByRole('button', { name: 'Discard them' }).click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  await page.evaluate(() => history.go(2));
  await editor.waitFor();
  await type('// yours');
  await unsaved.waitFor();
  await page.getByRole('button', { name: 'Save the draft' }).click();
  // The message that it was saved goes by itself; that nothing is unsaved any more stays.
  await unsaved.waitFor({ state: 'detached' });
  expect(stage.host.source('team/edited').draft).toBe('// yours');
  await link('Events').click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
});

test('an inspection that is new has its name at once', async () => {
  const group = page.getByRole('group', { name: 'Inspection' });
  await link('Events').click();
  await group.getByText('ECS inspection').waitFor();
  await link('Inspections').click();
  await page.getByRole('heading', { name: 'Inspections' }).waitFor();
  const { type, secret, monitorUUID, alertPolicyUUIDs, status, jsonScript } = stage.inspection;
  const late = stage.workspace.records.create('checker', {
    ...{ type, secret, monitorUUID, alertPolicyUUIDs, status, refKey: 'ref-late' },
    jsonScript: { ...jsonScript, name: 'late', title: 'Late inspection' },
  });
  stage.workspace.ingest.add([
    { ...eventOf(stage, { status: 'info', minutesAgo: 1, asset: WEB, title: 'late' }), checker: late },
  ]);
  await link('Events').click();
  await group.getByText('Late inspection').waitFor();
});
