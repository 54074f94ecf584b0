/**
 * Every field of every collector (in part, fields of every collector) gone wrong, one after another: the state is filled by a run without faults, and in the
 * next one nothing has changed but the field. So nothing may be raised, nothing may be cleared, and the summary says
 * which field it was.
 */
import { startEmulator, type Emulator, type Fault } from '../../emulator';
import { causeRule, type AnyChecker, type AnyCollector, type Field } from '../../lib/define';
import type { InspectionEvent, RunSummary } from '../../lib/model';
import { memoryState, type StateStore } from '../../lib/state';
import { CHECKERS, COLLECTORS } from '../../scripts/registry.gen';
import type { Transport } from '../../lib/aliyun';
import { inspectEmulated, OVERDUE, rememberingTransport } from '../harness/emulated';
import { part } from '../harness/part';

/** Without those that look at the past of metrics: they read the same fields, and it takes long. */
const TRIED = CHECKERS.filter(({ metrics }) => !Object.values(metrics).some((metric) => metric.history));
const NOW = new Date('2026-06-20T04:00:00Z');

const actionOf = ({ product, call }: AnyCollector) => `${product.code}:${call.action}`;

interface Place {
  readonly collector: AnyCollector;
  readonly path: string;
}

/** The fields of a collector by their whole paths in an answer, those of lists' entries too; not what is part of an id. */
function placesOf(collector: AnyCollector, wanted: (field: Field<unknown>) => boolean): Place[] {
  const items = collector.items === '' ? '' : `${collector.items}[].`;
  const paths = (field: Field<unknown>, prefix: string): string[] => [
    ...(wanted(field) ? [`${prefix}${field.path}`] : []),
    ...(field.wire === 'list' ? Object.values(field.parts ?? {}) : []).flatMap((part) =>
      paths(part, `${prefix}${field.path}.`),
    ),
  ];
  return Object.values(collector.fields)
    .filter(({ path }) => path !== collector.apartBy)
    .flatMap((field) => paths(field, items))
    .map((path) => ({ collector, path }));
}

/**
 * Rounds in which each collector has at most one field wrong, so that no field hides another.
 *
 * @param nth of each collector's fields, in part; one of each collector at the least
 */
function rounds(wanted: (field: Field<unknown>) => boolean, nth: number): Place[][] {
  const byAction = new Map<string, Place[]>();
  for (const collector of COLLECTORS) {
    const key = actionOf(collector);
    const known = byAction.get(key) ?? [];
    const fresh = placesOf(collector, wanted).filter(({ path }) => !known.some((one) => one.path === path));
    byAction.set(key, [...known, ...fresh]);
  }
  // Not the first of each: that is often the same, such as the status.
  const lists = [...byAction.values()].map((list, n) => part(list, Math.min(nth, list.length), n));
  const most = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, n) => lists.flatMap((list) => list[n] ?? []));
}

function faultOf({ collector, path }: Place, value: unknown): Fault {
  return { kind: 'fields', product: collector.product.code, action: collector.call.action, set: { [path]: value } };
}

let emulator: Emulator;
let state: StateStore;
let before: RunSummary;
let transport: Transport;
let faulty: ReadonlySet<string>;

/** The causes of what checkers find, too: what a cause has told stands alone in a run that does not judge the cause. */
function withCauses(reading: readonly AnyChecker[]): readonly AnyChecker[] {
  const causesOf = ({ because }: AnyChecker) => because.map((one) => causeRule(one).checker);
  const known = new Set(reading.map(({ id }) => id));
  const wanted = (checker: AnyChecker) =>
    known.has(checker.id) || (known.has(OVERDUE) && causesOf(checker).includes(OVERDUE));
  for (let size = 0; size < known.size;) {
    size = known.size;
    for (const checker of TRIED.filter(wanted)) for (const id of [checker.id, ...causesOf(checker)]) known.add(id);
  }
  return TRIED.filter(({ id }) => known.has(id));
}

/** Runs the checkers that read one of the collectors in a round; all of them without one. */
async function inspect(round?: readonly Place[]): Promise<{ summary: RunSummary; events: InspectionEvent[] }> {
  const events: InspectionEvent[] = [];
  const asked = new Set(round?.map(({ collector }) => actionOf(collector)));
  faulty = asked;
  const reading = TRIED.filter(
    ({ asset, related }) => !round || [asset, ...Object.values(related)].some((one) => asked.has(actionOf(one))),
  );
  const tried = withCauses(reading);
  const { summary } = await inspectEmulated(emulator, tried, { state, now: NOW, events, transport });
  return { summary, events };
}

beforeEach(async () => {
  emulator = await startEmulator({ now: NOW.getTime(), scenario: { regions: ['cn-hangzhou'], instances: 60 } });
  state = memoryState();
  transport = rememberingTransport(() => faulty);
  ({ summary: before } = await inspect());
}, 60_000);
afterEach(async () => {
  transport.close();
  await emulator.close();
});

const changes = (events: readonly InspectionEvent[]) =>
  events.filter((event) => event.kind !== 'update').map((event) => `${event.kind} ${event.checker} ${event.assetId}`);

test('a value never heard of raises nothing, clears nothing, and is named', async () => {
  expect(before.complete).toBe(true);
  for (const round of rounds((field) => field.values !== undefined, 2)) {
    emulator.faults.set(round.map((place) => faultOf(place, 'NeverHeardOf')));
    const { summary, events } = await inspect(round);
    expect(changes(events)).toEqual([]);
    expect(summary.collections.filter(({ status }) => status !== 'complete' && status !== 'unsupported')).toEqual([]);
    expect(summary.complete).toBe(true);
    expect(summary.notes.join('\n')).toContain('"NeverHeardOf"');
  }
}, 600_000);

/** What changed in each round, by the fields that were wrong in it. */
async function changed(places: readonly Place[][], value: unknown): Promise<string[]> {
  const found: string[] = [];
  for (const round of places) {
    emulator.faults.set(round.map((place) => faultOf(place, value)));
    const { summary, events } = await inspect(round);
    if (summary.complete) found.push(`complete with ${round.map(({ path }) => path).join(', ')}`);
    found.push(...changes(events));
  }
  return found;
}

test('a field of a wrong type raises nothing, clears nothing, and is named', async () => {
  expect(
    await changed(
      rounds(() => true, 6),
      { unexpected: [true] },
    ),
  ).toEqual([]);
}, 600_000);
