import { createGuance } from '../../../lib/guance/create';
import { guanceFromEnv } from '../../../lib/guance/config';
import { requestLimits } from '../../../lib/guance/client';
import type { Reporter } from '../../../lib/report';
import { event, events, Fake, FakeClock, failed, ids, ok, WORKSPACE, type Reply, type Seen } from './fake';
import { parseLines } from './parse-line';

const EXECUTE = '/api/v1/outer_function/execute';
let fake: Fake;
let clock: FakeClock;
let on: (request: Seen) => Reply | undefined;
const success = ok({ data: { result: null }, error: 200, ok: true, message: '', reason: '', detail: '' });

beforeEach(async () => {
  clock = new FakeClock();
  on = () => undefined;
  fake = await new Fake((request) => {
    const special = on(request);
    if (special) return special;
    if (request.path === '/api/v1/workspace/get') return ok(WORKSPACE);
    if (request.path === EXECUTE) return success;
    if (request.path.startsWith('/api/v1/push-events/')) return ok(true);
    return request.path.startsWith('/v1/write/') ? { status: 200 } : failed(400, 'RouterNotFound');
  }).start();
});
afterEach(() => fake.stop());

function reporter(names: string, env: Record<string, string> = {}): Reporter {
  const config = guanceFromEnv({
    GUANCE_REPORTER: names,
    GUANCE_API_KEY_ID: 'wsak_canary0123456789',
    GUANCE_OPENAPI_URL: fake.url,
    GUANCE_OPENWAY_URL: fake.url,
    ...env,
  });
  const identify = () => ({ refKey: 'ref1', checkerId: 'rul_1' });
  const made = createGuance(config, {
    language: 'en',
    until: '2026-01-02T00:00:00Z',
    clock,
    limits: requestLimits(clock),
    identify,
  }).reporters;
  expect(made).toHaveLength(1);
  return made[0] as Reporter;
}
const deliver = async (r: Reporter, list = [event()]) => {
  const delivery = await r.deliver?.(list);
  expect(JSON.stringify(delivery)).not.toContain('canary');
  return delivery;
};
const sent = (path: string) => fake.seen.filter((request) => request.path === path);

