import { randomUUID } from 'node:crypto';
import { badRequest, isObject, notFound } from '../../ground/http';
import type { Fields } from '../../ground/http';
import type { Route } from '../http';
import { eventIdOf, tagsOf } from '../event';
import type { EventView } from '../views';
import { FilterError } from '../filters';

const SIX_HOURS = 6 * 3_600_000;
const RESERVED = new Set([
  'date',
  'status',
  'source',
  'title',
  'message',
  'dimension_tags',
  'check_value',
  'time',
  'time_us',
  'timestamp',
  'workspace_uuid',
  'workspace_name',
  'extra_data',
  'create_time',
]);
const EVENT_FIELDS = new Set(['date', 'status', 'title', 'message', 'dimension_tags', 'check_value']);

/** An event as the query endpoints show it. */
function show(event: EventView): Record<string, unknown> {
  return { ...event.body, __docid: event.docId, time: event.time, date: event.time, create_time: event.created };
}

function customFields(event: Fields, tags: Readonly<Record<string, string>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(event.raw)) {
    if (EVENT_FIELDS.has(key)) continue;
    if (RESERVED.has(key)) throw badRequest(`event.${key} is a reserved name`);
    if (key.startsWith('_') || key.startsWith('df_')) throw badRequest(`event.${key} must not start with _ or df_`);
    if (Object.hasOwn(tags, key)) throw badRequest(`event.${key} has the name of a dimension tag`);
    if (typeof value !== 'string') throw badRequest(`event.${key} must be a text`);
    out[key] = value;
  }
  return out;
}

export const eventRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/v1/push-events/{secret}/{subUri}',
    withoutKey: true,
    handle: ({ params, body }, app) => {
      const began = app.now();
      const event = body.object('event');
      if (!event) throw badRequest('event is required');
      const status = event.oneOf('status', ['critical', 'error', 'warning', 'info', 'ok']);
      const title = (event.optionalText('title') ?? '').replace(/\s+/g, ' ').trim();
      const message = event.optionalText('message', 33_554_432) ?? '';
      const dimensions = event.object('dimension_tags')?.raw ?? {};
      const tags = tagsOf(dimensions);
      const date = event.integer('date', 0, 4_000_000_000);
      const value = event.raw.check_value;
      if (value !== undefined && value !== null && typeof value !== 'number') {
        throw badRequest('event.check_value must be a number');
      }
      const fields = customFields(event, tags);
      const extra = body.object('extraData')?.raw ?? {};
      const checker = app.records
        .list('checker')
        .find((one) => one.secret !== '' && one.secret === params.secret && one.jsonScript.subUri === params.subUri);
      // A secret that fits no monitor is ignored without a word, as documented; so is a monitor that is off.
      if (checker && checker.status === 0) {
        const eventId = eventIdOf(fields.idempotency_key);
        app.ingest.add([
          {
            channel: 'external',
            source: 'monitor',
            status,
            title,
            message,
            time: date === undefined ? began.getTime() : date * 1000,
            dimensionTags: tags,
            checker,
            ...(eventId ? { eventId } : {}),
            fields: {
              ...fields,
              ...(typeof value === 'number' ? { df_monitor_checker_value: String(value), Result: value } : {}),
              df_monitor_checker: 'outer_event',
              df_meta: JSON.stringify({ dimension_tags: tags, extra_data: extra, alerts_sent: [], check_targets: [] }),
            },
          },
        ]);
      }
      return { content: funcContent(began, app.now(), {}) };
    },
  },
  {
    method: 'POST',
    path: '/api/v1/events/create',
    handle: ({ body }, app) => {
      const date = body.integer('date', 0, 4_000_000_000_000);
      if (date === undefined) throw badRequest('date is required, in milliseconds');
      const custom = body.object('customTags')?.raw ?? {};
      app.ingest.add([
        {
          channel: 'custom',
          source: 'custom',
          status: body.oneOf('status', ['critical', 'error', 'warning', 'ok', 'info', 'nodata']),
          title: body.text('title'),
          message: body.optionalText('message', 33_554_432) ?? '',
          time: date,
          dimensionTags: {},
          fields: {
            ...Object.fromEntries(Object.entries(custom).filter(([key]) => !key.startsWith('df_'))),
            origin: body.optionalText('origin') ?? '',
          },
        },
      ]);
      return { content: true };
    },
  },
  {
    method: 'POST',
    path: '/api/v1/events/abnormal/list',
    handle: ({ body }, app) => {
      const range = body.raw.timeRange;
      if (!Array.isArray(range) || range.length !== 2 || !range.every((ms) => Number.isSafeInteger(ms))) {
        throw badRequest('timeRange must be two times in milliseconds');
      }
      const [from, to] = range as [number, number];
      if (to < from) throw badRequest('timeRange ends before it begins');
      if (to - from > SIX_HOURS) throw badRequest('timeRange must not be longer than 6 hours');
      const offset = body.integer('offset', 0, Number.MAX_SAFE_INTEGER) ?? 0;
      const limit = body.integer('limit', 1, 100) ?? 20;
      const search = body.optionalText('search');
      const lastStatus = body.has('lastStatus')
        ? body.oneOf('lastStatus', ['critical', 'error', 'warning', 'nodata'])
        : undefined;
      try {
        const { events, total } = app.store.abnormal({
          from,
          to,
          offset,
          limit,
          ...(lastStatus === undefined ? {} : { lastStatus }),
          ...(search === undefined ? {} : { search }),
          ...(body.has('filters') ? { filters: body.raw.filters } : {}),
        });
        const data = events.map((event) => ({ ...show(event), alert_time_ranges: [[event.faultStart, null]] }));
        return { content: { data, limit, offset, total_count: total } };
      } catch (error) {
        if (error instanceof FilterError) throw badRequest(error.message);
        throw error;
      }
    },
  },
  {
    method: 'GET',
    path: '/api/v1/events/{doc_id}/get',
    handle: ({ params }, app) => {
      const event = app.store.event(params.doc_id ?? '');
      if (!event) throw notFound('the event does not exist');
      return { content: show(event) };
    },
  },
  {
    method: 'GET',
    path: '/api/v1/keyevent/restore',
    handle: ({ query }, app) => {
      const ref = query.get('monitorCheckerEventRef') ?? '';
      if (ref === '') throw badRequest('monitorCheckerEventRef is required');
      const by = { df_user_id: app.identity.apiKeyId, df_user_name: 'local' };
      if (!app.ingest.restore(ref, by)) throw notFound('nothing unrecovered has this monitorCheckerEventRef');
      return { content: true };
    },
  },
];

/** What a function of the platform answers: success is `error` 200, whatever the HTTP status says. */
export function funcContent(
  began: Date,
  ended: Date,
  data: unknown,
  failure?: { error: number; reason: string; message: string },
) {
  return {
    data,
    detail: isObject(data) ? {} : null,
    error: failure?.error ?? 200,
    message: failure?.message ?? '',
    ok: failure === undefined,
    reason: failure?.reason ?? '',
    reqCost: ended.getTime() - began.getTime(),
    reqTime: began.toISOString(),
    respTime: ended.toISOString(),
    traceId: randomUUID(),
  };
}
