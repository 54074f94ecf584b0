/** Inspections that overlap, from the emulated cloud to the workspace: what is registered for each, told once for all. */
import { closeLabs } from '../workspace/client';
import { leave, newStage, type Stage } from './stage';

afterAll(async () => {
  await closeLabs();
  await leave();
});

const ALL = { id: 'e2e', title: { zh: '全部', en: 'All' } };
const OTHER = { id: 'e2e-other', title: { zh: '另一个', en: 'Other' } };
const THIRD = { id: 'e2e-third', title: { zh: '第三个', en: 'Third' } };

async function eventsOf(stage: Stage, checker: string) {
  const { events } = await stage.lab.workspace.store.listEvents({ checkers: [checker] }, { limit: 1000 });
  return [...events].reverse();
}

/** Ids of inspections in the workspace, by title. */
async function ids(stage: Stage): Promise<Map<string, string>> {
  const all = (await stage.registered()) as { uuid: string; jsonScript: { title: string } }[];
  return new Map(all.map(({ uuid, jsonScript }) => [jsonScript.title, uuid]));
}

describe.each(['guance', 'guance-keyevent'])('by %s', (reporter) => {
  it('three inspections of the same checkers make one event a fault, and the last to see it pass closes it', async () => {
    const stage = await newStage();
    stage.env.GUANCE_REPORTER = reporter;
    const { store } = stage.lab.workspace;
    await stage.run({ spec: ALL });
    await stage.run({ spec: OTHER });
    await stage.run({ spec: THIRD });
    const uuids = await ids(stage);
    expect(uuids.size).toBe(3);
    expect((await stage.told()).sort()).toHaveLength(3);
    expect((await store.listEvents({ openOnly: true })).total).toBe(3);

    // One recovers, one appears; nobody is done before the last has looked.
    stage.cloud.advance();
    await stage.run({ spec: ALL });
    await stage.run({ spec: THIRD });
    const all = uuids.get('All');
    expect((await eventsOf(stage, 'ecs-auto-release')).map(({ status }) => status)).toEqual(['warning']);
    const last = await stage.run({ spec: OTHER });
    expect(last.events).toEqual({ anomaly: 0, update: 0, recovery: 1 });
    const round = await eventsOf(stage, 'ecs-auto-release');
    expect(round.map(({ status }) => status)).toEqual(['warning', 'ok']);
    expect(new Set(round.map(({ checkerId }) => checkerId))).toEqual(new Set([all]));
    expect(new Set(round.map(({ eventRef }) => eventRef)).size).toBe(1);
    expect(new Set(round.map(({ faultId }) => faultId)).size).toBe(1);
    expect((await eventsOf(stage, 'ecs-locked')).map(({ status }) => status)).toHaveLength(1);
    expect((await store.listEvents({ openOnly: true })).total).toBe(3);

    // What goes on is said by the first, with those that see it.
    await stage.run({ spec: ALL });
    const [latest] = (await eventsOf(stage, 'ecs-expiring')).slice(-1);
    expect(latest?.body.seen_by).toBe('e2e,e2e-other,e2e-third');
    expect(latest?.checkerId).toBe(all);
  });
});

it('an inspection that is switched off leaves its faults to those that see them as well', async () => {
  const stage = await newStage();
  const { store, records } = stage.lab.workspace;
  await stage.run({ spec: ALL });
  await stage.run({ spec: OTHER });
  const uuid = (await ids(stage)).get('All') ?? '';
  records.update('checker', uuid, { status: 2 });
  stage.cloud.advance();
  await stage.run({ spec: ALL });
  expect(await stage.told()).toHaveLength(3);
  // It still belongs to the first: nobody else could close it.
  await stage.run({ spec: OTHER });
  const round = await eventsOf(stage, 'ecs-auto-release');
  expect(round.map(({ status, checkerId }) => [status, checkerId])).toEqual([
    ['warning', uuid],
    ['ok', uuid],
  ]);
  expect((await store.listEvents({ openOnly: true })).total).toBe(3);
  // Switched on again, it takes part again.
  records.update('checker', uuid, { status: 0 });
  const again = await stage.run({ spec: ALL });
  expect(again.events).toMatchObject({ anomaly: 0, recovery: 0 });
});
