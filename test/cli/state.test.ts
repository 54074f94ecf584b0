import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { redisStore } from '../../platforms/fc/redis';
import { state, type StateAction, type StateFlags } from '../../cli/state';
import { keyedState, openState, STATE_FILE, type Changes, type KeptState, type OpenFinding } from '../../lib/state';
import { openStateAt } from '../../ground/state';
import { startPostgres, withPostgres } from '../harness/postgres';
import { REDIS_SERVER, startRedis } from '../harness/redis';

const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
const OTHER = { ...SCOPE, region: 'cn-beijing' };
const changes = (n: number): Changes => ({
  opened: [{ fingerprint: `f${n}`, checker: 'c', assetId: `d-${n}` } as OpenFinding],
  closed: [],
  remembered: [],
  forgotten: [],
  events: [],
});

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cli-state-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function fill(kept: KeptState): Promise<void> {
  const lock = await kept.lock('ecs');
  for (const [n, scope] of [SCOPE, OTHER].entries()) await kept.apply(scope, changes(n));
  await lock.release();
  await kept.close();
}

async function command(action: StateAction, more: Partial<StateFlags> = {}) {
  let text = '';
  const flags: StateFlags = { state: dir, format: 'table', lang: 'en', ...more };
  const code = await state(action, flags, (some) => (text += some));
  return { code, lines: text.trimEnd().split('\n') };
}

const HEALTHY = [
  'ok  ecs ecs-disks cn-beijing 1: 1 open findings, 0 remembered assets',
  'ok  ecs ecs-disks cn-hangzhou 1: 1 open findings, 0 remembered assets',
];

it('finds a state in a directory whole, and nothing where there is none', async () => {
  await expect(command('check')).rejects.toMatchObject({ code: 'config' });
  await fill(openState(dir));
  expect(await command('check')).toEqual({ code: 0, lines: [...HEALTHY, '2 scopes, the state is whole'] });
  expect((await command('check', { lang: 'zh', region: 'cn-beijing' })).lines).toEqual([
    '正常  ecs ecs-disks cn-beijing 1: 1 个未恢复的结果，0 个记住的资产',
    '1 个采集范围，状态完整',
  ]);
  const { lines } = await command('check', { format: 'json', region: 'cn-beijing' });
  expect(JSON.parse(lines.join('\n'))).toEqual({
    action: 'check',
    scopes: [{ ...OTHER, open: 1, assets: 0 }],
    notes: [],
  });
});

it('mends a file of which a row is damaged; a check changes nothing', async () => {
  await fill(openState(dir));
  const file = join(dir, STATE_FILE);
  const bytes = readFileSync(file);
  bytes[bytes.indexOf('{"fingerprint":"f0"') + 16] = 0xff;
  writeFileSync(file, bytes);
  const checked = await command('check');
  expect(checked.code).toBe(3);
  expect(checked.lines[1]).toMatch(/^LOST {2}ecs ecs-disks cn-hangzhou 1: a part of it is damaged in the file$/);
  expect(checked.lines.at(-1)).toMatch(/^1 of 2 scopes are lost: mend them with state repair/);
  expect(readdirSync(dir).filter((name) => name.includes('corrupt'))).toEqual([]);
  const repaired = await command('repair');
  expect([repaired.code, repaired.lines.at(-1)]).toEqual([0, expect.stringMatching(/^1 scopes are mended: /)]);
  expect(readdirSync(dir).filter((name) => /corrupt-[^.]*Z$/.test(name))).toHaveLength(1);
  expect(await command('check')).toMatchObject({
    code: 0,
    lines: [
      HEALTHY[0],
      'to be learned again  ecs ecs-disks cn-hangzhou 1: 0 open findings, 0 remembered assets',
      expect.anything(),
    ],
  });
});

