import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerSecret } from '../../lib/credentials';
import { openHistory } from '../../host/history';
import type { Task } from '../../host/types';
import { ROOT, compile, dataOf, leave, newFolder, script, stage, summary, until, type Stage } from './stage';

jest.setTimeout(120_000);
beforeAll(compile);
afterEach(leave);

const call = (on: Stage, id: string, configs?: unknown): Task => on.host.call(`${id}.run`, { origin: 'api', configs });
const done = (on: Stage, task: Task): Promise<Task> => on.host.wait(task.id, 100);

/** The host still answers, and runs what is sound. */
async function expectAlive(on: Stage): Promise<void> {
  expect(await done(on, call(on, 'sound'))).toMatchObject({ status: 'success' });
}

const SOUND = { 'sound.js': script('sound', summary('configs')) };

it('runs a function with its configs in a process of its own, and keeps its log and its summary', async () => {
  const seen = '[configs, process.pid, require("node:os").getPriority(), process.execArgv]';
  const body = `console.log('seen by', process.pid); options.reporters[0].write; ${summary(seen)}`;
  const on = await stage({ 'a.js': script('a', body) }, { memoryMiB: 512 });
  const task = await done(on, call(on, 'a', { regions: ['cn-hangzhou'] }));
  expect(task).toMatchObject({ functionId: 'a.run', inspection: 'a', origin: 'api', status: 'success' });
  const [configs, pid, niceness, flags] = dataOf(task.result) as [unknown, number, number, string[]];
  expect(configs).toEqual({ regions: ['cn-hangzhou'] });
  expect(pid).not.toBe(process.pid);
  expect(niceness).toBe(10);
  expect(flags).toEqual(['--max-old-space-size=512', '--max-semi-space-size=32']);
  // A small one has no room to spare.
  const small = await stage({ 'a.js': script('a', summary('process.execArgv')) }, { memoryMiB: 511 });
  expect(dataOf((await done(small, call(small, 'a'))).result)).toEqual(['--max-old-space-size=511']);
  expect(on.host.logs(task.id)).toEqual([`seen by ${pid}`]);
});

it('keeps the end of a long log', async () => {
  const body = `for (let i = 0; i < 3000; i++) console.log('x'.repeat(1000)); console.log('THE END'); ${summary('1')}`;
  const on = await stage({ 'a.js': script('a', body) });
  const task = await done(on, call(on, 'a'));
  expect([task.status, on.host.logs(task.id).at(-1)]).toEqual(['success', 'THE END']);
});

it('shows no half of a secret where it cuts a line', async () => {
  registerSecret('s3cret-of-a-test');
  const body = `
    const secret = 's3cret-of-' + 'a-test ';
    console.log('-'.repeat(2992) + secret + '.'.repeat(100));
    console.log(secret.repeat(2000));
    ${summary('1')}`;
  const on = await stage({ 'a.js': script('a', body) });
  const task = await done(on, call(on, 'a'));
  expect(on.host.logs(task.id)).toEqual([`${'-'.repeat(2992)}*** ....…`, '…']);
});

it('keeps in both languages what a run says of itself, each cut by itself, and as it is what a script prints', async () => {
  const body = `
    const info = (id) => ({ startedAt: 'now', language: 'en', checkers: [], inspection: { id } });
    options.reporters[0].start(info('a'));
    console.log('plain');
    options.reporters[0].start(info('b'.repeat(3000)));
    ${summary('1')}`;
  const on = await stage({ 'a.js': script('a', body) });
  const task = await done(on, call(on, 'a'));
  const long = `${'b'.repeat(2996)}…`;
  const lines = [
    { zh: 'now a：开始，0 个检查项', en: 'now a: started, 0 checkers' },
    'plain',
    { zh: `now ${long}`, en: `now ${long}` },
  ];
  expect(on.host.logs(task.id)).toEqual(lines);
  await on.restart();
  expect(on.host.logs(task.id)).toEqual(lines);
});

it('gives a run its environment without showing it in the process table', async () => {
  const body = `
    const { readFileSync } = require('node:fs');
    const seen = ['cmdline', 'environ'].map((name) => readFileSync('/proc/self/' + name, 'utf8')).join();
    ${summary("[process.env.SECRET_KEY, seen.includes('k3y-of-a-test')]")}`;
  const on = await stage(
    { 'a.js': script('a', body) },
    { keys: () => Promise.resolve({ env: { SECRET_KEY: 'k3y-of-a-test' }, accounts: [] }) },
  );
  expect(dataOf((await done(on, call(on, 'a'))).result)).toEqual(['k3y-of-a-test', false]);
});

