import { follow, type ApiCall, type Paging, type Product, type WireParams } from '../define';
import { ResponseShapeError } from '../errors';
import type { Body, Client, Tally } from './client';

/** What a list is read with. */
export interface ListRequest {
  readonly product: Product;
  readonly call: ApiCall;
  readonly paging: Paging;
  /** Path of the items in an answer, such as `Disks.Disk`, or how to take them from it. */
  readonly items: string | ((body: Body) => readonly unknown[]);
  readonly region: string;
  readonly params?: WireParams;
  readonly tally?: Tally;
}

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
 * Reads a list page by page, whichever of the six dialects the API speaks. It asks for the largest page that the API
 * allows, ends on the API's own signal (never on "fewer than I asked for"), and fetches one page ahead of the reader.
 *
 * @throws ResponseShapeError on a repeated token or an empty page that claims more: the list is then incomplete
 * @example for await (const page of listPages(client, { product: ecs, call: rpc('DescribeDisks'), paging, items, region })) …
 */
export async function* listPages(client: Client, request: ListRequest): AsyncGenerator<Page, void, undefined> {
  const walk = walker(request);
  const seen = new Set<string>();
  const fetch = async (cursor: Cursor): Promise<Step> => {
    if (seen.has(cursor.key)) {
      throw new ResponseShapeError(
        `${nameOf(request)} in ${request.region}: the cloud repeats a page token, the list cannot be completed`,
      );
    }
    seen.add(cursor.key);
    const body = await client.call(
      request.product,
      request.call,
      request.region,
      { ...request.params, ...cursor.params },
      request.tally,
    );
    return walk.read(body, cursor);
  };

  let pending: Promise<Step> | undefined = quiet(fetch(walk.first));
  while (pending) {
    const step: Step = await pending;
    // The next page is already on its way while this one is being judged.
    pending = step.next === undefined ? undefined : quiet(fetch(step.next));
    yield step.page;
  }
}

/** A promise that may fail before anybody awaits it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** How often a list by page numbers is read again because rows moved up while it was read: each such row was skipped. */
const PASSES = 3;

interface PageCount {
  pages: number;
  /** Rows without those that a neighbouring page holds as well: a row may come twice, and must not stand for another. */
  got: number;
  least: number;
  most: number;
  shrunk: boolean;
  add(rows: readonly unknown[], total: number): void;
}

function pageCount(): PageCount {
  let before = new Set<string>();
  let last = -Infinity;
  return {
    pages: 0,
    got: 0,
    least: Infinity,
    most: 0,
    shrunk: false,
    add(rows, total) {
      const here = new Set(rows.map((row) => JSON.stringify(row)));
      for (const row of here) if (!before.has(row)) this.got += 1;
      before = here;
      this.pages += 1;
      this.least = Math.min(this.least, total);
      this.most = Math.max(this.most, total);
      this.shrunk ||= total < last;
      last = total;
    },
  };
}

function nameOf(request: ListRequest): string {
  return `${request.product.code}:${request.call.action}`;
}

function walker(request: ListRequest): { first: Cursor; read(body: Body, cursor: Cursor): Step } {
  const { paging } = request;
  const shape = (problem: string) => new ResponseShapeError(`${nameOf(request)} in ${request.region}: ${problem}`);
  const items = (body: Body): readonly unknown[] => {
    if (typeof request.items === 'function') return request.items(body);
    if (request.items === '') return [body];
    const keys = request.items.split('.');
    const found = follow(body, keys);
    if (Array.isArray(found)) return found;
    // An empty list may come as an empty envelope (`{"Disks": {}}`), or be left out beside a total of zero. Anything
    // else is not an empty list: it is an answer that does not tell.
    const envelope = body[keys[0] ?? ''];
    const empty = found === undefined || found === null || found === '';
    const total = 'total' in paging && paging.total !== undefined ? at(body, paging.total) : undefined;
    if (empty && ((keys.length > 1 && envelope !== undefined) || total === 0 || total === '0')) return [];
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
  const totalOf = (body: Body, path: string): number => {
    const total = at(body, path);
    if (typeof total === 'number' || (typeof total === 'string' && /^\d+$/.test(total))) return Number(total);
    throw shape(`${path} is missing, the end of the list is not known`);
  };
  const step = (rows: readonly unknown[], next: Cursor | undefined): Step => {
    if (next && rows.length === 0) {
      throw shape('an empty page claims that more follow, the list cannot be completed');
    }
    return { page: { items: rows, more: next !== undefined }, next };
  };

  switch (paging.kind) {
    case 'single':
      return { first: { params: {}, key: '' }, read: (body) => step(items(body), undefined) };
    case 'token': {
      const size = { [paging.size]: paging.max };
      return {
        first: { params: size, key: '' },
        read(body) {
          const token = tokenOf(body, paging.next);
          return step(
            items(body),
            token === '' ? undefined : { params: { ...size, [paging.token]: token }, key: token },
          );
        },
      };
    }
    case 'page': {
      let pass = 1;
      const cursor = (n: number): Cursor => ({
        params: { [paging.page]: n, [paging.size]: paging.max },
        key: `${pass}.${n}`,
      });
      let count = pageCount();
      return {
        first: cursor(1),
        read(body) {
          const rows = items(body);
          count.add(rows, totalOf(body, paging.total));
          if (count.got < count.least) return step(rows, cursor(count.pages + 1));
          if (count.got > count.most) throw shape(`more rows than ${paging.total} says, the list cannot be trusted`);
          if (!count.shrunk) return step(rows, undefined);
          if (pass === PASSES) throw shape('the list shrinks while it is read, rows may have been skipped');
          pass += 1;
          count = pageCount();
          return step(rows, cursor(1));
        },
      };
    }
    case 'flagged': {
      const cursor = (n: number): Cursor => ({ params: { [paging.page]: n, [paging.size]: paging.max }, key: `${n}` });
      return {
        first: cursor(1),
        read: (body, { key }) => step(items(body), flagOf(body, paging.more) ? cursor(Number(key) + 1) : undefined),
      };
    }
    case 'marker': {
      const size = { [paging.size]: paging.max };
      return {
        first: { params: size, key: '' },
        read(body) {
          const more = flagOf(body, paging.truncated);
          const token = more ? tokenOf(body, paging.next) : '';
          if (more && token === '') {
            throw shape(`${paging.truncated} without ${paging.next}, the list cannot be completed`);
          }
          return step(items(body), more ? { params: { ...size, [paging.marker]: token }, key: token } : undefined);
        },
      };
    }
    case 'offset': {
      const size = paging.size === undefined ? {} : { [paging.size]: paging.max };
      return {
        first: { params: { ...size, [paging.offset]: 0 }, key: '0' },
        read(body, { key }) {
          const offset = Number(at(body, paging.next) ?? 0);
          const more = Number.isFinite(offset) && offset > 0 && `${offset}` !== key && items(body).length > 0;
          return step(
            items(body),
            more ? { params: { ...size, [paging.offset]: offset }, key: `${offset}` } : undefined,
          );
        },
      };
    }
  }
}
