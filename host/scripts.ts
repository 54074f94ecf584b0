/**
 * The scripts of a host: the shipped templates, and those of a folder that is watched. A script runs from a version, a copy
 * of the folder as it was when the script was last loaded without a problem: a run that is under way, and a script that
 * has been broken since, go on with theirs.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { badField, ConfigError, messageOf } from '../lib/errors';
import { makeDirectory } from '../lib/state';
import { TEMPLATES } from '../templates/registry.gen';
import { describeScripts, type Answer } from './describe';
import { factsOf, type FunctionFacts } from './facts';
import { digestOf, keepVersion, nearestModules, readFolder } from './files';
import type { History } from './history';
import type { Log } from './log';
import type { Runner } from './process';
import { Published } from './published';
import type { RunAs } from './run-as';
import type { Described, RunOrder, ScriptFile } from './runner';
import { clash, settle, type Own, type Version } from './settle';
import type { Script } from './types';

/** Where a run finds its script. */
export type Source = RunOrder['source'];

/** A function that can be called. */
export interface LoadedFunction {
  readonly id: string;
  readonly scriptId: string;
  readonly facts: FunctionFacts;
  readonly source: Source;
}

export interface ScriptsOptions {
  /** Watched; made when it is not there. */
  readonly folder: string;
  /** Where versions are kept. */
  readonly versions: string;
  readonly history: History;
  readonly shipped: boolean;
  readonly memoryMiB: number;
  readonly runAs?: RunAs | undefined;
  /** For one script to load. */
  readonly loadSeconds: number;
  /** Before what failed for a reason that may pass is tried again. */
  readonly retrySeconds: number;
  readonly log: Log;
  /** Functions have changed. */
  onChange(): void;
  /** Versions that runs under way need. */
  inUse(): ReadonlySet<string>;
}

/** The longest text of a script, in characters. */
const LONGEST_TEXT = 1024 * 1024;
const DEBOUNCE_MS = 300;
/** Some file systems tell nobody of a change. */
const LOOK_MS = 10_000;
/** For a script whose process was ended, or too slow: the machine may have been short of something. */
const TRIES = 3;
const ID = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*$/;
/** What can hold an inspection. */
const SCRIPT = /(?<!\.d|\.test)\.[cm]?[jt]s$/;

export class Scripts {
  private own: ReadonlyMap<string, Own> = new Map();
  private readonly shipped = new Map<string, FunctionFacts>();
  private watcher: FSWatcher | undefined;
  private debounce: NodeJS.Timeout | undefined;
  private look: NodeJS.Timeout | undefined;
  /** The digest of what everything is known of. */
  private seen = '';
  /** The digest of which something is to be tried again, and what is known of it so far. */
  private unsettled:
    | { readonly digest: string; readonly tries: number; readonly answers: readonly Answer[] }
    | undefined;
  private retry: NodeJS.Timeout | undefined;
  private readonly loading = new Set<Runner>();
  /** The version that was loaded last. */
  private current = '';
  private work: Promise<void> = Promise.resolve();
  private closed = false;
  /** Versions that are being loaded. */
  private readonly pinned = new Set<string>();
  private readonly startedAt = Date.now();
  /** Texts of own scripts as they were published. */
  readonly published: Published;

  constructor(private readonly options: ScriptsOptions) {
    this.published = new Published(options.history.db);
  }

  /** Loads everything and begins to watch. @throws ConfigError when the folder cannot be used */
  async open(): Promise<void> {
    const { folder, versions } = this.options;
    for (const directory of [folder, versions]) {
      try {
        makeDirectory(directory, 0o700);
      } catch (error) {
        throw new ConfigError(`scripts: ${directory} cannot be used: ${messageOf(error)}`, { field: 'scripts' });
      }
    }
    if (this.options.shipped) {
      for (const [id, load] of Object.entries(TEMPLATES)) this.shipped.set(id, factsOf((await load()).inspection));
    }
    const own = new Map<string, Own>();
    for (const [id, body] of this.options.history.versions()) {
      const version = JSON.parse(body) as Version;
      if (existsSync(join(versions, version.directory, version.file))) {
        own.set(id, { file: version.file, updated: Date.now(), version });
      }
    }
    this.own = own;
    await this.reload();
    const soon = () => {
      clearTimeout(this.debounce);
      this.debounce = setTimeout(() => void this.reload(), DEBOUNCE_MS);
    };
    try {
      this.watcher = watch(folder, { recursive: true }, soon);
      this.watcher.on('error', (error) => this.options.log('warning', `scripts: ${messageOf(error)}`));
    } catch (error) {
      this.options.log('warning', `scripts: ${folder} cannot be watched, it is looked at now and then`, {
        reason: messageOf(error),
      });
    }
    this.look = setInterval(() => void this.reload(), LOOK_MS);
    this.look.unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.watcher?.close();
    clearTimeout(this.debounce);
    clearInterval(this.look);
    clearTimeout(this.retry);
    for (const runner of this.loading) runner.kill();
    await this.work;
  }

