import { momentsOf, settle, withWindow, type CheckResult, type Reading } from '../../../lib/define';
import { heat } from '../inspection/run/world';

/** A letter per period, oldest first: `.` passes, `w` and `c` fail as a warning and critically, `?` cannot be told, `s` does not apply. */
function resultOf(letter: string): CheckResult {
  switch (letter) {
    case '.':
      return { verdict: 'pass' };
    case 's':
      return { verdict: 'skip', reason: { zh: '', en: '' } };
    case '?':
      return { verdict: 'unknown', reason: { zh: '', en: '' } };
    default:
      return { verdict: 'fail', message: 'm', data: {}, severity: letter === 'c' ? 'critical' : undefined };
  }
}

function settled(points: string, open: boolean, raiseAfter: number, recoverAfter: number): string {
  const letters = [...points].reverse();
  const periods = letters.map((_, i) => ({ at: -i }));
  const judge = (i: number) => resultOf(letters[i] ?? '?');
  const { result, held } = settle(periods, judge, { raiseAfter, recoverAfter, open, severity: 'warning' });
  if (result.verdict !== 'fail') return result.verdict;
  return `${result.severity ?? 'warning'} for ${held?.periods} since ${held?.since}`;
}

describe('a window is judged period by period', () => {
  it.each([
    // Not open.
    ['always well', '......', false, 'pass'],
    ['bad in the newest period alone', '.....w', false, 'pass'],
    ['bad for one period less than it takes', '....ww', false, 'pass'],
    ['bad for as long as it takes', '...www', false, 'warning for 3 since -2'],
    ['bad for longer', '.wwwww', false, 'warning for 5 since -4'],
    ['bad for so long in the middle, and over', '.wwww.', false, 'pass'],
    ['bad in too few points', 'ww', false, 'unknown'],
    ['well in one point', '.', false, 'pass'],
    ['one critical minute of a warning', '..wwwc', false, 'warning for 4 since -3'],
    ['critical for as long as it takes', 'wwwccc', false, 'critical for 6 since -5'],
    ['a critical minute is no finding', '.....c', false, 'pass'],
    ['a period that cannot be told is left out', '.ww?w.ww?w', false, 'warning for 3 since -3'],
    ['the newest period cannot be told', 'wwwww?', false, 'unknown'],
    ['it does not apply', 'sssss', false, 'skip'],
    // Open.
    ['goes on', '.wwwww', true, 'warning for 5 since -4'],
    ['is bad again after a while', '....w', true, 'warning for 1 since 0'],
    ['well for one period less than it takes', 'wwww..', true, 'unknown'],
    ['well for as long as it takes', 'www...', true, 'pass'],
    ['well in too few points', '..', true, 'unknown'],
    ['does not apply for as long as it takes', 'wwsss', true, 'skip'],
    ['well, with a period that cannot be told in between', 'ww..?.', true, 'pass'],
    ['bad for a moment in between', 'wwww..w..', true, 'unknown'],
  ])('%s: %s', (_, points, open, verdict) => {
    expect(settled(points, open, 3, 3)).toBe(verdict);
  });

  it.each([
    [1, 3, '.....w', false, 'warning for 1 since 0'],
    [2, 3, '....ww', false, 'warning for 2 since -1'],
    [5, 3, '..wwww', false, 'pass'],
    [5, 3, '.wwwww', false, 'warning for 5 since -4'],
    [3, 1, 'wwwww.', true, 'pass'],
    [3, 2, 'wwwww.', true, 'unknown'],
    [3, 2, 'wwww..', true, 'pass'],
    [3, 5, 'w.....', true, 'pass'],
    [3, 5, 'ww....', true, 'unknown'],
  ])('raises after %i and recovers after %i: %s', (raiseAfter, recoverAfter, points, open, verdict) => {
    expect(settled(points, open, raiseAfter, recoverAfter)).toBe(verdict);
  });
});

describe('how much is read', () => {
  it.each([
    [60, 1, 1, undefined],
    [60, 3, 3, 28],
    [60, 1, 2, 28],
    [300, 3, 3, 6],
    [300, 10, 3, 13],
    [900, 1, 1, undefined],
    [900, 3, 1, 5],
  ] as const)('of a metric of %i s, raised after %i and recovered after %i: %s periods', (period, n, m, window) => {
    expect(withWindow({ ...heat, period }, { raiseAfter: n, recoverAfter: m }).window).toBe(window);
  });
});

describe('the periods of several metrics', () => {
  const series = (...points: readonly (readonly [number, number])[]): Reading => {
    const list = points.map(([at, value]) => ({ at, value }));
    const [at, value] = points.at(-1) ?? [0, 0];
    return { at: new Date(at), value, parts: [], series: [{ points: list }] };
  };
  const values = (a: Reading | undefined, b: Reading | undefined) =>
    momentsOf({ a: heat, b: heat }, { a, b }).map(({ at, readings }) => [at, readings.a?.value, readings.b?.value]);

  it('are those of which all have a point, newest first', () => {
    expect(values(series([60, 1], [120, 2], [180, 3]), series([120, 20], [180, 30]))).toEqual([
      [180, 3, 30],
      [120, 2, 20],
    ]);
    expect(values(series([60, 1], [120, 2], [180, 3]), series([60, 10], [120, 20]))).toEqual([
      [120, 2, 20],
      [60, 1, 10],
    ]);
  });

  it('are those of one where the other has no point at all', () => {
    expect(values(series([60, 1], [120, 2]), undefined)).toEqual([
      [120, 2, undefined],
      [60, 1, undefined],
    ]);
  });

  it('are the newest values alone where nothing is of one moment', () => {
    expect(values(series([60, 1]), series([120, 20]))).toEqual([[60, 1, 20]]);
  });

  it('have the worst part of each period first', () => {
    const parts = {
      ...series([120, 9]),
      parts: [{ part: 'a', value: 9 }],
      series: [
        {
          part: 'a',
          points: [
            { at: 60, value: 1 },
            { at: 120, value: 9 },
          ],
        },
        { part: 'b', points: [{ at: 60, value: 5 }] },
      ],
    };
    const [, before] = momentsOf({ a: { ...heat, part: 'device' } }, { a: parts });
    expect(before?.readings.a).toMatchObject({
      value: 5,
      parts: [
        { part: 'b', value: 5 },
        { part: 'a', value: 1 },
      ],
    });
  });
});
