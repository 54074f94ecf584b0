import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, dataOf, leave, newFolder, script, stage, summary, until, type Stage } from './stage';
import { TEMPLATES } from '../../templates/registry.gen';

jest.setTimeout(120_000);
beforeAll(compile);
afterEach(leave);

const ids = (on: Stage) => on.host.functions().map((one) => one.id);
const problem = (on: Stage, id: string) => on.host.scripts().find((one) => one.id === id)?.problem;

async function resultOf(on: Stage, id: string): Promise<unknown> {
  const task = await on.host.wait(on.host.call(id, { origin: 'manual' }).id, 100);
  return dataOf(task.result) ?? task.error?.message;
}

const TYPESCRIPT = `
  import { defineInspection, fromKeys } from 'aliyun-inspection';
  import { ecsExpiring } from 'aliyun-inspection/scripts/ecs';
  const title: { zh: string; en: string } = { zh: '我的', en: 'Mine' };
  export const inspection = defineInspection({
    id: 'mine', title, schedule: '5 4 * * *', timeoutSeconds: 7000,
    accounts: [{ name: 'a', credentials: fromKeys({ accessKeyId: '', accessKeySecret: '' }), regions: ['cn-hangzhou'] }],
    checkers: [ecsExpiring.with({ days: 45 })],
  });
  export const run = inspection.run;`;

it('lists TypeScript and JavaScript with what they declare', async () => {
  const on = await stage({ 'team/mine.ts': TYPESCRIPT, 'b.js': script('b', summary('1')) });
  expect(ids(on)).toEqual(['b.run', 'team/mine.run']);
  expect(on.host.functions()[1]).toMatchObject({
    scriptId: 'team/mine',
    inspection: 'mine',
    title: { zh: '我的', en: 'Mine' },
    definition: 'run(configs=None, regions=None, params=None)',
    tags: ['aliyun', 'ecs', 'inspection'],
    timeoutSeconds: 7000,
    trigger: { schedule: '5 4 * * *', timeZone: 'UTC', paused: false },
    checkers: [{ id: 'ecs-expiring', values: { days: 45 } }],
  });
  expect(on.host.scripts()).toMatchObject([
    { id: 'b', origin: 'own', file: 'b.js', functionIds: ['b.run'], hasDraft: false },
    { id: 'team/mine', origin: 'own', file: 'team/mine.ts', functionIds: ['team/mine.run'], hasDraft: false },
  ]);
});

it('lists shipped templates, paused until somebody resumes them, and one of your own in the place of another', async () => {
  const on = await stage({ 'ecs.js': script('ecs', summary("'mine'")) }, { shipped: 'paused' });
  const shipped = Object.keys(TEMPLATES).sort();
  expect(ids(on)).toEqual(shipped.map((id) => `${id}.run`));
  expect(on.host.functions().map(({ trigger }) => trigger.paused)).toEqual(shipped.map((id) => id !== 'ecs'));
  expect(await resultOf(on, 'ecs.run')).toBe('mine');
  expect(on.host.source('network').published).toContain('defineInspection');
  await on.restart({ shipped: 'active' });
  expect(on.host.functions().map(({ trigger }) => trigger.next.length)).toEqual(shipped.map(() => 3));
});

it('leaves modules out, and tells what cannot be a script', async () => {
  const on = await stage({
    'helper.js': 'exports.answer = 42;',
    'notes.md': 'no script',
    'a.js': `const { answer } = require('./helper'); ${script('a', summary('answer'))}`,
    'syntax.ts': 'export const inspection = ;',
    'only-run.js': 'exports.run = async () => 1;',
    'twice.js': script('a', summary('2')),
    'exits.js': 'process.exit(7)',
    'z.js': script('z', summary('1')),
  });
  expect(ids(on)).toEqual(['a.run', 'z.run']);
  expect(on.host.scripts().map((one) => one.id)).toEqual(['a', 'exits', 'only-run', 'syntax', 'twice', 'z']);
  expect(problem(on, 'syntax')).toMatch(/^cannot be loaded: syntax\.ts:1: /);
  expect(problem(on, 'only-run')).toContain('export its inspection');
  expect(problem(on, 'twice')).toContain('its inspection has the id "a", as that of a');
  expect(problem(on, 'exits')).toContain('exit code 7');
  expect(await resultOf(on, 'a.run')).toBe(42);
});