describe('guance', () => {
  it('reports through the function, in the language of the workspace', async () => {
    expect(await deliver(reporter('guance', { GUANCE_EVENT_FIELDS: 'documented' }))).toEqual({
      accepted: [event().id],
      rejected: [],
    });
    expect(sent(EXECUTE)[0]?.json).toEqual({
      funcId: 'guance__openapi.report_event',
      funcBody: {
        kwargs: {
          workspace_uuid: WORKSPACE.uuid,
          workspace_token: WORKSPACE.token,
          data: [
            {
              title: event().title.zh,
              message: event().message.zh,
              status: 'error',
              dimension_tags: event().dimensionTags,
            },
          ],
        },
      },
    });
  });

  it('says more where it may: id, fault, reference and attributes', async () => {
    await deliver(reporter('guance'), [event(1, { status: 'ok', kind: 'recovery', faultId: 'event-first' })]);
    expect(sent(EXECUTE)[0]?.json.funcBody.kwargs.data[0]).toMatchObject({
      status: 'ok',
      df_event_id: event().id,
      df_fault_id: 'event-first',
      df_fault_duration: 60,
      df_monitor_ref_key: 'ref1',
      asset_status: 'Running',
    });
  });

  it('says everything that is read in both languages, and what follows from it', async () => {
    const why = { zh: '会变慢', en: 'It slows down' };
    await deliver(reporter('guance'), [event(1, { why, remedy: why, consequenceCount: 3 })]);
    expect(sent(EXECUTE)[0]?.json.funcBody.kwargs.data[0]).toMatchObject({
      title: event().title.zh,
      title_zh: event().title.zh,
      title_en: event().title.en,
      message_en: event().message.en,
      why_zh: '会变慢',
      remedy_en: 'It slows down',
      consequence_count: 3,
    });
  });

  it('sends 50 at a time, each request with a key of its own that a repetition has again', async () => {
    const list = events(101);
    const mine = reporter('guance');
    expect(await deliver(mine, list)).toEqual({ accepted: ids(list), rejected: [] });
    expect(sent(EXECUTE).map(({ json }) => json.funcBody.kwargs.data.length)).toEqual([50, 50, 1]);
    await deliver(mine, list.slice(0, 50));
    const keys = sent(EXECUTE).map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(3);
    expect(keys[3]).toBe(keys[0]);
    expect(sent('/api/v1/workspace/get')).toHaveLength(1);
  });

  it('believes the function, not the HTTP status', async () => {
    on = ({ path }) =>
      path === EXECUTE ? ok({ error: 599.3, ok: false, reason: 'EFuncFailed', message: 'boom' }) : undefined;
    expect(await deliver(reporter('guance'))).toEqual({
      accepted: [],
      rejected: [],
      problem: expect.stringContaining('error 599.3: EFuncFailed: boom'),
      retryAfterMs: 0,
    });
    on = ({ path }) => (path === EXECUTE ? ok({ error: 404, ok: false, reason: 'ENotFound' }) : undefined);
    expect(await deliver(reporter('guance'))).toMatchObject({ accepted: [], rejected: [{ id: event().id }] });
    on = ({ path }) => (path === EXECUTE ? ok({ error: 599.3 }) : undefined);
    expect(await deliver(reporter('guance'))).toMatchObject({
      accepted: [],
      problem: expect.stringContaining('599.3'),
    });
    on = ({ path }) => (path === EXECUTE ? ok(null) : undefined);
    expect(await deliver(reporter('guance'))).toMatchObject({
      accepted: [],
      rejected: [],
      problem: expect.any(String),
    });
  });

  it('stops at what passes by itself, and keeps the order', async () => {
    let calls = 0;
    on = ({ path }) => (path === EXECUTE && ++calls === 2 ? failed(503, 'InternalError') : undefined);
    const list = events(150);
    const delivery = await deliver(reporter('guance'), list);
    expect(delivery).toMatchObject({
      accepted: ids(list.slice(0, 50)),
      rejected: [],
      problem: expect.stringContaining('503'),
    });
    expect(calls).toBe(2);
  });

  it('loses nothing to rate limits', async () => {
    let calls = 0;
    on = ({ path }) => (path === EXECUTE && ++calls <= 2 ? failed(401, 'ft.TriggerApiAkCurrentLimiting') : undefined);
    const list = events(60);
    expect(await deliver(reporter('guance'), list)).toEqual({ accepted: ids(list), rejected: [] });
    expect(sent(EXECUTE)).toHaveLength(4);
  });

  it('finds the one event that is refused', async () => {
    const bad = event(7).title.zh;
    on = ({ path, text }) =>
      path === EXECUTE && text.includes(`${bad}"`) ? failed(400, 'ft.BadEvent', 'no') : undefined;
    const list = events(20);
    const delivery = await deliver(reporter('guance'), list);
    expect(delivery?.accepted).toEqual(ids(list.filter((e) => e.id !== event(7).id)));
    expect(delivery?.rejected).toEqual([
      { id: event(7).id, reason: expect.stringContaining('ft.BadEvent (trace TRACE-2): no') },
    ]);
  });

  it('keeps the events while the workspace cannot be looked up, whatever the reason', async () => {
    for (const reply of [failed(403, 'ft.InvalidAPIKey'), { text: '<html>' }, ok({})]) {
      on = () => reply;
      expect(await deliver(reporter('guance'))).toEqual({ accepted: [], rejected: [], problem: expect.any(String) });
    }
    expect(sent(EXECUTE)).toHaveLength(0);
  });

  it('rejects events that the workspace refuses', async () => {
    on = ({ path }) => (path === EXECUTE ? failed(403, '', 'no permission') : undefined);
    expect(await deliver(reporter('guance'), events(3))).toMatchObject({
      accepted: [],
      rejected: events(3).map(({ id }) => ({ id, reason: expect.stringContaining('no permission') })),
    });
    expect(sent(EXECUTE)).toHaveLength(1);
  });
});

