import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Database } from 'libsql';
import { makeDirectory, memoryState, openState, STATE_FILE } from '../../../lib/state';
import { changes, event, finding, SCOPE, storeTests } from '../../harness/state/store';

const ROOT = resolve(__dirname, '../../..');

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'state-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The raw database. */
function raw(): Database {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Sql = require('libsql') as new (file: string) => Database;
  return new Sql(join(dir, STATE_FILE));
}

/** Runs a script against the state in a process of its own; it prints a line when it is under way. */
async function child(body: string): Promise<ChildProcess> {
  const outfile = join(dir, 'child.cjs');
  buildSync({
    stdin: {
      contents: `import { openState } from './lib/state/file';
        const state = openState(${JSON.stringify(dir)});
        const finding = (n) => ({ fingerprint: 'f' + n, checker: 'c', assetId: 'd-' + n, assetName: '', severity: 'info', faultId: 'x', startedAt: 'x', title: { zh: '', en: '' }, data: {} });
        const scope = ${JSON.stringify(SCOPE)};
        (async () => { ${body} })().catch((error) => { console.error(error.code, error.message); process.exitCode = 9; });`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    external: ['libsql'],
    outfile,
  });
  const process_ = spawn(process.execPath, [outfile], {
    env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(process_.stdout as NodeJS.ReadableStream, 'data');
  return process_;
}

describe('a store in a file', () => storeTests(() => openState(dir)));
describe('a store in memory', () => storeTests(() => memoryState()));

it('makes a directory with its parents, and ends where the file system refuses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-state-'));
  makeDirectory(join(folder, 'a', 'b'));
  makeDirectory(join(folder, 'a', 'b'));
  expect(existsSync(join(folder, 'a', 'b'))).toBe(true);
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeDirectory(join(folder, 'file'))).toThrow(/not a directory/);
  // Node's recursive way never returns from here.
  if (process.platform === 'linux') expect(() => makeDirectory('/proc/nope/deeper')).toThrow(/ENOENT|EACCES/);
});

describe('memory over a file', () => {
  it('starts from what the file says and changes nothing in it', async () => {
    const file = openState(dir);
    await file.apply(SCOPE, changes({ opened: [finding(1)] }));
    await file.setFact('f', '1');
    const trial = memoryState(file);
    expect((await trial.load(SCOPE)).open.size).toBe(1);
    await trial.apply(SCOPE, changes({ opened: [finding(2)], closed: ['f1'], events: [event(1)] }), ['a']);
    await trial.setFact('f', '2');
    expect([...(await trial.load(SCOPE)).open.keys()]).toEqual(['f2']);
    expect([...(await file.load(SCOPE)).open.keys()]).toEqual(['f1']);
    expect([await file.waiting('a'), await file.getFact('f'), await trial.getFact('f')]).toEqual([0, '1', '2']);
    await file.close();
  });
});

