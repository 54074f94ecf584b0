import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import {
  billingDay,
  billingMonth,
  DAY,
  daysInMonth,
  daysSince,
  daysUntil,
  epochSeconds,
  formatDuration,
  HOUR,
  MINUTE,
  parseInstant,
} from '../../../lib/model';

/** Every form that the cloud answers with, and what it means. */
const FORMS: readonly [string | number, string][] = [
  ['2017-12-10T04:04Z', '2017-12-10T04:04:00.000Z'],
  ['2017-12-10T04:04:05Z', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10T04:04:05.123Z', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10T12:04:05+08:00', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10T12:04:05.123456789+08:00', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10T12:04+0800', '2017-12-10T04:04:00.000Z'],
  ['2017-12-09T20:04:05-08:00', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10 12:04:05', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10 12:04', '2017-12-10T04:04:00.000Z'],
  ['2017-12-10T12:04:05', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10', '2017-12-09T16:00:00.000Z'],
  ['2017-12-10T12:04:05CST', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10 12:04:05 CST', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10 04:04:05 UTC', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10 04:04:05 GMT', '2017-12-10T04:04:05.000Z'],
  ['2017-12-10 12:04:05.0', '2017-12-10T04:04:05.000Z'],
  ['2017/12/10 12:04:05', '2017-12-10T04:04:05.000Z'],
  ['2017/1/2 3:04', '2017-01-01T19:04:00.000Z'],
  ['Sun Dec 10 12:04:05 CST 2017', '2017-12-10T04:04:05.000Z'],
  ['Sun Dec 10 04:04:05 UTC 2017', '2017-12-10T04:04:05.000Z'],
  ['Sun, 10 Dec 2017 04:04:05 GMT', '2017-12-10T04:04:05.000Z'],
  [' 2017-12-10T04:04Z ', '2017-12-10T04:04:00.000Z'],
  [1512878645, '2017-12-10T04:04:05.000Z'],
  [1512878645000, '2017-12-10T04:04:05.000Z'],
  ['1512878645', '2017-12-10T04:04:05.000Z'],
  ['1512878645123', '2017-12-10T04:04:05.123Z'],
  [999_999_999, '2001-09-09T01:46:39.000Z'],
  [99_999_999_999, 'never'],
  [100_000_000_000, '1973-03-03T09:46:40.000Z'],
  ['2098-12-31T23:59Z', '2098-12-31T23:59:00.000Z'],
  ['2099-01-01T00:00Z', 'never'],
  ['2099-12-31T15:59:00Z', 'never'],
  ['2999-09-08T16:00:00Z', 'never'],
  [4102329540000, 'never'],
  // Not set, as Go and others write it.
  ['0001-01-01T00:00:00Z', 'never'],
  ['1970-01-01T00:00:00Z', 'never'],
  ['1970-01-01 08:00:00', 'never'],
];

test.each(FORMS)('%p is %s', (form, expected) => {
  const date = parseInstant(form);
  expect(date === undefined ? 'never' : date?.toISOString()).toBe(expected);
});

test.each([undefined, null, '', '-', 0, -1])('%p is no time', (value) => {
  expect(parseInstant(value)).toBeUndefined();
});

test.each([
  'tomorrow',
  '2017-13-01T00:00Z',
  '2017-02-30T00:00Z',
  '2017-12-10 12:04:05 EST',
  'Sun Foo 10 12:04:05 CST 2017',
  '2017-12-10T25:00Z',
  '10.12.2017',
  '20171210',
  true,
  {},
  [],
])('%p is refused', (value) => {
  expect(parseInstant(value)).toBeNull();
});

test.each([
  ['2026-03-01', '2026-03-01T15:59:59.999Z'],
  ['2026-03-01Z', '2026-03-01T15:59:59.999Z'],
  ['2026/3/1', '2026-03-01T15:59:59.999Z'],
  ['2026-03-01 08:00', '2026-03-01T00:00:00.000Z'],
  [1772323200000, '2026-03-01T00:00:00.000Z'],
])('%p ends at %s', (form, expected) => {
  expect(parseInstant(form, { day: 'end' })?.toISOString()).toBe(expected);
});

test.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'])(
  'reads the same on a host in %s',
  (TZ) => {
    const source = readFileSync(join(__dirname, '../../../lib/model/time.ts'), 'utf8');
    const { code } = transformSync(source, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    const program = `${code};
    const forms = ${JSON.stringify(FORMS.map(([form]) => form))};
    console.log(JSON.stringify([new Date(2020, 0, 1).getTimezoneOffset(), ...forms.map((form) => exports.parseInstant(form) ?? 'never')]));`;
    const output = execFileSync(process.execPath, ['-e', program], { env: { ...process.env, TZ }, encoding: 'utf8' });
    const [offset, ...read] = JSON.parse(output) as [number, ...string[]];
    expect(read).toEqual(FORMS.map(([, expected]) => expected));
    expect(offset).toBe({ UTC: 0, 'Asia/Shanghai': -480, 'America/New_York': 300, 'Australia/Lord_Howe': -660 }[TZ]);
  },
);

test('counts days in real numbers', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  expect(daysUntil(new Date('2026-01-03T00:00:00Z'), now)).toBe(1.5);
  expect(daysUntil(new Date('2025-12-31T12:00:00Z'), now)).toBe(-1);
  expect(daysSince(new Date('2025-12-31T12:00:00Z'), now)).toBe(1);
  expect(daysSince(new Date('2026-01-03T00:00:00Z'), now)).toBe(-1.5);
  expect([MINUTE, HOUR, DAY]).toEqual([60_000, 3_600_000, 86_400_000]);
});

test('a day has 24 hours where clocks change', () => {
  expect(daysUntil(new Date('2026-03-30T00:00:00+02:00'), new Date('2026-03-29T00:00:00+01:00'))).toBeCloseTo(23 / 24);
});

test('whole seconds since 1970', () => {
  expect(epochSeconds(new Date(1_700_000_000_999))).toBe(1_700_000_000);
});

test.each([
  [0, '0s'],
  [-5000, '0s'],
  [30_999, '30s'],
  [60_000, '1m'],
  [45 * MINUTE + 59_000, '45m'],
  [HOUR, '1h'],
  [HOUR + MINUTE, '1h 1m'],
  [DAY - 1, '23h 59m'],
  [DAY, '1d'],
  [2 * DAY + 3 * HOUR + 59 * MINUTE, '2d 3h'],
  [400 * DAY, '400d'],
])('%d ms are %s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});

test.each([
  ['2026-02-28T15:59:59Z', 0, '2026-02'],
  ['2026-02-28T16:00:00Z', 0, '2026-03'],
  ['2026-03-31T00:00:00Z', -1, '2026-02'],
  ['2026-01-15T00:00:00Z', -1, '2025-12'],
  ['2026-03-15T00:00:00Z', -13, '2025-02'],
])('at %s, %i months on, bills are of %s', (now, offset, month) => {
  expect(billingMonth(new Date(now), offset)).toBe(month);
});

test.each([
  ['2026-02-28T15:59:59Z', 0, '2026-02-28'],
  ['2026-02-28T16:00:00Z', 0, '2026-03-01'],
  ['2026-02-28T16:00:00Z', -1, '2026-02-28'],
])('at %s, %i days on, a bill is of %s', (now, offset, day) => {
  expect(billingDay(new Date(now), offset)).toBe(day);
});

test.each([
  ['2026-02', 28],
  ['2028-02', 29],
  ['2026-12', 31],
])('%s has %i days', (month, days) => {
  expect(daysInMonth(month)).toBe(days);
});