describe('guance-external', () => {
  const env = { GUANCE_EXTERNAL_SECRET: 'canarysecret', GUANCE_EXTERNAL_SUB_URI: 'aliyun' };

  it('pushes one event per request, by the rules of its fields', async () => {
    const attributes = { status: 'Running', 'odd name': 'x' };
    await deliver(reporter('guance-external', env), [event(1, { attributes }), event(2, { data: { value: 'text' } })]);
    const [first, second] = sent('/api/v1/push-events/canarysecret/aliyun');
    expect(first?.headers).not.toHaveProperty('df-api-key');
    expect(first?.json).toEqual({
      event: {
        date: 1767225600,
        status: 'error',
        title: event().title.zh,
        message: event().message.zh,
        dimension_tags: event().dimensionTags,
        check_value: 97.5,
        idempotency_key: event().id,
        fault_id: event().id,
        inspection: 'ecs-daily',
        inspection_name: 'ECS 巡检',
        checker_name: 'CPU 使用率过高',
        account_name: 'production',
        title_zh: event().title.zh,
        title_en: event().title.en,
        message_zh: event().message.zh,
        message_en: event().message.en,
        asset_name: 'web-1',
        asset_status: 'Running',
        'asset_odd name': 'x',
      },
      extraData: {
        event_id: event().id,
        kind: 'anomaly',
        fault_id: event().id,
        fault_start_time: 1767225540,
        fault_duration: 60,
      },
    });
    expect(second?.json.event).not.toHaveProperty('check_value');
  });

  it('believes what the monitor says', async () => {
    on = ({ path }) =>
      path.startsWith('/api/v1/push-events/') ? ok({ error: 599.3, ok: false, message: 'boom' }) : undefined;
    expect(await deliver(reporter('guance-external', env))).toMatchObject({
      accepted: [],
      problem: expect.stringContaining('boom'),
    });
  });

  it('goes on after an event that is refused, and stops at a failure', async () => {
    let n = 0;
    on = ({ path }) => {
      if (!path.startsWith('/api/v1/push-events/')) return undefined;
      n += 1;
      return n === 2 ? failed(400, 'ft.BadEvent') : n === 4 ? 'drop' : undefined;
    };
    expect(await deliver(reporter('guance-external', env), events(5))).toEqual({
      accepted: [event(1).id, event(3).id],
      rejected: [{ id: event(2).id, reason: expect.stringContaining('ft.BadEvent') }],
      problem: expect.stringContaining('cannot be reached'),
      retryAfterMs: 0,
    });
  });
});