describe('a run that misbehaves ends alone:', () => {
  it.each<[string, string, Partial<Task>, string]>([
    ['throws', "throw new Error('no such thing')", { status: 'failure' }, 'no such thing'],
    [
      'throws outside of its promise',
      "setTimeout(() => { throw new Error('late') }); await new Promise((r) => setTimeout(r, 5000))",
      { status: 'failure' },
      'exited',
    ],
    [
      'forgets a promise',
      "Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 5000))",
      { status: 'failure' },
      'exited',
    ],
    [
      'returns what is no summary',
      'return { calls: 7 }',
      { status: 'failure' },
      'config bad.js: run() answers an object and no summary',
    ],
    [
      'returns half a summary',
      'return { findings: {} }',
      { status: 'failure' },
      'result run() did not return a summary',
    ],
    ['exits', 'process.exit(0)', { status: 'failure' }, 'its process ended with 0 before the run did'],
    [
      'is killed',
      "process.kill(process.pid, 'SIGKILL'); await new Promise(() => setInterval(() => 0, 1000))",
      { status: 'failure' },
      'SIGKILL',
    ],
    ['aborts', 'process.abort()', { status: 'failure' }, 'SIGABRT'],
    [
      'fills the heap',
      'const all = []; for (;;) all.push(new Array(1000).fill(all.length))',
      { status: 'failure' },
      'memoryMiB',
    ],
    [
      'fills memory beside the heap',
      'const all = []; for (;;) { all.push(Buffer.alloc(8e6, 1)); await new Promise((r) => setTimeout(r, 5)); }',
      { status: 'failure' },
      'memoryMiB',
    ],
  ])('%s', async (_, body, expected, message) => {
    const on = await stage({ ...SOUND, 'bad.js': script('bad', body) });
    const task = await done(on, call(on, 'bad'));
    expect(task).toMatchObject(expected);
    expect(`${task.error?.code} ${task.error?.message}`).toContain(message);
    await expectAlive(on);
  });

  it('blocks its event loop for ever, and is killed at its time limit', async () => {
    const on = await stage({ ...SOUND, 'bad.js': script('bad', 'for (;;);', 'timeoutSeconds: 1,') });
    const task = call(on, 'bad');
    await expectAlive(on);
    expect(await done(on, task)).toMatchObject({ status: 'timeout', error: { message: 'it did not end within 1 s' } });
    await expectAlive(on);
  });

  it('prints without end, and is held back', async () => {
    const body = "for (;;) console.log('x'.repeat(5000));";
    const on = await stage({ ...SOUND, 'bad.js': script('bad', body, 'timeoutSeconds: 3,') });
    const task = call(on, 'bad');
    await expectAlive(on);
    // What is held back waits in its own memory.
    expect(['timeout', 'memory']).toContain((await done(on, task)).error?.code);
    const lines = on.host.logs(task.id);
    expect(lines.length).toBeLessThanOrEqual(2001);
    expect(Math.max(...lines.map((line) => (typeof line === 'string' ? line.length : 0)))).toBeLessThanOrEqual(3001);
  });

  it('leaves a process behind, which ends with it', async () => {
    const body = `
      const child = require('node:child_process').spawn('sleep', ['300'], { stdio: 'inherit' });
      ${summary('child.pid')}`;
    const on = await stage({ 'bad.js': script('bad', body) });
    const { status, result } = await done(on, call(on, 'bad'));
    expect(status).toBe('success');
    const pid = Number(dataOf(result));
    await until(() => !existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
  });
});

it('ends a run cleanly when its time is over, with what it has by then', async () => {
  const body = `if (!options.signal.aborted) await new Promise((r) => options.signal.addEventListener('abort', r)); ${summary("'half'")}`;
  // However slow the machine is, it has the time to end by itself.
  const on = await stage({ 'slow.js': script('slow', body, 'timeoutSeconds: 1,') }, { graceSeconds: 60 });
  const task = await done(on, call(on, 'slow'));
  expect([task.status, dataOf(task.result)]).toEqual(['timeout', 'half']);
});

it('counts the time of a run from when its script is loaded', async () => {
  // What the machine takes besides has four seconds before and after; it waits without a processor.
  const slow = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 9000);';
  const body = `await new Promise((r) => setTimeout(r, 9000)); ${summary('1')}`;
  const on = await stage({ 'slow.js': `${slow} ${script('slow', body, 'timeoutSeconds: 13,')}` });
  expect((await done(on, call(on, 'slow'))).status).toBe('success');
});

const PATIENT = `
  console.log('begun');
  await new Promise((r) => { const t = setInterval(() => 0, 1000); options.signal.addEventListener('abort', () => { clearInterval(t); r() }) });
  ${summary("'half'")}`;
