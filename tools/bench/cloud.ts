/** Starts an emulator in a process of its own, so that its work is not counted as the inspection's. */
import { fork, type ChildProcess } from 'node:child_process';
import { startEmulator, type EmulatorStats, type Fault, type Scenario } from '../../emulator';

export interface Cloud {
  readonly env: Readonly<Record<string, string>>;
  /** Of its process. */
  readonly pid: number | undefined;
  stats(): Promise<EmulatorStats>;
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
    void startEmulator({ port: 0, replays: true, ...options }).then((emulator) => {
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
    close: () => child.disconnect(),
  };
}

if (process.argv[2] === '--serve') void serve();
