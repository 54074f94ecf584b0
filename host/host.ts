/** The function host: what its scripts offer, when that starts, and what became of it. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import omit from 'lodash/omit';
import { ConfigError, messageOf } from '../lib/errors';
import type { Language, RunSummary } from '../lib/model';
import type { History } from './history';
import type { Log } from './log';
import { startRunner, type Ending, type Runner } from './process';
import type { Report, RunOrder } from './runner';
import { Schedule } from './schedule';
import { Scripts, type LoadedFunction, type Source } from './scripts';
import type { FunctionHost, HostFunction, Script, Task, TaskEvent, TaskFilter } from './types';

export interface HostOptions {
  readonly history: History;
  /** Folder of the scripts. */
  readonly scripts: string;
  readonly versions: string;
  /** What inspections remember between runs. */
  readonly stateDir: string;
  readonly editable: boolean;
  readonly language: Language;
  readonly timeZone: string;
  readonly jitterSeconds: number;
  /** Runs at once. */
  readonly concurrency: number;
  /** Tasks that may wait. */
  readonly queue: number;
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
  /** Of a run: the host's own, and the way to the workspace. */
  readonly env: () => Readonly<Record<string, string>>;
  readonly accounts: () => RunOrder['accounts'];
  /** A task has been queued, has begun or ended. */
  observe?(task: Task): void;
  readonly now?: () => number;
}

/** Log lines that are kept: the first, which say how it began, and the last, which say how it ended. */
const FIRST_LINES = 500;
const LAST_LINES = 1500;
const SAVE_LOG_MS = 2000;
/** Of a draft whose function has never been published. */
const DRAFT_SECONDS = 900;
/** For a process that has told its result to end. */
const EXIT_MS = 5000;
const LOAD_SECONDS = 30;
const RETRY_SECONDS = 10;

/** What of the host is for the program that serves it. */
export interface RunningHost extends FunctionHost {
  readonly waiting: number;
  readonly running: number;
  /** It takes no more tasks. */
  readonly stopping: boolean;
}

/**
 * Starts a function host.
 *
 * @throws ConfigError when the scripts folder cannot be used
 * @example
 * const host = await startHost({ history, scripts: 'my-scripts', … });
 * const task = await host.wait(host.call('ecs.run', { origin: 'api' }).id, 60);
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const host = new Host(options);
  await host.open();
  return host;
}

/** A task that has not ended. */
interface Live {
  task: Task;
  readonly source: Source;
  readonly configs: unknown;
  readonly timeoutSeconds: number;
  readonly lines: Lines;
  runner?: Runner;
  stopping?: 'cancelled' | 'timeout';
  kill?: NodeJS.Timeout;
}

