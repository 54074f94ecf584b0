/** The function host: what its scripts offer, when that starts, and what became of it. */
import { basename } from 'node:path';
import { ConfigError } from '../lib/errors';
import type { FunctionFacts } from './facts';
import type { Needs } from './keyring';
import type { HostOptions } from './options';
import { nameInQueue } from './queue/shared';
import { Schedule } from './schedule';
import { Scripts, type LoadedFunction } from './scripts';
import { Tasks } from './tasks';
import type {
  LogLine,
  FunctionHost,
  HostFunction,
  Script,
  ScriptProblem,
  ScriptVersion,
  ScriptWord,
  Task,
  TaskEvent,
  TaskFilter,
} from './types';
import { Typing } from './typing';

export type { HostOptions };

/** Of a draft whose function has never been published. */
const DRAFT_SECONDS = 900;
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

class Host implements RunningHost {
  readonly editable: boolean;
  private readonly scriptsOf: Scripts;
  private readonly tasksOf: Tasks;
  private readonly schedule: Schedule;
  private readonly typing: Typing;
  private readonly functionsById = new Map<string, LoadedFunction>();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: HostOptions) {
    this.editable = options.editable;
    const retrySeconds = options.retrySeconds ?? RETRY_SECONDS;
    this.tasksOf = new Tasks({ ...options, retrySeconds }, { onDraftEnd: () => this.scriptsOf.clean() });
    this.scriptsOf = new Scripts({
      folder: options.scripts,
      versions: options.versions,
      history: options.history,
      shipped: options.shipped !== 'off',
      memoryMiB: options.memoryMiB,
      runAs: options.runAs,
      loadSeconds: options.loadSeconds ?? LOAD_SECONDS,
      retrySeconds,
      log: options.log,
      onChange: () => this.refresh(),
      inUse: () => new Set(this.tasksOf.sources().flatMap((source) => ('root' in source ? basename(source.root) : []))),
    });
    this.typing = new Typing(options.scripts);
    this.schedule = new Schedule({
      timeZone: options.timeZone,
      jitterSeconds: options.jitterSeconds,
      now: options.now ?? Date.now,
      start: (id, slot) => {
        const found = this.functionsById.get(id);
        if (!found) return;
        this.tasksOf.attempt(`function ${id} could not be started`, () => this.enqueue(found, 'cron', undefined, slot));
      },
    });
  }

  async open(): Promise<void> {
    await this.scriptsOf.open();
    this.refresh();
    this.schedule.open();
  }

  get waiting(): number {
    return this.tasksOf.waiting;
  }

  get running(): number {
    return this.tasksOf.running;
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

  async publish(scriptId: string, who?: string): Promise<Script> {
    this.checkEditable();
    const script = await this.scriptsOf.publish(scriptId, who);
    this.options.log('info', `script ${scriptId} published`);
    return script;
  }

  versions(scriptId: string): readonly ScriptVersion[] {
    return this.scriptsOf.published.list(scriptId);
  }

  version(scriptId: string, number: number): string {
    return this.scriptsOf.published.text(scriptId, number);
  }

  async check(scriptId: string, text: string): Promise<readonly ScriptProblem[]> {
    this.checkEditable();
    return this.typing.check(this.scriptsOf.fileOf(scriptId), text);
  }

  async complete(scriptId: string, text: string, at: number): Promise<readonly ScriptWord[]> {
    this.checkEditable();
    return this.typing.complete(this.scriptsOf.fileOf(scriptId), text, at);
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
    const timeoutSeconds = published?.timeoutSeconds ?? DRAFT_SECONDS;
    return this.tasksOf.add({
      functionId: `${scriptId}.run`,
      inspection: published?.inspection ?? scriptId,
      origin: 'draft',
      source,
      configs,
      timeoutSeconds,
      // A draft may name other accounts than what is published.
      needs: async () => {
        const described = await this.scriptsOf.describeDraft(source);
        if (described && 'problem' in described) throw new ConfigError(described.problem, { field: 'script' });
        return needsOf(false, described?.facts, timeoutSeconds);
      },
    });
  }

  wait(taskId: string, seconds: number): Promise<Task> {
    return this.tasksOf.wait(taskId, seconds);
  }

  task(taskId: string): Task | undefined {
    return this.tasksOf.task(taskId);
  }

  logs(taskId: string): readonly LogLine[] {
    return this.tasksOf.logs(taskId);
  }

  tasks(filter?: TaskFilter): readonly Task[] {
    return this.tasksOf.tasks(filter);
  }

  cancel(taskId: string): Promise<Task> {
    return this.tasksOf.cancel(taskId);
  }

  listen(taskId: string, listener: (event: TaskEvent) => void): () => void {
    return this.tasksOf.listen(taskId, listener);
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
    await this.tasksOf.close();
    await this.scriptsOf.close();
    await this.typing.close();
    this.tasksOf.saveAll();
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
    const since = this.schedule.since(one.id)?.toISOString();
    return {
      ...{ id: one.id, scriptId: one.scriptId, ...facts },
      trigger: {
        ...{ schedule, timeZone: this.options.timeZone, paused: this.isPaused(one) },
        ...(since === undefined ? {} : { since }),
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
    const { timeZone } = this.options;
    this.options.plan?.(
      active.map(({ source, facts }) => {
        const { inspection, schedule, timeoutSeconds } = facts;
        const { shipped, accounts } = needsOf('shipped' in source, facts, timeoutSeconds);
        return { script: nameInQueue(source), inspection, schedule, timeZone, shipped, accounts };
      }),
    );
  }

  private enqueue(
    { id, facts, source }: LoadedFunction,
    origin: Task['origin'],
    configs: unknown,
    slot?: string,
  ): Task {
    const { inspection, timeoutSeconds } = facts;
    const needs = needsOf('shipped' in source, facts, timeoutSeconds);
    return this.tasksOf.add({ functionId: id, inspection, origin, source, configs, timeoutSeconds, needs, slot });
  }
}

function needsOf(
  shipped: boolean,
  facts: Partial<Pick<FunctionFacts, 'accounts' | 'actions'>> | undefined,
  timeoutSeconds: number,
): Needs {
  return { shipped, accounts: facts?.accounts ?? [], actions: facts?.actions ?? [], timeoutSeconds };
}