describe('guance-keyevent', () => {
  it('writes the documented keys', async () => {
    expect(await deliver(reporter('guance-keyevent'))).toEqual({ accepted: [event().id], rejected: [] });
    const [request] = sent('/v1/write/keyevent');
    expect(request?.query.get('token')).toBe(WORKSPACE.token);
    const [point] = parseLines(request?.text ?? '');
    expect(point).toMatchObject({
      measurement: 'monitor',
      time: '1767225600123000000',
      tags: {
        ...event().dimensionTags,
        df_source: 'monitor',
        df_status: 'error',
        df_event_id: event().id,
        df_monitor_type: 'bot_obs',
        df_monitor_checker_id: 'rul_1',
        df_monitor_checker_event_ref: event().fingerprint,
        df_monitor_ref_key: 'ref1',
      },
      fields: {
        df_sub_status: 'error',
        df_title: event().title.zh,
        df_message: event().message.zh,
        df_language: 'zh',
        df_workspace_uuid: 'wksp_1',
        df_monitor_checker: 'ecs-cpu-high',
        df_monitor_checker_sub: 'check',
        df_monitor_checker_name: 'ECS 巡检',
        checker_name: 'CPU 使用率过高',
        df_monitor_checker_value: '97.5',
        df_monitor_checker_value_with_unit: '97.5 %',
        Result: 97.5,
        df_fault_id: event().faultId,
        df_fault_status: 'fault',
        df_fault_start_time: { int: 1767225540 },
        df_fault_duration: { int: 60 },
        df_issue_start_time: { int: 1767225540 },
        df_issue_duration: { int: 60 },
        df_check_range_end: { int: 1767225600 },
        asset_instanceType: 'ecs.g6.large',
        account_name: 'production',
      },
    });
    expect(Object.keys(JSON.parse(point?.fields.df_dimension_tags as string))).toEqual([
      'account_id',
      'asset_id',
      'checker',
      'product',
      'region',
    ]);
    expect(JSON.parse(point?.fields.df_meta as string).dimension_tags).toEqual(event().dimensionTags);
  });

  it('closes the fault with a recovery', async () => {
    await deliver(reporter('guance-keyevent'), [
      event(1, { kind: 'recovery', status: 'ok', faultId: 'event-0', reason: 'asset-gone' }),
    ]);
    expect(parseLines(sent('/v1/write/keyevent')[0]?.text ?? '')[0]).toMatchObject({
      tags: { df_status: 'ok' },
      fields: { df_fault_id: 'event-0', df_fault_status: 'ok', df_event_reason: 'asset-gone' },
    });
  });

  it('needs no key where the token is given', async () => {
    const env = { GUANCE_API_KEY_ID: '', GUANCE_OPENWAY_TOKEN: 'tkn_of_the_environment' };
    await deliver(reporter('guance-keyevent', env));
    expect(fake.paths()).toEqual(['POST /v1/write/keyevent']);
    expect(fake.seen[0]?.query.get('token')).toBe('tkn_of_the_environment');
    expect(parseLines(fake.seen[0]?.text ?? '')[0]?.fields.df_title).toBe(event().title.en);
  });

  it('writes 100 points a request, and splits what is too large', async () => {
    const list = events(250);
    expect(await deliver(reporter('guance-keyevent'), list)).toEqual({ accepted: ids(list), rejected: [] });
    expect(sent('/v1/write/keyevent').map(({ text }) => parseLines(text).length)).toEqual([100, 100, 50]);
    on = ({ path, text }) =>
      path.startsWith('/v1/write') && parseLines(text).length > 30 ? { status: 413 } : undefined;
    expect(await deliver(reporter('guance-keyevent'), list)).toEqual({ accepted: ids(list), rejected: [] });
  });

  it('keeps what a gateway that is down has not taken', async () => {
    let n = 0;
    on = ({ path }) => (path.startsWith('/v1/write') && ++n > 1 ? { status: 502, text: 'down' } : undefined);
    const list = events(250);
    expect(await deliver(reporter('guance-keyevent'), list)).toEqual({
      accepted: ids(list.slice(0, 100)),
      rejected: [],
      problem: expect.stringContaining('502: down'),
      retryAfterMs: 0,
    });
  });

  it('rejects with the reason what is refused for good', async () => {
    on = ({ path }) => (path.startsWith('/v1/write') ? { status: 403, text: 'beyondDataUsage' } : undefined);
    expect(await deliver(reporter('guance-keyevent'))).toEqual({
      accepted: [],
      rejected: [{ id: event().id, reason: expect.stringContaining('quota') }],
    });
  });
});

it('dataway writes the same to a DataKit, with no workspace to ask', async () => {
  const mine = reporter('dataway', { GUANCE_DATAWAY_URL: fake.url });
  expect(mine.name).toBe('dataway');
  await deliver(mine);
  expect(fake.paths()).toEqual(['POST /v1/write/keyevent']);
  expect(parseLines(fake.seen[0]?.text ?? '')[0]?.tags.df_event_id).toBe(event().id);
});

it('leaves file and console to the host', () => {
  const { reporters, local, client } = createGuance(guanceFromEnv({ GUANCE_REPORTER: 'file,console' }), {
    language: 'en',
    until: '2026-01-02T00:00:00Z',
  });
  expect([reporters, local, client]).toEqual([[], ['file', 'console'], undefined]);
});
