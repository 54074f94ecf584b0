import { createGuanceClient, requestLimits } from '../../../lib/guance/client';
import { descriptionText, functionMetadata, mergeKwargs, refKeyOf, register } from '../../../lib/guance/registration';
import { faultKind } from '../../../lib/report/fault';
import { Fake, FakeClock, failed, ok, type Json, type Reply, type Seen } from './fake';

const BASE = '/api/v1/self_built_checker';
let fake: Fake;
let checkers: Map<string, Json>;
let absent: Reply;
/** Answers instead of the workspace, for one request. */
let before: (request: Seen) => Reply | undefined;

/** What a workspace keeps, as strict as its documentation. */
function workspace(request: Seen): Reply {
  const instead = before(request);
  if (instead) return instead;
  const { path, query, json } = request;
  if (path === `${BASE}/get`) {
    const found = checkers.get(query.get('refKey') ?? '');
    return found ? ok(found) : absent;
  }
  if (path === `${BASE}/create`) {
    if (checkers.has(json.refKey)) return failed(400, 'ft.Duplicate', 'refKey exists');
    if (!json.title || !json.refFuncInfo?.funcId) return failed(400, 'ft.ParameterError');
    if (json.alertPolicyUUIDs?.includes('altpl_none')) return failed(400, 'ft.NoSuchPolicy', 'altpl_none');
    const created = {
      uuid: `rul_${checkers.size + 1}`,
      status: 0,
      deleteAt: -1,
      refKey: json.refKey,
      jsonScript: { callKwargs: {}, refFuncInfo: json.refFuncInfo, title: json.title, type: 'selfBuiltCheck' },
      policies: json.alertPolicyUUIDs,
    };
    checkers.set(json.refKey, created);
    return ok(created);
  }
  if (path === `${BASE}/modify`) {
    const found = checkers.get(json.refKey);
    if (!found) return failed(404, 'ft.ObjectNotFound');
    if ('funcId' in json.refFuncInfo || 'isDisabled' in json) return failed(400, 'ft.ParameterError');
    found.jsonScript.title = json.title;
    if (json.alertPolicyUUIDs) found.policies = json.alertPolicyUUIDs;
    return ok(found);
  }
  return failed(400, 'RouterNotFound');
}

beforeEach(async () => {
  checkers = new Map();
  absent = failed(404, 'ft.ObjectNotFound');
  before = () => undefined;
  fake = await new Fake(workspace).start();
});
afterEach(() => fake.stop());

const client = () => {
  const clock = new FakeClock();
  return createGuanceClient({ openapi: fake.url, apiKeyId: 'wsak_1', clock, limits: requestLimits(clock) });
};
const text = { zh: '巡检', en: 'Inspection' };
const spec = {
  refKey: refKeyOf('aliyun__ecs.run', 'host secret'),
  funcId: 'aliyun__ecs.run',
  title: 'ECS 巡检',
  ...functionMetadata({ name: 'run', params: [{ name: 'configs', default: null }], title: text, doc: text }),
};
const writes = () => fake.paths().map((path) => path.split('/').pop());

