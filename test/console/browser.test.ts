import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violationsOf } from './axe';
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import type { Visit } from './browser';
import { HOSTILE_TITLE, PASSWORD, WEB, compilePage, eventOf, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(300_000);

type Browser = Awaited<ReturnType<typeof openBrowser>>;
let browser: Browser;
let stage: Stage;
const visits: Visit[] = [];

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage({ stepMs: 300 });
  fill(stage);
  browser = await openBrowser();
});
afterAll(async () => {
  if (!hasBrowser()) return;
  await browser.close();
  await stage.close();
});
afterEach(async () => {
  for (const { context } of visits.splice(0)) await context.close();
});

async function enter(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const one = await visit(browser, stage.url, options);
  visits.push(one);
  await signIn(one.page);
  return one;
}

const webEvent = async () =>
  (await stage.workspace.store.listEvents({ assetId: WEB, openOnly: true })).events[0]?.docId ?? '';

test('an operator signs in, runs an inspection, watches it, and looks into an event', async () => {
  const one = await visit(browser, stage.url);
  visits.push(one);
  const { page } = one;
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The password is wrong').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');

  // Run, and watch the progress
  await page.getByRole('link', { name: 'Inspections', exact: true }).click();
  await page.getByRole('button', { name: 'Run ECS inspection' }).click();
  await page.waitForURL(/\/inspections\/ecs\.run\?task=/);
  const bar = page.getByRole('progressbar');
  await bar.waitFor();
  await expect(bar.getAttribute('max')).resolves.toBe('1');
  await page.getByRole('log').getByText('step 2 of 5').waitFor();
  await page.getByRole('log').getByText('step 5 of 5').waitFor();
  await page.getByText('112 assets').waitFor();
  expect(await bar.count()).toBe(0);
  await page.getByRole('cell', { name: 'By hand' }).waitFor();

  // To its events, and to one of them
  await page.getByRole('link', { name: 'View related events' }).click();
  await page.getByLabel('Show updates, too').check();
  await page.getByRole('link', { name: 'web-1 的 CPU 使用率为 97.25 %' }).click();
  await page.getByRole('heading', { name: 'CPU 使用率过高' }).waitFor();
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('web-1 的 CPU 使用率为 86.5 %').waitFor();
  await page.getByRole('img', { name: /CPU/ }).waitFor();
  await page.getByRole('region', { name: 'Notifications' }).getByText('on-call').waitFor();

  // Filter by an attribute, then by its opposite
  await page.getByRole('link', { name: 'Filter asset_env = production', exact: true }).click();
  await page.waitForURL(/is\.asset_env=production/);
  const count = async () => Number(/^(\d+) events?$/.exec(await page.locator('.top [role=status]').innerText())?.[1]);
  const total = async (query: string) =>
    (
      await stage.workspace.store.listEvents({
        from: Date.now() - 30 * 86_400_000,
        turnsOnly: true,
        filters: [{ name: 'asset_env', operation: query, value: ['production'] }],
      })
    ).total;
  await page.locator('tbody tr').first().waitFor();
  expect(await count()).toBe(await total('='));
  await page.getByRole('button', { name: 'Invert asset_env = production' }).click();
  await page.waitForURL(/not\.asset_env=production/);
  await page.waitForFunction(
    (n) => document.querySelector('.top [role=status]')?.textContent?.startsWith(`${n} `),
    await total('!='),
  );
  await page.goBack();
  await page.waitForURL(/is\.asset_env=production/);

  // Mute, and see that nobody is told
  await page.goto(`${stage.url}/events/${await webEvent()}`);
  await page.getByRole('button', { name: 'Mute' }).click();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByLabel('Reason').fill('load test');
  await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
  await page.getByText(/Muted until .*: load test/).waitFor();
  stage.workspace.ingest.add([
    eventOf(stage, { status: 'critical', minutesAgo: 0, asset: WEB, name: 'web-1', title: 'web-1 still high' }),
  ]);
  await page.goto(`${stage.url}/events/${await webEvent()}`);
  await page
    .getByRole('region', { name: 'Notifications' })
    .getByText(/Muted by load test/)
    .waitFor();
  await page.getByRole('button', { name: 'Unmute' }).click();
  await page.getByRole('button', { name: 'Unmute' }).waitFor({ state: 'detached' });

  // Recover by hand
  await page.getByRole('button', { name: 'Recover by hand' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Recover by hand' }).click();
  await page.getByRole('region', { name: 'History' }).getByText('Recovered by hand').waitFor();
  expect(await page.getByRole('button', { name: 'Recover by hand' }).count()).toBe(0);
  expect([one.problems, one.strangers]).toEqual([[], []]);

  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByLabel('Password').waitFor();
});

test('a hostile event is text: nothing in it runs, loads or breaks the page', async () => {
  const { page, problems, strangers } = await enter();
  await page.goto(`${stage.url}/events?range=7d`);
  await page.getByRole('link', { name: /window\.hacked=1/ }).click();
  await page.getByRole('region', { name: 'Overview' }).getByText('window.hacked=3').waitFor();
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
  const title = (await page.locator('h1 bdi').innerText()).replace(/\s+/g, ' ').trim();
  expect(title).toBe(HOSTILE_TITLE.replace(/\s+/g, ' ').trim());
  const overview = page.locator('.markdown');
  expect(await overview.locator('script, img, iframe, svg, style, form, input').count()).toBe(0);
  expect(
    await overview.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  ).toEqual(['https://example.com']);
  expect(await overview.innerText()).toContain('<iframe src="javascript:window.hacked=5">');
  await page.getByText('<img src=x onerror=window.hacked=9>').first().waitFor();
  const { wide, view } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    view: document.documentElement.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(view);
  expect([problems, strangers]).toEqual([[], []]);
});

test('what is looked at is in the address: a copy of it shows the same', async () => {
  const { page, context } = await enter();
  await page.goto(`${stage.url}/events`);
  await page.getByLabel('Unrecovered only').check();
  await page.getByRole('combobox', { name: 'Time' }).selectOption('30d');
  await page.getByRole('button', { name: 'Exclude cn-shanghai' }).click();
  await page.getByLabel('Search').fill('d-bp1disk1');
  await page.waitForURL(/q=d-bp1disk1/);
  const query = new URL(page.url()).searchParams;
  expect(Object.fromEntries(query)).toEqual({ open: '1', range: '30d', 'not.region': 'cn-shanghai', q: 'd-bp1disk1' });
  await page.locator('main [aria-busy=false]').waitFor();
  const rows = (from: typeof page) => from.locator('.found tbody tr').allInnerTexts();
  const copy = await context.newPage();
  await copy.goto(page.url());
  await copy.locator('.found tbody tr').first().waitFor();
  await page.waitForFunction(
    (n) => document.querySelectorAll('.found tbody tr').length === n,
    await copy.locator('.found tbody tr').count(),
  );
  expect(await rows(copy)).toEqual(await rows(page));
  expect(await copy.getByLabel('Unrecovered only').isChecked()).toBe(true);
});

test('parameters, a policy and a script are set with the keyboard and the forms', async () => {
  const { page, problems } = await enter();
  await page.goto(`${stage.url}/inspections/ecs.run?tab=parameters`);
  const group = page.getByRole('group', { name: /ecs-cpu-high/ });
  await group.getByLabel('Warning level').fill('71');
  await page.getByLabel('Regions').fill('cn-hangzhou\ncn-beijing');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Saved').waitFor();
  expect(stage.workspace.records.get('checker', stage.inspection.uuid)?.jsonScript.callKwargs).toEqual({
    configs: { regions: ['cn-hangzhou', 'cn-beijing'], params: { 'ecs-cpu-high': { warning: 71 } } },
  });

  await page.getByRole('link', { name: 'Alert strategy' }).click();
  await page.getByRole('button', { name: 'New policy' }).click();
  const dialog = page.getByRole('dialog');
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel('Name').fill('weekend');
  await dialog.getByLabel('Warning').uncheck();
  await dialog.getByRole('checkbox', { name: /on-call/ }).check();
  await dialog.getByLabel('Silence period').selectOption({ label: '12 h' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('checkbox', { name: 'weekend' }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'weekend' }).isChecked()).toBe(true);
  const policy = stage.workspace.records.list('policy').find(({ name }) => name === 'weekend');
  expect(policy?.alertOpt).toMatchObject({
    silentTimeout: 43_200,
    alertTarget: [{ targets: [{ status: 'critical,error' }] }],
  });

  await page.goto(`${stage.url}/scripts`);
  await page.getByRole('button', { name: 'New from a template' }).click();
  await page.getByLabel('Script id').fill('team/mine');
  await page.keyboard.press('Enter');
  const editor = page.getByRole('textbox', { name: 'Code of team/mine' });
  await editor.waitFor();
  await editor.press('Control+End');
  await page.keyboard.type('// edited');
  await page.getByText('There are unsaved changes').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('status').getByText('Published').waitFor();
  expect(stage.host.source('team/mine')).toEqual({ published: expect.stringContaining('// edited') });
  await page.getByRole('button', { name: 'Run the draft' }).click();
  await page.getByRole('log').getByText('step 1 of 5').waitFor();
  expect(problems).toEqual([]);
});

test('the keyboard reaches the content first, then everything', async () => {
  const { page } = await enter();
  await page.goto(`${stage.url}/inspections`);
  await page.getByRole('link', { name: 'ECS inspection', exact: true }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  const reached = new Set<string>();
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    reached.add(
      (await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      )) ?? '',
    );
  }
  for (const name of [
    'Events',
    'ECS inspection',
    'Run ECS inspection',
    'Disable ECS inspection',
    'Events of ECS inspection',
  ]) {
    expect([...reached]).toContain(name);
  }
});

