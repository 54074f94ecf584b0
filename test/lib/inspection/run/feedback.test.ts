/** What people say to be normal, from the event to the next runs, over the emulator. */
import { startEmulator, type Emulator } from '../../../../emulator';
import { accept, acceptances, isAcceptable, unaccept } from '../../../../lib/inspection';
import { DAY, type InspectionEvent } from '../../../../lib/model';
import { keyedState, memoryState, openState, type StateStore } from '../../../../lib/state';
import { cpuChange } from '../../../../scripts/ecs';
import { inspectEmulated } from '../../../harness/emulated';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryKeyed } from '../../../harness/keyed';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances: 6, plant: { 'ecs-cpu-jump': 2 }, changes: [] },
  });
});
afterAll(() => emulator.close());

const NOW = new Date('2026-06-01T12:00:00Z');

async function events(state: StateStore, checkers = [cpuChange], now?: Date) {
  const all: InspectionEvent[] = [];
  const { summary } = await inspectEmulated(emulator, checkers, { state, events: all, ...(now && { now }) });
  expect(summary.complete).toBe(true);
  return all;
}

const sayingOf = (event: InspectionEvent, note?: string) => ({
  ...{ faultId: event.faultId, account: event.account, region: event.region, checker: event.checker },
  ...{ assetId: event.assetId, assetName: event.assetName, data: event.data },
  ...{ by: 'operator', at: NOW, ...(note && { note }) },
});

const dir = mkdtempSync(join(tmpdir(), 'feedback-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each<[string, () => StateStore]>([
  ['memory', () => memoryState()],
  ['a file', () => openState(dir)],
  ['a store of texts', () => keyedState(memoryKeyed())],
])('a state in %s', (_, open) => {
  test('an event that is said to be normal ends, and makes no other one until that is taken back', async () => {
    const state = open();
    const found = await events(state);
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['anomaly']));
    const [normal] = found as [InspectionEvent];
    const said = await accept(state, sayingOf(normal, 'the new release'));
    expect(said).toMatchObject({ metric: 'CPUUtilization', by: 'operator', note: 'the new release', unit: '%' });
    expect(said.low).toBeLessThanOrEqual(Number(normal.data.value));
    expect(said.high).toBeGreaterThanOrEqual(Number(normal.data.value));

    const second = await events(state);
    expect(second.filter(({ kind }) => kind === 'recovery')).toEqual([
      expect.objectContaining({ faultId: normal.faultId, assetId: normal.assetId, reason: 'accepted', status: 'ok' }),
    ]);
    const { message } = second.find(({ kind }) => kind === 'recovery') as InspectionEvent;
    expect(message.en).toContain('Somebody has said that this is normal.');
    // The others go on, which is no news.
    expect(second).toHaveLength(1);
    // It stays normal.
    expect((await events(state)).map((one) => one.assetId)).not.toContain(normal.assetId);

    expect((await unaccept(state, normal.faultId, NOW)).map((one) => one.assetId)).toEqual([normal.assetId]);
    const again = (await events(state)).filter((one) => one.assetId === normal.assetId);
    expect(again).toMatchObject([{ kind: 'anomaly', status: 'warning', data: { kind: normal.data.kind } }]);
    expect(await unaccept(state, normal.faultId, NOW)).toEqual([]);
    expect(await acceptances(state)).toMatchObject([{ undone: NOW.toISOString() }]);
    await state.close();
  });
});

test('what was said is replaced when it is said again, and what was taken back is forgotten after a month', async () => {
  const state = memoryState();
  const [one, other] = (await events(state)) as [InspectionEvent, InspectionEvent];
  await accept(state, sayingOf(one));
  await accept(state, sayingOf(one, 'again'));
  expect(await acceptances(state)).toMatchObject([{ note: 'again' }]);
  await unaccept(state, one.faultId, NOW);
  await accept(state, { ...sayingOf(other), at: new Date(+NOW + 32 * DAY) });
  expect((await acceptances(state)).map((said) => said.faultId)).toEqual([other.faultId]);
});

test('what is no event of a change cannot be said to be normal', async () => {
  const state = memoryState();
  const data = { id: 'i-1', value: 99, threshold: 95, unit: '%' };
  expect(isAcceptable(data)).toBe(false);
  const [found] = (await events(state)) as [InspectionEvent];
  expect(isAcceptable(found.data)).toBe(true);
  // As a state that was written as JSON has it.
  expect(isAcceptable(JSON.parse(JSON.stringify(found.data)) as typeof found.data)).toBe(true);
  await expect(accept(state, { ...sayingOf(found), data })).rejects.toMatchObject({ code: 'config', field: 'id' });
  expect(await acceptances(state)).toEqual([]);
});

test('two who say something at once: one is asked to try again, and nothing is lost', async () => {
  const state = memoryState();
  const [one, other] = (await events(state)) as [InspectionEvent, InspectionEvent];
  const done = await Promise.allSettled([accept(state, sayingOf(one)), accept(state, sayingOf(other))]);
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(done[1]).toMatchObject({ reason: { code: 'locked' } });
  await accept(state, sayingOf(other));
  expect(await acceptances(state)).toHaveLength(2);
});

test('a dry run judges by what was said', async () => {
  const state = memoryState();
  const [found] = (await events(state)) as [InspectionEvent];
  await accept(state, sayingOf(found));
  const dry = await events(memoryState(state));
  expect(dry.find((one) => one.assetId === found.assetId)).toMatchObject({ kind: 'recovery', reason: 'accepted' });
});
