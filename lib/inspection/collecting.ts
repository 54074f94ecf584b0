/** How a collector or a metric is faring while it is read, and what is told of it in the end. */
import type { Tally } from '../aliyun';
import type { InspectionError } from '../errors';
import type { AccountRef, CollectionStatus, CollectionSummary, OddField } from '../model';

/** How one collector or metric is faring. */
export interface Collecting {
  readonly id: string;
  readonly tally: Tally;
  assets: number;
  /** Problems that leave something unread, first one first. */
  readonly faults: InspectionError[];
  /** Fields that could not be read, by their message: the list is whole without them. */
  readonly odd: Map<string, OddField>;
  /** Whether any page or batch was answered: what is refused after that is there. */
  answered: boolean;
  /** Whether the product is not in this region. */
  unsupported: boolean;
  /** Of a metric: points came, if only such as cannot be read. */
  came?: boolean;
}

export function collecting(id: string): Collecting {
  return { id, tally: { calls: 0 }, assets: 0, faults: [], odd: new Map(), answered: false, unsupported: false };
}

function statusOf(c: Collecting): CollectionStatus {
  if (c.unsupported) return 'unsupported';
  if (c.faults.length === 0) return malformedOf(c).length > 0 ? 'partial' : 'complete';
  if (!c.answered && c.faults.every(({ code }) => code === 'service-not-open')) return 'not-opened';
  return c.assets > 0 || c.came ? 'partial' : 'failed';
}

/** What is wrong with fields; a value never heard of is none of it, as it was read. */
function malformedOf({ odd }: Collecting): string[] {
  return [...odd].flatMap(([message, { problem }]) => (problem === 'malformed' ? [message] : []));
}

export function reasonOf(c: Collecting): string {
  const [first, ...others] = [...new Set([...c.faults.map((fault) => fault.message), ...malformedOf(c)])];
  return `${first ?? 'unknown reason'}${others.length ? ` (and ${others.length} more)` : ''}`;
}

export function summaryOf(c: Collecting, account: AccountRef, region: string): CollectionSummary {
  const status = statusOf(c);
  return {
    collector: c.id,
    account: account.id,
    accountName: account.name,
    region,
    status,
    ...(status === 'complete' ? {} : { reason: reasonOf(c) }),
    assets: c.assets,
    calls: c.tally.calls,
    ...(c.odd.size > 0 ? { odd: [...c.odd.values()] } : {}),
  };
}
