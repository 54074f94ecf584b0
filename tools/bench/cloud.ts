/** Starts an emulator in a process of its own, so that its work is not counted as the inspection's. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startEmulator, type EmulatorStats, type Fault, type Scenario } from '../../emulator';

export interface Cloud {
  readonly env: Readonly<Record<string, string>>;
  /** Of its process. */
  readonly pid: number | undefined;
  stats(): Promise<EmulatorStats>;
  /** Calls in each second of its clock, by product, action, region and account, from the first second on that had any. */
  seconds(): Promise<readonly { readonly place: string; readonly counts: readonly number[] }[]>;
  /** Forgets the counts and replaces the faults. */
  reset(faults?: readonly Fault[]): Promise<void>;
  close(): void;
}

interface Options {
  readonly scenario: Scenario;
  readonly latencyMs: number;
}

/** In the child: runs the emulator that the parent describes. */
async function serve(): Promise<void> {
  process.once('message', (options: Options) => {
    const counts = new Map<string, number[]>();
    const first = Math.floor(Date.now() / 1000);
    const log = (line: string) => {
      const place = line.slice(0, line.lastIndexOf(' '));
      const all = counts.get(place) ?? [];
      counts.set(place, all);
      const second = Math.floor(Date.now() / 1000) - first;
      all[second] = (all[second] ?? 0) + 1;
    };
    process.on('message', (message) => {
      if (message !== 'seconds') return;
      // Before the first one, and in seconds without any, there were none.
      process.send?.([...counts].map(([place, all]) => ({ place, counts: Array.from(all, (n) => n ?? 0) })));
    });
    void startEmulator({ port: 0, replays: true, log, ...options }).then((emulator) => {
      const account = emulator.world.accounts[0];
      process.send?.({
        url: emulator.url,
        env: {
          ALIYUN_ENDPOINT: emulator.endpoint,
          ALIBABA_CLOUD_ACCESS_KEY_ID: account?.accessKeyId ?? '',
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: account?.accessKeySecret ?? '',
        },
      });
    });
  });
  await new Promise((resolve) => process.once('disconnect', resolve));
  process.exit(0);
}

export async function startCloud(scenario: Scenario, latencyMs: number): Promise<Cloud> {
  const child: ChildProcess = fork(__filename, ['--serve'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ready = new Promise<{ url: string; env: Record<string, string> }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { url: string; env: Record<string, string> }));
    child.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
  });
  child.send({ scenario, latencyMs } satisfies Options);
  const { url, env } = await ready;
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/__emulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`emulator control ${path}: ${text}`);
    return text ? (JSON.parse(text) as unknown) : undefined;
  };
  return {
    env,
    pid: child.pid,
    stats: async () => (await control('GET', 'stats')) as EmulatorStats,
    async reset(faults = []) {
      await control('DELETE', 'stats');
      await control('PUT', 'faults', faults);
    },
    async seconds() {
      child.send('seconds');
      const [all] = (await once(child, 'message')) as [readonly { place: string; counts: readonly number[] }[]];
      return all.map(({ place, counts }) => ({ place, counts: counts.slice(counts.findIndex((n) => n > 0)) }));
    },
    close: () => child.disconnect(),
  };
}

if (process.argv[2] === '--serve') void serve();
