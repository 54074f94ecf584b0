import { atOnce, backoff, GIVE_UP, remediesOf, type Remedy } from '../../../../lib/aliyun/remedies';
import { faultOf } from './fault';

const fault = faultOf({});

/** Says "again" so many times, and notes how often it was used when asked. */
function helps(name: string, times: number): Remedy & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    name,
    asked,
    decide(_, used) {
      asked.push(used);
      return used < times ? { kind: 'again', waitMs: times } : undefined;
    },
  };
}

describe('remedies of a call', () => {
  it('are asked in their order until one decides, and end with the last', async () => {
    const [never, twice, once] = [helps('never', 0), helps('twice', 2), helps('once', 1)];
    const mend = remediesOf([never, twice, once]);
    const waits = [];
    for (let i = 0; i < 3; i++) waits.push(await mend(fault));
    expect(waits).toMatchObject([{ waitMs: 2 }, { waitMs: 2 }, { waitMs: 1 }]);
    expect(await mend(fault)).toBe(GIVE_UP);
    expect([never.asked, twice.asked, once.asked]).toEqual([
      [0, 0, 0, 0],
      [0, 1, 2, 2],
      [0, 1],
    ]);
  });

  it('are not asked behind one that gives up', async () => {
    const error = new Error('as it is');
    const behind = helps('behind', 1);
    const mend = remediesOf([{ name: 'end', decide: () => ({ kind: 'give-up', error }) }, behind]);
    expect(await mend(fault)).toEqual({ kind: 'give-up', error });
    expect(behind.asked).toEqual([]);
  });

  it('help each call anew', async () => {
    const once = helps('once', 1);
    for (let i = 0; i < 2; i++) expect(await remediesOf([once])(fault)).toMatchObject({ kind: 'again' });
  });

  it('may fail', async () => {
    const error = new Error('no keys');
    await expect(remediesOf([{ name: 'odd', decide: () => Promise.reject(error) }])(fault)).rejects.toBe(error);
  });
});

it('"at once" waits for nothing and keeps the place unless it is told one', () => {
  expect(atOnce()).toEqual({ kind: 'again', waitMs: 0 });
  expect(atOnce(fault.place)).toEqual({ kind: 'again', waitMs: 0, place: fault.place });
});

describe('a backoff', () => {
  afterEach(() => jest.restoreAllMocks());
  it.each([
    [1, 0, 100],
    [1, 1, 500],
    [2, 0.5, 600],
    [5, 1, 8000],
    [6, 1, 10_000],
    [60, 1, 10_000],
  ])('of attempt %i by chance %p is %i ms', (attempt, chance, ms) => {
    jest.spyOn(Math, 'random').mockReturnValue(chance);
    expect(backoff({ base: 500, cap: 10_000 }, attempt)).toBe(ms);
  });
});
