/** No page shows a placeholder as it stands, or anything in the other language than its own. */
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import { WEB, compilePage, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(300_000);

let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
let stage: Stage;

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage();
  fill(stage);
  await stage.host.saveDraft('team/mine', 'export const inspection = 1;');
  await stage.host.publish('team/mine', 'ada');
  stage.accounts.put({
    ...{ name: 'default', accessKeyId: 'LTAI5tDefaultKeyabcd', accessKeySecret: 'secret-of-default' },
    roleArn: 'acs:ram::1234567890123456:role/inspector',
  });
  stage.workspace.records.create('mute', {
    ...{ name: 'deploy', desc: '', timezone: 'UTC', start: 0, end: -1, repeatTimeSet: 0, repeatExpire: -1 },
    ...{ repeatCrontabSet: {}, crontabDuration: 0, tags: { product: ['ecs'] }, muteRanges: [], status: 0 },
  } as never);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (hasBrowser()) await stage.close();
});

const pages = async () => [
  '/',
  '/inspections',
  '/inspections/ecs.run',
  '/inspections/databases.run',
  '/inspections/ecs.run?tab=parameters',
  '/inspections/ecs.run?tab=alerts',
  '/inspections/ecs.run?tab=about',
  '/events?range=30d&updates=1',
  `/events/${(await stage.workspace.store.listEvents({ assetId: WEB })).events[0]?.docId ?? ''}`,
  '/mutes',
  '/assets',
  '/assets?tab=coverage',
  '/scripts',
  '/scripts/ecs',
  '/scripts/team%2Fmine',
  '/accounts',
  '/audit',
];

/**
 * What is read on a page, text and names alike, that fits a pattern. Left out is what the page does not say itself: names and
 * texts of others (`bdi`), code, ids, and what says of itself that it is in another language (`lang`).
 */
function saidLike(pattern: string): string[] {
  const wanted = new RegExp(pattern, 'u');
  const others = 'bdi, code, pre, .id, .markdown, .code-place, textarea, script, style, body [lang], option[lang]';
  const found: string[] = [];
  const look = (text: string | null | undefined, element: Element | null) => {
    if (text && wanted.test(text) && !element?.closest(others)) found.push(text.trim().slice(0, 120));
  };
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) look(node.nodeValue, node.parentElement);
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [data-label]')) {
    if (element.querySelector('bdi')) continue;
    // What a name is about follows a sign, and is in the language of whoever named it.
    for (const name of ['aria-label', 'title', 'placeholder', 'data-label'])
      look(element.getAttribute(name)?.split(/[:：=≠]/)[0], element);
  }
  return [...new Set(found)];
}

/** One or two braces round a word. */
const PLACEHOLDER = String.raw`\{\{?\w+\}?\}`;
const HAN = String.raw`\p{Script=Han}`;
/** Three words of English in a row are a sentence; one may be a name. */
const ENGLISH = String.raw`\b[A-Za-z][a-z]+ [a-z]{2,} [a-z]{2,}\b`;

test.each([
  ['en-US', HAN],
  ['zh-CN', ENGLISH],
])('%s', async (locale, other) => {
  if (!browser) return;
  const { page, context } = await visit(browser, stage.url, { locale });
  const problems: string[] = [];
  const look = async (path: string) => {
    for (const [what, pattern] of [
      ['placeholder', PLACEHOLDER],
      ['other language', other],
    ] as const) {
      const said = await page.evaluate(saidLike, pattern);
      problems.push(...said.map((text) => `${path}: ${what}: ${text}`));
    }
  };
  await page.locator('input[type=password]').waitFor();
  await look('sign-in');
  await signIn(page);
  for (const path of await pages()) {
    await page.goto(`${stage.url}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    await look(path);
  }
  expect(problems).toEqual([]);
  // Why something could not be read is said in either.
  await page.goto(`${stage.url}/assets?tab=coverage`);
  await page
    .getByText(other === HAN ? 'denied: grant ecs:DescribeInstances' : '被拒绝：请授权 ecs:DescribeInstances')
    .first()
    .waitFor();
  // Nothing is known of what the functions of this stage call.
  await page.goto(`${stage.url}/accounts`);
  const wide = page.locator('td .bad');
  await wide.waitFor();
  expect(await wide.innerText()).toMatch(
    other === HAN ? /^Short-lived keys of these inspections may do all/ : /^以下巡检的临时密钥/,
  );
  expect(await wide.getByRole('link').count()).toBeGreaterThan(0);
  // What a run says of itself is kept in both, what a script prints as it is.
  const { id } = stage.host.call('ecs.run', { origin: 'manual' });
  stage.host.say(id, { zh: 'ecs：开始', en: 'ecs: started' });
  stage.host.say(id, 'printed by a script');
  await page.goto(`${stage.url}/inspections/ecs.run?task=${id}`);
  const log = page.getByRole('log');
  await log.getByText('printed by a script').waitFor();
  const said = (await log.innerText()).split('\n');
  expect(said.filter((line) => line.startsWith('ecs'))).toEqual([other === HAN ? 'ecs: started' : 'ecs：开始']);
  await context.close();
});
