import { createGateway, lineBatches, REQUEST } from '../../../lib/guance/gateway';
import { int, LIMITS, toLine, type Category, type DataPoint } from '../../../lib/guance/line';
import { faultKind } from '../../../lib/report/fault';
import { everythingOf, Fake } from './fake';
import { parseLines, type Parsed } from './parse-line';

const time = new Date('2026-01-01T00:00:00.123Z');
function parsed(point: Partial<DataPoint>, category: Category = 'keyevent'): Parsed {
  const line = toLine({ measurement: 'm', tags: {}, fields: { f: 1 }, time, ...point }, category);
  const [only, ...more] = parseLines(line ?? '');
  expect(more).toEqual([]);
  return only as Parsed;
}
const bytes = (text: unknown) => Buffer.byteLength(String(text));
const many = <T>(n: number, value: T) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, value]));

describe('toLine', () => {
  it('writes every type, and what is escaped reads back equal', () => {
    const nasty = ' a,b=c "d" \\e 云\u2028';
    const point = parsed({
      measurement: 'm ,=x',
      tags: { 'tag ,=key': nasty, back: 'C:\\dir,x\\' },
      fields: { 'f ,=k': `${nasty}\nsecond line\\`, whole: int(-42), float: 1.5e-9, yes: true, no: false },
    });
    expect(point).toEqual({
      measurement: 'm ,=x',
      tags: { 'tag ,=key': 'a,b=c "d" \\e 云', back: 'C:\\dir,x' },
      fields: { 'f ,=k': `${nasty}\nsecond line\\`, whole: { int: -42 }, float: 1.5e-9, yes: true, no: false },
      time: '1767225600123000000',
    });
  });

  it('keeps line breaks out of measurements, keys and tags', () => {
    const point = parsed({ measurement: '#a\nb', tags: { 'k\ney': 'v\r\n\tal\u0000ue' }, fields: { 'f\nx': 1 } });
    expect(point).toMatchObject({ measurement: '_a b', tags: { 'k ey': 'v   al ue' }, fields: { 'f x': 1 } });
  });

  it('does not write what has no meaning', () => {
    const fields = { a: '', b: undefined, c: NaN, d: Infinity, e: -Infinity, f: int(1.9), g: int(Infinity), t: 1 };
    expect(parsed({ tags: { t: 'x', u: undefined, v: '', w: ' \\' }, fields })).toMatchObject({
      tags: { t: 'x' },
      fields: { d: Number.MAX_VALUE, e: -Number.MAX_VALUE, f: { int: 1 }, g: { int: Number.MAX_SAFE_INTEGER } },
    });
    expect(toLine({ measurement: 'm', tags: {}, fields: { a: '' }, time }, 'keyevent')).toBeUndefined();
    expect(parsed({ measurement: '' }).measurement).toBe('__default');
  });

  it('follows the rules of its category', () => {
    const point = { tags: { 'a.b': 'x', class: 'y' }, fields: { 'c.d': 1, text: 'z', date: 2 } };
    expect(parsed(point, 'keyevent')).toMatchObject({
      tags: { a_b: 'x', class: 'y' },
      fields: { c_d: 1, text: 'z', date: 2 },
    });
    expect(parsed(point, 'metric')).toMatchObject({ tags: { 'a.b': 'x' }, fields: { 'c.d': 1, date: 2 } });
    expect(parsed(point, 'metric').fields).not.toHaveProperty('text');
    expect(parsed(point, 'custom_object')).toEqual({
      measurement: 'm',
      tags: { name: 'default', a_b: 'x' },
      fields: { c_d: 1, text: 'z' },
      time: '1767225600123000000',
    });
  });

  it.each<[string, number, (text: string) => Partial<DataPoint>, (point: Parsed) => unknown]>([
    ['a tag value', LIMITS.tagValue, (text) => ({ tags: { t: text } }), (p) => p.tags.t],
    ['a tag key', LIMITS.key, (text) => ({ tags: { [text]: 'x' } }), (p) => Object.keys(p.tags)[0]],
    ['a field key', LIMITS.key, (text) => ({ fields: { [text]: 1 } }), (p) => Object.keys(p.fields)[0]],
    ['a measurement', LIMITS.measurement, (text) => ({ measurement: text }), (p) => p.measurement],
    ['a message', LIMITS.message, (text) => ({ fields: { df_message: text } }), (p) => p.fields.df_message],
  ])('takes %s up to its limit, and cuts what is longer', (_, limit, make, read) => {
    const full = 'x'.repeat(limit);
    expect(read(parsed(make(full)))).toBe(full);
    const cut = read(parsed(make(`${full}x`)));
    expect(cut).toBe(`${'x'.repeat(limit - 3)}…`);
    const wide = read(parsed(make('云'.repeat(limit))));
    expect(bytes(wide)).toBeLessThanOrEqual(limit);
    expect(bytes(wide)).toBeGreaterThan(limit - 6);
    expect(wide).toMatch(/^云+…$/);
  });

  it('takes a text of 32 MiB, and not a byte more', () => {
    const line = (n: number) =>
      toLine({ measurement: 'm', tags: {}, fields: { f: 'x'.repeat(n) }, time }, 'keyevent') ?? '';
    expect(line(LIMITS.stringField)).toContain('x" ');
    expect(line(LIMITS.stringField + 1)).toContain('x…" ');
  });

  it('takes 256 tags and 1024 fields, and says how many did not fit', () => {
    const full = parsed({
      tags: many(256, 'x'),
      fields: Object.fromEntries(Object.entries(many(1024, 1)).map(([k, v]) => [`f${k}`, v])),
    });
    expect(Object.keys(full.tags)).toHaveLength(256);
    expect(Object.keys(full.fields)).toHaveLength(1024);
    expect(full.fields).not.toHaveProperty('dropped_keys');
    const over = parsed({ fields: many(1030, 1) });
    expect(Object.keys(over.fields)).toHaveLength(1024);
    expect(over.fields.dropped_keys).toBe('… 7');
    expect(parsed({ tags: many(257, 'x') }).fields.dropped_keys).toBe('… 1');
    expect(Object.keys(parsed({ tags: many(257, 'x') }).tags)).toHaveLength(256);
  });

  it('keeps all tags within 64 KiB', () => {
    const { tags, fields } = parsed({ tags: many(100, 'x'.repeat(1024)) });
    const size = Object.entries(tags).reduce((sum, [k, v]) => sum + bytes(k) + bytes(v), 0);
    expect(size).toBeLessThanOrEqual(64 * 1024);
    expect(Object.keys(tags).length).toBe(63);
    expect(fields.dropped_keys).toBe('… 37');
  });

  it('does not cut a character in two', () => {
    const { tags } = parsed({ tags: { t: '😀'.repeat(300) } });
    expect(tags.t).toBe(`${'😀'.repeat(255)}…`);
  });
});

