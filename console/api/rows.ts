/** Events as lists show them, and what several routes about events read of a call. */
import type { Text } from '../../lib/model';
import { activeMutes } from '../../workspace/alerts';
import { factsOf, textOf } from '../../workspace/event';
import type { EventView } from '../../workspace';
import type { MuteRecord } from '../../workspace/records';
import type { EventRow } from './api';
import { ConsoleFault, notFound } from './http';
import type { Call, Desk } from './http';

export function refuse(field: string, zh: string, en: string): ConsoleFault {
  return new ConsoleFault(400, 'config', { zh: `${field}：${zh}`, en: `${field}: ${en}` });
}

export function integer(query: URLSearchParams, name: string, otherwise: number, high: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > high) throw refuse(name, `应为 0 到 ${high} 的整数`, `has to be 0 to ${high}`);
  return n;
}

export function eventOf({ params }: Call, { workspace }: Desk): EventView {
  const event = workspace.store.event(params.id ?? '');
  if (!event) throw notFound({ zh: '事件', en: 'event' });
  return event;
}

/** A text that the event has in both languages. */
export function inBoth<K extends string>(
  key: K,
  body: Readonly<Record<string, unknown>>,
  name: string,
): { readonly [N in K]?: Text } {
  const [zh, en] = [textOf(body[`${name}_zh`]), textOf(body[`${name}_en`])];
  return (zh && en ? { [key]: { zh, en } } : {}) as { readonly [N in K]?: Text };
}

export function rowOf(event: EventView): EventRow {
  const { body } = event;
  return {
    id: event.docId,
    time: event.time,
    status: event.status,
    title: event.title,
    ...inBoth('titles', body, 'title'),
    checkerId: event.checkerId,
    checker: event.checker,
    account: event.account,
    accountName: textOf(body.account_name),
    region: event.region,
    product: event.product,
    assetId: event.assetId,
    assetName: textOf(body.asset_name),
    duration: Number(textOf(body.df_fault_duration)) || 0,
    seenBy: textOf(body.seen_by).split(',').filter(Boolean),
    inspection: textOf(body.inspection),
    ...judgedOf(event),
  };
}

const finite = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** What was measured, and against what. */
export function judgedOf({ body }: EventView): Pick<EventRow, 'value' | 'threshold' | 'unit'> {
  const { data } = factsOf(body);
  const value = finite(data.value) ?? finite(body.Result);
  const threshold = finite(data.threshold);
  const unit = textOf(data.unit);
  return {
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(unit === '' ? {} : { unit }),
  };
}

/** The mutes that keep an event from being told, as far as no alert policy is concerned. */
export function mutesOf(event: EventView, { workspace, now }: Desk): MuteRecord[] {
  return activeMutes(workspace.records.list('mute'), event.body, now().getTime()).filter(
    ({ muteRanges }) =>
      muteRanges.length === 0 || muteRanges.some(({ checkerUUID }) => checkerUUID === event.checkerId),
  );
}
