import type { Metric } from '../../lib/define';
import { CHECKERS } from '../../scripts/registry.gen';
import { factsOf, tagsOf, textOf } from '../../workspace/event';
import type { EventFilter, EventView, FacetName } from '../../workspace';
import { addMute, muteView } from './alerts';
import type { Band, Chart, EventDetailView, EventPage, EventSummary, MuteScope } from './api';
import { conflict, notFound, sendFile } from './http';
import type { Call, Desk, Route } from './http';
import { takenOf } from './handling';
import { inspections } from './inspections';
import { termOf, wallTime } from './mutes';
import { eventOf, inBoth, integer, judgedOf, mutesOf, refuse, rowOf } from './rows';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FAULTS = ['critical', 'error', 'warning', 'nodata', 'info'];
const RECOVERIES = ['ok', 'nodata_ok', 'nodata_as_ok', 'manual_ok'];
const FACETS: readonly FacetName[] = ['status', 'checker_id', 'checker', 'product', 'account', 'region'];
/** Fields of an address that the workspace counts ready-made, and what it calls them. */
const COUNTED: Readonly<Record<string, FacetName>> = {
  status: 'status',
  inspection: 'checker_id',
  checker: 'checker',
  product: 'product',
  account_id: 'account',
  region: 'region',
};
const LISTS = {
  status: 'statuses',
  source: 'sources',
  checker_id: 'checkerIds',
  ref_key: 'refKeys',
  checker: 'checkers',
  account: 'accounts',
  region: 'regions',
  product: 'products',
} as const satisfies Readonly<Record<FacetName, keyof EventFilter>>;
const RANGE = /^(\d{1,4})([mhd])$/;
const SPANS = [1, 5, 15, 60, 180, 360, 1440, 10_080].map((minutes) => minutes * MINUTE);
const BARS = 80;

/** `range=24h`, or `from` and `to` in milliseconds. */
function period(query: URLSearchParams, now: number): { readonly from: number; readonly to: number } {
  const range = query.get('range');
  if (range !== null) {
    const match = RANGE.exec(range);
    if (!match) throw refuse('range', '应形如 30m、24h、7d', 'has to look like 30m, 24h or 7d');
    const unit = match[2] === 'm' ? MINUTE : match[2] === 'h' ? HOUR : DAY;
    // To the next second: what is from this very moment belongs to it.
    return { from: now - Number(match[1]) * unit, to: now + 1000 };
  }
  const read = (name: string, otherwise: number) => {
    const text = query.get(name);
    if (text === null) return otherwise;
    if (!/^\d{1,15}$/.test(text)) throw refuse(name, '应为毫秒时间戳', 'has to be a time in milliseconds');
    return Number(text);
  };
  const from = read('from', now - 7 * DAY);
  const to = read('to', now + 1000);
  if (to <= from) throw refuse('to', '必须晚于 from', 'has to be after from');
  return { from, to };
}

/**
 * Reads the filter of an address: `q` for words, `open=1` for what has not recovered, `updates=0` without
 * what only says that a fault goes on, `kind=fault` or `ok`, a time, and
 * any field with `is.<field>=…` and `not.<field>=…`, several times for several values.
 *
 * @example filterOf(new URLSearchParams('range=7d&is.product=ecs&not.region=cn-hangzhou'), Date.now())
 */
export function filterOf(query: URLSearchParams, now: number): EventFilter & { from: number; to: number } {
  const lists: Partial<Record<(typeof LISTS)[FacetName], string[]>> = {};
  const not: Partial<Record<FacetName, string[]>> = {};
  const filters: unknown[] = [];
  let assetId: string | undefined;
  for (const key of new Set(query.keys())) {
    const match = /^(is|not)\.(.{1,200})$/.exec(key);
    if (!match) continue;
    const [, how, field = ''] = match;
    const values = query.getAll(key);
    // Events carry the inspection's own id too, as an attribute; the console means the workspace's.
    const own = field === 'inspection' && !values.some((value) => value.startsWith('rul_'));
    const counted = own ? undefined : COUNTED[field];
    if (counted && how === 'is') lists[LISTS[counted]] = values;
    else if (counted) not[counted] = values;
    else if (field === 'asset_id' && how === 'is' && values.length === 1) [assetId] = values;
    else if (how === 'is') filters.push({ name: field, operation: 'in', value: values });
    else filters.push(...values.map((value) => ({ name: field, operation: '!=', value: [value] })));
  }
  const kind = query.get('kind');
  if (kind === 'ok' || kind === 'fault') {
    const wanted = kind === 'ok' ? RECOVERIES : FAULTS;
    lists.statuses = lists.statuses ? lists.statuses.filter((one) => wanted.includes(one)) : wanted;
    // Nothing can be both: a value that no event has.
    if (lists.statuses.length === 0) lists.statuses = [''];
  } else if (kind) throw refuse('kind', '应为 fault 或 ok', 'has to be fault or ok');
  const search = query.get('q')?.slice(0, 500);
  return {
    ...period(query, now),
    ...lists,
    ...(Object.keys(not).length > 0 ? { not } : {}),
    ...(assetId ? { assetId } : {}),
    ...(filters.length > 0 ? { filters } : {}),
    ...(search ? { search } : {}),
    ...(query.get('open') === '1' ? { openOnly: true } : {}),
    ...(query.get('updates') === '0' ? { turnsOnly: true } : {}),
  };
}

