/** What is in the queue: runs and their accounts, as references. No key of an account is in it that can be read there. */
import type * as BullMQ from 'bullmq';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { cronTimes } from '../../lib/cron';
import type { PlannedAccount, RunPart, RunPlan, RunTerms } from '../../lib/inspection';
import type { RunSummary } from '../../lib/model';
import { optional, redisAddress } from '../redis';

/** The name of the queue, and what all of its keys in Redis begin with. */
export const QUEUE = 'runs';
export const PREFIX = 'aliyun-inspection';

/** What somebody wants to have run. */
export interface RunRequest {
  /** A shipped template by its id, or a script by its path below the folder of scripts that every worker has. */
  readonly script: string;
  /** The id of its inspection. */
  readonly inspection: string;
  /** As `run()` takes them: asset ids, regions and parameters, no secrets. */
  readonly configs?: unknown;
  /** Somebody waits for it: it goes before what is scheduled, and its configs win over those of the workspace. */
  readonly byHand: boolean;
}

/** A run: it is planned, waits for its accounts, and is ended. */
export interface RunJob extends RunRequest {
  /** Accounts with their keys that a host has entered, see `sealAccounts`. */
  readonly sealed?: string;
  readonly plan?: RunPlan;
  /** Its accounts are in the queue. */
  readonly added?: true;
}

/** One account of a run. */
export interface AccountJob extends RunRequest {
  /** Of those, this one. */
  readonly sealed?: string;
  /** The id of the run's job. */
  readonly run: string;
  readonly terms: RunTerms;
  readonly account: PlannedAccount;
}

/** What came of a run that has ended. */
export type RunResult =
  | { readonly summary: RunSummary }
  | { readonly failure: { readonly code: string; readonly message: string } };

/** What an account's job leaves for the end of its run: text, an eighth as long as its JSON. */
export function packed(part: RunPart): string {
  return deflateRawSync(JSON.stringify(part)).toString('base64');
}

export function unpacked(text: string): RunPart {
  return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString('utf8')) as RunPart;
}

/** Of a start that is planned: the same for the queue, which makes it by itself, and for the hosts that wait for it. */
export const idOfSlot = (inspection: string, slot: number): string => `repeat:${inspection}:${slot}`;

export const idOfAccount = (run: string, n: number): string => `${run}.${n}`;

/** Ends of runs come first, then what people wait for. */
const PRIORITY = { run: 1, byHand: 10, scheduled: 100_000 };

export function priorityOfRun({ byHand }: RunRequest): number {
  return byHand ? PRIORITY.run : PRIORITY.run + 1;
}

/** The n-th accounts of all runs come before the next ones: a run of 500 does not keep a run of one waiting. */
export function priorityOfAccount({ byHand }: RunRequest, n: number): number {
  return (byHand ? PRIORITY.byHand : PRIORITY.scheduled) + n;
}

/** Cron as everywhere else. */
const repeatStrategy: BullMQ.RepeatStrategy = (instant, { pattern = '', tz = 'UTC' }) =>
  cronTimes(pattern, tz)?.after(instant, 1)[0]?.getTime();

export interface LoadedQueue {
  readonly bullmq: typeof BullMQ;
  readonly options: {
    readonly connection: { readonly url: string };
    readonly prefix: string;
    readonly settings: { readonly repeatStrategy: BullMQ.RepeatStrategy };
  };
}

/** Loaded by those alone who have a queue. @throws ConfigError that says how to install it */
export async function loadQueue(address: string, field: string): Promise<LoadedQueue> {
  const url = redisAddress(address, field);
  await optional('bullmq ioredis', field, () => import('ioredis'));
  const bullmq = await optional('bullmq ioredis', field, () => import('bullmq'));
  return { bullmq, options: { connection: { url }, prefix: PREFIX, settings: { repeatStrategy } } };
}