class Host implements RunningHost {
  readonly editable: boolean;
  private readonly now: () => number;
  private readonly retrySeconds: number;
  private readonly scriptsOf: Scripts;
  private readonly schedule: Schedule;
  /** In the order in which they were queued. */
  private readonly live = new Map<string, Live>();
  private readonly listeners = new Map<string, Set<(event: TaskEvent) => void>>();
  private readonly functionsById = new Map<string, LoadedFunction>();
  /** Tasks that have ended and could not be saved yet. */
  private readonly unsaved = new Map<string, Live>();
  private saving: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: HostOptions) {
    this.editable = options.editable;
    this.now = options.now ?? Date.now;
    this.retrySeconds = options.retrySeconds ?? RETRY_SECONDS;
    this.scriptsOf = new Scripts({
      folder: options.scripts,
      versions: options.versions,
      history: options.history,
      shipped: options.shipped !== 'off',
      memoryMiB: options.memoryMiB,
      loadSeconds: options.loadSeconds ?? LOAD_SECONDS,
      retrySeconds: this.retrySeconds,
      log: options.log,
      onChange: () => this.refresh(),
      inUse: () =>
        new Set([...this.live.values()].flatMap(({ source }) => ('root' in source ? basename(source.root) : []))),
    });
    this.schedule = new Schedule({
      timeZone: options.timeZone,
      jitterSeconds: options.jitterSeconds,
      now: this.now,
      start: (id) => {
        const found = this.functionsById.get(id);
        if (found) this.attempt(`function ${id} could not be started`, () => this.enqueue(found, 'cron', undefined));
      },
    });
  }

  async open(): Promise<void> {
    await this.scriptsOf.open();
    this.refresh();
    this.schedule.open();
  }

  get waiting(): number {
    return this.count('queued');
  }

  get running(): number {
    return this.count('running');
  }

  get stopping(): boolean {
    return this.closing !== undefined;
  }

  scripts(): readonly Script[] {
    return this.scriptsOf.list();
  }

  source(scriptId: string): { readonly published: string; readonly draft?: string } {
    return this.scriptsOf.source(scriptId);
  }

  // Asynchronous, so that a refusal is a rejection, as the interface promises.
  // eslint-disable-next-line @typescript-eslint/require-await
  async saveDraft(scriptId: string, text: string): Promise<Script> {
    this.checkEditable();
    return this.scriptsOf.saveDraft(scriptId, text);
  }

  async publish(scriptId: string): Promise<Script> {
    this.checkEditable();
    const script = await this.scriptsOf.publish(scriptId);
    this.options.log('info', `script ${scriptId} published`);
    return script;
  }

  async removeScript(scriptId: string): Promise<void> {
    this.checkEditable();
    await this.scriptsOf.remove(scriptId);
    this.options.log('info', `script ${scriptId} removed`);
  }

  functions(): readonly HostFunction[] {
    return [...this.functionsById.values()].map((one) => this.shown(one));
  }

  call(functionId: string, { configs, origin }: { readonly configs?: unknown; readonly origin: Task['origin'] }): Task {
    return this.enqueue(this.functionOf(functionId), origin, configs);
  }

  callDraft(scriptId: string, configs?: unknown): Task {
    this.checkEditable();
    const source = this.scriptsOf.draftSource(scriptId);
    const published = this.functionsById.get(`${scriptId}.run`)?.facts;
    return this.add({
      functionId: `${scriptId}.run`,
      inspection: published?.inspection ?? scriptId,
      origin: 'draft',
      source,
      configs,
      timeoutSeconds: published?.timeoutSeconds ?? DRAFT_SECONDS,
    });
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

  logs(taskId: string): readonly string[] {
    return this.held(taskId)?.lines.all() ?? this.options.history.log(taskId);
  }

  tasks(filter?: TaskFilter): readonly Task[] {
    // The live ones know how far they are.
    return this.options.history.tasks(filter).map((task) => this.held(task.id)?.task ?? task);
  }

  async cancel(taskId: string): Promise<Task> {
    const live = this.live.get(taskId);
    if (!live) return this.taskOf(taskId);
    if (live.task.status === 'queued') this.end(live, 'cancelled', { error: CANCELLED });
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

  pause(functionId: string): HostFunction {
    return this.setPaused(functionId, true);
  }

  resume(functionId: string): HostFunction {
    return this.setPaused(functionId, false);
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    this.schedule.close();
    const error = { code: 'cancelled', message: 'the host was stopped before its turn came' };
    for (const live of [...this.live.values()]) {
      if (live.task.status === 'queued') this.end(live, 'cancelled', { error });
    }
    const { stopSeconds, graceSeconds } = this.options;
    await this.idle(stopSeconds);
    for (const live of this.live.values()) this.stop(live, 'cancelled');
    await this.idle(graceSeconds + EXIT_MS / 1000);
    await this.scriptsOf.close();
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

  private checkEditable(): void {
    if (!this.editable) {
      throw new ConfigError(
        'editing is switched off: it needs "editing": true and, beyond this machine, TLS or a declared proxy',
        { field: 'editing' },
      );
    }
  }

  private functionOf(id: string): LoadedFunction {
    const found = this.functionsById.get(id);
    if (found) return found;
    const known = [...this.functionsById.keys()].join(', ');
    throw new ConfigError(`there is no function "${id}"; known are ${known}`, { field: 'functionId' });
  }

  private taskOf(id: string): Task {
    const task = this.task(id);
    if (!task) throw new ConfigError(`there is no task "${id}"`, { field: 'taskId' });
    return task;
  }

  private setPaused(functionId: string, paused: boolean): HostFunction {
    const found = this.functionOf(functionId);
    this.options.history.setPaused(functionId, paused);
    this.options.log('info', `function ${functionId} ${paused ? 'paused' : 'resumed'}`);
    this.refresh();
    return this.shown(found);
  }

  private isPaused({ id, source }: LoadedFunction): boolean {
    return this.options.history.paused(id) ?? ('shipped' in source && this.options.shipped === 'paused');
  }

  private shown(one: LoadedFunction): HostFunction {
    const { schedule, ...facts } = one.facts;
    const [lastTask] = this.tasks({ functionId: one.id, limit: 1 });
    return {
      ...{ id: one.id, scriptId: one.scriptId, ...facts },
      trigger: {
        ...{ schedule, timeZone: this.options.timeZone, paused: this.isPaused(one) },
        next: this.schedule.next(one.id).map((date) => date.toISOString()),
      },
      ...(lastTask ? { lastTask } : {}),
    };
  }

  /** Scripts or pauses have changed. */
  private refresh(): void {
    this.functionsById.clear();
    for (const one of this.scriptsOf.functions()) this.functionsById.set(one.id, one);
    const active = [...this.functionsById.values()].filter((one) => !this.isPaused(one));
    this.schedule.set(active.map(({ id, facts }) => ({ id, schedule: facts.schedule })));
  }

  private enqueue({ id, facts, source }: LoadedFunction, origin: Task['origin'], configs: unknown): Task {
    const { inspection, timeoutSeconds } = facts;
    return this.add({ functionId: id, inspection, origin, source, configs, timeoutSeconds });
  }

  private add(
    wanted: Pick<Task, 'functionId' | 'inspection' | 'origin'> & Pick<Live, 'source' | 'configs' | 'timeoutSeconds'>,
  ): Task {
    if (this.closing) throw new ConfigError('the host is stopping and starts nothing', { field: 'functionId' });
    const { functionId, inspection, origin, source, configs, timeoutSeconds } = wanted;
    const time = this.time();
    const task: Task = { id: `task-${randomUUID()}`, functionId, inspection, origin, status: 'queued', queuedAt: time };
    const live: Live = { task, source, configs, timeoutSeconds, lines: new Lines() };
    const error = this.obstacle(task);
    if (error) {
      this.end(live, 'skip', { error });
      return live.task;
    }
    this.live.set(task.id, live);
    this.change(live, {});
    this.begin();
    return live.task;
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
    if (this.waiting < this.options.queue) return undefined;
    return { code: 'queue-full', message: `${this.options.queue} tasks wait already` };
  }

  private begin(): void {
    for (const live of this.live.values()) {
      if (this.running >= this.options.concurrency) return;
      if (live.task.status === 'queued') this.run(live).catch((error: unknown) => this.broken(live, error));
    }
  }

  private broken(live: Live, error: unknown): void {
    live.runner?.kill();
    this.end(live, 'failure', { error: { code: 'internal', message: messageOf(error) } });
  }

  private async run(live: Live): Promise<void> {
    const { options } = this;
    const { task, source, configs } = live;
    this.change(live, { status: 'running', startedAt: this.time() });
    let outcome: Extract<Report, { kind: 'result' | 'failure' }> | undefined;
    let started = false;
    const limit = setTimeout(() => this.stop(live, 'timeout'), live.timeoutSeconds * 1000);
    const runner = startRunner({
      memoryMiB: options.memoryMiB,
      cwd: options.scripts,
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
          outcome ??= report;
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
        env: options.env(),
        accounts: options.accounts(),
        byHand: task.origin !== 'cron',
        dryRun: task.origin === 'draft',
        // The workspace of this host shows them; what goes to Guance is for the script to say.
        writesAssets: options.guance === 'local',
      });
      const ending = await runner.ended;
      this.settle(live, outcome, ending);
    } finally {
      clearTimeout(limit);
      clearTimeout(live.kill);
      clearInterval(saving);
    }
  }

  private settle(
    live: Live,
    outcome: Extract<Report, { kind: 'result' | 'failure' }> | undefined,
    ending: Ending,
  ): void {
    const told = outcome?.kind === 'result' ? outcome.result : undefined;
    const result = isSummary(told) ? { result: told } : {};
    if (live.stopping === 'cancelled') return this.end(live, 'cancelled', { ...result, error: CANCELLED });
    if (live.stopping === 'timeout') {
      const message = `it did not end within ${live.timeoutSeconds} s`;
      return this.end(live, 'timeout', { ...result, error: { code: 'timeout', message } });
    }
    if (outcome?.kind === 'result') {
      if (isSummary(told)) return this.end(live, 'success', result);
      const message = 'run() did not return a summary: return what the run() of defineInspection returns';
      return this.end(live, 'failure', { error: { code: 'result', message } });
    }
    if (outcome?.kind === 'failure') {
      const { code, message } = outcome;
      const held = code === 'locked' && live.task.origin === 'cron';
      return this.end(live, held ? 'skip' : 'failure', { error: { code, message } });
    }
    const { memoryMiB } = this.options;
    const last = ending.lastLine === '' ? '' : `: ${ending.lastLine}`;
    const error = ending.outOfMemory
      ? { code: 'memory', message: `it took more than the ${memoryMiB} MiB of memory that a run has (memoryMiB)` }
      : ending.signal
        ? { code: 'killed', message: `its process was ended by ${ending.signal}${last}` }
        : { code: 'exited', message: `its process ended with ${ending.code} before the run did${last}` };
    this.end(live, 'failure', { error });
  }

  /** Tells a run to stop; what does not listen is killed. */
  private stop(live: Live, why: 'cancelled' | 'timeout'): void {
    if (live.stopping || !live.runner) return;
    const { runner } = live;
    live.stopping = why;
    runner.tell({ do: 'cancel' });
    clearTimeout(live.kill);
    live.kill = setTimeout(() => runner.kill(), this.options.graceSeconds * 1000);
  }

  private end(live: Live, status: Task['status'], more: Pick<Task, 'result' | 'error'>): void {
    live.task = { ...omit(live.task, 'progress'), status, endedAt: this.time(), ...more };
    this.live.delete(live.task.id);
    this.unsaved.set(live.task.id, live);
    this.saveEnds();
    this.announce(live);
    if (live.task.origin === 'draft') {
      this.attempt('what a draft left could not be removed', () => this.scriptsOf.clean());
    }
    if (!this.closing) this.begin();
  }

  private line(live: Live, line: string): void {
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
    this.saving = setTimeout(() => this.saveEnds(), this.retrySeconds * 1000);
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
  private attempt(problem: string, work: () => void): void {
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

const CANCELLED = { code: 'cancelled', message: 'it was cancelled' };

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

/** The first and the last lines of a log. */
class Lines {
  private readonly first: string[] = [];
  private last: string[] = [];
  private left = 0;
  private dirty = false;

  add(line: string): void {
    this.dirty = true;
    if (this.first.length < FIRST_LINES) this.first.push(line);
    else this.last.push(line);
    if (this.last.length < 2 * LAST_LINES) return;
    this.left += LAST_LINES;
    this.last = this.last.slice(LAST_LINES);
  }

  all(): readonly string[] {
    const over = Math.max(0, this.last.length - LAST_LINES);
    const left = this.left + over;
    return [...this.first, ...(left > 0 ? [`… ${left} lines left out …`] : []), ...this.last.slice(over)];
  }

  /** Since the last question. */
  changed(): boolean {
    const was = this.dirty;
    this.dirty = false;
    return was;
  }
}
