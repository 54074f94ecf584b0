/** A drill: a host is lost, its data come back from a backup in another place, its key from elsewhere, and runs go on. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type FunctionServer } from '../../cli/serve';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { readSettings } from '../../host/config';
import { createLog } from '../../host/log';
import { People } from '../../host/people';
import { compile, ROOT } from '../host/stage';

jest.setTimeout(300_000);

const SCENARIO = {
  seed: 7,
  regions: ['cn-hangzhou'],
  instances: 4,
  plant: { 'ecs-auto-release': 1, 'ecs-expiring-critical': 1 },
  changes: [{ epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' }],
};
const SCRIPT = `
import { defineInspection, fromAccount } from 'aliyun-inspection';
import { autoRelease, ecsExpiring } from 'aliyun-inspection/scripts/ecs';
export const inspection = defineInspection({
  id: 'ours', title: { zh: '我们的', en: 'Ours' }, schedule: '17 3 1 1 *', timeoutSeconds: 120,
  accounts: [{ name: 'team', credentials: fromAccount('team'), regions: ['cn-hangzhou'] }],
  checkers: [autoRelease, ecsExpiring],
});
export const run = inspection.run;
`;
const FUNCTION = 'ours.run';

const before = { ...process.env };
let folder: string;
let cloud: Emulator;
let server: FunctionServer | undefined;
const logged: string[] = [];

beforeAll(async () => {
  compile();
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
  cloud = await startEmulator({ scenario: SCENARIO });
  process.env.ALIYUN_ENDPOINT = cloud.endpoint;
});
afterAll(async () => {
  await server?.close();
  await cloud.close();
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

const place = (name: string) => ({ data: join(folder, name, 'data'), keyFile: join(folder, name, 'safe', 'key') });

async function start(name: string): Promise<FunctionServer> {
  const settings = { port: 0, language: 'en', timeZone: 'UTC', jitterSeconds: 0, ...place(name) };
  server = await startServer(
    readSettings(settings, {}),
    createLog('json', (line) => logged.push(line)),
  );
  return server;
}

async function run({ host }: FunctionServer) {
  const { id } = host.call(FUNCTION, { origin: 'manual' });
  const { status, error, result } = await host.wait(id, 100);
  expect([status, error, result?.complete]).toEqual(['success', undefined, true]);
  return { ...result?.events, stillOpen: result?.stillOpen };
}

/** What is open, in the words of the workspace. */
async function open({ workspace }: FunctionServer): Promise<string[]> {
  const { events } = await workspace.store.listEvents({});
  const over = new Set(events.filter(({ status }) => status === 'ok').map(({ faultId }) => faultId));
  return events.filter(({ faultId }) => !over.has(faultId)).map(({ faultId, checker }) => `${checker} ${faultId}`);
}

function serve(name: string, keyFile: string) {
  const config = join(folder, 'serve.json');
  writeFileSync(config, JSON.stringify({ keyFile, port: 0, workspacePort: 0 }));
  const { data } = place(name);
  return spawnSync(
    process.execPath,
    [join(ROOT, 'cli', 'bin.cjs'), 'serve', '--data', data, '--config', config, '--lang', 'en'],
    {
      env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') },
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
}

it('goes on where the backup was made: accounts, scripts, schedules and open faults', async () => {
  for (const name of ['lost', 'new']) mkdirSync(join(folder, name, 'safe'), { recursive: true });
  const first = await start('lost');
  const account = { name: 'team', ...EMULATOR_KEY, regions: ['cn-hangzhou'] };
  first.accounts.put(account);
  await first.host.saveDraft('ours', SCRIPT);
  await first.host.publish('ours', 'li');
  first.host.resume('databases.run');
  first.host.pause('ours.run');
  expect(await run(first)).toMatchObject({ anomaly: 2, recovery: 0 });
  const known = await open(first);
  expect(known).toHaveLength(2);
  const facts = ({ host, accounts, history }: FunctionServer) => ({
    accounts: accounts.list(),
    users: new People(history.db).list(),
    text: host.source('ours').published,
    versions: host.versions('ours'),
    triggers: host.functions().map(({ id, trigger }) => [id, trigger.schedule, trigger.paused]),
    tasks: host.tasks({ functionId: FUNCTION }).map(({ id, status }) => [id, status]),
  });
  const had = facts(first);
  await first.close();
  server = undefined;

  // The backup is the data folder; the key is kept in another place.
  const backup = join(folder, 'backup');
  cpSync(place('lost').data, backup, { recursive: true });
  const key = readFileSync(place('lost').keyFile, 'utf8').trim();
  rmSync(place('lost').data, { recursive: true });
  const files = readdirSync(backup, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(backup, name)).isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  const secrets = [EMULATOR_KEY.accessKeySecret, EMULATOR_KEY.accessKeyId, key].map((text) => Buffer.from(text));
  for (const name of files) {
    const bytes = readFileSync(join(backup, name));
    for (const secret of [...secrets, Buffer.from(key, 'base64')]) {
      expect([name, bytes.includes(secret)]).toEqual([name, false]);
    }
  }

  // Elsewhere, without its key and with another one.
  cpSync(backup, place('new').data, { recursive: true });
  const { keyFile } = place('new');
  const without = serve('new', keyFile);
  expect([without.status, without.stderr]).toEqual([2, expect.stringContaining(`key file ${keyFile} is missing`)]);
  expect(without.stderr).toContain('the keys of the accounts team cannot be read without it: bring it back');
  const other = join(folder, 'other-key');
  writeFileSync(other, Buffer.alloc(32, 9).toString('base64'), { mode: 0o600 });
  const wrong = serve('new', other);
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining(`${other} is not the key of`)]);
  expect(wrong.stderr).toContain('bring the right one back');

  renameSync(place('lost').keyFile, keyFile);
  const second = await start('new');
  expect(facts(second)).toEqual(had);
  expect(await open(second)).toEqual(known);
  // What is open is not told again, and recovers once.
  expect(await run(second)).toEqual({ anomaly: 0, update: 0, recovery: 0, stillOpen: 2 });
  expect(await open(second)).toEqual(known);
  cloud.advance();
  expect(await run(second)).toMatchObject({ anomaly: 0, recovery: 1, stillOpen: 1 });
  expect(await run(second)).toMatchObject({ anomaly: 0, recovery: 0, stillOpen: 1 });
  expect(await open(second)).toEqual(known.filter((one) => one.startsWith('ecs-expiring ')));
  expect(logged.join('\n')).not.toContain(EMULATOR_KEY.accessKeySecret);
});
