import { listPages, type Body, type Client, type ListRequest } from '../../../lib/aliyun';
import {
  marker,
  nextOffset,
  rowOffset,
  nextToken,
  pageFlag,
  pageNumber,
  pageUntilEmpty,
  rpc,
  single,
  type WireParams,
} from '../../../lib/define';
import { CloudApiError } from '../../../lib/errors';
import { errorOf, widgets } from './cloud';

interface FakeClient extends Client {
  readonly asked: WireParams[];
}

function client(answer: (params: Readonly<Record<string, string | number>>, n: number) => Body): FakeClient {
  const asked: WireParams[] = [];
  return {
    accountName: 'production',
    asked,
    async call(_product, _call, _region, params = {}) {
      await Promise.resolve();
      asked.push(params);
      return answer(params as Record<string, string | number>, asked.length - 1);
    },
  };
}

function request(paging: ListRequest['paging'], items = 'Rows.Row'): ListRequest {
  return { product: widgets, call: rpc('ListWidgets'), paging, items, region: 'cn-hangzhou' };
}

async function readAll(fake: Client, paging: ListRequest['paging'], items?: string): Promise<number[]> {
  const ids: number[] = [];
  for await (const page of listPages(fake, request(paging, items)))
    ids.push(...page.items.map((row) => (row as { id: number }).id));
  return ids;
}

const refusal = (code: 'request-refused' | 'access-denied') =>
  new CloudApiError('no', { code, product: 'widgets', action: 'ListWidgets', region: 'cn-hangzhou' });
const rows = (from: number, to: number) => ({
  Row: Array.from({ length: Math.max(0, to - from) }, (_, i) => ({ id: from + i })),
});
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const unique = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b);

describe('single', () => {
  it('takes the one answer', async () => {
    const fake = client(() => ({ Rows: rows(0, 3), NextToken: 'x' }));
    expect(await readAll(fake, single())).toEqual([0, 1, 2]);
    expect(fake.asked).toHaveLength(1);
  });
});

describe('nextToken', () => {
  const paging = nextToken({ max: 100 });
  /** Caps the size at `cap`, whatever is asked. */
  const cloud = (total: number, cap: number) =>
    client(({ NextToken = '0' }) => {
      const from = Number(NextToken);
      const to = Math.min(total, from + cap);
      return { Rows: rows(from, to), NextToken: to < total ? String(to) : '', TotalCount: 0 };
    });

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [300, 3],
  ])('reads %i rows in %i calls, asking for the largest page', async (total, calls) => {
    const fake = cloud(total, 100);
    expect(await readAll(fake, paging)).toEqual(upTo(total));
    expect(fake.asked).toHaveLength(calls);
    expect(fake.asked.every((params) => params.MaxResults === 100)).toBe(true);
  });

  it('does not take a page that is shorter than asked for as the last', async () => {
    expect(await readAll(cloud(50, 7), paging)).toEqual(upTo(50));
  });

  it('takes a token that is a number for a token', async () => {
    const fake = client(({ NextToken }) => (NextToken ? { Rows: rows(1, 2) } : { Rows: rows(0, 1), NextToken: 17 }));
    expect(await readAll(fake, paging)).toEqual([0, 1]);
  });

  it.each([[{ Token: 'x' }], [true], [['x']]])('does not take %j for the end', async (NextToken) => {
    const fake = client(() => ({ Rows: rows(0, 1), NextToken }));
    expect(await errorOf(readAll(fake, paging))).toMatchObject({ code: 'response-shape' });
  });

  it('refuses a repeated token, at once or round a circle', async () => {
    const stuck = client(() => ({ Rows: rows(0, 1), NextToken: 'same' }));
    expect((await errorOf(readAll(stuck, paging))).message).toMatch(/widgets:ListWidgets in cn-hangzhou.*repeats/);
    expect(stuck.asked).toHaveLength(2);
    const circle = client((_, n) => ({ Rows: rows(n, n + 1), NextToken: `t${n % 3}` }));
    expect(await errorOf(readAll(circle, paging))).toMatchObject({ code: 'response-shape' });
    expect(circle.asked.length).toBeLessThan(6);
  });

  it('refuses an empty page that claims more', async () => {
    const fake = client(({ NextToken }) => (NextToken ? { Rows: rows(0, 1) } : { Rows: { Row: [] }, NextToken: 'x' }));
    expect((await errorOf(readAll(fake, paging))).message).toMatch(/empty page/);
  });

  it('yields what it had before a fault', async () => {
    const fake = client((_, n) => {
      if (n === 2) throw new Error('broken');
      return { Rows: rows(n, n + 1), NextToken: `t${n}` };
    });
    const got: unknown[] = [];
    const reading = (async () => {
      for await (const page of listPages(fake, request(paging))) got.push(...page.items);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(got).toEqual([{ id: 0 }, { id: 1 }]);
  });

  it('fetches one page ahead of its reader, and no more', async () => {
    const fake = cloud(1000, 100);
    const pages = listPages(fake, request(paging));
    await pages.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.asked).toHaveLength(2);
    await pages.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.asked).toHaveLength(3);
    await pages.return();
    expect(fake.asked).toHaveLength(3);
  });

  it('leaves no unhandled rejection when its reader stops before a page that fails', async () => {
    const seen: unknown[] = [];
    const note = (reason: unknown) => seen.push(reason);
    process.on('unhandledRejection', note);
    const fake = client((_, n) => {
      if (n === 1) throw new Error('broken');
      return { Rows: rows(0, 1), NextToken: 'x' };
    });
    const pages = listPages(fake, request(paging));
    await pages.next();
    await pages.return();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(seen).toEqual([]);
  });
});

