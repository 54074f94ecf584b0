import { judgeIncidents, worldWithIncidents } from './incidents';
import { live, STEP_MINUTES, type Month } from './live';
import { judgeQuiet, type Verdict } from './quiet';
import { alarmsOf, lineOf } from './tell';
import { quietWorld } from './world';

export type { Promised, Verdict } from './quiet';

/** The least that the incidents find room in. */
const LEAST_DAYS = 4;

/** Lives a month, and tells on stderr how far it is and each alarm as it comes: a month takes an hour. */
function month(scenario: Parameters<typeof live>[0], days: number): Promise<Month> {
  return live(scenario, {
    days,
    progress: (run, runs, events) => {
      for (const one of alarmsOf({ events })) console.error(`  ${lineOf(one, STEP_MINUTES)} [${one.condition ?? ''}]`);
      if (run % 48 === 0) console.error(`  ${run} of ${runs} runs`);
    },
  });
}

/** A quiet account for so many days. */
export async function quiet(days: number): Promise<Verdict> {
  return judgeQuiet(await month(quietWorld(days), days));
}

/** The same account with incidents. @throws Error for fewer than four days */
export async function incidents(days: number): Promise<Verdict> {
  if (days < LEAST_DAYS) throw new Error(`incidents need at least ${LEAST_DAYS} days`);
  const { world, planted } = worldWithIncidents(days);
  return judgeIncidents(await month(world, days), planted);
}
