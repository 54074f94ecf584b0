import { gzipSync } from 'node:zlib';
import axios from 'axios';
import { MAX_BODY } from '../../ground/http';
import { limitPoint, parseJsonPoints, parseLines } from '../../workspace/lines';
import { NOON, closeLabs, openLab } from './client';
import type { Json } from './client';

afterEach(closeLabs);

const NS = `${NOON}000000`;

describe('line protocol', () => {
  const one = (text: string) => {
    const { points, errors } = parseLines(text, 'n', 7);
    if (errors.length > 0) throw new Error(errors.join());
    return points[0];
  };

  test('reads every type, escape and a text over several lines', () => {
    const text = String.raw`a\,b\ c,t\=1=x\,y\ z\=,path=C:\dir i=-42i,u=7u,f=3.5,g=1e3,b=T,n=false,s="q\"\\ , = x",arr=[1i,2i],bin="aGk="b`;
    expect(one(`${text} ${NS}`)).toEqual({
      measurement: 'a,b c',
      tags: { 't=1': 'x,y z=', path: 'C:\\dir' },
      fields: { i: -42, u: 7, f: 3.5, g: 1000, b: true, n: false, s: 'q"\\ , = x', arr: [1, 2], bin: 'aGk=' },
      time: NOON,
    });
    expect(one('m s="two\nlines\r\n# no comment" 1000000')).toMatchObject({
      fields: { s: 'two\nlines\r\n# no comment' },
      time: 1,
    });
    expect(one('m f=9223372036854775807i')?.fields.f).toBe('9223372036854775807');
    expect(one('m f=1e999')?.fields.f).toBe(Number.MAX_VALUE);
    expect(one('m __proto__=1')?.fields).toHaveProperty(['__proto__'], 1);
    expect(one('m f=1')?.time).toBe(7);
  });

  test.each([
    ['n', '1700000000123456789', 1_700_000_000_123],
    ['u', '1700000000123456', 1_700_000_000_123],
    ['ms', '1700000000123', 1_700_000_000_123],
    ['s', '1700000000', 1_700_000_000_000],
    ['m', '2', 120_000],
    ['h', '2', 7_200_000],
  ] as const)('precision %s', (precision, stamp, ms) => {
    expect(parseLines(`m f=1 ${stamp}`, precision, 0).points[0]?.time).toBe(ms);
  });

  test('an endless integer is out of range, and costs no more than reading it', () => {
    const convert = jest.spyOn(globalThis, 'BigInt');
    try {
      const { points, errors } = parseLines(`m f=${'9'.repeat(100_000)}i\nm f=${'0'.repeat(30)}7i`, 'n', 7);
      expect(errors).toEqual(['line 1: field f is out of range']);
      expect(points[0]?.fields.f).toBe(7);
      expect(convert.mock.calls.every(([value]) => String(value).length < 100)).toBe(true);
    } finally {
      convert.mockRestore();
    }
  });

  test.each([
    'm',
    'm ',
    'm f',
    'm f=',
    'm f=abc',
    'm f=1x',
    'm f="open',
    'm f=9223372036854775808i',
    'm f=-1u',
    'm f=[1i,"a"]',
    'm f=[1i',
    'm f=1 12.5',
    'm f=1 99999999999999999999',
    'm f=1 1 1',
    'm f=1,',
    'm f=1 f=2 1',
    'm,t f=1',
    'm,t= f=1',
    'm,=a f=1',
    ',t=a f=1',
    'm,t=a=b f=1',
    'm f="a"x',
    'm f=inf',
    'm f="%%"b',
  ])('refuses %j', (text) => {
    const { points, errors } = parseLines(`${text}\nok f=1 1`, 'n', 0);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^line 1: /);
    // An open text swallows what follows; everything else costs its own line only.
    expect(points).toHaveLength(text === 'm f="open' ? 0 : 1);
  });

  test('comments and blank lines count as lines only', () => {
    const { points, errors } = parseLines('# c\n\nm f=1 1\r\n  \nm f=x\nn f=2 1\n', 'n', 0);
    expect(points.map((point) => point.measurement)).toEqual(['m', 'n']);
    expect(errors[0]).toMatch(/^line 5/);
  });

  test('limits are applied at their edges', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'v']));
    const at = (
      tags: Record<string, string>,
      fields: Record<string, Json> = { f: 1 },
      category: 'metric' | 'custom_object' | 'keyevent' = 'keyevent',
    ) => limitPoint({ measurement: 'm', tags, fields, time: 0 }, category);
    expect(Object.keys(at(many(256))?.tags ?? {})).toHaveLength(256);
    expect(Object.keys(at(many(257))?.tags ?? {})).toHaveLength(256);
    expect(Object.keys(at({}, many(1025))?.fields ?? {})).toHaveLength(1024);
    const tag = (value: string) => at({ t: value })?.tags.t;
    expect(tag('x'.repeat(1024))).toHaveLength(1024);
    expect(tag('x'.repeat(1025))).toHaveLength(1024);
    // 1024 is no multiple of 3: the character that does not fit is dropped whole.
    expect(tag('盘'.repeat(400))).toBe('盘'.repeat(341));
    expect(Object.keys(at({ ['k'.repeat(257)]: 'v' })?.tags ?? {})[0]).toHaveLength(256);
    const wide = Object.fromEntries(
      Array.from({ length: 70 }, (_, i) => [`k${String(i).padStart(3, '0')}`, 'x'.repeat(1020)]),
    );
    expect(Object.keys(at(wide)?.tags ?? {})).toHaveLength(64);
    expect(at({}, { s: 'text', f: 1 }, 'metric')?.fields).toEqual({ f: 1 });
    expect(at({}, { s: 'text' }, 'metric')).toBeUndefined();
    expect(at({ 'a.b': 'x' }, { 'c.d': 1 })).toMatchObject({ tags: { a_b: 'x' }, fields: { c_d: 1 } });
    expect(at({}, { 'c.d': 1 }, 'metric')?.fields).toEqual({ 'c.d': 1 });
    expect(at({ class: 'x' }, { f: 1, date: 2 }, 'custom_object')).toMatchObject({
      tags: { name: 'default' },
      fields: { f: 1 },
    });
    expect(at({ a: 'x\ny\\' }, { a: 1, b: 2 })).toMatchObject({ tags: { a: 'x y' }, fields: { b: 2 } });
  });

  test('the JSON form is read as strictly', () => {
    const good = parseJsonPoints(
      JSON.stringify([{ measurement: 'm', tags: { a: 'b' }, fields: { f: 1, s: 'x', n: null }, time: 5 }]),
      'ms',
      0,
    );
    expect(good.points).toEqual([{ measurement: 'm', tags: { a: 'b' }, fields: { f: 1, s: 'x' }, time: 5 }]);
    for (const bad of [
      {},
      { measurement: 'm' },
      { measurement: 'm', fields: {} },
      { measurement: 'm', tags: { a: 1 }, fields: { f: 1 } },
      { measurement: 'm', fields: { f: {} } },
      { measurement: 'm', fields: { f: 1 }, time: 1.5 },
    ]) {
      expect(parseJsonPoints(JSON.stringify([bad]), 'n', 0).errors).toHaveLength(1);
    }
    expect(parseJsonPoints('{}', 'n', 0).errors).toHaveLength(1);
  });
});