const ROLE = 'acs:ram::1234567890123456:role/inspector';
test('an account is entered with the keyboard, replaced and deleted; its keys never come back', async () => {
  const { page, problems, strangers } = await enter();
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/console/api/accounts')) answers.push(response.text());
  });
  await page.getByRole('link', { name: 'Accounts', exact: true }).press('Enter');
  await page.getByText('No account has been entered yet.').waitFor();
  await page.getByRole('button', { name: 'Enter an account' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const type = (text: string) => page.keyboard.insertText(text);
  const next = () => page.keyboard.press('Tab');
  await dialog.getByLabel('Name').focus();
  await type('my_team');
  await next();
  await type('LTAI5tMyTeamKeyabcd');
  await next();
  await type('secret-of-my-team');
  await next();
  await next();
  await type(ROLE);
  await next();
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown');
  await next();
  await type('cn-hangzhou\ncn-beijing');
  await next();
  await page.keyboard.press('Enter');
  await dialog
    .getByRole('alert')
    .getByText(/^name: /)
    .waitFor();
  expect(await violationsOf(page)).toEqual([]);
  for (const label of ['AccessKey secret', /^Security token/]) {
    const field = dialog.getByLabel(label);
    expect([await field.getAttribute('type'), await field.getAttribute('autocomplete')]).toEqual(['password', 'off']);
  }
  await dialog.getByLabel('Name').fill('my-team');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /my-team/ });
  for (const shown of ['LTAI****abcd', 'cn-hangzhou, cn-beijing', ROLE]) await row.getByText(shown).waitFor();

  await page.getByRole('button', { name: 'Replace my-team' }).click();
  await dialog.getByLabel('AccessKey secret').fill('secret-of-nobody');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(stage.accounts.list()).toMatchObject([{ accessKeyId: 'LTAI****abcd' }]);
  await page.getByRole('button', { name: 'Replace my-team' }).click();
  for (const label of ['AccessKey ID', 'AccessKey secret'])
    expect(await dialog.getByLabel(label).inputValue()).toBe('');
  await dialog.getByLabel('AccessKey ID').fill('LTAI5tMyTeamKeywxyz');
  await dialog.getByLabel('AccessKey secret').fill('secret-of-another');
  await dialog.getByLabel('Security token').fill('token-of-my-team');
  await dialog.getByLabel('Regions').selectOption('Regions in use');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row.getByText('LTAI****wxyz').waitFor();
  await row.getByText('Regions in use').waitFor();

  await page.getByRole('button', { name: 'Delete my-team' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No account has been entered yet.').waitFor();
  const told = (await Promise.all(answers)).join('\n');
  expect(told).toContain('LTAI****wxyz');
  for (const secret of ['secret-of', 'token-of', 'MyTeamKey']) expect(told).not.toContain(secret);
  expect([problems, strangers]).toEqual([[], []]);
});