it('is not held up by a script that never loads', async () => {
  const on = await stage({ 'hang.js': 'for (;;);', 'z.js': script('z', summary('1')) }, { loadSeconds: 3 });
  expect(problem(on, 'hang')).toBe('it did not load within 3 s');
  expect(ids(on)).toEqual(['z.run']);
});

it('loads again what was ended while it was loaded, three times at most', async () => {
  const marks = newFolder();
  const killed = (id: string, times: number) => `
    const fs = require('node:fs');
    const mark = ${JSON.stringify(marks)} + '/${id}';
    fs.appendFileSync(mark, '.');
    if (fs.statSync(mark).size <= ${times}) process.kill(process.pid, 'SIGKILL');
    ${script(id, summary('1'))}`;
  const tries = (id: string) => readFileSync(join(marks, id), 'utf8').length;
  const on = await stage({ 'once.js': killed('once', 1), 'often.js': killed('often', 9) }, { retrySeconds: 0.1 });
  await until(() => ids(on).includes('once.run'));
  expect(problem(on, 'once')).toBeUndefined();
  await until(() => tries('often') === 3);
  on.write('z.js', summary('1'));
  await until(() => ids(on).includes('z.run'));
  expect(tries('often')).toBeGreaterThan(3);
  expect(problem(on, 'often')).toContain('SIGKILL');
});

it('shows the same scripts and functions when its data cannot be saved, and saves them later', async () => {
  const on = await stage({}, { retrySeconds: 0.1 });
  const save = jest.spyOn(on.history, 'saveVersions').mockImplementationOnce(() => {
    throw new Error('disk full');
  });
  on.write('a.js', summary('1'));
  await until(() => save.mock.calls.length > 1);
  expect(on.host.scripts()[0]?.functionIds).toEqual(ids(on));
  expect([...on.history.versions().keys()]).toEqual(['a']);
  expect(on.logged.join()).toContain('disk full');
});

it('does not wait for a script that never loads when it stops', async () => {
  const on = await stage({ 'a.js': script('a', summary('1')) });
  const mark = join(newFolder(), 'begun');
  writeFileSync(join(on.folder, 'hang.js'), `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); for (;;);`);
  await until(() => existsSync(mark));
  const begun = Date.now();
  await on.host.close();
  expect(Date.now() - begun).toBeLessThan(15_000);
});

it('loads what changes, and lets a run that is under way end with what it began with', async () => {
  const slow = `
    console.log('begun');
    await new Promise((r) => setTimeout(r, 3000));
    ${summary("require('./helper').version")}`;
  const on = await stage({ 'helper.js': 'exports.version = 1;', 'a.js': script('a', slow) });
  const running = on.host.call('a.run', { origin: 'manual' });
  await until(() => on.host.logs(running.id).includes('begun'));
  writeFileSync(join(on.folder, 'helper.js'), 'exports.version = 2;');
  on.write('a.js', summary("'new ' + require('./helper').version"));
  on.write('b.js', summary("'b'"));
  await until(() => ids(on).includes('b.run'));
  expect(on.host.task(running.id)?.status).toBe('running');
  expect(dataOf((await on.host.wait(running.id, 100)).result)).toBe(1);
  expect(await resultOf(on, 'a.run')).toBe('new 2');
  rmSync(join(on.folder, 'b.js'));
  await until(() => !ids(on).includes('b.run'));
  expect(() => on.host.call('b.run', { origin: 'api' })).toThrow('there is no function "b.run"; known are a.run');
});