describe('pageNumber', () => {
  const paging = pageNumber({ max: 100 });
  const cloud = (total: number, cap = 100, asText = false) =>
    client(({ PageNumber = 1 }) => {
      const from = (Number(PageNumber) - 1) * cap;
      return { Rows: rows(from, Math.min(total, from + cap)), TotalCount: asText ? String(total) : total };
    });

  it.each([
    [0, 1],
    [99, 1],
    [100, 2],
    [101, 2],
    [300, 4],
  ])('reads %i rows in %i calls, looking past a full last page', async (total, calls) => {
    const fake = cloud(total);
    expect(await readAll(fake, paging)).toEqual(upTo(total));
    expect(fake.asked).toHaveLength(calls);
  });

  it('goes by the total where the API caps the page', async () => {
    expect(await readAll(cloud(55, 10), paging)).toEqual(upTo(55));
  });

  it('takes a total that is a text', async () => {
    expect(await readAll(cloud(150, 100, true), paging)).toEqual(upTo(150));
  });

  it.each([[undefined], [null], [''], ['many'], [true]])('refuses a total of %j', async (TotalCount) => {
    const fake = client(() => ({ Rows: rows(0, 100), TotalCount }));
    expect((await errorOf(readAll(fake, paging))).message).toMatch(/TotalCount is missing/);
  });

  it('refuses a total that is too high, and one that is too low', async () => {
    const high = client(({ PageNumber }) => ({ Rows: PageNumber === 1 ? rows(0, 100) : rows(0, 0), TotalCount: 105 }));
    expect(await errorOf(readAll(high, paging))).toMatchObject({ code: 'response-shape' });
    const low = client(() => ({ Rows: rows(0, 100), TotalCount: 40 }));
    expect(await errorOf(readAll(low, paging))).toMatchObject({ code: 'response-shape' });
  });

  it('does not look past a full page that has a row for each id that it is about', async () => {
    for (const [asked, calls] of [
      [100, 1],
      [60, 2],
    ]) {
      const fake = cloud(100);
      for await (const { items } of listPages(fake, { ...request(paging), ...(asked && { asked }) })) void items;
      expect(fake.asked).toHaveLength(calls ?? 0);
    }
  });

  it('does not end where the total is only that of a full page', async () => {
    for (const known of [100, 200]) {
      const low = client(({ PageNumber }) => ({
        Rows: rows((Number(PageNumber) - 1) * 100, Math.min(230, Number(PageNumber) * 100)),
        TotalCount: known,
      }));
      expect((await errorOf(readAll(low, paging))).message).toMatch(/more rows than TotalCount says/);
    }
  });

  it.each([
    ['refused', () => refusal('request-refused')],
    ['the last one again', () => undefined],
  ])('takes a list for whole where the page past its end is %s', async (_, fault) => {
    const fake = client(({ PageNumber }) => {
      const error = Number(PageNumber) > 2 ? fault() : undefined;
      if (error) throw error;
      return { Rows: Number(PageNumber) === 1 ? rows(0, 100) : rows(100, 200), TotalCount: 200 };
    });
    expect(await readAll(fake, paging)).toEqual(upTo(200));
    expect(fake.asked).toHaveLength(3);
  });

  it('does not take a list for whole where the page past its end cannot be read', async () => {
    const fake = client(({ PageNumber }) => {
      if (PageNumber === 2) throw refusal('access-denied');
      return { Rows: rows(0, 100), TotalCount: 100 };
    });
    expect(await errorOf(readAll(fake, paging))).toMatchObject({ code: 'access-denied' });
  });

  it('does not let a row that comes twice stand for one that is still to come', async () => {
    const fake = client(({ PageNumber }) => {
      const from = (Number(PageNumber) - 1) * 100;
      const { Row } = rows(from, Math.min(201, from + 100));
      return { Rows: { Row: [...Row, ...Row.slice(0, 1)] }, TotalCount: 201 };
    });
    expect(unique(await readAll(fake, paging))).toEqual(upTo(201));
  });

  it('loses nothing when rows move down because others are added', async () => {
    for (const total of [250, 300]) {
      const fake = client(({ PageNumber }) => {
        const page = Number(PageNumber);
        const shift = page > 1 ? 1 : 0;
        const from = (page - 1) * 100 - shift;
        return { Rows: rows(from, Math.min(total, from + 100)), TotalCount: total + shift };
      });
      expect(unique(await readAll(fake, paging))).toEqual(upTo(total));
    }
  });

  it('reads again when rows moved up because others went: one of them was skipped', async () => {
    let list = upTo(250);
    const fake = client(({ PageNumber }, n) => {
      if (n === 1) list = list.filter((id) => id !== 5);
      const from = (Number(PageNumber) - 1) * 100;
      return { Rows: { Row: list.slice(from, from + 100).map((id) => ({ id })) }, TotalCount: list.length };
    });
    expect(unique(await readAll(fake, paging))).toEqual(upTo(250));
    expect(fake.asked).toHaveLength(6);
  });

  it('does not claim to have all of a list that never stops shrinking', async () => {
    let left = 250;
    const fake = client(({ PageNumber }) => {
      left -= 1;
      const from = (Number(PageNumber) - 1) * 100;
      return { Rows: rows(from, Math.min(left, from + 100)), TotalCount: left };
    });
    expect((await errorOf(readAll(fake, paging))).message).toMatch(/shrinks/);
    expect(fake.asked.length).toBeLessThanOrEqual(9);
  });
});

