import { Schedule } from '../../host/schedule';

const NOON = Date.UTC(2026, 2, 4, 12, 0, 0);
const MINUTE = 60_000;

function scheduled(
  functions: Readonly<Record<string, string>>,
  more: { timeZone?: string; jitterSeconds?: number } = {},
) {
  const clock = { ms: NOON };
  const started: string[] = [];
  const schedule = new Schedule({
    timeZone: more.timeZone ?? 'UTC',
    jitterSeconds: more.jitterSeconds ?? 0,
    now: () => clock.ms,
    start: (id) => started.push(`${id} ${new Date(clock.ms).toISOString().slice(11, 19)}`),
  });
  const set = (all: Readonly<Record<string, string>>) =>
    schedule.set(Object.entries(all).map(([id, text]) => ({ id, schedule: text })));
  set(functions);
  /** Looks every ten seconds for so many minutes. */
  const pass = (minutes: number) => {
    for (const end = clock.ms + minutes * MINUTE; clock.ms < end;) {
      clock.ms += 10_000;
      schedule.look();
    }
  };
  const next = (id: string) => schedule.next(id).map((date) => date.toISOString());
  return { clock, started, schedule, set, pass, next };
}

it('starts functions on their minute, each once', () => {
  const { started, pass, next } = scheduled({ often: '*/20 * * * *', once: '30 12 * * *' });
  expect(next('often')).toEqual(['2026-03-04T12:20:00.000Z', '2026-03-04T12:40:00.000Z', '2026-03-04T13:00:00.000Z']);
  pass(61);
  expect(started).toEqual(['often 12:20:00', 'once 12:30:00', 'often 12:40:00', 'often 13:00:00']);
});

it('reckons in its time zone, over a change of the clocks', () => {
  expect(scheduled({ daily: '0 9 * * *' }, { timeZone: 'Asia/Shanghai' }).next('daily')[0]).toBe(
    '2026-03-05T01:00:00.000Z',
  );
  const berlin = scheduled({ daily: '0 9 * * *' }, { timeZone: 'Europe/Berlin' });
  berlin.clock.ms = Date.UTC(2026, 2, 27, 12);
  expect(berlin.next('daily')).toEqual([
    '2026-03-28T08:00:00.000Z',
    '2026-03-29T07:00:00.000Z',
    '2026-03-30T07:00:00.000Z',
  ]);
});

it('makes up for one start after a sleep, not for each', () => {
  const { clock, started, schedule, pass } = scheduled({ often: '*/5 * * * *' });
  clock.ms += 7 * 3_600_000 + 2 * MINUTE;
  schedule.look();
  expect(started).toEqual(['often 19:02:00']);
  pass(4);
  expect(started).toEqual(['often 19:02:00', 'often 19:05:00']);
});

it('goes on when the clock is set back', () => {
  const { clock, started, schedule, pass } = scheduled({ often: '*/5 * * * *' });
  clock.ms += 24 * 3_600_000;
  schedule.look();
  clock.ms = NOON;
  schedule.look();
  pass(6);
  expect(started.slice(1)).toEqual(['often 12:05:00']);
});

it('keeps what is due when other functions change, and forgets what is gone', () => {
  const { clock, started, set, pass } = scheduled({ a: '*/5 * * * *', b: '*/5 * * * *' });
  clock.ms += 6 * MINUTE;
  set({ a: '*/5 * * * *', c: '*/5 * * * *' });
  pass(1);
  expect(started).toEqual(['a 12:06:10']);
});

it('goes on to the others after one that is no cron expression', () => {
  const { started, set, pass, next } = scheduled({ a: '*/5 * * * *', bad: 'every day', b: '*/5 * * * *' });
  set({ a: 'now and then', bad: 'every day', b: '*/5 * * * *', c: '*/5 * * * *' });
  pass(6);
  expect(started).toEqual(['b 12:05:00', 'c 12:05:00']);
  expect(next('a')).toEqual([]);
});

it('spreads starts of the same minute, always in the same way', () => {
  const functions = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, '30 * * * *']));
  const first = scheduled(functions, { jitterSeconds: 60 });
  const seconds = Object.keys(functions).map((id) => (Date.parse(first.next(id)[0] ?? '') - NOON - 30 * MINUTE) / 1000);
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(60);
  expect(new Set(seconds).size).toBeGreaterThan(10);
  const again = scheduled(functions, { jitterSeconds: 60 });
  expect(Object.keys(functions).map(again.next)).toEqual(Object.keys(functions).map(first.next));
  first.pass(62);
  expect(first.started).toHaveLength(20);
});
