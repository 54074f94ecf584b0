/** What a family needs that goes on from what it has kept, instead of reading all of the past again. */
import { HOUR } from '../../model/time';
import { settledOf, sinceOf, spanOf, STALE_PERIODS, type KeptPast, type Metric, type Reading } from '../metric';
import { HOURLY, POINTS_PER_DAY } from './past';
import type { Line, LineJudged } from './unusual';

/** Of so many days, an average an hour. */
export function spannedBy(days: number) {
  return { hours: days * POINTS_PER_DAY, period: HOURLY } as const;
}

/** The moments that matter, epoch milliseconds. */
export interface Times {
  /** Points from then on may still change. */
  readonly settled: number;
  /** A line whose newest point is older is gone. */
  readonly stale: number;
  /** A line whose newest point is older is forgotten. */
  readonly from: number;
  /** Whether what is kept of a metric can be gone on from: then only the points since have been read. */
  isOfUse(kept: KeptPast | undefined): boolean;
}

export function timesOf(days: number, now: Date): Times {
  const { hours, period } = spannedBy(days);
  const span = { history: { hours }, period };
  const { from, to } = spanOf(span, now);
  return {
    settled: settledOf(span, now),
    stale: to - STALE_PERIODS * HOUR,
    from,
    isOfUse: (kept) => sinceOf(span, kept, now) !== undefined,
  };
}

/** A series of a metric, which may be gone on from. */
export interface KeptLineOf extends Line {
  readonly of: Metric;
}

/** The new points of a metric, and what is kept of those before, of each of its parts. */
export function keptLinesOf(of: Metric, reading: Reading | undefined, past: KeptPast | undefined): KeptLineOf[] {
  const { metric, unit } = of;
  const lines = new Map<string | undefined, KeptLineOf>();
  for (const { part, body } of past?.lines ?? [])
    lines.set(part, { of, metric, part, unit, points: [], kept: { until: past?.until ?? 0, body } });
  for (const { part, points } of reading?.series ?? [])
    lines.set(part, { of, metric, part, unit, points, kept: lines.get(part)?.kept });
  return [...lines.values()];
}

/** What is kept of each metric; also that one has no points at all, so that they are not asked for again and again. */
export function keptOf(
  metrics: readonly Metric[],
  lines: readonly LineJudged<KeptLineOf>[],
  { settled, from }: Times,
): Readonly<Record<string, KeptPast>> {
  return Object.fromEntries(
    metrics.map((metric) => {
      const kept = lines.flatMap(({ line, at = -Infinity, kept: keep }) =>
        line.of === metric && keep && at >= from ? [{ part: line.part, keep }] : [],
      );
      const until = Math.min(settled, ...kept.map(({ keep }) => keep.until));
      const parts = kept.map(({ part, keep: { body } }) => (part === undefined ? { body } : { part, body }));
      return [metric.id, { until, lines: parts }];
    }),
  );
}

/** An hour of two days for an asset, so that the work of such a time is not done for all of them at once. */
export function phaseOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) % 9973;
  return hash % (2 * POINTS_PER_DAY);
}
