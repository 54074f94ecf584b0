import { judgeIncidents, worldWithIncidents } from './incidents';
import { live, type Month } from './live';
import { judgeQuiet, type Verdict } from './quiet';
import { quietWorld } from './world';

export type { Promised, Verdict } from './quiet';

/** The least that the incidents find room in. */
const LEAST_DAYS = 4;

/** Lives a month, and tells on stderr how far it is. */
function month(scenario: Parameters<typeof live>[0], days: number): Promise<Month> {
  return live(scenario, {
    days,
    progress: (run, runs) => {
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
