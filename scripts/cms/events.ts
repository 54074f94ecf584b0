import type { AssetOf, Reason } from '../../lib/define';
import { HOUR } from '../../lib/model';
import type { systemEvents } from './collectors/system-events';

type Event = AssetOf<typeof systemEvents>;

/** Why an event is not judged where it was listed: no document says that a region answers with its own events only. */
export function elsewhere({ regionId, region }: Event): Reason | undefined {
  const other = regionId !== undefined && regionId !== region && /^[a-z]{2}-[a-z]+/.test(regionId);
  return other ? { zh: `属于地域 ${regionId}`, en: `it belongs to region ${regionId}` } : undefined;
}

/** Whether it was reported so many hours ago at the most; `undefined` when the answer does not tell. */
export function isRecent({ time }: Event, hours: number, now: Date): boolean | undefined {
  return time && now.getTime() - time.getTime() <= hours * HOUR;
}

/** What an event is about, as far as it tells. */
export function subjectOf({ name, resourceId, eventProduct }: Event): string {
  return name || resourceId || eventProduct || '-';
}

export const NO_TIME: Reason = { zh: '应答中没有事件的时间', en: 'the answer does not tell when it happened' };

/** Comes about five minutes before the release, sooner than the instance's own lock is seen by a run. */
export const INTERRUPTION = 'Instance:PreemptibleInstanceInterruption';

/** Whether a name fits a pattern, in which `*` is any text, in any case. */
export function isNamed(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(name);
}
