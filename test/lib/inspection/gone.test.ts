import { ResponseShapeError } from '../../../lib/errors';
import { problemOfMissing } from '../../../lib/inspection/gone';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `a${i}`);

/** A list of `known` assets that holds the first `listed`, then `again`, and of which the cloud says `total`. */
function doubt(known: number, listed: number, again: number, total?: number) {
  const seen = new Set(ids(listed));
  const calls = { total: 0, again: 0 };
  const problem = problemOfMissing({
    seen,
    known,
    missing: () => ids(known).filter((id) => !seen.has(id)),
    total: () => Promise.resolve(((calls.total += 1), total)),
    again: () => {
      calls.again += 1;
      const second = new Set(ids(again));
      second.forEach((id) => seen.add(id));
      return Promise.resolve(second);
    },
  });
  return { problem, calls };
}

it.each([
  ['a few are gone both times', 100, 97, 97, 97],
  ['many are gone both times, and the total agrees', 100, 50, 50, 50],
  ['all are gone both times', 3, 0, 0, 0],
  ['all are there the second time', 100, 50, 100, 100],
  ['many are gone, and nothing tells a total', 100, 50, 50, undefined],
])('a list is whole when %s', async (_, known, listed, again, total) => {
  expect(await doubt(known, listed, again, total).problem).toBeUndefined();
});

it.each([
  ['the total says that there are more', 100, 50, 50, 100, /ends after 50 of 100 assets/],
  ['it is empty beside a total', 3, 0, 0, 3, /ends after 0 of 3/],
  ['the second reading is empty', 100, 97, 0, undefined, /held 97 assets and, read again, 0/],
  ['the second reading holds far less', 100, 90, 60, undefined, /held 90 assets and, read again, 60/],
])('a list is not whole when %s', async (_, known, listed, again, total, said) => {
  expect(await doubt(known, listed, again, total).problem).toMatch(said);
});

it('reads a list again that is empty all at once, although those that were asked for are gone', async () => {
  const again = jest.fn(() => Promise.reject(new ResponseShapeError('no total says so')));
  const asked = {
    known: 3,
    missing: () => ids(3),
    ask: () => Promise.resolve(),
    total: () => Promise.resolve(undefined),
  };
  await expect(problemOfMissing({ ...asked, seen: new Set(), again })).rejects.toThrow('no total says so');
  expect(await problemOfMissing({ ...asked, seen: new Set(['other']), again })).toBeUndefined();
  expect(again).toHaveBeenCalledTimes(1);
});

it('asks for a total only where many are gone', async () => {
  const few = doubt(100, 97, 97, 100);
  await few.problem;
  expect(few.calls).toEqual({ total: 0, again: 1 });
  const none = doubt(100, 100, 0, 200);
  expect(await none.problem).toBeUndefined();
  expect(none.calls).toEqual({ total: 0, again: 0 });
});
