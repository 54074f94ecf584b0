/** A month of a quiet account: hardly anything to tell, and nothing that is urgent. */
import { RUNS_PER_DAY, STEP_MINUTES, type Month, type Seen } from './live';
import { alarmsOf, countBy, lineOf, SEVERITIES_TOLD } from './tell';
import { RIGHT, type Right } from './world';

export interface Promised {
  readonly what: string;
  readonly kept: boolean;
  readonly figure: string;
}

export interface Verdict {
  readonly lines: readonly string[];
  readonly promises: readonly Promised[];
}

/** Why an event is right; undefined for a false alarm. */
export function rightOf({ event, condition }: Seen, right: readonly Right[] = RIGHT): Right | undefined {
  return right.find(
    (one) => one.checker === event.checker && one.severity === event.status && one.condition === condition,
  );
}

/** Events that are listed one by one; the others are counted by their kind. */
const LISTED = 60;

/**
 * Judges a month of a quiet account.
 *
 * @example const { promises } = judgeQuiet(await live(quietWorld(2), { days: 2 }));
 */
export function judgeQuiet(month: Month, right: readonly Right[] = RIGHT): Verdict {
  const alarms = alarmsOf(month);
  const wrong = alarms.filter((one) => rightOf(one, right) === undefined);
  const days = month.runs / RUNS_PER_DAY;
  const perDay = Array.from({ length: Math.ceil(days) }, (_, day) =>
    SEVERITIES_TOLD.map(
      (severity) =>
        alarms.filter(({ run, event }) => Math.floor(run / RUNS_PER_DAY) === day && event.status === severity).length,
    ),
  );
  const critical = alarms.filter(({ event }) => event.status === 'critical').length;
  const count = (one: Seen) => `${one.event.status} ${one.event.checker} (${one.condition ?? 'healthy or gone'})`;
  return {
    lines: [
      ...told(month),
      `  events of warning or above: ${alarms.length}; by day, critical/error/warning:`,
      ...inRows(perDay.map((counts, day) => `${day + 1}: ${counts.join('/')}`)),
      ...alarms.slice(0, LISTED).map((one) => {
        const why = rightOf(one, right)?.why;
        return `  ${why === undefined ? 'FALSE' : 'right'} ${lineOf(one, STEP_MINUTES)} [${one.condition ?? ''}]${why === undefined ? '' : `: ${why}`}`;
      }),
      ...(alarms.length > LISTED ? [`  … and ${alarms.length - LISTED} more`] : []),
      ...(wrong.length > 0 ? ['  false alarms by checker and the condition of the asset:'] : []),
      ...countBy(wrong, count).map(([what, n]) => `    ${String(n).padStart(6)} x ${what}`),
    ],
    promises: [
      complete(month),
      {
        what: 'at most 1 event a day of warning or above',
        kept: alarms.length <= days,
        figure: `${alarms.length} in ${days} days`,
      },
      { what: 'none critical', kept: critical === 0, figure: `${critical}` },
      { what: 'every event is one that is right', kept: wrong.length === 0, figure: `${wrong.length} are not` },
    ],
  };
}

export function complete({ incomplete, runs }: Month): Promised {
  const [first] = incomplete;
  return {
    what: 'every run is complete',
    kept: incomplete.length === 0,
    figure: `${runs - incomplete.length} of ${runs}${first === undefined ? '' : `; ${first}`}`,
  };
}

/** What the month cost. */
export function told(month: Month): string[] {
  const { runs, assets, calls, cpuMs, wallMs } = month;
  const each = (ms: number) => `${(ms / 1000).toFixed(0)} s, ${(ms / 1000 / runs).toFixed(2)} s a run`;
  return [
    `  ${runs} runs, ${assets} assets, ${calls} calls (${Math.round(calls / runs)} a run)`,
    `  processor ${each(cpuMs)}, the emulator's work included; clock ${each(wallMs)}`,
  ];
}

function inRows(cells: readonly string[], perRow = 8): string[] {
  const rows: string[] = [];
  for (let i = 0; i < cells.length; i += perRow) {
    const row = cells.slice(i, i + perRow).map((cell) => cell.padEnd(12));
    rows.push(`    ${row.join(' ').trimEnd()}`);
  }
  return rows;
}
