import { omit } from 'lodash';
import { ConfigError } from '../../lib/errors';
import type { AnyChecker } from '../../lib/define';
import type { CollectionSummary, RunSummary, Text } from '../../lib/model';
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
} from '../../host/types';
import { Typing } from '../../host/typing';

export interface FakeFunction {
  readonly script: string;
  readonly title: Text;
  readonly checkers: readonly AnyChecker[];
  readonly collections: readonly CollectionSummary[];
}

export interface FakeOptions {
  readonly functions: readonly FakeFunction[];
  readonly editable?: boolean;
  /** Between the steps of a run. */
  readonly stepMs?: number;
  readonly now?: () => Date;
}

const STEPS = 5;
const ENDED = ['success', 'failure', 'timeout', 'skip', 'cancelled'];

/** A function host in memory: its runs are made up, everything else is as the real one says it. */
export class FakeHost implements FunctionHost {
  readonly editable: boolean;
  private readonly texts = new Map<string, { published?: string; draft?: string; origin: Script['origin'] }>();
  private readonly published = new Map<string, (ScriptVersion & { readonly text: string })[]>();
  private readonly typing = new Typing('/scripts');
  private readonly paused = new Set<string>();
  private readonly all: Task[] = [];
  private readonly lines = new Map<string, LogLine[]>();
  private readonly listeners = new Map<string, Set<(event: TaskEvent) => void>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly now: () => Date;

  constructor(private readonly options: FakeOptions) {
    this.editable = options.editable ?? true;
    this.now = options.now ?? (() => new Date());
    for (const { script, title } of options.functions) {
      this.texts.set(script, {
        origin: 'shipped',
        published: `import { defineInspection } from 'aliyun-inspection';\n\n// 1. Accounts and regions\nexport const inspection = defineInspection({\n  id: '${script}',\n  title: ${JSON.stringify(title)},\n});\nexport const run = inspection.run;\n`,
      });
    }
  }

  scripts(): readonly Script[] {
    return [...this.texts].map(([id, { origin, published, draft }]) => ({
      id,
      origin,
      ...(origin === 'own' ? { file: `${id}.ts` } : {}),
      functionIds: published === undefined ? [] : [`${id}.run`],
      updatedAt: '2026-03-01T08:00:00.000Z',
      hasDraft: draft !== undefined,
    }));
  }

  source(id: string): { readonly published: string; readonly draft?: string } {
    const text = this.text(id);
    return { published: text.published ?? '', ...(text.draft === undefined ? {} : { draft: text.draft }) };
  }

  saveDraft(id: string, text: string): Promise<Script> {
    const old = this.texts.get(id);
    this.texts.set(id, {
      origin: 'own',
      ...(old?.published === undefined ? {} : { published: old.published }),
      draft: text,
    });
    return Promise.resolve(this.script(id));
  }

  publish(id: string, who = ''): Promise<Script> {
    const { draft } = this.text(id);
    if (!draft?.includes('export const inspection')) {
      return Promise.reject(new ConfigError(`${id}.ts: exports no "inspection"`, { field: 'script' }));
    }
    this.texts.set(id, { origin: 'own', published: draft });
    const all = this.published.get(id) ?? [];
    const one = { number: all.length + 1, at: this.now().toISOString(), who, text: draft };
    this.published.set(id, [one, ...all]);
    return Promise.resolve(this.script(id));
  }

  versions(id: string): readonly ScriptVersion[] {
    return (this.published.get(id) ?? []).map((one) => omit(one, 'text'));
  }

  version(id: string, number: number): string {
    const found = this.published.get(id)?.find((one) => one.number === number);
    if (!found) throw new ConfigError(`${id} has no version ${number}`);
    return found.text;
  }

  check(id: string, text: string): Promise<readonly ScriptProblem[]> {
    return this.typing.check(`${id}.ts`, text);
  }

  complete(id: string, text: string, at: number): Promise<readonly ScriptWord[]> {
    return this.typing.complete(`${id}.ts`, text, at);
  }

  removeScript(id: string): Promise<void> {
    this.text(id);
    this.texts.delete(id);
    return Promise.resolve();
  }

  functions(): readonly HostFunction[] {
    const published = [...this.texts].filter(([, { published }]) => published !== undefined).map(([id]) => id);
    return published.map((id) => {
      const known = this.options.functions.find(({ script }) => script === id);
      const next = [30, 60, 90].map((m) => new Date(this.now().getTime() + m * 60_000).toISOString());
      const paused = this.paused.has(`${id}.run`);
      const [lastTask] = this.tasks({ functionId: `${id}.run`, limit: 1 });
      return {
        id: `${id}.run`,
        scriptId: id,
        inspection: id.replace(/\//g, '-'),
        title: known?.title ?? { zh: id, en: id },
        doc: { zh: '检查资产并上报**事件**。', en: 'Inspects assets and reports **events**.' },
        definition: 'run(configs=None)',
        category: 'general',
        tags: ['aliyun'],
        timeoutSeconds: 900,
        checkers: (known?.checkers ?? []).map(({ id, title, params, values }) => ({ id, title, params, values })),
        trigger: { schedule: '*/30 * * * *', timeZone: 'Asia/Shanghai', paused, next: paused ? [] : next },
        ...(lastTask ? { lastTask } : {}),
      };
    });
  }

  call(functionId: string, options: { readonly origin: Task['origin'] }): Task {
    if (!this.functions().some(({ id }) => id === functionId)) throw new ConfigError(`no function ${functionId}`);
    return this.start(functionId, options.origin);
  }

  callDraft(id: string): Task {
    this.text(id);
    return this.start(`${id}.run`, 'draft');
  }

  async wait(id: string, seconds: number): Promise<Task> {
    for (let i = 0; i < seconds * 100; i++) {
      const task = this.task(id);
      if (task && ENDED.includes(task.status)) return task;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`task ${id} goes on`);
  }

  task(id: string): Task | undefined {
    return this.all.find((task) => task.id === id);
  }

  logs(id: string): readonly LogLine[] {
    return this.lines.get(id) ?? [];
  }

  tasks({ functionId, status, limit = 50, before }: TaskFilter = {}): readonly Task[] {
    const newest = [...this.all].reverse();
    return newest
      .slice(before === undefined ? 0 : newest.findIndex(({ id }) => id === before) + 1)
      .filter((task) => (!functionId || task.functionId === functionId) && (!status || task.status === status))
      .slice(0, limit);
  }

  cancel(id: string): Promise<Task> {
    const task = this.task(id);
    if (!task) return Promise.reject(new ConfigError(`no task ${id}`));
    return Promise.resolve(this.change(id, { status: 'cancelled', endedAt: this.now().toISOString() }));
  }

  listen(id: string, listener: (event: TaskEvent) => void): () => void {
    const set = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, set.add(listener));
    return () => set.delete(listener);
  }

