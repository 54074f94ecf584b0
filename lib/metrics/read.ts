import { cms, listPages, type Client, type Tally } from '../aliyun';
import { nextToken, rpc, type Metric, type Reading } from '../define';
import { ResponseShapeError, isInspectionError, messageOf, type InspectionError } from '../errors';
import { HOUR } from '../model';

/** The most `Dimensions` entries that one call takes. */
export const BATCH = 50;
/** The most points that one page holds. */
const LENGTH = 1440;
/** A newest point older than this says nothing about now. */
const STALE_AFTER = HOUR;

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
    const pages = listPages(client, {
      product: cms,
      call: rpc(
        'DescribeMetricLast',
        { Namespace: metric.namespace, MetricName: metric.metric, Period: String(metric.period) },
        { ram: 'cms:QueryMetricLast' },
      ),
      paging: PAGING,
      items: datapoints,
      region,
      params: ids ? { Dimensions: JSON.stringify(ids.map((id) => ({ [metric.dimension]: id }))) } : {},
      tally,
    });
    for await (const page of pages) {
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

/** `Datapoints` is a list in JSON in a text; no data is an empty text or `[]`. */
function datapoints(body: Readonly<Record<string, unknown>>): readonly unknown[] {
  const text = body.Datapoints;
  if (text === '' || (text === undefined && 'RequestId' in body)) return [];
  if (Array.isArray(text)) return text;
  if (typeof text !== 'string') throw new ResponseShapeError('cms:DescribeMetricLast: no Datapoints in the answer');
  let points: unknown;
  try {
    points = JSON.parse(text);
  } catch (error) {
    throw new ResponseShapeError(`cms:DescribeMetricLast: Datapoints is not JSON: ${messageOf(error).slice(0, 80)}`);
  }
  if (!Array.isArray(points)) throw new ResponseShapeError('cms:DescribeMetricLast: Datapoints is not a list');
  return points;
}
