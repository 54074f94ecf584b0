import axios from 'axios';
import { INSPECTION, NOON, closeLabs, openLab } from './client';
import type { Json, Lab } from './client';

afterEach(closeLabs);

const TAGS = {
  account_id: '1',
  region: 'cn-hangzhou',
  product: 'ecs',
  asset_id: 'd-1',
  checker: 'ecs-disk-unencrypted',
};
const EVENT = { title: '云盘 d-1 未加密', message: '**bad**', status: 'error', dimension_tags: TAGS };

async function inspection(lab: Lab): Promise<string> {
  return (await lab.ok('POST', '/api/v1/self_built_checker/create', INSPECTION)).uuid as string;
}

async function event(lab: Lab, id: string) {
  return lab.ok('GET', `/api/v1/events/${id}/get`);
}

function abnormal(lab: Lab, more: Record<string, unknown> = {}) {
  const timeRange = [lab.clock.ms - 3_600_000, lab.clock.ms];
  return lab.api('POST', '/api/v1/events/abnormal/list', { timeRange, ...more });
}

test('anomaly, update and recovery share one fault, and the next anomaly begins another', async () => {
  const lab = await openLab();
  const uuid = await inspection(lab);
  const ids: string[] = [];
  const send = async (status: string, tags: unknown = TAGS) => {
    const answer = await lab.report({ ...EVENT, status, dimension_tags: tags }, { ref_key: 'ref-1' });
    expect(answer).toMatchObject({ error: 200, ok: true });
    ids.push(answer.data.result.event_ids[0] as string);
    lab.clock.ms += 60_000;
  };
  await send('error');
  await send('critical', JSON.stringify(Object.fromEntries(Object.entries(TAGS).reverse())));
  await send('ok');
  await send('error');
  const [first, update, recovery, next] = await Promise.all(ids.map((id) => event(lab, id)));
  expect(first).toMatchObject({
    df_event_id: ids[0],
    df_status: 'error',
    df_source: 'monitor',
    df_monitor_type: 'bot_obs',
    df_monitor_checker_id: uuid,
    df_monitor_checker_name: 'ECS inspection',
    df_monitor_ref_key: 'ref-1',
    df_fault_id: ids[0],
    df_fault_status: 'fault',
    df_fault_start_time: NOON / 1000,
    df_fault_duration: 0,
    df_issue_start_time: NOON / 1000,
    asset_id: 'd-1',
    region: 'cn-hangzhou',
    date: NOON,
  });
  expect(JSON.parse(first.df_dimension_tags as string)).toEqual(TAGS);
  expect(update).toMatchObject({
    df_fault_id: ids[0],
    df_fault_duration: 60,
    df_monitor_checker_event_ref: first.df_monitor_checker_event_ref,
  });
  expect(recovery).toMatchObject({
    df_fault_id: ids[0],
    df_fault_status: 'ok',
    df_fault_duration: 120,
    df_issue_duration: 120,
  });
  expect(next).toMatchObject({ df_fault_id: ids[3], df_fault_duration: 0 });
  const detail = lab.workspace.store.eventDetail(ids[1] ?? '');
  expect(detail?.history.map((one) => one.eventId)).toEqual(ids.slice(0, 3));
  expect(detail?.notificationNote).toMatch(/no alert policy/);
  expect(lab.workspace.store.openCounts()).toEqual({ error: 1 });
  expect(lab.workspace.store.checkers()[0]).toMatchObject({
    open: { error: 1 },
    openTotal: 1,
    lastEvent: NOON + 180_000,
  });
});

test('an inspection that is created again starts new rounds', async () => {
  const lab = await openLab();
  await inspection(lab);
  await lab.report(EVENT, { ref_key: 'ref-1' });
  await lab.ok('POST', '/api/v1/self_built_checker/delete', { refKey: 'ref-1' });
  await inspection(lab);
  await lab.report({ ...EVENT, status: 'ok' }, { ref_key: 'ref-1' });
  expect((await lab.workspace.store.listEvents({ openOnly: true })).total).toBe(1);
});

test('the same idempotency key is stored once, also when it comes again with others', async () => {
  const lab = await openLab();
  const one = { ...EVENT, idempotency_key: 'run-1/d-1' };
  await lab.report([one]);
  const again = await lab.report([one, { ...EVENT, idempotency_key: 'run-1/d-2' }]);
  expect(again.data.result).toMatchObject({ accepted: 1, duplicates: 1 });
  const id = `event-${'0123456789abcdef'.repeat(2)}`;
  await lab.report({ ...EVENT, df_event_id: id });
  await lab.report({ ...EVENT, df_event_id: id });
  expect((await lab.workspace.store.listEvents({})).total).toBe(3);
  expect((await event(lab, id)).df_event_id).toBe(id);
});

