/** A queue and its workers as they are used on the command line. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../cli/main';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { startServers, withServers, type Servers } from '../harness/fleet';

const BIN = join(__dirname, '../../cli/bin.cjs');
const REDIS = 'redis://127.0.0.1:1';

describe('what is refused before anything is done', () => {
  const before = { ...process.env };
  let printed: string;
  beforeEach(() => {
    printed = '';
    for (const name of ['ALIYUN_INSPECTION_QUEUE', 'ALIYUN_INSPECTION_STATE']) delete process.env[name];
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => ((printed += String(text)), true));
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...before };
    process.exitCode = undefined;
  });

  it.each<[string[], RegExp]>([
    [['worker'], /--queue: is missing: give redis:/],
    [['worker', '--queue', REDIS], /--state: workers need postgres:/],
    [['worker', '--queue', 'http://127.0.0.1:1', '--state', 'postgres://db/x'], /queue: not of the form redis:/],
    [['worker', '--queue', REDIS, '--concurrency', '0'], /--concurrency/],
    [['run', 'ecs', '--queue', 'redis://:hunter2-hunter2@db.internal'], /--queue: a password on the command line/],
    [['run', 'ecs', '--queue', REDIS, '--out', 'x'], /--out: findings stay with the workers/],
    [['run', 'nothing', '--queue', REDIS], /nothing/],
  ])('%j', async (command, said) => {
    await main([...command, '--lang', 'en']);
    expect(process.exitCode).toBe(2);
    expect(printed).toMatch(said);
    expect(printed).not.toMatch(/hunter2/);
  });
});

withServers('a run that workers do', () => {
  let servers: Servers;
  let cloud: Emulator;
  let env: NodeJS.ProcessEnv;
  let folder: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'worker-'));
    servers = await startServers();
    cloud = await startEmulator({
      scenario: { seed: 7, regions: ['cn-hangzhou'], instances: 4, plant: { 'ecs-expiring-critical': 1 }, changes: [] },
    });
    env = {
      ...process.env,
      ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
      ALIYUN_ENDPOINT: cloud.endpoint,
      ALIYUN_INSPECTION_QUEUE: servers.redis.url,
      ALIYUN_INSPECTION_STATE: await servers.postgres.database(),
    };
  }, 60_000);
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    await Promise.all([cloud.close(), servers.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a command, and resolves at its end. */
  function start(...args: string[]) {
    const child = spawn(process.execPath, [BIN, ...args, '--lang', 'en'], { env, cwd: folder });
    children.push(child);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { child, ended, out: () => out, err: () => err };
  }
  const until = async (test: () => boolean) => {
    for (let i = 0; !test() && i < 600; i++) await new Promise((resolve) => setTimeout(resolve, 100));
  };

  it('gives its summary to who asked, and its events to the worker; a worker that is told to stop ends', async () => {
    const worker = start('worker');
    await until(() => /waits for runs/.test(worker.out() + worker.err()));
    const run = start('run', 'ecs', '--format', 'json');
    expect(await run.ended).toBe(0);
    const summary = JSON.parse(run.out()) as { inspection: string; complete: boolean; events: { anomaly: number } };
    expect(summary).toMatchObject({ inspection: 'ecs', complete: true });
    expect(summary.events.anomaly).toBeGreaterThan(0);
    expect(worker.out() + worker.err()).toMatch(/critical .*expires soon/);
    for (const text of [worker.out(), worker.err(), run.out(), run.err()])
      expect(text).not.toContain(EMULATOR_KEY.accessKeySecret);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
  }, 120_000);

  it('waits where there is no worker, and is cancelled by Ctrl-C', async () => {
    const run = start('run', 'ecs');
    await until(() => run.out() !== '' || run.err() !== '');
    run.child.kill('SIGINT');
    await until(() => /press Ctrl-C again/.test(run.err()));
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
  }, 60_000);
});
