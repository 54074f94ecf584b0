import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { keyedState } from '../../../lib/state';
import { fromKeys } from '../../../lib/credentials';
import { defineInspection } from '../../../lib/inspection';
import type { RunSummary } from '../../../lib/model';
import { lineReporter } from '../../../lib/report';
import { inspection as ecs } from '../../../templates/ecs';
import { EMULATOR_KEY } from '../../../emulator';
import { memoryKeyed } from '../../harness/keyed';
import { buildSet, fakeNode, KEYS, newDir, removeDirs, runFunc, type Task } from './platform';

jest.setTimeout(120_000);

const REGION = 'cn-hangzhou';
const SCENARIO = {
  seed: 7,
  regions: [REGION],
  instances: 8,
  plant: { 'ecs-expiring-critical': 1, 'ecs-auto-release': 1, 'ecs-cpu-warning': 1 },
  changes: [
    { epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' },
    { epoch: 1, do: 'appear' as const, condition: 'ecs-security-locked' },
  ],
};

let folder: string;
let cloud: Emulator;
beforeAll(() => {
  ({ folder } = buildSet());
});
afterAll(removeDirs);
beforeEach(async () => {
  cloud = await startEmulator({ scenario: SCENARIO });
});
afterEach(() => cloud.close());

function task(more: Partial<Task> = {}): Task {
  const store = join(newDir(), 'db.json');
  const env = { ...KEYS, ALIYUN_ENDPOINT: cloud.endpoint, ...more.env };
  return { folder, store, kwargs: { configs: { regions: [REGION] } }, ...more, env };
}

const facts = ({ verdicts, findings, events, assets, complete }: RunSummary) => ({
  verdicts,
  findings,
  events,
  assets,
  complete,
});
const eventLines = (logs: readonly string[]) => logs.filter((line) => /^(critical|error|warning|info|ok) /.test(line));

it('runs as the TypeScript run does: the same events, and recoveries from the state of the platform', async () => {
  const inspection = defineInspection({
    ...ecs,
    accounts: [{ name: 'default', credentials: fromKeys({ ...EMULATOR_KEY }), regions: [REGION] }],
  });
  const host = memoryKeyed();
  const given = task();
  for (const epoch of [0, 1]) {
    if (epoch > 0) cloud.advance();
    const lines: string[] = [];
    const own = await inspection.run(undefined, {
      state: keyedState(host),
      reporters: [lineReporter((line) => lines.push(line))],
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      language: 'en',
    });
    const done = await runFunc(given);
    expect(done.error).toBeUndefined();
    expect(facts(done.result)).toEqual(facts(own));
    expect(own.events[epoch === 0 ? 'anomaly' : 'recovery']).toBeGreaterThan(0);
    expect(eventLines(done.logs).sort()).toEqual(eventLines(lines).sort());
    const db = JSON.parse(readFileSync(given.store, 'utf8')) as Record<string, Record<string, { value: string }>>;
    const there = memoryKeyed();
    for (const [key, { value }] of Object.entries(db.store ?? {})) {
      there.values.set(key.replace('aliyun_inspection\n', ''), JSON.parse(value) as string);
    }
    const kept = await openIn(there);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(await openIn(host));
    expect(db.cache).toEqual({});
  }
});

/** What is open in a store, in every scope. */
async function openIn(store: ReturnType<typeof memoryKeyed>): Promise<readonly string[]> {
  const state = keyedState(store);
  const scopes = await state.openScopes('ecs');
  const open = await Promise.all(scopes.map(async (scope) => [...(await state.load(scope)).open.values()]));
  return open
    .flat()
    .map(({ fingerprint, severity }) => `${fingerprint} ${severity}`)
    .sort();
}

it('says what is normal in the state of the platform, and by whom', async () => {
  const script = [
    'import aliyun_inspection__runtime as runtime',
    "@DFF.API('Feedback')",
    'def feedback(action, id=None, by=None, note=None):',
    "    '''What is normal'''",
    '    return runtime.feedback(action, id=id, by=by, note=note)',
  ].join('\n');
  const given = { ...task(), func: 'user__feedback.feedback', scripts: { user__feedback: script } };
  const ask = (kwargs: Readonly<Record<string, unknown>>) => runFunc({ ...given, kwargs });
  expect(await ask({ action: 'list', id: 'ID', by: 'BY' })).toMatchObject({ result: [] });
  const refused = await ask({ action: 'normal', id: 'event-1', by: 'li' });
  expect(refused.error).toContain('feedback.id: no fault that is open has the id event-1');
  expect((await ask({ action: 'normal', id: 'event-1' })).error).toContain('feedback.by: say who says it');
});

it('starts twice at once on a cold cache: one bundle, two runs', async () => {
  const TMPDIR = newDir();
  const users = { user__a: copyOf(), user__b: copyOf() };
  const store = join(newDir(), 'db.json');
  const runs = ['user__a.run', 'user__b.run'].map((func) =>
    runFunc(task({ store, func, scripts: users, worker: { TMPDIR } })),
  );
  for (const done of await Promise.all(runs)) {
    expect(done.error).toBeUndefined();
    expect(done.result.complete).toBe(true);
  }
  const unpacked = readdirSync(TMPDIR).filter((name) => name.startsWith('aliyun_inspection-'));
  expect(unpacked).toHaveLength(1);
  const kept = `${process.version}-${process.arch}.cache`;
  expect(readdirSync(join(TMPDIR, unpacked[0] ?? '')).sort()).toEqual(['index.js', 'start.js', kept]);
});

const OWN = `
import { defineInspection, defineChecker, fromEnv, only } from 'aliyun-inspection';
import { instances } from 'aliyun-inspection/scripts/ecs';
import { words } from './words';

const ownerMissing = defineChecker({
  id: 'mine-owner-missing', asset: instances, title: words, why: words, remedy: words,
  severity: 'info', category: 'change', docs: 'https://example.com', params: {},
  messages: { missing: { zh: '{{id}} 没有负责人', en: '{{id}} has no owner' } },
  check: (instance, { pass, fail }) => {
    console.log(JSON.stringify({ result: 'printed' }));
    void import('node:os').then(({ EOL }) => EOL.length + __dirname.length + __filename.length);
    return instance.tags.owner ? pass() : fail('missing', { id: instance.id });
  },
});
export const inspection = defineInspection({
  id: 'my-owners', title: { zh: '负责人', en: 'Owners' }, timeoutSeconds: 120,
  accounts: [{ name: 'default', credentials: fromEnv(), regions: ['${REGION}'] }],
  checkers: [ownerMissing], filters: [only(instances, (instance) => instance.id !== '')],
});
`;

/** A user's own folder, far from the library. */
function ownScript(code = OWN): string {
  const dir = newDir();
  writeFileSync(join(dir, 'words.ts'), "export const words = { zh: '负责人', en: 'Owner' } as const;\n");
  writeFileSync(join(dir, 'owners.ts'), code);
  return join(dir, 'owners.ts');
}

it("packs a user's own TypeScript in a set of its own, which runs in the same way", async () => {
  const own = buildSet('my_set', '--script', ownScript(), '--title', 'Mine');
  const store = join(newDir(), 'db.json');
  const done = await runFunc(task({ folder: own.folder, store, func: 'my_set__my_owners.run', kwargs: {} }));
  expect(done.error).toBeUndefined();
  expect(done.result).toMatchObject({ inspection: 'my-owners', complete: true, assets: 8, findings: { info: 8 } });
  expect(done.funcs['my_set__my_owners.run']).toMatchObject({
    title: '负责人 / Owners',
    cron: expect.stringMatching(/^\d+,\d+ \* \* \* \*$/),
  });
  const kept = JSON.parse(readFileSync(store, 'utf8')) as { store: object };
  expect(Object.keys(kept.store).every((key) => key.startsWith('my_set\n'))).toBe(true);
  // What a script prints is its log, whatever it looks like.
  expect(done.logs.filter((line) => line === '{"result":"printed"}')).toHaveLength(8);
});

it('tells what nobody has caught by its message, without what hangs on it', async () => {
  const lost = "Promise.reject(Object.assign(new Error('lost'), { headers: { key: 'wsak_of_nobody' } }))";
  const own = buildSet(
    'lost_set',
    '--script',
    ownScript(`${OWN}\nif (process.env.LOST) setTimeout(() => void ${lost}, 1);`),
  );
  const given = task({ folder: own.folder, func: 'lost_set__my_owners.run', kwargs: {}, worker: { LOST: '1' } });
  const done = await runFunc(given);
  expect(done).toMatchObject({ type: 'InspectionError', error: 'lost' });
  expect(JSON.stringify(done)).not.toContain('wsak_of_nobody');
});

it.each([
  ['a script without a set', ['--script', 'x.ts'], '--script needs --set'],
  ['a bad set', ['--set', 'my__set', '--script', 'x.ts'], '--set: "my__set" is not letters'],
  ['the shipped set', ['--set', 'aliyun_inspection', '--script', 'x.ts'], 'is the id of the shipped set'],
  ['no such file', ['--set', 'mine', '--script', 'nowhere.ts'], '--script: there is no file nowhere.ts'],
  ['an unknown option', ['--sett', 'mine'], "Unknown option '--sett'"],
  ['no inspection', () => ['--set', 'mine', '--script', ownScript('export const x = 1;')], 'exports no "inspection"'],
  ['bad TypeScript', () => ['--set', 'mine', '--script', ownScript('export const = 1;')], 'owners.ts:1: '],
  [
    'a bad inspection',
    () => ['--set', 'mine', '--script', ownScript(OWN.replace("'my-owners'", "'My Owners'"))],
    'cannot be loaded: id: "My Owners" may hold',
  ],
  [
    'the id of a script that every set has',
    () => ['--set', 'mine', '--script', ownScript(OWN.replace("'my-owners'", "'runtime'"))],
    'id: "runtime" is the name of a script',
  ],
  ['a long id', () => ['--set', 'm'.repeat(55), '--script', ownScript()], 'the platform keeps 64'],
] as const)('refuses %s with exit code 2 and writes nothing', (_, args, message) => {
  const out = newDir();
  const given = typeof args === 'function' ? args() : args;
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs', 'func', '--out', out, ...given], {
    cwd: join(__dirname, '..', '..', '..'),
    encoding: 'utf8',
  });
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(status).toBe(2);
  expect(readdirSync(out)).toEqual([]);
});

