/**
 * What a state that is normal for minutes (`lasting`) has looked like in earlier runs: since when it is so, and of which of its
 * parts. A failure makes an event only when an earlier run has seen the same.
 */
import type { Lasting } from '../define';
import { DAY, HOUR, MINUTE } from '../model';
import type { Scope } from '../state';

/** What is seen for the last time so long ago is forgotten: a daily inspection sees it again before. */
const KEPT_MS = 3 * DAY;
/** This many faults of one scope are kept in mind; what comes beyond them is told at once, which hides nothing. */
const MOST_FAULTS = 2_000;
/** And this many parts of one fault; of the others nobody knows since when. */
const MOST_PARTS = 100;
/** Where at every look something is bad, though never the same, it is no rolling update after this long: a judgement. */
const RESTLESS_MS = HOUR;

/** The fact under which a scope's sightings are kept. */
export function sightingsFact({ inspection, account, region, collector }: Scope): string {
  return `sightings:${[inspection, account, region, collector].join('/')}`;
}

/** In epoch seconds: since when it fails, when that was last seen, and since when which part does. */
type Kept = readonly [since: number, last: number, parts: Readonly<Record<string, number>>];

export interface Sighting {
  /** Since when it has been so at every look; of a fault with parts the part that has been so for longest. */
  readonly since: Date;
  /** Whether an earlier run, long enough ago, has seen it. */
  readonly settled: boolean;
}

/** The failures of one scope that have to last. */
export class Sightings {
  private readonly kept: Map<string, Kept>;
  private changed = false;

  /** @param text as it was kept; what cannot be read is as good as nothing */
  constructor(
    private readonly now: Date,
    text: string | undefined,
  ) {
    this.kept = read(text);
  }

  /**
   * Notes that something fails.
   *
   * @param minutes how long it has to last
   * @param parts what of it fails, where that is told
   * @param open since when it is known to fail, where it is
   */
  see(fault: string, minutes: number, parts: readonly string[] | undefined, open?: Date): Sighting {
    const now = seconds(this.now);
    const before = this.kept.get(fault);
    if (!before && this.kept.size >= MOST_FAULTS) return { since: open ?? this.now, settled: true };
    const since = Math.min(before?.[0] ?? now, open ? seconds(open) : now);
    const failing = (parts ?? []).slice(0, MOST_PARTS).map((part) => [part, before?.[2][part] ?? now] as const);
    this.kept.set(fault, [since, now, Object.fromEntries(failing)]);
    this.changed = true;
    const restless = (now - since) * 1000 >= RESTLESS_MS;
    const whole = parts === undefined || restless || open !== undefined;
    const from = whole ? since : Math.min(now, ...failing.map(([, at]) => at));
    return { since: new Date(from * 1000), settled: Math.round(((now - from) * 1000) / MINUTE) >= minutes };
  }

  /** Notes that something is well. */
  forget(fault: string): void {
    if (this.kept.delete(fault)) this.changed = true;
  }

  /** What is to be kept; `undefined` when nothing has changed. */
  text(): string | undefined {
    if (!this.changed) return undefined;
    const since = seconds(this.now) - KEPT_MS / 1000;
    return JSON.stringify(Object.fromEntries([...this.kept].filter(([, [, last]]) => last > since)));
  }
}

/**
 * The parts that a failure names, see `Lasting.each`: what an entry begins with, since what is said of it may change.
 *
 * @example partsOf({ minutes: 10, each: 'servers' }, { servers: ['i-1:80 (timeout)'] }) // ['i-1:80']
 */
export function partsOf({ each }: Lasting, data: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const entries = each === undefined ? undefined : data[each];
  if (!Array.isArray(entries)) return undefined;
  return (entries as readonly unknown[]).map((entry) => String(entry).split(' ')[0] ?? '');
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function read(text: string | undefined): Map<string, Kept> {
  try {
    return new Map(Object.entries(JSON.parse(text ?? '{}') as Readonly<Record<string, Kept>>));
  } catch {
    return new Map();
  }
}