it('says in one sentence that a file is corrupt, and keeps it aside when it is told to mend it', async () => {
  writeFileSync(join(dir, STATE_FILE), 'no database. '.repeat(1000));
  await expect(command('check')).rejects.toThrow(/state file .* is corrupt: .*; mend it with state repair/);
  expect((await command('repair')).lines[0]).toMatch(/was corrupt: kept aside as /);
  expect((await command('check')).code).toBe(0);
});

it('forgets what is chosen, when it is told twice, and not while a run is under way', async () => {
  await fill(openState(dir));
  const chosen = { region: 'cn-beijing' };
  const dry = await command('forget', chosen);
  expect(dry).toEqual({
    code: 0,
    lines: [HEALTHY[0], '1 scopes would be forgotten; nothing was changed: add --yes to do it'],
  });
  const running = openState(dir);
  const lock = await running.lock('ecs');
  await expect(command('forget', { ...chosen, yes: true })).rejects.toMatchObject({ code: 'locked' });
  await lock.release();
  await running.close();
  expect((await command('forget', { ...chosen, yes: true })).lines.at(-1)).toMatch(/^1 scopes are forgotten: /);
  expect((await command('check')).lines).toEqual([HEALTHY[1], '1 scopes, the state is whole']);
  const kept = openState(dir);
  expect(await kept.load(OTHER)).toEqual({ open: new Map(), assets: new Map() });
  await kept.close();
});

(REDIS_SERVER ? it : it.skip)('does the same to a state in Redis', async () => {
  const server = await startRedis();
  const before = process.env.ALIYUN_INSPECTION_REDIS_URL;
  try {
    delete process.env.ALIYUN_INSPECTION_REDIS_URL;
    await expect(command('check', { redis: true })).rejects.toThrow('ALIYUN_INSPECTION_REDIS_URL is not set');
    process.env.ALIYUN_INSPECTION_REDIS_URL = server.url;
    await fill(keyedState(redisStore(server.url)));
    const check = () => command('check', { redis: true });
    expect(await check()).toEqual({ code: 0, lines: [...HEALTHY.reverse(), '2 scopes, the state is whole'] });
    const redis = new Redis(server.url);
    await redis.del(...(await redis.keys('*scope:ecs/1/cn-beijing/*')));
    redis.disconnect();
    const lost = await check();
    expect([lost.code, lost.lines[1]]).toEqual([3, 'LOST  ecs ecs-disks cn-beijing 1: it is gone from the store']);
    expect((await command('repair', { redis: true })).code).toBe(0);
    expect(await check()).toMatchObject({
      code: 0,
      lines: [HEALTHY[0], expect.stringMatching(/^to be learned again /), expect.anything()],
    });
    await command('forget', { redis: true, yes: true, region: 'cn-beijing' });
    expect((await check()).lines).toEqual([HEALTHY[0], '1 scopes, the state is whole']);
  } finally {
    if (before === undefined) delete process.env.ALIYUN_INSPECTION_REDIS_URL;
    else process.env.ALIYUN_INSPECTION_REDIS_URL = before;
    await server.stop();
  }
});

withPostgres('a state in PostgreSQL', () => {
  it('is found, and forgotten with --yes; without tables there is none, and none are made', async () => {
    const server = await startPostgres();
    const healthy = [...HEALTHY].sort();
    try {
      const url = await server.database();
      const absent = { code: 'config', field: 'state', message: '--state: there is no state' };
      for (let n = 0; n < 2; n++) await expect(command('check', { state: url })).rejects.toMatchObject(absent);
      await fill(await openStateAt(url, 'state'));
      expect(await command('check', { state: url })).toEqual({
        code: 0,
        lines: [...healthy, '2 scopes, the state is whole'],
      });
      expect((await command('forget', { state: url, region: 'cn-beijing', yes: true })).code).toBe(0);
      expect((await command('check', { state: url })).lines).toEqual([healthy[1], '1 scopes, the state is whole']);
    } finally {
      await server.stop();
    }
  });
});
