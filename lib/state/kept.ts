/** What a store of texts holds of one scope, and what one write changes of it. */
import type { InspectionEvent } from '../model';
import { reporterOf } from './peers';
import type { Changes, OpenFinding, RememberedAsset, Scope } from './store';

/** Of faults that have ended without an inspection that no longer runs, the newest so many are remembered in a scope. */
const ENDED_LIMIT = 1000;
/** An event is so many times as long as a finding or an asset, about. */
const EVENT_WEIGHT = 4;
/** So much of a finding is an id. */
const ID_WEIGHT = 0.1;
/** From this length on, in characters of JSON, a step is more than one value. */
export const LONGEST_PART = 1_000_000;

export interface Spooled {
  readonly seq: number;
  /** Destinations that have not accepted it. */
  readonly to: readonly string[];
  readonly event: InspectionEvent;
  /** Other inspections have the same fault open, or had: what they have to deliver of it comes first. */
  readonly shared?: true;
}

/** One scope: findings and waiting events together. */
export interface Kept {
  /** Grows with every write. */
  version: number;
  /** Why what was here is gone, until the scope has been read whole. */
  lost?: string;
  /** Whether the store itself says that it was lost. */
  noted?: boolean;
  readonly open: Map<string, OpenFinding>;
  readonly assets: Map<string, RememberedAsset>;
  /** See {@link Changes.ended}. */
  ended: readonly string[];
  /** By the event's id. */
  readonly spool: Map<string, Spooled>;
}

/** What becomes true with one write. What is absent stays as it is. */
export interface Step {
  readonly opened?: readonly OpenFinding[];
  readonly closed?: readonly string[];
  readonly remembered?: readonly RememberedAsset[];
  readonly forgotten?: readonly string[];
  /** Events that wait, as they do from now on. */
  readonly spooled?: readonly Spooled[];
  /** Ids of events that a destination has taken, or does not want. */
  readonly settled?: { readonly destination: string; readonly ids: readonly string[] };
  /** Ids of events that wait for nobody any more. */
  readonly sent?: readonly string[];
  readonly ended?: readonly string[];
  readonly relearned?: boolean;
}

/** As earlier versions wrote a whole scope: one value. */
export interface Written {
  readonly version?: number;
  readonly lost?: string;
  readonly open: readonly OpenFinding[];
  readonly assets: readonly RememberedAsset[];
  readonly ended?: readonly string[];
  readonly spool: readonly Spooled[];
}

export function keyOf({ inspection, account, region, collector }: Scope): string {
  return `scope:${[inspection, account, region, collector].join('/')}`;
}

/** @param version the newest that is known to have been written */
export function emptyKept(version = 0): Kept {
  return { version, open: new Map(), assets: new Map(), ended: [], spool: new Map() };
}

export function keptOf({ version = 1, lost, open, assets, ended = [], spool }: Written): Kept {
  const kept: Kept = { ...emptyKept(version), ...(lost === undefined ? {} : { lost, noted: true }) };
  take(kept, { opened: open, remembered: assets, spooled: spool, ended });
  return kept;
}

/** Makes a step true. */
export function take(kept: Kept, step: Step): void {
  const { open, assets, spool } = kept;
  for (const finding of step.opened ?? []) open.set(finding.fingerprint, finding);
  for (const fingerprint of step.closed ?? []) open.delete(fingerprint);
  for (const asset of step.remembered ?? []) assets.set(asset.id, asset);
  for (const id of step.forgotten ?? []) assets.delete(id);
  for (const one of step.spooled ?? []) spool.set(one.event.id, one);
  for (const id of step.settled?.ids ?? []) {
    const one = spool.get(id);
    const to = one?.to.filter((name) => name !== step.settled?.destination) ?? [];
    if (one && to.length > 0) spool.set(id, { ...one, to });
    else spool.delete(id);
  }
  for (const id of step.sent ?? []) spool.delete(id);
  if (step.ended) kept.ended = [...kept.ended, ...step.ended].slice(-ENDED_LIMIT);
  if (step.relearned) delete kept.lost;
}

