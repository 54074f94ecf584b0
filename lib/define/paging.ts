/**
 * How an action hands out a long list: seven dialects, declared as facts. `lib/aliyun/paging` walks them.
 * `size` names the page-size parameter and `max` is the largest value that the API documents.
 */
export type Paging =
  | { readonly kind: 'single' }
  | {
      readonly kind: 'token';
      readonly size: string;
      readonly max: number;
      /** The request parameter, and the path of the next token in the answer. */
      readonly token: string;
      readonly next: string;
      /** A total that the API documents as meaningful in this mode. */
      readonly total?: string;
    }
  | {
      readonly kind: 'page';
      readonly page: string;
      readonly size: string;
      readonly max: number;
      /** Path of the total number of rows. */
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
    }
  | {
      readonly kind: 'marker';
      readonly size: string;
      readonly max: number;
      readonly marker: string;
      readonly next: string;
      readonly truncated: string;
    }
  | {
      readonly kind: 'offset';
      readonly offset: string;
      readonly next: string;
      readonly size?: string;
      readonly max?: number;
      /** Path of the rows, where an answer as a whole is the item: none of them, or no next offset, is the end. */
      readonly rows?: string;
    };

/** The whole list comes in one answer. */
export function single(): Paging {
  return { kind: 'single' };
}

/**
 * `MaxResults` / `NextToken`; with other names for the size (`PageSize`, `Length`, `Limit`) where the API has them.
 *
 * @example nextToken({ max: 500 })
 */
export function nextToken(facts: {
  max: number;
  size?: string;
  token?: string;
  next?: string;
  total?: string;
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
export function pageUntilEmpty(facts: { max: number; page?: string; size?: string }): Paging {
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
}): Paging {
  return { kind: 'marker', size: 'MaxItems', marker: 'Marker', next: 'Marker', truncated: 'IsTruncated', ...facts };
}

/** `Offset` -> `NextOffset`, as the spot price history has it. */
export function nextOffset(
  facts: { offset?: string; next?: string; size?: string; max?: number; rows?: string } = {},
): Paging {
  return { kind: 'offset', offset: 'Offset', next: 'NextOffset', ...facts };
}