/** Fields that are shown as title, message and by whom it is seen, not among the attributes. */
const SHOWN_APART = /^(?:seen_by|(?:title|message|why|remedy)_(?:zh|en))$/;

/** A browser that has gone on to another page waits no longer. */
const gone =
  ({ response }: Call) =>
  () =>
    response.destroyed;

async function list(call: Call, { workspace, now }: Desk): Promise<EventPage> {
  const { query } = call;
  const paging = { offset: integer(query, 'offset', 0, 1e9), limit: integer(query, 'limit', 50, 200) };
  const filter = filterOf(query, now().getTime());
  const { events, total, totalExact } = await workspace.store.listEvents(filter, paging, gone(call));
  return { events: events.map(rowOf), total, totalExact };
}

/** Counts over time, and the values that each field has under the other conditions. */
async function summary(call: Call, { workspace, now }: Desk): Promise<EventSummary> {
  const { store } = workspace;
  const { query } = call;
  const at = now().getTime();
  const filter = filterOf(query, at);
  const width = SPANS.find((span) => (filter.to - filter.from) / span <= BARS) ?? 7 * DAY;
  const from = Math.floor(filter.from / width) * width;
  const chosen = Object.entries(COUNTED).filter(([field]) => query.has(`is.${field}`));
  const others = FACETS.filter((name) => !chosen.some(([, one]) => one === name));
  const { facets, buckets } = await store.summary(filter, others, { ms: width, from }, gone(call));
  const all = { ...facets };
  for (const [field, name] of chosen) {
    const rest = new URLSearchParams(query);
    rest.delete(`is.${field}`);
    Object.assign(all, await store.facets(filterOf(rest, at), [name], gone(call)));
  }
  const { checker_id: inspection = [], account: account_id = [], ...rest } = all;
  return { facets: { ...rest, inspection, account_id }, from, to: filter.to, bucketMs: width, buckets };
}

function scalarText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : textOf(value);
}

const METRICS: ReadonlyMap<string, readonly Metric[]> = new Map(
  CHECKERS.map((checker) => [checker.id, Object.values(checker.metrics)]),
);

/** The metrics that the checker looks at, a day back and a quarter on, as far as the workspace has points of them. */
function charts(event: EventView, { workspace }: Desk): Chart[] {
  if (event.assetId === '') return [];
  return (METRICS.get(event.checker) ?? []).flatMap((metric) => {
    const field = `${metric.metric}_${metric.statistic}`;
    const points = workspace.store.telemetry.metrics({
      measurement: `aliyun_${metric.namespace}`,
      tags: { instanceId: event.assetId },
      from: event.time - DAY,
      to: event.time + DAY / 4,
      limit: 2000,
    });
    // Of parts such as devices the highest counts, as for the checker.
    const highest = new Map<number, number>();
    for (const { time, fields } of points) {
      const value = fields[field];
      if (typeof value === 'number') highest.set(time, Math.max(value, highest.get(time) ?? -Infinity));
    }
    const series = [...highest].sort(([a], [b]) => a - b);
    if (series.length === 0) return [];
    const { title, unit } = metric;
    return [
      {
        title,
        metric: metric.metric,
        unit,
        times: series.map(([time]) => time),
        values: series.map(([, value]) => value),
      },
    ];
  });
}

/** What a finding of change says was expected; of unrest it is of no use beside the values. */
function bandOf(data: Readonly<Record<string, unknown>>): Band | undefined {
  const { metric, expected, low, high, since, kind } = data;
  const at = typeof since === 'string' ? Date.parse(since) : NaN;
  const numbers = [expected, low, high].every((one) => typeof one === 'number' && Number.isFinite(one));
  if (typeof metric !== 'string' || !numbers || Number.isNaN(at) || kind === 'spread') return undefined;
  return { metric, expected: Number(expected), low: Number(low), high: Number(high), since: at };
}

