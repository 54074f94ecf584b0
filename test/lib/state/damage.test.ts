/** A state that has lost a part says so, gives back nothing wrong, and is whole again after it was learned again. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { InspectionEvent } from '../../../lib/model';
import { keyedState, openState, STATE_FILE, type Changes, type OpenFinding } from '../../../lib/state';
import { memoryKeyed } from '../../harness/keyed';
import { ALL } from '../../harness/part';

const ROOT = resolve(__dirname, '../../..');
const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
const OTHER = { ...SCOPE, region: 'cn-beijing' };
const NOTHING: Changes = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
const finding = (n: number) =>
  ({ fingerprint: `f${n}`, checker: 'c', assetId: `d-${n}`, title: { zh: '云盘', en: 'disk' } }) as OpenFinding;
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'damage-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a store of texts', () => {
  const LOST = 'the state of 1 collection was lost, ';

  async function filled() {
    const store = memoryKeyed();
    const state = keyedState(store);
    const lock = await state.lock('ecs');
    for (const scope of [SCOPE, OTHER]) await state.apply(scope, { ...NOTHING, opened: range(3).map(finding) });
    await state.setFact('f', 'x');
    await lock.release();
    return store;
  }
  const key = 'scope:ecs/1/cn-hangzhou/ecs-disks';

  it.each([
    ['is gone', (values: Map<string, string>) => void values.delete(key), 'it is gone from the store'],
    [
      'has lost a step',
      (values: Map<string, string>) => {
        for (const name of [...values.keys()]) if (name.startsWith(`part:${key.slice(6)}/`)) values.delete(name);
      },
      'it is older than what was last written',
    ],
    ['is garbage', (values: Map<string, string>) => void values.set(key, 'garbage'), 'it is damaged: '],
    [
      'has one letter changed',
      (values: Map<string, string>) => {
        for (const [name, text] of values)
          if (name.startsWith(`part:${key.slice(6)}/`)) values.set(name, text.replace('d-1', 'd-7'));
      },
      'it is damaged: its checksum',
    ],
  ])('says what is lost when a value %s, until the scope has been read whole', async (_, spoil, why) => {
    const store = await filled();
    spoil(store.values);
    const trial = keyedState(store);
    expect((await trial.load(SCOPE)).lost).toContain(why);
    const state = keyedState(store);
    const lock = await state.lock('ecs');
    const { open, lost } = await state.load(SCOPE);
    expect([open.size, lost]).toEqual([0, expect.stringContaining(why)]);
    expect((await state.load(OTHER)).lost).toBeUndefined();
    expect(state.notes).toEqual([expect.stringContaining(`${LOST}${why}`)]);
    expect(state.notes[0]).toContain('ecs-disks in cn-hangzhou of 1; 3 open findings');
    expect(await state.regions(SCOPE)).toEqual(['cn-hangzhou', 'cn-beijing']);
    // A part of it is learned, and the run is killed: what is left has not become new.
    await state.apply(SCOPE, { ...NOTHING, opened: [finding(1)] });
    const second = keyedState(store);
    expect((await second.load(SCOPE)).lost).toContain(why);
    await state.apply(SCOPE, { ...NOTHING, relearned: true });
    await lock.release();
    const last = keyedState(store);
    expect(await last.load(SCOPE)).toEqual({ open: new Map([['f1', finding(1)]]), assets: new Map() });
    expect(last.notes).toEqual([]);
  });

  it('takes no old copy of a value for the newest', async () => {
    const store = await filled();
    const old = new Set(store.values.keys());
    const state = keyedState(store);
    const lock = await state.lock('ecs');
    await state.apply(SCOPE, { ...NOTHING, closed: ['f1'] });
    await lock.release();
    for (const name of [...store.values.keys()]) if (!old.has(name)) store.values.delete(name);
    expect((await keyedState(store).load(SCOPE)).lost).toBe('it is older than what was last written');
  });

  it.each([
    ['one copy of its index is gone', ['index:ecs'], []],
    ['one copy of its index is garbage', [], ['index-copy:ecs']],
  ])('goes on with the other one when %s, and mends it', async (_, gone, garbage) => {
    const store = await filled();
    for (const one of gone) store.values.delete(one);
    for (const one of garbage) store.values.set(one, '{');
    store.values.delete(key);
    const state = keyedState(store);
    await (await state.lock('ecs')).release();
    expect((await state.load(SCOPE)).lost).toBe('it is gone from the store');
    expect((await state.load(OTHER)).open.size).toBe(3);
    expect(store.values.get('index:ecs')).toBe(store.values.get('index-copy:ecs'));
  });

  it('knows that it was there when its index is gone altogether', async () => {
    const store = await filled();
    for (const one of ['index:ecs', 'index-copy:ecs', key]) store.values.delete(one);
    const state = keyedState(store);
    const lock = await state.lock('ecs');
    expect((await state.load(SCOPE)).lost).toBe('it is gone from the store');
    expect(await state.load(OTHER)).toMatchObject({ open: { size: 3 } });
    expect(state.notes[0]).toMatch(/^the index of inspection ecs is gone from the state: made again/);
    await lock.release();
  });

  it('leaves out a fact that is garbage, and says so', async () => {
    const store = await filled();
    store.values.set('fact:f', '{');
    const state = keyedState(store);
    expect(await state.getFact('f')).toBeUndefined();
    expect(state.notes).toEqual([expect.stringMatching(/^fact:f in the state is damaged and was left out/)]);
  });

  it('has lost nothing before it has written anything', async () => {
    const store = memoryKeyed();
    for (let run = 0; run < 2; run++) {
      const state = keyedState(store);
      const lock = await state.lock('ecs');
      expect([(await state.load(SCOPE)).lost, state.notes]).toEqual([undefined, []]);
      await lock.release();
    }
  });
});

const FLIPS = ALL ? 200 : 60;

/** Flips bytes of a state file, and reads and writes it: in a process of its own, which must not end of it. */
const FLIPPER = `
  import { mkdirSync, readFileSync, writeFileSync, readdirSync, rmSync } from 'node:fs';
  import { join } from 'node:path';
  import { isDeepStrictEqual } from 'node:util';
  import { openState } from './lib/state/file';

  const dir = process.argv[2];
  // A large file is checked as it is read.
  const how = process.argv[3] === 'large' ? { checkUpTo: 0 } : {};
  const scopes = [0, 1, 2].map((n) => ({ inspection: 'ecs', account: '1', region: 'cn-' + n, collector: 'ecs-disks' }));
  const finding = (n) => ({ fingerprint: 'f' + n, checker: 'c', assetId: '云盘-' + n, assetName: '盘', severity: 'info', faultId: 'e' + n, startedAt: 'x', title: { zh: '云盘未加密 ' + n, en: 'x' }, data: { n } });
  const asset = (n) => ({ id: '云盘-' + n, name: '盘 ' + n, fields: { status: 'Available', size: n } });
  const event = (n) => ({ id: 'e' + n, title: { zh: '云盘 '.repeat(30), en: String(n) } });
  const nothing = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
  let x = 7;
  const random = () => (x = (x * 48271) % 2147483647) / 2147483647;
  (async () => {
    const made = join(dir, 'made');
    const first = openState(made);
    for (const [i, scope] of scopes.entries()) {
      const ns = Array.from({ length: 200 }, (_, n) => i * 1000 + n);
      await first.apply(scope, { ...nothing, opened: ns.map(finding), remembered: ns.map(asset), events: ns.slice(0, 20).map(event) }, ['ecs/a']);
    }
    await first.setFact('账号', '值');
    await first.close();
    const bytes = readFileSync(join(made, 'state.db'));
    const seen = { whole: 0, aside: 0 };
    const wrong = [];
    for (let round = 0; round < ${FLIPS}; round++) {
      const damaged = Buffer.from(bytes);
      const flips = 1 + Math.floor(random() * 4);
      for (let n = 0; n < flips; n++) {
        // A third in the headers of pages, where the structure is; some in the first page, where the schema is.
        const anywhere = Math.floor(random() * damaged.length);
        const where = random();
        const at = where < 0.1 ? anywhere % 4096 : where < 0.4 ? anywhere - (anywhere % 4096) + Math.floor(random() * 120) : anywhere;
        damaged[at % damaged.length] ^= 1 + Math.floor(random() * 255);
      }
      const there = join(dir, 'round');
      rmSync(there, { recursive: true, force: true });
      mkdirSync(there);
      writeFileSync(join(there, 'state.db'), damaged);
      try {
        const state = openState(there, how);
        const lock = await state.lock('ecs');
        let lost = 0;
        for (const [i, scope] of scopes.entries()) {
          const kept = await state.load(scope);
          for (const [id, one] of kept.open) if (!isDeepStrictEqual(one, finding(Number(id.slice(1))))) wrong.push([round, one]);
          for (const [id, one] of kept.assets) if (!isDeepStrictEqual(one, asset(Number(id.slice(3))))) wrong.push([round, one]);
          if (kept.lost === undefined && (kept.open.size !== 200 || kept.assets.size !== 200)) {
            // Nothing at all is known of it: a first run, and the notes say so.
            if (!state.notes.some((note) => note.includes('was corrupt'))) wrong.push([round, 'unnoticed', i]);
          }
          if (kept.lost !== undefined) lost += 1;
          await state.apply(scope, { ...nothing, opened: [finding(i * 1000 + 500)], relearned: true });
        }
        for (const one of await state.pending('ecs/a', 100)) if (!isDeepStrictEqual(one, event(Number(one.id.slice(1))))) wrong.push([round, one]);
        await state.getFact('账号');
        await state.setFact('账号', 'neu');
        const aside = readdirSync(there).some((name) => name.includes('.corrupt-'));
        if (lost > 0 && state.notes.length === 0) wrong.push([round, 'no note']);
        if (aside !== state.notes.some((note) => note.includes('kept aside'))) wrong.push([round, 'aside without a note']);
        seen[aside ? 'aside' : 'whole'] += 1;
        if (lost > 0 && !aside) wrong.push([round, 'lost, and not aside']);
        await lock.release();
        await state.close();
        // Never for ever: the next run finds it in order.
        if (how.checkUpTo === 0) {
          // What turned out to be damaged in the middle of a run is learned again by the next one.
          const second = openState(there, how);
          const again = await second.lock('ecs');
          for (const scope of scopes) {
            await second.load(scope);
            await second.apply(scope, { ...nothing, relearned: true });
          }
          await again.release();
          await second.close();
        }
        const next = openState(there, how);
        for (const scope of scopes) if ((await next.load(scope)).lost !== undefined) wrong.push([round, 'still lost']);
        if (next.notes.length > 0) wrong.push([round, next.notes]);
        await next.close();
      } catch (error) {
        wrong.push([round, error.message]);
      }
    }
    console.log(JSON.stringify({ seen, wrong: wrong.slice(0, 10), count: wrong.length }));
  })();
`;

