/** Runs of the real engine over an emulated world that lives in time, one every half hour of its clock. */
import { EMULATOR_KEY, startEmulator, type Scenario } from '../../../emulator';
import { fromKeys } from '../../../lib/credentials';
import type { AnyChecker } from '../../../lib/define';
import { defineInspection } from '../../../lib/inspection';
import type { InspectionEvent } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import { CHECKERS } from '../../../scripts/registry.gen';
import { isAlarm } from './alarm';

/** Between two runs. */
export const STEP_MINUTES = 30;
export const RUNS_PER_DAY = (24 * 60) / STEP_MINUTES;

/** A Wednesday at midnight in China, with the first of a month in the middle of thirty days. */
export const START = Date.UTC(2026, 5, 9, 16);

/** What the template `all` leaves out. */
const WITHOUT = new Set(['ecs-classic-network', 'ecs-imdsv1', 'ecs-public-ip', 'ecs-deletion-protection-off']);

/** The checkers of the template `all`. */
export const ALL: readonly AnyChecker[] = CHECKERS.filter(
  ({ id, metrics }) => !WITHOUT.has(id) && !Object.values(metrics).some(({ history }) => history),
);

/** An event, and the run that it came from: 0 is the first. */
export interface Seen {
  readonly run: number;
  readonly event: InspectionEvent;
  /** Of the asset, as the world has it; absent for a healthy one, and one that is gone. */
  readonly condition?: string;
}

export interface Month {
  readonly runs: number;
  /** Listed by the last run. */
  readonly assets: number;
  readonly calls: number;
  /** Without those that say no more than that something goes on. */
  readonly events: readonly Seen[];
  /** Runs that were not complete, with the first note of each. */
  readonly incomplete: readonly string[];
  /** The ids of the assets that the scenario's timeline names. */
  readonly named: ReadonlyMap<string, string>;
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface LiveOptions {
  readonly days: number;
  readonly checkers?: readonly AnyChecker[];
  /** Called after each run, with the events of it. */
  readonly progress?: (run: number, runs: number, events: readonly Seen[]) => void;
}

/**
 * Lives through some days: in each run the clocks of the world and of the engine say the same.
 *
 * @example const { events } = await live(quietWorld(), { days: 2 });
 */
export async function live(scenario: Scenario, { days, checkers = ALL, progress }: LiveOptions): Promise<Month> {
  const emulator = await startEmulator({ scenario: { ...scenario, stepMinutes: STEP_MINUTES }, now: START });
  const state = memoryState();
  const events: Seen[] = [];
  const incomplete: string[] = [];
  const inspection = defineInspection({
    id: 'month',
    title: { zh: '一个月', en: 'A month' },
    schedule: '*/30 * * * *',
    timeoutSeconds: 600,
    accounts: [{ name: 'default', credentials: fromKeys(EMULATOR_KEY), regions: [...emulator.world.regions] }],
    checkers,
  });
  const named = new Map<string, string>();
  for (const { asset } of scenario.timeline ?? []) {
    const id = asset === undefined || named.has(asset) ? undefined : emulator.world.named(asset);
    if (asset !== undefined && id !== undefined) named.set(asset, id);
  }
  const runs = Math.round(days * RUNS_PER_DAY);
  let assets = 0;
  let calls = 0;
  const began = performance.now();
  const used = process.cpuUsage();
  try {
    for (let run = 0; run < runs; run++) {
      if (run > 0) emulator.advance();
      const now = new Date(emulator.world.time);
      const fresh: InspectionEvent[] = [];
      const summary = await inspection.run(undefined, {
        env: { ALIYUN_ENDPOINT: emulator.endpoint },
        state,
        now: () => now,
        language: 'en',
        reporters: [
          {
            name: 'month',
            events: (batch) => void fresh.push(...batch.filter((one) => one.kind !== 'update' || isAlarm(one))),
          },
        ],
      });
      const planted = fresh.length > 0 ? emulator.world.planted() : [];
      const conditions = new Map(planted.map(({ assetId, condition }) => [assetId, condition]));
      const seen = fresh.map((event): Seen => {
        const condition = conditions.get(event.assetId);
        return { run, event, ...(condition !== undefined && { condition }) };
      });
      events.push(...seen);
      ({ assets } = summary);
      calls += summary.calls.total;
      if (!summary.complete) incomplete.push(`run ${run}: ${summary.notes[0] ?? 'not complete'}`);
      progress?.(run + 1, runs, seen);
    }
  } finally {
    await emulator.close();
    await state.close();
  }
  const { user, system } = process.cpuUsage(used);
  return {
    runs,
    assets,
    calls,
    events,
    incomplete,
    named,
    wallMs: performance.now() - began,
    cpuMs: (user + system) / 1000,
  };
}
