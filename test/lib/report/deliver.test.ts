import { deliverInOrder, inBatches } from '../../../lib/report/deliver';
import { fault, kindOfStatus } from '../../../lib/report/fault';
import { rateWindow } from '../../../lib/report/stop';
import { jsonBytes, truncateBytes } from '../../../lib/report/truncate';
import { StoppedError } from '../../../lib/errors';
import { event, events, FakeClock, ids } from '../guance/fake';

describe('deliverInOrder', () => {
  const list = events(8);
  const batches = [list.slice(0, 4), list.slice(4)];

  it('does not hide a defect', async () => {
    await expect(deliverInOrder(batches, () => Promise.reject(new TypeError('defect')))).rejects.toThrow('defect');
  });

  it('keeps everything when there is no time left', async () => {
    const stopped = () => Promise.reject(new StoppedError('no time left', 'deadline'));
    expect(await deliverInOrder(batches, stopped)).toEqual({ accepted: [], rejected: [], problem: 'no time left' });
  });

  it.each(['too-large', 'refused'] as const)('halves what is %s until the culprit stands alone', async (kind) => {
    const tried: number[] = [];
    const delivery = await deliverInOrder(batches, (batch) => {
      tried.push(batch.length);
      return batch.some(({ id }) => id === event(6).id) ? Promise.reject(fault(kind, 'too much')) : Promise.resolve();
    });
    expect(tried).toEqual([4, 4, 2, 1, 1, 2]);
    expect(delivery).toEqual({
      accepted: ids(list.filter(({ id }) => id !== event(6).id)),
      rejected: [{ id: event(6).id, reason: 'too much' }],
    });
  });

  it.each(['key', 'not-found'] as const)('rejects a whole batch on %s and goes on', async (kind) => {
    let n = 0;
    const delivery = await deliverInOrder(batches, () =>
      ++n === 1 ? Promise.reject(fault(kind, 'no')) : Promise.resolve(),
    );
    expect(delivery.rejected.map(({ id }) => id)).toEqual(ids(list.slice(0, 4)));
    expect(delivery.accepted).toEqual(ids(list.slice(4)));
  });

  it.each([
    ['rate-limit', { retryAfterMs: 1000 }],
    ['server', { retryAfterMs: 0 }],
    ['network', { retryAfterMs: 0 }],
    ['shape', {}],
    ['redirect', {}],
  ] as const)('stops at %s, and says whether another try is worth it', async (kind, again) => {
    let n = 0;
    const delivery = await deliverInOrder(batches, () =>
      ++n === 2 ? Promise.reject(fault(kind, 'later')) : Promise.resolve(),
    );
    expect(delivery).toEqual({ accepted: ids(list.slice(0, 4)), rejected: [], problem: 'later', ...again });
  });
});

it('inBatches keeps order, counts and bytes', () => {
  const size = (n: number) => n;
  expect(inBatches([], { count: 2, bytes: 10, size })).toEqual([]);
  expect(inBatches([1, 2, 3, 4, 5], { count: 2, bytes: 100, size })).toEqual([[1, 2], [3, 4], [5]]);
  expect(inBatches([5, 5, 1, 11, 1], { count: 9, bytes: 10, size })).toEqual([[5, 5], [1], [11], [1]]);
});

it.each([
  [200, undefined],
  [204, undefined],
  [301, 'redirect'],
  [400, 'refused'],
  [401, 'key'],
  [403, 'key'],
  [404, 'not-found'],
  [408, 'server'],
  [413, 'too-large'],
  [422, 'refused'],
  [429, 'rate-limit'],
  [500, 'server'],
  [599, 'server'],
])('HTTP %i is %s', (status, kind) => expect(kindOfStatus(status)).toBe(kind));

describe('truncateBytes', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc…'],
    ['云服务器', 12, '云服务器'],
    ['云服务器', 11, '云服…'],
    ['a😀b', 6, 'a😀b'],
    ['a😀bc', 6, 'a…'],
    ['abcd', 3, '…'],
    ['abc', 2, ''],
  ])('%s to %i bytes is %s', (text, max, expected) => expect(truncateBytes(text, max)).toBe(expected));

  it('counts as it is told to, and never cuts a character in two', () => {
    const text = '"😀"'.repeat(50);
    for (let max = 3; max < 60; max++) {
      const cut = truncateBytes(text, max, jsonBytes);
      expect(jsonBytes(cut)).toBeLessThanOrEqual(max);
      expect(cut).toMatch(/^("😀"|"😀|")*…$/u);
    }
  });
});

describe('rateWindow', () => {
  it('lets so many through in any period, in order', async () => {
    const clock = new FakeClock();
    const window = rateWindow(3, 1000, clock);
    const at: number[] = [];
    const start = clock.time;
    await Promise.all(Array.from({ length: 7 }, () => window.take().then(() => at.push(clock.time - start))));
    expect(at).toEqual([0, 0, 0, 1000, 1000, 1000, 2000]);
  });

  it('pauses, and a waiter that is stopped leaves the others alone', async () => {
    const clock = new FakeClock();
    const window = rateWindow(3, 1000, clock);
    const start = clock.time;
    window.pause(5000);
    await expect(window.take({ deadline: start + 4999 })).rejects.toMatchObject({ code: 'deadline' });
    await window.take({ deadline: start + 5001 });
    expect(clock.time - start).toBe(5000);
  });
});
