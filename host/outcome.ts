/** What became of a run: as its script told, as its process ended, as it was told to stop. */
import type { RunSummary } from '../lib/model';
import type { Ending } from './process';
import type { Report } from './runner';
import type { Task } from './types';

/** What a run tells at its end. */
export type Told = Extract<Report, { kind: 'result' | 'failure' }>;
export type Outcome = Pick<Task, 'status' | 'result' | 'error'>;

export const CANCELLED = { code: 'cancelled', message: 'it was cancelled' };

/** What is known when the process of a run has ended. */
export interface Ended {
  readonly origin: Task['origin'];
  readonly told: Told | undefined;
  readonly ending: Ending;
  /** Why it was told to stop, if it was. */
  readonly stopping: 'cancelled' | 'timeout' | undefined;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
}

export function outcomeOf({ origin, told, ending, stopping, timeoutSeconds, memoryMiB }: Ended): Outcome {
  const returned = told?.kind === 'result' ? told.result : undefined;
  const result = isSummary(returned) ? { result: returned } : {};
  if (stopping === 'cancelled') return { status: 'cancelled', ...result, error: CANCELLED };
  if (stopping === 'timeout') {
    const message = `it did not end within ${timeoutSeconds} s`;
    return { status: 'timeout', ...result, error: { code: 'timeout', message } };
  }
  if (told?.kind === 'result') {
    if (isSummary(returned)) return { status: 'success', ...result };
    const message = 'run() did not return a summary: return what the run() of defineInspection returns';
    return { status: 'failure', error: { code: 'result', message } };
  }
  if (told?.kind === 'failure') {
    const { code, message } = told;
    const held = code === 'locked' && origin === 'cron';
    return { status: held ? 'skip' : 'failure', error: { code, message } };
  }
  const last = ending.lastLine === '' ? '' : `: ${ending.lastLine}`;
  const error = ending.outOfMemory
    ? { code: 'memory', message: `it took more than the ${memoryMiB} MiB of memory that a run has (memoryMiB)` }
    : ending.signal
      ? { code: 'killed', message: `its process was ended by ${ending.signal}${last}` }
      : { code: 'exited', message: `its process ended with ${ending.code} before the run did${last}` };
  return { status: 'failure', error };
}

/** Scripts are free to return anything; what is kept and counted has to be a summary. */
function isSummary(value: unknown): value is RunSummary {
  const { inspection, collections, notes, complete, assets, calls, events, findings, verdicts } = Object(
    value,
  ) as Partial<RunSummary>;
  const numbers = [calls, events, findings, verdicts].map((one): unknown[] => Object.values(Object(one) as object));
  return (
    typeof inspection === 'string' &&
    Array.isArray(collections) &&
    Array.isArray(notes) &&
    typeof complete === 'boolean' &&
    numbers.every((values) => values.length > 0) &&
    [assets, ...numbers.flat()].every((one) => Number.isFinite(one))
  );
}