test('where its clients are known, an event is at the time that it says, and never later than now', async () => {
  const dated = await openLab({ datesOfEvents: true });
  const usual = await openLab();
  const day = 86_400;
  const dates = [NOON / 1000 - 30 * day, NOON / 1000 + day, '1', -1, undefined];
  for (const lab of [dated, usual]) {
    const tags = (i: number) => ({ ...TAGS, asset_id: `d-${i}` });
    await lab.report(dates.map((date, i) => ({ ...EVENT, status: 'error', dimension_tags: tags(i), date })));
  }
  const times = async (lab: Lab) => {
    const { events } = await lab.workspace.store.listEvents({}, { limit: 10 });
    return Object.fromEntries(events.map(({ time, body }) => [String(body.asset_id), (time - NOON) / 1000 / day]));
  };
  expect(await times(dated)).toEqual({ 'd-0': -30, 'd-1': 0, 'd-2': 0, 'd-3': 0, 'd-4': 0 });
  expect(new Set(Object.values(await times(usual)))).toEqual(new Set([0]));
});

test('report_event tells its failures inside a 200, and stores nothing of a batch with a wrong event', async () => {
  const lab = await openLab();
  for (const [data, kwargs, message] of [
    [[EVENT, { ...EVENT, status: 'nodata' }], {}, 'data[1].status'],
    [{ ...EVENT, title: '' }, {}, 'title'],
    [{ ...EVENT, dimension_tags: 'no json' }, {}, 'dimension_tags'],
    [EVENT, { workspace_token: 'tkn_wrong' }, 'workspace_token'],
    [EVENT, { workspace_uuid: 'wksp_wrong' }, 'workspace_uuid'],
  ] as const) {
    const answer = await lab.report(data, kwargs);
    expect(answer).toMatchObject({ error: 599.3, ok: false, reason: 'EFuncFailed' });
    expect(answer.message).toContain(message);
  }
  const other = await lab.ok('POST', '/api/v1/outer_function/execute', { funcId: 'x.y', funcBody: { kwargs: {} } });
  expect(other.error).toBeGreaterThan(200);
  expect((await lab.workspace.store.listEvents({})).total).toBe(0);
  expect((await lab.ok('GET', '/api/v1/outer_function/list'))[0].funcId).toBe('guance__openapi.report_event');
});

describe('push-events', () => {
  const SECRET = 'a-unique-secret';
  async function monitor(lab: Lab) {
    return lab.ok('POST', '/api/v1/checker/add', {
      type: 'outer_event_checker',
      secret: SECRET,
      jsonScript: { type: 'OuterEventChecker', title: 'External', subUri: 'aliyun' },
    });
  }
  const push = (lab: Lab, body: unknown, path = `${SECRET}/aliyun`) =>
    axios.post(`${lab.workspace.openapi}/api/v1/push-events/${path}`, body, {
      validateStatus: () => true,
      proxy: false,
    });

  test('stores the event with its custom fields and extra data', async () => {
    const lab = await openLab();
    const checker = await monitor(lab);
    const date = NOON / 1000 - 100;
    const body = {
      event: {
        date,
        status: 'warning',
        title: 'T',
        message: 'M',
        dimension_tags: TAGS,
        check_value: 96.5,
        ext_name: 'web',
      },
      extraData: { run: 'r1' },
    };
    const answer = await push(lab, body);
    expect(answer.data.content).toMatchObject({ error: 200, ok: true });
    await push(lab, { event: { ...body.event, date: date + 50, status: 'ok' } });
    const [ok, bad] = (await lab.workspace.store.listEvents({ checkerIds: [checker.uuid] })).events;
    expect(bad?.body).toMatchObject({
      ext_name: 'web',
      df_monitor_checker_value: '96.5',
      Result: 96.5,
      df_monitor_type: 'custom',
      df_monitor_checker_id: checker.uuid,
      date,
    });
    expect(JSON.parse(bad?.body.df_meta as string).extra_data).toEqual({ run: 'r1' });
    expect(ok?.body).toMatchObject({ df_fault_id: bad?.eventId, df_fault_duration: 50 });
  });

  test.each([
    [{ status: 'nodata' }, 'status'],
    [{ status: 'ok', _x: 'a' }, '_x'],
    [{ status: 'ok', df_x: 'a' }, 'df_x'],
    [{ status: 'ok', x: 5 }, 'event.x'],
    [{ status: 'ok', asset_id: 'b', dimension_tags: TAGS }, 'asset_id'],
    [{ status: 'ok', workspace_uuid: 'b' }, 'workspace_uuid'],
    [{ status: 'ok', date: 1.5 }, 'date'],
    [{ status: 'ok', check_value: '1' }, 'check_value'],
  ])('refuses %j', async (bad, name) => {
    const lab = await openLab();
    await monitor(lab);
    const answer = await push(lab, { event: bad });
    expect([answer.status, (await lab.workspace.store.listEvents({})).total]).toEqual([400, 0]);
    expect(answer.data.message).toContain(name);
  });

  test('a wrong secret or sub URI is ignored without a word, and so is a wrong kind of monitor refused', async () => {
    const lab = await openLab();
    await monitor(lab);
    for (const path of [`${SECRET}/other`, 'wrong/aliyun']) {
      expect((await push(lab, { event: { status: 'error' } }, path)).status).toBe(200);
    }
    expect((await lab.workspace.store.listEvents({})).total).toBe(0);
    expect((await lab.api('POST', '/api/v1/checker/add', { type: 'trigger' })).status).toBe(400);
  });
});

