/** What each role is offered: nothing that it would be refused, and everything else. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROLES, type Role } from '../../host/roles';
import { violationsOf } from './axe';
import { browserTest as test, hasBrowser, openBrowser, signIn, visit } from './browser';
import { WEB, compilePage, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(300_000);

let browser: Awaited<ReturnType<typeof openBrowser>>;
let stage: Stage;

beforeAll(async () => {
  if (!hasBrowser()) return;
  compilePage();
  stage = await openStage();
  fill(stage);
  stage.workspace.records.create('mute', {
    ...{ name: 'deploy', desc: '', timezone: 'UTC', start: 0, end: -1, repeatTimeSet: 0, repeatExpire: -1 },
    ...{ repeatCrontabSet: {}, crontabDuration: 0, tags: { product: ['rds'] }, muteRanges: [], status: 0 },
  } as never);
  browser = await openBrowser();
});
afterAll(async () => {
  if (!hasBrowser()) return;
  await browser.close();
  await stage.close();
});

async function enter(role: Role, locale = 'en-US') {
  stage.role = role;
  const one = await visit(browser, stage.url, { locale });
  const refused: string[] = [];
  one.page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(`${answer.request().method()} ${answer.url()}`);
  });
  await signIn(one.page);
  return { ...one, refused };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${stage.url}${path}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.loading') === null);
}

/** What can be pressed, typed into or ticked on a page, but for what only changes what is shown. */
function offers(): string[] {
  const shows =
    '.pager *, aside *, [aria-labelledby=related] *, [type=search], details > summary, .kinds *, nav *, .icon, a[download]';
  return [
    ...document.querySelectorAll<HTMLElement>('main button, main input, main select, main textarea, main a.button'),
  ]
    .filter((one) => !one.matches(`:disabled, ${shows}, a[href^="/events"], a[href^="/inspections"]`))
    .map((one) =>
      one.tagName === 'INPUT'
        ? 'input'
        : one.tagName === 'TEXTAREA'
          ? 'text'
          : one.tagName === 'SELECT'
            ? 'select'
            : one.innerText.trim(),
    );
}

const event = async () =>
  `/events/${(await stage.workspace.store.listEvents({ assetId: WEB, openOnly: true })).events[0]?.docId ?? ''}`;

/** The page, and what each role finds on it besides what those before it find. */
const OFFERED: readonly (readonly [string | (() => Promise<string>), Readonly<Record<Role, readonly string[]>>])[] = [
  ['/', { see: [], operate: ['Take'], edit: [], administer: [] }],
  ['/inspections', { see: [], operate: ['Run', 'Disable'], edit: [], administer: [] }],
  ['/inspections/ecs.run', { see: [], operate: ['Run now', 'Disable'], edit: ['Delete'], administer: [] }],
  [
    '/inspections/ecs.run?tab=parameters',
    { see: [], operate: ['Run now', 'Disable'], edit: ['Delete', 'input', 'text', 'select'], administer: [] },
  ],
  [
    '/inspections/ecs.run?tab=alerts',
    {
      see: [],
      operate: ['Run now', 'Disable'],
      edit: ['Delete', 'Edit', 'New policy', 'New target', 'Send a test', 'input'],
      administer: [],
    },
  ],
  [event, { see: [], operate: ['Take', 'Recover by hand', 'Mute'], edit: [], administer: [] }],
  ['/mutes', { see: [], operate: ['New mute', 'Unmute'], edit: [], administer: [] }],
  ['/scripts', { see: [], operate: [], edit: ['New from a template'], administer: [] }],
  ['/scripts/ecs', { see: [], operate: [], edit: ['New from a template'], administer: [] }],
];

test.each(ROLES)('whoever may %s is offered what that allows, and nothing is refused', async (role) => {
  const { page, refused, problems, context } = await enter(role);
  const wrong: string[] = [];
  for (const [place, by] of OFFERED) {
    const path = typeof place === 'string' ? place : await place();
    await open(page, path);
    const wanted = ROLES.slice(0, ROLES.indexOf(role) + 1).flatMap((one) => by[one]);
    const found = [...new Set(await page.evaluate(offers))];
    const more = found.filter((one) => !wanted.includes(one));
    const less = wanted.filter((one) => !found.includes(one));
    if (more.length + less.length > 0) wrong.push(`${path}: also ${more.join(', ')}; not ${less.join(', ')}`);
    if (role === 'see' && path.includes('tab=')) wrong.push(...(await violationsOf(page)));
    const shots = process.env.CONSOLE_SCREENSHOTS;
    if (shots) {
      const name = path.replace(/\W+/g, '-');
      await page.screenshot({ path: join(shots, `${role}${name}.png`), fullPage: true });
    }
  }
  expect([wrong, refused, problems]).toEqual([[], [], []]);
  await context.close();
});

test.each([
  ['en-US', 'This needs the role "edit": ask an administrator'],
  ['zh-CN', '这需要“编辑”角色，请找管理员'],
])('%s: what can be seen and not changed says what it would need', async (locale, why) => {
  const { page, context } = await enter('see', locale);
  for (const path of ['/inspections/ecs.run?tab=parameters', '/inspections/ecs.run?tab=alerts', '/scripts/ecs']) {
    await open(page, path);
    await page.getByText(why).first().waitFor();
  }
  await context.close();
});

test('a role that is taken away while somebody is at work takes its buttons with it', async () => {
  const { page, refused, context } = await enter('operate');
  await open(page, '/inspections');
  stage.role = 'see';
  await page.getByRole('button', { name: 'Run ECS inspection' }).click();
  await page.getByText('This needs the role "operate": ask an administrator').waitFor();
  await page.getByRole('button', { name: 'Run ECS inspection' }).waitFor({ state: 'detached' });
  expect(refused).toHaveLength(1);
  await context.close();
});