describe('pageFlag', () => {
  const paging = pageFlag({ max: 10, more: 'NextPage', page: 'PageNum' });
  it.each([
    ['boolean', (more: boolean) => more],
    ['text', (more: boolean) => String(more)],
  ])('ends when the flag says so (%s)', async (_, as) => {
    const fake = client(({ PageNum }) => {
      const from = (Number(PageNum) - 1) * 10;
      return { Rows: rows(from, Math.min(30, from + 10)), NextPage: as(from + 10 < 30) };
    });
    expect(await readAll(fake, paging)).toEqual(upTo(30));
    expect(fake.asked).toHaveLength(3);
  });

  it('refuses an answer without the flag', async () => {
    expect(
      await errorOf(
        readAll(
          client(() => ({ Rows: rows(0, 10) })),
          paging,
        ),
      ),
    ).toMatchObject({
      code: 'response-shape',
    });
  });
});

describe('marker', () => {
  const paging = marker({ max: 10 });
  it('walks until nothing is truncated', async () => {
    const fake = client(({ Marker = '0' }) => {
      const from = Number(Marker);
      const more = from + 10 < 25;
      return { Rows: rows(from, Math.min(25, from + 10)), IsTruncated: more, ...(more && { Marker: `${from + 10}` }) };
    });
    expect(await readAll(fake, paging)).toEqual(upTo(25));
    expect(fake.asked).toEqual([{ MaxItems: 10 }, { MaxItems: 10, Marker: '10' }, { MaxItems: 10, Marker: '20' }]);
  });

  it.each([[{ IsTruncated: true }], [{ IsTruncated: true, Marker: '' }], [{}], [{ IsTruncated: 'perhaps' }]])(
    'refuses an answer with %j',
    async (fields) => {
      const fake = client(() => ({ Rows: rows(0, 10), ...fields }));
      expect(await errorOf(readAll(fake, paging))).toMatchObject({ code: 'response-shape' });
    },
  );
});

