/** What people do about a fault: they acknowledge it, assign it, say something about it. */
import type { DeedKind, HandlingView } from '../../workspace/handling';
import type { EventView } from '../../workspace';
import type { EventDetailView } from './api';
import type { TakenView } from './faults';
import { conflict } from './http';
import type { Call, Desk, Route, ConsoleFault } from './http';
import { eventOf } from './rows';

const LONGEST_NAME = 60;
const LONGEST_COMMENT = 2000;

/** How the round of an event stands, and how it came to that. */
export function takenOf(event: EventView, { workspace }: Desk): Pick<EventDetailView, 'taken' | 'deeds'> {
  const fault = workspace.handling.faultOf(event.docId);
  return {
    taken: workspace.handling.of([fault]).get(fault) ?? { comments: 0 },
    deeds: workspace.handling.deeds(fault),
  };
}

/** The round of a call's event. @throws ConsoleFault when there is none, or it is over and has to go on */
async function roundOf(call: Call, desk: Desk, mustBeOpen: boolean): Promise<number> {
  const event = eventOf(call, desk);
  const { store, handling } = desk.workspace;
  const fault = handling.faultOf(event.docId);
  if (fault === 0) throw conflict({ zh: '这个事件不属于任何故障', en: 'This event belongs to no fault' });
  const round = { eventRef: event.eventRef, faultId: event.faultId, openOnly: true };
  const open = event.eventRef !== '' && (await store.listEvents(round, { limit: 1 })).total > 0;
  if (mustBeOpen && !open) throw conflict({ zh: '它已经恢复了', en: 'It has recovered already' });
  return fault;
}

/** Who was faster. */
function faster({ acknowledged, assigned }: HandlingView, kind: DeedKind): ConsoleFault {
  if (kind === 'acknowledge') {
    const who = acknowledged?.who ?? '';
    return conflict({ zh: `${who} 已经确认过了`, en: `${who} has acknowledged it already` });
  }
  return assigned
    ? conflict({ zh: `刚刚已经由 ${assigned.to} 处理`, en: `${assigned.to} has taken it meanwhile` })
    : conflict({ zh: '刚刚已经没有人处理', en: 'Nobody sees to it any more' });
}

/** Characters that nobody sees and that change how others are shown. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const clean = (text: string) => text.replace(UNSEEN, ' ').trim();

function doing(kind: DeedKind) {
  return async (call: Call, desk: Desk): Promise<TakenView> => {
    const { body, user } = call;
    const who = user?.name ?? '';
    let text = '';
    let expected = '';
    if (kind === 'comment') {
      text = clean(body.text('text', LONGEST_COMMENT));
      if (text === '') throw body.fault('text', 'is required');
    } else if (kind === 'assign') {
      text = clean(body.optionalText('to', LONGEST_NAME) ?? '').replace(/\n/g, ' ');
      expected = body.optionalText('from', LONGEST_NAME) ?? '';
    }
    const fault = await roundOf(call, desk, kind !== 'comment');
    const { done, now } = desk.workspace.handling.add(fault, { who, kind, text }, expected);
    if (!done) throw faster(now, kind);
    return now;
  };
}

export const handlingRoutes: readonly Route[] = [
  { method: 'POST', path: '/events/{id}/acknowledge', handle: doing('acknowledge') },
  { method: 'POST', path: '/events/{id}/assign', handle: doing('assign') },
  { method: 'POST', path: '/events/{id}/comment', handle: doing('comment') },
];
