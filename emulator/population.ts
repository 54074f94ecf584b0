import { hash, idIndex, idTail } from './random';

/** The state of an asset that is gone. */
export const DELETED = 'deleted';

/** How many assets get a condition: below 1 a fraction of the population (at least one), otherwise a count. */
export type Share = number;

/** One step in the life of the world, already narrowed to one population. */
export interface PopulationChange {
  epoch: number;
  do: 'recover' | 'appear' | 'delete' | 'worsen';
  condition: string;
  to?: string;
  count: Share;
}

/** How ids look, where it is not a prefix and a tail. */
export interface IdShape {
  /** What follows the tail. */
  readonly suffix?: string;
  /** Eight digits, in listing order. */
  readonly numeric?: boolean;
}

const FIRST_NUMBER = 10_000_000;

/** What is wrong with one asset for a time: from an epoch until before another. */
export interface Episode {
  readonly from: number;
  readonly to: number;
  readonly condition: string;
}

/** A condition, and the epoch since when. */
export interface Spell {
  readonly condition: string | undefined;
  readonly since: number;
}

interface Range {
  from: number;
  to: number;
}

interface Override extends Range {
  epoch: number;
  condition: string | undefined;
}

/** Turns a share into a number of assets out of `size`. */
export function countOf(share: Share, size: number): number {
  if (share <= 0 || size <= 0) return 0;
  return Math.min(size, share < 1 ? Math.max(1, Math.round(size * share)) : Math.floor(share));
}

/**
 * `size` assets of one kind in one account and region, and what is wrong with which of them in which epoch. Nothing is stored
 * per asset: conditions own ranges of slots, and a slot is an index under an invertible permutation, which spreads the
 * conditions over the list.
 */
export class Population {
  readonly size: number;
  private readonly stride: number;
  private readonly inverse: number;
  private readonly shift: number;
  private readonly bases: (Range & { condition: string })[] = [];
  private readonly overrides: Override[] = [];
  /** Of the assets with a timeline, by their slots. */
  private readonly episodes = new Map<number, readonly Episode[]>();
  /** The slots of the timelines, in their order. */
  private readonly lived: number[] = [];
  /** First slot that nothing ever happens to. */
  private calm = 0;

  /**
   * @param key hash of seed, account, region and kind
   * @param idPrefix text before the tail of an id, such as `i-bp1`
   */
  constructor(
    readonly key: number,
    readonly idPrefix: string,
    size: number,
    plant: readonly (readonly [string, Share])[],
    changes: readonly PopulationChange[],
    readonly shape: IdShape = {},
    timelines: readonly (readonly Episode[])[] = [],
  ) {
    this.size = size;
    this.shift = size > 0 ? hash(key, 7) % size : 0;
    this.stride = coprime(size);
    this.inverse = inverseOf(this.stride, size);
    const current = new Map<string, Range[]>();
    for (const [condition, share] of plant) {
      const range = this.take(countOf(share, size));
      if (range === undefined) continue;
      this.bases.push({ ...range, condition });
      current.set(condition, [range]);
    }
    for (const change of [...changes].sort((a, b) => a.epoch - b.epoch)) this.apply(change, current);
    for (const episodes of timelines) {
      const range = this.take(1);
      if (range === undefined) throw new Error(`a timeline has more assets than the ${size} of ${idPrefix}…`);
      this.lived.push(range.from);
      this.episodes.set(range.from, episodes);
    }
  }

  private take(count: number): Range | undefined {
    const from = this.calm;
    const to = Math.min(this.size, from + count);
    if (to <= from) return undefined;
    this.calm = to;
    return { from, to };
  }

  private apply(change: PopulationChange, current: Map<string, Range[]>): void {
    const { epoch } = change;
    if (change.do === 'appear' || change.do === 'delete') {
      const range = this.take(countOf(change.count, this.size));
      if (range === undefined) return;
      this.overrides.push({ ...range, epoch, condition: change.condition });
      current.set(change.condition, [...(current.get(change.condition) ?? []), range]);
      return;
    }
    const owned = current.get(change.condition) ?? [];
    let left = countOf(
      change.count,
      owned.reduce((sum, range) => sum + range.to - range.from, 0),
    );
    while (left > 0) {
      const range = change.do === 'recover' ? owned.pop() : owned.shift();
      if (range === undefined) return;
      const taken = Math.min(left, range.to - range.from);
      left -= taken;
      const moved =
        change.do === 'recover'
          ? { from: range.to - taken, to: range.to }
          : { from: range.from, to: range.from + taken };
      if (change.do === 'recover' && moved.from > range.from) owned.push({ from: range.from, to: moved.from });
      if (change.do === 'worsen' && moved.to < range.to) owned.unshift({ from: moved.to, to: range.to });
      this.overrides.push({ ...moved, epoch, condition: change.to });
      if (change.to !== undefined) current.set(change.to, [...(current.get(change.to) ?? []), moved]);
    }
  }

  private slotOf(index: number): number {
    return (((index - this.shift + this.size) % this.size) * this.inverse) % this.size;
  }

  private indexAt(slot: number): number {
    return (slot * this.stride + this.shift) % this.size;
  }