describe('rowOffset', () => {
  const paging = rowOffset({ max: 10 });

  it('leaves out as many rows as came, whatever size the cloud gives, until there are as many as the total', async () => {
    const fake = client(({ offset }) => ({ Rows: rows(Number(offset), Math.min(25, Number(offset) + 7)), total: 25 }));
    expect(await readAll(fake, paging)).toEqual(upTo(25));
    expect(fake.asked.map(({ offset, size }) => [offset, size])).toEqual([0, 7, 14, 21].map((at) => [at, 10]));
  });

  it('is not whole where it ends before, or where no total is said', async () => {
    const short = client(({ offset }) => ({ Rows: Number(offset) === 0 ? rows(0, 10) : rows(0, 0), total: 15 }));
    expect((await errorOf(readAll(short, paging))).message).toMatch(/ends after 10 of the 15 rows/);
    expect(
      await errorOf(
        readAll(
          client(() => ({ Rows: rows(0, 10) })),
          paging,
        ),
      ),
    ).toMatchObject({ code: 'response-shape' });
  });
});

describe('nextOffset', () => {
  it('follows the offset until it no longer moves', async () => {
    const fake = client(({ Offset }) => {
      const from = Number(Offset);
      return { Rows: rows(from, Math.min(25, from + 10)), NextOffset: Math.min(25, from + 10) };
    });
    expect(await readAll(fake, nextOffset())).toEqual(upTo(25));
  });

  it.each([
    ['no offset', {}],
    ['an offset that is no number', { NextOffset: 'soon' }],
    ['an empty page that claims more', { Rows: [], NextOffset: 10 }],
  ])('refuses %s: it does not tell the end', async (_, fields) => {
    const fake = client(() => ({ Rows: rows(0, 10), ...fields }));
    expect(await errorOf(readAll(fake, nextOffset()))).toMatchObject({ code: 'response-shape' });
  });

  it.each([
    ['without an offset', (from: number) => (from < 20 ? from + 10 : undefined), 3],
    ['without rows, however far its offset', (from: number) => from + 10, 4],
  ])('as whole answers ends with one %s', async (_, next, calls) => {
    const fake = client(({ Offset }) => {
      const from = Number(Offset);
      return { Rows: rows(from, Math.min(25, from + 10)), NextOffset: next(from) };
    });
    expect(await readAll(fake, nextOffset({ rows: 'Rows.Row' }))).toEqual(upTo(25));
    expect(fake.asked).toHaveLength(calls);
  });

  it('refuses an offset that goes back', async () => {
    const fake = client(({ Offset }) => ({ Rows: rows(0, 10), NextOffset: Number(Offset) === 10 ? 5 : 10 }));
    expect(await errorOf(readAll(fake, nextOffset()))).toMatchObject({ code: 'response-shape' });
  });
});