describe('a state file', () => {
  const sizes = ['small', 'large'];
  it.each(sizes)(
    `that is %s, with flipped bytes, ends no process and tells nothing wrong (${FLIPS} times)`,
    (size) => {
      const outfile = join(dir, 'flipper.cjs');
      buildSync({
        stdin: { contents: FLIPPER, resolveDir: ROOT, loader: 'ts' },
        ...{ bundle: true, platform: 'node', external: ['libsql'], outfile, logLevel: 'error' },
      });
      const { stdout, stderr, status, signal } = spawnSync(process.execPath, [outfile, dir, size], {
        env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
        encoding: 'utf8',
      });
      expect([stderr, status, signal]).toEqual(['', 0, null]);
      const { seen, wrong } = JSON.parse(stdout) as { seen: Record<string, number>; wrong: unknown[] };
      expect(wrong).toEqual([]);
      // Both came up.
      for (const kind of ['whole', 'aside']) expect(seen[kind]).toBeGreaterThan(0);
    },
    120_000,
  );

  it('that is damaged in the middle of a run is set aside, and the run goes on with what can be read', async () => {
    const first = openState(dir);
    const events = range(3).map((n) => ({ id: `e${n}` }) as InspectionEvent);
    await first.apply(SCOPE, { ...NOTHING, opened: range(9000).map(finding), events }, ['ecs/a']);
    await first.apply(OTHER, { ...NOTHING, opened: range(9000).map(finding) });
    await first.close();
    const state = openState(dir);
    const lock = await state.lock('ecs');
    const file = openSync(join(dir, STATE_FILE), 'r+');
    const { size } = statSync(join(dir, STATE_FILE));
    // More than the connection keeps of what it has read at the beginning.
    for (let page = 8; page < size / 4096; page++)
      if (page % 3 === 0) writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, page * 4096);
    closeSync(file);
    const loaded = [await state.load(SCOPE), await state.load(OTHER)];
    expect(loaded.some(({ lost }) => lost !== undefined)).toBe(true);
    await state.apply(SCOPE, { ...NOTHING, opened: [finding(999)], relearned: true }, ['ecs/a']);
    await state.apply(OTHER, { ...NOTHING, relearned: true });
    expect(await state.waiting('ecs/a')).toBe(3);
    expect(lock.lost.aborted).toBe(false);
    await lock.release();
    await state.close();
    const next = openState(dir);
    expect(next.notes).toEqual([]);
    expect((await next.load(SCOPE)).open.get('f999')).toEqual(finding(999));
    await next.close();
    const aside = readdirSync(dir).filter((name) => name.includes('.corrupt-'));
    expect(aside.length > 0 ? state.notes[0] : 'not aside').toMatch(/was corrupt: kept aside as /);
  });
});
