import { DAY, HOUR } from '../../../lib/model';
import { detector, type Point } from '../../../lib/trend';
import { median, scatter, slope } from '../../../lib/trend/statistics';

const NOW = Date.UTC(2026, 5, 1, 12);

/** Hourly points of so many days, the newest at `NOW`, by a function of hours before it and of the hour of day. */
function hourly(days: number, value: (ago: number, hour: number) => number): Point[] {
  return Array.from({ length: days * 24 }, (_, i) => {
    const ago = days * 24 - 1 - i;
    const at = NOW - ago * HOUR;
    return { at, value: value(ago, Math.floor((at % DAY) / HOUR)) };
  });
}

/** The same numbers between -1 and 1 in every run. */
function noise(n: number): number {
  const x = Math.sin(n * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

const daily = (hour: number) => 30 + 20 * Math.sin((hour / 24) * 2 * Math.PI);

describe('statistics', () => {
  it.each([
    [[], NaN],
    [[5], 5],
    [[9, 1], 5],
    [[9, 1, 2], 2],
    [[1, 2, 3, 1000], 2.5],
  ])('median of %j is %d', (values, wanted) => expect(median(values)).toBe(wanted));

  it('scatter is not moved by an outlier', () => {
    expect(scatter([1, 2, 3, 4, 5])).toBeCloseTo(1.4826);
    expect(scatter([1, 2, 3, 4, 5000])).toBeCloseTo(1.4826);
    expect(scatter([2, 4], 0)).toBeCloseTo(3 * 1.4826);
  });

  it('slope is that of most points', () => {
    const line = Array.from({ length: 50 }, (_, i) => ({ at: i * 10, value: 3 * i }));
    expect(slope(line)).toBeCloseTo(0.3);
    expect(slope(line.map((p, i) => (i % 5 === 0 ? { ...p, value: -999 } : p)))).toBeCloseTo(0.3, 0);
    expect(slope([{ at: 1, value: 1 }])).toBeNaN();
    expect(slope([])).toBeNaN();
  });

  it('slope takes thousands of points', () => {
    const line = Array.from({ length: 10_000 }, (_, i) => ({ at: i * 10, value: 3 * i }));
    expect(slope(line)).toBeCloseTo(0.3);
  });
});

describe('change', () => {
  const options = { recent: 2 * HOUR, sensitivity: 6, least: 10, share: 0.5 };
  const kind = (points: readonly Point[], more: Partial<typeof options> = {}) =>
    detector.change(points, { ...options, ...more }).kind;
  const jump = (base: (ago: number, hour: number) => number, by: number) =>
    hourly(7, (ago, hour) => base(ago, hour) + (ago < 2 ? by : 0));

  it.each<[string, Point[], string]>([
    ['flat', hourly(7, () => 20), 'steady'],
    ['zero', hourly(7, () => 0), 'steady'],
    ['noisy', hourly(7, (ago) => 30 + 10 * noise(ago)), 'steady'],
    ['the usual peak of the day', hourly(7, (_, hour) => daily(hour)), 'steady'],
    ['the usual peak of the day, with noise', hourly(7, (ago, hour) => daily(hour) + 3 * noise(ago)), 'steady'],
    ['a job at this hour of every day', hourly(7, (_, hour) => (hour === 12 ? 95 : 5)), 'steady'],
    ['a job that was an hour early', hourly(7, (ago, hour) => ((ago >= 2 ? hour === 13 : true) ? 95 : 5)), 'steady'],
    ['a slow ramp', hourly(7, (ago) => 60 - ago / 6), 'steady'],
    ['a sawtooth', hourly(7, (ago) => 10 * (7 - (ago % 7))), 'steady'],
    ['spikes in the past', hourly(7, (ago) => (ago % 29 === 28 ? 99 : 10)), 'steady'],
    ['one high point of two', hourly(7, (ago) => (ago === 0 ? 26 : 10)), 'steady'],
    ['a jump from a flat line', jump(() => 20, 30), 'up'],
    ['a fall from a flat line', jump(() => 60, -40), 'down'],
    ['a fall to nothing', jump(() => 60, -60), 'down'],
    ['a jump from noise', jump((ago) => 20 + 5 * noise(ago), 40), 'up'],
    ['the night as busy as the day', hourly(7, (ago, h) => (ago < 2 ? 90 : h > 15 ? 90 : 10)), 'up'],
    ['a step of four hours ago', hourly(7, (ago) => (ago < 4 ? 70 : 20)), 'up'],
    ['a step of five days ago, which is usual by now', hourly(7, (ago) => (ago < 120 ? 70 : 20)), 'steady'],
  ])('%s', (_, points, wanted) => expect(kind(points)).toBe(wanted));

  it('tells the value and what was expected', () => {
    expect(
      detector.change(
        jump(() => 20, 30),
        options,
      ),
    ).toEqual({ kind: 'up', value: 50, expected: 20 });
  });

  it('stands gaps', () => {
    const points = jump((ago) => 20 + noise(ago), 30).filter((_, i) => i % 5 !== 0);
    expect(kind(points)).toBe('up');
    expect(kind(hourly(7, (ago) => 20 + noise(ago)).filter((_, i) => i % 3 !== 0))).toBe('steady');
  });

  it.each<[string, Point[]]>([
    ['nothing', []],
    ['one point', hourly(7, () => 1).slice(-1)],
    ['less than a day', hourly(1, () => 1)],
    ['a day with hardly any points', hourly(7, () => 1).filter((_, i) => i % 40 === 0)],
    [
      'a history that lacks this hour',
      hourly(7, () => 1).filter(({ at }) => NOW - at < 2 * HOUR || at % DAY < 10 * HOUR),
    ],
  ])('%s is too little', (_, points) => expect(kind(points)).toBe('too-little'));

  it('a day and a bit is enough', () => {
    expect(kind(hourly(2, (ago) => (ago < 2 ? 70 : 20)).slice(-26))).toBe('up');
    expect(kind(hourly(2, (ago, hour) => daily(hour) + 3 * noise(ago)).slice(-26))).toBe('steady');
  });

  it('every bound counts', () => {
    const points = jump((ago) => 20 + 2 * noise(ago), 20);
    expect(kind(points)).toBe('up');
    expect(kind(points, { sensitivity: 50 })).toBe('steady');
    expect(kind(points, { least: 25 })).toBe('steady');
    expect(kind(points, { share: 2 })).toBe('steady');
  });

  it('a share of 1 is double or half', () => {
    const exact = { least: 0, share: 1 };
    expect(
      kind(
        jump(() => 20, 20),
        exact,
      ),
    ).toBe('up');
    expect(
      kind(
        jump(() => 20, 19.9),
        exact,
      ),
    ).toBe('steady');
    expect(
      kind(
        jump(() => 20, -10),
        exact,
      ),
    ).toBe('down');
    expect(
      kind(
        jump(() => 20, -9.9),
        exact,
      ),
    ).toBe('steady');
  });

  it('does not see the zone of the host', () => {
    const shifted = jump((_, hour) => daily(hour), 40).map(({ at, value }) => ({ at: at + 5 * HOUR, value }));
    expect(kind(shifted)).toBe('up');
  });
});

describe('forecast', () => {
  const options = { full: 100, span: 2 * DAY };
  const forecast = (points: readonly Point[]) => detector.forecast(points, options);
  const perHour = (perDay: number) => perDay / 24;

  it.each<[string, Point[]]>([
    ['flat', hourly(7, () => 60)],
    ['full and flat', hourly(7, () => 100)],
    ['noisy', hourly(7, (ago) => 60 + 5 * noise(ago))],
    ['daily', hourly(7, (_, hour) => daily(hour))],
    ['falling', hourly(7, (ago) => 50 + ago * perHour(3))],
    ['a step in the middle', hourly(7, (ago) => (ago < 84 ? 80 : 30))],
    ['a step of yesterday', hourly(7, (ago) => (ago < 24 ? 80 : 30))],
    ['a sawtooth: a log that is rotated each day', hourly(7, (_, hour) => 40 + hour)],
    ['a sawtooth of two days', hourly(7, (ago) => 90 - (ago % 48))],
    ['grew once, stands still since', hourly(7, (ago) => Math.min(80, 120 - ago))],
  ])('%s: steady', (_, points) => {
    const found = forecast(points);
    if (found.kind === 'filling') expect(found.days).toBeGreaterThan(30);
    else expect(found.kind).toBe('steady');
  });

  it.each([24, 36, 48, 60, 72])('what is emptied every %i hours does not fill up, whenever one looks', (period) => {
    for (let phase = 0; phase < period; phase += 3) {
      const found = forecast(hourly(7, (ago) => 90 - (50 * ((ago + phase) % period)) / period));
      expect([phase, found.kind === 'filling' && found.days < 30]).toEqual([phase, false]);
    }
  });

  it('a ramp is extended', () => {
    const found = forecast(hourly(7, (ago) => 70 - ago * perHour(5)));
    expect(found).toMatchObject({ kind: 'filling' });
    if (found.kind !== 'filling') return;
    expect(found.days).toBeCloseTo(6);
    expect(found.perDay).toBeCloseTo(5);
  });

  it.each<[string, Point[]]>([
    ['noise', hourly(7, (ago) => 70 - ago * perHour(5) + noise(ago))],
    ['a wave of the day', hourly(7, (ago, hour) => 70 - ago * perHour(5) + Math.sin((hour / 24) * 2 * Math.PI))],
    ['gaps', hourly(7, (ago) => 70 - ago * perHour(5)).filter((_, i) => i % 4 !== 0)],
    ['wild points', hourly(7, (ago) => (ago % 17 === 0 ? 0 : 70 - ago * perHour(5)))],
  ])('a ramp with %s is still one', (_, points) => {
    const found = forecast(points);
    if (found.kind !== 'filling') throw new Error(found.kind);
    expect(found.days).toBeGreaterThan(5);
    expect(found.days).toBeLessThan(7);
  });

  it('growth that quickens counts as it is now', () => {
    const found = forecast(hourly(7, (ago) => (ago > 84 ? 30 + perHour(1) * (168 - ago) : 80 - ago * perHour(10))));
    if (found.kind !== 'filling') throw new Error(found.kind);
    expect(found.days).toBeCloseTo(2, 0);
  });

  it('another level is reached sooner', () => {
    const found = detector.forecast(
      hourly(7, (ago) => 70 - ago * perHour(5)),
      { ...options, full: 80 },
    );
    expect(found).toMatchObject({ kind: 'filling', days: expect.closeTo(2) as number });
    const past = detector.forecast(
      hourly(7, (ago) => 70 - ago * perHour(5)),
      { ...options, full: 60 },
    );
    expect(past).toMatchObject({ kind: 'filling', days: 0 });
  });

  it.each<[string, Point[]]>([
    ['nothing', []],
    ['a few points', hourly(7, (ago) => 70 - ago).filter((_, i) => i % 40 === 0)],
    ['a day', hourly(1, (ago) => 70 - ago)],
    ['a gap until today', hourly(7, (ago) => 70 - ago / 9).filter(({ at }) => NOW - at > 4 * DAY || at === NOW)],
  ])('%s is too little', (_, points) => expect(forecast(points).kind).toBe('too-little'));
});
