/** The editor of scripts in a browser: errors at their place, completion, the difference, and back to a former version. */
import { violationsOf } from './axe';
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import type { Visit } from './browser';
import { enter } from './client';
import { compilePage, openStage } from './stage';
import type { Stage } from './stage';
import type { AuditView, ScriptDetail, ScriptVersionView } from '../../console/api/api';

jest.setTimeout(300_000);

let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
let stage: Stage;
let one: Visit;
let page: Visit['page'];

const FIRST = `import { defineInspection } from 'aliyun-inspection';
export const inspection = defineInspection;
`;

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (hasBrowser()) await stage.close();
});
beforeEach(async () => {
  if (!browser) return;
  one = await visit(browser, stage.url);
  page = one.page;
  await signIn(page);
});
afterEach(async () => {
  if (!browser) return;
  expect([one.problems, one.strangers]).toEqual([[], []]);
  await one.context.close();
});

const editor = () => page.getByRole('textbox', { name: /^Code of/ });
const status = (text: string) => page.getByRole('status').getByText(text);

test('its bundle is loaded by its page alone', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${stage.url}/inspections`);
  await page.getByRole('link', { name: 'ECS inspection', exact: true }).waitFor();
  expect(asked).not.toContain('/static/editor.js');
  await stage.host.saveDraft('team/lazy', FIRST);
  await page.goto(`${stage.url}/scripts/team%2Flazy`);
  await editor().waitFor();
  expect(asked).toContain('/static/editor.js');
});

test('a type error stands at its line, and words are completed from the real types', async () => {
  await stage.host.saveDraft('team/typed', FIRST);
  await page.goto(`${stage.url}/scripts/team%2Ftyped`);
  await editor().press('Control+End');
  await page.keyboard.type('defineInspection({ id: 7 });');
  const marked = page.locator('.cm-lintRange-error');
  await marked.first().waitFor({ timeout: 60_000 });
  expect(await page.locator('.cm-lint-marker-error').count()).toBeGreaterThan(0);
  await marked.first().hover();
  await page.locator('.cm-tooltip-lint').getByText(/TS\d+/).first().waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await editor().press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('inspection.na');
  await page.locator('.cm-tooltip-autocomplete').getByText('name', { exact: true }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');

  // The keyboard gets out of it, though Tab indents.
  await editor().press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).not.toContain('inspection.na');
  // What is typed is nobody's business.
  const { records } = await (await enter(stage.url)).ok<AuditView>('GET', '/audit');
  expect(records.some(({ what }) => /check|complete/.test(what))).toBe(false);
});

test('versions tell who and when; what is different is shown; a former one comes back', async () => {
  await stage.host.saveDraft('team/old', FIRST);
  await page.goto(`${stage.url}/scripts/team%2Fold`);
  await editor().waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await status('Published').waitFor();
  await editor().press('Control+End');
  await page.keyboard.type('// the second');
  await page.getByRole('button', { name: 'Difference' }).click();
  await page.locator('.cm-mergeView').getByText('// the second').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publish' }).click();
  await status('Published').waitFor();
  await page.getByText('There is no difference.').waitFor();

  await page.getByRole('button', { name: 'Versions' }).click();
  const first = page.getByRole('row', { name: /Version 1/ });
  await first.getByText('operator').waitFor();
  expect(await page.getByRole('row', { name: /^Version 2 Published/ }).count()).toBe(1);
  expect(await violationsOf(page)).toEqual([]);
  await first.getByRole('button', { name: /^Difference/ }).click();
  await page.locator('.sides').getByText('Version 1').waitFor();
  await page.getByRole('button', { name: 'Versions' }).click();
  await first.getByRole('button', { name: /^Back to this version/ }).click();
  await editor().waitFor();
  expect(await editor().innerText()).not.toContain('// the second');
  await page.getByRole('button', { name: 'Publish' }).click();
  await status('Published').waitFor();

  const client = await enter(stage.url);
  const { versions, published } = await client.ok<ScriptDetail>('GET', '/scripts/team%2Fold');
  expect(versions.map(({ number, who }) => [number, who])).toEqual([3, 2, 1].map((n) => [n, 'operator']));
  expect(published).toBe(FIRST);
  const second = await client.ok<ScriptVersionView>('GET', '/scripts/team%2Fold/versions/2');
  expect(second.text).toContain('// the second');
  expect((await client.ask('GET', '/scripts/team%2Fold/versions/9')).status).toBe(404);
});
