import {
  defineChecker,
  defineCollector,
  defineMetric,
  defineProduct,
  flag,
  instant,
  integerParam,
  list,
  must,
  number,
  regional,
  rpc,
  single,
  text,
  type AssetOf,
  type CheckContext,
  type CheckResult,
  type Reading,
} from '../../lib/define';
import type { Text } from '../../lib/model';
import { NOW, probesOf, testChecker, type CheckerCases } from './check-tester';

const both = (en: string): Text => ({ zh: `${en}（中文）`, en });
const product = defineProduct({
  code: 'toy',
  apiVersion: '2020-01-01',
  style: 'rpc',
  sdk: '@example/toy',
  title: both('Toy'),
  endpoints: regional('toy'),
});
const boxes = defineCollector({
  id: 'toy-boxes',
  product,
  title: both('Boxes'),
  scope: 'region',
  call: rpc('DescribeBoxes'),
  paging: single(),
  items: 'Boxes',
  assetId: 'BoxId',
  fields: {
    status: must(text('Status')),
    locked: flag('Locked'),
    since: instant('Since'),
    balls: list('Balls[]', { size: number('Size') }),
  },
});
const lids = defineCollector({
  id: 'toy-lids',
  product,
  title: both('Lids'),
  scope: 'region',
  call: rpc('DescribeLids'),
  paging: single(),
  items: 'Lids',
  assetId: 'BoxId',
  fields: { shut: flag('Shut') },
  belongs: { to: boxes, by: 'BoxId' },
});
const weight = defineMetric({
  id: 'toy-weight',
  title: both('Weight'),
  of: boxes,
  namespace: 'acs_toy',
  metric: 'Weight',
  statistic: 'Average',
  period: 60,
  dimension: 'boxId',
  unit: 'kg',
});
const where = { account: { id: '1', name: 'toys' }, region: 'cn-hangzhou' };
const box = boxes.toAsset(
  { BoxId: 'b-1', Status: 'Full', Locked: true, Since: '2026-02-01T00:00Z', Balls: [{ Size: 3 }] },
  where,
);
const lid = lids.toAsset({ BoxId: 'b-1', Shut: true }, where);

type Box = AssetOf<typeof boxes>;
const params = { days: integerParam({ default: 7, min: 1, max: 30, help: both('Days') }) };
const related = { lids };
const metrics = { weight };
const messages = { open: both('Box {{id}} is open for {{days}} days'), heavy: both('Box {{id}} weighs {{value}}') };
type Context = CheckContext<Box, typeof params, typeof related, typeof metrics, 'open' | 'heavy'>;

/** The checker that all tests spoil in one way. */
function sound(
  asset: Box,
  { params: { days }, related: r, metrics: m, pass, fail, skip, unknown }: Context,
): CheckResult {
  if (asset.status === 'Empty') return skip(both('it is empty'));
  if (asset.locked === undefined || r.lids[0]?.shut === undefined || !m.weight) return unknown('not known');
  if (m.weight.value > 10) return fail('heavy', { id: asset.id, value: m.weight.value }, 'critical');
  return asset.locked ? pass() : fail('open', { id: asset.id, days });
}

type Facts = Partial<Pick<Parameters<typeof defineChecker>[0], 'title' | 'docs'>> & {
  check?: typeof sound;
  messages?: typeof messages;
  optional?: readonly 'lids'[];
};

function checker({ check = sound, ...facts }: Facts = {}) {
  return defineChecker({
    id: 'toy-box-open',
    asset: boxes,
    title: both('Box is open'),
    why: both('Things fall out.'),
    remedy: both('Shut it.'),
    severity: 'warning',
    severities: ['critical'],
    category: 'availability',
    docs: 'https://example.com/boxes',
    params,
    related,
    metrics,
    messages,
    check,
    ...facts,
  });
}