describe('register', () => {
  it.each<[string, Reply]>([
    ['404', failed(404, 'ft.ObjectNotFound')],
    ['null', ok(null)],
    ['an empty object', ok({})],
    ['an empty list', ok([])],
  ])('creates what is absent (%s)', async (_, reply) => {
    absent = reply;
    expect(await register(client(), spec)).toEqual({
      uuid: 'rul_1',
      status: 'enabled',
      callKwargs: {},
      created: true,
      notes: [],
    });
    expect(writes()).toEqual(['get', 'create', 'get']);
    expect(fake.seen[1]?.json).toEqual({
      refKey: spec.refKey,
      title: 'ECS 巡检',
      refFuncInfo: {
        funcId: 'aliyun__ecs.run',
        description: descriptionText(text, text),
        definition: 'run(configs=None)',
        category: 'general',
        args: ['configs'],
        kwargs: { configs: { default: null } },
      },
    });
  });

  it('refreshes what is there, and leaves its alert policies alone', async () => {
    await register(client(), spec);
    const there = checkers.get(spec.refKey);
    there.status = 2;
    there.jsonScript.callKwargs = { configs: 'i-1\ni-2' };
    there.policies = ['altpl_of_a_user'];
    fake.seen.length = 0;
    expect(await register(client(), { ...spec, title: 'new' })).toMatchObject({
      uuid: 'rul_1',
      status: 'disabled',
      callKwargs: { configs: 'i-1\ni-2' },
      created: false,
    });
    expect(writes()).toEqual(['get', 'modify']);
    expect(fake.seen[1]?.json).not.toHaveProperty('alertPolicyUUIDs');
    expect(there).toMatchObject({ policies: ['altpl_of_a_user'], jsonScript: { title: 'new' } });
  });

  it('creates a deleted one again, also when it is deleted in between', async () => {
    await register(client(), spec);
    checkers.get(spec.refKey).deleteAt = 1_700_000_000;
    before = ({ path }) => {
      if (path === `${BASE}/create`) checkers.delete(spec.refKey);
      return undefined;
    };
    expect(await register(client(), spec)).toMatchObject({ created: true });
    before = ({ path }) => {
      if (path === `${BASE}/modify`) checkers.delete(spec.refKey);
      return undefined;
    };
    expect(await register(client(), spec)).toMatchObject({ created: true });
    expect(checkers.size).toBe(1);
  });

  it('lets another host win the race', async () => {
    let first = true;
    before = ({ path }) => {
      if (path !== `${BASE}/get` || !first) return undefined;
      first = false;
      checkers.set(spec.refKey, { uuid: 'rul_other', status: 0, jsonScript: {} });
      return failed(404, '');
    };
    expect(await register(client(), spec)).toMatchObject({ uuid: 'rul_other', created: false });
  });

  it('finds what was created although nobody answered', async () => {
    let dropped = false;
    before = (request) => {
      if (request.path !== `${BASE}/create` || dropped) return undefined;
      dropped = true;
      checkers.set(request.json.refKey, { uuid: 'rul_lost', status: 0, jsonScript: {} });
      return 'drop';
    };
    expect(await register(client(), spec)).toMatchObject({ uuid: 'rul_lost' });
    expect(writes().filter((name) => name === 'create')).toHaveLength(1);
  });

  it('creates once more what was not created', async () => {
    let dropped = false;
    before = ({ path }) => (path === `${BASE}/create` && !dropped && (dropped = true) ? 'drop' : undefined);
    expect(await register(client(), spec)).toMatchObject({ uuid: 'rul_1', created: true });
    expect(checkers.size).toBe(1);
  });

  it('sets alert policies only where the script does, and does without those that do not exist', async () => {
    await register(client(), { ...spec, alertPolicyUUIDs: ['altpl_1'] });
    expect(checkers.get(spec.refKey).policies).toEqual(['altpl_1']);
    checkers.clear();
    const { created, notes } = await register(client(), { ...spec, alertPolicyUUIDs: ['altpl_none'] });
    expect(created).toBe(true);
    expect(notes).toEqual([expect.stringContaining('altpl_none')]);
    expect(checkers.get(spec.refKey).policies).toBeUndefined();
  });

  it.each<[string, Reply, string]>([
    ['a refused key', failed(403, 'ft.InvalidAPIKey'), 'key'],
    ['a server error', failed(500, ''), 'server'],
    ['HTML', { text: '<html>' }, 'shape'],
  ])('fails on %s without creating anything', async (_, reply, kind) => {
    before = () => reply;
    await expect(register(client(), spec).catch(faultKind)).resolves.toBe(kind);
    expect(writes()).not.toContain('create');
  });

  it('says why it was refused, after few calls', async () => {
    await expect(register(client(), { ...spec, title: '' })).rejects.toThrow('ft.ParameterError');
    expect(fake.seen.length).toBeLessThanOrEqual(4);
  });

  it.each([
    [undefined, {}],
    [null, {}],
    ['', {}],
    [[], {}],
    ['{"configs":"i-1"}', { configs: 'i-1' }],
    [{ configs: ['a'] }, { configs: ['a'] }],
  ])('reads callKwargs %j', async (callKwargs, values) => {
    checkers.set(spec.refKey, { uuid: 'rul_1', status: '0', jsonScript: { callKwargs } });
    expect(await register(client(), spec)).toMatchObject({ callKwargs: values, status: 'enabled', notes: [] });
  });

  it('notes callKwargs that make no sense', async () => {
    checkers.set(spec.refKey, { uuid: 'rul_1', status: 0, jsonScript: { callKwargs: 'i-1' } });
    expect(await register(client(), spec)).toMatchObject({
      callKwargs: {},
      notes: [expect.stringContaining('not an object')],
    });
  });
});

describe('functionMetadata', () => {
  it('writes signatures as the platform does', () => {
    const params = [
      { name: 'a' },
      { name: 'b', default: 1 },
      { name: 'c', default: true },
      { name: 'd', default: "it's" },
      { name: 'e', default: ['x', { y: null }] },
      { name: 'f', default: () => 1 },
      { name: 'g', default: undefined },
      { name: '**kwargs' },
    ];
    expect(functionMetadata({ name: 'run', params, title: text, doc: text })).toMatchObject({
      definition: "run(a, b=1, c=True, d='it\\'s', e=['x', {'y': None}], f=<Complex Object>, g=None, **kwargs)",
      args: ['a', 'b', 'c', 'd', 'e', 'f', 'g', '**kwargs'],
      kwargs: {
        a: {},
        b: { default: 1 },
        c: { default: true },
        d: { default: "it's" },
        e: { default: ['x', { y: null }] },
        f: { default: '<Complex Object>' },
        g: { default: null },
        '**kwargs': {},
      },
    });
  });

  it('writes the documentation in both languages', () => {
    expect(descriptionText({ zh: '巡检', en: 'ECS: "all" #1' }, { zh: '一\n\n  二', en: 'One' })).toBe(
      [
        'zh-CN:',
        '    title: 巡检',
        '    doc: |',
        '        一',
        '',
        '          二',
        'en:',
        '    title: "ECS: \\"all\\" #1"',
        '    doc: |',
        '        One',
      ].join('\n'),
    );
  });
});

it('refKeyOf is stable, and depends on both parts', () => {
  expect(refKeyOf('a.run', 's')).toBe(refKeyOf('a.run', 's'));
  expect(refKeyOf('a.run', 's')).toMatch(/^[0-9a-f]{32}$/);
  expect(
    new Set([refKeyOf('a.run', 's'), refKeyOf('a.run', 't'), refKeyOf('b.run', 's'), refKeyOf('a.runs', ' ' + 's')])
      .size,
  ).toBe(4);
  expect(() => refKeyOf('a.run', ' ')).toThrow('secret is empty');
  expect(() => refKeyOf('', 's')).toThrow('function id is empty');
});

it('mergeKwargs: what is set in Guance wins, what is empty there is not set', () => {
  expect(mergeKwargs({ a: 1, b: 'x', c: null }, { a: 2, b: '', c: undefined, d: 4 })).toEqual({
    kwargs: { a: 2, b: 'x', c: null },
    notes: ['parameter d is set in Guance, but the inspection has none of that name'],
  });
});
