/**
 * How an action hands out a long list: eight dialects, declared as facts. `lib/aliyun/paging` walks them.
 * `size` names the page-size parameter and `max` is the largest value that the API documents. `total` is the path of the
 * number of rows in the whole list: where an answer states it, a list that ends before is not whole.
 */
export type Paging =
  | { readonly kind: 'single'; readonly total?: string }
  | {
      readonly kind: 'token';
      readonly size: string;
      readonly max: number;
      /** The request parameter, and the path of the next token in the answer. */
      readonly token: string;
      readonly next: string;
      /** One that is below the number of rows seen is taken for not stated. */
      readonly total?: string;
      /**
       * The total means something only in an answer to a question without page size and token, as ECS documents it:
       * that is asked where the end of a list is in doubt.
       */
      readonly counts?: boolean;
      /** Path of the rows, where an answer as a whole is the item. */
      readonly rows?: string;
    }
  | {
      readonly kind: 'page';
      readonly page: string;
      readonly size: string;
      readonly max: number;
      readonly total: string;
      /** Sizes that the API accepts, when it is a list rather than a range. */
      readonly sizes?: readonly number[];
    }
  | {
      readonly kind: 'flagged';
      readonly page: string;
      readonly size: string;
      readonly max: number;
      /** Path of the boolean that says whether another page follows. */
      readonly more: string;
      readonly total?: string;
    }
  | {
      readonly kind: 'open';
      readonly page: string;
      readonly size: string;
      readonly max: number;
      readonly total?: string;
    }
  | {
      readonly kind: 'marker';
      readonly size: string;
      readonly max: number;
      readonly marker: string;
      readonly next: string;
      readonly truncated: string;
      readonly total?: string;
    }
  | {
      readonly kind: 'offset';
      readonly offset: string;
      readonly next: string;
      readonly size?: string;
      readonly max?: number;
      readonly total?: string;
      /** Path of the rows, where an answer as a whole is the item: none of them, or no next offset, is the end. */
      readonly rows?: string;
    }
  | {
      readonly kind: 'rows';
      readonly offset: string;
      readonly size: string;
      readonly max: number;
      readonly total: string;
    };

/** The whole list comes in one answer. */
export function single(facts: { total?: string } = {}): Paging {
  return { kind: 'single', ...facts };
}

/**
 * `MaxResults` / `NextToken`; with other names for the size (`PageSize`, `Length`, `Limit`) where the API has them.
 *
 * @example nextToken({ max: 100, total: 'TotalCount' })
 * @example nextToken({ max: 500, total: 'TotalCount', counts: true })
 */
export function nextToken(facts: {
  max: number;
  size?: string;
  token?: string;
  next?: string;
  total?: string;
  counts?: boolean;
  rows?: string;
}): Paging {
  return { kind: 'token', size: 'MaxResults', token: 'NextToken', next: 'NextToken', ...facts };
}

/**
 * `PageNumber` / `PageSize` and a total.
 *
 * @example pageNumber({ max: 50 })
 * @example pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] })
 */
export function pageNumber(facts: {
  max: number;
  page?: string;
  size?: string;
  total?: string;
  sizes?: readonly number[];
}): Paging {
  return { kind: 'page', page: 'PageNumber', size: 'PageSize', total: 'TotalCount', ...facts };
}

/**
 * Numbered pages with a flag that says whether another follows.
 *
 * @example pageFlag({ page: 'PageNum', max: 100, more: 'NextPage' })
 */
export function pageFlag(facts: { max: number; more: string; page?: string; size?: string; total?: string }): Paging {
  return { kind: 'flagged', page: 'PageNumber', size: 'PageSize', ...facts };
}

/**
 * Numbered pages of which nothing tells the last: the list ends with an empty page.
 *
 * @example pageUntilEmpty({ max: 100 })
 */
export function pageUntilEmpty(facts: { max: number; page?: string; size?: string; total?: string }): Paging {
  return { kind: 'open', page: 'PageNumber', size: 'PageSize', ...facts };
}

/**
 * `Marker` / `MaxItems` / `IsTruncated`, as RAM has it.
 *
 * @example marker({ max: 1000, size: 'max-keys', marker: 'marker', next: 'NextMarker' })
 */
export function marker(facts: {
  max: number;
  size?: string;
  marker?: string;
  next?: string;
  truncated?: string;
  total?: string;
}): Paging {
  return { kind: 'marker', size: 'MaxItems', marker: 'Marker', next: 'Marker', truncated: 'IsTruncated', ...facts };
}

/** `Offset` -> `NextOffset`, as the spot price history has it. */
export function nextOffset(
  facts: { offset?: string; next?: string; size?: string; max?: number; total?: string; rows?: string } = {},
): Paging {
  return { kind: 'offset', offset: 'Offset', next: 'NextOffset', ...facts };
}

/**
 * The number of rows to leave out, as Simple Log Service has it: the list ends where the rows are as many as the total.
 *
 * @example rowOffset({ max: 500 })
 */
export function rowOffset(facts: { max: number; offset?: string; size?: string; total?: string }): Paging {
  return { kind: 'rows', offset: 'offset', size: 'size', total: 'total', ...facts };
}