describe('the list in an answer', () => {
  const paging = pageNumber({ max: 10 });
  it.each([
    [{ Rows: {}, TotalCount: 0 }],
    [{ Rows: '', TotalCount: 0 }],
    [{ Rows: null, TotalCount: 0 }],
    [{ TotalCount: 0 }],
    [{ TotalCount: '0' }],
  ])('%j is an empty list', async (body) => {
    expect(
      await readAll(
        client(() => body),
        paging,
      ),
    ).toEqual([]);
  });

  it.each([
    [{ TotalCount: 3 }],
    [{}],
    [{ Rows: { Row: {} }, TotalCount: 1 }],
    [{ Rows: { Row: 'none' }, TotalCount: 1 }],
    [{ Rows: { Row: 5 }, TotalCount: 0 }],
  ])('%j does not tell, and is no empty list', async (body) => {
    expect(
      await errorOf(
        readAll(
          client(() => body),
          paging,
        ),
      ),
    ).toMatchObject({ code: 'response-shape' });
  });

  it('of a flat product may not be left out', async () => {
    expect(
      await errorOf(
        readAll(
          client(() => ({ RequestId: 'r' })),
          nextToken({ max: 10 }),
          'Items',
        ),
      ),
    ).toMatchObject({
      code: 'response-shape',
    });
    expect(
      await readAll(
        client(() => ({ Items: [] })),
        nextToken({ max: 10 }),
        'Items',
      ),
    ).toEqual([]);
  });
});

describe('pageUntilEmpty', () => {
  const paging = pageUntilEmpty({ max: 100 });
  const cloud = (total: number, cap = 100, past = 0) =>
    client(({ PageNumber }) => {
      const page = Math.min(Number(PageNumber), past || Infinity);
      return { Rows: rows((page - 1) * cap, Math.min(total, page * cap)) };
    });

  it.each([
    [0, 1],
    [1, 2],
    [100, 2],
    [101, 3],
  ])('reads %i rows in %i calls', async (total, calls) => {
    const fake = cloud(total);
    expect(await readAll(fake, paging)).toEqual(upTo(total));
    expect(fake.asked).toHaveLength(calls);
  });

  it('does not take a short page as the last', async () => {
    expect(await readAll(cloud(130, 50), paging)).toEqual(upTo(130));
  });

  it('ends where the last page comes again', async () => {
    expect(await readAll(cloud(130, 100, 2), paging)).toEqual(upTo(130));
  });

  it('a full page that comes again is not the end', async () => {
    expect(await errorOf(readAll(cloud(500, 100, 1), paging))).toMatchObject({
      code: 'response-shape',
      message: expect.stringContaining('repeats a page') as string,
    });
  });
});