  /** Looks at the folder and loads what has changed; one look at a time. */
  reload(): Promise<void> {
    this.work = this.work
      .then(() => (this.closed ? undefined : this.load()))
      .catch((error: unknown) => {
        this.options.log('error', `scripts: ${messageOf(error)}`);
        this.reloadLater();
      });
    return this.work;
  }

  private reloadLater(): void {
    if (this.closed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.reload();
    }, this.options.retrySeconds * 1000);
    this.retry.unref();
  }

  list(): readonly Script[] {
    const drafts = new Map(this.options.history.drafts().map((draft) => [draft.script_id, draft.updated]));
    const ids = new Set([...this.shipped.keys(), ...this.own.keys(), ...drafts.keys()]);
    return [...ids].sort().map((id) => this.script(id, drafts));
  }

  functions(): readonly LoadedFunction[] {
    const shipped = [...this.shipped]
      .filter(([id]) => !this.own.has(id))
      .map(([id, facts]): LoadedFunction => ({ id: `${id}.run`, scriptId: id, facts, source: { shipped: id } }));
    const own = [...this.own].flatMap(([id, { version }]): LoadedFunction[] => {
      if (!version) return [];
      const root = join(this.options.versions, version.directory);
      const source = { root, file: join(root, version.file) };
      return [{ id: `${id}.run`, scriptId: id, facts: version.facts, source }];
    });
    return [...shipped, ...own].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  source(id: string): { readonly published: string; readonly draft?: string } {
    const draft = this.options.history.draft(id);
    const own = this.own.get(id);
    if (!own && !draft && !this.shipped.has(id)) throw unknown(id);
    const file = own ? join(this.options.folder, own.file) : this.shipped.has(id) ? templateFile(id) : undefined;
    const published = file && existsSync(file) ? readFileSync(file, 'utf8') : '';
    return { published, ...(draft ? { draft: draft.text } : {}) };
  }

  saveDraft(id: string, text: string): Script {
    this.checkOwn(id);
    if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
      throw bad(`is no text of at most ${LONGEST_TEXT} characters`, `应为最多 ${LONGEST_TEXT} 个字符的文本`);
    }
    this.options.history.saveDraft(id, text, Date.now());
    return this.script(id);
  }

  /** @throws ConfigError when the draft cannot be loaded, or takes the inspection of another script */
  async publish(id: string, who = ''): Promise<Script> {
    const { file, root } = this.draftSource(id);
    const text = readFileSync(file, 'utf8');
    const described = await this.describeDraft({ file, root });
    const problem = !described
      ? 'it could not be loaded'
      : 'problem' in described
        ? described.problem
        : this.taken(id, described.facts);
    if (problem) throw bad(`${id}: ${problem}`, `脚本 ${id} 无法发布：${problem}`);
    const target = join(this.options.folder, this.fileOf(id));
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(`${target}.new`, text);
      renameSync(`${target}.new`, target);
    } catch (error) {
      throw bad(
        `${id}: ${target} cannot be written: ${messageOf(error)}`,
        `脚本 ${id} 无法写入 ${target}：${messageOf(error)}`,
      );
    }
    this.published.keep(id, text, who);
    // A draft that was saved meanwhile is another one.
    if (this.options.history.draft(id)?.text === text) this.options.history.dropDraft(id);
    await this.reload();
    return this.script(id);
  }

  async remove(id: string): Promise<void> {
    const own = this.own.get(id);
    if (!own && !this.options.history.draft(id)) {
      throw this.shipped.has(id)
        ? bad(`${id} is shipped and stays; pause its function instead`, `${id} 是内置脚本，不能删除；可以停用它的函数`)
        : unknown(id);
    }
    if (own) rmSync(join(this.options.folder, own.file), { force: true });
    this.options.history.dropDraft(id);
    this.published.drop(id);
    await this.reload();
  }

  /** The draft as a run finds it, in a version of its own. */
  draftSource(id: string): { readonly file: string; readonly root: string } {
    const draft = this.options.history.draft(id);
    if (!draft) throw bad(`${id} has no draft`, `${id} 没有草稿`);
    const files = new Map(readFolder(this.options.folder));
    const file = this.fileOf(id);
    files.set(file, Buffer.from(draft.text));
    const packages = nearestModules(this.options.folder);
    const { versions, runAs } = this.options;
    const root = join(versions, keepVersion(versions, files, digestOf(files, packages), packages, runAs));
    return { root, file: join(root, file) };
  }

  private script(id: string, drafts?: ReadonlyMap<string, number>): Script {
    const own = this.own.get(id);
    const draft = drafts ? drafts.get(id) : this.options.history.draft(id)?.updated;
    const common = { id, hasDraft: draft !== undefined };
    if (own) {
      return {
        ...common,
        origin: 'own',
        file: own.file,
        ...(own.problem === undefined ? {} : { problem: own.problem }),
        functionIds: own.version ? [`${id}.run`] : [],
        updatedAt: new Date(own.updated).toISOString(),
      };
    }
    const shipped = this.shipped.has(id);
    return {
      ...common,
      origin: shipped ? 'shipped' : 'own',
      ...(shipped ? {} : { file: this.fileOf(id) }),
      functionIds: shipped ? [`${id}.run`] : [],
      updatedAt: new Date(draft ?? this.startedAt).toISOString(),
    };
  }

  /** Below the scripts folder. */
  fileOf(id: string): string {
    return this.own.get(id)?.file ?? `${id}.ts`;
  }

  private checkOwn(id: string): void {
    if (this.own.has(id)) return;
    if (this.shipped.has(id))
      throw bad(`${id} is shipped: save a copy of it under another name`, `${id} 是内置脚本：请以另一个名称保存副本`);
    if (!ID.test(id) || id.length > 100) {
      throw bad(
        `"${id}" may hold lower-case letters, digits, dashes and slashes only`,
        `“${id}”只能有小写字母、数字、连字符和斜杠`,
      );
    }
  }

  /** Why a script cannot have the inspection that it has. */
  private taken(id: string, facts: FunctionFacts): string | undefined {
    const other = this.functions().find((one) => one.scriptId !== id && one.facts.inspection === facts.inspection);
    return other && clash(facts.inspection, other.scriptId);
  }

  private async load(): Promise<void> {
    const files = readFolder(this.options.folder);
    const packages = nearestModules(this.options.folder);
    const digest = digestOf(files, packages);
    if (digest === this.seen) return;
    const before = this.unsettled?.digest === digest ? this.unsettled : undefined;
    // Only its time makes a difference.
    if (before && this.retry) return;
    this.seen = '';
    clearTimeout(this.retry);
    this.retry = undefined;
    const { versions: kept, runAs } = this.options;
    const directory = keepVersion(kept, files, digest, packages, runAs);
    const root = join(this.options.versions, directory);
    const candidates = [...files.keys()].filter((file) => SCRIPT.test(file));
    const scripts = candidates.map((file) => ({ id: idOf(file), file: join(root, file) }));
    const twice = scripts.filter(({ id }, i) => scripts.findIndex((one) => one.id === id) !== i);
    for (const { file } of twice) {
      this.options.log('warning', `scripts: ${file.slice(root.length + 1)} is left out: another file has its name`);
    }
    const known = scripts.filter((script) => !twice.includes(script));
    const answers = (before?.answers ?? []).filter((one) => !one.passing);
    const open = known.filter(({ id }) => !answers.some((one) => one.script.id === id));
    await this.pin(directory, () => this.describe(open, root, (answer) => answers.push(answer)));
    if (this.closed) return;
    const { folder, log } = this.options;
    this.own = settle(answers, { own: this.own, shipped: this.shipped, folder, root, directory, log });
    const versions = [...this.own].flatMap(([id, { version }]): [string, string][] =>
      version ? [[id, JSON.stringify(version)]] : [],
    );
    this.options.onChange();
    this.current = directory;
    this.options.history.saveVersions(new Map(versions));
    for (const [id, { file, version }] of this.own) {
      const text = version?.directory === directory ? files.get(file) : undefined;
      if (text) this.published.keep(id, text.toString('utf8'), '');
    }
    const tries = (before?.tries ?? 0) + 1;
    if (tries < TRIES && answers.some((one) => one.passing)) {
      this.unsettled = { digest, tries, answers };
      this.reloadLater();
    } else {
      this.unsettled = undefined;
      this.seen = digest;
    }
    this.clean();
  }

  /** What a draft is, without making it a script. */
  async describeDraft({ file, root }: ReturnType<Scripts['draftSource']>): Promise<Described | undefined> {
    const found: Described[] = [];
    const script = { id: basename(file), file };
    await this.pin(basename(root), () => this.describe([script], root, ({ described }) => void found.push(described)));
    return found[0];
  }

  private async pin(version: string, work: () => Promise<void>): Promise<void> {
    this.pinned.add(version);
    try {
      await work();
    } finally {
      this.pinned.delete(version);
    }
  }

  private describe(scripts: readonly ScriptFile[], root: string, onDescribed: (answer: Answer) => void): Promise<void> {
    const { folder, memoryMiB, runAs, loadSeconds } = this.options;
    const isClosed = () => this.closed;
    const common = { folder, memoryMiB, runAs, loadSeconds, loading: this.loading };
    return describeScripts(scripts, root, { ...common, isClosed, onDescribed });
  }

  /** Removes versions that nothing needs any more. */
  clean(): void {
    const used = new Set([this.current, ...this.pinned, ...this.options.inUse()]);
    for (const { version } of this.own.values()) if (version) used.add(version.directory);
    for (const name of readdirSync(this.options.versions)) {
      if (!used.has(name)) rmSync(join(this.options.versions, name), { recursive: true, force: true });
    }
  }
}

const idOf = (file: string): string => file.slice(0, -extname(file).length);

function templateFile(id: string): string {
  return join(dirname(require.resolve('aliyun-inspection/package.json')), 'templates', `${id}.ts`);
}

const bad = (en: string, zh: string): ConfigError => badField('script', en, zh);
const unknown = (id: string): ConfigError => bad(`there is no script "${id}"`, `没有脚本“${id}”`);
