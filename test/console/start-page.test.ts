import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violationsOf } from './axe';
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import { fillCause } from './cause';
import type { Visit } from './browser';
import { WEB, compilePage, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(300_000);

type Browser = Awaited<ReturnType<typeof openBrowser>>;
let browser: Browser;
let stage: Stage;
const visits: Visit[] = [];

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage({ stepMs: 50 });
  fill(stage);
  fillCause(stage);
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

async function enter(options: Parameters<typeof visit>[2] = {}, url = stage.url): Promise<Visit> {
  const one = await visit(browser, url, options);
  visits.push(one);
  await signIn(one.page);
  return one;
}

const folder = process.env.CONSOLE_SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'console-screenshots-'));

test('the console opens with what is wrong now, worst first, and its filters are in the address', async () => {
  const { page, problems, strangers } = await enter();
  await page.getByRole('heading', { name: 'What is wrong now' }).waitFor();
  const rows = page.locator('.found tbody tr');
  await rows.first().waitFor();
  expect(await rows.first().innerText()).toContain('web-1');
  expect(await rows.first().innerText()).toMatch(/97\.25\s*\/ 80\s*%/);
  const cloud = page.getByRole('link', { name: 'Open web-1 in the Alibaba Cloud console' });
  expect(await cloud.getAttribute('href')).toBe(
    `https://ecs.console.aliyun.com/server/${WEB}/detail?regionId=cn-hangzhou`,
  );
  expect(await cloud.getAttribute('rel')).toBe('noreferrer');
  const health = page.getByRole('region', { name: 'How the inspecting goes' });
  await health.getByText('What could not be read').waitFor();

  // A cause with what follows from it.
  const cause = rows.filter({ hasText: 'host-1' });
  await cause.getByText('3 consequences').press('Enter');
  await cause.getByText('Backend host-1 is unhealthy').waitFor();
  await cause.getByText('1 more are not listed').waitFor();
  expect(await page.getByText('后端不健康: front').count()).toBe(0);

  await page.getByRole('group', { name: 'Team' }).getByLabel(/web/).check();
  await page.waitForURL(/\?is\.team=web$/);
  await page.getByRole('button', { name: 'Drop Team = web' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.found tbody tr').length === 1);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.found tbody tr').length === 1);
  await page.goto(`${stage.url}/?is.team=nobody`);
  await page.getByText('No fault fits the filters.').waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await rows.first().waitFor();
  expect([problems, strangers]).toEqual([[], []]);
});

test('two who take a fault at once: one does, and the other sees who', async () => {
  const [ann, bob] = [await enter(), await enter()];
  const title = 'web-1 的 CPU 使用率为 97.25 %';
  for (const { page } of [ann, bob]) {
    await page.getByRole('button', { name: `Take: ${title}` }).click();
    await page.getByRole('dialog').waitFor();
  }
  expect(await violationsOf(ann.page)).toEqual([]);
  const assign = async ({ page }: Visit, name: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Who sees to it').fill(name);
    await dialog.getByRole('button', { name: 'Assign' }).click();
  };
  await ann.page.getByLabel('Comment').fill('<b>on it</b>');
  await assign(ann, 'Ann');
  await ann.page.getByRole('dialog').waitFor({ state: 'detached' });
  await assign(bob, 'Bob');
  await bob.page.getByRole('dialog').getByRole('alert').getByText('Ann has taken it meanwhile').waitFor();
  await bob.page.getByRole('dialog').locator('.taken').getByText('Ann').waitFor();
  await bob.page.keyboard.press('Escape');
  const row = bob.page.locator('.found tbody tr').first();
  await row.getByText('Ann').waitFor();
  await row.getByText('1 comment').waitFor();

  // On the page of the event, too; what was said is text.
  await bob.page.getByRole('link', { name: title }).click();
  const handling = bob.page.getByRole('region', { name: 'Handling' });
  await handling.getByText('operator assigned it to Ann').waitFor();
  await handling.getByText('<b>on it</b>').waitFor();
  // Whoever has seen that takes it over, and says so.
  await bob.page.getByRole('button', { name: 'Take', exact: true }).click();
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await handling.getByText('operator acknowledged it').waitFor();
  await bob.page.getByRole('button', { name: 'Take', exact: true }).click();
  await assign(bob, 'Bob');
  await handling.getByText('operator assigned it to Bob').waitFor();
  expect([...ann.problems, ...bob.problems]).toEqual([]);
});

test('an empty list says why: nothing inspected, nothing read, or nothing wrong', async () => {
  const empty = await openStage();
  try {
    const { page } = await enter({}, empty.url);
    const found = page.locator('.found');
    await found.getByText('Nothing has been inspected yet.').waitFor();
    const again = async (text: string | RegExp) => {
      await page.reload();
      await found.getByText(text).waitFor();
    };
    const error = { code: 'credentials', message: 'no keys' };
    empty.host.finished('ecs.run', 3, { status: 'failure', error, result: undefined } as never);
    await again('It is not known whether anything is wrong: nothing could be read.');
    await page.getByRole('region', { name: 'How the inspecting goes' }).getByText('no keys').waitFor();
    const run = empty.host.finished('ecs.run', 2).result;
    await again(/^Nothing is wrong in what was read\. Last inspected/);
    const collections = (run?.collections ?? []).map((one) => ({ ...one, status: 'complete' }));
    const verdicts = { pass: 9, fail: 0, skip: 0, unknown: 0 };
    for (const id of ['ecs.run', 'databases.run']) {
      empty.host.finished(id, 0, { result: { ...run, complete: true, verdicts, collections } } as never);
    }
    await again(/^Nothing is wrong\. Last inspected/);
  } finally {
    await empty.close();
  }
});

