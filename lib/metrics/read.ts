import { cms, listPages, type Client, type Tally } from '../aliyun';
import {
  nextToken,
  rpc,
  spanOf,
  STALE_PERIODS,
  worseFirst,
  type Metric,
  type Reading,
  type WireParams,
} from '../define';
import { ResponseShapeError, isInspectionError, messageOf, type InspectionError } from '../errors';
import { HOUR } from '../model';
import type { Point } from '../trend';
import { PointReader, numberOf, type Problem, type RawPoint } from './point';

/** The most `Dimensions` entries that one call takes. */
export const BATCH = 50;
/** The most points that one page holds. */
export const LENGTH = 1440;
/** A newest point older than this says nothing about now. */
const STALE_AFTER = HOUR;

const PAGING = nextToken({ max: LENGTH, size: 'Length' });
export const NO_PARTS: Reading['parts'] = [];

/** What could be read of one metric. */
export interface MetricValues {
  /** The newest value by asset id. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** Why a point that came could not be read, by asset id: the asset has no reading then. */
  readonly unread: ReadonlyMap<string, Problem>;
  /** A point came that does not say whose it is. What has no reading may have been it. */
  readonly nameless?: Problem;
  /** Why the rest could not be read. */
  readonly fault?: InspectionError;
}

/** How to read a metric with the fewest calls. */
export type MetricMode = 'whole-account' | 'batches';

/**
 * Chooses between reading all points of the account in a region (1,440 per call) and asking for the wanted assets (50
 * per call). Equal numbers of calls favour batches, which return nothing else.
 *
 * @param wanted assets of the first page that are inspected
 * @param listed assets on the first page
 * @param more whether the list goes on after it
 * @param pointsPerAsset an estimate: more than 1 for a metric with parts
 */
export function chooseMode(wanted: number, listed: number, more: boolean, pointsPerAsset: number): MetricMode {
  if (wanted === 0) return 'batches';
  // For a list that goes on, what holds for its first page is taken to hold for all of it.
  const batches = more ? wanted / BATCH : Math.ceil(wanted / BATCH);
  const whole = more ? (listed * pointsPerAsset) / LENGTH : Math.ceil((listed * pointsPerAsset) / LENGTH);
  return batches <= whole ? 'batches' : 'whole-account';
}

/** The newest point of an asset, or of a part of it. */
interface Newest {
  value: number;
  at: number;
  problem: Problem | undefined;
}

/**
 * Reads the newest value of a metric. Every point is matched to an asset by the metric's dimension: with a wrong
 * dimension name the cloud answers with the whole account instead of an error. Of two points of one moment, which differ
 * in a dimension that is not ours, such as a role, the worse one counts. An asset whose newest point cannot be read has no
 * reading.
 *
 * @param ids the assets to ask for, at most {@link BATCH}; absent for all of the account in the region
 * @param clock what time it is when an answer comes, which may be long after `now`
 * @example const { readings } = await readLatest(client, cpu, 'cn-hangzhou', now, tally, ['i-1', 'i-2']);
 */
export async function readLatest(
  client: Client,
  metric: Metric,
  region: string,
  now: Date,
  tally: Tally,
  ids?: readonly string[],
  clock: () => Date = () => now,
): Promise<MetricValues> {
  const reader = new PointReader(metric, `cms:DescribeMetricLast in ${region}`);
  const worse = worseFirst(metric);
  const whole = new Map<string, Newest>();
  const parts = new Map<string, Map<string, Newest>>();
  const wanted = ids && new Set(ids);
  const stale = now.getTime() - STALE_AFTER;
  let latest = now.getTime();
  let nameless: Problem | undefined;
  let fault: InspectionError | undefined;
  try {
    for await (const page of pagesOf(client, 'DescribeMetricLast', metric, region, tally, paramsFor(metric, ids))) {
      latest = clock().getTime();
      for (const point of page.items) take(point);
    }
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    fault = error;
  }

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
    if (timed && at < stale) return;
    const value = numberOf(reader.given(point));
    const problem = timed && reader.isValue(value) ? undefined : reader.problem(id, point, value, at, latest);
    const lines = metric.part === undefined ? whole : linesOf(parts, id);
    const line = metric.part === undefined ? id : partOf(metric, point);
    // Without a moment nobody knows that it is not the newest one.
    const moment = timed ? at : Infinity;
    const known = lines.get(line);
    if (!known) lines.set(line, { value, at: moment, problem });
    else if (
      moment > known.at ||
      (moment === known.at && !known.problem && (problem || worse(value, known.value) < 0))
    ) {
      known.value = value;
      known.at = moment;
      known.problem = problem;
    }
  }

  const readings = new Map<string, Reading>();
  const unread = new Map<string, Problem>();
  for (const [id, { value, at, problem }] of whole) {
    if (problem) unread.set(id, problem);
    else readings.set(id, { value, at: new Date(at), parts: NO_PARTS });
  }
  // The part that was not read may be the worst one.
  for (const [id, lines] of fault || nameless ? [] : parts) {
    const reading = partsReading([...lines], worse);
    if ('kind' in reading) unread.set(id, reading);
    else readings.set(id, reading);
  }
  return { readings, unread, nameless, fault };
}

