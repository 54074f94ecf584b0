/** A store of texts by key: what a state needs of Redis or of a function platform. */
import type { Lease, LeaseStore } from './lease';

/** The part of a store that reads. */
export interface Texts {
  read(key: string): Promise<string | undefined> | string | undefined;
  /** Many at once; one after the other where it is absent. */
  readAll?(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
}

/** Writes or removes a text. @throws StateError when it was not written */
export type Write = (key: string, text: string | undefined) => Promise<void>;

/** Texts by key, as Redis or a function platform keeps them, and who may write them. */
export interface KeyedStore extends LeaseStore, Texts {
  /** Of a value, in bytes, when there is one: what a platform's database takes in one statement. */
  readonly longest?: number;
  /**
   * Writes a text, or removes it. With a lease, the store compares it with the newest one in the same step as it writes.
   *
   * @returns whether it was written: not when somebody else has had the lease since
   */
  write(key: string, value: string | undefined, lease?: Lease): Promise<boolean> | boolean;
  /** The keys that begin with a text, where the store can tell. */
  keys?(prefix: string): Promise<readonly string[]> | readonly string[];
  close?(): Promise<void> | void;
}
