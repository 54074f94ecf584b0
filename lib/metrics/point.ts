/** One point of an answer: its value and moment, or why it cannot be read. Nothing is allocated for a point that can. */
import type { Metric } from '../define';
import { MINUTE } from '../model';

/** Why a point cannot be read. */
export interface Problem {
  /** The same for all points that have it, so that it is told once. */
  readonly kind: 'no value' | 'no number' | 'no time' | 'future' | 'range' | 'nameless';
  /** Says which metric, asset and value. */
  readonly message: string;
}

export type RawPoint = Readonly<Record<string, unknown>>;

const STATISTICS = ['Average', 'Maximum', 'Minimum', 'Value', 'Sum', 'Count'] as const;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
/** Anything below is not in milliseconds: the year 1973, or a time in seconds. */
const LEAST_TIME = 1e11;
/** A point may be stamped with the end of its period, by a clock that is this much ahead. */
const CLOCK_SKEW = 5 * MINUTE;
/** How much of a range a value may be above it, because averages are rounded. */
const ROUNDING = 0.01;
/** A share of a limit that is above this is no measurement. */
const MOST_PERCENT = 1000;

/** A number, or a number in a text; `NaN` for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : NaN;
}

/** Reads the points of one metric. */
export class PointReader {
  private readonly least: number;
  private readonly most: number;
  private readonly ahead: number;

  /** @param name of the action and the region, for messages */
  constructor(
    private readonly metric: Metric,
    private readonly name: string,
  ) {
    const { range, unit, period } = metric;
    this.least = range?.[0] ?? 0;
    this.most = range ? range[1] + (range[1] - range[0]) * ROUNDING : unit === '%' ? MOST_PERCENT : Number.MAX_VALUE;
    this.ahead = period * 1000 + CLOCK_SKEW;
  }

  /** What the metric's statistic is in a point, not yet a number. */
  given(point: RawPoint): unknown {
    const { statistic, history } = this.metric;
    // What is documented with a `Value` a minute is summed up to an `Average` over a longer period.
    return point[statistic] ?? (history && statistic === 'Value' ? point.Average : undefined);
  }

  /** Whether a moment can be that of a point, as far as is known at `now`. */
  isTime(at: number, now: number): boolean {
    return at >= LEAST_TIME && at <= now + this.ahead;
  }

  /** Whether a value is one that the metric can have. */
  isValue(value: number): boolean {
    return value >= this.least && value <= this.most;
  }

  /** Why a point of an asset, whose value or moment is none, cannot be read. */
  problem(id: string, point: RawPoint, value: number, at: number, now: number): Problem {
    const { metric, unit, statistic, range } = this.metric;
    const of = `${this.name}: ${metric} of ${id}`;
    if (Number.isNaN(value)) {
      const given = this.given(point);
      if (given !== undefined && given !== null)
        return { kind: 'no number', message: `${of} has no number as its ${statistic} but ${shown(given)}` };
      const others = STATISTICS.filter((other) => point[other] !== undefined && point[other] !== null);
      return {
        kind: 'no value',
        message: `${of} has no ${statistic}${others.length > 0 ? `, only ${others.join(', ')}` : ''}`,
      };
    }
    if (!this.isValue(value)) {
      const bounds = range ? `${range[0]} to ${range[1]}` : unit === '%' ? `0 to ${MOST_PERCENT}` : '0 and more';
      return { kind: 'range', message: `${of} cannot be ${value}${unit && ` ${unit}`}: its values are ${bounds}` };
    }
    if (at > now) return { kind: 'future', message: `${of} has a point of the future: ${timeText(at)}` };
    return {
      kind: 'no time',
      message: `${of} has a timestamp that is not in milliseconds since 1970: ${shown(point.timestamp)}`,
    };
  }

  /** Of a point that does not say whose it is. */
  nameless(): Problem {
    const { metric, dimension } = this.metric;
    return {
      kind: 'nameless',
      message: `${this.name}: ${metric} has a point without ${dimension}: nobody knows whose`,
    };
  }
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'none').slice(0, 40);
}

function timeText(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? String(at) : time.toISOString();
}
