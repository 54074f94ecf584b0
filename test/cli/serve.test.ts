/** Hosts of `serve` that share a state in PostgreSQL. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type FunctionServer } from '../../cli/serve';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { readSettings } from '../../host/config';
import { createLog } from '../../host/log';
import { PASSWORD, startPostgres, withPostgres, type PostgresServer } from '../harness/postgres';

jest.setTimeout(120_000);

withPostgres('hosts with one state in PostgreSQL', () => {
  const before = { ...process.env };
  const servers: FunctionServer[] = [];
  const logged: string[] = [];
  let folder: string;
  let postgres: PostgresServer;
  let cloud: Emulator;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'serve-'));
    postgres = await startPostgres();
    cloud = await startEmulator({ scenario: { seed: 7, regions: ['cn-hangzhou'], instances: 4 } });
    Object.assign(process.env, {
      ALIYUN_ENDPOINT: cloud.endpoint,
      ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
    });
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await cloud.close();
    await postgres.stop();
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(name: string, state: string): Promise<FunctionServer> {
    const env = { ALIYUN_INSPECTION_STATE: state };
    const settings = readSettings({ port: 0, data: join(folder, name), shipped: 'active', language: 'en' }, env);
    const server = await startServer(
      settings,
      createLog('json', (line) => logged.push(line)),
    );
    servers.push(server);
    return server;
  }

  async function run({ host }: FunctionServer) {
    const { id } = host.call('ecs.run', { origin: 'manual', configs: { regions: ['cn-hangzhou'] } });
    const { status, result, error } = await host.wait(id, 100);
    expect([status, error]).toEqual(['success', undefined]);
    return result?.events;
  }

  it('know what each other has reported, and write the password nowhere', async () => {
    const state = await postgres.database();
    process.env.ALIYUN_INSPECTION_STATE = state;
    const hosts = [await start('a', state), await start('b', state)];
    const [first, second] = hosts as [FunctionServer, FunctionServer];
    expect((await run(first))?.anomaly).toBeGreaterThan(0);
    expect(await run(second)).toMatchObject({ anomaly: 0, recovery: 0 });
    const metrics = await (await fetch(`${first.url}/metrics`)).text();
    expect(metrics).toMatch(/^aliyun_inspection_spool_unreadable_total 0$/m);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
    expect(files.some((name) => name.endsWith('state.db'))).toBe(false);
    const kept = files.filter((name) => statSync(name).isFile()).map((name) => readFileSync(name, 'latin1'));
    for (const text of [...kept, ...logged, metrics]) {
      for (const secret of [PASSWORD, encodeURIComponent(PASSWORD)]) expect(text.includes(secret)).toBe(false);
    }
  });
});
