/** The quiet account with real incidents: each is found, soon, once, as what it is, and its end is told once. */
import type { Scenario } from '../../../emulator';
import type { InspectionEvent } from '../../../lib/model';
import { RUNS_PER_DAY, STEP_MINUTES, type Month, type Seen } from './live';
import { episodesOf, INCIDENTS, spread, type Planted } from './planted';
import { complete, told, rightOf, type Promised, type Verdict } from './quiet';
import { alarmsOf, lineOf, whenOf } from './tell';
import { quietWorld, RIGHT, type Right } from './world';

/** Found in the run after it began, or in the one after that. */
const SOON = 2;
/** A fault counts as recovered until the next day's runs: some checkers wait before they believe it. */
const SETTLING_RUNS = RUNS_PER_DAY;

/** The quiet world with the incidents in it. */
export function incidentWorld(world: Scenario, planted: readonly Planted[]): Scenario {
  return { ...world, timeline: [...(world.timeline ?? []), ...episodesOf(planted)] };
}

/** The quiet world of so many days, and all incidents spread over them. */
export function worldWithIncidents(days: number): { readonly world: Scenario; readonly planted: readonly Planted[] } {
  const planted = spread(INCIDENTS, days);
  return { world: incidentWorld(quietWorld(days), planted), planted };
}

/** What became of one incident. */
export interface Outcome {
  readonly incident: Planted;
  /** Runs from its beginning to its first event, 1 for the first run that could see it; absent when it was not found. */
  readonly foundAfter?: number;
  readonly severity?: string;
  /** Events of warning or above by the checker that has to find it. */
  readonly events: number;
  readonly recoveries: number;
  /** By other checkers, or about other assets that the incident takes with it. */
  readonly extra: readonly Seen[];
  readonly problems: readonly string[];
}

/** Whether an event names an asset, as its own or among what it is about. */
function isAbout({ assetId, attributes }: InspectionEvent, asset: string): boolean {
  return assetId === asset || Object.values(attributes).some((value) => value.includes(asset));
}

export function outcomeOf(incident: Planted, month: Month): Outcome {
  const asset = month.named.get(incident.asset) ?? '';
  const first = Math.ceil((incident.from * 60) / STEP_MINUTES);
  const last = Math.ceil((incident.to * 60) / STEP_MINUTES) + SETTLING_RUNS;
  const during = ({ run }: Seen) => run >= first && run <= last;
  const alarms = alarmsOf(month).filter((one) => during(one) && isAbout(one.event, asset));
  const own = alarms.filter(({ event }) => event.checker === incident.checker && event.assetId === asset);
  const recoveries = month.events.filter(
    (one) =>
      one.event.kind === 'recovery' &&
      during(one) &&
      one.event.checker === incident.checker &&
      one.event.assetId === asset,
  ).length;
  const [found] = own;
  const foundAfter = found && found.run - first + 1;
  const problems = [
    ...(found === undefined ? ['not found'] : []),
    ...(foundAfter !== undefined && foundAfter > SOON ? [`late: after ${foundAfter} runs`] : []),
    ...(found !== undefined && found.event.status !== incident.severity ? [`told as ${found.event.status}`] : []),
    ...(own.length > 1 ? [`told ${own.length} times`] : []),
    ...(found !== undefined && recoveries !== 1 ? [`recovered ${recoveries} times`] : []),
  ];
  return {
    incident,
    ...(found !== undefined && { foundAfter, severity: found.event.status }),
    events: own.length,
    recoveries,
    extra: alarms.filter((one) => !own.includes(one)),
    problems,
  };
}

/**
 * Judges a month with incidents.
 *
 * @example
 * const { world, planted } = worldWithIncidents(30);
 * const { lines, promises } = judgeIncidents(await live(world, { days: 30 }), planted);
 */
export function judgeIncidents(
  month: Month,
  planted: readonly Planted[],
  right: readonly Right[] = RIGHT,
): Verdict & { readonly outcomes: readonly Outcome[] } {
  const outcomes = planted.map((one) => outcomeOf(one, month));
  const explained = new Set<Seen>(outcomes.flatMap(({ extra }) => extra));
  const found = new Set(planted.map(({ asset, checker }) => `${checker} ${month.named.get(asset) ?? ''}`));
  const elsewhere = alarmsOf(month).filter(
    (one) =>
      !explained.has(one) &&
      !found.has(`${one.event.checker} ${one.event.assetId}`) &&
      rightOf(one, right) === undefined,
  );
  const count = (test: (one: Outcome) => boolean) => outcomes.filter(test).length;
  const all = outcomes.length;
  const promise = (what: string, kept: number): Promised => ({ what, kept: kept === all, figure: `${kept} of ${all}` });
  return {
    outcomes,
    lines: [
      ...told(month),
      ...table(outcomes),
      ...outcomes.flatMap(({ extra, incident }) =>
        extra.map((one) => `  not folded into ${incident.condition}: ${lineOf(one, STEP_MINUTES)}`),
      ),
      `  alarms that belong to no incident: ${elsewhere.length} (see the benchmark "quiet")`,
    ],
    promises: [
      complete(month),
      promise(
        'each is found',
        count(({ events }) => events > 0),
      ),
      promise(
        'each within two runs',
        count(({ foundAfter = Infinity }) => foundAfter <= SOON),
      ),
      promise(
        'each at the right severity',
        count(({ severity, incident }) => severity === incident.severity),
      ),
      promise(
        'each as one event, with its consequences in it',
        count(({ events, extra }) => events === 1 && extra.length === 0),
      ),
      promise(
        'each recovered once',
        count(({ recoveries, events }) => events > 0 && recoveries === 1),
      ),
    ],
  };
}

const COLUMNS = ['incident', 'begins', 'expected', 'found', 'events', 'recovered', 'extra', 'problem'];

function table(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.map(({ incident, foundAfter, events, recoveries, extra, problems }) => [
    incident.condition,
    whenOf((incident.from * 60) / STEP_MINUTES, STEP_MINUTES),
    `${incident.checker} ${incident.severity}`,
    foundAfter === undefined ? '-' : `run ${foundAfter}`,
    String(events),
    String(recoveries),
    String(extra.length),
    problems.join(', '),
  ]);
  const widths = COLUMNS.map((name, n) => Math.max(name.length, ...rows.map((row) => row[n]?.length ?? 0)));
  return [COLUMNS, ...rows].map((row) => `  ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')}`.trimEnd());
}