describe('a list that never ends', () => {
  const same = { Rows: rows(0, 10), RequestId: 'r' };
  it.each<[string, ListRequest['paging'], (n: number) => Body]>([
    ['nextToken', nextToken({ max: 10 }), (n) => ({ ...same, NextToken: `t${n}` })],
    ['pageNumber', pageNumber({ max: 10 }), () => ({ ...same, TotalCount: 1000 })],
    ['pageFlag', pageFlag({ max: 10, more: 'More' }), () => ({ ...same, More: true })],
    ['pageUntilEmpty', pageUntilEmpty({ max: 10 }), () => same],
    ['marker', marker({ max: 10 }), (n) => ({ ...same, IsTruncated: true, Marker: `m${n}` })],
    ['nextOffset', nextOffset(), (n) => ({ ...same, NextOffset: (n + 1) * 10 })],
    [
      'nextOffset of whole answers',
      nextOffset({ rows: 'Rows.Row' }),
      (n) => ({ ...same, RequestId: `r${n}`, NextOffset: (n + 1) * 10 }),
    ],
  ])('of the same rows ends after a few pages (%s)', async (name, paging, answer) => {
    const fake = client((_, n) => answer(n));
    const read = readAll(fake, paging, name.endsWith('answers') ? '' : undefined);
    expect((await errorOf(read)).message).toMatch(/bring nothing new|repeats a page/);
    expect(fake.asked.length).toBeLessThanOrEqual(8);
  });

  it.each<[string, ListRequest['paging'], (n: number) => Body]>([
    ['nextToken', nextToken({ max: 10, total: 'TotalCount' }), (n) => ({ NextToken: `t${n}`, TotalCount: 30 })],
    ['pageNumber', pageNumber({ max: 10 }), (n) => ({ TotalCount: (n + 3) * 10 })],
    ['pageFlag', pageFlag({ max: 10, more: 'More', total: 'TotalCount' }), () => ({ More: true, TotalCount: 30 })],
    ['marker', marker({ max: 10, total: 'Total' }), (n) => ({ IsTruncated: true, Marker: `m${n}`, Total: 30 })],
    ['pageUntilEmpty', pageUntilEmpty({ max: 10, total: 'Total' }), () => ({ Total: '30' })],
    ['nextOffset', nextOffset({ total: 'Total' }), (n) => ({ NextOffset: (n + 1) * 10, Total: 30 })],
  ])('of new rows ends past twice what it said (%s)', async (_, paging, answer) => {
    const fake = client((_params, n) => ({ Rows: rows(n * 10, n * 10 + 10), ...answer(n) }));
    expect((await errorOf(readAll(fake, paging))).message).toMatch(/more than twice the 30 rows/);
    expect(fake.asked.length).toBeLessThanOrEqual(20);
  });

  it('is asked for its length when it is long, and ends where nothing is said at all', async () => {
    const long = client(({ MaxResults }, n) =>
      MaxResults ? { Rows: rows(n, n + 1), NextToken: `t${n}`, TotalCount: 0 } : { Rows: rows(0, 1), TotalCount: 40 },
    );
    const apart = nextToken({ max: 10, total: 'TotalCount', counts: true });
    expect((await errorOf(readAll(long, apart))).message).toMatch(/more than twice the 40 rows/);
    const silent = client((_, n) => ({ Rows: rows(n, n + 1), NextToken: `t${n}` }));
    expect((await errorOf(readAll(silent, nextToken({ max: 10 })))).message).toMatch(/does not end after 20000 pages/);
  });
});

