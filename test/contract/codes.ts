import type { ErrorCode } from '../../lib/errors';
import listed from './codes.json';

/**
 * The error codes that Alibaba Cloud documents, by action (`ecs:DescribeDisks`) or for all actions of a product
 * (`kms:*`), each with its HTTP status and with what it means here. An action without any documents none, or
 * was added since and has not been looked up: then the codes that all products share are what is known of it.
 *
 * Taken from the official OpenAPI metadata (2024-06, of later actions 2025-12) and, where it lists none for a product, from the error tables of the
 * official documentation (2021-07, NAS 2019-09). Facts only: codes, statuses; the meanings are ours.
 */
const LISTED = listed as Readonly<
  Record<string, Readonly<Partial<Record<ErrorCode, Readonly<Record<string, readonly string[]>>>>>>
>;

export interface DocumentedCode {
  readonly product: string;
  readonly code: string;
  readonly status: number;
  readonly means: ErrorCode;
}

export interface Documented {
  /** As in the list: an action, or all of a product. */
  readonly of: string;
  /** The actions that it speaks of, as far as they are listed. */
  readonly actions: readonly string[];
  readonly codes: readonly DocumentedCode[];
}

export const DOCUMENTED: readonly Documented[] = Object.entries(LISTED).map(([of, meanings]) => {
  const [product = '', action] = of.split(':');
  return {
    of,
    actions: action === '*' ? Object.keys(LISTED).filter((key) => key.startsWith(`${product}:`)) : [of],
    codes: Object.entries(meanings).flatMap(([means, statuses]) =>
      Object.entries(statuses).flatMap(([status, codes]) =>
        codes.map((code) => ({ product, code, status: Number(status), means: means as ErrorCode })),
      ),
    ),
  };
});
