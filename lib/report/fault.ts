import { redact } from '../credentials/redact';
import { ReportError, isInspectionError } from '../errors';

/**
 * Why a destination did not take what it was sent. The first row passes by itself and is worth another try; the second
 * needs somebody to change something.
 */
export type FaultKind =
  | 'rate-limit'
  | 'server'
  | 'network'
  | 'shape'
  | 'redirect'
  | 'key'
  | 'not-found'
  | 'too-large'
  | 'refused';

const PASSING: readonly FaultKind[] = ['rate-limit', 'server', 'network', 'shape', 'redirect'];

export interface FaultFacts {
  readonly httpStatus?: number;
  /** The destination's own code. */
  readonly errorCode?: string;
  readonly retryAfterMs?: number;
}

/** A ReportError that says what kind of failure it is; the message is stripped of secrets. */
export function fault(kind: FaultKind, message: string, facts: FaultFacts = {}): ReportError {
  return new ReportError(redact(message), { retryable: PASSING.includes(kind), context: { kind, ...facts } });
}

/** The same failure as one that keeps events waiting: what failed was not the sending of them. */
export function waits(error: unknown): unknown {
  if (!isInspectionError(error, 'report') || error.retryable) return error;
  return new ReportError(error.message, { retryable: true, context: error.context });
}

/** The kind of a {@link fault}, `undefined` for any other thrown value. */
export function faultKind(error: unknown): FaultKind | undefined {
  return isInspectionError(error, 'report') ? (error.context.kind as FaultKind | undefined) : undefined;
}

/** What an HTTP status stands for; `undefined` for success. */
export function kindOfStatus(status: number): FaultKind | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return 'key';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limit';
  if (status === 408 || status === 425) return 'server';
  return status < 500 && status >= 400 ? 'refused' : 'server';
}
