import { hash, unit } from './random';
import { DAY, HOUR } from './time';
import type { Scope } from './world';

/** What a metric needs to know of an instance: a small part of its facts, made quickly. */
export interface Source {
  seed: number;
  condition: string | undefined;
  cores: number;
}

/** What CloudMonitor knows of the databases of one namespace. */
export interface Monitored {
  kind: string;
  /** The dimension that holds an asset's id, and those that tell its nodes apart. */
  dimension: string;
  nodeDimensions: readonly string[];
  /** Of assets that are one list of the account: the region whose CloudMonitor has their points. */
  regionOf?(scope: Scope, index: number): string;
  /** The kinds of a metric (`of`) that an asset has. */
  kindsOf(scope: Scope, index: number): readonly string[];
  /** Dimensions of one node, for a metric with nodes. */
  node(id: string, metric: Metric, n: number): Readonly<Record<string, string | undefined>>;
}

/** What CloudMonitor measures in one namespace; without a kind, of the ECS instances. */
export interface Namespace extends Partial<Monitored> {
  readonly metrics: readonly Metric[];
}

/** A namespace whose metrics have neither kinds nor nodes of their own by default. */
export function monitored(kind: string, dimension: string, kindsOf: Monitored['kindsOf'] = () => []): Monitored {
  return { kind, dimension, nodeDimensions: [], kindsOf, node: () => ({}) };
}

type Band = readonly [low: number, high: number];

/** A band that moves: what it is so long (ms) after its condition began, before that when negative. */
type Course = (since: number) => Band;

/** A metric that the emulated CloudMonitor knows. */
export interface Metric {
  name: string;
  unit: string;
  /** Healthy values. */
  low: number;
  high: number;
  /** Moves that move the value elsewhere. */
  under?: Readonly<Record<string, Band | Course>>;
  /** Only for instances with the agent. */
  agent?: true;
  /** One point per file system. */
  perDevice?: true;
  /** Its point names the public address. */
  perIp?: true;
  /** Band and conditions are multiples of the number of cores. */
  perCore?: true;
  /** Only for assets of this kind: an engine, an architecture. */
  of?: string;
  /** One point for each of so many nodes; a condition concerns the last ones, one by default. */
  nodes?: number;
  troubled?: number;
  /** The points have one `Value` instead of Average, Minimum and Maximum. */
  valued?: true;
  /** The points have one `Sum`. */
  summed?: true;
  /** The points have one `Count`. */
  counted?: true;
  statistics?: string;
}

export const WARNING = [86, 90] as const;

export const CRITICAL = [96, 99] as const;

/** One band until four hours ago, another since. */
export function step(before: Band, after: Band): Course {
  return (since) => (since < -4 * HOUR ? before : after);
}

/** A band but for one minute of every half hour. */
export function minuteOf(usual: Band, then: Band): Course {
  return (since) => (Math.floor(since / 60_000) % 30 === 29 ? then : usual);
}

/** A value that has grown so much per day to what it is now. */
export function ramp(now: number, perDay: number): Course {
  return (since) => {
    const value = Math.max(3, Math.min(99, now + (perDay * since) / DAY));
    return [value - 0.5, value + 0.5];
  };
}

export const IDLE = [0.5, 0.8] as const;

export type Shape = Pick<Metric, 'of' | 'nodes' | 'troubled' | 'valued' | 'summed'>;

export type Moves = NonNullable<Metric['under']>;

/** A utilisation of a database, with the conditions that move it. */
export function usage(name: string, shape: Shape, under: Moves = {}): Metric {
  return { name, unit: '%', low: 5, high: 50, under, ...shape };
}

export function lag(name: string, shape: Shape, under: Moves): Metric {
  return { name, unit: 's', low: 0, high: 0.5, under, ...shape };
}

/** Both levels of a condition whose thresholds are 80 and 90. */
export function levels(condition: string): Moves {
  return { [`${condition}-warning`]: [83, 87], [`${condition}-critical`]: CRITICAL };
}

/** Of memory, which a database keeps as full as it may: 90 and 95. */
export function memoryLevels(condition: string): Moves {
  return { [`${condition}-warning`]: [91, 94], [`${condition}-critical`]: CRITICAL };
}

/** Something that is lost: none of it, except under a condition. */
export function lost(name: string, unit: string, under: Moves = {}, shape: Shape = {}): Metric {
  return { name, unit, low: 0, high: 0, under, ...shape };
}

export const VALUED = { valued: true } as const;

export const MEGABIT = 1_000_000;

/** Requests, and those of them that got a 5xx: about 3 % as a warning, about 20 % as critical. */
export function requests(condition: string, qps: string, errors: string, shape: Shape, moves: Moves = {}): Metric[] {
  const warning = `${condition}-warning`;
  const critical = `${condition}-critical`;
  return [
    {
      name: qps,
      unit: 'count/s',
      low: 50,
      high: 400,
      under: { [warning]: [98, 102], [critical]: [98, 102], [condition.replace('5xx', 'dev')]: [0, 0], ...moves },
      ...shape,
    },
    {
      name: errors,
      unit: 'count/s',
      low: 0,
      high: 0.2,
      under: { [warning]: [2.8, 3.2], [critical]: [19, 21], [condition.replace('5xx', 'dev')]: [0, 0] },
      ...shape,
    },
  ];
}

/**
 * Average, Minimum and Maximum of a metric at a moment. A condition about file systems concerns the last device only, one
 * about nodes the last node.
 *
 * @param began when the condition began (ms)
 */
export function sample(
  metric: Metric,
  source: Source,
  device: number,
  devices: number,
  time: number,
  began: number,
): { Average: number; Minimum: number; Maximum: number } {
  const wrong = metric.under?.[source.condition ?? ''];
  const concerned = wrong !== undefined && device >= devices - (metric.troubled ?? 1);
  const course = concerned ? wrong : ([metric.low, metric.high] as const);
  const [low, high] = typeof course === 'function' ? course(time - began) : course;
  const factor = metric.perCore ? source.cores : 1;
  const average = band(source.seed, hash(metric.name.length, metric.name.charCodeAt(0), device), time, low, high);
  const round = (value: number): number => Math.round(value * factor * 1000) / 1000;
  const spread = (high - low) * 0.02;
  return {
    Average: round(average),
    Minimum: round(Math.max(0, average - spread)),
    Maximum: round(metric.unit === '%' ? Math.min(100, average + spread) : average + spread),
  };
}

/**
 * A value in a band, the same for the same asset, metric and minute: a level of its own, the wave of a day with a peak
 * at its own hour, and a little noise.
 */
export function band(seed: number, salt: number, time: number, low: number, high: number): number {
  const level = 0.25 + 0.5 * unit(seed, salt);
  const peak = unit(seed, salt, 1) * DAY;
  const wave = 0.15 * Math.cos((2 * Math.PI * (time - peak)) / DAY);
  const noise = 0.1 * (2 * unit(seed, salt, Math.floor(time / 60_000)) - 1);
  return Math.round((low + (high - low) * (level + wave + noise)) * 100) / 100;
}