test('objects are overwritten by name, newest report first', async () => {
  const lab = await openLab();
  const put = (status: string, time: string) =>
    lab.write(
      'custom_object',
      `aliyun_ecs,name=i-1,RegionId=cn-hangzhou status="${status}",message="{\\"a\\":1}" ${time}`,
    );
  expect((await put('Running', NS)).status).toBe(200);
  await put('Stopped', `${NOON + 1000}000000`);
  await put('Starting', `${NOON - 1000}000000`);
  const { objects, total } = lab.workspace.store.telemetry.objects({ class: 'aliyun_ecs' });
  expect(total).toBe(1);
  expect(objects[0]).toMatchObject({
    name: 'i-1',
    time: NOON + 1000,
    tags: { RegionId: 'cn-hangzhou' },
    fields: { status: 'Stopped', message: '{"a":1}' },
  });
  expect(lab.workspace.store.telemetry.objectClasses()).toEqual([
    { value: 'aliyun_ecs', count: 1, newest: expect.any(Number) },
  ]);
});

test('metrics of one series and time are merged', async () => {
  const lab = await openLab();
  const body = [
    {
      measurement: 'aliyun_acs_ecs_dashboard',
      tags: { instanceId: 'i-1', userId: '1' },
      fields: { CPUUtilization_Average: 5 },
      time: NOON,
    },
    {
      measurement: 'aliyun_acs_ecs_dashboard',
      tags: { userId: '1', instanceId: 'i-1' },
      fields: { CPUUtilization_Maximum: 9.5 },
      time: NOON,
    },
  ];
  expect((await lab.write('metric', body, { 'content-type': 'application/json' }, '&precision=ms')).status).toBe(200);
  const points = lab.workspace.store.telemetry.metrics({
    measurement: 'aliyun_acs_ecs_dashboard',
    tags: { instanceId: 'i-1' },
  });
  expect(points).toEqual([
    {
      measurement: 'aliyun_acs_ecs_dashboard',
      tags: { instanceId: 'i-1', userId: '1' },
      fields: { CPUUtilization_Average: 5, CPUUtilization_Maximum: 9.5 },
      time: NOON,
    },
  ]);
  expect(lab.workspace.store.telemetry.forgetMetricsBefore(NOON + 1)).toBe(1);
});