describe('a state file', () => {
  it('outlives the process', async () => {
    const first = openState(join(dir, 'made', 'for', 'it'));
    await first.apply(SCOPE, changes({ opened: [finding(1)] }));
    await first.close();
    const second = openState(join(dir, 'made', 'for', 'it'));
    expect(second.notes).toEqual([]);
    expect((await second.load(SCOPE)).open.size).toBe(1);
    await second.close();
  });

  it('changes all or nothing', async () => {
    const state = openState(dir);
    await state.apply(SCOPE, changes({ opened: [finding(1)] }));
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const bad = { ...finding(3), data: circular as never };
    await expect(
      state.apply(SCOPE, changes({ opened: [finding(2), bad], closed: ['f1'], events: [event(1)] }), ['a']),
    ).rejects.toMatchObject({ code: 'state' });
    expect([...(await state.load(SCOPE)).open.keys()]).toEqual(['f1']);
    expect(await state.waiting('a')).toBe(0);
    await state.apply(SCOPE, changes({ closed: ['f1'] }));
    expect((await state.load(SCOPE)).open.size).toBe(0);
    await state.close();
  });

  it('is whole after the process was killed in the middle of its writing', async () => {
    const writer = await child(`
      for (let n = 0; ; n++) {
        // Both or neither.
        await state.apply(scope, { opened: [finding('a' + n), finding('b' + n)], closed: n ? ['fa' + (n - 1), 'fb' + (n - 1)] : [], remembered: [], forgotten: [], events: [] });
        if (n === 20) console.log('writing');
      }`);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const state = openState(dir);
    expect(state.notes).toEqual([]);
    const open = [...(await state.load(SCOPE)).open.keys()].sort();
    expect(open).toHaveLength(2);
    expect(open[0]?.slice(2)).toBe(open[1]?.slice(2));
    expect(Number(open[0]?.slice(2))).toBeGreaterThanOrEqual(20);
    await state.close();
  });

  it.each([
    ['text', () => writeFileSync(join(dir, STATE_FILE), 'this is no database, by a long way. '.repeat(300))],
    [
      'cut short',
      async () => {
        const state = openState(dir);
        await state.apply(SCOPE, changes({ opened: Array.from({ length: 500 }, (_, n) => finding(n)) }));
        await state.close();
        truncateSync(join(dir, STATE_FILE), 9000);
      },
    ],
    [
      'overwritten in the middle',
      async () => {
        const state = openState(dir);
        await state.apply(SCOPE, changes({ opened: Array.from({ length: 500 }, (_, n) => finding(n)) }));
        await state.close();
        const bytes = readFileSync(join(dir, STATE_FILE));
        bytes.fill(0x5a, 4096, bytes.length - 4096);
        writeFileSync(join(dir, STATE_FILE), bytes);
      },
    ],
  ])('that is corrupt (%s) is kept aside, and the run goes on as a first one', async (_, spoil) => {
    await Promise.resolve(spoil());
    const bytes = readFileSync(join(dir, STATE_FILE));
    const state = openState(dir);
    expect(state.notes).toEqual([expect.stringMatching(/corrupt: kept aside as .*corrupt-.*first run/)]);
    const aside = readdirSync(dir).filter((name) => name.includes('.corrupt-'));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(dir, aside[0] ?? '')).equals(bytes)).toBe(true);
    expect((await state.load(SCOPE)).open.size).toBe(0);
    await state.apply(SCOPE, changes({ opened: [finding(1)] }));
    await state.close();
    const again = openState(dir);
    expect(again.notes).toEqual([]);
    expect((await again.load(SCOPE)).open.size).toBe(1);
    await again.close();
  });

  it('that is empty is a first run without further ado', async () => {
    writeFileSync(join(dir, STATE_FILE), '');
    const state = openState(dir);
    expect(state.notes).toEqual([]);
    await state.close();
  });

  it('of a newer version is refused and left alone', async () => {
    await openState(dir).close();
    const db = raw();
    db.exec("UPDATE meta SET value = '99' WHERE key = 'schema'");
    db.close();
    expect(() => openState(dir)).toThrow(expect.objectContaining({ code: 'state' }) as Error);
    expect(() => openState(dir)).toThrow(/newer version \(schema 99\); upgrade first/);
    expect(readdirSync(dir).filter((name) => name.includes('corrupt'))).toEqual([]);
  });

  it('in a place that cannot be written is an error that names the place', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => openState(join(dir, 'file', 'sub'))).toThrow(/state directory .* cannot be made/);
    mkdirSync(join(dir, 'taken', STATE_FILE), { recursive: true });
    expect(() => openState(join(dir, 'taken'))).toThrow(/state file .* cannot be opened/);
  });

  it('says in one sentence what went wrong after it was closed', async () => {
    const state = openState(dir);
    await state.close();
    await expect(state.load(SCOPE)).rejects.toMatchObject({ code: 'state' });
    await expect(state.apply(SCOPE, changes({ closed: ['x'] }))).rejects.toMatchObject({ code: 'state' });
  });

  it('keeps the events that a destination refuses for good', async () => {
    const state = openState(dir);
    await state.apply(SCOPE, changes({ events: [event(1)] }), ['a']);
    await state.settle('a', [], [{ id: 'event-1', reason: 'too long' }]);
    await state.settle('a', [], [{ id: 'event-1', reason: 'too long' }]);
    const letters = readFileSync(join(dir, 'dead-letters.jsonl'), 'utf8').trim().split('\n');
    expect(letters.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: expect.any(String) as string, destination: 'a', reason: 'too long', event: event(1) },
    ]);
    await state.close();
  });
});

