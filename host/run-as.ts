/** Runs that belong to another user of the machine, who can read neither the host's files nor its memory. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../lib/errors';

export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const SCOPE = '/proc/sys/kernel/yama/ptrace_scope';
/** Says the first path that cannot be used: to be read, and with a `+` to be written. */
const PROBE = `
  const { accessSync, constants: { R_OK, W_OK, X_OK } } = require('fs');
  for (const one of process.argv.slice(1)) {
    const path = one.replace(/^\\+/, '');
    try { accessSync(path, one[0] === '+' ? R_OK | W_OK | X_OK : R_OK); } catch { process.stdout.write(path); process.exit(1); }
  }`;

/**
 * Looks a user up.
 *
 * @param text a name, or `<uid>:<gid>`
 * @throws ConfigError when there is no such user, it is root, or this host may not start processes for others
 * @example runAsOf('65534:65534') // { uid: 65534, gid: 65534 }
 */
export function runAsOf(text: string): RunAs {
  if (process.getuid?.() !== 0) throw bad(`the host has to be root to start runs as ${text}`);
  const numbers = /^(\d{1,10}):(\d{1,10})$/.exec(text);
  const [uid, gid] = numbers ? [Number(numbers[1]), Number(numbers[2])] : [idOf(text, '-u'), idOf(text, '-g')];
  if (uid === 0 || gid === 0) throw bad(`${text} is root: runs would be no less than the host`);
  return { uid, gid };
}

function idOf(name: string, which: '-u' | '-g'): number {
  if (!/^[a-z_][a-z0-9_-]*$/i.test(name)) throw bad(`${JSON.stringify(name)} is neither a user nor <uid>:<gid>`);
  try {
    const id = Number(execFileSync('id', [which, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    if (Number.isInteger(id)) return id;
  } catch {
    // Said below.
  }
  throw bad(`there is no user ${name} on this machine`);
}

/**
 * Lets the user of runs read what it has to, and nothing else of the data folder: that can be passed through, not listed; the
 * copies of the scripts can be read; the state of inspections is its own.
 */
export function share(
  runAs: RunAs,
  { data, versions, state }: Readonly<Record<'data' | 'versions' | 'state', string>>,
): void {
  chmodSync(data, 0o711);
  give(state, runAs.uid, runAs.gid, { folder: 0o700, file: 0o600 });
  shareVersions(runAs, versions);
}

/** Copies of scripts stay the host's: a run reads them, and cannot change what the next one does. */
export function shareVersions({ gid }: RunAs, path: string): void {
  give(path, process.getuid?.() ?? 0, gid, { folder: 0o750, file: 0o640 });
}

function give(path: string, uid: number, gid: number, mode: { readonly folder: number; readonly file: number }): void {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  // Where a link leads to is not the host's.
  if (!facts || facts.isSymbolicLink()) return;
  chownSync(path, uid, gid);
  chmodSync(path, facts.isDirectory() ? mode.folder : mode.file);
  if (facts.isDirectory()) for (const name of readdirSync(path)) give(join(path, name), uid, gid, mode);
}

/** Tries as that user what runs need. @throws ConfigError that names what it cannot use */
export function checkRunAs(runAs: RunAs, read: readonly string[], write: readonly string[]): void {
  const args = ['-e', PROBE, '--', ...read, ...write.map((path) => `+${path}`)];
  const { status, stdout, error } = spawnSync(process.execPath, args, {
    ...{ uid: runAs.uid, gid: runAs.gid, cwd: '/', env: {}, encoding: 'utf8', timeout: 30_000 },
  });
  if (status === 0) return;
  const why = stdout
    ? `cannot use ${stdout}: let it through the folders above, too`
    : `cannot run Node.js${error ? `: ${error.message}` : ''}`;
  throw bad(`user ${runAs.uid}:${runAs.gid} ${why}`);
}

/** Whether processes of one user may look into each other's memory. */
export function canPeek(): boolean {
  return !existsSync(SCOPE) || Number(readFileSync(SCOPE, 'utf8')) < 1;
}

const bad = (problem: string): ConfigError => new ConfigError(`runAs: ${problem}`, { field: 'runAs' });
