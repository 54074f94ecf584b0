/**
 * Faults that open and close again and again. The state keeps when each was opened within a day; what flaps becomes one
 * event that says so, and stays open until it has been steady for a while.
 */
import { FLAPPING } from '../define';
import { DAY, HOUR } from '../model';
import type { OpenFinding, Scope } from '../state';

/** Openings count for so long. */
const SPAN_MS = DAY;
/** Failing, or passing, for so long is steady. */
const STEADY_MS = FLAPPING.steadyHours * HOUR;
/** So many faults of one scope are kept in mind, those that opened last. */
const MOST_FAULTS = 2_000;

/** The fact under which a scope's openings are kept. */
export function flapsFact({ inspection, account, region, collector }: Scope): string {
  return `flaps:${[inspection, account, region, collector].join('/')}`;
}

/** When faults of one scope were opened, within a day. */
export class Openings {
  /** By checker and asset, epoch seconds, oldest first. */
  private readonly times: Map<string, readonly number[]>;
  private changed = false;

  /**
   * @param limit so many openings a day are none too many; 0 looks for none
   * @param text as it was kept; what cannot be read is as good as nothing
   */
  constructor(
    private readonly limit: number,
    private readonly now: Date,
    text: string | undefined,
  ) {
    this.times = read(limit === 0 ? undefined : text);
  }

  /** How often a fault would have been opened within a day, if it were opened now. */
  next(fault: string): number {
    return this.recent(fault).length + 1;
  }

  /** Whether so many openings are too many. */
  tooMany(times: number): boolean {
    return this.limit > 0 && times > this.limit;
  }

  opened(fault: string): void {
    if (this.limit === 0) return;
    const times = [...this.recent(fault), Math.floor(this.now.getTime() / 1000)].slice(-this.limit - 1);
    // What was opened last comes last.
    this.times.delete(fault);
    this.times.set(fault, times);
    this.changed = true;
  }

  /** What is to be kept; `undefined` when nothing has changed. */
  text(): string | undefined {
    if (!this.changed) return undefined;
    const recent = [...this.times.keys()].map((fault) => [fault, this.recent(fault)] as const);
    const kept = recent.filter(([, times]) => times.length > 0).slice(-MOST_FAULTS);
    return JSON.stringify(Object.fromEntries(kept));
  }

  private recent(fault: string): readonly number[] {
    const since = (this.now.getTime() - SPAN_MS) / 1000;
    return (this.times.get(fault) ?? []).filter((at) => at > since);
  }
}

function read(text: string | undefined): Map<string, readonly number[]> {
  try {
    return new Map(Object.entries(JSON.parse(text ?? '{}') as Readonly<Record<string, readonly number[]>>));
  } catch {
    return new Map();
  }
}

export type Flapping = NonNullable<OpenFinding['flapping']>;

/** A fault that flaps, as one that fails now leaves it; `undefined` when it has failed for so long that it is an ordinary one. */
export function stillFailing(flapping: Flapping, now: Date): Flapping | undefined {
  if (flapping.calm) return { times: flapping.times + 1, calm: false, since: now.toISOString() };
  return isSteady(flapping, now) ? undefined : flapping;
}

/** A fault that flaps, as one that passes now leaves it; `undefined` when it has passed for so long that it recovers. */
export function stillCalm(flapping: Flapping, now: Date): Flapping | undefined {
  if (!flapping.calm) return { times: flapping.times, calm: true, since: now.toISOString() };
  return isSteady(flapping, now) ? undefined : flapping;
}

function isSteady({ since }: Flapping, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= STEADY_MS;
}
