import { follow, type Paging, type WireParams } from '../define';
import { isCloudApiError } from '../errors';
import type { Body, Client } from './call';
import { Count, shapeError, statedIn, type ListRequest, type Unsure } from './count';
import { DEEP_PAGE } from './remedies';

export type { ListRequest } from './count';

export interface Page {
  readonly items: readonly unknown[];
  /** The API says that more follow. */
  readonly more: boolean;
}

interface Cursor {
  /** Parameters that ask for this page. */
  readonly params: WireParams;
  readonly key: string;
}

interface Step {
  readonly page: Page;
  readonly next: Cursor | undefined;
}

/**
 * Reads a list page by page, whichever of the eight dialects the API speaks. It asks for the largest page that the API
 * allows, ends on the API's own signal (never on "fewer than I asked for"), and fetches one page ahead of the reader.
 * Where the API states how many rows there are, a list that ends before is read once more: rows may come twice then.
 *
 * @throws ResponseShapeError when the list is not whole: a repeated token, an empty page that claims more, fewer rows than
 * the API says twice over, or rows without end
 * @example for await (const page of listPages(client, { product: ecs, call: rpc('DescribeDisks'), paging, items, region })) …
 */
export async function* listPages(client: Client, request: ListRequest): AsyncGenerator<Page, void, undefined> {
  const { paging } = request;
  for (let pass = 1; ; pass++) {
    const unsure = yield* paging.kind === 'page'
      ? listNumbered(client, request, paging)
      : walk(client, request, paging);
    if (!unsure) return;
    if (pass < unsure.passes) continue;
    if (unsure.problem === undefined) return;
    throw shapeError(request, unsure.problem);
  }
}

/**
 * How many rows an API says that a list has, asked without page size and token; `undefined` where it does not say that.
 *
 * @example const total = await totalApart(client, { product: ecs, call: rpc('DescribeDisks'), paging, items, region });
 */
export async function totalApart(client: Client, request: ListRequest): Promise<number | undefined> {
  const { product, call, paging, region, params, tally } = request;
  if (paging.kind !== 'token' || paging.counts !== true) return undefined;
  return statedIn(await client.call(product, call, region, params, tally, RAW), paging.total);
}

type Reading = AsyncGenerator<Page, Unsure | undefined, undefined>;

/** One reading of a list whose every page is told by the one before. */
async function* walk(client: Client, request: ListRequest, paging: Exclude<Paging, { kind: 'page' }>): Reading {
  const walker = walkerOf(request, paging);
  const count = new Count(request, paging);
  const asked = new Set<string>();
  const fetch = async (cursor: Cursor): Promise<Step> => {
    if (asked.has(cursor.key)) {
      throw shapeError(request, 'the cloud repeats a page token or offset, the list cannot be completed');
    }
    asked.add(cursor.key);
    const { product, call, region, params, tally } = request;
    const body = await client.call(product, call, region, { ...params, ...cursor.params }, tally, RAW);
    const items = walker.items(body);
    const fresh = count.add(items, body);
    if (count.long) count.told(await totalApart(client, request));
    const next = walker.next(body, cursor, items.length, fresh);
    if (next && items.length === 0) {
      throw shapeError(request, 'an empty page claims that more follow, the list cannot be completed');
    }
    // What an open list gives past its end is its last page once more.
    const again = paging.kind === 'open' && !fresh;
    return { page: { items: again ? [] : items, more: next !== undefined }, next };
  };

  let pending: Promise<Step> | undefined = quiet(fetch(walker.first));
  while (pending) {
    const step: Step = await pending;
    // The next page is already on its way while this one is being judged.
    pending = step.next === undefined ? undefined : quiet(fetch(step.next));
    yield step.page;
  }
  return count.end(count.doubtful ? await totalApart(client, request) : undefined);
}

/** A promise that may fail before anybody awaits it. */
export function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Items are read field by field: a copy of every page would cost more than the fields. */
const RAW = { raw: true };

/** How often a list by page numbers is read again because rows moved up while it was read: each such row was skipped. */
const PASSES = 3;
/** Pages under way at once: page numbers can be asked for without waiting for the page before. */
const AHEAD = 4;
/** What is asked for where the cloud refuses to jump into a deep page. */
const SMALL_PAGE = 10;

