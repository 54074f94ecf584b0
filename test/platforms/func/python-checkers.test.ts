import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { unseal } from '../../../lib/state/values';
import { buildSet, KEYS, newDir, removeDirs, runFunc } from './platform';

jest.setTimeout(120_000);

const REGION = 'cn-hangzhou';
let folder: string;
let cloud: Emulator;
beforeAll(async () => {
  ({ folder } = buildSet());
  cloud = await startEmulator({ scenario: { seed: 7, regions: [REGION], instances: 8 } });
});
afterAll(async () => {
  await cloud.close();
  removeDirs();
});

const NAMED = 'def named(asset):\n    return runtime.pass_()\n';

/** What is kept under a key, whatever its form. */
function textOf(value: string): string {
  try {
    return JSON.stringify(unseal(JSON.parse(value) as string));
  } catch {
    return value;
  }
}

type Kept = Readonly<Record<string, { readonly value: string }>>;

/** The example as a user has copied it, with this beside its own checker. */
async function run(own: string, list = 'no_owner', edit: (code: string) => string = (code) => code) {
  const example = readFileSync(join(folder, 'script-sets', 'aliyun_inspection', 'example_ecs.py'), 'utf8');
  const code = edit(
    example
      .replace("['cn-hangzhou', 'cn-shanghai']", `['${REGION}']`)
      .replace(/CHECKERS = \{\n[^]*?\n\}/, (all) => all.replace(/: (\{.*\}|True),$/gm, ': False,'))
      .replace("'ecs-key-pair-missing': False", "'ecs-key-pair-missing': True")
      .replace('OWN_CHECKERS = []', `${own}\nOWN_CHECKERS = [${list}]`)
      .replace('FILTERS = [by_tag]', 'FILTERS = []'),
  );
  const env = { ...KEYS, ALIYUN_ENDPOINT: cloud.endpoint };
  const store = join(newDir(), 'db.json');
  const done = await runFunc({ folder, store, env, kwargs: {}, func: 'user__mine.run', scripts: { user__mine: code } });
  const kept = existsSync(store) ? (JSON.parse(readFileSync(store, 'utf8')) as { store?: Kept }).store : undefined;
  return { ...done, kept: Object.values(kept ?? {}).map(({ value }) => textOf(value)) };
}

const checker = (body: string, declared = '', given = 'asset') =>
  [
    `@runtime.checker('mine-test', asset='ecs-instances', title=('测试', 'Test'), ${declared})`,
    `def mine(${given}):`,
    ...body.split('\n').map((line) => `    ${line}`),
    '',
  ].join('\n');

it('judges by a function of the script: events as those of every other checker', async () => {
  const done = await run('');
  expect(done.error).toBeUndefined();
  expect(done.result.complete).toBe(true);
  expect(done.logs.filter((line) => /^info +Has no owner tag: /.test(line))).toHaveLength(8);
  const titles = done.kept.join('\n');
  expect(titles).toMatch(/"zh":"i-\w+ 没有标签 owner"/);
  expect(titles).toMatch(/"en":"i-\w+ has no tag owner"/);
});

it('gives metrics, parameters and the time; data and severity come back', async () => {
  const body = [
    'assert now.year > 2000 and runtime.when("2026-01-02T03:04:05.000Z").hour == 3',
    "if metrics['cpu'] >= params['most']:",
    "    return runtime.fail('%s 忙' % asset['id'], '%s is busy' % asset['id'], severity='critical',",
    "                        value=metrics['cpu'], threshold=params['most'], unit='%')",
    'return runtime.pass_()',
  ].join('\n');
  const declared = "metrics={'cpu': 'ecs-cpu'}, params={'most': 0}";
  const busy = await run(checker(body, declared, 'asset, metrics, params, now'), 'mine');
  expect(busy.error).toBeUndefined();
  expect(busy.result.findings.critical).toBeGreaterThan(0);
  expect(busy.logs.some((line) => line.startsWith('critical Test: '))).toBe(true);
  const calm = await run(checker(body, declared, 'asset, metrics, params, now'), 'mine', (code) =>
    code.replace('CHECKERS = {', "CHECKERS = {'mine-test': {'most': 100.5}, "),
  );
  expect(calm.error).toBeUndefined();
  expect(calm.result.findings.critical ?? 0).toBe(0);
});

it.each([
  ['a field that is absent', "return runtime.pass_() if asset['deviceAvailable'] else runtime.fail('x')", 'ignored'],
  ['a field that there never is', "return runtime.pass_(x=asset['statsu'])", 'did you mean status?'],
  ['another exception', 'return 1 // 0', 'ZeroDivisionError'],
  ['no verdict', "asset['id']", 'it returned None, not pass_()'],
  ['a value that is no data', 'return runtime.pass_(x=object())', 'is no number, text, True, False or list of texts'],
  ['a severity that there is not', "return runtime.fail('x', severity='high')", 'severity "high" is none'],
] as const)('takes nothing for healthy: %s', async (what, body, reason) => {
  const done = await run(checker(body), 'mine');
  expect(done.error).toBeUndefined();
  if (what === 'a field that is absent') return;
  expect(done.result.verdicts.unknown).toBeGreaterThanOrEqual(8);
  const noted = done.logs.filter((line) => line.startsWith('checker mine-test: unknown for '));
  expect(noted).toHaveLength(1);
  expect(noted[0]).toContain(reason);
});

it.each([
  [
    'a list that there is not',
    checker('pass').replace('ecs-instances', 'ecs-instance'),
    'own_checkers.mine-test.asset: there is no list "ecs-instance", did you mean ecs-instances?',
  ],
  [
    'a metric of another list',
    checker('pass', "metrics={'cpu': 'rds-cpu'}"),
    'own_checkers.mine-test.metrics.cpu: ecs-instances has no metric "rds-cpu"',
  ],
  ['a severity', checker('pass', "severity='high'"), 'own_checkers.mine-test.severity: "high" is none'],
  ['a category', checker('pass', "category='nice'"), 'own_checkers.mine-test.category: "nice" is none'],
  ['an id', checker('pass').replace("'mine-test'", "'Mine'"), 'own_checkers.Mine.id: is not of the form'],
  [
    'the id of a shipped checker',
    checker('pass').replace("'mine-test'", "'ecs-expiring'"),
    'own_checkers.ecs-expiring: a checker of the inspection has that id already',
  ],
  ['a default', checker('pass', "params={'x': None}"), 'own_checkers.mine-test.params.x: a default is a number'],
  [
    'what a function asks for',
    checker('pass', '', 'asset, thing'),
    'own_checkers.mine-test: the function may ask for asset, metrics, params and now, not for thing',
  ],
  ['a function that is no checker', NAMED, 'own_checkers: mine is no checker; declare it with @runtime.checker(...)'],
])('refuses %s, and calls nothing', async (_, own, message) => {
  const done = await run(own.replace('def named', 'def mine'), 'mine');
  expect(done).toMatchObject({ type: 'InspectionError' });
  expect(done.error).toContain(message);
});