type Cases = CheckerCases<Box, typeof params, typeof related, typeof metrics, typeof messages>;
const open = { asset: { locked: false }, message: 'open', severity: 'warning' } as const;
const heavy = { metrics: { weight: 11 }, message: 'heavy', severity: 'critical', data: { value: 11 } } as const;
const cases: Cases = {
  healthy: { asset: box, related: { lids: [lid] }, metrics: { weight: 1 } },
  pass: { shut: {} },
  fail: {
    open: { ...open, text: { en: 'Box b-1 is open for 7 days' } },
    'open for less': { ...open, params: { days: 3 }, data: { days: 3 } },
    heavy,
  },
  skip: { empty: { asset: { status: 'Empty' } } },
  unknown: { 'no weight': { metrics: { weight: undefined } } },
};

function problems(facts: Facts = {}, changed: Partial<Cases> = {}): string[] {
  return probesOf(checker(facts), { ...cases, ...changed }).flatMap((probe) => probe.problems());
}

testChecker(checker(), cases);

test('a sound checker with full tables has no problem', () => {
  expect(problems()).toEqual([]);
});

test.each<[string, Partial<Cases>, string]>([
  ['another verdict', { pass: { open: { asset: { locked: false } } } }, 'expected pass, got {"verdict":"fail"'],
  [
    'another message',
    { fail: { ...cases.fail, heavy: { ...heavy, message: 'open' } } },
    'message heavy, expected open',
  ],
  [
    'another severity',
    { fail: { ...cases.fail, heavy: { ...heavy, severity: 'warning' } } },
    'severity critical, expected warning',
  ],
  [
    'another text',
    { fail: { ...cases.fail, open: { ...open, text: { en: 'Box b-1 is shut' } } } },
    'en text "Box b-1 is open for 7 days", expected "Box b-1 is shut"',
  ],
  [
    'other data',
    { fail: { ...cases.fail, heavy: { ...heavy, data: { value: 12 } } } },
    'data.value is 11, expected 12',
  ],
  ['neither text nor data', { fail: { ...cases.fail, open } }, 'the case states neither text nor data'],
  [
    'the same case twice',
    { pass: { shut: {}, closed: { asset: { locked: true } } } },
    'is the same case as pass: shut',
  ],
  ['one name for two cases', { skip: { shut: { asset: { status: 'Empty' } } } }, 'two cases are named shut'],
  ['no case that passes', { pass: {} }, 'no case gives pass'],
  ['a message without a case', { fail: { heavy, 'open for less': heavy } }, 'no case reports message open'],
  ['a severity without a case', { fail: { open: cases.fail.open! } }, 'no case reaches severity critical'],
  ['a parameter without a case', { fail: { open: cases.fail.open!, heavy } }, 'no case moves parameter days'],
  [
    'a parameter moved to no effect',
    { fail: { open: cases.fail.open!, heavy: { ...heavy, params: { days: 3 } } } },
    'parameter days is moved, but no answer depends on it',
  ],
  [
    'an unhealthy healthy asset',
    { healthy: { ...cases.healthy, metrics: { weight: 11 } } },
    'the healthy asset gives fail',
  ],
])('refuses %s', (_name, changed, problem) => {
  expect(problems({}, changed)).toContainEqual(expect.stringContaining(problem));
});