it('keeps the version before of a script that breaks, also over a restart, until it is mended', async () => {
  const on = await stage({
    'a.js': `const { version } = require('./helper'); ${script('a', summary('version'))}`,
    'helper.js': 'exports.version = 1;',
  });
  writeFileSync(join(on.folder, 'helper.js'), 'exports.version = (');
  await until(() => problem(on, 'a') !== undefined);
  expect(problem(on, 'a')).toContain('cannot be loaded');
  expect(await resultOf(on, 'a.run')).toBe(1);
  await on.restart();
  expect(problem(on, 'a')).toContain('cannot be loaded');
  expect(await resultOf(on, 'a.run')).toBe(1);
  writeFileSync(join(on.folder, 'a.js'), 'exports.nothing = 1;');
  await until(() => problem(on, 'a')?.includes('exports neither'));
  expect(await resultOf(on, 'a.run')).toBe(1);
  writeFileSync(join(on.folder, 'helper.js'), 'exports.version = 3;');
  on.write('a.js', summary("require('./helper').version"));
  await until(() => problem(on, 'a') === undefined);
  expect(await resultOf(on, 'a.run')).toBe(3);
});

it('lets scripts exchange their inspections, and no other one take what is in use', async () => {
  const on = await stage({ 'a.js': script('one', summary('1')), 'b.js': script('two', summary('2')) });
  const put = (name: string, id: string) => writeFileSync(join(on.folder, name), script(id, summary('1')));
  const inspections = () =>
    on.host
      .functions()
      .map((one) => `${one.scriptId}: ${one.inspection}`)
      .join();
  put('a.js', 'two');
  put('b.js', 'one');
  await until(() => inspections() === 'a: two,b: one');
  expect([problem(on, 'a'), problem(on, 'b')]).toEqual([undefined, undefined]);
  put('0.js', 'two');
  put('b.js', 'two');
  await until(() => problem(on, '0') && problem(on, 'b'));
  expect(problem(on, '0')).toContain('as that of a;');
  expect(inspections()).toBe('a: two,b: one');
});

it('takes a module that could not be read for a module once it is mended', async () => {
  const on = await stage({ 'helper.js': 'exports.answer = (', 'a.js': script('a', summary('1')) });
  expect(problem(on, 'helper')).toContain('cannot be loaded');
  writeFileSync(join(on.folder, 'helper.js'), 'exports.answer = 42;');
  await until(() => !problem(on, 'helper')?.includes('cannot be loaded'));
  expect(on.host.scripts().map((one) => one.id)).toEqual(['a']);
});

it('resolves the packages that lie beside or above the folder', async () => {
  const on = await stage({});
  const install = (name: string) => {
    const directory = join(on.folder, 'node_modules', name);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'index.js'), `module.exports = '${name}';`);
  };
  install('hello');
  on.write('a.js', summary("require('hello')"));
  await until(() => ids(on).length > 0);
  expect(await resultOf(on, 'a.run')).toBe('hello');
  writeFileSync(join(on.folder, 'b.js'), `require('later'); ${script('b', summary('1'))}`);
  await until(() => problem(on, 'b'));
  install('later');
  await until(() => ids(on).includes('b.run'));
});

it('finds packages that are installed after the first start', async () => {
  const on = await stage({ 'a.js': `require('later'); ${script('a', summary('1'))}` });
  expect(problem(on, 'a')).toContain("Cannot find module 'later'");
  mkdirSync(join(on.folder, 'node_modules', 'later'), { recursive: true });
  writeFileSync(join(on.folder, 'node_modules', 'later', 'index.js'), '');
  await until(() => problem(on, 'a') === undefined);
  expect(ids(on)).toEqual(['a.run']);
});