test('a custom event belongs to nothing and recovers nothing', async () => {
  const lab = await openLab();
  expect(
    await lab.ok('POST', '/api/v1/events/create', {
      date: NOON,
      status: 'nodata',
      title: 'T',
      customTags: { team: 'a' },
    }),
  ).toBe(true);
  const [stored] = (await lab.workspace.store.listEvents({ sources: ['custom'] })).events;
  expect(stored?.body).toMatchObject({ df_source: 'custom', team: 'a', df_status: 'nodata' });
  expect((await lab.workspace.store.listEvents({ openOnly: true })).total).toBe(0);
  expect((await lab.api('POST', '/api/v1/events/create', { status: 'ok', title: 'T' })).status).toBe(400);
});

describe('unrecovered events', () => {
  async function filled(): Promise<Lab> {
    const lab = await openLab();
    for (let i = 0; i < 30; i++) {
      const dimension_tags = { ...TAGS, asset_id: `d-${i}`, region: i % 2 ? 'cn-beijing' : 'cn-hangzhou' };
      const status = i % 3 === 0 ? 'critical' : 'warning';
      await lab.report({ ...EVENT, title: `Disk d-${i}`, status, dimension_tags, score: i });
    }
    await lab.report({ ...EVENT, status: 'ok', dimension_tags: { ...TAGS, asset_id: 'd-0' } });
    return lab;
  }
  const names = (answer: { data: Json }) => answer.data.content.data.map((item: Json) => item.asset_id).sort();

  test('are listed with filters, nesting, search and paging', async () => {
    const lab = await filled();
    const all = await abnormal(lab, { limit: 100 });
    expect(all.data.content).toMatchObject({ total_count: 29, limit: 100, offset: 0 });
    expect(all.data.content.data[0]).toMatchObject({
      __docid: expect.stringMatching(/^E_/),
      alert_time_ranges: [[NOON, null]],
      date: NOON,
    });
    expect((await abnormal(lab, { offset: 25, limit: 10 })).data.content.data).toHaveLength(4);
    expect((await abnormal(lab, { lastStatus: 'critical', limit: 100 })).data.content.total_count).toBe(9);
    expect(names(await abnormal(lab, { search: 'Disk d-7' }))).toEqual(['d-7']);
    const by = async (filters: unknown) => names(await abnormal(lab, { filters, limit: 100 }));
    expect(await by([{ name: 'asset_id', operation: '=', value: ['d-3'] }])).toEqual(['d-3']);
    expect(await by([{ name: 'asset_id', operation: 'in', value: ['d-3', 'd-4', 'd-0'] }])).toEqual(['d-3', 'd-4']);
    expect(await by([{ name: 'score', operation: '>', value: 27 }])).toEqual(['d-28', 'd-29']);
    expect(await by([{ name: 'score', operation: 'between', value: [4, 5] }])).toEqual(['d-4', 'd-5']);
    expect(await by([{ name: 'asset_id', operation: 'wildcard', value: ['d-2?'] }])).toHaveLength(10);
    expect(await by([{ name: 'df_title', operation: 'query_string', value: ['disk d-29'] }])).toEqual(['d-29']);
    expect(await by([{ name: 'nothing', operation: 'exists', value: [true] }])).toEqual([]);
    expect(await by([{ name: 'score', operation: '!=', value: ['5'] }])).toHaveLength(28);
    const nested = [
      { name: 'region', operation: '=', value: ['cn-beijing'] },
      {
        condition: 'and',
        filters: [
          { name: 'score', operation: '<', value: [2] },
          { name: 'score', operation: '>=', value: [29], condition: 'or' },
        ],
      },
    ];
    expect(await by(nested)).toEqual(['d-1', 'd-29']);
  });

  test('bad conditions are refused', async () => {
    const lab = await openLab();
    for (const bad of [
      { timeRange: [NOON - 6 * 3_600_000 - 1, NOON] },
      { timeRange: [NOON] },
      { lastStatus: 'ok' },
      { limit: 101 },
      { filters: [{ name: 'a', operation: 'like', value: ['b'] }] },
      { filters: [{ name: 'a"); DROP TABLE events; --', operation: '=', value: ['b'] }] },
      { filters: 'x' },
    ]) {
      expect((await abnormal(lab, bad)).status).toBe(400);
    }
    expect((await abnormal(lab, { timeRange: [NOON - 6 * 3_600_000, NOON] })).status).toBe(200);
  });

  test('one is recovered by hand, once', async () => {
    const lab = await openLab();
    await lab.report(EVENT);
    const [open] = (await abnormal(lab)).data.content.data;
    lab.clock.ms += 30_000;
    const path = `/api/v1/keyevent/restore?monitorCheckerEventRef=${open.df_monitor_checker_event_ref}`;
    expect(await lab.ok('GET', path)).toBe(true);
    expect((await lab.api('GET', path)).status).toBe(404);
    const [last] = (await lab.workspace.store.listEvents({})).events;
    expect(last?.body).toMatchObject({
      df_status: 'manual_ok',
      df_fault_id: open.df_event_id,
      df_fault_duration: 30,
      df_user_name: 'local',
      region: 'cn-hangzhou',
    });
    expect((await abnormal(lab)).data.content.total_count).toBe(0);
  });
});

