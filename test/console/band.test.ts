/** The chart of an event of something unusual shows what was expected. */
import type { EventDetailView } from '../../console/api/api';
import { violationsOf } from './axe';
import { browserTest, hasBrowser, openBrowser, signIn, visit } from './browser';
import { ACCOUNT, WEB, compilePage, fill, openStage } from './stage';
import type { Stage } from './stage';
import { DATA, SINCE, unusualOf } from './unusual';

jest.setTimeout(300_000);

const HOUR = 3_600_000;
/** Where screenshots go, to be looked at. */
const SHOTS = process.env.CONSOLE_SHOTS;

let stage: Stage;
let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
let id = '';

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage();
  fill(stage);
  const { ingest, store } = stage.workspace;
  store.telemetry.putMetrics(
    Array.from({ length: 30 }, (_, i) => ({
      measurement: 'aliyun_acs_ecs_dashboard',
      tags: { instanceId: 'i-band', userId: ACCOUNT },
      fields: { CPUUtilization_Average: (i < 26 ? 14 : 71) + 3 * Math.sin(i) },
      time: Date.now() - (30 - i) * HOUR,
    })),
  );
  id = ingest.add([unusualOf(stage, { asset: 'i-band' })]).eventIds[0] ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (hasBrowser()) await stage.close();
});

async function open(options: { locale?: string; dark?: boolean; width?: number } = {}) {
  if (!browser) throw new Error('no browser');
  const one = await visit(browser, stage.url, options);
  await one.page.setViewportSize({ width: options.width ?? 1440, height: 900 });
  await signIn(one.page);
  await one.page.goto(`${stage.url}/events/${id}`);
  await one.page.getByRole('img', { name: /CPU/ }).waitFor();
  return one;
}

const read = async (page: Awaited<ReturnType<typeof open>>['page'], of: string) =>
  (await page.evaluate(
    async (path) => (await (await fetch(path)).json()) as unknown,
    `/console/api/events/${of}`,
  )) as EventDetailView;

browserTest(
  'what was expected is said in words, in numbers and as an area, in both themes and on a phone',
  async () => {
    for (const [name, options] of Object.entries({
      light: {},
      dark: { dark: true },
      phone: { width: 390 },
      'phone-dark': { width: 390, dark: true },
      chinese: { locale: 'zh-CN' },
    })) {
      const { page, context, problems } = await open(options);
      const chart = page.getByRole('img', { name: /CPU/ });
      const label = (await chart.getAttribute('aria-label')) ?? '';
      expect(label).toMatch(
        name === 'chinese'
          ? /; 自 .* 预期约 14 %，在 8\.5 至 20\.25 之间$/
          : /; since .* about 14 % was expected, between 8\.5 and 20\.25$/,
      );
      await page.getByText(/(?:Expected|预期) 14 % \(8\.5–20\.25\)/).waitFor();
      // The area is there: of its colour there are more pixels than of any line.
      const shaded = await chart.locator('canvas').evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? {
          data: [],
        };
        let found = 0;
        for (let i = 0; i < data.length; i += 4) {
          const [r = 0, g = 0, b = 0, alpha = 0] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
          if (alpha > 60 && alpha < 85 && g > r && g > b) found += 1;
        }
        return found;
      });
      expect(shaded).toBeGreaterThan(400);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      if (SHOTS) {
        await chart.scrollIntoViewIfNeeded();
        await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
      }
      expect(problems).toEqual([]);
      await context.close();
    }
  },
);

browserTest('only what says so has a band: no level, and no unrest, which is no value of the chart', async () => {
  const { page, context } = await open();
  expect((await read(page, id)).band).toEqual({
    metric: 'CPUUtilization',
    expected: 14,
    low: 8.5,
    high: 20.25,
    since: Date.parse(SINCE),
  });
  const { ingest, store } = stage.workspace;
  const web = (await store.listEvents({ assetId: WEB, openOnly: true })).events[0]?.docId ?? '';
  expect((await read(page, web)).band).toBeUndefined();
  const add = (data: object) =>
    ingest.add([unusualOf(stage, { asset: 'i-odd', data: { ...DATA, ...data } })]).eventIds[0] ?? '';
  for (const odd of [{ kind: 'spread' }, { low: 'x' }, { since: 'x' }, { metric: undefined }, { high: null }])
    expect((await read(page, add(odd))).band).toBeUndefined();
  await page.goto(`${stage.url}/events/${web}`);
  expect(await page.getByRole('img', { name: /CPU/ }).getAttribute('aria-label')).not.toMatch(/expected/);
  expect(await page.locator('.band').count()).toBe(0);
  await context.close();
});
