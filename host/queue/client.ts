/** Puts runs into the queue that many workers share, and waits for what comes of them. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'bullmq';
import { isEqual, sortBy } from 'lodash';
import { InspectionError, StateError, type ErrorCode } from '../../lib/errors';
import type { RunSummary } from '../../lib/model';
import {
  idOfSlot,
  loadQueue,
  priorityOfRun,
  QUEUE,
  type AccountJob,
  type RunJob,
  type RunRequest,
  type RunResult,
} from './jobs';

/** How often it is looked whether a run has ended. */
const LOOK_MS = 500;
/** For so long a Redis may be away while somebody waits for a run. */
const AWAY_MS = 120_000;
/** For how long, and how many, runs that have ended can be looked up. */
const KEPT = { age: 86_400, count: 1000 };
/** A failure of the database or of the queue is tried so often. */
export const ATTEMPTS = 3;
export const BACKOFF = { type: 'exponential', delay: 5000 };

/** A schedule that no host renews any more ends after this. */
const PLANNED_MS = 2 * 86_400_000;
/** Nearer than this to its next start a schedule is not touched, so that the start is not lost. */
const NEAR_MS = 5000;

/** When an inspection starts by itself. */
export interface PlannedRun {
  readonly script: string;
  readonly inspection: string;
  /** Five-field cron. */
  readonly schedule: string;
  readonly timeZone: string;
}

/** A run that is in the queue. */
export interface QueuedRun {
  readonly id: string;
  /** How many of its accounts are done; of none before it is planned. */
  progress(): Promise<{ readonly done: number; readonly total: number }>;
  /** What is under way ends; what has not begun is left out. */
  cancel(): Promise<void>;
  /**
   * Waits for its end.
   *
   * @throws InspectionError as the run has, such as `locked`; StateError when the queue has forgotten it
   */
  ended(): Promise<RunSummary>;
}

/** What a worker does now. */
interface QueueUnit {
  readonly inspection: string;
  /** Absent: the plan or the end of the run. */
  readonly account?: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** 1 for the first one. */
  readonly attempt: number;
  /** Machine and process. */
  readonly worker: string;
}

/** What there is in the queue now. */
export interface QueueCounts {
  /** Jobs that wait for a worker: runs to be planned or ended, and accounts. */
  readonly waiting: number;
  readonly active: number;
  /** Those that are tried again later. */
  readonly delayed: number;
  /** Those that were given up, as far as they are remembered. */
  readonly failed: number;
  /** Runs whose accounts are under way. */
  readonly runs: number;
  /** Schedules that the queue has. */
  readonly planned: number;
  readonly workers: number;
  /** The longest first. */
  readonly underWay: readonly QueueUnit[];
}

export interface RunQueue {
  /**
   * @param slot the time for which it is planned, ISO 8601: it begins once, and all hosts that ask hear what came of it
   * @param sealing seals the keys that workers need, for the job of that id
   * @throws StateError `locked` when a run of the inspection is in the queue
   */
  add(request: RunRequest, slot?: string, sealing?: (job: string) => string): Promise<QueuedRun>;
  /** Has the queue start a run at its times, once for all hosts, also while none of them is up; renewed from time to time. */
  plan(run: PlannedRun): Promise<void>;
  unplan(inspection: string): Promise<void>;
  counts(): Promise<QueueCounts>;
  close(): Promise<void>;
}

/**
 * Opens the queue in a Redis 6.2 or later, or Valkey.
 *
 * @param address `redis://user:password@host:6379/0`; `rediss://` for TLS
 * @throws ConfigError for what is no such address, or without the packages
 * @example
 * const queue = await openQueue('redis://127.0.0.1:6379', 'queue');
 * const run = await queue.add({ script: 'ecs', inspection: 'ecs', byHand: true });
 * const summary = await run.ended();
 */
