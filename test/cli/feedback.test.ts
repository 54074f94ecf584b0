import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { feedback, type FeedbackAction, type FeedbackFlags } from '../../cli/feedback';
import { acceptances } from '../../lib/inspection';
import { openState, type Changes, type OpenFinding } from '../../lib/state';

const SCOPE = { inspection: 'trend', account: '1', region: 'cn-hangzhou', collector: 'ecs-instances' };
const data = {
  ...{ id: 'i-1', metric: 'CPUUtilization', kind: 'shift', value: 72, unit: '%', since: '2026-06-01T08:00:00.000Z' },
  ...{ expected: 14, low: 8, high: 20, lowest: 68.5, highest: 75.25, view: 'level-1' },
};
const open = (n: number, more: Partial<OpenFinding>): OpenFinding =>
  ({
    fingerprint: `f${n}`,
    faultId: `event-${n}`,
    checker: 'ecs-cpu-change',
    assetId: `i-${n}`,
    assetName: 'web',
    data,
    ...more,
  }) as OpenFinding;

let dir: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cli-feedback-'));
  const kept = openState(dir);
  const lock = await kept.lock('trend');
  const opened = [open(1, {}), open(2, { checker: 'ecs-cpu-high', data: { id: 'i-2', value: 99, threshold: 95 } })];
  await kept.apply(SCOPE, { opened, closed: [], remembered: [], forgotten: [], events: [] } satisfies Changes);
  await lock.release();
  await kept.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function command(action: FeedbackAction, id?: string, more: Partial<FeedbackFlags> = {}) {
  let text = '';
  const flags: FeedbackFlags = { state: dir, format: 'table', lang: 'en', ...more };
  const code = await feedback(action, id, flags, (some) => (text += some));
  return { code, lines: text.trimEnd().split('\n') };
}

const known = async () => {
  const kept = openState(dir);
  const all = await acceptances(kept);
  await kept.close();
  return all;
};

test('an event is said to be normal, listed, and that is taken back', async () => {
  expect((await command('list')).lines).toEqual(['nothing was said to be normal']);
  const said = await command('normal', 'event-1', { note: 'new release' });
  expect(said).toMatchObject({ code: 0 });
  expect(said.lines[0]).toBe('event-1  ecs-cpu-change web cn-hangzhou 1');
  expect(said.lines[1]).toMatch(
    /^ {2}CPUUtilization 68\.5–75\.25 % since 2026-06-01T08:00:00\.000Z; said by .* at .*: new release$/,
  );
  expect(await known()).toMatchObject([
    {
      faultId: 'event-1',
      low: 68.5,
      high: 75.25,
      by: userInfo().username,
      note: 'new release',
      was: { low: 8, high: 20 },
    },
  ]);
  expect((await command('list', undefined, { lang: 'zh' })).lines[1]).toMatch(
    /68\.5–75\.25 % 自 2026.*确认: new release$/,
  );
  const json = JSON.parse((await command('list', undefined, { format: 'json' })).lines.join('\n')) as object;
  expect(json).toMatchObject({ action: 'list', accepted: [{ faultId: 'event-1' }] });
  expect((await command('undo', 'event-1')).lines.slice(-1)).toEqual([
    'taken back: the next run judges as if it had not been said',
  ]);
  expect((await command('list')).lines).toEqual(['nothing was said to be normal']);
});

test('an event that is over is found where a run wrote it, by its own id, too', async () => {
  const event = {
    id: 'event-9u',
    faultId: 'event-9',
    kind: 'update',
    account: '1',
    region: 'cn-beijing',
    checker: 'ecs-cpu-change',
    assetId: 'i-9',
    assetName: '',
    data,
  };
  const over = { ...event, id: 'event-9r', kind: 'recovery', data: {} };
  writeFileSync(join(dir, 'events.jsonl'), [event, over].map((one) => JSON.stringify(one)).join('\n'));
  await command('normal', 'event-9u', { out: dir });
  expect(await known()).toMatchObject([{ faultId: 'event-9', region: 'cn-beijing', low: 68.5 }]);
  await expect(command('normal', 'event-9r', { out: dir })).rejects.toThrow('event-9r: no event or fault has this id');
});

test.each<[string, Parameters<typeof command>, string]>([
  ['an unknown event', ['normal', 'event-404'], 'event-404: no event or fault has this id'],
  ['an event of a threshold', ['normal', 'event-2'], 'event-2: only what is unusual can be said to be normal'],
  ['no event', ['normal'], 'feedback normal: name the event'],
  ['what was never said', ['undo', 'event-1'], 'event-1: nothing was said of it'],
  ['an id to list', ['list', 'event-1'], 'feedback list: takes no id'],
  ['no such state', ['list', undefined, { state: '/nowhere' }], '--state /nowhere: there is no state'],
  ['no such events', ['normal', 'event-1', { out: '/nowhere' }], '--out: there is no /nowhere/events.jsonl'],
])('%s is refused', async (_, given, problem) => {
  await expect(command(...given)).rejects.toThrow(problem);
  await expect(command(...given)).rejects.toMatchObject({ code: 'config' });
});

test('the process says which event it does not know, and ends with 2', () => {
  const bin = join(__dirname, '../../cli/bin.cjs');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [bin, 'feedback', ...args, '--state', dir, '--lang', 'en'], { encoding: 'utf8' });
  const { status, stderr } = run('normal', 'event-404');
  expect([status, stderr]).toEqual([2, expect.stringContaining('event-404: no event or fault has this id')]);
  expect(run('normal', 'event-1').status).toBe(0);
  expect(run('forgive', 'event-1').status).toBe(2);
});
