import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Typing } from '../../host/typing';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'typing-'));
let typing: Typing;
beforeAll(() => (typing = new Typing(folder)));
afterAll(async () => {
  await typing.close();
  rmSync(folder, { recursive: true, force: true });
});

const GOOD = `import { defineInspection, fromEnv } from 'aliyun-inspection';
import { cpuHigh } from 'aliyun-inspection/scripts/ecs';
export const inspection = defineInspection({
  id: 'mine', title: { zh: '我的', en: 'Mine' }, timeoutSeconds: 60,
  accounts: [{ name: 'default', credentials: fromEnv(), regions: 'all' }],
  checkers: [cpuHigh.with({ warning: 70 })],
});
export const run = inspection.run;
`;

it('has nothing against a script that is right', async () => {
  expect(await typing.check('a.ts', GOOD)).toEqual([]);
});

it.each([
  ['syntax', `${GOOD}const x = ;\n`, { line: 9, column: 11 }, /Expression expected/],
  ['a parameter that a checker does not have', GOOD.replace('warning', 'wanring'), { line: 6 }, /wanring/],
  ['what is not exported', GOOD.replace('cpuHigh }', 'cpuHihg }'), { line: 2, column: 10 }, /cpuHihg/],
])('tells %s at its place', async (_name, text, place, message) => {
  const [problem] = await typing.check('a.ts', text);
  expect(problem).toMatchObject({ ...place, message: expect.stringMatching(message) });
});

it('knows what stands beside the script, and JavaScript', async () => {
  writeFileSync(join(folder, 'helper.ts'), 'export const answer: number = 42;');
  const [problem] = await typing.check(
    'b.ts',
    "import { answer } from './helper';\nexport const x: string = answer;\n",
  );
  expect(problem).toMatchObject({ line: 2, column: 14, message: expect.stringContaining('TS2322') });
  expect(await typing.check('c.js', 'exports.run = async () => 1;')).toEqual([]);
});

it('knows nothing of the environment of the host', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'typing-environment-'));
  const code = `require('worker_threads').parentPort.on('message', ({ number }) =>
    require('worker_threads').parentPort.postMessage({ number, answer: Object.keys(process.env) }))`;
  writeFileSync(join(folder, 'worker.js'), code);
  const alike = new Typing(folder, { worker: join(folder, 'worker.js') });
  expect(Object.keys(process.env).length).toBeGreaterThan(0);
  expect(await alike.check('a.ts', '')).toEqual([]);
  await alike.close();
  rmSync(folder, { recursive: true, force: true });
});

it('completes from the types of the library', async () => {
  const text = `${GOOD}inspection.`;
  const words = await typing.complete('a.ts', text, text.length);
  expect(words).toEqual(expect.arrayContaining([{ label: 'schedule', kind: 'property' }]));
  const of = `import {  } from 'aliyun-inspection/scripts/ecs';`;
  const names = (await typing.complete('a.ts', of, 9)).map(({ label }) => label);
  expect(names).toEqual(expect.arrayContaining(['cpuHigh', 'diskUnattached']));
});

it('gives back what it holds when nobody asks, and starts again', async () => {
  const brief = new Typing(folder, { idleMs: 50 });
  expect(await brief.check('a.ts', 'const x = ;')).toHaveLength(1);
  for (let i = 0; i < 200 && brief.running; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(brief.running).toBe(false);
  expect(await brief.check('a.ts', 'const x = ;')).toHaveLength(1);
  const waiting = brief.check('a.ts', 'const y = ;');
  await Promise.all([expect(waiting).rejects.toThrow('the host is ending'), brief.close()]);
});
