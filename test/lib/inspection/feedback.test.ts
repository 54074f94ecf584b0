import { feedbackIn } from '../../../lib/inspection';
import { keyedState, type KeptState, type OpenFinding } from '../../../lib/state';
import { memoryKeyed } from '../../harness/keyed';

const SCOPE = { inspection: 'trend', account: '1', region: 'cn-hangzhou', collector: 'ecs-instances' };
const AT = new Date('2026-06-02T08:00:00.000Z');
const data = {
  ...{ id: 'i-1', metric: 'CPUUtilization', kind: 'shift', value: 72, unit: '%', since: '2026-06-01T08:00:00.000Z' },
  ...{ expected: 14, low: 8, high: 20, lowest: 68.5, highest: 75.25, view: 'level-1' },
};
const finding = { fingerprint: 'f1', faultId: 'event-1', checker: 'ecs-cpu-change', assetId: 'i-1', assetName: 'web' };

let state: KeptState;
beforeEach(async () => {
  state = keyedState(memoryKeyed());
  const lock = await state.lock('trend');
  const opened = [{ ...finding, data } as unknown as OpenFinding];
  await state.apply(SCOPE, { opened, closed: [], remembered: [], forgotten: [], events: [] });
  await lock.release();
});
afterEach(() => state.close());

it('says that an event is normal, lists it with who and when, and takes it back', async () => {
  expect(await feedbackIn(state, {}, AT)).toEqual({ action: 'list', accepted: [] });
  const said = await feedbackIn(state, { action: 'normal', id: 'event-1', by: ' li ', note: 'release' }, AT);
  expect(said.accepted).toMatchObject([
    { faultId: 'event-1', account: '1', low: 68.5, high: 75.25, by: 'li', note: 'release', at: AT.toISOString() },
  ]);
  expect(await feedbackIn(state, { action: 'list' }, AT)).toEqual({ action: 'list', accepted: said.accepted });
  const undone = await feedbackIn(state, { action: 'undo', id: 'event-1' }, AT);
  expect(undone.accepted).toEqual(said.accepted);
  expect(await feedbackIn(state, {}, AT)).toEqual({ action: 'list', accepted: [] });
});

it.each<[unknown, string]>([
  ['normal', 'feedback'],
  [[], 'feedback'],
  [{ do: 'normal' }, 'feedback.do'],
  [{ action: 'forget' }, 'feedback.action'],
  [{ action: 'normal', by: 'li' }, 'feedback.id'],
  [{ action: 'normal', id: 'event-1' }, 'feedback.by'],
  [{ action: 'normal', id: 'event-1', by: 5 }, 'feedback.by'],
  [{ action: 'normal', id: 'event-1', by: 'li', note: 'x'.repeat(501) }, 'feedback.note'],
  [{ action: 'normal', id: 'event-2', by: 'li' }, 'feedback.id'],
  [{ action: 'undo', id: 'event-1' }, 'feedback.id'],
])('%j is refused for its field', async (asked, field) => {
  await expect(feedbackIn(state, asked, AT)).rejects.toMatchObject({ code: 'config', field });
  expect(await feedbackIn(state, {}, AT)).toEqual({ action: 'list', accepted: [] });
});