/** The changes of a run as a step. @returns `undefined` when nothing is to be written */
export function stepOf(kept: Kept, changes: Changes, spooled: readonly Spooled[]): Step | undefined {
  const { opened, closed, remembered, forgotten, ended = [] } = changes;
  const relearned = changes.relearned === true && kept.lost !== undefined;
  const step: Step = {
    ...some({ opened, closed, remembered, forgotten, spooled, ended }),
    ...(relearned ? { relearned } : {}),
  };
  return Object.keys(step).length > 0 ? step : undefined;
}

function some<T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>;
}

/** All of a scope as one step. */
export function wholeOf({ open, assets, spool, ended }: Kept): Step {
  return some({ opened: [...open.values()], remembered: [...assets.values()], spooled: [...spool.values()], ended });
}

/** What was touched since some moment, by id. */
export class Touched {
  private readonly open = new Set<string>();
  private readonly assets = new Set<string>();
  private readonly spool = new Set<string>();
  private ended = false;

  add({ opened, closed, remembered, forgotten, spooled, settled, sent, ended }: Step): void {
    for (const { fingerprint } of opened ?? []) this.open.add(fingerprint);
    for (const fingerprint of closed ?? []) this.open.add(fingerprint);
    for (const { id } of remembered ?? []) this.assets.add(id);
    for (const id of forgotten ?? []) this.assets.add(id);
    for (const { event } of spooled ?? []) this.spool.add(event.id);
    for (const id of [...(settled?.ids ?? []), ...(sent ?? [])]) this.spool.add(id);
    this.ended ||= ended !== undefined;
  }

  /** All of it as it is now, in one step. */
  stepOf(kept: Kept): Step {
    const [opened, closed] = parted(this.open, kept.open);
    const [remembered, forgotten] = parted(this.assets, kept.assets);
    const [spooled, sent] = parted(this.spool, kept.spool);
    return some({ opened, closed, remembered, forgotten, spooled, sent, ended: this.ended ? kept.ended : [] });
  }
}

/** Those that are there, and the ids of those that are not. */
function parted<T>(
  ids: ReadonlySet<string>,
  there: ReadonlyMap<string, T>,
): readonly [readonly T[], readonly string[]] {
  const found: T[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const one = there.get(id);
    if (one === undefined) gone.push(id);
    else found.push(one);
  }
  return [found, gone];
}

/** How much a step writes, counted in findings. */
export function weightOf(step: Step): number {
  const { opened, closed, remembered, forgotten, spooled, settled, sent } = step;
  const count = (lists: readonly (readonly unknown[] | undefined)[]) =>
    lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
  const ids = count([closed, forgotten, settled?.ids, sent]);
  return count([opened, remembered]) + EVENT_WEIGHT * count([spooled]) + ID_WEIGHT * ids;
}

/** How much of what was written still counts. */
export function weightOfKept({ open, assets, spool }: Kept): number {
  return open.size + assets.size + EVENT_WEIGHT * spool.size;
}

/** A step as values that are not too long, which mean the same one after the other. */
export function partsOf(step: Step): Step[] {
  const parts: Step[] = [];
  let part: Record<string, unknown[]> = {};
  let length = 0;
  for (const [name, list] of Object.entries(step)) {
    for (const one of Array.isArray(list) ? (list as readonly unknown[]) : []) {
      const size = JSON.stringify(one).length;
      if (length > 0 && length + size > LONGEST_PART) {
        parts.push(part);
        [part, length] = [{}, 0];
      }
      (part[name] ??= []).push(one);
      length += size;
    }
  }
  return length > 0 ? [...parts, part] : parts;
}

/** Whether an event has to be delivered before another to where a destination leads. */
export function precedes(one: Spooled, other: Spooled, destination: string): boolean {
  return (
    one.seq < other.seq &&
    one.event.fingerprint === other.event.fingerprint &&
    one.to.some((name) => reporterOf(name) === reporterOf(destination))
  );
}