/**
 * A list by page numbers and a total. Pages are fetched a few ahead. Where the cloud refuses deep pages it goes on with
 * small ones, one after another. Where the last page is full it looks past it. Rows are counted by their ids: one that comes
 * twice must not stand for another, and when rows were deleted meanwhile, which makes others skip a page, the list is read again.
 */
async function* listNumbered(client: Client, request: ListRequest, paging: Extract<Paging, { kind: 'page' }>): Reading {
  const { items, numberOf, shape } = reader(request);
  let size = paging.max;
  let ahead = AHEAD;
  const fetch = (n: number) =>
    quiet(
      client.call(
        request.product,
        request.call,
        request.region,
        { ...request.params, [paging.page]: n, [paging.size]: size },
        request.tally,
        RAW,
      ),
    );
  const count = new Count(request, paging);
  let least = Infinity;
  let most = 0;
  let last = -Infinity;
  let shrunk = false;
  let read = 0;
  let asked = 0;
  let pages = 1;
  /** Whether the page past the end is asked for: a total that is that of a page ends on a full one, too. */
  let past = false;
  const queue: Promise<Body>[] = [];
  while (read < pages) {
    while (asked < pages && queue.length < ahead) queue.push(fetch(++asked));
    let body: Body;
    try {
      body = await (queue.shift() as Promise<Body>);
    } catch (error) {
      if (past && isCloudApiError(error) && error.code === 'request-refused') break;
      const small = paging.sizes?.[0] ?? Math.min(SMALL_PAGE, paging.max);
      if (!isCloudApiError(error) || error.cloudCode !== DEEP_PAGE || size === small) {
        throw error;
      }
      await Promise.allSettled(queue.splice(0));
      // Where the large pages ended; a row or two come again.
      read = Math.floor((read * size) / small);
      asked = read;
      size = small;
      ahead = 1;
      pages = Math.max(read + 1, Math.ceil(last / size));
      continue;
    }
    read += 1;
    const rows = items(body);
    const total = numberOf(body, paging.total);
    const fresh = count.add(rows, body);
    least = Math.min(least, total);
    most = Math.max(most, total);
    shrunk ||= total < last;
    last = total;
    // The API may cap a page below what was asked for: the number of rows decides, not the number of pages.
    pages = Math.max(pages, Math.ceil(total / size));
    const missing = count.rows < least;
    if (missing && rows.length === 0) break;
    if (read >= pages && missing) pages = read + 1;
    if (past && !fresh) break;
    if (read >= pages && !past && rows.length >= size && count.rows !== request.asked) {
      past = true;
      pages = read + 1;
    }
    yield { items: rows, more: read < pages };
  }
  await Promise.allSettled(queue);
  if (count.rows > most) throw shape(`more rows than ${paging.total} says, the list cannot be trusted`);
  if (shrunk) return { problem: 'the list shrinks while it is read, rows may have been skipped', passes: PASSES };
  return count.end(least);
}

/** How the parts of an answer are taken from it; anything that does not tell the end is an error. */
function reader(request: ListRequest) {
  const { paging } = request;
  const shape = (problem: string) => shapeError(request, problem);
  const items = (body: Body): readonly unknown[] => {
    const rows = rowsOf(body);
    return request.rowOf ? rows.map(request.rowOf) : rows;
  };
  const rowsOf = (body: Body): readonly unknown[] => {
    if (typeof request.items === 'function') return request.items(body);
    if (request.items === '') return [body];
    const keys = request.items.split('.');
    const found = follow(body, keys);
    if (Array.isArray(found)) return found;
    // An empty list may come as an empty envelope (`{"Disks": {}}`), or be left out beside a total of zero. Beside a
    // larger total the list has ended early. Anything else is not an empty list: it is an answer that does not tell,
    // as an empty envelope does not where there was something the last time.
    const envelope = keys.length > 1 ? body[keys[0] ?? ''] : undefined;
    const empty = found === undefined || found === null || found === '';
    const total = statedIn(body, 'total' in paging ? paging.total : undefined);
    const told = total !== undefined && (total > 0 || !('counts' in paging && paging.counts === true));
    const hollow = request.expected !== true && found !== null && envelope !== undefined && envelope !== null;
    if (empty && (told || hollow)) return [];
    throw shape(empty ? `no ${request.items} in the answer` : `${request.items} is not a list`);
  };
  const at = (body: Body, path: string): unknown => follow(body, path.split('.'));
  /** The next token; empty at the end. Anything that is neither a text nor a number must not read as the end. */
  const tokenOf = (body: Body, path: string): string => {
    const token = at(body, path) ?? '';
    if (typeof token !== 'string' && typeof token !== 'number') throw shape(`${path} is not a text`);
    return String(token);
  };
  const flagOf = (body: Body, path: string): boolean => {
    const flag = at(body, path);
    if (flag === true || flag === 'true') return true;
    if (flag === false || flag === 'false') return false;
    throw shape(`${path} is missing, the end of the list is not known`);
  };
  const numberOf = (body: Body, path: string): number => {
    const number = at(body, path);
    if (typeof number === 'number' || (typeof number === 'string' && /^\d+$/.test(number))) return Number(number);
    throw shape(`${path} is missing, the end of the list is not known`);
  };
  const has = (body: Body, path: string): boolean => {
    const found = at(body, path);
    return Array.isArray(found) ? found.length > 0 : found !== undefined && found !== null && found !== '';
  };
  return { items, tokenOf, flagOf, numberOf, has, shape };
}