describe('raw events', () => {
  const line = (fields: Record<string, string | number>, ms: number) => {
    const tags = 'df_source=monitor,df_status=' + String(fields.df_status);
    const rest = Object.entries<string | number>({
      df_dimension_tags: JSON.stringify(TAGS),
      df_monitor_ref_key: 'k',
      df_title: 'T',
      ...fields,
    })
      .filter(([key]) => key !== 'df_status')
      .map(([key, value]) => (typeof value === 'number' ? `${key}=${value}i` : `${key}=${JSON.stringify(value)}`));
    return `monitor,${tags} ${rest.join(',')} ${ms}000000`;
  };

  test('keep the round that the sender gives, and once', async () => {
    const lab = await openLab();
    const one = line(
      { df_status: 'error', df_event_id: 'event-a', df_fault_id: 'event-z', df_fault_start_time: 1_700_000_000 },
      NOON,
    );
    for (let i = 0; i < 2; i++) expect((await lab.write('keyevent', one)).status).toBe(200);
    const stored = lab.workspace.store.event('event-a');
    expect(stored?.body).toMatchObject({
      df_fault_id: 'event-z',
      df_fault_start_time: 1_700_000_000,
      asset_id: 'd-1',
      df_source: 'monitor',
    });
    expect((await lab.workspace.store.listEvents({ faultId: 'event-z' })).total).toBe(1);
    await lab.write('keyevent', line({ df_status: 'ok', df_event_id: 'event-b', df_fault_id: 'event-z' }, NOON + 1000));
    expect((await lab.workspace.store.listEvents({ faultId: 'event-z' })).total).toBe(2);
    expect(lab.workspace.store.openCounts()).toEqual({});
    expect((await lab.workspace.store.listEvents({})).total).toBe(2);
  });

  test('a late anomaly neither reopens a recovered finding nor loses its place in history', async () => {
    const lab = await openLab();
    await lab.write('keyevent', line({ df_status: 'error', df_event_id: 'event-1' }, NOON - 3_600_000));
    await lab.write('keyevent', line({ df_status: 'ok', df_event_id: 'event-3' }, NOON));
    await lab.write('keyevent', line({ df_status: 'critical', df_event_id: 'event-2' }, NOON - 1_800_000));
    expect(lab.workspace.store.openCounts()).toEqual({});
    expect(lab.workspace.store.eventDetail('event-1')?.history.map((one) => one.eventId)).toEqual([
      'event-1',
      'event-2',
      'event-3',
    ]);
  });

  test('a recovery by a clock that lags a little still recovers, and a closed round stays closed', async () => {
    const lab = await openLab();
    await lab.write('keyevent', line({ df_status: 'error', df_event_id: 'event-1', df_fault_id: 'event-1' }, NOON));
    await lab.write(
      'keyevent',
      line({ df_status: 'ok', df_event_id: 'event-2', df_fault_id: 'event-1' }, NOON - 120_000),
    );
    expect(lab.workspace.store.openCounts()).toEqual({});
    await lab.write('keyevent', line({ df_status: 'error', df_event_id: 'event-3', df_fault_id: 'event-1' }, NOON + 1));
    expect(lab.workspace.store.openCounts()).toEqual({});
    await lab.write('keyevent', line({ df_status: 'error', df_event_id: 'event-4', df_fault_id: 'event-4' }, NOON + 2));
    expect(lab.workspace.store.openCounts()).toEqual({ error: 1 });
  });
});
