/** A Redis and a PostgreSQL of their own for a benchmark, where they are installed. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Servers {
  readonly queue: string;
  /** Of their processes. */
  readonly pids: { readonly redis: number | undefined; readonly postgres: number | undefined };
  /** A new database. @returns its address */
  database(name: string): string;
  /** What a database takes on disk, in bytes. */
  sizeOf(name: string): number;
  /** What the Redis takes now, in bytes. */
  memory(): Promise<number>;
  stop(): void;
}

/** @returns `undefined` where one of them is not installed */
export async function startServers(): Promise<Servers | undefined> {
  const bin = postgresBin();
  const redis = which('redis-server');
  if (bin === undefined || redis === undefined) return undefined;
  const ports = { redis: await freePort(), postgres: await freePort() };
  const dir = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const data = join(dir, 'data');
  mkdirSync(data);
  // PostgreSQL refuses to run as root.
  const asOther = process.getuid?.() === 0;
  if (asOther) {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    for (const path of [dir, data]) chownSync(path, uid, gid);
  }
  const wrap = asOther ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  const command = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = '', ...rest] = [...wrap, join(bin, program), ...args];
    return [first, rest];
  };
  execFileSync(
    ...command('initdb', ['-D', data, '-U', 'bench', '-A', 'trust', '--no-locale', '-E', 'UTF8', '--no-sync']),
    {
      cwd: dir,
      stdio: 'pipe',
    },
  );
  const settings = { listen_addresses: '127.0.0.1', port: ports.postgres, unix_socket_directories: '' };
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const children: ChildProcess[] = [
    spawn(...command('postgres', ['-D', data, ...given]), { cwd: dir, stdio: 'ignore' }),
    spawn(redis, ['--port', String(ports.redis), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      cwd: dir,
      stdio: 'ignore',
    }),
  ];
  const psql = (database: string, sql: string) =>
    execFileSync(
      join(bin, 'psql'),
      ['-h', '127.0.0.1', '-p', String(ports.postgres), '-U', 'bench', '-Atc', sql, database],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    ).trim();
  await patiently(() => Promise.resolve(psql('postgres', 'SELECT 1')));
  await patiently(() => info(ports.redis));
  return {
    pids: { postgres: children[0]?.pid, redis: children[1]?.pid },
    queue: `redis://127.0.0.1:${ports.redis}`,
    database(name) {
      psql('postgres', `CREATE DATABASE ${name}`);
      return `postgres://bench@127.0.0.1:${ports.postgres}/${name}`;
    },
    sizeOf: (name) => Number(psql('postgres', `SELECT pg_database_size('${name}')`)),
    memory: async () => Number(/used_memory:(\d+)/.exec(await info(ports.redis))?.[1]),
    stop() {
      children[0]?.kill('SIGINT');
      children[1]?.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function patiently(attempt: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(200);
    }
  }
}

function info(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('INFO memory\r\nQUIT\r\n'));
    socket.on('error', reject);
    socket.on('data', (some: Buffer) => (said += some.toString()));
    socket.on('end', () => resolve(said));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function which(program: string): string | undefined {
  try {
    return execFileSync('which', [program], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function postgresBin(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const all = [process.env.POSTGRES_BIN ?? '', ...versions.map((version) => join(debian, version, 'bin'))];
  return all.find(
    (folder) => folder !== '' && ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name))),
  );
}
