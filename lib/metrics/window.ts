import type { Client, Tally } from '../aliyun';
import { worseFirst, type Metric, type Reading, type Series } from '../define';
import { isInspectionError } from '../errors';
import { PointReader, numberOf, type Problem } from './point';
import { isPoint, linesOf, NO_PARTS, pagesOf, paramsFor, partOf, type MetricValues } from './read';

/** A point of a window: its value, or why it cannot be read. */
interface Given {
  readonly value: number;
  readonly problem: Problem | undefined;
}

/**
 * Reads the newest periods of a metric (`window`), as {@link readLatest} reads the newest one. All or nothing: without its
 * newest points, an old one would be judged as if it were now. A point that cannot be read leaves its asset without a
 * reading when it is the newest one; an older one is left out.
 *
 * @param ids the assets to ask for, at most 50; absent for all of the account in the region
 * @param clock what time it is when an answer comes, which may be long after `now`
 */
export async function readWindow(
  client: Client,
  metric: Metric,
  region: string,
  now: Date,
  tally: Tally,
  ids?: readonly string[],
  clock: () => Date = () => now,
): Promise<MetricValues> {
  const reader = new PointReader(metric, `cms:DescribeMetricList in ${region}`);
  const worse = worseFirst(metric);
  const wanted = ids && new Set(ids);
  const to = now.getTime();
  const from = to - (metric.window ?? 1) * metric.period * 1000;
  const assets = new Map<string, Map<string, Map<number, Given>>>();
  let latest = to;
  let nameless: Problem | undefined;

  function take(given: unknown): void {
    const point = isPoint(given) ? given : undefined;
    const id = point?.[metric.dimension];
    if (!point || typeof id !== 'string') {
      nameless ??= reader.nameless();
      return;
    }
    if (wanted && !wanted.has(id)) return;
    const at = numberOf(point.timestamp);
    const timed = reader.isTime(at, latest);
    if (timed && at < from) return;
    const value = numberOf(reader.given(point));
    const problem = timed && reader.isValue(value) ? undefined : reader.problem(id, point, value, at, latest);
    const points = linesOf(linesOf(assets, id), partOf(metric, point));
    // Without a moment nobody knows that it is not the newest one.
    const moment = timed ? at : Infinity;
    const known = points.get(moment);
    if (!known || (!known.problem && (problem || worse(value, known.value) < 0)))
      points.set(moment, { value, problem });
  }

  // The cloud leaves the start out and takes the end in.
  const params = { ...paramsFor(metric, ids), StartTime: String(from), EndTime: String(to) };
  try {
    for await (const page of pagesOf(client, 'DescribeMetricList', metric, region, tally, params)) {
      latest = clock().getTime();
      for (const point of page.items) take(point);
    }
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    return { readings: new Map(), unread: new Map(), nameless, fault: error };
  }

  const readings = new Map<string, Reading>();
  const unread = new Map<string, Problem>();
  // The part that was not read may be the worst one.
  for (const [id, parts] of nameless && metric.part !== undefined ? [] : assets) {
    const read = readingOf(metric, parts, worse);
    if ('kind' in read) unread.set(id, read);
    else readings.set(id, read);
  }
  return { readings, unread, nameless };
}

/** @param parts at least one, each with at least one point */
function readingOf(
  metric: Metric,
  parts: ReadonlyMap<string, ReadonlyMap<number, Given>>,
  worse: (a: number, b: number) => number,
): Reading | Problem {
  const lines: { readonly part: string; readonly at: number; readonly value: number; readonly series: Series }[] = [];
  for (const [part, given] of parts) {
    const sorted = [...given].sort(([a], [b]) => a - b);
    const [at, { value, problem }] = sorted.at(-1) as (typeof sorted)[number];
    if (problem) return problem;
    const points = sorted.flatMap(([moment, one]) => (one.problem ? [] : [{ at: moment, value: one.value }]));
    lines.push({ part, at, value, series: metric.part === undefined ? { points } : { part, points } });
  }
  lines.sort((a, b) => worse(a.value, b.value));
  const { value, at } = lines[0] as (typeof lines)[number];
  return {
    value,
    at: new Date(at),
    parts: metric.part === undefined ? NO_PARTS : lines.map((line) => ({ part: line.part, value: line.value })),
    series: lines.map(({ series }) => series),
  };
}