describe('lineBatches', () => {
  it('cuts at 100 points', () => {
    expect(lineBatches(Array.from({ length: 201 }, () => 'x')).map((b) => b.length)).toEqual([100, 100, 1]);
  });
  it('cuts at 1 MiB, and lets a longer line go alone', () => {
    const half = 'x'.repeat(REQUEST.bytes / 2 - 1);
    expect(lineBatches([half, half]).map((b) => b.length)).toEqual([2]);
    expect(lineBatches([half, `${half}x`]).map((b) => b.length)).toEqual([1, 1]);
    expect(lineBatches(['a', 'x'.repeat(REQUEST.bytes * 2), 'b']).map((b) => b.length)).toEqual([1, 1, 1]);
  });
});

describe('createGateway', () => {
  let fake: Fake;
  beforeEach(async () => (fake = await new Fake(() => ({ status: 204 })).start()));
  afterEach(() => fake.stop());
  const token = 'tkn_canary0123456789';

  it('posts lines with the token', async () => {
    await createGateway({ url: fake.url, token }).write('metric', ['a f=1 1', 'b f=2 2']);
    await createGateway({ url: fake.url }).write('keyevent', ['c f=3 3']);
    await createGateway({ url: fake.url }).write('keyevent', []);
    expect(fake.paths()).toEqual(['POST /v1/write/metric', 'POST /v1/write/keyevent']);
    const [first, second] = fake.seen;
    expect(first?.query.get('token')).toBe(token);
    expect(first?.text).toBe('a f=1 1\nb f=2 2');
    expect(first?.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'x-points': '2' });
    expect(second?.query.has('token')).toBe(false);
  });

  it('compresses more than 20 KiB', async () => {
    const gateway = createGateway({ url: fake.url, token });
    const line = (n: number) => `m f="${'x'.repeat(n - 8)}" 1`;
    await gateway.write('metric', [line(20 * 1024)]);
    await gateway.write('metric', [line(20 * 1024 + 1)]);
    expect(fake.seen.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip']);
    expect(fake.seen[1]?.text).toBe(line(20 * 1024 + 1));
  });

  it.each([
    [403, '{"error_code":"beyondDataUsage"}', 'key', 'quota'],
    [403, 'token invalid', 'key', 'GUANCE_OPENWAY_TOKEN'],
    [400, '{"error_code":"datakit.invalidLinePoint"}', 'refused', 'invalidLinePoint'],
    [413, '', 'too-large', 'HTTP 413'],
    [429, '', 'rate-limit', 'HTTP 429'],
    [502, 'bad gateway', 'server', 'bad gateway'],
  ])('tells HTTP %i %s apart', async (status, text, kind, words) => {
    fake.reply = () => ({ status, text });
    const error = await createGateway({ url: fake.url, token })
      .write('metric', ['m f=1 1'])
      .catch((e: unknown) => e);
    expect(faultKind(error)).toBe(kind);
    expect((error as Error).message).toContain(words);
    expect(everythingOf(error)).not.toContain('canary');
  });

  it('does not show its token when nobody is there', async () => {
    const error = await createGateway({ url: 'http://127.0.0.1:1', token })
      .write('metric', ['m f=1 1'])
      .catch((e: unknown) => e);
    expect(faultKind(error)).toBe('network');
    expect(everythingOf(error)).not.toContain('canary');
  });
});
