import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './ports';

/** Where the programs of a real PostgreSQL server are, if there is one: `POSTGRES_BIN`, else Debian's newest. */
export const POSTGRES_BIN = find();

function find(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const all = [process.env.POSTGRES_BIN ?? '', ...versions.map((version) => join(debian, version, 'bin'))];
  return all.find((folder) => folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

/** For `describe`: its tests run where there is a server, and say so where there is none. */
export const withPostgres: (name: string, tests: () => void) => void = POSTGRES_BIN
  ? (name, tests) => describe(name, tests)
  : (name, tests) => describe.skip(`${name} (no PostgreSQL: install it, or set POSTGRES_BIN)`, tests);

export const PASSWORD = 'not-a-real-p@ss';

export interface PostgresServer {
  /** A new database. @returns its address, with user and password */
  database(): Promise<string>;
  /** As when the machine loses its process, with no time to do anything. */
  kill(): Promise<void>;
  /** Once more, with what it has kept. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server of its own, with a password, on a free port. */
export async function startPostgres(): Promise<PostgresServer> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(dir, 'data');
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, PASSWORD);
  mkdirSync(data);
  // It refuses to run as root.
  const asOther = process.getuid?.() === 0;
  const wrap = asOther ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  if (asOther) {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    for (const path of [dir, data, passwordFile]) chownSync(path, uid, gid);
  }
  const command = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = '', ...rest] = [...wrap, join(POSTGRES_BIN ?? '', program), ...args];
    return [first, rest];
  };
  const init = ['-D', data, '-U', 'inspector', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  execFileSync(...command('initdb', [...init, '--no-locale', '--no-sync']), { cwd: dir, stdio: 'pipe' });
  // Without fsync it survives what is done to it here: the machine goes on.
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    shared_buffers: '16MB',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const urlOf = (database: string) =>
    `postgres://inspector:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | undefined;
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: urlOf('postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(sql);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const start = async () => {
    const until = Date.now() + 20_000;
    for (let ready = false; !ready;) {
      if (!server || server.exitCode !== null || server.signalCode !== null) {
        server = spawn(...command('postgres', ['-D', data, ...args]), { cwd: dir, stdio: 'ignore' });
      }
      await sleep(50);
      ready = await ask('SELECT 1').then(
        () => true,
        (error: unknown) => {
          // Processes of the one before may still be on their way out.
          if (Date.now() > until) throw error;
          return false;
        },
      );
    }
  };
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    const one = server;
    server = undefined;
    if (!one || one.exitCode !== null || one.signalCode !== null) return;
    const ended = once(one, 'exit');
    one.kill(signal);
    await ended;
  };
  await start();
  let made = 0;
  return {
    async database() {
      const name = `test_${++made}`;
      await ask(`CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    kill: () => kill(),
    start,
    async stop() {
      await kill('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
