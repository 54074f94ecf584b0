import { badRequest, isObject } from '../../ground/http';
import type { App, Route } from '../http';
import { eventIdOf, tagsOf, textOf } from '../event';
import type { EventInput } from '../event';
import { funcContent } from './events';

const REPORT_EVENT = 'guance__openapi.report_event';
const STATUSES = ['ok', 'info', 'warning', 'error', 'critical'];
const OWN_FIELDS = new Set([
  'title',
  'message',
  'status',
  'dimension_tags',
  'idempotency_key',
  'ref_key',
  'checker_id',
]);

/** What the called function says went wrong; it is told inside a 200. */
class FunctionFault extends Error {}

function readEvent(item: unknown, at: string, kwargs: Record<string, unknown>, app: App) {
  if (!isObject(item)) throw new FunctionFault(`${at} must be an object`);
  const { title, message, status, dimension_tags: dimensions = {} } = item;
  if (typeof title !== 'string' || title.trim() === '') throw new FunctionFault(`${at}.title is required`);
  if (typeof message !== 'string') throw new FunctionFault(`${at}.message is required`);
  if (typeof status !== 'string' || !STATUSES.includes(status)) {
    throw new FunctionFault(`${at}.status must be one of ${STATUSES.join(', ')}`);
  }
  if (typeof dimensions === 'string' ? !isJsonObject(dimensions) : !isObject(dimensions)) {
    throw new FunctionFault(`${at}.dimension_tags must be an object or its JSON`);
  }
  // Which inspection reports is not in the documented form; these names are accepted, of the event or of the call.
  const pick = (...names: string[]) =>
    names.map((name) => textOf(item[name] ?? kwargs[name])).find((text) => text !== '');
  const refKey = pick('df_monitor_ref_key', 'ref_key', 'refKey') ?? '';
  const checkerId = pick('df_monitor_checker_id', 'checker_id', 'ruleUUID') ?? '';
  const checker =
    (checkerId === '' ? undefined : app.records.get('checker', checkerId)) ?? app.records.byRefKey(refKey);
  const eventId = eventIdOf(item.df_event_id ?? item.idempotency_key);
  const fields = Object.fromEntries(Object.entries(item).filter(([key]) => !OWN_FIELDS.has(key)));
  const event: EventInput = {
    channel: 'function',
    source: 'monitor',
    status,
    title: title.replace(/\s+/g, ' ').trim(),
    message,
    time: timeOf(item.date, app),
    dimensionTags: tagsOf(dimensions),
    ...(checker ? { checker } : {}),
    ...(refKey === '' ? {} : { refKey }),
    ...(eventId ? { eventId } : {}),
    fields: {
      df_monitor_type: 'bot_obs',
      ...fields,
      ...(checkerId === '' ? {} : { df_monitor_checker_id: checkerId }),
    },
  };
  return event;
}

/** Not later than now. */
function timeOf(date: unknown, app: App): number {
  const now = app.now().getTime();
  const said = app.datesOfEvents && typeof date === 'number' && Number.isInteger(date) && date > 0;
  return said ? Math.min(now, date * 1000) : now;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function reportEvent(kwargs: Record<string, unknown>, app: App) {
  if (kwargs.workspace_uuid !== app.identity.workspaceUuid)
    throw new FunctionFault('workspace_uuid is not this workspace');
  if (kwargs.workspace_token !== app.identity.token) throw new FunctionFault('workspace_token is not valid');
  const { data } = kwargs;
  const items: unknown[] = Array.isArray(data) ? (data as unknown[]) : [data];
  const events = items.map((item, i) => readEvent(item, `data[${i}]`, kwargs, app));
  return app.ingest.add(events);
}

export const functionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v1/outer_function/list',
    handle: () => ({
      content: [
        {
          id: REPORT_EVENT,
          funcId: REPORT_EVENT,
          title: 'Report events',
          definition: 'report_event(workspace_uuid, workspace_token, data)',
          args: ['workspace_uuid', 'workspace_token', 'data'],
          kwargs: { workspace_uuid: {}, workspace_token: {}, data: {} },
          category: 'general',
        },
      ],
    }),
  },
  {
    method: 'POST',
    path: '/api/v1/outer_function/execute',
    handle: ({ body }, app) => {
      const began = app.now();
      const funcId = body.text('funcId');
      const funcBody = body.object('funcBody');
      if (!funcBody) throw badRequest('funcBody is required');
      const kwargs = funcBody.object('kwargs')?.raw ?? {};
      const returnType = funcBody.object('options')?.optionalText('returnType') ?? 'raw';
      if (!['ALL', 'raw', 'repr', 'jsonDumps'].includes(returnType)) {
        throw badRequest('funcBody.options.returnType must be one of ALL, raw, repr, jsonDumps');
      }
      const fail = (error: number, reason: string, message: string) => ({
        content: funcContent(began, app.now(), null, { error, reason, message }),
      });
      if (funcId !== REPORT_EVENT) return fail(404.2, 'EClientNotFound', `no such function: ${funcId}`);
      try {
        const { eventIds, accepted, duplicates } = reportEvent(kwargs, app);
        const raw = { event_ids: eventIds, accepted, duplicates };
        const text = JSON.stringify(raw);
        const result = returnType === 'ALL' ? { raw, repr: text, jsonDumps: text } : returnType === 'raw' ? raw : text;
        return { content: funcContent(began, app.now(), { result }) };
      } catch (error) {
        if (error instanceof FunctionFault) return fail(599.3, 'EFuncFailed', error.message);
        throw error;
      }
    },
  },
];
