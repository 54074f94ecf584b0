/**
 * A function platform as it was seen: tasks wait in queues, workers are processes that take one at a time, each way of calling
 * has its limits, and whoever asks a worker that was killed hears nothing until its own limit.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFunc, type Done, type Started, type Task } from './worker';

// It has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { load } = require('js-yaml') as { load: (text: string) => unknown };

/** Seconds, of each way of calling: how long a function may run, and which queue it waits in. */
const WAYS = {
  api: { queue: 1, timeout: 35, origin: 'syncAPI', editor: false },
  cron: { queue: 2, timeout: 35, origin: 'cronJob', editor: false },
  /** The editor ends everything after a minute, whatever the function says. */
  editor: { queue: 5, timeout: 60, origin: 'direct', editor: true },
} as const;

export interface ServerOptions {
  readonly folder: string;
  readonly store: string;
  readonly env: Readonly<Record<string, string>>;
  /** The queues that each worker process takes from. */
  readonly workers: readonly (readonly number[])[];
  /** Scripts of users, by id. */
  readonly scripts?: Readonly<Record<string, string>>;
  readonly worker?: Readonly<Record<string, string>>;
  /** How long a caller waits beyond the function's own time, in milliseconds. */
  readonly patienceMs?: number;
}

export interface Call {
  readonly func: string;
  readonly way: keyof typeof WAYS;
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Of the function, where the set does not list it; seconds. */
  readonly timeout?: number;
}

export interface Answer extends Partial<Done> {
  readonly status: 'success' | 'failure' | 'timeout' | 'EWorkerNoResponse';
  /** From the call until a worker took it, and until it ended, in milliseconds. */
  readonly waitedMs: number;
  readonly tookMs: number;
}

interface Waiting {
  readonly call: Call;
  readonly queue: number;
  readonly timeout: number;
  readonly since: number;
  take(worker: Started | undefined, waitedMs: number): void;
}

export class FuncServer {
  /** Functions in the order in which workers took them, and what inspections held then, this one among them. */
  readonly taken: { readonly func: string; readonly worker: number; readonly inspecting: number }[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly busy = new Map<number, Started>();
  private readonly holding = new Map<number, string>();
  private readonly funcs = new Map<string, { readonly timeout?: number; readonly queue?: number }>();

  constructor(private readonly options: ServerOptions) {
    const meta = load(readFileSync(join(options.folder, 'META.yaml'), 'utf8')) as {
      scriptSets: { scripts: { funcs: { id: string; extraConfigJSON: string }[] }[] }[];
    };
    for (const { id, extraConfigJSON } of meta.scriptSets.flatMap((set) => set.scripts.flatMap(({ funcs }) => funcs))) {
      this.funcs.set(id, JSON.parse(extraConfigJSON) as object);
    }
  }

  /** What the function itself says goes before what its way of being called says; in the editor, nothing does. */
  async call(call: Call): Promise<Answer> {
    const way = WAYS[call.way];
    const own = this.funcs.get(call.func) ?? {};
    const timeout = way.editor ? way.timeout : (call.timeout ?? own.timeout ?? way.timeout);
    const queue = own.queue ?? way.queue;
    const since = Date.now();
    return new Promise((resolve) => {
      const take = (worker: Started | undefined, waitedMs: number) => {
        const settle = (answer: Pick<Answer, 'status'> & Partial<Done>) =>
          resolve({ ...answer, waitedMs, tookMs: Date.now() - since });
        worker?.done.then(
          (done) => {
            const ended = done.type === 'TaskTimeout' ? 'timeout' : 'failure';
            settle({ ...done, status: done.error === undefined ? 'success' : ended });
          },
          // Nobody is there to say that nobody is there.
          () => setTimeout(() => settle({ status: 'EWorkerNoResponse' }), this.options.patienceMs ?? 1000),
        );
      };
      this.waiting.push({ call, queue, timeout, since, take });
      this.pump();
    });
  }

  /** Kills all workers that have a task; others take their place. */
  kill(): void {
    for (const worker of this.busy.values()) worker.kill();
  }

  /** Takes nothing more, and ends what is under way. */
  close(): void {
    this.waiting.length = 0;
    this.kill();
  }

  private pump(): void {
    for (const [index, queues] of this.options.workers.entries()) {
      if (this.busy.has(index)) continue;
      const next = this.waiting.findIndex(({ queue }) => queues.includes(queue));
      const [waiting] = next < 0 ? [] : this.waiting.splice(next, 1);
      if (!waiting) continue;
      const started = startFunc(this.taskOf(waiting));
      this.busy.set(index, started);
      this.holding.set(index, waiting.call.func);
      const inspecting = [...this.holding.values()].filter((func) => this.funcs.has(func)).length;
      this.taken.push({ func: waiting.call.func, worker: index, inspecting });
      waiting.take(started, Date.now() - waiting.since);
      const free = () => {
        this.busy.delete(index);
        this.holding.delete(index);
        this.pump();
      };
      started.done.then(free, free);
    }
  }

  private taskOf({ call, timeout }: Waiting): Task {
    const { folder, store, env, scripts, worker } = this.options;
    const { origin, editor } = WAYS[call.way];
    const kwargs = call.kwargs ?? {};
    return { folder, store, env, scripts, worker, func: call.func, kwargs, timeout, origin, editor };
  }
}