it('makes a set whose runs wait in a queue of their own, and refuses a queue that there is not', async () => {
  const { folder: own } = buildSet('queue_set', '--script', ownScript(), '--queue', '6');
  const done = await runFunc(task({ folder: own, func: 'queue_set__my_owners.run', kwargs: {} }));
  expect(done.funcs['queue_set__my_owners.run']).toMatchObject({ queue: 6 });
  expect(readFileSync(join(own, 'META.yaml'), 'utf8')).toContain('\\"queue\\":6');
  expect(() => buildSet('queue_set', '--script', ownScript(), '--queue', '0')).toThrow(
    '--queue: "0" is no queue from 1 to 9',
  );
});

it('refuses to make a set anew that is there already, unless told to', () => {
  const [out, script] = [newDir(), ownScript()];
  const pack = (...more: string[]) =>
    spawnSync(process.execPath, ['build.mjs', 'func', '--out', out, '--set', 'mine', '--script', script, ...more], {
      cwd: join(__dirname, '..', '..', '..'),
      encoding: 'utf8',
    });
  expect(pack().status).toBe(0);
  const again = pack();
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('--set: a set mine is in ');
  expect(pack('--replace').status).toBe(0);
});

it('refuses a second run of the same inspection while one goes on, and frees the lock after a failure', async () => {
  const given = task();
  writeFileSync(
    given.store,
    JSON.stringify({ cache: { 'aliyun_inspection:lock:ecs': { value: 'someone', until: null } } }),
  );
  expect(await runFunc(given)).toMatchObject({ type: 'InspectionError', error: 'inspection ecs is already running' });
  const fresh = task({ env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong-secret-of-somebody' } });
  expect((await runFunc(fresh)).error).toContain('SignatureDoesNotMatch');
  expect((JSON.parse(readFileSync(fresh.store, 'utf8')) as { cache: object }).cache).toEqual({});
});

/** Asks the runtime as Node.js does, in two runs of one platform. */
const WRITERS = `
import json
import aliyun_inspection__runtime as runtime

def run():
    a, b = runtime._Run([], [], {}, 60), runtime._Run([], [], {}, 60)
    ask = lambda run, what, **more: run._answer(dict(more, ask=what)).get('value')
    lease = lambda run, token: ask(run, 'lease', name='ecs', token=token, ms=60000)
    write = lambda run, token, fence: ask(run, 'set', key='k', value=token, name='ecs', token=token, fence=fence)
    out = [lease(a, 'A'), lease(a, 'A'), lease(b, 'B'), write(a, 'A', 1)]
    expire = lambda: runtime.DFF.CACHE.delete('aliyun_inspection:lock:ecs')
    expire()
    # Nobody came: it goes on.
    out += [write(a, 'A', 1), lease(a, 'A')]
    expire()
    # Somebody came, and went.
    out += [lease(b, 'B'), write(b, 'B', 2), write(a, 'A', 1), lease(a, 'A')]
    ask(b, 'release', name='ecs', token='B')
    out += [lease(a, 'A'), ask(b, 'get', key='k')]
    a._release_all()
    ask(b, 'release', name='ecs', token='A')
    return out + [lease(b, 'C'), ask(b, 'set', key='k', name='ecs', token='C', fence=3), ask(b, 'get', key='k')]
`;

it('lets the newest run of two write only, and knows its own lock', async () => {
  const done = await runFunc(task({ func: 'user__writers.run', kwargs: {}, scripts: { user__writers: WRITERS } }));
  expect(done.error).toBeUndefined();
  expect(done.result).toEqual([
    ...[1, 1, null, true],
    ...[true, 1],
    ...[2, true, false, null],
    ...[null, 'B'],
    ...[3, true, null],
  ]);
});

const ROOM = `
import aliyun_inspection__runtime as runtime

def run():
    a = runtime._Run([], [], {}, 60)
    return [a._answer({'ask': 'room', 'name': 'k', 'limit': 20, 'ms': 61000})['value'] for _ in range(15)]
`;

it('counts the requests of all workers together', async () => {
  const store = join(newDir(), 'db.json');
  const ask = () => runFunc(task({ store, func: 'user__room.run', kwargs: {}, scripts: { user__room: ROOM } }));
  const waits = (await Promise.all([ask(), ask()])).flatMap(({ result }) => result as unknown as number[]);
  expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  expect(waits.filter((wait) => wait >= 1000)).toHaveLength(10);
});

/** A template as a user has copied and edited it. */
function copyOf(edit: (code: string) => string = (code) => code): string {
  const code = readFileSync(join(folder, 'script-sets', 'aliyun_inspection', 'example_ecs.py'), 'utf8');
  return edit(code.replace("['cn-hangzhou', 'cn-shanghai']", `['${REGION}']`));
}

it('honours the accounts, thresholds and filters of an edited copy', async () => {
  const run = (edit?: (code: string) => string) =>
    runFunc(task({ func: 'user__mine.run', kwargs: {}, scripts: { user__mine: copyOf(edit) } }));
  const all = await run();
  expect(all.error).toBeUndefined();
  expect(all.result.inspection).toBe('user-mine');
  const without = await run((code) =>
    code.replace(
      "return (asset.get('tags') or {}).get('env') != 'test'",
      "return asset['collector'] != 'ecs-instances'",
    ),
  );
  expect(without.result.assets).toBeLessThan(all.result.assets);
  const strict = await run((code) => code.replace("'ecs-cpu-high': {'warning': 80", "'ecs-cpu-high': {'warning': 1"));
  expect(strict.result.findings).not.toEqual(all.result.findings);
  const broken = await run((code) => code.replace("return (asset.get('tags')", "return (asset['nothing']"));
  expect(broken.error).toMatch(/^the filter by_tag failed for \S+: KeyError: 'nothing'$/);
  const unknown = await run((code) => code.replace("'ecs-expiring': {'days': 30", "'ecs-expiring': {'days': -1"));
  expect(unknown.error).toMatch(/^checkers\.ecs-expiring\.days: -1 is not .* \(user__mine, line \d+\)$/);
  expect(lineOf(unknown.error)).toContain("'ecs-expiring': {'days': 30");
  const keyless = await run((code) => code.replaceAll("'ALIBABA_CLOUD_ACCESS_KEY_ID'", "'PRODUCTION_KEY'"));
  expect(keyless.error).toMatch(
    /^accounts\[0\]\.access_key_id: the environment variable PRODUCTION_KEY is not set \(user__mine, line \d+\)$/,
  );
  expect(lineOf(keyless.error)).toContain("'access_key_id_env'");
  const misspelt = await run((code) => code.replaceAll("'access_key_id_env'", "'accesskey_id_env'"));
  expect(misspelt.error).toMatch(
    /^accounts\[0\]\.accesskey_id: is no field of an account, did you mean access_key_id\?/,
  );
  expect(lineOf(misspelt.error)).toContain("'access_key_id_env'");
  const off = await run((code) => code.replace(/'ecs-expiring': \{.*\},/, "'ecs-expiring': False,"));
  expect(off.error).toBeUndefined();
  expect(off.result.findings).not.toEqual(all.result.findings);
  const nobody = await run((code) => code.replace("'ecs-expiring': {", "'ecs-expirin': {"));
  expect(nobody.error).toMatch(
    /^checkers\.ecs-expirin: this inspection has no such checker, did you mean ecs-expiring\?/,
  );
  const robot = await run((code) => code.replace('NOTIFY = {}', "NOTIFY = {'dingding_url': 'x'}"));
  expect(robot.error).toMatch(
    /^notify\.dingding_url: is nobody who can be told; known are dingtalk_robot_url, .* line \d+\)$/,
  );
});

/** What stands in the line of a copy that an error names. */
function lineOf(error: string | undefined): string {
  const line = Number(/\(user__mine, line (\d+)\)$/.exec(error ?? '')?.[1]);
  return copyOf().split('\n')[line - 1] ?? '';
}

it('keeps what functions of one script remember apart', async () => {
  const strict = copyOf((code) => code.replace('def run(', 'def run_strict('));
  const done = await runFunc(task({ func: 'user__mine.run_strict', kwargs: {}, scripts: { user__mine: strict } }));
  expect(done.result.inspection).toBe('user-mine-run-strict');
});

it('deploys the example: form fields are filled in, or asked for', async () => {
  const code = readFileSync(join(folder, 'script-sets', 'aliyun_inspection', 'example.py'), 'utf8');
  const labels = [...code.matchAll(/"<.+>"/g)].map(([text]) => text);
  expect(labels).toHaveLength(6);
  const values = [EMULATOR_KEY.accessKeyId, EMULATOR_KEY.accessKeySecret, REGION, '', '', ''];
  const deployed = labels.reduce((text, label, i) => text.replace(label, `"${values[i]}"`), code);
  const func = 'startup__aliyun_inspection.run';
  const done = await runFunc(task({ func, kwargs: {}, scripts: { startup__aliyun_inspection: deployed } }));
  expect(done.error).toBeUndefined();
  expect(done.result).toMatchObject({ inspection: 'startup-aliyun-inspection', complete: true });
  const undone = await runFunc(task({ func, kwargs: {}, scripts: { startup__aliyun_inspection: code } }));
  expect(undone.error).toMatch(/^accounts\[0\]\.access_key_id: <AccessKey ID> is still to be filled in/);
});

it('refuses a damaged bundle, mends a damaged copy of it, and says that the temp folder cannot be written', async () => {
  const bundle = readFileSync(join(folder, 'script-sets', 'aliyun_inspection', 'bundle.py'), 'utf8');
  const damaged = bundle.replace(/DATA = '''\n.{50}/, "DATA = '''\n");
  const worker = { TMPDIR: newDir() };
  const refused = await runFunc(task({ worker, scripts: { aliyun_inspection__bundle: damaged } }));
  expect(refused.error).toBe('the script aliyun_inspection__bundle is damaged: import the script set again');
  expect((await runFunc(task({ worker }))).error).toBeUndefined();
  const copy = join(worker.TMPDIR, readdirSync(worker.TMPDIR).find((name) => /-\d+-/.test(name)) ?? '', 'index.js');
  for (const name of readdirSync(dirname(copy))) {
    writeFileSync(join(dirname(copy), name), 'process.exit(3)');
    expect((await runFunc(task({ worker }))).error).toBeUndefined();
    expect(readFileSync(join(dirname(copy), name), 'utf8')).not.toBe('process.exit(3)');
  }
  chmodSync(dirname(copy), 0o777);
  expect((await runFunc(task({ worker }))).error).toMatch(/others may write to it: remove it$/);
  const blocked = newDir();
  writeFileSync(join(blocked, copy.split('/').at(-2) ?? ''), 'a file where the folder should be');
  expect((await runFunc(task({ worker: { TMPDIR: blocked } }))).error).toMatch(/^the bundle cannot be written to /);
});

it('keeps what is compiled of this code only', async () => {
  const worker = { TMPDIR: newDir() };
  await runFunc(task({ worker }));
  const unpacked = join(worker.TMPDIR, readdirSync(worker.TMPDIR).find((name) => /-\d+-/.test(name)) ?? '');
  const own = newDir();
  copyFileSync(join(unpacked, 'start.js'), join(own, 'start.js'));
  for (const [code, kept] of [
    ['one', undefined],
    ['one', 'same'],
    ['two', 'other'],
  ] as const) {
    const file = join(own, `${process.version}-${process.arch}.cache`);
    const before = existsSync(file) ? readFileSync(file) : undefined;
    writeFileSync(join(own, 'index.js'), `console.log('${code}', typeof require('node:fs').readFileSync)`);
    const { stdout, stderr } = spawnSync(process.execPath, [join(own, 'start.js')], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual([`${code} function\n`, '']);
    if (before) expect(readFileSync(file).equals(before)).toBe(kept === 'same');
    expect(existsSync(file)).toBe(true);
  }
});

it('leaves no Node.js behind when the platform ends the task', async () => {
  const pidFile = join(newDir(), 'pid');
  const node = fakeNode(`[ "$1" = --version ] || echo $$ > ${pidFile}; exec "${process.execPath}" "$@"`);
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const ALIYUN_ENDPOINT = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const given = task({ timeout: 4, env: { ALIYUN_ENDPOINT }, worker: { ALIYUN_INSPECTION_NODE: node } });
  const done = await runFunc(given);
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
  expect(done.type).toBe('TaskTimeout');
  expect(existsSync(pidFile)).toBe(true);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect((JSON.parse(readFileSync(given.store, 'utf8')) as { cache: object }).cache).toEqual({});
});

it('says what Node.js said when it dies, and that a run cannot remember when the store is gone', async () => {
  const node = fakeNode(`[ "$1" = --version ] && exec echo v20.0.0; echo out of memory >&2; exit 134`);
  const died = await runFunc(task({ worker: { ALIYUN_INSPECTION_NODE: node } }));
  expect(died.error).toBe('Node.js ended with code 134 before the inspection did: out of memory');
  const forgetful = await runFunc(task({ storeWorks: false }));
  expect(forgetful.error ?? JSON.stringify(forgetful.result)).toContain('the database is gone');
  expect(forgetful.result?.complete ?? false).toBe(false);
});

it('takes the values that forms fill in for unset', async () => {
  const done = await runFunc(task({ kwargs: { configs: 'CONFIGS' }, origin: 'direct' }));
  expect(done.error).toBeUndefined();
  const bad = await runFunc(task({ kwargs: { configs: '{"regions": "' } }));
  expect(bad.error).toContain('configs: malformed JSON');
});

it('says in the editor how long the run will take, and what would be smaller', async () => {
  await cloud.close();
  cloud = await startEmulator({ scenario: SCENARIO, latencyMs: 2500 });
  const done = await runFunc(task({ editor: true }));
  expect(done.error).toBeUndefined();
  expect(done.logs).toContainEqual(
    expect.stringMatching(/^\d+ of \d+ collections are done, .*this run has 40 s.*\{"regions": \["cn-hangzhou"\]\}/),
  );
});