let runs = 0;
test.each<[string, Facts, string]>([
  [
    'an unfilled placeholder',
    { messages: { ...messages, open: both('Box {{id}} in {{room}}') } },
    '{{room}} is unfilled in zh',
  ],
  [
    'a value that is none',
    { check: (a, c) => (a.locked === false ? c.fail('open', { id: a.id, days: NaN }) : sound(a, c)) },
    'shows a value that is none',
  ],
  [
    'an undeclared severity',
    { check: (a, c) => (a.locked === false ? c.fail('open', { id: 'b-1', days: 7 }, 'info') : sound(a, c)) },
    'severity info is not declared',
  ],
  [
    'an empty reason',
    { check: (a, c) => (a.status === 'Empty' ? c.skip('') : sound(a, c)) },
    'the reason is empty in en',
  ],
  ['a state of its own', { check: (a, c) => (runs++ % 2 ? c.pass() : sound(a, c)) }, 'a second run answers'],
  [
    'a clock of its own',
    { check: (a, c) => c.pass({ days: Math.round(Date.now() / 86_400_000) + (a.locked ? 0 : 1) }) },
    'a second run answers',
  ],
  [
    'a new Date of its own',
    { check: (a, c) => c.pass({ year: new Date().getUTCFullYear(), id: a.id }) },
    'a second run answers',
  ],
  ['dice', { check: (a, c) => c.pass({ id: a.id, luck: Math.random() }) }, 'a second run answers'],
  ['a throw', { check: () => JSON.parse('{') as CheckResult }, 'threw SyntaxError'],
  ['no answer', { check: () => undefined as unknown as CheckResult }, 'threw TypeError: check returned undefined'],
  [
    'a changed asset',
    { check: (a, c) => sound(Object.assign(a, { locked: true }), c) },
    "threw TypeError: Cannot assign to read only property 'locked'",
  ],
  ['a changed date', { check: (a, c) => (a.since?.setTime(0), sound(a, c)) }, 'changed what it was given'],
  ['an empty text', { title: { zh: ' ', en: 'Box is open' } }, 'title is empty in zh'],
  ['an untranslated text', { title: { zh: 'Box', en: 'Box' } }, 'title is the same in both languages'],
  ['documentation without https', { docs: 'http://example.com/boxes' }, 'is not an https page'],
  [
    'a throw without an optional field',
    { check: (a, c) => (a.since!.getTime() > 0 ? sound(a, c) : c.pass()) },
    'without since it throws TypeError',
  ],
  [
    'a throw without a nested field',
    { check: (a, c) => (a.balls?.[0]?.size?.toFixed() === undefined ? c.fail('open', {}) : sound(a, c)) },
    'pass: shut: without balls.size it becomes fail',
  ],
  [
    'an absent field that turns fail into pass',
    { check: (a, c) => (a.locked === undefined ? c.pass() : sound(a, c)) },
    'fail: open: without locked it becomes pass',
  ],
  [
    'an absent field that raises an alarm',
    { check: (a, c) => (a.locked ? sound(a, c) : c.fail('open', { id: a.id, days: c.params.days })) },
    'pass: shut: without locked it becomes fail',
  ],
  [
    'an absent metric that turns fail into pass',
    { check: (a, c) => (c.metrics.weight ? sound(a, c) : c.pass()) },
    'fail: heavy: without metrics.weight it becomes pass',
  ],
  [
    'an absent related record that turns fail into pass',
    { check: (a, c) => (c.related.lids.length ? sound(a, c) : c.pass()) },
    'fail: open: without related.lids it becomes pass',
  ],
  [
    'an absent related field that turns fail into pass',
    { check: (a, c) => (c.related.lids[0]?.shut === undefined ? c.pass() : sound(a, c)) },
    'fail: open: without related.lids.shut it becomes pass',
  ],
  [
    'an optional related record that decides',
    { optional: ['lids'], check: (a, c) => (c.related.lids.length ? sound(a, c) : c.skip(both('no lid'))) },
    'pass: shut: without related.lids, which is optional, it is another answer',
  ],
  [
    'a pass with nothing known',
    { check: (a, c) => (a.locked === undefined && !c.metrics.weight ? c.pass() : sound(a, c)) },
    'it passes although locked, metrics.weight, which it reads, is absent',
  ],
  [
    'a throw with other history',
    { check: (a, c) => (c.open ? (JSON.parse('{') as CheckResult) : sound(a, c)) },
    'with other history it throws SyntaxError',
  ],
])('refuses %s', (_name, facts, problem) => {
  expect(problems(facts)).toContainEqual(expect.stringContaining(problem));
});

test('a field whose absence tells something may decide', () => {
  const check: typeof sound = (a, c) => (a.since ? sound(a, c) : c.fail('open', { id: a.id, days: 0 }));
  expect(problems({ check })).toContain('pass: shut: without since it becomes fail');
  expect(problems({ check }, { absentIsFact: ['since'] })).toEqual([]);
});

test('the clock and the dice are the real ones again', () => {
  const { now } = Date;
  const { random } = Math;
  problems({ check: () => JSON.parse('{') as CheckResult });
  expect(Date.now).toBe(now);
  expect(Math.random).toBe(random);
});