  pause(id: string): HostFunction {
    this.paused.add(id);
    return this.fn(id);
  }

  resume(id: string): HostFunction {
    this.paused.delete(id);
    return this.fn(id);
  }

  close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    return this.typing.close();
  }

  /** A run of the past, with its result. */
  finished(functionId: string, minutesAgo: number, change: Partial<Task> = {}): Task {
    const at = new Date(this.now().getTime() - minutesAgo * 60_000).toISOString();
    const task: Task = {
      ...this.blank(functionId, 'cron', at),
      status: 'success',
      startedAt: at,
      endedAt: new Date(Date.parse(at) + 41_000).toISOString(),
      result: this.summary(functionId, at),
      ...change,
    };
    this.all.push(task);
    this.lines.set(task.id, ['collecting', 'done']);
    return task;
  }

  say(id: string, line: LogLine): void {
    this.lines.set(id, [...this.logs(id), line]);
    for (const listener of this.listeners.get(id) ?? []) listener({ kind: 'log', line });
  }

  private start(functionId: string, origin: Task['origin']): Task {
    const task = this.blank(functionId, origin, this.now().toISOString());
    this.all.push(task);
    let step = 0;
    const timer = setInterval(() => {
      if (ENDED.includes(this.task(task.id)?.status ?? 'cancelled')) {
        clearInterval(timer);
        this.timers.delete(timer);
        return;
      }
      step++;
      this.say(task.id, `step ${step} of ${STEPS}: reading cn-hangzhou`);
      if (step === 1) this.change(task.id, { status: 'running', startedAt: this.now().toISOString(), progress: 0 });
      else if (step <= STEPS) this.change(task.id, { progress: step / STEPS });
      if (step < STEPS) return;
      clearInterval(timer);
      this.timers.delete(timer);
      const result = this.summary(functionId, task.queuedAt);

      this.change(task.id, { status: 'success', endedAt: this.now().toISOString(), result });
    }, this.options.stepMs ?? 20);
    this.timers.add(timer);
    return task;
  }

  private blank(functionId: string, origin: Task['origin'], queuedAt: string): Task {
    const inspection = functionId.replace(/\.run$/, '').replace(/\//g, '-');
    return { id: `task-${this.all.length + 1}`, functionId, inspection, origin, status: 'queued', queuedAt };
  }

  private change(id: string, change: Partial<Task>): Task {
    const at = this.all.findIndex((task) => task.id === id);
    const task = { ...(this.all[at] as Task), ...change };
    this.all[at] = task;
    for (const listener of [...(this.listeners.get(id) ?? [])]) listener({ kind: 'change', task });
    return task;
  }

  private summary(functionId: string, startedAt: string): RunSummary {
    const collections = this.options.functions.find(({ script }) => `${script}.run` === functionId)?.collections ?? [];
    const complete = collections.every(({ status }) => status === 'complete' || status === 'unsupported');
    return {
      inspection: functionId.replace(/\.run$/, ''),
      startedAt,
      finishedAt: new Date(Date.parse(startedAt) + 41_000).toISOString(),
      complete,
      collections,
      assets: collections.reduce((sum, one) => sum + one.assets, 0),
      verdicts: { pass: 120, fail: 6, skip: 3, unknown: 2 },
      findings: { critical: 1, error: 2, warning: 2, info: 1 },
      muted: 0,
      stillOpen: 0,
      events: { anomaly: 2, update: 4, recovery: 1 },
      deliveries: [],
      calls: { total: 33, throttled: 1, retried: 1, metrics: 4, metricsThisMonth: 190 },
      notFound: [],
      skippedPairs: 0,
      durationMs: 41_000,
      peakRssMiB: 140,
      notes: complete ? [] : ['2 collections are not complete: their checkers are unknown there'],
    };
  }

  private fn(id: string): HostFunction {
    const found = this.functions().find((fn) => fn.id === id);
    if (!found) throw new ConfigError(`no function ${id}`);
    return found;
  }

  private script(id: string): Script {
    const found = this.scripts().find((script) => script.id === id);
    if (!found) throw new ConfigError(`no script ${id}`);
    return found;
  }

  private text(id: string) {
    const text = this.texts.get(id);
    if (!text) throw new ConfigError(`no script ${id}`);
    return text;
  }
}