describe('drafts', () => {
  it('are tried, published and removed', async () => {
    const on = await stage({ 'a.js': script('a', summary('1')) });
    const draft = script('a', summary("['draft', options.dryRun, options.byHand]"));
    expect(await on.host.saveDraft('a', draft)).toMatchObject({ hasDraft: true, functionIds: ['a.run'] });
    const tried = await on.host.wait(on.host.callDraft('a').id, 100);
    expect(tried).toMatchObject({ origin: 'draft', status: 'success' });
    expect(dataOf(tried.result)).toEqual(['draft', true, true]);
    expect(readdirSync(on.versions)).toHaveLength(1);
    expect(await resultOf(on, 'a.run')).toBe(1);
    expect(on.host.source('a')).toEqual({ published: script('a', summary('1')), draft });
    await on.restart();
    expect(on.host.source('a').draft).toBe(draft);
    expect(await on.host.publish('a')).toMatchObject({ hasDraft: false });
    expect(await resultOf(on, 'a.run')).toEqual(['draft', false, true]);
    expect(readFileSync(join(on.folder, 'a.js'), 'utf8')).toBe(draft);
    await on.host.removeScript('a');
    expect([ids(on), readdirSync(on.folder)]).toEqual([[], []]);
  });

  it('make new scripts', async () => {
    const on = await stage({}, { shipped: 'paused' });
    const text = on.host.source('ecs').published.replace("id: 'ecs'", "id: 'team-ecs'");
    expect(await on.host.saveDraft('team/ecs', text)).toMatchObject({
      origin: 'own',
      file: 'team/ecs.ts',
      functionIds: [],
    });
    await on.host.publish('team/ecs');
    expect(on.host.functions().find((one) => one.id === 'team/ecs.run')?.inspection).toBe('team-ecs');
  });

  it('are refused with a reason, and stay', async () => {
    const on = await stage({ 'a.js': script('a', summary('1')) }, { shipped: 'paused' });
    await expect(on.host.saveDraft('../a', 'x')).rejects.toThrow('lower-case letters, digits, dashes and slashes');
    await expect(on.host.saveDraft('ecs', 'x')).rejects.toThrow('ecs is shipped: save a copy of it under another name');
    await expect(on.host.saveDraft('b', 'x'.repeat(2 ** 20 + 1))).rejects.toThrow('text');
    await on.host.saveDraft('b', 'export const inspection = ;');
    await expect(on.host.publish('b')).rejects.toThrow(/script: b: cannot be loaded: b\.ts:1: /);
    await on.host.saveDraft('b', script('a', summary('1')));
    await expect(on.host.publish('b')).rejects.toThrow('its inspection has the id "a", as that of a');
    await on.host.saveDraft('b', 'process.exit(3)');
    await expect(on.host.publish('b')).rejects.toThrow('exit code 3');
    expect(on.host.source('b').draft).toBe('process.exit(3)');
    expect(readdirSync(on.folder)).toEqual(['a.js']);
    await expect(on.host.publish('a')).rejects.toThrow('a has no draft');
    await expect(on.host.removeScript('ecs')).rejects.toThrow('shipped');
    expect(() => on.host.source('nope')).toThrow('there is no script "nope"');
  });

  it('are not taken where editing is switched off', async () => {
    const on = await stage({ 'a.js': script('a', summary('1')) }, { editable: false });
    await expect(on.host.saveDraft('a', 'x')).rejects.toThrow('editing is switched off');
    await expect(on.host.publish('a')).rejects.toThrow('editing is switched off');
    await expect(on.host.removeScript('a')).rejects.toThrow('editing is switched off');
    expect(() => on.host.callDraft('a')).toThrow('editing is switched off');
  });
});

it('removes versions that nothing needs any more', async () => {
  const on = await stage({ 'a.js': script('a', summary('1')) });
  for (const n of [2, 3, 4]) {
    on.write('a.js', summary(String(n)), `description: { zh: '${n}', en: '${n}' },`);
    await until(() => on.host.functions()[0]?.doc.en === String(n));
  }
  await until(() => readdirSync(on.versions).length === 1);
});
