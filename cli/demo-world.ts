/** The emulated cloud of `serve --demo`: small, so that a month of it is lived soon, and as old as its history. */
import { startEmulator, type Emulator, type Scenario } from '../emulator';
import { CATALOGUE } from '../emulator/catalogue';

export const DEMO_DAYS = 30;
const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;
/** Of the usual numbers of assets. */
const SHARE = 1 / 4;

/** At which days of its past the cloud is inspected: seldom at first, daily at the end. The last is a day before the start. */
export const DEMO_PAST: readonly number[] = [0, 4, 8, 12, 16, 20, 23, 24, 25, 26, 27, 28, 29];

/** The usual world in small, and the usual changes: spread over the month, and again in the minutes after the start. */
export function demoScenario(): Scenario {
  const { sizes, changes } = CATALOGUE;
  const small = ([name, usual]: [string, number]): [string, number] => [
    name,
    name === 'disksPerInstance' ? usual : Math.ceil(usual * SHARE),
  ];
  const past = changes.map((change, i) => ({
    ...change,
    epoch: Math.round(((i + 1) / (changes.length + 1)) * DEMO_DAYS * DAY_MINUTES),
  }));
  const later = changes.map((change) => ({ ...change, epoch: DEMO_DAYS * DAY_MINUTES + change.epoch }));
  return {
    ...Object.fromEntries(Object.entries(sizes).map(small)),
    regions: ['cn-hangzhou', 'cn-shanghai'],
    // Its clock is the real one, a minute at a time, and can be as far back as a run of its past wants it.
    stepMinutes: 1,
    changes: [...past, ...later],
  };
}

/**
 * Starts the cloud.
 *
 * @param start when the demo began; its assets are a month older
 * @param day of the month that it is at, {@link DEMO_DAYS} at the start
 */
export async function startDemoWorld(start: number, day: number, latencyMs = 0): Promise<Emulator> {
  const emulator = await startEmulator({
    ...{ port: 0, seed: 1, latencyMs },
    scenario: demoScenario(),
    now: start - DEMO_DAYS * DAY_MS,
  });
  emulator.advance(day * DAY_MINUTES);
  return emulator;
}

/** Moves it to a later day. */
export function goToDay(emulator: Emulator, day: number): void {
  emulator.advance(day * DAY_MINUTES - emulator.world.epoch);
}
