/**
 * All inspections begin at once on a server of five workers, of which two take inspections, and run to their end, while a
 * function of somebody else is called again and again.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunSummary } from '../../../lib/model';
import { startWorkspace } from '../../../workspace';
import { FuncServer, type Answer } from './server';

const ROOT = dirname(require.resolve('aliyun-inspection/package.json'));
const SET = 'aliyun_inspection';
/** The queue that the set is built for. */
const QUEUE = 7;
const OTHERS = [1, 2, 3, 4, 5, 6, 8, 9];
const WORKERS = [[QUEUE], [QUEUE], OTHERS, OTHERS, OTHERS];
const HELLO = 'user__hello.hello';
const SCRIPTS = { user__hello: "@DFF.API('hello')\ndef hello():\n    'Says so'\n    return 'hello'\n" };

export interface Together {
  readonly inspections: readonly { readonly func: string; readonly answer: Answer }[];
  /** Each call of the foreign function, one after the other. */
  readonly foreign: readonly Answer[];
  /** Those of them that no worker took at once. */
  readonly held: number;
  /** One more, when there is nothing else to do. */
  readonly alone: Answer;
  /** Most inspections that had a worker when it got its own. */
  readonly inspecting: number;
  /** Requests that Guance's stand-in answered, and those of them that it refused for its limit. */
  readonly requests: number;
  readonly refused: number;
  readonly wallMs: number;
}

export const summaryOf = ({ result }: Answer): RunSummary | undefined => result as RunSummary | undefined;

/**
 * @param cloud where the inspections ask
 * @param between a call of the foreign function and the next one, in milliseconds
 * @param names of inspections, such as `ecs`: the shipped ones by default
 */
export async function together(
  cloud: Readonly<Record<string, string>>,
  between: number,
  names?: readonly string[],
): Promise<Together> {
  const dir = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const [built, folder] = [join(dir, 'built'), join(dir, 'set')];
  const options = ['--out', built, '--queue', String(QUEUE)];
  execFileSync(process.execPath, [join(ROOT, 'build.mjs'), 'func', ...options], { stdio: 'pipe' });
  const zip = readdirSync(built).find((name) => name.endsWith('.zip')) ?? '';
  execFileSync('python3', ['-m', 'zipfile', '-e', join(built, zip), folder]);
  const statuses: number[] = [];
  const workspace = await startWorkspace({
    dataDir: dir,
    log(line, kind) {
      if (kind === 'request') statuses.push(Number(/ (\d{3}) \d+ ms$/.exec(line)?.[1]));
    },
  });
  const env = {
    ...cloud,
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_NODE: 'private',
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
  };
  const server = new FuncServer({ folder, store: join(dir, 'db.json'), env, scripts: SCRIPTS, workers: WORKERS });
  try {
    const began = Date.now();
    let over = false;
    const runs = inspectionsOf(folder, names).map(async (func) => ({
      func,
      answer: await server.call({ func, way: 'cron' }),
    }));
    const all = Promise.all(runs).finally(() => (over = true));
    const foreign: Answer[] = [];
    let held = 0;
    const hello = (): Promise<Answer> => {
      const before = server.taken.length;
      const answer = server.call({ func: HELLO, way: 'api' });
      if (server.taken.length === before) held += 1;
      return answer;
    };
    do {
      foreign.push(await hello());
      await Promise.race([all, sleep(between)]);
    } while (!over);
    const inspections = await all;
    const wallMs = Date.now() - began;
    return {
      inspections,
      foreign,
      held,
      alone: await hello(),
      inspecting: Math.max(...server.taken.filter(({ func }) => func === HELLO).map(({ inspecting }) => inspecting)),
      requests: statuses.length,
      refused: statuses.filter((status) => status === 401).length,
      wallMs,
    };
  } finally {
    server.close();
    await workspace.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Function ids of the set: every script that inspects. */
function inspectionsOf(folder: string, names?: readonly string[]): string[] {
  const scripts = readdirSync(join(folder, 'script-sets', SET)).map((file) => file.replace(/\.py$/, ''));
  const parts = ['bundle', 'node', 'runtime'];
  const all = scripts.filter((name) => !parts.includes(name) && !name.startsWith('example'));
  return (names ?? all).map((name) => `${SET}__${name}.run`);
}
