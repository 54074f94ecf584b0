import { ApiFault } from '../../ground/http';
import type { App } from '../http';
import { md5, tagsOf, textOf } from '../event';
import type { EventInput } from '../event';
import { CATEGORIES, isPrecision, limitPoint, parseJsonPoints, parseLines } from '../lines';
import type { Category, ParseResult, Point } from '../lines';

/**
 * OpenWay's `POST /v1/write/:category`. Either every point is stored, or, when one line is wrong, none.
 *
 * @throws ApiFault 400 with the lines that are wrong, 404 for an unknown category
 */
export function write(
  request: {
    readonly category: string;
    readonly query: URLSearchParams;
    readonly contentType: string;
    readonly text: string;
  },
  app: App,
): void {
  const category = CATEGORIES.find((one) => one === request.category);
  if (category === undefined) {
    throw new ApiFault(404, 'dataway.unknownCategory', `category must be one of ${CATEGORIES.join(', ')}`);
  }
  const precision = request.query.get('precision') || 'n';
  if (!isPrecision(precision)) {
    throw new ApiFault(400, 'dataway.invalidPrecision', 'precision must be one of n, u, ms, s, m, h');
  }
  const now = app.now().getTime();
  let result: ParseResult;
  if (/^application\/json\b/i.test(request.contentType)) {
    try {
      result = parseJsonPoints(request.text, precision, now);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new ApiFault(400, 'dataway.invalidPoint', 'the body is not JSON');
    }
  } else result = parseLines(request.text, precision, now);
  const { points, errors } = result;
  if (errors.length > 0) {
    const failed = `${points.length} points parse ok, ${errors.length} failed, nothing was stored`;
    throw new ApiFault(400, 'datakit.invalidLinePoint', `invalid points (${failed}): ${errors.join('; ')}`);
  }
  if (points.length === 0) throw new ApiFault(400, 'dataway.emptyBody', 'the body has no points');
  store(category, points, app);
}

function store(category: Category, points: readonly Point[], app: App): void {
  const limited = points.flatMap((point) => limitPoint(point, category) ?? []);
  if (category === 'custom_object') app.store.telemetry.putObjects(limited);
  else if (category === 'metric') app.store.telemetry.putMetrics(limited);
  else app.ingest.add(limited.map((point) => eventOf(point, app)));
}

/** A raw event: everything is kept as written, and what is known by name is understood. */
function eventOf(point: Point, app: App): EventInput {
  const all: Record<string, unknown> = { ...point.fields, ...point.tags };
  const refKey = textOf(all.df_monitor_ref_key);
  const checker = app.records.get('checker', textOf(all.df_monitor_checker_id)) ?? app.records.byRefKey(refKey);
  const { df_event_id, df_status, df_title, df_message, df_source, df_dimension_tags, ...fields } = all;
  return {
    channel: 'raw',
    // A line that is sent again is the same event.
    eventId: textOf(df_event_id) || `event-${md5(JSON.stringify(point))}`,
    source: textOf(df_source) || point.measurement,
    status: textOf(df_status) || 'info',
    title: textOf(df_title),
    message: textOf(df_message),
    time: point.time,
    dimensionTags: tagsOf(df_dimension_tags),
    ...(checker ? { checker } : {}),
    ...(refKey === '' ? {} : { refKey }),
    fields,
  };
}
