import { readSync, writeSync } from 'node:fs';
import { StateError } from '../../lib/errors';
import type { Feedback } from '../../lib/inspection';
import type { AnyAsset, RunSummary } from '../../lib/model';
import type { KeyedStore, Lease } from '../../lib/state';
import type { Answer, Question } from './checkers';

/** What ends a run: its summary or what was said, or why there is none. */
export type Outcome =
  | { readonly result: RunSummary | Feedback }
  | { readonly failure: { readonly code: string; readonly message: string; readonly field?: string } };

/** The function platform, as far as an inspection needs it. Every question is answered before the next is asked. */
export interface FuncHost extends KeyedStore {
  readonly longest: number;
  /** What the platform wants to be run; JSON. */
  request(): unknown;
  log(line: string): void;
  /** The platform's variables, passwords included; those that it does not have are left out. */
  variables(names: readonly string[]): Record<string, string>;
  /** @throws StateError when the platform's store refuses */
  read(key: string): string | undefined;
  /** @throws StateError when the platform's store refuses */
  write(key: string, value: string | undefined, lease?: Lease): boolean;
  /** @throws StateError when the platform's store refuses */
  lease(name: string, token: string, ms: number): number | undefined;
  release(name: string, token: string): void;
  /** Asks the script's own filters. */
  accepts(asset: AnyAsset): boolean;
  /** Asks a checker of the script's own. */
  judge(question: Question): Answer;
  /** See `SharedRoom`: counts the requests of all workers of the platform. */
  room(name: string, limit: number, windowMs: number): number;
  /** Tells the workspace of events through the platform's own package. @throws StateError when it does not take them */
  report(events: readonly object[]): void;
  finish(outcome: Outcome): void;
}

/** A line-wise connection; `receive` throws when the other side has gone. */
export interface Wire {
  send(line: string): void;
  receive(): string;
}

/** The platform's database takes 4 MiB in one statement; a value of this length, in bytes, always fits. */
const LONGEST_VALUE = 3_000_000;

/**
 * A host that is asked in JSON, a line per question and a line per answer.
 *
 * @example
 * const host = createHost(stdioWire());
 * host.log('started');
 */
export function createHost(wire: Wire): FuncHost {
  const say = (message: object) => wire.send(JSON.stringify(message));
  const ask = (question: object): unknown => {
    say(question);
    const answer = JSON.parse(wire.receive()) as { value?: unknown; error?: string };
    if (answer.error !== undefined) throw new StateError(`the function platform refuses: ${answer.error}`);
    return answer.value ?? undefined;
  };
  return {
    longest: LONGEST_VALUE,
    request: () => JSON.parse(wire.receive()) as unknown,
    log: (line) => say({ log: line }),
    variables: (names) => (ask({ ask: 'env', names }) ?? {}) as Record<string, string>,
    read: (key) => ask({ ask: 'get', key }) as string | undefined,
    write: (key, value, lease) => ask({ ask: 'set', key, value, ...lease }) === true,
    lease: (name, token, ms) => ask({ ask: 'lease', name, token, ms }) as number | undefined,
    release: (name, token) => void ask({ ask: 'release', name, token }),
    accepts: (asset) => (ask({ ask: 'filter', assets: [asset] }) as boolean[] | undefined)?.[0] === true,
    judge: (question) => ask({ ask: 'check', ...question }) as Answer,
    room: (name, limit, ms) => ask({ ask: 'room', name, limit, ms }) as number,
    report: (events) => void ask({ ask: 'report', events }),
    finish: (outcome) => say(outcome),
  };
}

const CHUNK = 65_536;
const NEW_LINE = 10;
/** Of a pipe that is full or empty for now. */
const PAUSE_MS = 2;

/**
 * Standard input and output, read and written at once: a filter is asked in the middle of a synchronous loop, so the
 * pipe cannot be a stream.
 */
export function stdioWire(input = 0, output = 1): Wire {
  let rest: Buffer = Buffer.alloc(0);
  return {
    send(line) {
      const bytes = Buffer.from(`${line}\n`);
      for (let sent = 0; sent < bytes.length;) sent += patiently(() => writeSync(output, bytes, sent));
    },
    receive() {
      const parts: Buffer[] = [rest];
      let end = rest.indexOf(NEW_LINE);
      while (end < 0) {
        const chunk = Buffer.alloc(CHUNK);
        const count = patiently(() => readSync(input, chunk, 0, CHUNK, null));
        if (count === 0) throw new StateError('the function platform has closed the connection');
        parts.push(chunk.subarray(0, count));
        end = chunk.subarray(0, count).indexOf(NEW_LINE);
      }
      const last = parts.pop() ?? rest;
      rest = last.subarray(end + 1);
      return Buffer.concat([...parts, last.subarray(0, end)]).toString('utf8');
    },
  };
}

function patiently(attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
