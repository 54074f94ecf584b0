import { registerSecret } from '../../credentials/redact';
import { ConfigError } from '../../errors';
import type { Schema } from '../../input';
import type { Language } from '../../model';
import { addressProblem, registerAddress } from '../http';
import type { Reporter } from '../reporter';
import type { Clock, Stop } from '../stop';

/** What every reporter is made with. */
export interface MakeOptions {
  readonly language: Language;
  /** Until when what was said counts where nobody says it again, ISO 8601. */
  readonly until: string;
  readonly stop?: Stop;
  readonly clock?: Clock;
}

/** A place where people already look: how it is configured, and who tells it. */
export interface Receiver<C> {
  readonly schema: Schema<C>;
  /** The variables that it is read from. */
  readonly variables: readonly string[];
  /** What it cannot do without, for a message, where that is more than the first of the variables. */
  readonly needs?: string;
  /** @returns `undefined` when nothing is set. @throws ConfigError naming the variable */
  fromEnv(read: (variable: string) => string | undefined): C | undefined;
  /** Checks what was given, here or in a template, and has its secrets hidden. @throws ConfigError naming the variable */
  check(config: C): void;
  make(config: C, options: MakeOptions): Reporter;
}

/** @throws ConfigError when nobody may be told at this address */
export function checkAddress(url: string, field: string): void {
  registerAddress(url);
  const problem = addressProblem(url);
  if (problem !== undefined) throw bad(field, problem);
}

/** @throws ConfigError when a header cannot hold it */
export function checkHeader(value: string, field: string): void {
  registerSecret(value);
  // Of `Bearer abc` the scheme is no secret, and answers quote the rest alone.
  registerSecret(value.split(' ').pop());
  if (!/^[\x20-\x7e]+$/.test(value)) throw bad(field, 'holds line breaks or strange characters');
}

export function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