test('the password is changed in a dialog that Escape closes', async () => {
  const { page, problems } = await enter();
  await page.getByRole('button', { name: 'Change the password' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel('Current password').fill('wrong');
  await dialog.getByLabel('New password').fill('another one');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').getByText('is not the password').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});

test('language and theme are chosen once and stay', async () => {
  const { page } = await enter({ locale: 'zh-CN' });
  await page.getByRole('heading', { name: '当前问题' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'What is wrong now' }).waitFor();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'What is wrong now' }).waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
});

test('when the server is gone, what was read stays, and says so', async () => {
  const { page, context } = await enter();
  await page.goto(`${stage.url}/inspections`);
  await page.getByRole('link', { name: 'ECS inspection', exact: true }).waitFor();
  await context.setOffline(true);
  await page.getByText(/The server cannot be reached/).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('link', { name: 'ECS inspection', exact: true }).isVisible()).toBe(true);
  await context.setOffline(false);
  await page.getByText(/The server cannot be reached/).waitFor({ state: 'detached', timeout: 60_000 });
});

describe('every page, in both languages and themes', () => {
  const hostile = () => stage.workspace.store.event(`event-${'e'.repeat(32)}`)?.docId ?? '';
  const pages = async (): Promise<[string, string][]> => [
    ['start', '/'],
    ['inspections', '/inspections'],
    ['inspection', '/inspections/ecs.run'],
    ['parameters', '/inspections/ecs.run?tab=parameters'],
    ['alerts', '/inspections/ecs.run?tab=alerts'],
    ['about', '/inspections/ecs.run?tab=about'],
    ['events', '/events?range=7d&is.status=error&not.region=cn-hangzhou'],
    ['event', `/events/${(await stage.workspace.store.listEvents({ assetId: WEB })).events[0]?.docId ?? ''}`],
    ['event-hostile', `/events/${hostile()}`],
    ['assets', '/assets'],
    ['coverage', '/assets?tab=coverage'],
    ['scripts', '/scripts/ecs'],
    ['accounts', '/accounts'],
    ['audit', '/audit'],
  ];
  const folder = process.env.CONSOLE_SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'console-screenshots-'));

  // Words do not depend on colours: two visits see both languages and both themes. Only a script is shown as it is written.
  test.each([
    ['en-US', false],
    ['zh-CN', true],
  ])('%s, dark: %s: no violation of WCAG 2 A and AA', async (locale, dark) => {
    stage.accounts.put({ name: 'default', accessKeyId: 'LTAI5tDefaultKeyabcd', accessKeySecret: 'secret-of-default' });
    const one = await visit(browser, stage.url, { locale, dark });
    visits.push(one);
    const { page } = one;
    await page.locator('input[type=password]').waitFor();
    const look = async (name: string) => {
      await page.screenshot({ path: join(folder, `${name}-${locale}-${dark ? 'dark' : 'light'}.png`), fullPage: true });
      return (await violationsOf(page)).map((violation) => `${name}: ${violation}`);
    };
    const violations = await look('sign-in');
    await signIn(page);
    for (const [name, path] of await pages()) {
      await page.goto(`${stage.url}${path}`);
      await page.locator('main h1').first().waitFor();
      await page.waitForFunction(() => document.querySelector('.loading') === null);
      const raw = name === 'scripts' ? [] : (/\{"\w+":/.exec(await page.locator('main').innerText()) ?? []);
      violations.push(...(await look(name)), ...[...raw].map((text) => `${name}: shows ${text}`));
    }
    expect([violations, one.problems, one.strangers]).toEqual([[], [], []]);
  });
});
