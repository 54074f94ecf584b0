import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports';

/** Where a real Redis server is, if there is one. */
export const REDIS_SERVER = find(process.env.REDIS_SERVER ?? 'redis-server');

function find(program: string): string | undefined {
  try {
    return execFileSync('which', [program], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

export interface RedisServer {
  readonly url: string;
  /** As when the machine loses its process. */
  kill(): Promise<void>;
  /** Once more, with what it has kept: all of it, when it is `durable`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis server of its own, with a password, on a free port. @param durable whether it writes down every change */
export async function startRedis({ durable = false } = {}): Promise<RedisServer> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'redis-'));
  const password = 'not-a-real-p%40ss'.replace('%40', '@');
  const options = {
    port,
    bind: '127.0.0.1',
    save: '',
    ...(durable ? { appendonly: 'yes', appendfsync: 'always' } : { appendonly: 'no' }),
    requirepass: password,
    dir,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(REDIS_SERVER ?? '', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    await ready(child);
  };
  const kill = async () => {
    const one = child;
    child = undefined;
    if (!one) return;
    const ended = new Promise((resolve) => one.once('exit', resolve));
    one.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    kill,
    start,
    async stop() {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`redis-server ended: ${said}`)));
  });
}
