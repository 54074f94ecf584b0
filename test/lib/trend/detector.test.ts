import { DAY, HOUR } from '../../../lib/model';
import { detector, type Open, type Point } from '../../../lib/trend';
import { median } from '../../../lib/model/statistics';

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
});

/** A point a day, the newest at `NOW`, by a function of the days before it. */
function byDay(days: number, value: (ago: number) => number): Point[] {
  return Array.from({ length: days }, (_, i) => ({ at: NOW - (days - 1 - i) * DAY, value: value(days - 1 - i) }));
}

describe('days', () => {
  const judge = (points: readonly Point[], open?: Open) =>
    detector.judge(points, { budget: 20, least: 0, share: 0, slot: DAY }, open);
  const usual = (ago: number) => 100 + 2 * noise(ago + 1000);
  const shifted = (from: number) => byDay(38, (ago) => usual(ago) + (ago <= from ? 400 : 0));
  const dayOf = (ago: number) => DAY * Math.floor((NOW - ago * DAY) / DAY);

  it('what began within a week is known, with its first day; one that is older is how it is', () => {
    expect(judge(byDay(38, usual)).kind).toBe('steady');
    for (const ago of [1, 3, 5]) expect(judge(shifted(ago))).toMatchObject({ what: 'shift', since: dayOf(ago) });
    expect(judge(shifted(20)).kind).toBe('steady');
  });

  it('a day is a spike, two are a level', () => {
    expect(judge(shifted(0))).toMatchObject({ kind: 'unusual', what: 'spike' });
    expect(judge(shifted(1))).toMatchObject({ kind: 'unusual', what: 'shift' });
  });

  it('one dear day in the past hides no rise', () => {
    const bought = (points: readonly Point[]) =>
      points.map((one) => (one.at === NOW - 20 * DAY ? { ...one, value: 3000 } : one));
    expect(judge(bought(byDay(38, usual))).kind).toBe('steady');
    expect(judge(bought(shifted(1)))).toMatchObject({ kind: 'unusual', since: dayOf(1) });
  });

  it('an event lasts until two days were as before it', () => {
    const open = { since: dayOf(9), view: 'level-7', low: 95, high: 105 };
    const back = (days: number) => byDay(38, (ago) => usual(ago) + (ago <= 9 && ago >= days ? 400 : 0));
    expect(judge(back(0), open)).toMatchObject({ kind: 'unusual', since: open.since });
    expect(judge(back(1), open).kind).toBe('unusual');
    expect(judge(back(2), open).kind).toBe('steady');
  });

  it('fewer than four weeks are too little', () => {
    expect(judge(byDay(20, usual)).kind).toBe('too-little');
  });
});

