import { createHash } from 'node:crypto';
import { isInspectionError, messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import { faultKind, type FaultKind } from './fault';
import type { Delivery } from './reporter';

/**
 * Sends events in order, so many at a time, and sorts out what became of them.
 *
 * - What throws a passing fault (rate limit, 5xx, network, no time left) ends the delivery: the rest stays.
 * - What is refused as too large or malformed is halved until the culprit stands alone: only that one is rejected.
 * - Any other refusal rejects the batch.
 *
 * @param batches the events, cut by {@link inBatches} or one by one
 * @param send resolves when the destination has accepted all of them
 * @throws what `send` throws and is no ReportError or StoppedError: a defect
 */
export async function deliverInOrder(
  batches: readonly (readonly InspectionEvent[])[],
  send: (batch: readonly InspectionEvent[]) => Promise<void>,
): Promise<Delivery> {
  const accepted: string[] = [];
  const rejected: { id: string; reason: string }[] = [];
  const waiting = [...batches];
  for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
    try {
      await send(batch);
      accepted.push(...batch.map((event) => event.id));
    } catch (error) {
      if (!isInspectionError(error)) throw error;
      if (error.code !== 'report' || error.retryable) return { accepted, rejected, ...delayOf(error) };
      const kind = faultKind(error);
      if (batch.length > 1 && (kind === 'too-large' || kind === 'refused')) {
        const half = Math.ceil(batch.length / 2);
        waiting.unshift(batch.slice(0, half), batch.slice(half));
        continue;
      }
      rejected.push(...batch.map(({ id }) => ({ id, reason: messageOf(error) })));
    }
  }
  return { accepted, rejected };
}

/** What may be gone in a moment; a redirect or a login page is there until somebody changes something. */
const SOON: readonly (FaultKind | undefined)[] = ['rate-limit', 'server', 'network'];
/** When a destination says that it is too much, and not for how long. */
const BREATHER_MS = 1_000;

/** What a passing fault makes of the rest of a delivery. */
export function delayOf(error: unknown): Pick<Delivery, 'problem' | 'retryAfterMs'> {
  const problem = messageOf(error);
  const kind = faultKind(error);
  if (!SOON.includes(kind) || !isInspectionError(error)) return { problem };
  const { retryAfterMs } = error.context as { retryAfterMs?: number };
  return { problem, retryAfterMs: retryAfterMs ?? (kind === 'rate-limit' ? BREATHER_MS : 0) };
}

/** A key for a request with these events: the same for the same events, so that a repetition can be recognised. */
export function batchKey(batch: readonly Pick<InspectionEvent, 'id'>[]): string {
  const [first] = batch;
  if (first && batch.length === 1) return first.id;
  return createHash('sha256')
    .update(batch.map((event) => event.id).join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Cuts a list into batches of at most `count` entries and `bytes` bytes. An entry that is larger than `bytes` by itself
 * stands alone.
 *
 * @example inBatches(lines, { count: 100, bytes: 1_048_576, size: (line) => Buffer.byteLength(line) })
 */
export function inBatches<T>(
  entries: readonly T[],
  limit: { readonly count: number; readonly bytes: number; size(entry: T): number },
): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = limit.size(entry);
    if (batch.length > 0 && (batch.length >= limit.count || bytes + size > limit.bytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
