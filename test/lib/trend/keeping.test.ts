/** A watch that is kept between any two points judges as one that never stopped. */
import { DAY, HOUR, worksInChina } from '../../../lib/model';
import { detector, Watch, type Kept, type Point, type WatchOptions } from '../../../lib/trend';
import { BitReader, BitWriter } from '../../../lib/trend/bits';
import { coarse, distanceCode, fromDistanceCode, fromUpperBits, upperBits, VALUE_BITS } from '../../../lib/trend/codes';

const START = Date.UTC(2026, 1, 2);
const OPTIONS: WatchOptions = { budget: 50, least: 0, share: 0, works: worksInChina, phase: 5 };
const DAYS = 46;

/** Numbers from 0 to 1, the same in every run. */
function dice(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const wave = (hour: number) => 40 + 20 * Math.sin((hour / 24) * 2 * Math.PI);

/** Values by the hour; `undefined` where no point comes. */
const SERIES: Readonly<Record<string, (hour: number, roll: () => number) => number | undefined>> = {
  'the wave of a day': (hour, roll) => wave(hour) + roll(),
  'a fault of hours': (hour, roll) => wave(hour) + roll() + (hour > 900 && hour < 906 ? 80 : 0),
  'a fault of days': (hour, roll) => 10 + roll() + (hour > 880 && hour < 1000 ? 60 : 0),
  'a fault that stays': (hour, roll) => 10 + roll() + (hour > 900 ? 60 : 0),
  'a drop to zero': (hour, roll) => (hour > 850 && hour < 900 ? 0 : 15 + roll()),
  'a constant': () => 7,
  'a constant that changes': (hour) => (hour > 930 ? 9 : 7),
  zeros: () => 0,
  gaps: (hour, roll) => (roll() < 0.2 || (hour > 820 && hour < 840) ? undefined : wave(hour) + roll()),
  'a counter that began anew': (hour, roll) => (hour % 700) * 1000 + 100 * roll(),
  'daylight saving': (hour, roll) => wave(hour + (hour > 870 ? 1 : 0)) + roll(),
  'another season': (hour, roll) => (hour > 900 ? wave(hour * 2) : wave(hour)) + roll(),
  'great numbers': (hour, roll) => 1e11 * (wave(hour) + roll()),
  'small numbers': (hour, roll) => 1e-9 * (wave(hour) + roll()),
  bursts: (_, roll) => (roll() < 0.03 ? 90 : 5) + roll(),
};

function pointsOf(name: string, seed: number): Point[] {
  const roll = dice(seed);
  return Array.from({ length: DAYS * 24 }, (_, hour) => ({
    at: START + hour * HOUR,
    value: SERIES[name]?.(hour, roll),
  })).filter((point): point is Point => point.value !== undefined);
}

describe.each(Object.keys(SERIES))('%s', (name) => {
  it('is judged alike by a watch that was kept now and then', () => {
    const all = pointsOf(name, 7);
    const [whole, roll] = [new Watch(OPTIONS), dice(99)];
    let kept = new Watch(OPTIONS);
    const judgements: string[] = [];
    let events = 0;
    for (const point of all) {
      const live = point.at >= START + 31 * 24 * HOUR;
      const before = whole.since;
      for (const watch of [whole, kept]) {
        watch.live = live;
        watch.push(point);
        // What comes late, or again, is passed over.
        if (roll() < 0.05) watch.push({ at: point.at - HOUR, value: 1e6 });
        if (roll() < 0.05) watch.push({ at: point.at, value: 1e6 });
      }
      if (before === undefined && whole.since !== undefined) events += 1;
      if (roll() < (live ? 0.4 : 0.02)) kept = Watch.unpack(kept.pack(), OPTIONS) as Watch;
      if (live) judgements.push(JSON.stringify([kept.judgement(), whole.judgement()]));
      else expect(kept.since).toBeUndefined();
    }
    expect(judgements.length).toBeGreaterThan(250);
    expect(
      judgements.filter((pair) => new Set((JSON.parse(pair) as object[]).map((one) => JSON.stringify(one))).size > 1),
    ).toEqual([]);
    expect(kept.pack().length).toBeLessThan(4900);
    if (name.startsWith('a fault') || name.startsWith('a drop')) expect(events).toBeGreaterThan(0);
  });

  it('is judged alike by runs that read what is new, and what was not settled again', () => {
    const all = pointsOf(name, 11);
    const until = (to: number) => all.filter(({ at }) => at < to);
    let kept: Kept | undefined;
    for (let hour = 40 * 24; hour < DAYS * 24; hour += 1 + (hour % 7)) {
      const [to, settled] = [START + hour * HOUR, START + (hour - (hour % 2)) * HOUR];
      const from = kept?.until ?? -Infinity;
      const gone = detector.goOn(
        until(to).filter(({ at }) => at >= from),
        OPTIONS,
        { kept, settled },
      );
      // The newest points were other ones when they first came.
      const odd = until(to).map((one) => (one.at >= settled ? { ...one, value: one.value * 3 + 1 } : one));
      const other = detector.goOn(
        odd.filter(({ at }) => at >= from),
        OPTIONS,
        { kept, settled },
      );
      expect(other.kept?.until).toBe(gone.kept?.until);
      kept = other.kept;
      expect(kept?.until).toBeLessThanOrEqual(settled);
    }
    // Once they are settled, nothing is left of what they were.
    const rest = all.filter(({ at }) => at >= (kept?.until ?? 0));
    const end = START + DAYS * 24 * HOUR;
    const last = detector.goOn(rest, OPTIONS, { kept, settled: end });
    expect(last.at).toBe(all.at(-1)?.at);
    const watch = new Watch(OPTIONS);
    const first = until(START + 40 * 24 * HOUR).at(-1)?.at ?? 0;
    for (const point of all) {
      watch.live = point.at > first - 24 * HOUR;
      watch.push(point);
    }
    expect(last.judgement).toEqual(watch.judgement());
  });
});

describe('an event that is open', () => {
  const all = pointsOf('a fault that stays', 3);
  const run = (from: number, to: number, kept?: Kept) =>
    detector.goOn(
      all.filter(({ at }) => at >= from && at < to),
      OPTIONS,
      { kept, settled: to },
    );
  const at = (hour: number) => START + hour * HOUR;

  it('is held against what was usual before it, however often it is kept', () => {
    let gone = run(0, at(905));
    expect(gone.judgement).toMatchObject({ kind: 'unusual', since: at(901) });
    for (let hour = 905; hour < DAYS * 24; hour += 6) {
      gone = run(gone.kept?.until ?? 0, at(hour + 6), gone.kept);
      expect(gone.judgement).toMatchObject({ kind: 'unusual', since: at(901) });
      if (gone.judgement.kind === 'unusual') expect(gone.judgement.expected).toBeCloseTo(10.5, 0);
    }
  });

  it('is not lost, and nothing is invented, where nothing new came', () => {
    const gone = run(0, at(910));
    const again = run(at(910), at(910), gone.kept);
    expect(again.kept?.body).toEqual(gone.kept?.body);
    const silent = detector.goOn([], OPTIONS, { kept: gone.kept, settled: at(910) });
    expect(silent.judgement).toEqual(gone.judgement);
    expect(silent.kept).toEqual(gone.kept);
  });
});

it('waits for late points of a series that has just fallen silent, and no longer', () => {
  const all = pointsOf('the wave of a day', 3);
  const until = (hours: number) => {
    const last = START + 40 * 24 * HOUR;
    const points = all.filter(({ at }) => at < last);
    return ((detector.goOn(points, OPTIONS, { settled: last + hours * HOUR }).kept?.until ?? 0) - last) / HOUR;
  };
  expect([0, 1, 3, 4, 30].map(until)).toEqual([0, 0, 0, 4, 30]);
});

it('knows what it has not written itself', () => {
  const watch = new Watch(OPTIONS);
  for (const point of pointsOf('a constant', 1)) watch.push(point);
  const bytes = watch.pack();
  expect(Watch.unpack(bytes, OPTIONS)).toBeDefined();
  expect(Watch.unpack(bytes.subarray(0, 900), OPTIONS)).toBeUndefined();
  expect(
    Watch.unpack(
      bytes.map((byte, i) => (i === 0 ? byte + 1 : byte)),
      OPTIONS,
    ),
  ).toBeUndefined();
  expect(Watch.unpack(bytes, { ...OPTIONS, slot: DAY })).toBeUndefined();
  expect(detector.goOn([], OPTIONS, { kept: { until: 0, body: new Uint8Array(3) }, settled: 0 })).toEqual({
    judgement: { kind: 'too-little' },
  });
});

describe('codes', () => {
  it.each([0, 1, 7, 1000, -5, 1024, 3e11, 5e-7, NaN])('%d is kept exactly, or to 0.1 %', (value) => {
    const kept = fromUpperBits(upperBits(coarse(value), VALUE_BITS), VALUE_BITS);
    expect(kept).toEqual(coarse(value));
    expect(Math.abs(kept - value) <= 0.001 * Math.abs(value) || Number.isNaN(value)).toBe(true);
  });

  it.each([0, 1e-6, 0.3, 17, 1e9])('the distance %d is kept to a fifth, and again the same', (distance) => {
    const kept = fromDistanceCode(distanceCode(distance));
    expect(Math.abs(kept - distance)).toBeLessThanOrEqual(0.2 * distance);
    expect(distanceCode(kept)).toBe(distanceCode(distance));
  });

  it('bits and numbers come back as they were written', () => {
    const out = new BitWriter();
    out.number(-7);
    out.double(Math.PI);
    out.block(Uint8Array.of(1, 2, 3));
    for (let i = 0; i < 3000; i++) out.bits(i % 512, 9).bits(i & 1, 1);
    const back = new BitReader(out.done());
    expect([back.number(), back.double(), ...back.block()]).toEqual([-7, Math.PI, 1, 2, 3]);
    for (let i = 0; i < 3000; i++) expect([back.bits(9), back.bits(1)]).toEqual([i % 512, i & 1]);
  });
});
