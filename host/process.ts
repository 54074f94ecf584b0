/** A process of its own for each run: limited in memory, cancelled cleanly, and killed when it does not listen. */
import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { redact } from '../lib/credentials';
import { lineOf } from './lines';
import type { RunAs } from './run-as';
import type { Order, Report } from './runner';
import type { LogLine } from './types';

/** Compiled, in a checkout as in the package: a child has no compiler of ours. */
export const RUNNER = join(dirname(require.resolve('aliyun-inspection/package.json')), 'dist', 'host', 'runner.js');
/** Of what a child prints in a second; more makes it wait. */
const BYTES_PER_SECOND = 1024 * 1024;
const LONGEST_LINE = 3000;
/** Longer than any secret: what is cut off there may be half of one. */
const SECRET_ROOM = 8192;
/** Room for what is new, twice what V8 gives: a large run takes a seventh less processor for some 35 MiB, where it may have those. */
const ROOM = { youngMiB: 32, fromMiB: 512 };
/** How much a run makes room for others, as `nice` says it: whoever looks at a page is not kept waiting by it. */
const NICENESS = 10;
/** For what a process leaves in its pipes when it ends. */
const DRAIN_MS = 1000;
/** Memory outside of the heap (code, buffers, the database) as a multiple of the heap. */
const RSS_FACTOR = 2;

export interface RunnerOptions {
  /** Of the JavaScript heap; the whole process may take twice that. */
  readonly memoryMiB: number;
  readonly cwd: string;
  /** The user that it belongs to; that of the host when absent. */
  readonly runAs?: RunAs | undefined;
  onLine(line: LogLine): void;
  onReport(report: Report): void;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly outOfMemory: boolean;
  /** The last that it printed on stderr. */
  readonly lastLine: string;
}

export interface Runner {
  readonly pid: number | undefined;
  readonly ended: Promise<Ending>;
  tell(order: Order): void;
  /** Ends it and what it has started, at once. */
  kill(): void;
}

/**
 * Starts a process that waits for an order.
 *
 * @example
 * const runner = startRunner({ memoryMiB: 512, cwd: '.', onLine: print, onReport: keep });
 * runner.tell({ do: 'describe', scripts, root });
 * await runner.ended;
 */
export function startRunner(options: RunnerOptions): Runner {
  const { PATH, HOME, TZ, LANG, LC_ALL, TMPDIR, NODE_EXTRA_CA_CERTS } = process.env;
  const rss = String(options.memoryMiB * RSS_FACTOR);
  const child = fork(RUNNER, [], {
    cwd: options.cwd,
    // What is secret comes over IPC: the environment of a process can be seen in the process table.
    env: defined({
      ...{ PATH, HOME, TZ, LANG, LC_ALL, TMPDIR, NODE_EXTRA_CA_CERTS, ALIYUN_INSPECTION_RSS_MIB: rss },
      // The home of the host is not that of another user.
      ...(options.runAs ? { HOME: '/nonexistent' } : {}),
    }),
    ...(options.runAs ? { uid: options.runAs.uid, gid: options.runAs.gid } : {}),
    execArgv: [
      `--max-old-space-size=${options.memoryMiB}`,
      ...(options.memoryMiB >= ROOM.fromMiB ? [`--max-semi-space-size=${ROOM.youngMiB}`] : []),
    ],
    // A group of its own, so that what it starts is killed with it, and Ctrl-C is the host's alone.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  makeRoom(child.pid);
  let lastLine = '';
  let outOfMemory = false;
  const out = read(child.stdout, (line) => options.onLine(line));
  const err = read(child.stderr, (said) => {
    const line = typeof said === 'string' ? said : said.en;
    if (line.trim() !== '') lastLine = line;
    outOfMemory ||= /heap out of memory|^out of memory: /.test(line);
    options.onLine(said);
  });
  // Only what is in the pipes is left: it does not have to wait.
  const release = () => [out, err].forEach((one) => one.release());
  child.on('message', (report) => options.onReport(report as Report));
  const ended = new Promise<Ending>((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, outOfMemory: false, lastLine: error.message });
    });
    // Not `close`: what the child has started may hold its pipes.
    child.on('exit', (code, signal) => {
      killGroup(child);
      release();
      // What it printed last is still in the pipes.
      const cut = setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()), DRAIN_MS);
      void Promise.all([out.closed, err.closed]).then(() => {
        clearTimeout(cut);
        resolve({ code, signal, outOfMemory, lastLine });
      });
    });
  });
  return {
    pid: child.pid,
    ended,
    tell: (order) => {
      if (child.connected) child.send(order, () => undefined);
    },
    kill: () => killGroup(child),
  };
}

/** Where the system does not let it, a run goes on as it is. */
function makeRoom(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It may have ended already, which is told where its end is.
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Lines of a stream, each cut to what is kept; a stream that floods is held back, until it is released. */
function read(
  stream: Readable | null,
  onLine: (line: LogLine) => void,
): { readonly closed: Promise<void>; release(): void } {
  if (!stream) return { closed: Promise.resolve(), release: () => undefined };
  let line = '';
  let over = false;
  let budget = BYTES_PER_SECOND;
  let held = true;
  const put = (text: string) => {
    if (over) return;
    // Of a line in both languages, each.
    const room = 2 * LONGEST_LINE + SECRET_ROOM;
    over = line.length + text.length > room;
    line = `${line}${text}`.slice(0, room);
  };
  const flush = () => {
    const clean = redact(line);
    const whole = over ? `${clean.slice(0, Math.max(0, clean.length - SECRET_ROOM))}…` : clean;
    onLine(lineOf(whole, (text) => (text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text)));
    line = '';
    over = false;
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\n');
    put(first);
    for (const text of rest) {
      flush();
      put(text);
    }
    if (!held) return;
    if (budget === BYTES_PER_SECOND) {
      setTimeout(() => {
        budget = BYTES_PER_SECOND;
        stream.resume();
      }, 1000).unref();
    }
    budget -= chunk.length;
    if (budget <= 0) stream.pause();
  });
  stream.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    stream.once('close', () => {
      if (line !== '') flush();
      resolve();
    });
  });
  const release = () => {
    held = false;
    stream.resume();
  };
  return { closed, release };
}
