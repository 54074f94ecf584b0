/** The tasks of a host: they wait for their turn, run in processes of their own, and are kept. */
import { randomUUID } from 'node:crypto';
import { omit } from 'lodash';
import { ConfigError, isInspectionError, messageOf } from '../lib/errors';
import type { Needs } from './keyring';
import { Lines } from './lines';
import type { HostOptions } from './options';
import { CANCELLED, outcomeOf, type Outcome, type Told } from './outcome';
import { startRunner, type Runner } from './process';
import type { Source } from './scripts';
import type { LogLine, Task, TaskEvent, TaskFilter } from './types';

const SAVE_LOG_MS = 2000;
/** For a process that has told its result to end. */
const EXIT_MS = 5000;

/** A task that has not ended. */
interface Live {
  task: Task;
  readonly source: Source;
  readonly configs: unknown;
  readonly timeoutSeconds: number;
  /** Looked up first, for a draft. */
  readonly needs: Needs | (() => Promise<Needs>);
  /** Of the schedule: the time for which it is, the same on all hosts, ISO 8601. */
  readonly slot?: string | undefined;
  readonly lines: Lines;
  runner?: Runner;
  stopping?: 'cancelled' | 'timeout';
  kill?: NodeJS.Timeout;
}

/** What is wanted of a task. */
export type Wanted = Pick<Task, 'functionId' | 'inspection' | 'origin'> &
  Pick<Live, 'source' | 'configs' | 'timeoutSeconds' | 'needs' | 'slot'>;

export class Tasks {
  private readonly now: () => number;
  /** In the order in which they were queued. */
  private readonly live = new Map<string, Live>();
  private readonly listeners = new Map<string, Set<(event: TaskEvent) => void>>();
  /** Tasks that have ended and could not be saved yet. */
  private readonly unsaved = new Map<string, Live>();
  private saving: NodeJS.Timeout | undefined;
  private closing = false;

  constructor(
    private readonly options: HostOptions & { readonly retrySeconds: number },
    private readonly hooks: { onDraftEnd(): void },
  ) {
    this.now = options.now ?? Date.now;
  }

  get waiting(): number {
    return this.count('queued');
  }

  get running(): number {
    return this.count('running');
  }

  /** The scripts that tasks run from. */
  sources(): readonly Source[] {
    return [...this.live.values()].map(({ source }) => source);
  }

  /** @throws ConfigError when the host is stopping */
  add(wanted: Wanted): Task {
    if (this.closing) throw new ConfigError('the host is stopping and starts nothing', { field: 'functionId' });
    const { functionId, inspection, origin, source, configs, timeoutSeconds, needs, slot } = wanted;
    const time = this.time();
    const task: Task = { id: `task-${randomUUID()}`, functionId, inspection, origin, status: 'queued', queuedAt: time };
    const live: Live = { task, source, configs, timeoutSeconds, needs, slot, lines: new Lines() };
    const error = this.obstacle(task);
    if (error) {
      this.end(live, { status: 'skip', error });
      return live.task;
    }
    this.live.set(task.id, live);
    this.change(live, {});
    this.begin();
    return live.task;
  }