test('without keys the run button and the empty pages lead to where accounts are entered', async () => {
  const empty = await openStage({ keysOutside: false });
  try {
    const { page } = await enter({}, empty.url);
    for (const path of ['/', '/events', '/assets', '/inspections']) {
      await page.goto(`${empty.url}${path}`);
      const link = page.locator('main').getByRole('link', { name: 'Enter an account', exact: true });
      await link.first().waitFor();
      expect([path, await link.first().getAttribute('href')]).toEqual([path, '/accounts']);
    }
    await page.getByRole('link', { name: 'Run ECS inspection: Enter an account' }).click();
    await page.waitForURL(/\/accounts$/);
    empty.accounts.put({ name: 'default', accessKeyId: 'LTAI5tDefaultKeyabcd', accessKeySecret: 'secret-of-default' });
    await page.getByRole('link', { name: 'Inspections', exact: true }).click();
    await page.getByRole('button', { name: 'Run ECS inspection' }).waitFor();
  } finally {
    await empty.close();
  }
});

test('updates are folded away until somebody asks for them', async () => {
  const { page } = await enter();
  await page.goto(`${stage.url}/events?range=30d&is.asset_id=${WEB}`);
  const rows = page.locator('.found tbody tr');
  await page.getByText('86.5', { exact: true }).first().waitFor();
  expect(await rows.count()).toBe(3);
  await page.getByLabel('Show updates, too').check();
  await page.waitForURL(/updates=1/);
  await page.waitForFunction(() => document.querySelectorAll('.found tbody tr').length === 4);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await download).suggestedFilename()).toBe('events.csv');
});

test('a mute by matcher shows what it covers before it is made', async () => {
  const { page, problems } = await enter();
  await page.goto(`${stage.url}/mutes`);
  await page.getByText('There are no mutes: everything is told.').waitFor();
  await page.getByRole('button', { name: 'New mute' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Fill in at least one of them.').waitFor();
  await dialog.getByLabel('Tag').fill('team=web');
  await dialog.getByText('Mutes 1 fault now').waitFor();
  await dialog.getByText('host-1').waitFor();
  await dialog.getByLabel('For how long').selectOption('For ever');
  await dialog.getByText(/needs a reason/).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel('Reason').fill('known');
  await dialog.getByLabel('Reason').press('Enter');
  const row = page.locator('main tbody tr');
  await row.getByText('Tag = team=web').waitFor();
  await row.getByText('1 fault', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Unmute: known' }).click();
  await page.getByText('There are no mutes: everything is told.').waitFor();
  expect(problems).toEqual([]);
});

const PAGES = [
  ['start', '/'],
  ['mutes', '/mutes'],
  ['inspections', '/inspections'],
  ['events', '/events?range=30d'],
  ['assets', '/assets'],
  ['audit', '/audit'],
] as const;

describe('in both languages and themes, wide and narrow', () => {
  test.each([
    ['en-US', false],
    ['zh-CN', true],
  ])('%s, dark: %s: nothing overflows and axe has nothing against it', async (locale, dark) => {
    const one = await enter({ locale, dark });
    const { page } = one;
    const { records } = stage.workspace;
    const mute = { name: 'maintenance', description: 'by operator', type: 'custom', muteRanges: [], timezone: 'UTC' };
    const when = { repeatTimeSet: 0, startTime: '', endTime: '', repeatCrontabSet: {}, crontabDuration: 0 } as const;
    const rest = {
      repeatExpireTime: '-1',
      notifyTargets: [],
      notifyMessage: '',
      notifyTimeStr: '',
      status: 0,
    } as const;
    const made = records.create('mute', {
      ...mute,
      ...when,
      ...rest,
      type: 'custom',
      ...{ tags: { product: ['rds'], '-region': ['cn-shanghai'] }, start: 0, end: -1 },
    });
    const violations: string[] = [];
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [name, path] of PAGES) {
        await page.goto(`${stage.url}${path}`);
        await page.locator('main h1').first().waitFor();
        await page.waitForFunction(() => document.querySelector('.loading') === null);
        const file = `${name}-${locale}-${width}-${dark ? 'dark' : 'light'}.png`;
        await page.screenshot({ path: join(folder, file) });
        const { wide, view, text, lists } = await page.evaluate(() => ({
          // Lists are cards on a narrow screen: none of them scrolls sideways.
          lists: [...document.querySelectorAll('.scroll:has(.cards)')].filter(
            (one) => one.scrollWidth > one.clientWidth,
          ).length,
          wide: document.documentElement.scrollWidth,
          view: document.documentElement.clientWidth,
          text: document.body.innerText,
        }));
        expect([name, width, wide <= view]).toEqual([name, width, true]);
        if (width === 390) expect([name, lists]).toEqual([name, 0]);
        expect(text).not.toMatch(/\{\{?\w+\}?\}/);
        violations.push(...(await violationsOf(page)).map((violation) => `${name} ${width}: ${violation}`));
      }
    }
    records.remove('mute', made.uuid);
    expect(violations).toEqual([]);
    expect([one.problems, one.strangers]).toEqual([[], []]);
  });
});