describe('judge', () => {
  const options = { budget: 20, least: 0, share: 0 };
  const judge = (points: readonly Point[], more: Partial<typeof options> = {}, open?: Open) =>
    detector.judge(points, { ...options, ...more }, open);
  const level = (ago: number) => 40 + noise(ago);
  const office = (at: number) => {
    const day = Math.floor(at / DAY);
    const hour = Math.floor((at % DAY) / HOUR);
    return (day + 4) % 7 > 0 && (day + 4) % 7 < 6 && hour > 8 && hour < 18 ? 80 : 10;
  };
  const shaped = (value: (at: number, ago: number) => number) =>
    hourly(31, () => 0).map(({ at }) => ({ at, value: value(at, (NOW - at) / HOUR) }));
  const from = (points: readonly Point[], hours: number, value: (before: number) => number) =>
    points.map((one) => (one.at > NOW - hours * HOUR ? { at: one.at, value: value(one.value) } : one));

  it.each<[string, Point[]]>([
    ['a constant', hourly(31, () => 20)],
    ['zeros', hourly(31, () => 0)],
    ['noise', hourly(31, (ago) => 30 + 10 * noise(ago))],
    ['the wave of a day', hourly(31, (ago, hour) => daily(hour) + 2 * noise(ago))],
    ['office hours on a Monday noon', shaped((at, ago) => office(at) + noise(ago))],
    ['a job at this hour of every day', hourly(31, (ago, hour) => (hour === 12 ? 95 : 5) + noise(ago))],
    [
      'a job that is an hour early',
      hourly(31, (ago, hour) => ((ago >= 2 ? hour === 13 : ago === 0) ? 95 : 5) + noise(ago)),
    ],
    ['a job of every Monday, the third time', hourly(31, (ago) => (ago % 168 === 0 ? 90 : 10) + noise(ago))],
    ['steady growth', hourly(31, (ago) => 60 - ago / 50 + noise(ago))],
    ['a saw-tooth', hourly(31, (ago) => 10 * (7 - (ago % 7)) + noise(ago))],
    ['a counter that began anew', hourly(31, (ago) => (ago < 4 ? 1000 * (4 - ago) : 1e6 - 1000 * ago))],
    ['bursts that come now and then', hourly(31, (ago) => (ago % 37 === 0 ? 80 : 10) + noise(ago))],
    ['holes', hourly(31, level).filter((_, i) => i % 11 !== 0)],
    ['a step of ten days ago, which is usual by now', hourly(31, (ago) => (ago < 240 ? 70 : 20) + noise(ago))],
  ])('%s is steady', (_, points) => expect(judge(points).kind).toBe('steady'));

  it.each<[string, Point[], string]>([
    ['a jump', from(hourly(31, level), 1, (value) => value + 40), 'spike'],
    [
      'a fall of a service at 15',
      from(
        hourly(31, (ago) => 15 + 2 * noise(ago)),
        2,
        () => 0,
      ),
      'zero',
    ],
    ['a jump that lasts', from(hourly(31, level), 8, (value) => value + 40), 'shift'],
    [
      'a constant that changes',
      from(
        hourly(31, () => 7),
        4,
        () => 9,
      ),
      'shift',
    ],
    ['a second job of Monday, the first time', from(hourly(31, level), 1, () => 90), 'spike'],
  ])('%s is unusual', (_, points, what) => expect(judge(points)).toMatchObject({ kind: 'unusual', what }));

  it('says since when, what was expected, what was alike, and how seldom it is', () => {
    const before = hourly(31, level).map((one) => (one.at === NOW - 400 * HOUR ? { ...one, value: 80 } : one));
    const found = judge(from(before, 5, (value) => value + 40));
    expect(found).toMatchObject({ kind: 'unusual', since: NOW - 4 * HOUR, view: 'level-1', alike: NOW - 400 * HOUR });
    if (found.kind !== 'unusual') return;
    expect(found.expected).toBeCloseTo(40, 0);
    expect(found.low).toBeGreaterThan(30);
    expect(found.high).toBeLessThan(60);
    expect(found.weeks).toBeGreaterThanOrEqual(50);
  });

  it('an open event is held against what was before it, and its return is no anomaly', () => {
    const lasting = from(hourly(31, level), 200, (value) => value + 40);
    const open = { since: NOW - 199 * HOUR, view: 'level-1', low: 36, high: 44 };
    expect(judge(lasting).kind).toBe('steady');
    expect(judge(lasting, {}, open)).toMatchObject({ kind: 'unusual', what: 'shift', since: open.since });
    const back = lasting.map((one) => (one.at > NOW - 6 * HOUR ? { ...one, value: one.value - 40 } : one));
    expect(judge(back, {}, open).kind).toBe('steady');
  });

  it('an event stays open when what was before it is no longer known', () => {
    const open = { since: NOW - 40 * DAY, view: 'level-1', low: 36, high: 44 };
    expect(
      judge(
        hourly(31, (ago) => level(ago) + 40),
        {},
        open,
      ),
    ).toMatchObject({ kind: 'unusual', low: 36, high: 44 });
    expect(
      judge(
        from(
          hourly(31, (ago) => level(ago) + 40),
          6,
          (v) => v - 40,
        ),
        {},
        open,
      ).kind,
    ).toBe('steady');
  });

  it.each<[string, Point[]]>([
    ['nothing', []],
    ['one point', hourly(31, () => 1).slice(-1)],
    ['less than two weeks', hourly(13, () => 1)],
    ['hardly any points', hourly(31, () => 1).filter((_, i) => i % 40 === 0)],
  ])('%s is too little', (_, points) => expect(judge(points).kind).toBe('too-little'));

  it('every bound counts', () => {
    const points = from(hourly(31, level), 5, (value) => value + 20);
    expect(judge(points).kind).toBe('unusual');
    expect(judge(points, { least: 25 }).kind).toBe('steady');
    expect(judge(points, { share: 1 }).kind).toBe('steady');
    const slight = from(hourly(31, level), 1, () => 42.3);
    expect(judge(slight, { budget: 1 }).kind).toBe('steady');
    expect(judge(slight, { budget: 1000 }).kind).toBe('unusual');
  });

  it('late and repeated points, and points within the hour, change nothing', () => {
    const points = from(hourly(31, level), 5, (value) => value + 40);
    const odd = [...points, ...points.slice(-30), ...points.slice(0, 50)].sort((a, b) => a.at - b.at);
    expect(judge(odd)).toEqual(judge(points));
  });

  it('does not see the zone of the host', () => {
    const shifted = from(hourly(31, level), 4, (value) => value + 40).map((one) => ({ ...one, at: one.at + 5 * HOUR }));
    expect(judge(shifted).kind).toBe('unusual');
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
    ['grew once, stands still for four days', hourly(28, (ago) => Math.min(80, 90 - ago / 12))],
  ])('%s: steady', (_, points) => {
    const found = forecast(points);
    if (found.kind === 'filling') expect(found.days).toBeGreaterThan(30);
    else expect(found.kind).toBe('steady');
  });

  it.each([24, 36, 48, 60, 72])('what is emptied every %i hours does not fill up, whenever one looks', (period) => {
    for (let phase = 0; phase < period; phase += 3) {
      const found = forecast(hourly(28, (ago) => 90 - (50 * ((ago + phase) % period)) / period));
      expect([phase, found.kind === 'filling' && found.days < 30]).toEqual([phase, false]);
    }
  });

  it('a ramp is extended', () => {
    const found = forecast(hourly(7, (ago) => 70 - ago * perHour(5)));
    expect(found).toMatchObject({ kind: 'filling' });
    if (found.kind !== 'filling') return;
    expect(found.days).toBeCloseTo(6, 1);
    expect(found.perDay).toBeCloseTo(5, 1);
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
    expect(found.days).toBeLessThan(4);
  });

  it('another level is reached sooner', () => {
    const found = detector.forecast(
      hourly(7, (ago) => 70 - ago * perHour(5)),
      { ...options, full: 80 },
    );
    expect(found).toMatchObject({ kind: 'filling', days: expect.closeTo(2, 1) as number });
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