describe('a list that ends early', () => {
  /** Fifteen rows, ten to a page; the second page is lost the first so many times. */
  const cloud = (lost: number, end: Body, fields: (more: boolean) => Body) => {
    let left = lost;
    return client(({ NextToken, Marker, Offset, PageNumber }) => {
      const second = Boolean(NextToken ?? Marker ?? (Offset === 10 || PageNumber === 2));
      if (second) return { Rows: rows(10, 15), Total: 15, ...fields(false) };
      left -= 1;
      return { Rows: rows(0, 10), Total: 15, ...(left >= 0 ? end : fields(true)) };
    });
  };
  const token = (more: boolean): Body => ({ NextToken: more ? 't' : '' });
  const cases: [string, ListRequest['paging'], Body, (more: boolean) => Body][] = [
    ['null token', nextToken({ max: 10, total: 'Total' }), { NextToken: null }, token],
    ['no token', nextToken({ max: 10, total: 'Total' }), {}, token],
    ['empty token', nextToken({ max: 10, total: 'Total' }), { NextToken: '' }, token],
    ['flag', pageFlag({ max: 10, more: 'More', total: 'Total' }), { More: false }, (More) => ({ More })],
    [
      'marker',
      marker({ max: 10, total: 'Total' }),
      { IsTruncated: false },
      (more) => ({ IsTruncated: more, ...(more && { Marker: 'm' }) }),
    ],
    ['offset', nextOffset({ total: 'Total' }), { NextOffset: 0 }, (more) => ({ NextOffset: more ? 10 : 0 })],
  ];

  it.each(cases)('is read again, then refused (%s)', async (_, paging, end, fields) => {
    expect(unique(await readAll(cloud(1, end, fields), paging))).toEqual(upTo(15));
    const broken = cloud(9, end, fields);
    expect((await errorOf(readAll(broken, paging))).message).toMatch(/ends after 10 of the 15 rows that Total says/);
    expect(broken.asked).toHaveLength(2);
  });

  it('by page number is read again where a page is empty', async () => {
    let lost = 1;
    const fake = client(({ PageNumber }) => {
      const page = Number(PageNumber);
      const empty = page === 2 && lost-- > 0;
      return { Rows: empty ? rows(0, 0) : rows((page - 1) * 10, Math.min(15, page * 10)), TotalCount: 15 };
    });
    expect(unique(await readAll(fake, pageNumber({ max: 10 })))).toEqual(upTo(15));
  });

  it('in one answer is seen by its total', async () => {
    const fake = client(() => ({ Rows: rows(0, 3), Total: 4 }));
    expect((await errorOf(readAll(fake, single({ total: 'Total' })))).message).toMatch(/ends after 3 of the 4/);
    expect(fake.asked).toHaveLength(2);
  });

  it('a total below what was seen is not stated by token', async () => {
    const fake = client(() => ({ Rows: rows(0, 3), NextToken: '', TotalCount: 0 }));
    expect(await readAll(fake, nextToken({ max: 10, total: 'TotalCount' }))).toEqual([0, 1, 2]);
  });

  it.each([
    ['by token', nextToken({ max: 10, total: 'TotalCount' })],
    ['apart', nextToken({ max: 10, total: 'TotalCount', counts: true })],
    ['in one answer', single({ total: 'TotalCount' })],
  ])('is not believed to be empty now where no total says so (%s)', async (_, paging) => {
    const read = async (body: Body, expected: boolean) => {
      for await (const { items } of listPages(
        client(() => body),
        { ...request(paging), expected },
      ))
        void items;
    };
    await expect(read({ Rows: {} }, false)).resolves.toBeUndefined();
    await expect(read({ Rows: { Row: [] }, TotalCount: 0 }, true)).resolves.toBeUndefined();
    for (const body of [{ Rows: {} }, { Rows: { Row: [] }, TotalCount: null }]) {
      expect(await errorOf(read(body, true))).toMatchObject({ code: 'response-shape' });
    }
  });

  it('an empty envelope is believed only where there was nothing', async () => {
    const read = async (expected: boolean) => {
      const fake = client(() => ({ Rows: {}, IsTruncated: false }));
      for await (const { items } of listPages(fake, { ...request(marker({ max: 10 })), expected })) void items;
    };
    await expect(read(false)).resolves.toBeUndefined();
    expect((await errorOf(read(true))).message).toMatch(/no Rows.Row in the answer/);
  });

  describe('where the total is stated apart', () => {
    const paging = nextToken({ max: 10, total: 'TotalCount', counts: true });
    const ecs = (all: number, NextToken: unknown) =>
      client(({ MaxResults }) => ({
        Rows: rows(0, 10),
        ...(MaxResults ? { NextToken, TotalCount: 0 } : { TotalCount: all }),
      }));

    it('is asked for after a full page without a token', async () => {
      expect((await errorOf(readAll(ecs(15, null), paging))).message).toMatch(/ends after 10 of the 15/);
      expect((await errorOf(readAll(ecs(15, undefined), paging))).message).toMatch(/ends after 10 of the 15/);
      expect(await readAll(ecs(10, null), paging)).toEqual(upTo(10));
    });

    it('is not asked for after an empty token', async () => {
      const fake = ecs(10, '');
      expect(await readAll(fake, paging)).toEqual(upTo(10));
      expect(fake.asked).toHaveLength(1);
    });

    it('and a list that is left out beside a total that means nothing does not tell', async () => {
      for (const left of [{}, { Rows: null }, { Rows: { Row: null } }]) {
        const fake = client(() => ({ ...left, NextToken: '', TotalCount: 0 }));
        expect(await errorOf(readAll(fake, paging))).toMatchObject({ code: 'response-shape' });
      }
    });
  });
});
