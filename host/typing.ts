/** What TypeScript says of a script while it is written: in a thread of its own, which ends when nobody writes. */
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StateError } from '../lib/errors';
import type { ScriptProblem, ScriptWord } from './types';
import type { Asked, Question } from './typing-worker';

/** Compiled, in a checkout as in the package: a thread has no compiler of ours. */
const WORKER = join(dirname(require.resolve('aliyun-inspection/package.json')), 'dist', 'host', 'typing-worker.js');
/** TypeScript holds what a script imports. */
const MEMORY_MIB = 1024;
const IDLE_MS = 120_000;
/** The first question waits for TypeScript to read the library. */
const ANSWER_MS = 60_000;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

export class Typing {
  private worker: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  private readonly idleMs: number;
  private readonly program: string;

  /**
   * @param folder of the scripts
   * @param options.idleMs without a question, until what TypeScript holds is given back
   * @param options.worker the program of the thread
   */
  constructor(
    private readonly folder: string,
    { idleMs = IDLE_MS, worker = WORKER }: { readonly idleMs?: number; readonly worker?: string } = {},
  ) {
    this.idleMs = idleMs;
    this.program = worker;
  }

  /** What is wrong with a text, in the order of its lines. @param file below the scripts folder */
  check(file: string, text: string): Promise<readonly ScriptProblem[]> {
    return this.ask({ kind: 'check', file: join(this.folder, file), text }) as Promise<readonly ScriptProblem[]>;
  }

  /** What could stand at a place. @param at in UTF-16 units from the beginning */
  complete(file: string, text: string, at: number): Promise<readonly ScriptWord[]> {
    return this.ask({ kind: 'complete', file: join(this.folder, file), text, at }) as Promise<readonly ScriptWord[]>;
  }

  /** Whether the thread is there, with the memory that it takes. */
  get running(): boolean {
    return this.worker !== undefined;
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    await this.end(new StateError('the host is ending'));
  }

  private ask(question: Question): Promise<unknown> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    const number = ++this.asked;
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(
        () => void this.end(new StateError(`TypeScript did not answer within ${ANSWER_MS / 1000} s`)),
        ANSWER_MS,
      );
      timer.unref();
      this.waiting.set(number, { resolve, reject, timer });
      worker.postMessage({ ...question, number } satisfies Asked);
    });
  }

  private start(): Worker {
    // It needs nothing of the host's environment, where secrets are.
    const worker = new Worker(this.program, { env: {}, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB } });
    worker.unref();
    worker.on('message', ({ number, answer, problem }: { number: number; answer: unknown; problem?: string }) => {
      const one = this.waiting.get(number);
      if (!one) return;
      this.waiting.delete(number);
      clearTimeout(one.timer);
      if (problem === undefined) one.resolve(answer);
      else one.reject(new StateError(problem));
      if (this.waiting.size > 0) return;
      this.idle = setTimeout(() => void this.end(new StateError('nobody asks any more')), this.idleMs);
      this.idle.unref();
    });
    worker.on('error', (error: Error) => void this.end(new StateError(`TypeScript stopped: ${error.message}`), worker));
    return worker;
  }

  private async end(why: Error, which = this.worker): Promise<void> {
    if (which === undefined || which !== this.worker) return;
    this.worker = undefined;
    for (const one of this.waiting.values()) {
      clearTimeout(one.timer);
      one.reject(why);
    }
    this.waiting.clear();
    await which.terminate();
  }
}
