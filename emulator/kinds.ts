/** What a kind of asset and a condition are, whichever product declares them. */

export interface KindInfo {
  /** What the ids begin with. */
  readonly prefix: string;
  /** The scenario's name for how many there are in a region; a disk and a loose disk have none of their own. */
  readonly size?: string;
  /** How many there are when the scenario does not say. */
  readonly usual?: number;
  /** So many in an account, whatever the regions. */
  readonly perAccount?: true;
  /** The account itself: one to each, or to each of its centres, under the account's id. */
  readonly account?: true;
  /** The centres among which those of an account are divided, by turns, whatever the world's regions. */
  readonly centres?: readonly string[];
  /** What the ids end with, such as `.com`. */
  readonly suffix?: string;
  /** The ids are followed by `@`, the account and this. */
  readonly realm?: string;
  /** The kind that it lies in, by turns: an inspection knows it by the ids of both, with a slash between them. */
  readonly within?: string;
  /** The ids are numbers. */
  readonly numeric?: true;
  /** Whether the ids show their region; they do by default. */
  readonly mark?: false;
}

/** A kind that knows the product that declares it. */
export interface KindFacts extends KindInfo {
  /** As in a planted entry. */
  readonly product: string;
}

export interface ConditionInfo<Kind extends string = string> {
  readonly kind: Kind;
  /** What a person reads in the list of planted conditions. */
  readonly detail: string;
  /** Planted when the scenario does not say what to plant. */
  readonly usual?: false;
}

/** Everything that the assets of a world can be, and be like. */
export interface Kinds {
  readonly kinds: Readonly<Record<string, KindFacts>>;
  readonly conditions: Readonly<Record<string, ConditionInfo>>;
}

/** The facts of a kind. @throws Error for a kind that no product declares */
export function kindOf({ kinds }: Kinds, kind: string): KindFacts {
  const found = kinds[kind];
  if (found === undefined) throw new Error(`no product of the emulator declares the kind "${kind}"`);
  return found;
}
