/** When functions start: five-field cron in a time zone, spread by a few seconds, without bursts after a pause. */
import { createHash } from 'node:crypto';
import { cronTimes, type CronTimes } from '../lib/cron';

export interface ScheduleOptions {
  /** IANA name, such as `Asia/Shanghai`. */
  readonly timeZone: string;
  /** A function starts up to so many seconds after its minute, always the same number for the same function. */
  readonly jitterSeconds: number;
  readonly now: () => number;
  /** @param slot the time for which it is, the same on every host with the same schedule, ISO 8601 */
  start(functionId: string, slot: string): void;
}

interface Entry {
  readonly cron: CronTimes;
  readonly schedule: string;
  readonly offset: number;
  /** Since when, epoch milliseconds; absent for what was there from the beginning. */
  readonly since?: number;
  /** Epoch milliseconds. */
  due: number | undefined;
}

const LOOK_MS = 500;
/** A clock that goes back further than this was set: what is due is reckoned anew. */
const BACK_MS = 60_000;
const SHOWN = 3;

/**
 * Looks at the clock instead of setting timers for hours: neither a machine that slept nor a clock that was set starts a
 * function twice. Whatever the number of starts that were missed, one is made up for.
 */
export class Schedule {
  private readonly entries = new Map<string, Entry>();
  private timer: NodeJS.Timeout | undefined;
  private looked: number;

  constructor(private readonly options: ScheduleOptions) {
    this.looked = options.now();
  }

  open(): void {
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** Replaces what is scheduled; what stays as it was keeps its next start, and what is no cron expression has none. */
  set(functions: readonly { readonly id: string; readonly schedule: string }[]): void {
    const now = this.options.now();
    for (const id of this.entries.keys()) if (!functions.some((one) => one.id === id)) this.entries.delete(id);
    for (const { id, schedule } of functions) {
      if (this.entries.get(id)?.schedule === schedule) continue;
      this.entries.delete(id);
      // Scripts are refused that have a wrong one; a version that was loaded before they were is no reason to stop.
      const cron = cronTimes(schedule, this.options.timeZone);
      if (!cron) continue;
      const since = this.timer ? { since: now } : {};
      const entry = { cron, schedule, offset: this.offsetOf(id), due: undefined, ...since };
      this.entries.set(id, { ...entry, due: after(entry, now) });
    }
  }

  /** When a function was added to those that were there from the beginning. */
  since(functionId: string): Date | undefined {
    const since = this.entries.get(functionId)?.since;
    return since === undefined ? undefined : new Date(since);
  }

  /** The next three starts. */
  next(functionId: string): readonly Date[] {
    const entry = this.entries.get(functionId);
    if (!entry) return [];
    const starts = entry.cron.after(this.options.now() - entry.offset, SHOWN);
    return starts.map((start) => new Date(start.getTime() + entry.offset));
  }

  /** Starts what is due. */
  look(): void {
    const now = this.options.now();
    const setBack = now < this.looked - BACK_MS;
    this.looked = now;
    for (const [id, entry] of this.entries) {
      if (setBack) entry.due = after(entry, now);
      if (entry.due === undefined || entry.due > now) continue;
      const slot = new Date(entry.due - entry.offset).toISOString();
      entry.due = after(entry, now);
      this.options.start(id, slot);
    }
  }

  private offsetOf(id: string): number {
    const { jitterSeconds } = this.options;
    if (jitterSeconds === 0) return 0;
    return (createHash('sha256').update(id).digest().readUInt32BE() % (jitterSeconds + 1)) * 1000;
  }
}

function after({ cron, offset }: Pick<Entry, 'cron' | 'offset'>, now: number): number | undefined {
  const [start] = cron.after(now - offset, 1);
  return start ? start.getTime() + offset : undefined;
}