/** Of the newest points of an asset's parts, at least one. */
function partsReading(
  lines: readonly (readonly [part: string, newest: Newest])[],
  worse: (a: number, b: number) => number,
): Reading | Problem {
  const problem = lines.find(([, newest]) => newest.problem)?.[1].problem;
  if (problem) return problem;
  const sorted = lines.map(([part, { value, at }]) => ({ part, value, at })).sort((a, b) => worse(a.value, b.value));
  const { value, at } = sorted[0] as (typeof sorted)[number];
  return { value, at: new Date(at), parts: sorted.map((line) => ({ part: line.part, value: line.value })) };
}

export function isPoint(given: unknown): given is RawPoint {
  return typeof given === 'object' && given !== null;
}

export function linesOf<K, T>(parts: Map<string, Map<K, T>>, id: string): Map<K, T> {
  let lines = parts.get(id);
  if (!lines) parts.set(id, (lines = new Map<K, T>()));
  return lines;
}

export function partOf(metric: Metric, point: RawPoint): string {
  return metric.part === undefined ? '' : partIn(point, metric.part);
}

/** Of which assets, and from when on, points are wanted. */
export interface HistoryQuestion {
  readonly ids?: readonly string[];
  readonly since?: number;
}

/**
 * Reads the past of a metric that has a `history`. All or nothing: a part of the points would be judged as if it were
 * all of them. Points are matched as in {@link readLatest}; one of an asset that was not asked for ends the reading,
 * because the cloud then answers with the whole account, call after call. An asset with a point that cannot be read has no
 * reading: nobody knows what the gap hides.
 *
 * A whole past is asked for by the asset: series fill their pages either way, and the whole account would bring all that was
 * deleted in the meantime. The points since the last run are few, and may be read of the whole account.
 *
 * @param asked `ids`, at most {@link BATCH}, or all of the account in the region; and from when on (epoch milliseconds), of
 * what is kept until then: a part that has fallen silent has a series, too
 * @example const { readings } = await readHistory(client, pastOf(cpu, { hours: 48, period: 3600 }), region, now, tally, { ids });
 */
export async function readHistory(
  client: Client,
  metric: Metric,
  region: string,
  now: Date,
  tally: Tally,
  { ids, since }: HistoryQuestion,
  clock: () => Date = () => now,
): Promise<MetricValues> {
  const reader = new PointReader(metric, `cms:DescribeMetricList in ${region}`);
  const worse = worseFirst(metric);
  const span = spanOf(metric, now);
  const [from, to] = [since ?? span.from, span.to];
  const stale = since ?? to - Math.max(STALE_AFTER, STALE_PERIODS * metric.period * 1000);
  const wanted = ids && new Set(ids);
  const values = new Map<string, Map<string, Map<number, number>>>();
  const problems = new Map<string, Problem>();
  let latest = now.getTime();
  let nameless: Problem | undefined;
  // The cloud leaves the start out and takes the end in.
  const params = { ...paramsFor(metric, ids), StartTime: String(from - 1), EndTime: String(to - 1) };
  try {
    for await (const page of pagesOf(client, 'DescribeMetricList', metric, region, tally, params)) {
      latest = clock().getTime();
      for (const point of page.items) take(point);
    }
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    return { readings: new Map(), unread: new Map(), fault: error };
  }

  function take(point: unknown): void {
    if (!isPoint(point)) {
      nameless ??= reader.nameless();
      return;
    }
    const id = point[metric.dimension];
    if (typeof id !== 'string' || (wanted && !wanted.has(id))) {
      throw new ResponseShapeError(
        `cms:DescribeMetricList in ${region}: ${metric.metric} answers with assets that were not asked for by ${metric.dimension}`,
      );
    }
    const at = numberOf(point.timestamp);
    const timed = reader.isTime(at, latest);
    if (timed && !(at >= from && at < to)) return;
    const value = numberOf(reader.given(point));
    const readable = timed && reader.isValue(value);
    if (!readable) problems.set(id, reader.problem(id, point, value, at, latest));
    const points = linesOf(linesOf(values, id), partOf(metric, point));
    // A point may come twice; of two of one moment the worse one counts, and one that cannot be read may be that.
    const moment = timed ? at : to;
    const known = points.get(moment);
    if (!readable) points.set(moment, NaN);
    else if (known === undefined || worse(value, known) < 0) points.set(moment, value);
  }

  const readings = new Map<string, Reading>();
  const unread = new Map<string, Problem>();
  for (const [id, parts] of nameless && metric.part !== undefined ? [] : values) {
    const lines = linesWithin(parts, stale);
    const problem = problems.get(id);
    if (problem && lines.some(({ points }) => points.some(({ value }) => Number.isNaN(value)))) unread.set(id, problem);
    else if (lines.length > 0) readings.set(id, pastReading(metric, lines, worse));
    values.delete(id);
  }
  return { readings, unread, nameless };
}

