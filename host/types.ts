/** What a function host does, as its HTTP API and its console see it. Times are ISO 8601. */
import type { Param } from '../lib/define';
import type { RunSummary, Text } from '../lib/model';

/** A script file that the host has loaded: a shipped template, or one of the scripts folder. */
export interface Script {
  /** `ecs`, or the file's path below the scripts folder without its ending, such as `team/ecs-daily`. */
  readonly id: string;
  readonly origin: 'shipped' | 'own';
  /** Below the scripts folder; absent for a shipped one. */
  readonly file?: string;
  /** Why it could not be loaded; the version before, if there was one, goes on. */
  readonly problem?: string;
  readonly functionIds: readonly string[];
  readonly updatedAt: string;
  /** There is a draft that has not been published. */
  readonly hasDraft: boolean;
}

/** A text of an own script that was published. */
export interface ScriptVersion {
  /** From 1 on. */
  readonly number: number;
  readonly at: string;
  /** Who published it; empty: the file was changed by other means. */
  readonly who: string;
}

/** What the compiler has against a script. */
export interface ScriptProblem {
  /** From 1 on, as is the column. */
  readonly line: number;
  readonly column: number;
  /** In UTF-16 units. */
  readonly length: number;
  readonly message: string;
}

/** What could be written at some place of a script. */
export interface ScriptWord {
  readonly label: string;
  /** As TypeScript says it: `property`, `function`, `const`, … */
  readonly kind: string;
}

/** A checker of an inspection, with its values there. */
export interface FunctionChecker {
  readonly id: string;
  readonly title: Text;
  readonly params: Readonly<Record<string, Param>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `unknown`: what a script calls is not known, such as of an object of one's own; `too-long`: no session policy holds it. */
export type Narrowing = 'narrowed' | 'unknown' | 'too-long';

/** What can be called: an inspection's `run`. */
export interface HostFunction {
  /** `<script>.run`. */
  readonly id: string;
  readonly scriptId: string;
  /** The inspection's id. */
  readonly inspection: string;
  readonly title: Text;
  readonly doc: Text;
  /** `run(configs=None, regions=None, params=None)` */
  readonly definition: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly timeoutSeconds: number;
  /** The accounts whose keys its runs get: those that its script names, `@host` for the keys of the machine. */
  readonly accounts?: readonly string[];
  /** Whether keys of a role's session can be narrowed to what its checkers read; else why not. */
  readonly narrowing?: Narrowing;
  readonly checkers: readonly FunctionChecker[];
  readonly trigger: Trigger;
  readonly lastTask?: Task;
}

/** The automatic trigger of a function. */
export interface Trigger {
  /** Five-field cron. */
  readonly schedule: string;
  readonly timeZone: string;
  readonly paused: boolean;
  /** When it was resumed, where that was since the host started. */
  readonly since?: string;
  /** The next three starts; empty when paused. */
  readonly next: readonly string[];
}

export type TaskStatus = 'queued' | 'running' | 'success' | 'failure' | 'timeout' | 'skip' | 'cancelled';

/** One call of a function. */
export interface Task {
  readonly id: string;
  readonly functionId: string;
  readonly inspection: string;
  readonly origin: 'cron' | 'manual' | 'api' | 'draft';
  readonly status: TaskStatus;
  readonly queuedAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** 0 to 1 while it runs, when it is known. */
  readonly progress?: number;
  readonly result?: RunSummary;
  /** Of a failure, a timeout or a skip. */
  readonly error?: { readonly code: string; readonly message: string };
}

export interface TaskFilter {
  readonly functionId?: string;
  readonly status?: TaskStatus;
  /** Newest first; 50 by default, at most 500. */
  readonly limit?: number;
  /** Tasks queued before the one of this id. */
  readonly before?: string;
}

/** A line of a run's log: what a script prints is one text, what a host or a run says is in both languages. */
export type LogLine = string | Text;

/** What happens in a task, while it happens. */
export type TaskEvent =
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'change'; readonly task: Task };

/** The function host: scripts, their functions, triggers and tasks. Failures are `ConfigError` by default. */
export interface FunctionHost {
  readonly editable: boolean;
  scripts(): readonly Script[];
  /** @returns the text, and the draft if there is one */
  source(scriptId: string): { readonly published: string; readonly draft?: string };
  /** Writes the draft of a script, of a new one too. */
  saveDraft(scriptId: string, text: string): Promise<Script>;
  /** Makes the draft the script, and its functions callable. @param who publishes it */
  publish(scriptId: string, who?: string): Promise<Script>;
  /** Published texts of an own script, newest first. */
  versions(scriptId: string): readonly ScriptVersion[];
  /** The text of one of them. */
  version(scriptId: string, number: number): string;
  /** What the compiler has against a text of a script, in the order of its lines. */
  check(scriptId: string, text: string): Promise<readonly ScriptProblem[]>;
  /** What could stand at a place of a text. @param at in UTF-16 units from the beginning */
  complete(scriptId: string, text: string, at: number): Promise<readonly ScriptWord[]>;
  removeScript(scriptId: string): Promise<void>;
  functions(): readonly HostFunction[];
  /** Queues a call. @param configs what `run()` takes */
  call(functionId: string, options: { readonly configs?: unknown; readonly origin: Task['origin'] }): Task;
  /** Runs the draft of a script once, without publishing it. */
  callDraft(scriptId: string, configs?: unknown): Task;
  /** Waits until a task has ended, at most so long. @returns the task as it is then */
  wait(taskId: string, seconds: number): Promise<Task>;
  task(taskId: string): Task | undefined;
  logs(taskId: string): readonly LogLine[];
  tasks(filter?: TaskFilter): readonly Task[];
  cancel(taskId: string): Promise<Task>;
  /** @returns a function that stops listening */
  listen(taskId: string, listener: (event: TaskEvent) => void): () => void;
  pause(functionId: string): HostFunction;
  resume(functionId: string): HostFunction;
  close(): Promise<void>;
}