async function detail(call: Call, desk: Desk): Promise<EventDetailView> {
  const { store } = desk.workspace;
  const found = store.eventDetail(eventOf(call, desk).docId);
  if (!found) throw notFound({ zh: '事件', en: 'event' });
  const { event, history, historyLeftOut, notifications, notificationNote } = found;
  const dimensions = tagsOf(event.body.df_dimension_tags);
  const attributes: Record<string, string> = {};
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(event.body)) {
    const text = scalarText(value);
    if (text === '' || Object.hasOwn(dimensions, name) || name === 'df_message') continue;
    if (SHOWN_APART.test(name)) continue;
    if (name.startsWith('df_') || name === 'date' || name === 'timestamp') fields[name] = text;
    else attributes[name] = text;
  }
  const judged = judgedOf(event);
  const band = bandOf(factsOf(event.body).data);
  const start = Number(textOf(event.body.df_fault_start_time)) || 0;
  const inspection = inspections(desk).find(({ uuid }) => uuid !== undefined && uuid === event.checkerId);
  // The thing may have failed again: this is about the round of the event.
  const round = {
    eventRef: event.eventRef,
    openOnly: true,
    ...(event.faultId === '' ? {} : { faultId: event.faultId }),
  };
  const open = event.eventRef !== '' && (await store.listEvents(round, { limit: 1 })).total > 0;
  return {
    event: rowOf(event),
    message: textOf(event.body.df_message),
    ...inBoth('messages', event.body, 'message'),
    dimensions,
    attributes,
    fields,
    ...judged,
    unit: judged.unit ?? '',
    ...(band ? { band } : {}),
    charts: charts(event, desk),
    open,
    ref: event.eventRef,
    ...(start > 0 ? { faultStart: start * 1000 } : {}),
    history: history.map(rowOf),
    historyLeftOut,
    notifications: notifications.map((one) => ({
      policyName: one.policyName,
      target: one.targetName || one.target,
      kind: one.kind,
      state: one.state,
      reason: one.reason,
      time: one.updated,
    })),
    notificationNote,
    mutes: mutesOf(event, desk).map(muteView),
    ...takenOf(event, desk),
    ...(inspection ? { inspection: { id: inspection.id, title: inspection.title } } : {}),
  };
}

const SCOPES: readonly MuteScope[] = ['finding', 'asset', 'checker', 'inspection'];

function mute(call: Call, desk: Desk) {
  const { body } = call;
  const event = eventOf(call, desk);
  const scope = body.oneOf('scope', SCOPES);
  const { seconds, reason } = termOf(call);
  const now = desk.now().getTime();
  const dimensions = tagsOf(event.body.df_dimension_tags);
  const tags: Record<string, readonly string[]> = {};
  const take = (names: readonly string[]) => {
    for (const name of names) if (dimensions[name] !== undefined) tags[name] = [dimensions[name]];
  };
  if (scope === 'finding') take(Object.keys(dimensions));
  else if (scope === 'asset') take(['account_id', 'region', 'product', 'asset_id']);
  else if (scope === 'checker') take(['checker']);
  // A mute of which nothing is left would silence everything.
  const checker = desk.workspace.records.get('checker', event.checkerId);
  const limited = scope === 'inspection' ? checker !== undefined : Object.keys(tags).length > 0;
  if (!limited) {
    throw conflict({
      zh: '这个事件没有可用来静默的属性',
      en: 'This event has no attributes that such a mute could name',
    });
  }
  const bound = scope !== 'asset' && event.checkerId !== '';
  const who = call.user?.name ?? '';
  return addMute(
    {
      name: reason || event.title.slice(0, 200),
      description: `by ${who}`,
      type: bound ? 'checker' : 'custom',
      muteRanges: bound && checker ? [{ checkerUUID: event.checkerId }] : [],
      tags,
      timezone: 'UTC',
      repeatTimeSet: 0,
      startTime: wallTime(now),
      endTime: seconds === 0 ? '-1' : wallTime(now + seconds * 1000),
    },
    desk,
  );
}

function recover(call: Call, desk: Desk): void {
  const event = eventOf(call, desk);
  const who = call.user?.name ?? '';
  const done =
    event.eventRef !== '' && desk.workspace.ingest.restore(event.eventRef, { df_user_id: who, df_user_name: who });
  if (!done) throw conflict({ zh: '它已经恢复了', en: 'It has recovered already' });
}

export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: '/events', handle: list },
  { method: 'GET', path: '/events/summary', handle: summary },
  { method: 'GET', path: '/events/{id}', handle: detail },
  {
    method: 'GET',
    path: '/events/{id}/export',
    handle: (call, desk) => {
      const { eventId, body } = eventOf(call, desk);
      return sendFile(call.response, eventId, body);
    },
  },
  { method: 'POST', path: '/events/{id}/recover', handle: recover },
  { method: 'POST', path: '/events/{id}/mute', handle: mute },
];
