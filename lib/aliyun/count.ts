import { follow, type ApiCall, type Paging, type Product, type WireParams } from '../define';
import { ResponseShapeError } from '../errors';
import type { Body, Tally } from './call';

/** Pages in a row that bring nothing new: then the cloud hands out the same rows for ever. */
const STALE = 3;
/** A list may grow while it is read: it goes on for ever when it has twice what it said, and so many pages past that. */
const ROOM = 10;
/** The longest list that nothing is said of: two million rows at a hundred a page. */
const MOST_PAGES = 20_000;
/** After so many pages, how many rows there are is asked for where that is not said on the way. */
export const LONG = 100;

/** What a list is read with. */
export interface ListRequest {
  readonly product: Product;
  readonly call: ApiCall;
  readonly paging: Paging;
  /** Path of the items in an answer, such as `Disks.Disk`, or how to take them from it. */
  readonly items: string | ((body: Body) => readonly unknown[]);
  /** What a row is read as, where the API leaves out what belongs to it. */
  readonly rowOf?: (row: unknown) => unknown;
  readonly region: string;
  readonly params?: WireParams;
  readonly tally?: Tally;
  /** The id of an item, to tell a row that comes twice from one still to come; the whole row when absent. */
  readonly identify?: (item: unknown) => string | undefined;
  /** There was something the last time: that nothing is left is asked twice. */
  readonly expected?: boolean;
  /** Of how many ids it is, a row each: with so many there are no more. */
  readonly asked?: number;
}

/** Why a list is not whole. */
export interface Unsure {
  /** What is wrong; absent where a second reading that says the same is believed. */
  readonly problem?: string;
  /** So many readings at the most. */
  readonly passes: number;
}

/** An error that names the list. */
export function shapeError({ product, call, region }: ListRequest, problem: string): ResponseShapeError {
  return new ResponseShapeError(`${product.code}:${call.action} in ${region}: ${problem}`);
}

/** The total that an answer states; `undefined` where it states none. */
export function statedIn(body: Body, path: string | undefined): number | undefined {
  const stated = path === undefined ? undefined : follow(body, path.split('.'));
  if (typeof stated === 'number' && stated >= 0) return stated;
  return typeof stated === 'string' && /^\d+$/.test(stated) ? Number(stated) : undefined;
}

/**
 * What was seen of a list in one reading, against what the API says that there is. A row that comes twice counts once,
 * so that it cannot stand for one that never came.
 */
export class Count {
  private readonly seen = new Set<string>();
  /** Rows of answers that are one item each: they have no ids of their own, and each counts. */
  private inside = 0;
  private stale = 0;
  private pages = 0;
  /** Pages since there are more rows than was said. */
  private beyond = 0;
  private lastRows = 0;
  /** An empty token says that this is the end; none at all says less. */
  private ended = false;
  private first: number | undefined;
  private stated: number | undefined;

  constructor(
    private readonly request: ListRequest,
    private readonly paging: Paging,
  ) {}

  /** Different rows so far. */
  get rows(): number {
    return 'rows' in this.paging && this.paging.rows !== undefined ? this.inside : this.seen.size;
  }

  /**
   * Takes a page.
   *
   * @returns whether it holds a row that is new
   * @throws ResponseShapeError when the list goes on for ever
   */
  add(items: readonly unknown[], body: Body): boolean {
    const { request, paging } = this;
    const path = 'rows' in paging ? paging.rows : undefined;
    const before = this.seen.size;
    if (path === undefined) {
      for (const item of items) this.seen.add(request.identify?.(item) ?? JSON.stringify(item));
      this.lastRows = items.length;
    } else {
      const rows: unknown = follow(body, path.split('.'));
      this.lastRows = Array.isArray(rows) ? rows.length : 0;
      this.inside += this.lastRows;
      if (this.lastRows > 0) this.seen.add(JSON.stringify(rows));
    }
    const fresh = this.seen.size > before;
    this.pages += 1;
    this.stale = fresh ? 0 : this.stale + 1;
    if (this.stale >= STALE) {
      throw shapeError(request, `${STALE} pages bring nothing new, the list cannot be completed`);
    }
    this.ended = 'next' in paging && follow(body, paging.next.split('.')) === '';
    const stated = statedIn(body, 'total' in paging ? paging.total : undefined);
    if (stated !== undefined) this.stated = stated;
    if (this.trusted && stated) this.first ??= stated;
    if (this.first !== undefined && this.rows > this.first) this.beyond += 1;
    this.bound(ROOM);
    return fresh;
  }

  /** Whether it is time to ask how many there are: a long list that says nothing of it. */
  get long(): boolean {
    return this.pages === LONG && !this.trusted && 'counts' in this.paging;
  }

  /** What the API has said when it was asked for the total alone. */
  told(total: number | undefined): void {
    if (total) this.first = total;
    this.bound(0);
  }

  /** Whether only a question for the total alone can tell that this is the end. */
  get doubtful(): boolean {
    const { paging, request } = this;
    if (!('counts' in paging) || paging.counts !== true || (this.stated ?? 0) > this.rows) return false;
    return (this.lastRows >= paging.max && !this.ended) || (this.rows === 0 && request.expected === true);
  }

  /**
   * What is missing at the end of the list.
   *
   * @param apart the total, where it was asked for alone
   */
  end(apart?: number): Unsure | undefined {
    const total = apart ?? this.stated;
    const name = 'total' in this.paging ? (this.paging.total ?? '') : '';
    if (total !== undefined && total > this.rows) {
      return { problem: `the list ends after ${this.rows} of the ${total} rows that ${name} says`, passes: 2 };
    }
    const emptied = this.rows === 0 && this.request.expected === true;
    if (emptied && name !== '' && (this.trusted ? total : apart) === undefined) {
      return { problem: `nothing is left of what there was, and no ${name} says so`, passes: 2 };
    }
    return emptied && this.trusted ? { passes: 2 } : undefined;
  }

  /** Whether the totals on the way mean anything. */
  private get trusted(): boolean {
    return !('counts' in this.paging && this.paging.counts === true);
  }

  private bound(room: number): void {
    if (this.first !== undefined && this.rows > 2 * this.first && this.beyond >= room) {
      throw shapeError(this.request, `the list has more than twice the ${this.first} rows that it said, and goes on`);
    }
    if (this.pages >= MOST_PAGES) throw shapeError(this.request, `the list does not end after ${this.pages} pages`);
  }
}