export async function openQueue(address: string, field: string): Promise<RunQueue> {
  const { bullmq, options } = await loadQueue(address, field);
  const queue = new bullmq.Queue<RunJob, RunResult>(QUEUE, options);
  // Whoever asks is told.
  queue.on('error', () => undefined);
  return {
    async add(request, slot, sealing) {
      const jobId = slot === undefined ? randomUUID() : idOfSlot(request.inspection, Date.parse(slot));
      const deduplication = { id: request.inspection };
      const data = { ...request, ...(sealing ? { sealed: sealing(jobId) } : {}) };
      const job = await queue.add('run', data, { jobId, deduplication, ...optionsOf(request) });
      if (job.id !== jobId) {
        throw new StateError(`inspection ${request.inspection} is already running (in the queue); this run stops`, {
          code: 'locked',
        });
      }
      const find = () => queue.getJob(jobId);
      return { id: jobId, ...handleOf(find) };
    },
    async plan({ schedule: pattern, timeZone: tz, script, inspection }) {
      const now = Date.now();
      const data: RunRequest = { script, inspection, byHand: false };
      const there = await queue.getJobScheduler(inspection);
      if (there?.next !== undefined) {
        const same = there.pattern === pattern && there.tz === tz && isEqual(there.template?.data, data);
        const due = there.next < now ? await queue.getJob(idOfSlot(inspection, there.next)) : undefined;
        const goesOn = there.next >= now || (due !== undefined && due.finishedOn === undefined);
        if (goesOn && same && (there.endDate ?? 0) > now + PLANNED_MS / 2) return;
        // What is due, or about to be, would be taken out with the old schedule: the next look will do.
        if (goesOn && there.next < now + NEAR_MS) return;
      }
      const repeat = { pattern, tz, endDate: now + PLANNED_MS };
      await queue.upsertJobScheduler(inspection, repeat, { name: 'run', data, opts: optionsOf(data) });
    },
    async unplan(inspection) {
      await queue.removeJobScheduler(inspection);
    },
    async counts() {
      const names = ['wait', 'prioritized', 'active', 'delayed', 'failed', 'waiting-children'] as const;
      const counts = await queue.getJobCounts(...names);
      const of = (name: (typeof names)[number]) => counts[name] ?? 0;
      const planned = await queue.getJobSchedulersCount();
      const active = await queue.getJobs(['active']);
      return {
        waiting: of('wait') + of('prioritized'),
        active: of('active'),
        // The next start of each schedule is delayed, too.
        delayed: Math.max(0, of('delayed') - planned),
        failed: of('failed'),
        runs: of('waiting-children'),
        planned,
        workers: await queue.getWorkersCount(),
        underWay: sortBy(active.filter(Boolean).map(unitOf), ({ since }) => since),
      };
    },
    close: () => queue.close(),
  };
}

function unitOf({ data, processedOn, timestamp, attemptsMade, stalledCounter, processedBy }: Job<AnyData>): QueueUnit {
  return {
    inspection: data.inspection,
    ...('account' in data ? { account: data.account.name } : {}),
    since: processedOn ?? timestamp,
    attempt: attemptsMade + stalledCounter + 1,
    worker: processedBy ?? '',
  };
}

function optionsOf(request: RunRequest) {
  return {
    priority: priorityOfRun(request),
    attempts: ATTEMPTS,
    backoff: BACKOFF,
    removeOnComplete: KEPT,
    removeOnFail: KEPT,
  };
}

type AnyData = RunJob | AccountJob;
type Found = () => Promise<Job<RunJob, RunResult> | undefined>;

function handleOf(find: Found): Omit<QueuedRun, 'id'> {
  let cancelled = false;
  return {
    async progress() {
      const job = await find();
      const total = job?.data.plan?.accounts.length ?? 0;
      if (!job || total === 0) return { done: 0, total };
      const { unprocessed = 0 } = await job.getDependenciesCount({ unprocessed: true });
      return { done: job.data.added ? total - unprocessed : 0, total };
    },
    async cancel() {
      const job = await find();
      if (!job) return;
      cancelled = true;
      await job.updateProgress({ cancelled: true });
      if (!job.data.plan) await job.remove().catch(() => undefined);
      else await job.removeUnprocessedChildren();
    },
    async ended() {
      for (let heard = Date.now(); ; await sleep(LOOK_MS)) {
        const found = await find().then(
          (job) => ({ job }),
          (error: unknown) => {
            if (Date.now() - heard > AWAY_MS) throw new StateError('the queue cannot be reached', { cause: error });
          },
        );
        if (!found) continue;
        heard = Date.now();
        const { job } = found;
        if (!job && cancelled) {
          throw new InspectionError('the run was taken out of the queue before it began', { code: 'cancelled' });
        }
        if (!job) {
          throw new StateError('the queue does not know the run any more: its Redis has lost it, or it ended long ago');
        }
        if (job.finishedOn === undefined) continue;
        const result = job.returnvalue as RunResult | null;
        if (result === null || result === undefined) throw new StateError(`the run failed: ${job.failedReason}`);
        if ('summary' in result) return result.summary;
        const { code, message } = result.failure;
        throw new InspectionError(message, { code: code as ErrorCode });
      }
    },
  };
}

/** Whether somebody has cancelled a run. */
export function isCancelled({ progress }: Pick<Job, 'progress'>): boolean {
  return typeof progress === 'object' && progress !== null && 'cancelled' in progress;
}
