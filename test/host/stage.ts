/** A function host with scripts of a test, in real processes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openHistory, type History } from '../../host/history';
import { startHost, type HostOptions, type RunningHost } from '../../host/host';
import { createLog } from '../../host/log';

export const ROOT = join(__dirname, '..', '..');

/** Children run what is compiled. */
export const compile = (): void => void execFileSync(process.execPath, [join(ROOT, 'build.mjs'), 'compile']);

export interface Stage {
  readonly folder: string;
  readonly versions: string;
  readonly host: RunningHost;
  readonly history: History;
  readonly logged: string[];
  /** Writes a script. @param body of `run(configs, options)` */
  write(name: string, body: string, more?: string): void;
  /** Ends the host and starts another one on its data. */
  restart(more?: Partial<HostOptions>): Promise<RunningHost>;
}

const open: { host?: RunningHost; history?: History; folder?: string; logged?: readonly string[] }[] = [];

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'));
  open.push({ folder });
  return folder;
}

export async function leave(): Promise<void> {
  for (const { host, history, folder } of open.splice(0).reverse()) {
    await host?.close();
    history?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** An inspection that calls no cloud. @param body of `run(configs, options)`, asynchronous */
export function script(id: string, body: string, more = ''): string {
  return `
    exports.inspection = {
      id: '${id}', title: { zh: '${id}', en: '${id}' }, schedule: '0 3 1 1 *', timeoutSeconds: 60, checkers: [],
      run: async (configs, options) => { ${body} },
      ${more}
    };`;
}

const SUMMARY = {
  ...{ inspection: 'a', startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:00:01Z', complete: true },
  ...{ collections: [], notFound: [], assets: 2, muted: 0, skippedPairs: 0, durationMs: 1, peakRssMiB: 1 },
  verdicts: { pass: 1, fail: 1, skip: 0, unknown: 0 },
  findings: { critical: 0, error: 1, warning: 0, info: 0 },
  events: { anomaly: 1, update: 0, recovery: 0 },
  calls: { total: 3, throttled: 1, retried: 0, metrics: 0, metricsThisMonth: 0 },
};

/** Of a body: returns a summary that carries something. @param data an expression */
export const summary = (data: string): string =>
  `return { ...${JSON.stringify(SUMMARY)}, notes: [JSON.stringify(${data} ?? null)] };`;

/** What a summary carries. */
export const dataOf = (result: { readonly notes: readonly string[] } | undefined): unknown =>
  result && JSON.parse(result.notes[0] ?? '');

export async function stage(
  scripts: Readonly<Record<string, string>>,
  more: Partial<HostOptions> = {},
): Promise<Stage> {
  const folder = newFolder();
  const data = newFolder();
  const logged: string[] = [];
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(scripts)) put(name, text);
  const begin = async (own: Partial<HostOptions>) => {
    const history = openHistory(data);
    open.push({ history });
    const host = await startHost({
      history,
      scripts: folder,
      versions: join(data, 'versions'),
      stateDir: join(data, 'state'),
      editable: true,
      language: 'en',
      timeZone: 'UTC',
      jitterSeconds: 0,
      concurrency: 4,
      queue: 10,
      memoryMiB: 128,
      graceSeconds: 1,
      stopSeconds: 1,
      keepTasks: 50,
      guance: 'local',
      shipped: 'off',
      log: createLog('plain', (line) => logged.push(line)),
      keys: () => Promise.resolve({ env: {}, accounts: [] }),
      ...more,
      ...own,
    });
    open.push({ host, logged });
    return { host, history };
  };
  let current = await begin({});
  return {
    folder,
    versions: join(data, 'versions'),
    logged,
    get host() {
      return current.host;
    },
    get history() {
      return current.history;
    },
    write: (name, body, extra) => put(name, script(name.replace(/\.js$/, '').replaceAll('/', '-'), body, extra)),
    restart: async (own = {}) => {
      await current.host.close();
      current.history.close();
      open.splice(
        0,
        open.length,
        ...open.filter((one) => one.host !== current.host && one.history !== current.history),
      );
      current = await begin(own);
      return current.host;
    },
  };
}

const LONGEST_WAIT_MS = 60_000;

/** Waits until something is so. @throws Error with what the hosts say, when it takes too long */
export async function until<T>(what: () => T | undefined | false): Promise<T> {
  const end = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const value = what();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`never: ${String(what)}\n${state()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a test that waits in vain has to show. */
function state(): string {
  return open
    .flatMap(({ host, logged = [] }) => [
      ...logged,
      ...(host?.scripts() ?? []).map(({ id, problem }) => `script ${id}: ${problem ?? 'loaded'}`),
      ...(host?.tasks() ?? []).map(({ id, functionId, status }) => `${functionId} ${id}: ${status}`),
    ])
    .join('\n');
}