test('a wrong token, category, precision or line is refused, and nothing of it stored', async () => {
  const lab = await openLab();
  const { openway, token } = lab.workspace;
  const post = (path: string) =>
    axios.post(`${openway}${path}`, 'm f=1', {
      headers: { 'content-type': 'text/plain' },
      validateStatus: () => true,
      proxy: false,
    });
  expect((await post('/v1/write/metric')).status).toBe(403);
  expect((await post('/v1/write/metric?token=tkn_x')).status).toBe(403);
  expect((await post(`/v1/write/unknown?token=${token}`)).status).toBe(404);
  expect((await post(`/v1/write/metric?token=${token}&precision=d`)).status).toBe(400);
  const bad = await lab.write('metric', 'm f=1 1\nm f=x 2\nm f=3 3');
  expect([bad.status, bad.data.error_code]).toEqual([400, 'datakit.invalidLinePoint']);
  expect(bad.data.message).toMatch(/2 points parse ok, 1 failed.*line 2/);
  expect((await lab.write('metric', '')).status).toBe(400);
  expect((await lab.write('metric', Buffer.from([0xff, 0xfe]))).status).toBe(400);
  expect(lab.workspace.store.telemetry.metrics({ measurement: 'm' })).toEqual([]);
  const check = (given: string) =>
    axios.get(`${openway}/v1/check/${given}`, { validateStatus: () => true, proxy: false });
  expect([(await check(token)).status, (await check(`token/${token}`)).status, (await check('tkn_x')).status]).toEqual([
    200, 200, 403,
  ]);
});

test('gzip is unpacked; what is not gzip, or too large packed or unpacked, is refused', async () => {
  const lab = await openLab();
  const gzip = { 'content-type': 'text/plain', 'content-encoding': 'gzip' };
  expect((await lab.write('metric', gzipSync('m f=1 1000000'), gzip)).status).toBe(200);
  expect(lab.workspace.store.telemetry.metrics({ measurement: 'm' })).toHaveLength(1);
  expect((await lab.write('metric', Buffer.from('m f=1'), gzip)).status).toBe(400);
  expect((await lab.write('metric', 'm f=1', { ...gzip, 'content-encoding': 'br' })).status).toBe(400);
  const fits = `# ${'x'.repeat(MAX_BODY - 8)}\nm f=1`;
  expect(Buffer.byteLength(fits)).toBe(MAX_BODY);
  expect((await lab.write('metric', gzipSync(fits, { level: 1 }), gzip)).status).toBe(200);
  const bomb = await lab.write('metric', gzipSync(`#${fits}`, { level: 1 }), gzip);
  expect(bomb.status).toBe(413);
});
