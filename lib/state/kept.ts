/** What a store of texts holds of one scope, and how it is written. */
import type { InspectionEvent } from '../model';
import { reporterOf } from './peers';
import type { Changes, OpenFinding, RememberedAsset, Scope } from './store';
import { seal, unseal } from './values';

/** Of faults that have ended without an inspection that no longer runs, the newest so many are remembered in a scope. */
const ENDED_LIMIT = 1000;

export interface Spooled {
  readonly seq: number;
  /** Destinations that have not accepted it. */
  to: string[];
  readonly event: InspectionEvent;
  /** Other inspections have the same fault open, or had: what they have to deliver of it comes first. */
  readonly shared?: true;
}

/** One scope is one value, findings and waiting events together: a store writes it whole or not at all. */
export interface Kept {
  /** Grows with every write. */
  readonly version: number;
  /** Why what was here is gone, until the scope has been read whole. */
  readonly lost?: string;
  /** Whether the value itself says that it was lost. */
  readonly noted?: boolean;
  readonly open: Map<string, OpenFinding>;
  readonly assets: Map<string, RememberedAsset>;
  /** See {@link Changes.ended}. */
  readonly ended: readonly string[];
  spool: Spooled[];
}

/** As it is written. */
interface Written {
  readonly version?: number;
  readonly lost?: string;
  readonly open: OpenFinding[];
  readonly assets: RememberedAsset[];
  readonly ended?: readonly string[];
  readonly spool: Spooled[];
}

export function keyOf({ inspection, account, region, collector }: Scope): string {
  return `scope:${[inspection, account, region, collector].join('/')}`;
}

/** @param version the newest that is known to have been written */
export function emptyKept(version = 0): Kept {
  return { version, open: new Map(), assets: new Map(), ended: [], spool: [] };
}

/** @throws StateError when it is not what was written */
export function keptOf(text: string): Kept {
  const { version = 1, lost, open, assets, ended = [], spool } = unseal<Written>(text);
  return {
    version,
    ...(lost === undefined ? {} : { lost, noted: true }),
    open: new Map(open.map((finding) => [finding.fingerprint, finding])),
    assets: new Map(assets.map((asset) => [asset.id, asset])),
    ended,
    spool,
  };
}

export function writtenOf({ open, assets, ended, spool, version, lost }: Kept): string {
  const written: Written = {
    ...{ version, lost, open: [...open.values()], assets: [...assets.values()], spool },
    ...(ended.length > 0 ? { ended } : {}),
  };
  return seal(written);
}

export function endedOf({ ended }: Kept, changes: Changes): readonly string[] {
  return [...ended, ...(changes.ended ?? [])].slice(-ENDED_LIMIT);
}

/** Whether an event has to be delivered before another to where a destination leads. */
export function precedes(one: Spooled, other: Spooled, destination: string): boolean {
  return (
    one.seq < other.seq &&
    one.event.fingerprint === other.event.fingerprint &&
    one.to.some((name) => reporterOf(name) === reporterOf(destination))
  );
}
