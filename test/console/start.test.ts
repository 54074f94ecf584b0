import type { AuditView, EventDetailView } from '../../console/api/api';
import type { FaultRow, HealthView, StartView } from '../../console/api/faults';
import { fillCause } from './cause';
import { enter } from './client';
import type { Client, Refusal } from './client';
import { ACCOUNT, WEB, compilePage, eventOf, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(120_000);

let stage: Stage;
let client: Client;

beforeAll(async () => {
  compilePage();
  stage = await openStage();
  fill(stage);
  fillCause(stage);
  client = await enter(stage.url);
});
afterAll(() => stage.close());

const start = (query = '') => client.ok<StartView>('GET', `/start${query}`);
const faultOf = async (asset: string): Promise<FaultRow> => {
  const found = (await start('?limit=200')).faults.find(({ assetId }) => assetId === asset);
  if (!found) throw new Error(`${asset} has no fault`);
  return found;
};

describe('what is wrong now', () => {
  test('is one row a fault, worst first, with value, place, age and a way to the cloud', async () => {
    const { faults, total, folded, facets } = await start('?limit=200');
    expect(faults).toHaveLength(total);
    const ranks = faults.map(({ status }) => ['critical', 'error', 'warning', 'info'].indexOf(status));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const errors = faults.filter(({ status }) => status === 'error').map(({ since }) => since);
    expect(errors).toEqual([...errors].sort((a, b) => a - b));
    expect(new Set(faults.map(({ checker, assetId }) => `${checker} ${assetId}`)).size).toBe(total);
    expect(faults[0]).toMatchObject({
      assetId: WEB,
      status: 'critical',
      ...{ value: 97.25, threshold: 80, unit: '%', account: ACCOUNT, accountName: 'production', region: 'cn-hangzhou' },
      link: `https://ecs.console.aliyun.com/server/${WEB}/detail?regionId=cn-hangzhou`,
      ...{ muted: false, taken: { comments: 0 }, consequences: [] },
    });
    // Since its first event, not its newest.
    expect(Math.round((Date.now() - (faults[0]?.since ?? 0)) / 60_000)).toBe(150);
    expect(folded).toBe(1);
    expect(facets.product?.map(({ value }) => value)).toEqual(expect.arrayContaining(['ecs', 'rds', 'slb']));
    const open = await stage.workspace.store.listEvents({ openOnly: true });
    expect(total + folded).toBe(open.total);
  });

  test('what follows from a fault is told with it, and leads to its own event', async () => {
    const cause = await faultOf('i-bp1host000000000001');
    const follower = (await stage.workspace.store.listEvents({ assetId: 'lb-bp1front0000000001' })).events[0];
    expect(cause.consequenceCount).toBe(3);
    expect(cause.consequences).toEqual([
      {
        ...{ checker: 'slb-unhealthy', assetId: 'lb-bp1front0000000001', region: 'cn-hangzhou', severity: 'error' },
        since: expect.any(Number),
        message: { zh: '后端 host-1 不健康', en: 'Backend host-1 is unhealthy' },
        eventId: follower?.docId,
      },
      { checker: 'alb-unhealthy', assetId: 'alb-000001', region: 'cn-hangzhou', severity: 'warning' },
    ]);
    expect(cause).toMatchObject({ tags: ['env=production', 'team=web'], team: 'web' });
    // Where its cause is not in the list, it stands there by itself.
    expect((await start('?is.product=slb')).faults.map(({ assetId }) => assetId)).toEqual(['lb-bp1front0000000001']);
  });

  test('is narrowed by every field, and by several values of one', async () => {
    const of = async (query: string) => (await start(`?limit=200&${query}`)).faults;
    expect((await of('is.region=cn-shanghai')).every(({ region }) => region === 'cn-shanghai')).toBe(true);
    const both = await of('is.status=critical&is.status=error&is.product=ecs');
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set(['critical', 'error']));
    expect((await of('is.team=web')).map(({ assetId }) => assetId)).toEqual(['i-bp1host000000000001']);
    expect(await of('is.tag=env%3Dproduction&is.account_id=1')).toEqual([]);
    expect(await of(`is.inspection=${stage.inspection.uuid}`)).toHaveLength((await start()).total);
    const first = await start('?limit=1');
    const second = await start('?limit=1&offset=1');
    expect(first.faults[0]?.id).not.toBe(second.faults[0]?.id);
  });

  test.each(['is.asset_env=x', 'not.region=x', 'offset=-1', 'limit=1000'])('%s is refused by name', async (query) => {
    const { status, data } = await client.ask<Refusal>('GET', `/start?${query}`);
    expect([status, data.error.code]).toEqual([400, 'config']);
    expect(data.error.message.zh).toContain(query.split('=')[0]);
  });

  test('needs somebody who is signed in', async () => {
    expect((await client.ask('GET', '/start', undefined, { cookie: '' })).status).toBe(401);
  });
});

