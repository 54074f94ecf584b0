import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { EventView } from '../../workspace';
import { openState } from '../../lib/state';
import { closeLabs, openLab, tempDir } from '../workspace/client';
import { ALL } from '../harness/part';
import { leave, newDir, newStage, type Stage } from './stage';

const root = resolve(__dirname, '../..');

/**
 * Runs the inspection and dies by its own hand before or after its n-th step: every write to the state, and every request
 * to the workspace before it is sent and after it was answered. Writes down its steps.
 */
const CHILD = `
  import { appendFileSync } from 'node:fs';
  import axios from 'axios';
  import { openState } from './lib/state';
  import { inspectionOf, NO_LIMITS } from './test/e2e/stage';

  const at = Number(process.env.DIE_AT);
  let taken = 0;
  const step = (name) => {
    taken += 1;
    appendFileSync(process.env.STEPS, name + '\\n');
    if (taken === at) {
      process.kill(process.pid, 'SIGKILL');
      // Nothing more happens in this process, not even while the signal is on its way.
      for (;;);
    }
  };
  const toWorkspace = (config) => String(config.url).startsWith(process.env.GUANCE_OPENAPI_URL);
  const where = (config) => String(config.url).replace(/^http:..[^/]*|[?].*$/g, '');
  axios.interceptors.request.use((config) => {
    if (toWorkspace(config)) step('before ' + where(config));
    return config;
  });
  axios.interceptors.response.use((answer) => {
    if (toWorkspace(answer.config)) step('after ' + where(answer.config));
    return answer;
  });

  const real = openState(process.env.STATE_DIR);
  const state = { ...real };
  for (const name of ['lock', 'apply', 'settle', 'setFact']) {
    state[name] = async (...args) => {
      step('before ' + name);
      const result = await real[name](...args);
      step('after ' + name);
      return result;
    };
  }
  inspectionOf({ id: process.env.INSPECTION }).run(undefined, { state, reporters: [], language: 'en', guanceLimits: NO_LIMITS }).then(
    async (summary) => {
      await real.close();
      process.exitCode = summary.complete ? 0 : 3;
    },
    (error) => {
      console.error(error);
      process.exitCode = 2;
    },
  );
`;

let script = '';