describe('the lock of a state file', () => {
  it('is held against another process, and taken over when that one is killed', async () => {
    const holder = await child(`await state.lock('ecs'); console.log('held'); setInterval(() => {}, 1000);`);
    const state = openState(dir);
    await expect(state.lock('ecs')).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`process ${holder.pid}`) as string,
    });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await state.lock('ecs');
    await lock.release();
    await state.close();
  });

  it.each([
    ['elsewhere', 'another-host', 1, 30_000, false],
    ['elsewhere, not heard of for long', 'another-host', 1, 61_000, true],
    ['here, by a process that was replaced by another', hostname(), process.ppid, 61_000, true],
    ['here, by a process that does not exist', hostname(), 2 ** 22 + 1, 0, true],
  ])('held %s', async (_, host, pid, age, free) => {
    const state = openState(dir);
    const db = raw();
    db.prepare('INSERT INTO locks (inspection, owner, host, pid, beat) VALUES (?, ?, ?, ?, ?)').run(
      'ecs',
      'somebody',
      host,
      pid,
      Date.now() - age,
    );
    db.close();
    if (free) await (await state.lock('ecs')).release();
    else await expect(state.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
    await state.close();
  });

  it('that was taken over is not released by its former holder', async () => {
    const state = openState(dir);
    const former = await state.lock('ecs');
    const db = raw();
    db.exec("UPDATE locks SET owner = 'somebody else'");
    db.close();
    await former.release();
    await expect(state.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
    await state.close();
  });
});

it('is all in its one file when it is closed', async () => {
  const state = openState(dir);
  await state.apply(SCOPE, changes({ opened: [finding(1)] }));
  await state.close();
  await state.close();
  const copy = join(dir, 'copy');
  mkdirSync(copy);
  copyFileSync(join(dir, STATE_FILE), join(copy, STATE_FILE));
  const other = openState(copy);
  expect((await other.load(SCOPE)).open.size).toBe(1);
  await other.close();
});

it('of schema 2 is taken over: what is open and what waits stays, and waits for nothing', async () => {
  const first = openState(dir);
  await first.apply(SCOPE, changes({ opened: [finding(1)], events: [event(1)] }), ['ecs/a']);
  await first.close();
  const old = raw();
  old.exec('DROP INDEX spool_by_fingerprint; DROP INDEX scopes_by_place');
  for (const column of ['fingerprint', 'time']) old.exec(`ALTER TABLE spool DROP COLUMN ${column}`);
  old.exec("UPDATE meta SET value = '2' WHERE key = 'schema'");
  old.close();
  for (let round = 0; round < 2; round++) {
    const state = openState(dir);
    expect(state.notes).toEqual([]);
    expect([...(await state.load(SCOPE)).open.keys()]).toEqual(['f1']);
    expect((await state.pending('ecs/a', 10)).map(({ id }) => id)).toEqual(['event-1']);
    expect(await state.sharers({ ...SCOPE, inspection: 'all' })).toEqual(['ecs']);
    await state.close();
  }
  const made = raw();
  const row = made.prepare("SELECT value FROM meta WHERE key = 'schema'").get() as { value: string };
  expect(row.value).toBe('3');
  // What others keep at a place is looked up, not searched for.
  const plan = made
    .prepare(
      "EXPLAIN QUERY PLAN SELECT scope FROM scopes WHERE substr(scopes.scope, instr(scopes.scope, '|') + 1) = 'x'",
    )
    .all() as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(/USING (COVERING )?INDEX scopes_by_place/);
  made.close();
});
