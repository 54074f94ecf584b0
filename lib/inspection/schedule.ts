import { memoize } from 'lodash';
import { cronProblem, cronTimes } from '../cron';
import { fields, read, textWith, whole } from '../input';

/** Minutes between two runs; the cloud's monitoring and quotas are not made for less. */
const RECOMMENDED_INTERVAL = 30;

/** A five-field cron expression. */
export const scheduleSchema = textWith('a cron expression such as "*/30 * * * *"', scheduleProblem);
/** Seconds that a run may take. */
export const timeoutSchema = whole(1, 86_400);

function scheduleProblem(expression: string): string | undefined {
  const problem = cronProblem(expression);
  return problem === undefined ? undefined : `"${expression}" ${problem}`;
}

/**
 * Checks when an inspection runs and how long it may take.
 *
 * @throws ConfigError naming the field
 */
export function checkTimes({
  schedule,
  timeoutSeconds,
}: Readonly<Record<'schedule' | 'timeoutSeconds', unknown>>): void {
  read(fields({ schedule: scheduleSchema, timeoutSeconds: timeoutSchema }), { schedule, timeoutSeconds });
}

/**
 * What is questionable about a schedule; `undefined` when nothing is. Asked at each run, and answered once: fifty starts take
 * milliseconds.
 *
 * @example scheduleNote('0,10 * * * *') // 'the schedule "0,10 * * * *" starts a run 10 min after another; …'
 */
export const scheduleNote = memoize((expression: string): string | undefined => {
  // A day of starts that are 30 minutes apart, and one more: what is denser shows within them.
  const starts = cronTimes(expression, 'UTC')?.after(Date.UTC(2023, 0, 1), 50) ?? [];
  const pauses = starts.slice(1).map((start, i) => (start.getTime() - (starts[i]?.getTime() ?? 0)) / 60_000);
  const shortest = Math.min(...pauses);
  if (shortest >= RECOMMENDED_INTERVAL) return undefined;
  return `the schedule "${expression}" starts a run ${shortest} min after another; ${RECOMMENDED_INTERVAL} or more is recommended`;
});
