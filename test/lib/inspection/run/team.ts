import type { InspectionEvent } from '../../../../lib/model';
import { keyedState, memoryState, openState, type StateStore } from '../../../../lib/state';
import { newDir } from '../../../e2e/stage';
import { memoryKeyed } from '../../../harness/keyed';
import { broken, events, Session, type World } from './world';

const both = (en: string) => ({ zh: en, en });

type Open = () => StateStore | Promise<StateStore>;

/** Ways to open one state, as often as there are processes. */
export const STORES: Readonly<Record<string, () => Open>> = {
  memory: () => {
    const state = memoryState();
    return () => state;
  },
  file: () => {
    const directory = newDir();
    return () => openState(directory);
  },
  keyed: () => {
    const store = memoryKeyed();
    return () => keyedState(store);
  },
};
export const IDS = ['all', 'availability', 'ecs'] as const;

/** Runs inspections that share a state, each as a process of its own, a minute apart. */
export class Team {
  readonly told: InspectionEvent[] = [];
  private readonly sessions = new Map<string, Session>();

  constructor(
    private readonly world: World,
    private readonly open: Open = () => memoryState(),
    private readonly spec: NonNullable<Parameters<Session['run']>[0]>['spec'] = { checkers: [broken] },
  ) {}

  /** A state that throws before or after its n-th write: nothing that comes later in the run is done. */
  async dying(id: string, when: 'before' | 'after', at: number): Promise<StateStore> {
    const state = this.sessions.get(id)?.state ?? (await this.open());
    let steps = 0;
    const step = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        steps += 1;
        if (steps > at || (steps === at && when === 'before')) throw new Error('killed');
        const result = await work(...args);
        if (steps === at) throw new Error('killed');
        return result;
      };
    };
    return {
      ...state,
      notes: [],
      apply: step((...args: Parameters<StateStore['apply']>) => state.apply(...args)),
      settle: step((...args: Parameters<StateStore['settle']>) => state.settle(...args)),
      setFact: step((...args: Parameters<StateStore['setFact']>) => state.setFact(...args)),
    };
  }

  async close(): Promise<void> {
    for (const { state } of this.sessions.values()) await state.close();
  }

  /** @returns `kind checker asset status`, and in whose name */
  async run(id: string, more: Parameters<Session['run']>[0] = {}): Promise<string[]> {
    this.world.passes(1);
    const spec = { title: both(id), ...this.spec, ...more.spec, id };
    const session = this.sessions.get(id) ?? new Session(this.world, await this.open());
    this.sessions.set(id, session);
    const seen = await session.run({ ...more, spec });
    expect(seen.summary.complete).toBe(true);
    this.told.push(...seen.events);
    const [first] = seen.events;
    return first ? [...events(seen), `in the name of ${first.inspection}`] : [];
  }

  /** How each fault stands: the kinds of its events, by fault. */
  rounds(): string[][] {
    const rounds = new Map<string, string[]>();
    for (const { faultId, kind } of this.told) rounds.set(faultId, [...(rounds.get(faultId) ?? []), kind]);
    return [...rounds.values()];
  }
}

/** A destination that remembers what it was told, each event once, as a receiver with ids does. */
export function newRobot() {
  const told: string[] = [];
  const known = new Set<string>();
  const robot = {
    name: 'robot',
    told,
    down: false,
    deliver(batch: readonly InspectionEvent[]) {
      if (robot.down) return Promise.resolve({ accepted: [], rejected: [], problem: 'it is down' });
      for (const { id, kind } of batch) if (!known.has(id)) told.push(kind);
      for (const { id } of batch) known.add(id);
      return Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] });
    },
  };
  return robot;
}

export function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((one) => permutations(all.filter((other) => other !== one)).map((rest) => [one, ...rest]));
}
