/** The console over the server that an operator starts: real runs in real processes, of an emulated cloud. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { readSettings } from '../../host/config';
import { createLog } from '../../host/log';
import { startServer, type FunctionServer } from '../../cli/serve';
import { CHROMIUM, hasBrowser, openBrowser, signIn, visit } from './browser';
import { compilePage } from './stage';

jest.setTimeout(600_000);
const RUN_MS = 180_000;

let emulator: Emulator;
let server: FunctionServer;
let browser: Browser | undefined;
const logged: string[] = [];
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  const folder = mkdtempSync(join(tmpdir(), 'console-serve-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  emulator = await startEmulator({ port: 0, seed: 1, latencyMs: 15 });
  undo.push(() => emulator.close());
  // As `serve --demo` does it.
  const environment = { ...process.env };
  undo.push(() => (process.env = environment));
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: emulator.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: '',
  });
  // Starts every half an hour, and there they are a quarter of an hour later: none of them comes in between.
  const timeZone = Math.abs((new Date().getUTCMinutes() % 30) - 15) < 8 ? 'UTC' : 'Asia/Kathmandu';
  server = await startServer(
    readSettings(
      { port: 0, data: folder, keyFile: join(folder, 'key'), language: 'en', timeZone, jitterSeconds: 0 },
      {},
    ),
    createLog('plain', (line) => logged.push(line)),
  );
  undo.push(() => server.close());
  const opened = await openBrowser();
  undo.push(() => opened.close());
  browser = opened;
});
afterAll(async () => {
  for (const one of undo.reverse()) await one();
});

const ECS = '/inspections/ecs.run';

/** Runs the inspection from its page and watches it to its end. @returns what the page says came of it */
async function run(page: Page): Promise<string> {
  await page.goto(`${server.url}${ECS}`);
  const before = page.url();
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.waitForURL((url) => url.href !== before && url.searchParams.has('task'));
  const panel = page.getByRole('region', { name: 'Progress' });
  const bar = panel.getByRole('progressbar');
  await bar.waitFor();
  await panel.getByText(/\d+ assets?$/).waitFor({ timeout: RUN_MS });
  await bar.waitFor({ state: 'detached' });
  return panel.innerText();
}

const assetsOf = (outcome: string) => Number(/^([\d,]+) assets?$/m.exec(outcome)?.[1]?.replaceAll(',', ''));

/** The list of events, when what is shown is what was asked for. */
async function list(page: Page, query?: string): Promise<string[]> {
  if (query !== undefined) await page.goto(`${server.url}/events?range=1h&${query}`);
  await page.locator('.found [aria-busy=false]').waitFor();
  return page.locator('.found tbody td.title').allInnerTexts();
}

const found = hasBrowser();
(found ? test : test.skip)(
  `an operator inspects a cloud with the console alone${found ? '' : ` (no browser at ${CHROMIUM}: set CHROMIUM)`}`,
  async () => {
    if (!browser) throw new Error('the browser was not started');
    const one = await visit(browser, server.url);
    const { page } = one;
    page.setDefaultTimeout(60_000);

    // The first password, with which every page says that it is one
    await signIn(page, server.first.password);
    await page.getByText('The password of the first start is still in use.').waitFor();

    // A shipped inspection has no schedule until somebody enables it; by hand it can be run before
    await page.getByRole('link', { name: 'Inspections', exact: true }).click();
    const first = page.getByRole('button', { name: 'Run ECS inspection' });
    await first.waitFor();
    expect(await first.isDisabled()).toBe(false);
    await page.getByRole('button', { name: 'Enable ECS inspection' }).click();
    await page.getByRole('button', { name: 'Disable ECS inspection' }).waitFor();
    const outcome = await run(page);
    expect(outcome).toMatch(/Success/);
    expect(outcome).toMatch(/[1-9]\d* new, 0 updated, 0 recovered/);

    // To its events, and to those of an attribute
    await page.getByRole('link', { name: 'View related events' }).click();
    const all = await list(page);
    await page.getByText('Filter by an attribute').click();
    await page.getByLabel('Attribute').fill('checker');
    await page.getByRole('textbox', { name: 'Value' }).fill('ecs-memory-high');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.waitForURL(/is\.checker=ecs-memory-high/);
    await page.getByRole('checkbox', { name: /^Warning/ }).check();
    await page.waitForURL(/is\.status=warning/);
    // What was read before stays until there is something newer.
    const other = page.locator('.found tbody tr').filter({ hasNotText: 'ECS instance memory is high' });
    await other.first().waitFor({ state: 'detached' });
    const memory = await list(page);
    expect(memory.length).toBeGreaterThan(0);
    expect(memory.length).toBeLessThan(all.length);

    // One of them: muted, it is recorded as ever
    await page.locator('.found tbody td.title a').first().click();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('Not yet').waitFor();
    const event = page.url();
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByLabel('Reason').fill('known');
    await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
    await page.getByText(/Muted until .*: known/).waitFor();

    // The cloud moves on, and the next run sees it
    emulator.advance();
    const second = await run(page);
    expect(second).toMatch(/[1-9]\d* recovered/);
    await page.goto(event);
    await page.getByText(/Muted until .*: known/).waitFor();
    await history.getByRole('listitem').getByText('Recovered', { exact: true }).waitFor();
    expect(await history.getByText('Not yet').count()).toBe(0);

    // Parameters that are set count in the next run
    const cpu = 'is.checker=ecs-cpu-high&is.status=warning&open=1';
    const before = await list(page, cpu);
    await page.goto(`${server.url}${ECS}?tab=parameters`);
    await page
      .getByRole('group', { name: /ecs-cpu-high/ })
      .getByLabel('warning')
      .fill('20');
    await page.getByLabel('Regions').fill('cn-hangzhou');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved').waitFor();
    const third = await run(page);
    expect(assetsOf(third)).toBeGreaterThan(0);
    expect(assetsOf(third)).toBeLessThan(assetsOf(second));
    expect((await list(page, cpu)).length).toBeGreaterThan(before.length);
    await page.locator('.found tbody td.title a').first().click();
    await page
      .getByRole('region', { name: 'Value and threshold' })
      .getByText(/^Threshold 20 %/)
      .waitFor();

    // Disabled, it cannot be run here, and a run that is started all the same inspects nothing
    await page.goto(`${server.url}${ECS}`);
    await page.getByRole('button', { name: 'Disable ECS inspection' }).click();
    await page.getByRole('button', { name: 'Enable ECS inspection' }).waitFor();
    expect(await page.getByRole('button', { name: 'Run now' }).isDisabled()).toBe(true);
    const answer = await fetch(`${server.url}/api/v1/func/ecs.run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.first.token ?? ''}` },
    });
    const { data } = (await answer.json()) as { data: { taskId: string } };
    await page.goto(`${server.url}${ECS}?task=${data.taskId}`);
    const panel = page.getByRole('region', { name: 'Progress' });
    await panel.getByText('inspection ecs is disabled in Guance: nothing was inspected', { exact: true }).waitFor();
    expect(assetsOf(await panel.innerText())).toBe(0);

    await page.getByRole('button', { name: /^Sign out/ }).click();
    await page.getByLabel('Password').waitFor();
    expect(logged.filter((line) => / error /i.test(line))).toEqual([]);
    expect([one.problems, one.strangers]).toEqual([[], []]);
  },
);