interface Walker {
  readonly first: Cursor;
  items(body: Body): readonly unknown[];
  /**
   * @param rows on this page
   * @param fresh whether one of them is new
   */
  next(body: Body, cursor: Cursor, rows: number, fresh: boolean): Cursor | undefined;
}

function walkerOf(request: ListRequest, paging: Exclude<Paging, { kind: 'page' }>): Walker {
  const { items, tokenOf, flagOf, numberOf, has, shape } = reader(request);
  switch (paging.kind) {
    case 'single':
      return { items, first: { params: {}, key: '' }, next: () => undefined };
    case 'token': {
      const size = { [paging.size]: paging.max };
      return {
        items,
        first: { params: size, key: '' },
        next(body) {
          const token = tokenOf(body, paging.next);
          return token === '' ? undefined : { params: { ...size, [paging.token]: token }, key: token };
        },
      };
    }
    case 'flagged': {
      const cursor = (n: number): Cursor => ({ params: { [paging.page]: n, [paging.size]: paging.max }, key: `${n}` });
      return {
        items,
        first: cursor(1),
        next: (body, { key }) => (flagOf(body, paging.more) ? cursor(Number(key) + 1) : undefined),
      };
    }
    case 'open': {
      const cursor = (n: number): Cursor => ({ params: { [paging.page]: n, [paging.size]: paging.max }, key: `${n}` });
      return {
        items,
        first: cursor(1),
        next(_, { key }, rows, fresh) {
          if (fresh) return cursor(Number(key) + 1);
          // Past the end some APIs give the last page again; a full one is more likely the same page for ever.
          if (rows >= paging.max) throw shape('the cloud repeats a page, the list cannot be completed');
          return undefined;
        },
      };
    }
    case 'marker': {
      const size = { [paging.size]: paging.max };
      return {
        items,
        first: { params: size, key: '' },
        next(body) {
          if (!flagOf(body, paging.truncated)) return undefined;
          const token = tokenOf(body, paging.next);
          if (token === '') throw shape(`${paging.truncated} without ${paging.next}, the list cannot be completed`);
          return { params: { ...size, [paging.marker]: token }, key: token };
        },
      };
    }
    case 'offset': {
      const size = paging.size === undefined ? {} : { [paging.size]: paging.max };
      return {
        items,
        first: { params: { ...size, [paging.offset]: 0 }, key: '0' },
        next(body, { key }) {
          const last = paging.rows !== undefined && !(has(body, paging.next) && has(body, paging.rows));
          const offset = last ? 0 : numberOf(body, paging.next);
          // The end is an offset that stays where it is, or none (0).
          const more = offset !== 0 && `${offset}` !== key;
          return more ? { params: { ...size, [paging.offset]: offset }, key: `${offset}` } : undefined;
        },
      };
    }
    case 'rows': {
      const cursor = (from: number): Cursor => ({
        params: { [paging.offset]: from, [paging.size]: paging.max },
        key: `${from}`,
      });
      return {
        items,
        first: cursor(0),
        next(body, { key }, rows) {
          const read = Number(key) + rows;
          return rows > 0 && read < numberOf(body, paging.total) ? cursor(read) : undefined;
        },
      };
    }
  }
}