const begun = (on: Stage, task: Task) => until(() => on.host.logs(task.id).includes('begun'));

it('cancels a run, one that does not listen, and one that waits', async () => {
  const stubborn = "console.log('begun'); for (;;);";
  const scripts = { 'a.js': script('a', PATIENT), 'b.js': script('b', stubborn), 'c.js': script('c', summary('1')) };
  const on = await stage(scripts, { concurrency: 2 });
  const [a, b, c] = [call(on, 'a'), call(on, 'b'), call(on, 'c')];
  await begun(on, a);
  await begun(on, b);
  expect(on.host.task(c.id)?.status).toBe('queued');
  expect(await on.host.cancel(c.id)).toMatchObject({ status: 'cancelled' });
  expect(on.host.task(c.id)?.startedAt).toBeUndefined();
  expect(await on.host.cancel(a.id)).toMatchObject({ status: 'cancelled', result: { assets: 2 } });
  expect(await on.host.cancel(b.id)).toMatchObject({ status: 'cancelled' });
  expect((await on.host.cancel(b.id)).endedAt).toBe(on.host.task(b.id)?.endedAt);
});

it('skips a run while another of the same inspection goes on, and records it', async () => {
  const on = await stage({ 'a.js': script('a', PATIENT) });
  const first = call(on, 'a');
  await begun(on, first);
  const second = call(on, 'a');
  expect(second).toMatchObject({ status: 'skip', error: { code: 'overlap' } });
  expect(second.error?.message).toContain(first.id);
  await on.host.cancel(first.id);
  expect(on.host.tasks({ status: 'skip' }).map((task) => task.id)).toEqual([second.id]);
  expect(call(on, 'a').status).not.toBe('skip');
});

it('runs no more at once than it may, in the order in which they came, and refuses more than may wait', async () => {
  const ids = ['a', 'b', 'c', 'd'];
  const on = await stage(Object.fromEntries(ids.map((id) => [`${id}.js`, script(id, PATIENT)])), {
    concurrency: 1,
    queue: 2,
  });
  const [a, b, c, d] = ids.map((id) => call(on, id)) as [Task, Task, Task, Task];
  expect([a, b, c, d].map((task) => on.host.task(task.id)?.status)).toEqual(['running', 'queued', 'queued', 'skip']);
  expect(d.error?.code).toBe('queue-full');
  await on.host.cancel(a.id);
  expect([b, c].map((task) => on.host.task(task.id)?.status)).toEqual(['running', 'queued']);
});

it('tells those who listen what happens while it happens', async () => {
  const on = await stage({ 'a.js': script('a', `${PATIENT}`) });
  const task = call(on, 'a');
  const heard: unknown[] = [];
  const stop = on.host.listen(task.id, (event) => heard.push(event.kind === 'log' ? event.line : event.task.status));
  on.host.listen(task.id, () => {
    throw new Error('a page that is gone');
  });
  await begun(on, task);
  await on.host.cancel(task.id);
  stop();
  expect(heard).toEqual(['begun', 'cancelled']);
});

it('keeps tasks and logs over a restart, and what was paused', async () => {
  const on = await stage({ 'a.js': script('a', `console.log('kept'); ${summary('1')}`) });
  const task = await done(on, call(on, 'a'));
  expect(on.host.pause('a.run').trigger).toMatchObject({ paused: true, next: [] });
  await on.restart();
  expect(on.host.task(task.id)).toEqual(task);
  expect(on.host.logs(task.id)).toEqual(['kept']);
  expect(on.host.functions()[0]).toMatchObject({ lastTask: { id: task.id }, trigger: { paused: true, next: [] } });
  expect(on.host.resume('a.run').trigger.next).toHaveLength(3);
});

it('holds the end of a task that cannot be saved until it can', async () => {
  const on = await stage({ 'a.js': script('a', `console.log('kept'); ${summary("'end'")}`) }, { retrySeconds: 0.1 });
  const save = jest.spyOn(on.history, 'save');
  const task = call(on, 'a');
  save.mockImplementation(() => {
    throw new Error('disk full');
  });
  const ended = await done(on, task);
  expect([ended.status, dataOf(ended.result)]).toEqual(['success', 'end']);
  expect([on.host.task(task.id), on.host.tasks()[0], on.host.logs(task.id)]).toEqual([ended, ended, ['kept']]);
  expect(on.history.task(task.id)?.status).toBe('running');
  save.mockRestore();
  await until(() => on.history.task(task.id)?.status === 'success');
  await on.restart();
  expect([on.host.task(task.id), on.host.logs(task.id)]).toEqual([ended, ['kept']]);
});

