import type { Language } from '../lib/model';
import type { History } from './history';
import type { Keys, Needs } from './keyring';
import type { Log } from './log';
import type { PlannedRun } from './queue/client';
import type { RunAs } from './run-as';
import type { Task } from './types';

/** What a function host is started with. */
export interface HostOptions {
  readonly history: History;
  /** Folder of the scripts. */
  readonly scripts: string;
  readonly versions: string;
  /** What inspections remember between runs, and the files of a run. */
  readonly stateDir: string;
  /** The address of the database that has what they remember; {@link stateDir} has it when absent. */
  readonly database?: string;
  /** The address of a Redis in which hosts share the rates of calls. */
  readonly limits?: string;
  readonly editable: boolean;
  readonly language: Language;
  readonly timeZone: string;
  readonly jitterSeconds: number;
  /** Runs at once. */
  readonly concurrency: number;
  /** Tasks that may wait here, or the address of the queue of many hosts whose workers do them. */
  readonly queue: number | string;
  /** What keys are sealed with on their way through that queue, in base64; workers get none without it. */
  readonly queueKey?: string | undefined;
  /** Of the heap of a run. */
  readonly memoryMiB: number;
  /** For a run that is told to stop, before it is killed. */
  readonly graceSeconds: number;
  /** For runs under way when the host stops, before they are told to. */
  readonly stopSeconds: number;
  /** Runs kept per function, and as many skips. */
  readonly keepTasks: number;
  /** Where events go: to the workspace of this host, or to what the environment says. */
  readonly guance: 'local' | 'environment';
  /** `paused`: shipped templates wait until somebody resumes them; `off`: they are not there. */
  readonly shipped: 'active' | 'paused' | 'off';
  readonly loadSeconds?: number;
  readonly retrySeconds?: number;
  readonly log: Log;
  /** Environment and accounts of a run, asked when it begins. */
  readonly keys: (needs: Needs) => Promise<Keys>;
  /** The user that runs belong to; that of the host when absent. */
  readonly runAs?: RunAs | undefined;
  /** A task has been queued, has begun or ended. */
  observe?(task: Task): void;
  /** What is scheduled has changed: for a queue that starts it by itself. */
  plan?(runs: readonly (PlannedRun & Pick<Needs, 'shipped' | 'accounts'>)[]): void;
  readonly now?: () => number;
}
