/** An event of something unusual: that it is normal, said over the API and on the page. */
import type { AuditView, FeedbackView } from '../../console/api/api';
import { acceptances } from '../../lib/inspection';
import { violationsOf } from './axe';
import { browserTest, hasBrowser, openBrowser, signIn, visit } from './browser';
import { ACCOUNT, PASSWORD, WEB, compilePage, fill, openStage } from './stage';
import type { Stage } from './stage';
import { DATA, unusualOf } from './unusual';
import type { EventInput } from '../../workspace/event';

jest.setTimeout(300_000);

let stage: Stage;
let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
let headers: Record<string, string> = {};

beforeAll(async () => {
  compilePage();
  stage = await openStage();
  fill(stage);
  const response = await fetch(`${stage.url}/console/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  });
  const { csrf } = (await response.json()) as { csrf: string };
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  headers = { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' };
  if (hasBrowser()) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stage.close();
});

async function ask<T>(method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${stage.url}/console/api${path}`, { method, headers, ...sent });
  return { status: response.status, data: (await response.json()) as T };
}

const feedbackOn = async (id: string) => (await ask<FeedbackView>('GET', `/events/${id}/feedback`)).data;

function add(event: EventInput): string {
  return stage.workspace.ingest.add([event]).eventIds[0] ?? '';
}

describe('over the API', () => {
  test('an event is said to be normal, with who and why, and that is undone', async () => {
    const id = add(unusualOf(stage, { asset: 'i-normal' }));
    expect(await feedbackOn(id)).toEqual({ possible: true, said: [] });
    expect((await ask('POST', `/events/${id}/normal`, { note: ' new release ' })).status).toBe(200);
    const [said] = await acceptances(stage.state);
    expect(said).toMatchObject({
      ...{
        account: ACCOUNT,
        region: 'cn-hangzhou',
        checker: 'ecs-cpu-change',
        assetId: 'i-normal',
        assetName: 'batch-1',
      },
      ...{ metric: 'CPUUtilization', kind: 'shift', low: 68.5, high: 75.25, by: 'operator', note: 'new release' },
      was: { view: 'level-1', low: 8.5, high: 20.25 },
    });
    const view = await feedbackOn(id);
    expect(view).toMatchObject({ possible: false, said: [{ low: 68.5, high: 75.25, by: 'operator', ofThis: true }] });

    // An update of the same event shows it, too; one that began later is another one.
    expect(await feedbackOn(add(unusualOf(stage, { asset: 'i-normal' })))).toEqual(view);
    const later = add(
      unusualOf(stage, {
        asset: 'i-normal',
        data: { ...DATA, since: new Date().toISOString(), lowest: 90, highest: 95 },
      }),
    );
    expect(await feedbackOn(later)).toMatchObject({ possible: true, said: [{ ofThis: false }] });

    expect((await ask('DELETE', `/feedback/${said?.faultId ?? ''}`)).status).toBe(200);
    expect(await feedbackOn(id)).toEqual({ possible: true, said: [] });
    expect((await ask('DELETE', `/feedback/${said?.faultId ?? ''}`)).status).toBe(404);
    const { records } = (await ask<AuditView>('GET', '/audit')).data;
    const deeds = records.map(({ who, what, title, status }) => [who, what, title.zh, status]);
    expect(deeds).toContainEqual(['operator', 'POST /events/{id}/normal', '确认为正常', 200]);
    expect(deeds).toContainEqual(['operator', 'DELETE /feedback/{fault}', '撤销“正常”', 200]);
  });

  test('what is no event of a change, or of another host, cannot be said to be normal', async () => {
    const high = (await stage.workspace.store.listEvents({ assetId: WEB, openOnly: true })).events[0]?.docId ?? '';
    expect(await feedbackOn(high)).toEqual({ possible: false, said: [] });
    expect((await ask('POST', `/events/${high}/normal`, {})).status).toBe(409);
    const { records } = stage.workspace;
    const elsewhere = records.create('checker', {
      ...stage.inspection,
      refKey: 'elsewhere',
      jsonScript: {
        ...stage.inspection.jsonScript,
        refFuncInfo: { ...stage.inspection.jsonScript.refFuncInfo, funcId: 'other.run' },
      },
    } as Parameters<typeof records.create<'checker'>>[1]);
    const id = add(unusualOf({ inspection: elsewhere }, { asset: 'i-elsewhere' }));
    expect(await feedbackOn(id)).toEqual({ possible: false, said: [] });
    const refused = await ask<{ error: { message: { en: string } } }>('POST', `/events/${id}/normal`, {});
    expect([refused.status, refused.data.error.message.en]).toEqual([
      409,
      expect.stringContaining('Another host runs'),
    ]);
    const mine = add(unusualOf(stage, { asset: 'i-mine' }));
    expect((await ask('POST', `/events/${mine}/normal`, { note: 'x'.repeat(501) })).status).toBe(400);
    expect((await ask('POST', '/events/E_none/normal', {})).status).toBe(404);
    expect((await acceptances(stage.state)).filter(({ undone }) => undone === undefined)).toEqual([]);
    records.remove('checker', elsewhere.uuid);
  });
});

browserTest('on the page: said with a note, seen on the event, undone; in Chinese, too', async () => {
  if (!browser) throw new Error('no browser');
  const id = add(unusualOf(stage, { asset: 'i-page' }));
  const one = await visit(browser, stage.url);
  const { page } = one;
  await signIn(page);
  await page.goto(`${stage.url}/events/${id}`);
  await page.getByRole('button', { name: 'This is normal' }).click();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByLabel('Note').fill('since the release of 3.2');
  await page.getByRole('dialog').getByRole('button', { name: 'This is normal' }).click();
  await page
    .getByText(/operator said at .* that this is normal: CPUUtilization 68\.5–75\.25 %\. since the release of 3\.2/)
    .waitFor();
  expect(await page.getByRole('button', { name: 'This is normal' }).count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  expect(await acceptances(stage.state)).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ assetId: 'i-page' })]),
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'This is normal' }).waitFor();
  expect(one.problems).toEqual([]);
  await one.context.close();

  const chinese = await visit(browser, stage.url, { locale: 'zh-CN' });
  await signIn(chinese.page);
  await chinese.page.goto(`${stage.url}/events/${id}`);
  await chinese.page.getByRole('button', { name: '这是正常的' }).click();
  await chinese.page.getByRole('dialog').getByText('下次巡检时该事件结束').waitFor();
  await chinese.context.close();
});