  async wait(taskId: string, seconds: number): Promise<Task> {
    const live = this.live.get(taskId);
    if (live) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          stop();
          resolve();
        };
        const timer = setTimeout(done, seconds * 1000);
        const stop = this.listen(taskId, (event) => {
          if (event.kind === 'change' && event.task.endedAt !== undefined) done();
        });
      });
    }
    return this.taskOf(taskId);
  }

  task(taskId: string): Task | undefined {
    return this.held(taskId)?.task ?? this.options.history.task(taskId);
  }

  logs(taskId: string): readonly LogLine[] {
    return this.held(taskId)?.lines.all() ?? this.options.history.log(taskId);
  }

  tasks(filter?: TaskFilter): readonly Task[] {
    // The live ones know how far they are.
    return this.options.history.tasks(filter).map((task) => this.held(task.id)?.task ?? task);
  }

  async cancel(taskId: string): Promise<Task> {
    const live = this.live.get(taskId);
    if (!live) return this.taskOf(taskId);
    if (live.task.status === 'queued') this.end(live, { status: 'cancelled', error: CANCELLED });
    else this.stop(live, 'cancelled');
    return this.wait(taskId, this.options.graceSeconds + EXIT_MS / 1000);
  }

  listen(taskId: string, listener: (event: TaskEvent) => void): () => void {
    const listeners = this.listeners.get(taskId) ?? new Set();
    this.listeners.set(taskId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(taskId);
    };
  }

  /** Ends what waits, lets what runs come to an end, and stops what does not. */
  async close(): Promise<void> {
    this.closing = true;
    const error = { code: 'cancelled', message: 'the host was stopped before its turn came' };
    for (const live of [...this.live.values()]) {
      if (live.task.status === 'queued') this.end(live, { status: 'cancelled', error });
    }
    const { stopSeconds, graceSeconds } = this.options;
    await this.idle(stopSeconds);
    for (const live of this.live.values()) this.stop(live, 'cancelled');
    await this.idle(graceSeconds + EXIT_MS / 1000);
  }

  /** The last attempt to save what could not be saved. */
  saveAll(): void {
    this.saveEnds();
    clearTimeout(this.saving);
  }

  private async idle(seconds: number): Promise<void> {
    await Promise.all([...this.live.keys()].map((id) => this.wait(id, seconds)));
  }

  /** A task that is known better here than in the history. */
  private held(taskId: string): Live | undefined {
    return this.live.get(taskId) ?? this.unsaved.get(taskId);
  }

  private count(status: Task['status']): number {
    return [...this.live.values()].filter(({ task }) => task.status === status).length;
  }

  private taskOf(id: string): Task {
    const task = this.task(id);
    if (!task) throw new ConfigError(`there is no task "${id}"`, { field: 'taskId' });
    return task;
  }

  /** A draft changes no state, so it does not get in the way of a run. */
  private obstacle({ inspection, origin }: Task): Task['error'] {
    const same = [...this.live.values()].find(
      ({ task }) => task.inspection === inspection && (task.origin === 'draft') === (origin === 'draft'),
    );
    if (same) {
      const state = same.task.status === 'queued' ? 'waits' : 'is under way';
      return { code: 'overlap', message: `a run of inspection ${inspection} ${state} already: ${same.task.id}` };
    }
    const { queue } = this.options;
    if (typeof queue === 'string' || this.waiting < queue) return undefined;
    return { code: 'queue-full', message: `${queue} tasks wait already` };
  }

  private begin(): void {
    for (const live of this.live.values()) {
      // What workers do takes nothing here but the patience of a process.
      if (typeof this.options.queue === 'number' && this.running >= this.options.concurrency) return;
      if (live.task.status === 'queued') this.run(live).catch((error: unknown) => this.broken(live, error));
    }
  }

  private broken(live: Live, error: unknown): void {
    live.runner?.kill();
    const code = isInspectionError(error) ? error.code : 'internal';
    this.end(live, { status: 'failure', error: { code, message: messageOf(error) } });
  }

  private async run(live: Live): Promise<void> {
    const { options } = this;
    const { task, source, configs } = live;
    this.change(live, { status: 'running', startedAt: this.time() });
    const needs = typeof live.needs === 'function' ? await live.needs() : live.needs;
    const { notes = [], ...keys } = await options.keys(needs);
    for (const note of notes) this.line(live, note);
    if (live.stopping) return this.end(live, { status: 'cancelled', error: CANCELLED });
    let told: Told | undefined;
    let started = false;
    const limit = setTimeout(() => this.stop(live, 'timeout'), live.timeoutSeconds * 1000);
    const runner = startRunner({
      memoryMiB: options.memoryMiB,
      // Another user may have no way to the folder of the scripts.
      cwd: options.runAs ? options.versions : options.scripts,
      runAs: options.runAs,
      onLine: (line) => this.line(live, line),
      onReport: (report) => {
        if (report.kind === 'started' && !started) {
          // Its time is that of the run, not of its start.
          started = true;
          limit.refresh();
        } else if (report.kind === 'progress') {
          const { collectionsDone: done, collectionsTotal: total } = report.progress;
          if (total > 0) this.tell(live, { progress: Math.min(1, done / total) });
        } else if (report.kind === 'result' || report.kind === 'failure') {
          told ??= report;
          // It came in time; what is left is its log.
          clearTimeout(limit);
          live.kill ??= setTimeout(() => runner.kill(), EXIT_MS);
        }
      },
    });
    live.runner = runner;
    const saving = setInterval(() => this.saveLog(live), SAVE_LOG_MS);
    try {
      runner.tell({
        ...{ do: 'run', source, configs, stateDir: options.stateDir, language: options.language },
        ...(options.database === undefined ? {} : { database: options.database }),
        ...(options.limits === undefined ? {} : { limits: options.limits }),
        ...(typeof options.queue === 'string' ? { queue: options.queue, queueKey: options.queueKey } : {}),
        ...(live.slot === undefined ? {} : { slot: live.slot }),
        ...keys,
        byHand: task.origin !== 'cron',
        dryRun: task.origin === 'draft',
        // The workspace of this host shows them; what goes to Guance is for the script to say.
        writesAssets: options.guance === 'local',
      });
      const ending = await runner.ended;
      const { stopping, timeoutSeconds } = live;
      const { memoryMiB } = options;
      const outcome = outcomeOf({ origin: task.origin, told, ending, stopping, timeoutSeconds, memoryMiB });
      this.end(live, outcome);
    } finally {
      clearTimeout(limit);
      clearTimeout(live.kill);
      clearInterval(saving);
    }
  }

  /** Tells a run to stop; what does not listen is killed. */
  private stop(live: Live, why: 'cancelled' | 'timeout'): void {
    if (live.stopping) return;
    const { runner } = live;
    live.stopping = why;
    if (!runner) return;
    runner.tell({ do: 'cancel' });
    clearTimeout(live.kill);
    live.kill = setTimeout(() => runner.kill(), this.options.graceSeconds * 1000);
  }

  private end(live: Live, outcome: Outcome): void {
    live.task = { ...omit(live.task, 'progress'), endedAt: this.time(), ...outcome };
    this.live.delete(live.task.id);
    this.unsaved.set(live.task.id, live);
    this.saveEnds();
    this.announce(live);
    if (live.task.origin === 'draft') {
      this.attempt('what a draft left could not be removed', () => this.hooks.onDraftEnd());
    }
    if (!this.closing) this.begin();
  }

  private line(live: Live, line: LogLine): void {
    live.lines.add(line);
    this.notify(live, { kind: 'log', line });
  }

  /** A full disk, say, must not take the end of a task: it is held until it can be saved. */
  private saveEnds(): void {
    clearTimeout(this.saving);
    const { history, keepTasks, log } = this.options;
    for (const [id, { task, lines }] of this.unsaved) {
      try {
        history.save(task);
        history.saveLog(id, lines.all());
        this.unsaved.delete(id);
      } catch (error) {
        log('error', `the end of ${id} could not be saved yet: ${messageOf(error)}`);
      }
      this.attempt('old tasks could not be removed', () => history.keep(task.functionId, keepTasks));
    }
    if (this.unsaved.size === 0) return;
    this.saving = setTimeout(() => this.saveEnds(), this.options.retrySeconds * 1000);
    this.saving.unref();
  }

  private saveLog(live: Live): void {
    if (!live.lines.changed()) return;
    const { id } = live.task;
    this.attempt(`the log of ${id} could not be saved`, () => this.options.history.saveLog(id, live.lines.all()));
  }

  private change(live: Live, more: Partial<Task>): void {
    live.task = { ...live.task, ...more };
    const { task } = live;
    this.attempt(`${task.id} could not be saved`, () => this.options.history.save(task));
    this.announce(live);
  }

  private announce(live: Live): void {
    const { task } = live;
    const { id, functionId, origin, status, error } = task;
    const level = ['failure', 'timeout'].includes(status) ? 'error' : status === 'skip' ? 'warning' : 'info';
    this.options.log(level, `task ${status}`, { task: id, function: functionId, origin, ...(error ?? {}) });
    this.attempt(`${id} could not be counted`, () => this.options.observe?.(task));
    this.notify(live, { kind: 'change', task });
  }

  /** Of what only matters while it runs. */
  private tell(live: Live, more: Partial<Task>): void {
    live.task = { ...live.task, ...more };
    this.notify(live, { kind: 'change', task: live.task });
  }

  private notify(live: Live, event: TaskEvent): void {
    for (const listener of this.listeners.get(live.task.id) ?? []) {
      this.attempt(`a listener of ${live.task.id} failed`, () => listener(event));
    }
  }

  /** For what must not end the host, or keep a task from its end: a full disk, a page that is gone. */
  attempt(problem: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.options.log('error', `${problem}: ${messageOf(error)}`);
    }
  }

  private time(): string {
    return new Date(this.now()).toISOString();
  }
}
