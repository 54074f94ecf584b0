/** What an operator sets: parameters with their titles, and alerts with a test that really goes out. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TargetTest, TargetView } from '../../console/api/api';
import { violationsOf } from './axe';
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import type { Visit } from './browser';
import { enter } from './client';
import type { Client } from './client';
import { compilePage, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(300_000);

let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
let stage: Stage;
let client: Client;
let one: Visit;
let page: Visit['page'];
/** What the fake receiver got, and what it answers. */
const received: { readonly path: string; readonly body: Record<string, unknown> }[] = [];
let answer: { status: number; body: string };
const receiver = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    received.push({ path: request.url ?? '', body: JSON.parse(text) as Record<string, unknown> });
    response.writeHead(answer.status).end(answer.body);
  });
});
let hook = '';

beforeAll(async () => {
  compilePage();
  stage = await openStage();
  fill(stage);
  client = await enter(stage.url);
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?access_token=t0k3n-of-the-robot`;
  if (hasBrowser()) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  receiver.close();
  await stage.close();
});
beforeEach(async () => {
  received.length = 0;
  answer = { status: 200, body: 'thanks' };
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

const kwargs = () => stage.workspace.records.get('checker', stage.inspection.uuid)?.jsonScript.callKwargs;

test('parameters have titles, are found, checked beside their field, and undone', async () => {
  await page.goto(`${stage.url}/inspections/ecs.run?tab=parameters`);
  const cpu = page.getByRole('group', { name: /ecs-cpu-high/ });
  const save = page.getByRole('button', { name: 'Save' });
  const bar = page.getByRole('region', { name: 'Save' });
  await cpu.getByLabel('Warning level (%)').fill('170');
  await cpu.getByText('Has to be 0 to 100 %').waitFor();
  expect(await cpu.getByLabel('Warning level (%)').getAttribute('aria-invalid')).toBe('true');
  await bar.getByText('1 value is to be put right').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await cpu.getByLabel('Periods until it is raised').fill('1.5');
  await cpu.getByText('Has to be a whole number').waitFor();
  await cpu.getByLabel('Periods until it is raised').fill('2');
  await cpu.getByLabel('Warning level (%)').fill('96');
  await bar.getByText(/^2 changes: .*Warning level/).waitFor();
  // Always in view, wherever the page is.
  expect(await save.evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight)).toBe(true);

  // What only the checker knows is told by the server, at the checker: the script's critical level is 95.
  await save.click();
  await cpu
    .getByRole('alert')
    .getByText(/critical \(95\) is below warning \(96\)/)
    .waitFor();
  expect(kwargs()).toEqual({});

  await page.getByRole('button', { name: 'Undo' }).click();
  await bar.getByText('Nothing is changed').waitFor();
  expect(await cpu.getByLabel('Warning level (%)').inputValue()).toBe('');

  await page.getByLabel('Search').fill('unattached');
  await cpu.waitFor({ state: 'detached' });
  await page.getByRole('group', { name: /ecs-disk-unattached/ }).waitFor();
  await page.getByLabel('Search').fill('no checker is called that');
  await page.getByText('No checker fits.').waitFor();
});

test('checkers are switched, assets chosen by tag and resource group, and leaving asks first', async () => {
  await page.goto(`${stage.url}/inspections/ecs.run?tab=parameters`);
  await page.getByRole('switch', { name: /CPU/ }).first().uncheck();
  await page.getByText('Off: it judges nothing').waitFor();
  await page.getByLabel('Tags').fill('env=production\nteam');
  await page.getByLabel('Resource group ids').fill('not an id');
  await page.getByText('Is no id: not an id').waitFor();
  await page.getByLabel('Resource group ids').fill('rg-1');
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Events', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'There are unsaved changes' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved').waitFor();
  expect(kwargs()).toEqual({
    configs: {
      tags: ['env=production', 'team'],
      resourceGroups: ['rg-1'],
      disabledCheckers: [expect.stringMatching(/^ecs-cpu/)],
    },
  });
  await page.reload();
  await page.getByText('1 off').waitFor();
  await page.getByRole('button', { name: 'Use the script’s values for all' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Nothing is changed').waitFor();
  expect(kwargs()).toEqual({});
});

test('a policy and its target are made in one dialog, with a test that goes out', async () => {
  await page.goto(`${stage.url}/inspections/ecs.run?tab=alerts`);
  await page.getByRole('button', { name: 'New policy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('night');
  await dialog.getByRole('button', { name: 'New target' }).click();
  await dialog.getByLabel('Name of the target').fill('duty');
  await dialog.getByLabel('Address').fill(hook);
  await dialog.getByRole('button', { name: 'Send a test to duty' }).click();
  await dialog.getByText('It was taken: HTTP 200: thanks').waitFor();
  expect(received).toMatchObject([
    { path: '/hook?access_token=t0k3n-of-the-robot', body: { df_status: 'info', df_title: expect.any(String) } },
  ]);
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add the target' }).click();
  const duty = dialog.getByRole('checkbox', { name: /duty/ });
  await duty.waitFor();
  expect(await duty.isChecked()).toBe(true);

  answer = { status: 403, body: 'no' };
  await dialog.getByRole('button', { name: 'Send a test to duty' }).click();
  await dialog.getByText(/It was not taken: .*HTTP 403/).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('checkbox', { name: 'night' }).waitFor();
  const target = stage.workspace.records.list('notify').find(({ name }) => name === 'duty');
  const policy = stage.workspace.records.list('policy').find(({ name }) => name === 'night');
  expect(policy?.alertOpt.alertTarget).toMatchObject([{ targets: [{ to: [target?.uuid] }] }]);
  expect(await page.content()).not.toContain('t0k3n');
});

test('people are mailed by their addresses, one or several', async () => {
  await page.goto(`${stage.url}/inspections/ecs.run?tab=alerts`);
  await page.getByRole('button', { name: 'New target' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type').selectOption({ label: 'Mail group' });
  await dialog.getByLabel('Name of the target').fill('team');
  await dialog.getByLabel('Mail addresses').fill('a@example.com, nobody');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('to must list mail addresses').waitFor();
  await dialog.getByLabel('Mail addresses').fill('a@example.com, Team <b@example.com>');
  await dialog.getByRole('button', { name: 'Send a test to team' }).click();
  await dialog.getByText(/It was not taken: .*set SMTP_URL and EMAIL_FROM of the host/).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const target = stage.workspace.records.list('notify').find(({ name }) => name === 'team');
  expect(target).toMatchObject({ type: 'mailGroup', optSet: { to: ['a@example.com', 'Team <b@example.com>'] } });
});

it('sends a test through the notifier, and never tells the address', async () => {
  const draft = { type: 'HTTPRequest', name: 'x', optSet: { url: hook } };
  answer = { status: 200, body: 'you sent t0k3n-of-the-robot' };
  const echoed = await client.ok<TargetTest>('POST', '/targets/test', draft);
  expect(echoed.taken).toBe(true);
  expect(echoed.answer).not.toContain('t0k3n');
  const kept = await client.ok<TargetView>('POST', '/targets', draft);
  answer = { status: 500, body: '' };
  const refused = await client.ok<TargetTest>('POST', `/targets/${kept.uuid}/test`);
  expect(refused).toEqual({ taken: false, answer: expect.stringContaining('HTTP 500') });
  expect(refused.answer).not.toContain('t0k3n');

  const robot = { type: 'dingTalkRobot', name: 'r', optSet: { webhook: hook, secret: 'SECsecret' } };
  answer = { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' };
  expect(await client.ok<TargetTest>('POST', '/targets/test', robot)).toMatchObject({ taken: false });
  answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
  expect(await client.ok<TargetTest>('POST', '/targets/test', robot)).toEqual({ taken: true, answer: 'HTTP 200' });
  expect(received.at(-1)?.body).toMatchObject({ msgtype: 'markdown' });
  expect((await client.ask('POST', '/targets/test', { ...draft, optSet: { url: 'ftp://x' } })).status).toBe(400);
  expect((await client.ask('POST', '/targets/notify_none/test')).status).toBe(404);
  const { text } = await client.file('/audit');
  expect(text).toContain('Send a test notification');
  expect(text).not.toContain('t0k3n');
  // Nothing of it is kept as a notification.
  expect(
    (await stage.workspace.store.listEvents({}, { limit: 1000 })).events.some(({ title }) =>
      /测试通知|Test/.test(title),
    ),
  ).toBe(false);
});
