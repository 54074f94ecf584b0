/** What a store of texts is known to hold for an inspection, kept beside it: what is in it and gone was lost, not empty. */
import { messageOf } from '../errors';
import type { Scope } from './store';
import { seal, unseal } from './values';

export type Place = Omit<Scope, 'inspection'>;

/** What one scope was last known to hold. */
export interface Entry extends Place {
  /** The scope's value is at least this new; 0 before it is first written. */
  version: number;
  open: number;
  assets: number;
  /** Events that some destination has not accepted. */
  waiting: number;
}

export interface Manifest {
  readonly version: number;
  readonly places: Entry[];
}

/** It is kept twice: what was evicted or overwritten once is read from the other copy. */
export const manifestKeys = (inspection: string): readonly string[] => [
  `index:${inspection}`,
  `index-copy:${inspection}`,
];

export const NO_MANIFEST: Manifest = { version: 0, places: [] };

/**
 * The newer of both copies.
 *
 * @param texts of the copies, as they were read
 * @returns `damage` says what is wrong with a copy; no manifest when there is none to be read
 */
export function readManifest(texts: readonly (string | undefined)[]): { manifest?: Manifest; damage: string[] } {
  let manifest: Manifest | undefined;
  const damage: string[] = [];
  for (const text of texts) {
    if (text === undefined) continue;
    try {
      const found = asManifest(unseal(text));
      if (!manifest || found.version > manifest.version) manifest = found;
    } catch (error) {
      damage.push(messageOf(error));
    }
  }
  return { manifest, damage };
}

export function manifestText({ version, places }: Manifest): string {
  return seal({ version, places });
}

/** In earlier versions it was a list of places, whose values had been written. */
function asManifest(found: Manifest | readonly Place[]): Manifest {
  if ('places' in found) return found;
  return { version: 1, places: found.map((place) => ({ ...place, version: 1, open: 0, assets: 0, waiting: 0 })) };
}

export const isAt = (a: Place, b: Place): boolean =>
  a.account === b.account && a.region === b.region && a.collector === b.collector;

/** What is known of a place by the name of its value alone; nothing when it is no name of one. */
export function entriesAt(name: string): Entry[] {
  const [account, region, collector, more] = name.split('/');
  if (account === undefined || region === undefined || collector === undefined || more !== undefined) return [];
  return [{ account, region, collector, version: 0, open: 0, assets: 0, waiting: 0 }];
}

/** What a state knows of one inspection. */
export interface Known {
  manifest: Manifest;
  /** Neither copy of the manifest could be read, although there was one. */
  readonly gone: boolean;
  /** Not written yet. */
  dirty: boolean;
}