/** The past of a part, and its last point. */
interface Line {
  readonly part: string;
  readonly points: readonly Point[];
  readonly newest: Point;
}

/** A part without a recent point is gone, such as a file system that was unmounted. */
function linesWithin(parts: ReadonlyMap<string, ReadonlyMap<number, number>>, stale: number): Line[] {
  return [...parts]
    .map(([part, points]) => ({
      part,
      points: [...points].map(([at, value]): Point => ({ at, value })).sort((a, b) => a.at - b.at),
    }))
    .flatMap((line) => {
      const newest = line.points.at(-1);
      return newest && newest.at >= stale ? [{ ...line, newest }] : [];
    });
}

/** @param given at least one line */
function pastReading(metric: Metric, given: readonly Line[], worse: (a: number, b: number) => number): Reading {
  const lines = [...given].sort((a, b) => worse(a.newest.value, b.newest.value));
  const { newest: worst } = lines[0] as Line;
  const whole = metric.part === undefined;
  return {
    value: worst.value,
    at: new Date(worst.at),
    parts: whole ? NO_PARTS : lines.map(({ part, newest }) => ({ part, value: newest.value })),
    series: lines.map(({ part, points }) => (whole ? { points } : { part, points })),
  };
}

export function paramsFor(metric: Metric, ids: readonly string[] | undefined): WireParams {
  return ids ? { Dimensions: JSON.stringify(ids.map((id) => ({ [metric.dimension]: id }))) } : {};
}

/** `cms:Query…` is how CloudMonitor's actions are called in RAM. */
export function pagesOf(
  client: Client,
  action: 'DescribeMetricLast' | 'DescribeMetricList',
  { namespace, metric, period, dimension, part }: Metric,
  region: string,
  tally: Tally,
  params: WireParams,
) {
  return listPages(client, {
    product: cms,
    call: rpc(
      action,
      { Namespace: namespace, MetricName: metric, Period: String(period) },
      { ram: action.replace('Describe', 'cms:Query') },
    ),
    paging: PAGING,
    items: (body) => datapoints(body, action),
    identify: (point) => momentOf(point, dimension, part),
    region,
    params,
    tally,
  });
}

/** Tells whether a page brings something new, without a copy of every point. */
function momentOf(point: unknown, dimension: string, part = ''): string {
  const given = (point ?? {}) as RawPoint;
  return `${String(given[dimension])} ${String(given.timestamp)} ${partIn(given, part)}`;
}

/** The names of a part, in the order in which the metric has them; what a point lacks is empty. */
function partIn(point: RawPoint, part: string): string {
  const nameOf = (dimension: string) => {
    const name = point[dimension];
    return typeof name === 'string' ? name : '';
  };
  return part.includes('/') ? part.split('/').map(nameOf).join('/') : nameOf(part);
}

/** `Datapoints` is a list in JSON in a text; no data is an empty text or `[]`. */
function datapoints(body: Readonly<Record<string, unknown>>, action: string): readonly unknown[] {
  const text = body.Datapoints;
  if (text === '' || (text === undefined && 'RequestId' in body)) return [];
  if (Array.isArray(text)) return text;
  if (typeof text !== 'string') throw new ResponseShapeError(`cms:${action}: no Datapoints in the answer`);
  let points: unknown;
  try {
    points = JSON.parse(text);
  } catch (error) {
    throw new ResponseShapeError(`cms:${action}: Datapoints is not JSON: ${messageOf(error).slice(0, 80)}`);
  }
  if (!Array.isArray(points)) throw new ResponseShapeError(`cms:${action}: Datapoints is not a list`);
  return points;
}