it('marks as failed what ran when the host died', () => {
  const data = newFolder();
  const before = openHistory(data);
  const task = { functionId: 'a.run', inspection: 'a', origin: 'cron', queuedAt: new Date(0).toISOString() } as const;
  before.save({ ...task, id: 'one', status: 'running', startedAt: new Date(1).toISOString() });
  before.save({ ...task, id: 'two', status: 'queued' });
  before.save({ ...task, id: 'three', status: 'success' });
  before.close();
  const after = openHistory(data, () => 5000);
  expect(after.tasks().map(({ id, status, error }) => [id, status, error?.code])).toEqual([
    ['three', 'success', undefined],
    ['two', 'failure', 'host-died'],
    ['one', 'failure', 'host-died'],
  ]);
  expect(after.task('one')?.endedAt).toBe(new Date(5000).toISOString());
  after.close();
});

it('pages through tasks, newest first, and forgets the oldest of a function', async () => {
  const on = await stage({ 'a.js': script('a', summary('1')), 'b.js': script('b', summary('1')) }, { keepTasks: 3 });
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.unshift((await done(on, call(on, 'a'))).id);
  const other = await done(on, call(on, 'b'));
  expect(on.host.tasks({ functionId: 'a.run' }).map((task) => task.id)).toEqual(ids.slice(0, 3));
  expect(on.host.tasks({ limit: 2 }).map((task) => task.id)).toEqual([other.id, ids[0]]);
  expect(on.host.tasks({ before: ids[0] }).map((task) => task.id)).toEqual(ids.slice(1, 3));
  expect(on.host.tasks({ status: 'failure' })).toEqual([]);
});

it('forgets neither a run under way nor those before it for starts that are skipped', async () => {
  const body = `if (configs) { ${summary('1')} } ${PATIENT}`;
  const on = await stage({ 'a.js': script('a', body) }, { keepTasks: 3 });
  const before = await done(on, call(on, 'a', {}));
  const running = call(on, 'a');
  await begun(on, running);
  const skips = Array.from({ length: 6 }, () => call(on, 'a').id).reverse();
  const kept = [...skips.slice(0, 3), running.id, before.id];
  expect(on.host.tasks().map((task) => task.id)).toEqual(kept);
  await on.host.cancel(running.id);
  expect(on.host.tasks().map((task) => task.id)).toEqual(kept);
  expect(on.host.logs(running.id)).toEqual(['begun']);
});

it('lets runs end when it stops, then cancels them, and starts no more', async () => {
  const go = join(newFolder(), 'go');
  const slow = `
    console.log('begun');
    while (!require('node:fs').existsSync(${JSON.stringify(go)})) await new Promise((r) => setTimeout(r, 50));
    ${summary('1')}`;
  const on = await stage(
    { 'a.js': script('a', slow), 'b.js': script('b', PATIENT), 'c.js': script('c', slow) },
    {
      concurrency: 2,
      stopSeconds: 10,
    },
  );
  const [a, b, c] = [call(on, 'a'), call(on, 'b'), call(on, 'c')];
  await begun(on, a);
  await begun(on, b);
  const closing = on.host.close();
  expect(() => call(on, 'a')).toThrow('stopping');
  writeFileSync(go, '');
  await closing;
  expect([a, b, c].map((task) => on.host.task(task.id)?.status)).toEqual(['success', 'cancelled', 'cancelled']);
});

it.each([
  ['listens', PATIENT],
  ['blocks', "console.log('begun'); for (;;);"],
])('ends a run whose host has died: one that %s', async (_, body) => {
  const folder = newFolder();
  const file = join(folder, 'a.js');
  writeFileSync(file, script('a', body));
  const order = {
    ...{ do: 'run', source: { file, root: folder }, env: {}, stateDir: folder },
    ...{ byHand: true, dryRun: false, language: 'en', accounts: [] },
  };
  const starter = join(ROOT, 'dist', 'host', 'process.js');
  writeFileSync(
    join(folder, 'parent.js'),
    `const { startRunner } = require(${JSON.stringify(starter)});
     const runner = startRunner({ memoryMiB: 128, cwd: __dirname, onReport() {}, onLine: () => process.send(runner.pid) });
     runner.tell(${JSON.stringify(order)});`,
  );
  const host = fork(join(folder, 'parent.js'));
  const pid = await new Promise<number>((resolve) => host.once('message', (message) => resolve(Number(message))));
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  host.kill('SIGKILL');
  await until(() => !existsSync(`/proc/${pid}`));
});
