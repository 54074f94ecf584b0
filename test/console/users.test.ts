/** The page of users, and two of them with different roles at work at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readSettings } from '../../host/config';
import { createLog } from '../../host/log';
import { startServer, type FunctionServer } from '../../cli/serve';
import { violationsOf } from './axe';
import { browserTest as test, hasBrowser, openBrowser, visit, type Visit } from './browser';
import { compilePage } from './stage';

jest.setTimeout(180_000);

const GOOD = 'long enough to be good';
let folder: string;
let server: FunctionServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
const visits: Visit[] = [];

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  folder = mkdtempSync(join(tmpdir(), 'console-users-'));
  const given = { port: 0, data: join(folder, 'data'), keyFile: join(folder, 'key'), shipped: 'off', language: 'en' };
  server = await startServer(
    readSettings(given, {}),
    createLog('plain', () => undefined),
  );
  browser = await openBrowser();
});
afterEach(async () => {
  for (const { context } of visits.splice(0)) await context.close();
});
afterAll(async () => {
  if (!hasBrowser()) return;
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enter(user: string, password: string, locale = 'en-US'): Promise<Page> {
  const one = await visit(browser, server.url, { locale });
  visits.push(one);
  await one.page.locator('input[autocomplete=username]').fill(user);
  await one.page.locator('input[type=password]').fill(password);
  await one.page.locator('button.primary').click();
  await one.page.locator('header nav a').first().waitFor();
  return one.page;
}

async function changePassword(page: Page, current: string): Promise<void> {
  await page.locator('.notice').getByRole('button', { name: 'Change the password' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(current);
  await dialog.getByLabel('New password').fill('password1234');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').getByText('is too common').waitFor();
  await dialog.getByLabel('New password').fill(GOOD);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The password of the first start is still in use.').waitFor({ state: 'detached' });
}

test('an administrator lets somebody in, who may do less; both work at once', async () => {
  const admin = await enter('admin', server.first.password ?? '');
  await admin.goto(`${server.url}/users`);
  await admin.getByRole('button', { name: 'Add a user' }).click();
  await admin.getByLabel('User name').fill('wang');
  await admin.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await admin.getByRole('alert').getByText('Change the first password before this').waitFor();
  await admin.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await changePassword(admin, server.first.password ?? '');

  await admin.getByRole('button', { name: 'Add a user' }).click();
  await admin.getByLabel('User name').fill('wang');
  await admin.getByRole('dialog').getByLabel('Role').selectOption({ label: 'Operate' });
  await admin.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const shown = admin.getByRole('dialog', { name: 'First password of wang' });
  const password = (await shown.locator('code.secret').innerText()).trim();
  expect(password).toMatch(/^[\w-]{20}$/);
  await shown.getByRole('button', { name: 'Close' }).click();
  await admin.getByText('with a first password, not changed yet').waitFor();

  const wang = await enter('wang', password);
  const menu = await wang.locator('header nav a').allInnerTexts();
  expect(menu).toContain('Your sessions and tokens');
  for (const other of ['Accounts', 'Audit', 'Users']) expect(menu).not.toContain(other);
  await wang.goto(`${server.url}/accounts`);
  await wang.getByText('There is no such page').waitFor();
  await changePassword(wang, password);
  await wang.goto(`${server.url}/users`);
  await wang.getByRole('heading', { level: 1, name: 'Your sessions and tokens' }).waitFor();
  await wang.getByRole('button', { name: 'Make a token' }).click();
  const dialog = wang.getByRole('dialog');
  expect(await dialog.getByLabel('Role').locator('option').allInnerTexts()).toEqual(['See', 'Operate']);
  await dialog.getByLabel('What it is for').fill('on call');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const token = await wang.getByRole('dialog', { name: 'Token “on call”' }).locator('code.secret').innerText();
  await wang.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  const ask = () => fetch(`${server.url}/api/v1/func-list`, { headers: { authorization: `Bearer ${token.trim()}` } });
  expect((await ask()).status).toBe(200);

  // The other one sees both, and ends them.
  await admin.reload();
  await admin.getByRole('button', { name: 'Revoke the token “on call”' }).first().click();
  await admin.getByRole('button', { name: 'Revoke the token “on call”' }).waitFor({ state: 'detached' });
  expect((await ask()).status).toBe(401);
  await admin.getByRole('button', { name: /^End the session of wang/ }).click();
  await admin.getByRole('button', { name: /^End the session of wang/ }).waitFor({ state: 'detached' });
  await wang.getByRole('button', { name: 'Make a token' }).click();
  await dialog.getByLabel('What it is for').fill('again');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await wang.getByRole('dialog', { name: 'Sign in' }).waitFor();
  expect(await admin.getByRole('combobox', { name: 'Role of wang' }).inputValue()).toBe('operate');
  expect(visits.flatMap(({ problems, strangers }) => [problems, strangers])).toEqual([[], [], [], []]);
});

test.each(['en-US', 'zh-CN'])('%s: no violation of WCAG, and nothing wider than a narrow screen', async (locale) => {
  const page = await enter('admin', GOOD, locale);
  const violations: string[] = [];
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`${server.url}/users`);
    await page.locator('main table').last().waitFor();
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    const shots = process.env.CONSOLE_SCREENSHOTS;
    if (shots) await page.screenshot({ path: join(shots, `users-${locale}-${width}.png`), fullPage: true });
    violations.push(...(await violationsOf(page)).map((one) => `${width}: ${one}`));
    const over = await page.evaluate(() =>
      Math.max(
        document.documentElement.scrollWidth - window.innerWidth,
        ...[...document.querySelectorAll('.scroll')].map((one) => one.scrollWidth - one.clientWidth),
      ),
    );
    expect([width, over <= 0]).toEqual([width, true]);
    expect(await page.locator('main').innerText()).not.toMatch(/\{\{?\w+\}?\}/);
  }
  expect(violations).toEqual([]);
});