describe('taking a fault', () => {
  test('of two sessions that take it at once one does, and the other is told who', async () => {
    const other = await enter(stage.url);
    const { id } = await faultOf('d-bp1disk001');
    const answers = await Promise.all([
      client.ask<Refusal>('POST', `/events/${id}/assign`, { to: 'Li Lei', from: '' }),
      other.ask<Refusal>('POST', `/events/${id}/assign`, { to: 'Han Meimei', from: '' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { taken } = await faultOf('d-bp1disk001');
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.data.error.message.en).toBe(`${taken.assigned?.to ?? ''} has taken it meanwhile`);
    expect(['Li Lei', 'Han Meimei']).toContain(taken.assigned?.to);
    // Whoever has seen that may take it over.
    await other.ok('POST', `/events/${id}/assign`, { to: 'Han Meimei', from: taken.assigned?.to });
    expect((await faultOf('d-bp1disk001')).taken.assigned).toMatchObject({ to: 'Han Meimei', who: 'operator' });
  });

  test('acknowledging mutes nothing, is done once, and everything ends with the recovery', async () => {
    const { id } = await faultOf(WEB);
    await client.ok('POST', `/events/${id}/acknowledge`);
    const again = await client.ask<Refusal>('POST', `/events/${id}/acknowledge`);
    expect([again.status, again.data.error.message.en]).toEqual([409, 'operator has acknowledged it already']);
    const text = '<img src=x onerror=alert(1)> \u202E=cmd()\u0007\nsecond line';
    await client.ok('POST', `/events/${id}/comment`, { text });
    stage.workspace.ingest.add([
      eventOf(stage, { status: 'critical', minutesAgo: 0, asset: WEB, title: 'still high' }),
    ]);
    const now = await faultOf(WEB);
    expect(now).toMatchObject({ muted: false, taken: { acknowledged: { who: 'operator' }, comments: 1 } });
    const detail = await client.ok<EventDetailView>('GET', `/events/${now.id}`);
    expect(detail.deeds.map(({ kind, who, text }) => [kind, who, text])).toEqual([
      ['acknowledge', 'operator', ''],
      ['comment', 'operator', '<img src=x onerror=alert(1)>  =cmd() \nsecond line'],
    ]);
    expect(detail.notifications.some(({ state }) => state === 'muted')).toBe(false);

    await client.ok('POST', `/events/${now.id}/recover`);
    const late = await client.ask<Refusal>('POST', `/events/${now.id}/assign`, { to: 'x', from: '' });
    expect([late.status, late.data.error.message.en]).toEqual([409, 'It has recovered already']);
    expect((await client.ok<EventDetailView>('GET', `/events/${id}`)).deeds).toHaveLength(2);
    // The next round is another fault.
    stage.workspace.ingest.add([eventOf(stage, { status: 'warning', minutesAgo: 0, asset: WEB, title: 'high again' })]);
    expect((await faultOf(WEB)).taken).toEqual({ comments: 0 });
  });

  test.each<[string, unknown, number]>([
    ['comment', { text: '' }, 400],
    ['comment', { text: '\u200b \u0007' }, 400],
    ['comment', { text: 'x'.repeat(2001) }, 400],
    ['assign', { to: 'x'.repeat(61) }, 400],
    ['assign', { to: 7 }, 400],
  ])('%s: what does not fit is refused (%#)', async (what, body, status) => {
    const { id } = await faultOf('i-bp1host000000000001');
    expect((await client.ask('POST', `/events/${id}/${what}`, body)).status).toBe(status);
  });

  test('needs the token of the page, and is in the audit', async () => {
    const { id } = await faultOf('i-bp1host000000000001');
    const bare = await client.ask('POST', `/events/${id}/acknowledge`, {}, { 'x-csrf-token': '' });
    expect(bare.status).toBe(403);
    await client.ok('POST', `/events/${id}/comment`, { text: 'looking' });
    const { records } = await client.ok<AuditView>('GET', '/audit');
    expect(records[0]).toMatchObject({ who: 'operator', target: id, status: 200, title: { en: 'Comment on a fault' } });
    expect(records[1]).toMatchObject({ status: 403, what: 'POST /events/{id}/acknowledge' });
  });
});

describe('how the inspecting goes', () => {
  const health = async (): Promise<HealthView> => (await start()).health;

  test('what was read, what was not and why, and which runs failed', async () => {
    const view = await health();
    expect(view).toMatchObject({
      state: 'partial',
      collections: { complete: 5, partial: 1, failed: 1, unsupported: 1, 'not-opened': 0 },
      ...{ unreadTotal: 2, failed: [], late: [], waiting: [], elsewhere: 0 },
    });
    expect(view.unread.map(({ collector, status, account }) => [collector, status, account])).toEqual([
      ['ecs-instances', 'failed', 'production'],
      ['ecs-disks', 'partial', 'production'],
    ]);
    expect(view.unread[0]?.reason).toContain('grant ecs:DescribeInstances');
    expect(view.next.map(({ id }) => id)).toEqual(['ecs.run', 'databases.run']);
  });

  test('nothing is known before the first run, nor when every run failed: that is never health', async () => {
    const empty = await openStage();
    try {
      const visitor = await enter(empty.url);
      const of = async () => visitor.ok<StartView>('GET', '/start');
      const first = await of();
      expect([first.total, first.health.state, first.health.inspectedAt]).toEqual([0, 'never', undefined]);
      expect(first.health.waiting).toHaveLength(2);
      const error = { code: 'credentials', message: 'no keys' };
      empty.host.finished('ecs.run', 3, { status: 'failure', error, result: undefined } as never);
      const failed = (await of()).health;
      expect([failed.state, failed.failed]).toMatchObject(['unread', [{ id: 'ecs.run', message: 'no keys' }]]);
      const none = empty.host.finished('ecs.run', 2).result;
      const collections = (none?.collections ?? []).map((one) => ({ ...one, status: 'failed' as const }));
      empty.host.finished('ecs.run', 1, { result: { ...none, collections } } as never);
      expect((await of()).health).toMatchObject({ state: 'unread', failed: [] });
      expect((await of()).health.inspectedAt).toBeUndefined();
      const whole = collections.map((one) => ({ ...one, status: 'complete' as const }));
      const judged = async (unknown: number, complete = true) => {
        const verdicts = { pass: 9, fail: 0, skip: 0, unknown };
        for (const id of ['ecs.run', 'databases.run'])
          empty.host.finished(id, 0, { result: { ...none, complete, verdicts, collections: whole } } as never);
        return (await of()).health.state;
      };
      // All lists were read: what nobody could judge, or was not found, is not healthy all the same.
      expect(await judged(3)).toBe('partial');
      expect(await judged(0, false)).toBe('partial');
      expect(await judged(0)).toBe('whole');
    } finally {
      await empty.close();
    }
  });

  test('what the last run has read is known behind those that were skipped, tried or stopped since', async () => {
    const busy = await openStage();
    try {
      const visitor = await enter(busy.url);
      const of = async () => (await visitor.ok<StartView>('GET', '/start')).health;
      busy.host.finished('ecs.run', 60);
      busy.host.finished('databases.run', 5);
      const { collections, inspectedAt } = await of();
      const since = [
        { status: 'skip' },
        { origin: 'draft' },
        { status: 'cancelled' },
        { status: 'skip' },
        { status: 'skip' },
      ];
      since.forEach((one, n) => busy.host.finished('ecs.run', 50 - n, { result: undefined, ...one } as never));
      expect(await of()).toMatchObject({ collections, inspectedAt, waiting: [], running: [] });
      busy.host.finished('ecs.run', 40, { result: undefined, status: 'running' } as never);
      busy.host.finished('ecs.run', 30, { result: undefined, status: 'skip' } as never);
      expect(await of()).toMatchObject({ collections, inspectedAt, running: [{ id: 'ecs.run' }] });
    } finally {
      await busy.close();
    }
  });

  test('a run that its schedule has started no more is late; a paused one is not', async () => {
    const slow = await openStage();
    try {
      const visitor = await enter(slow.url);
      const of = async () => (await visitor.ok<StartView>('GET', '/start')).health;
      slow.host.finished('ecs.run', 100);
      slow.host.finished('databases.run', 5);
      const { late, state } = await of();
      expect([late.map(({ id }) => id), state]).toEqual([['ecs.run'], 'partial']);
      const due = late[0]?.due ?? 0;
      expect(Date.now() - due).toBeGreaterThanOrEqual(70 * 60_000 - 1000);
      expect(due % (30 * 60_000)).toBe(0);
      slow.host.pause('ecs.run');
      expect((await of()).late).toEqual([]);
    } finally {
      await slow.close();
    }
  });
});

test('whoever may look sees what workers do, the longest first, and that their queue is away', async () => {
  let away = false;
  const unit = { inspection: 'ecs', account: 'one', attempt: 2, worker: 'host:1' };
  const underWay = Array.from({ length: 12 }, (_, n) => ({ ...unit, since: n }));
  const found = { waiting: 3, active: 12, delayed: 1, failed: 2, runs: 1, planned: 4, workers: 6, underWay };
  const counts = () => (away ? Promise.reject(new Error('away')) : Promise.resolve(found));
  const other = await openStage({ role: 'see', queue: { counts } });
  try {
    const visitor = await enter(other.url);
    expect(await visitor.ok('GET', '/queue')).toEqual({
      state: 'there',
      counts: { workers: 6, waiting: 3, active: 12, delayed: 1, failed: 2 },
      underWay: underWay.slice(0, 10),
    });
    away = true;
    expect(await visitor.ok('GET', '/queue')).toEqual({ state: 'away' });
    expect((await visitor.ask('GET', '/queue', undefined, { cookie: '' })).status).toBe(401);
  } finally {
    await other.close();
  }
  expect(await client.ok('GET', '/queue')).toEqual({ state: 'none' });
});