test('a checker of gone assets gets what is remembered', () => {
  const { id, title, why, remedy, severity, category, docs } = checker();
  const gone = defineChecker({
    ...{ id, title, why, remedy, severity, category, docs },
    asset: defineCollector({ ...bare(), remember: ['locked'] }),
    when: 'gone',
    params: {},
    messages: { gone: both('{{id}} {{known}}') },
    check: (asset, { fail }) => fail('gone', { id: asset.id, known: Object.keys(asset).sort() }),
  });
  const found = probesOf(gone, {
    healthy: { asset: { ...box } },
    pass: {},
    fail: {
      gone: {
        message: 'gone',
        severity: 'warning',
        data: { known: ['account', 'collector', 'goneSince', 'id', 'locked', 'name', 'product', 'region'] },
      },
    },
  });
  expect(found[0]?.problems()).toEqual([]);
});

function bare() {
  const { id, title, call, paging, items } = boxes;
  const fields = { status: must(text('Status')), locked: flag('Locked') };
  return { id, product, title, scope: 'region', call, paging, items, assetId: 'BoxId', fields } as const;
}

describe('the past of a metric', () => {
  const seen: Reading[] = [];
  const { id, title, why, remedy, severity, category, docs } = checker();
  const past = defineChecker({
    ...{ id, title, why, remedy, severity, category, docs },
    asset: boxes,
    params: { hours: integerParam({ default: 4, min: 2, max: 24, help: both('help') }) },
    metrics: { weight },
    history: ({ hours }) => ({ hours, period: 3600 }),
    messages: { heavy: both('{{id}} {{values}}') },
    check: (asset, { metrics: { weight: reading }, pass, fail, unknown }) => {
      if (!reading?.series) return unknown('no past');
      seen.push(reading);
      const values = reading.series.flatMap(({ points }) => points.map((point) => point.value));
      return values.some((value) => value > 10) ? fail('heavy', { id: asset.id, values: values.join() }) : pass();
    },
  });
  const fails = (values: number[]) => ({ message: 'heavy', severity, data: { values: values.join() } }) as const;
  type PastCases = CheckerCases<
    Box,
    typeof past.params,
    typeof past.related,
    typeof past.metrics,
    typeof past.messages
  >;
  const found = (tables: Omit<PastCases, 'healthy'>) =>
    probesOf(past, { healthy: { asset: box, metrics: { weight: 1 } }, ...tables })
      .filter(({ name }) => name.includes(':'))
      .flatMap((probe) => probe.problems());

  test('is a value that it always had, a value a period, or such a list a part, cut to what is wanted', () => {
    seen.length = 0;
    expect(
      found({
        pass: {
          always: { metrics: { weight: 3 } },
          'more than it looks at': { metrics: { weight: [99, 1, 1, 1, 1] } },
        },
        fail: {
          list: { metrics: { weight: [1, undefined, 11] }, ...fails([1, 11]) },
          parts: { metrics: { weight: { past: { a: [11, 1], b: [2, 3] } } }, ...fails([11, 1, 2, 3]) },
          longer: { metrics: { weight: [99, 1, 1, 1, 1] }, params: { hours: 5 }, ...fails([99, 1, 1, 1, 1]) },
        },
        unknown: { none: { metrics: { weight: undefined } } },
      }),
    ).toEqual([]);
    const hour = 3_600_000;
    expect(seen[0]?.series).toEqual([
      { points: [4, 3, 2, 1].map((ago) => ({ at: NOW.getTime() - ago * hour, value: 3 })) },
    ]);
    expect(seen[0]).toMatchObject({ value: 3, at: new Date(NOW.getTime() - hour), parts: [] });
    expect(seen.flatMap(({ series = [] }) => series.map(({ part }) => part))).toContain('b');
  });

  test('is refused where only the newest value is read', () => {
    expect(() => problems({}, { ...cases, healthy: { ...cases.healthy, metrics: { weight: [1, 2] } } })).toThrow(
      'is read for its newest value, not its past',
    );
  });
});
