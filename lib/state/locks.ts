import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { StateError } from '../errors';
import type { StateFile } from './database';
import { bytes, textOf } from './sqlite';
import type { Lock } from './store';

/** A lock whose holder has not been heard of for this long is taken over. */
const LOCK_STALE_MS = 60_000;
const LOCK_BEAT_MS = 10_000;

interface Held {
  readonly owner: string;
  readonly lost: AbortController;
}

/** The locks that this process holds in a state file. */
export class Locks {
  private readonly held = new Map<string, Held>();

  constructor(private readonly file: StateFile) {
    file.replaced = () => {
      const sql = 'INSERT OR IGNORE INTO locks (inspection, owner, host, pid, beat) VALUES (?, ?, ?, ?, ?)';
      for (const [inspection, { owner }] of this.held) {
        file.run(sql, inspection, owner, hostname(), process.pid, Date.now());
      }
    };
  }

  holds(inspection: string): boolean {
    return this.held.has(inspection);
  }

  /** @throws StateError `locked` when another run of the inspection is under way */
  take(inspection: string): Promise<Lock> {
    const { file } = this;
    return file.use('state cannot be locked', () => {
      const owner = randomUUID();
      file.transaction(() => {
        const row = this.holder(inspection);
        if (row && isAlive(row)) {
          throw new StateError(
            `inspection ${inspection} is already running (process ${row.pid} on ${row.host}); this run stops`,
            { code: 'locked' },
          );
        }
        this.hold(inspection, owner);
      });
      const lost = new AbortController();
      this.held.set(inspection, { owner, lost });
      const timer = setInterval(() => {
        // A beat that comes late does no harm; the next one follows.
        const beat = file.use('state cannot be locked', () =>
          file.transaction(() => {
            this.check(inspection);
            this.hold(inspection, owner);
          }),
        );
        beat.catch(() => undefined);
        if (lost.signal.aborted) clearInterval(timer);
      }, LOCK_BEAT_MS);
      timer.unref();
      const release = () =>
        file.use('state cannot be unlocked', () => {
          clearInterval(timer);
          this.held.delete(inspection);
          file.run('DELETE FROM locks WHERE inspection = ? AND owner = ?', inspection, owner);
        });
      return { lost: lost.signal, release };
    });
  }

  private holder(inspection: string): LockRow | undefined {
    const sql = `SELECT ${bytes('owner')}, ${bytes('host')}, pid, beat FROM locks WHERE inspection = ?`;
    const row = this.file.get(sql, inspection);
    return row && { owner: textOf(row.owner), host: textOf(row.host), pid: Number(row.pid), beat: Number(row.beat) };
  }

  private hold(inspection: string, owner: string): void {
    const sql = 'INSERT OR REPLACE INTO locks (inspection, owner, host, pid, beat) VALUES (?, ?, ?, ?, ?)';
    this.file.run(sql, inspection, owner, hostname(), process.pid, Date.now());
  }

  /** Inside of every commit. @throws StateError `locked` when the lock that was taken is somebody else's by now */
  check(inspection: string): void {
    const mine = this.held.get(inspection);
    if (!mine) return;
    if (!mine.lost.signal.aborted && this.holder(inspection)?.owner !== mine.owner) {
      mine.lost.abort(
        new StateError(
          `the lock of inspection ${inspection} has gone to another run: this run stops, what it has not committed is left to that one`,
          { code: 'locked' },
        ),
      );
    }
    if (mine.lost.signal.aborted) throw mine.lost.signal.reason;
  }

  /** {@link check} of all. */
  checkAll(): void {
    for (const inspection of this.held.keys()) this.check(inspection);
  }
}

interface LockRow {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly beat: number;
}

/** On this machine the process table knows; for other machines the heartbeat must do, from a clock that may have jumped. */
function isAlive(lock: LockRow): boolean {
  if (lock.host === hostname()) {
    try {
      process.kill(lock.pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    }
  }
  return Math.abs(Date.now() - lock.beat) < LOCK_STALE_MS;
}
