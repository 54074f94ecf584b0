import { Cron } from 'croner';
import { ConfigError, messageOf } from '../errors';

/** Minutes between two runs; the cloud's monitoring and quotas are not made for less. */
const RECOMMENDED_INTERVAL = 30;

/**
 * Checks a five-field cron expression.
 *
 * @throws ConfigError naming the field and the expression
 */
export function checkSchedule(expression: string, field = 'schedule'): void {
  const fields = String(expression).trim().split(/\s+/);
  if (fields.length !== 5) {
    throw bad(field, `"${expression}" has ${fields.length} fields, cron has five (minute hour day month weekday)`);
  }
  try {
    new Cron(expression, { mode: '5-part', paused: true });
  } catch (error) {
    throw bad(field, `"${expression}" is not a cron expression: ${messageOf(error).replace(/^CronPattern: /, '')}`);
  }
}

/** @throws ConfigError for what is no time that a run may take */
export function checkTimeout(seconds: number | undefined, field = 'timeoutSeconds'): void {
  if (seconds === undefined || !Number.isInteger(seconds) || seconds < 1 || seconds > 86_400) {
    throw bad(field, `${seconds} is not a whole number from 1 to 86400`);
  }
}

/**
 * What is questionable about a schedule; `undefined` when nothing is.
 *
 * @example scheduleNote('0,10 * * * *') // 'the schedule "0,10 * * * *" starts a run 10 min after another; …'
 */
export function scheduleNote(expression: string): string | undefined {
  // A day of starts that are 30 minutes apart, and one more: what is denser shows within them.
  const starts = new Cron(expression, { mode: '5-part', paused: true, timezone: 'UTC' }).nextRuns(
    50,
    new Date(Date.UTC(2023, 0, 1)),
  );
  const pauses = starts.slice(1).map((start, i) => (start.getTime() - (starts[i]?.getTime() ?? 0)) / 60_000);
  const shortest = Math.min(...pauses);
  if (shortest >= RECOMMENDED_INTERVAL) return undefined;
  return `the schedule "${expression}" starts a run ${shortest} min after another; ${RECOMMENDED_INTERVAL} or more is recommended`;
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
