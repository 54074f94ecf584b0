import { cms, listPages, type Client, type Tally } from '../aliyun';
import { nextToken, rpc, spanOf, type Metric, type Reading, type WireParams } from '../define';
import { ResponseShapeError, isInspectionError, messageOf, type InspectionError } from '../errors';
import { HOUR } from '../model';
import type { Point } from '../trend';

/** The most `Dimensions` entries that one call takes. */
export const BATCH = 50;
/** The most points that one page holds. */
const LENGTH = 1440;
/** A newest point older than this says nothing about now. */
const STALE_AFTER = HOUR;
/** In a series, whose points are stamped with the beginning of their period: so many periods. */
const STALE_PERIODS = 3;

const PAGING = nextToken({ max: LENGTH, size: 'Length' });
const NO_PARTS: Reading['parts'] = [];

/** What could be read of one metric. */
export interface MetricValues {
  /** The newest value by asset id. */
  readonly readings: ReadonlyMap<string, Reading>;
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

/**
 * Reads the newest value of a metric. Every point is matched to an asset by the metric's dimension: with a wrong
 * dimension name the cloud answers with the whole account instead of an error.
 *
 * @param ids the assets to ask for, at most {@link BATCH}; absent for all of the account in the region
 * @example const { readings } = await readLatest(client, cpu, 'cn-hangzhou', now, tally, ['i-1', 'i-2']);
 */
export async function readLatest(
  client: Client,
  metric: Metric,
  region: string,
  now: Date,
  tally: Tally,
  ids?: readonly string[],
): Promise<MetricValues> {
  const points = new Map<string, { value: number; at: number; parts: Map<string, { value: number; at: number }> }>();
  const wanted = ids && new Set(ids);
  let fault: InspectionError | undefined;
  try {
    for await (const page of pagesOf(client, 'DescribeMetricLast', metric, region, tally, paramsFor(metric, ids))) {
      for (const point of page.items) take(point);
    }
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    fault = error;
  }

  function take(given: unknown): void {
    if (typeof given !== 'object' || given === null) return;
    const point = given as Readonly<Record<string, unknown>>;
    const id = point[metric.dimension];
    const value = point[metric.statistic];
    const at = Number(point.timestamp);
    if (typeof id !== 'string' || typeof value !== 'number' || !Number.isFinite(at)) return;
    if (wanted && !wanted.has(id)) return;
    if (now.getTime() - at > STALE_AFTER) return;
    let entry = points.get(id);
    if (!entry) points.set(id, (entry = { value: -Infinity, at: -Infinity, parts: new Map() }));
    if (metric.part === undefined) {
      if (at > entry.at) Object.assign(entry, { value, at });
      return;
    }
    const part = point[metric.part];
    const name = typeof part === 'string' ? part : '';
    const known = entry.parts.get(name);
    // Two points of one part at one time differ in a dimension that is not ours, such as a role: the busier one counts.
    if (!known || at > known.at || (at === known.at && value > known.value)) entry.parts.set(name, { value, at });
  }

  const readings = new Map<string, Reading>();
  // The part that was not read may be the worst one.
  if (fault && metric.part !== undefined) return { readings, fault };
  for (const [id, entry] of points) {
    if (metric.part === undefined) {
      readings.set(id, { value: entry.value, at: new Date(entry.at), parts: NO_PARTS });
      continue;
    }
    const parts = [...entry.parts].map(([part, p]) => ({ part, ...p })).sort((a, b) => b.value - a.value);
    const worst = parts[0];
    if (!worst) continue;
    readings.set(id, {
      value: worst.value,
      at: new Date(worst.at),
      parts: parts.map(({ part, value }) => ({ part, value })),
    });
  }
  return { readings, fault };
}

/**
 * Reads the past of a metric that has a `history`. All or nothing: a part of the points would be judged as if it were
 * all of them. Points are matched as in {@link readLatest}; one of an asset that was not asked for ends the reading,
 * because the cloud then answers with the whole account, call after call.
 *
 * There is no reading of a whole account on purpose: series fill their pages either way, and it would bring all that
 * was deleted in the meantime.
 *
 * @param ids the assets to ask for, at most {@link BATCH}
 * @example const { readings } = await readHistory(client, pastOf(cpu, { hours: 48, period: 3600 }), region, now, tally, ids);
 */
export async function readHistory(
  client: Client,
  metric: Metric,
  region: string,
  now: Date,
  tally: Tally,
  ids: readonly string[],
): Promise<MetricValues> {
  const { from, to } = spanOf(metric, now);
  const stale = to - Math.max(STALE_AFTER, STALE_PERIODS * metric.period * 1000);
  const wanted = new Set(ids);
  const values = new Map<string, Map<string, Map<number, number>>>();
  // The cloud leaves the start out and takes the end in.
  const params = { ...paramsFor(metric, ids), StartTime: String(from - 1), EndTime: String(to - 1) };
  try {
    for await (const page of pagesOf(client, 'DescribeMetricList', metric, region, tally, params)) {
      for (const point of page.items) take(point);
    }
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    return { readings: new Map(), fault: error };
  }

  function take(given: unknown): void {
    if (typeof given !== 'object' || given === null) return;
    const point = given as Readonly<Record<string, unknown>>;
    const id = point[metric.dimension];
    if (typeof id !== 'string' || !wanted.has(id)) {
      throw new ResponseShapeError(
        `cms:DescribeMetricList in ${region}: ${metric.metric} answers with assets that were not asked for by ${metric.dimension}`,
      );
    }
    // Minutes that are documented with `Value` are summed up to an `Average`.
    const value = point[metric.statistic] ?? (metric.statistic === 'Value' ? point.Average : undefined);
    const at = Number(point.timestamp);
    if (typeof value !== 'number' || !(at >= from && at < to)) return;
    const name = metric.part === undefined ? undefined : point[metric.part];
    const part = typeof name === 'string' ? name : '';
    let parts = values.get(id);
    if (!parts) values.set(id, (parts = new Map<string, Map<number, number>>()));
    let points = parts.get(part);
    if (!points) parts.set(part, (points = new Map<number, number>()));
    // A point may come twice; two of one moment differ in a dimension that is not ours: the busier one counts.
    points.set(at, Math.max(value, points.get(at) ?? -Infinity));
  }

  const readings = new Map<string, Reading>();
  for (const [id, parts] of values) {
    const reading = pastReading(metric, parts, stale);
    if (reading) readings.set(id, reading);
    values.delete(id);
  }
  return { readings };
}

/** A part without a recent point is gone, such as a file system that was unmounted. */
function pastReading(
  metric: Metric,
  parts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  stale: number,
): Reading | undefined {
  const lines = [...parts]
    .map(([part, points]) => ({
      part,
      points: [...points].map(([at, value]): Point => ({ at, value })).sort((a, b) => a.at - b.at),
    }))
    .flatMap((line) => {
      const newest = line.points.at(-1);
      return newest && newest.at >= stale ? [{ ...line, newest }] : [];
    })
    .sort((a, b) => b.newest.value - a.newest.value);
  const [worst] = lines;
  if (!worst) return undefined;
  const whole = metric.part === undefined;
  return {
    value: worst.newest.value,
    at: new Date(worst.newest.at),
    parts: whole ? NO_PARTS : lines.map(({ part, newest }) => ({ part, value: newest.value })),
    series: lines.map(({ part, points }) => (whole ? { points } : { part, points })),
  };
}

function paramsFor(metric: Metric, ids: readonly string[] | undefined): WireParams {
  return ids ? { Dimensions: JSON.stringify(ids.map((id) => ({ [metric.dimension]: id }))) } : {};
}

/** `cms:Query…` is how CloudMonitor's actions are called in RAM. */
function pagesOf(
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
  const { [dimension]: id, timestamp, [part]: name } = (point ?? {}) as Readonly<Record<string, unknown>>;
  return `${String(id)} ${String(timestamp)} ${String(name)}`;
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
