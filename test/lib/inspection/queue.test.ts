/** What goes on at once: units by number, assets by weight. */
import { Gate } from '../../../lib/inspection/queue';

/** Pieces of work that end when they are told to, and the order in which they began. */
function pieces(gate: Gate) {
  const began: string[] = [];
  const ends = new Map<string, (failed?: Error) => void>();
  const results: Promise<unknown>[] = [];
  const enter = (name: string, weight?: number) => {
    const work = () =>
      new Promise<void>((resolve, reject) => {
        began.push(name);
        ends.set(name, (failed) => (failed ? reject(failed) : resolve()));
      });
    results.push(gate.run(work, weight).catch((error: unknown) => error));
  };
  const end = async (name: string, failed?: Error) => {
    ends.get(name)?.(failed);
    // What waits enters within a few turns of the microtask queue.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { began, enter, end, results };
}

it('lets work through until it weighs as much as there is room for', async () => {
  const { began, enter, end } = pieces(new Gate(1000));
  for (const [name, weight] of [
    ['a', 500],
    ['b', 400],
    ['c', 200],
    ['d', 50],
  ] as const) {
    enter(name, weight);
  }
  // `d` would fit beside the first two, and does not pass by what came before it.
  expect(began).toEqual(['a', 'b']);
  await end('b');
  expect(began).toEqual(['a', 'b', 'c', 'd']);
});

it('lets through alone what weighs more than there is room for', async () => {
  const { began, enter, end } = pieces(new Gate(100));
  enter('small', 10);
  enter('huge', 500);
  enter('later', 10);
  expect(began).toEqual(['small']);
  await end('small');
  expect(began).toEqual(['small', 'huge']);
  await end('huge');
  expect(began).toEqual(['small', 'huge', 'later']);
});

it('makes room when work fails, and counts pieces where nothing is weighed', async () => {
  const { began, enter, end, results } = pieces(new Gate(1));
  enter('fails');
  enter('waits');
  expect(began).toEqual(['fails']);
  const failure = new Error('refused');
  await end('fails', failure);
  expect(began).toEqual(['fails', 'waits']);
  await end('waits');
  expect(await Promise.all(results)).toEqual([failure, undefined]);
});