beforeAll(() => {
  script = join(newDir(), 'child.cjs');
  buildSync({
    stdin: { contents: CHILD, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    packages: 'external',
    supported: { 'dynamic-import': false },
    outfile: script,
    logLevel: 'error',
  });
});

afterAll(async () => {
  await closeLabs();
  await leave();
});

const kindOf = ({ body }: EventView) => (JSON.parse(String(body.df_event_detail)) as { kind: string }).kind;

/** A step that is not reached. */
const NEVER = 0;

/** Runs the child until its n-th step. @returns its steps, of which the last one is what it died of, if it did */
async function die(stage: Stage, stateDir: string, env: Record<string, string>, at: number) {
  const kept = join(newDir(), 'steps');
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      INSPECTION: 'e2e',
      ...stage.env,
      ...env,
      NODE_PATH: join(root, 'node_modules'),
      STATE_DIR: stateDir,
      DIE_AT: String(at),
      STEPS: kept,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problem = '';
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the child failed with ${String(code)}: ${problem}`);
  const steps = readFileSync(kept, 'utf8').trimEnd().split('\n');
  return { steps, died: signal === 'SIGKILL' ? steps.at(-1) : undefined };
}

/** Where what was done and what is known of it may part. */
const DECISIVE = /^(before|after) (lock|apply|settle|.*(execute|keyevent))$/;

/** At which steps of a run to die: at each one; in part, at the first of each name, or of each that is decisive. */
function deathsOf(steps: readonly string[], names = /./): number[] {
  const isFirst = (name: string, index: number) => names.test(name) && steps.indexOf(name) === index;
  return steps.flatMap((name, index) => (ALL || isFirst(name, index) ? [index + 1] : []));
}

test.each(['guance', 'guance-keyevent'])(
  '%s: killed at any step, a later run leaves every event in the workspace exactly once',
  async (reporter) => {
    // Before: three anomalies are told. Then the world changes: one recovers, one appears, two go on.
    const base = await newStage();
    base.env.GUANCE_REPORTER = reporter;
    await base.run();
    base.cloud.advance();
    const faults = new Map((await base.lab.workspace.store.listEvents({})).events.map((e) => [e.checker, e.faultId]));
    expect(faults.size).toBe(3);
    await base.lab.workspace.close();

    const deaths: (string | undefined)[] = [];
    const wanted = [NEVER];
    for (const at of wanted) {
      const data = join(tempDir(), 'workspace');
      const stateDir = join(newDir(), 'state');
      cpSync(base.lab.dir, data, { recursive: true });
      cpSync(base.stateDir, stateDir, { recursive: true });
      const lab = await openLab({ dataDir: data, now: () => new Date() });
      const { store, openapi, openway } = lab.workspace;
      const urls = { GUANCE_OPENAPI_URL: openapi, GUANCE_OPENWAY_URL: openway };
      const { steps, died } = await die(base, stateDir, urls, at);
      if (at === NEVER) wanted.push(...deathsOf(steps, reporter === 'guance' ? undefined : DECISIVE));
      const { notes, complete } = await base.run({ stateDir, env: { ...base.env, ...urls } });
      const context = `killed at step ${at}, ${died ?? 'never'}`;
      expect([context, complete, notes]).toEqual([context, true, []]);

      const events = (await store.listEvents({}, { limit: 1000 })).events;
      const of = (checker: string) => events.filter((event) => event.checker === checker);
      const kinds = (checker: string) => of(checker).map(({ status }) => status);
      // No event twice.
      expect([context, new Set(events.map((event) => event.eventId)).size]).toEqual([context, events.length]);
      // Recovered once, after its one anomaly.
      expect([context, kinds('ecs-auto-release')]).toEqual([context, ['ok', 'warning']]);
      // Appeared once: the round's first event is there and names the round.
      const locked = of('ecs-locked');
      expect([context, new Set(locked.map((event) => event.faultId)).size]).toEqual([context, 1]);
      expect([context, locked.some((event) => event.eventId === event.faultId)]).toEqual([context, true]);
      const begun = events.filter((event) => kindOf(event) === 'anomaly').map(({ checker }) => checker);
      expect([context, begun.sort()]).toEqual([
        context,
        ['ecs-auto-release', 'ecs-cpu-high', 'ecs-expiring', 'ecs-locked'],
      ]);
      // What goes on went on in the same round, one event for each run that judged it, and nothing else recovered.
      for (const checker of ['ecs-expiring', 'ecs-cpu-high']) {
        expect([context, [...new Set(of(checker).map((event) => event.faultId))]]).toEqual([
          context,
          [faults.get(checker)],
        ]);
        expect(of(checker).length).toBeGreaterThanOrEqual(2);
        expect(of(checker).length).toBeLessThanOrEqual(3);
      }
      expect([context, events.filter((event) => event.status === 'ok').length]).toEqual([context, 1]);
      expect([context, (await store.listEvents({ openOnly: true })).total]).toEqual([context, 3]);
      // Nothing is left to be sent a second time.
      const state = openState(stateDir);
      expect([context, await state.waiting(`e2e/${reporter}`)]).toEqual([context, 0]);
      await state.close();
      await lab.workspace.close();
      deaths.push(died);
    }
    // It did die at what matters, and went on to the end.
    for (const name of ['apply', 'settle', 'lock']) {
      expect(deaths).toEqual(expect.arrayContaining([`before ${name}`, `after ${name}`]));
    }
    const delivery = reporter === 'guance' ? '/api/v1/outer_function/execute' : '/v1/write/keyevent';
    expect(deaths).toEqual(expect.arrayContaining([`before ${delivery}`, `after ${delivery}`]));
  },
  300_000,
);

test('a first run killed at any step registers one inspection and tells every anomaly once', async () => {
  const wanted = [NEVER];
  for (const at of wanted) {
    const stage = await newStage();
    const { steps, died } = await die(stage, stage.stateDir, {}, at);
    if (at === NEVER) wanted.push(...deathsOf(steps));
    const context = `killed at step ${at}, ${died ?? 'never'}`;
    const { notes } = await stage.run();
    const events = (await stage.lab.workspace.store.listEvents({}, { limit: 1000 })).events;
    const firsts = events.filter((event) => event.eventId === event.faultId);
    expect([context, notes, (await stage.registered()).length]).toEqual([context, [], 1]);
    expect([context, firsts.map((event) => event.checker).sort()]).toEqual([
      context,
      ['ecs-auto-release', 'ecs-cpu-high', 'ecs-expiring'],
    ]);
    expect([context, new Set(events.map((event) => event.faultId)).size]).toEqual([context, 3]);
    expect([context, events.filter((event) => event.status === 'ok')]).toEqual([context, []]);
    await closeLabs();
    expect([context, died === undefined]).toEqual([context, at === NEVER]);
  }
  expect(wanted.length).toBeGreaterThan(10);
}, 300_000);

test('of two inspections that overlap, the second killed at any step: one anomaly and one recovery, in the name of the first', async () => {
  const base = await newStage();
  const other = { spec: { id: 'e2e-other' } };
  await base.run();
  await base.run(other);
  base.cloud.advance();
  // The first sees the recovery and what appears; the second is the last to see it pass.
  await base.run();
  await base.lab.workspace.close();
  const deaths: (string | undefined)[] = [];
  const wanted = [NEVER];
  for (const at of wanted) {
    const data = join(tempDir(), 'workspace');
    const stateDir = join(newDir(), 'state');
    cpSync(base.lab.dir, data, { recursive: true });
    cpSync(base.stateDir, stateDir, { recursive: true });
    const lab = await openLab({ dataDir: data, now: () => new Date() });
    const { store, openapi, openway } = lab.workspace;
    const urls = { GUANCE_OPENAPI_URL: openapi, GUANCE_OPENWAY_URL: openway };
    // The workspace has a new address: the first inspection tells it that it is there.
    await base.run({ stateDir, env: { ...base.env, ...urls } });
    const { steps, died } = await die(base, stateDir, { ...urls, INSPECTION: 'e2e-other' }, at);
    if (at === NEVER) wanted.push(...deathsOf(steps, DECISIVE));
    for (const again of [other, {}]) await base.run({ ...again, stateDir, env: { ...base.env, ...urls } });
    const context = `killed at step ${at}, ${died ?? 'never'}`;
    const events = (await store.listEvents({}, { limit: 1000 })).events;
    const released = events.filter(({ checker }) => checker === 'ecs-auto-release');
    expect([context, released.map(({ status }) => status)]).toEqual([context, ['ok', 'warning']]);
    expect([context, new Set(released.map(({ checkerId }) => checkerId)).size]).toEqual([context, 1]);
    const begun = events.filter((event) => kindOf(event) === 'anomaly').map(({ checker }) => checker);
    expect([context, begun.sort()]).toEqual([
      context,
      ['ecs-auto-release', 'ecs-cpu-high', 'ecs-expiring', 'ecs-locked'],
    ]);
    expect([context, (await store.listEvents({ openOnly: true })).total]).toEqual([context, 3]);
    await lab.workspace.close();
    deaths.push(died);
  }
  expect(deaths).toEqual(expect.arrayContaining(['before apply', 'after apply', 'before settle', 'after settle']));
}, 300_000);