  /** What is wrong with the asset in this epoch: a condition, `deleted`, or undefined for a healthy one. */
  conditionAt(index: number, epoch: number): string | undefined {
    if (index >= this.size) return DELETED;
    const slot = this.slotOf(index);
    return slot < this.calm ? this.spellOfSlot(slot, epoch).condition : undefined;
  }

  /** What is wrong with the asset in this epoch, and since which one. */
  spellAt(index: number, epoch: number): Spell {
    const slot = index < this.size ? this.slotOf(index) : this.size;
    return slot < this.calm ? this.spellOfSlot(slot, epoch) : { condition: undefined, since: 0 };
  }

  private spellOfSlot(slot: number, epoch: number): Spell {
    const own = this.episodes.get(slot);
    if (own !== undefined) return spellOf(own, epoch);
    let condition = this.bases.find((range) => slot >= range.from && slot < range.to)?.condition;
    let since = 0;
    for (const one of this.overrides) {
      if (one.epoch <= epoch && slot >= one.from && slot < one.to) ({ condition, epoch: since } = one);
    }
    return { condition, since };
  }

  /** The asset of the n-th timeline. */
  livedAt(n: number): number | undefined {
    const slot = this.lived[n];
    return slot === undefined ? undefined : this.indexAt(slot);
  }

  /** Every condition that the asset has in some epoch, oldest first. Empty for an asset that nothing happens to. */
  lifeOf(index: number): string[] {
    const slot = index < this.size ? this.slotOf(index) : this.size;
    if (slot >= this.calm) return [];
    const life = this.bases.filter((range) => slot >= range.from && slot < range.to).map((range) => range.condition);
    for (const one of this.overrides) {
      if (slot >= one.from && slot < one.to && one.condition !== undefined) life.push(one.condition);
    }
    for (const one of this.episodes.get(slot) ?? []) life.push(one.condition);
    return life;
  }

  /** Indices of the assets that have a condition in this epoch, with the condition, in index order. */
  conditions(epoch: number): { index: number; condition: string }[] {
    const found: { index: number; condition: string }[] = [];
    for (let slot = 0; slot < this.calm; slot++) {
      const { condition } = this.spellOfSlot(slot, epoch);
      if (condition !== undefined) found.push({ index: this.indexAt(slot), condition });
    }
    return found.sort((a, b) => a.index - b.index);
  }

  /** Sorted indices that are gone by this epoch. */
  deleted(epoch: number): number[] {
    const gone: number[] = [];
    for (const one of this.overrides) {
      if (one.epoch > epoch || one.condition !== DELETED) continue;
      for (let slot = one.from; slot < one.to; slot++) gone.push(this.indexAt(slot));
    }
    for (const [slot, episodes] of this.episodes) {
      if (spellOf(episodes, epoch).condition === DELETED) gone.push(this.indexAt(slot));
    }
    return gone.sort((a, b) => a - b);
  }

  idOf(index: number): string {
    const { numeric = false, suffix = '' } = this.shape;
    return numeric ? String(FIRST_NUMBER + index) : this.idPrefix + idTail(this.key, index) + suffix;
  }

  /** The index of an id, or undefined for an id of another population. An index >= size is an asset deleted long ago. */
  indexOf(id: string): number | undefined {
    const { numeric = false, suffix = '' } = this.shape;
    if (numeric) return /^[1-9]\d{7}$/.test(id) ? Number(id) - FIRST_NUMBER : undefined;
    if (!id.startsWith(this.idPrefix) || !id.endsWith(suffix)) return undefined;
    return idIndex(this.key, id.slice(this.idPrefix.length, id.length - suffix.length));
  }
}

/** Of several at once the last one counts; healthy since the last one that ended. */
function spellOf(episodes: readonly Episode[], epoch: number): Spell {
  const present = [...episodes].reverse().find(({ from, to }) => from <= epoch && epoch < to);
  if (present !== undefined) return { condition: present.condition, since: present.from };
  return { condition: undefined, since: Math.max(0, ...episodes.map(({ to }) => to).filter((to) => to <= epoch)) };
}

/** A list of indices, by ordinal. */
export interface Indices {
  readonly length: number;
  at(ordinal: number): number;
}

/** All of 0..size-1 but the sorted `removed` ones. */
export function allBut(size: number, removed: readonly number[]): Indices {
  return {
    length: size - removed.length,
    at(ordinal) {
      let low = 0;
      let high = removed.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((removed[middle] ?? 0) - middle <= ordinal) low = middle + 1;
        else high = middle;
      }
      return ordinal + low;
    },
  };
}

/** The given indices. */
export function only(indices: ArrayLike<number>): Indices {
  return { length: indices.length, at: (ordinal) => indices[ordinal] ?? 0 };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function coprime(size: number): number {
  let stride = Math.max(1, Math.floor(size * 0.6180339887));
  while (gcd(stride, size) > 1) stride++;
  return stride;
}

function inverseOf(a: number, modulus: number): number {
  if (modulus <= 1) return 0;
  let [r0, r1] = [modulus, a % modulus];
  let [t0, t1] = [0, 1];
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  return ((t0 % modulus) + modulus) % modulus;
}
