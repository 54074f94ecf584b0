/** Who did what to the host: every sign-in, right or wrong, and every change, kept for good. */
import { redact } from '../lib/credentials';
import type { Database } from '../ground/database';

/** One thing that somebody did, or was refused. */
export interface AuditRecord {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A user, `token` for a program that has it, `-` for nobody. */
  readonly who: string;
  readonly address: string;
  readonly way: 'console' | 'api' | 'cli';
  /** The route: `POST /accounts`. */
  readonly what: string;
  /** What its path names, such as an account or a script. */
  readonly target: string;
  /** HTTP: below 400 it was done. */
  readonly status: number;
  /** What was sent, as JSON, without secrets and shortened. */
  readonly detail: string;
}

export type AuditEntry = Omit<AuditRecord, 'id' | 'at' | 'detail'> & { readonly sent?: unknown };

export interface Audit {
  record(entry: AuditEntry): void;
  /** Newest first. @param before an id: older ones only */
  list(filter?: { readonly before?: number; readonly limit?: number }): AuditRecord[];
}

/** The part of the host's data file that nothing but {@link openAudit} writes; the database itself keeps it append-only. */
export const AUDIT_SCHEMA = `
  CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL, way TEXT NOT NULL,
    what TEXT NOT NULL, target TEXT NOT NULL, status INTEGER NOT NULL, detail TEXT NOT NULL
  );
  CREATE TRIGGER IF NOT EXISTS audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit records are kept'); END;
  CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit records stay as they are'); END;
`;

const USUAL_LIMIT = 100;
const MOST = 500;
const LONGEST_DETAIL = 1000;
/** Of a text in what was sent, such as a script. */
const LONGEST_TEXT = 120;
/** What is refused costs whoever asks nothing: so many a minute are written down, of the others their number. */
const REFUSED_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/** An address of a robot is one, too. */
const SECRET = /secret|password|token|key|current|next|webhook|^url$/i;

/** What was sent, for somebody who reads it later. */
function detailOf(sent: unknown): string {
  if (sent === undefined || (typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0)) return '';
  const text = JSON.stringify(sent, (name, value: unknown) => {
    if (typeof value === 'object' && value !== null) return value;
    if (SECRET.test(name)) return '***';
    if (typeof value !== 'string' || value.length <= LONGEST_TEXT) return value;
    return `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters)`;
  });
  const clean = redact(text);
  return clean.length > LONGEST_DETAIL ? `${clean.slice(0, LONGEST_DETAIL)}…` : clean;
}

/**
 * @param tell is given every record, for logs and counts
 * @example openAudit(history.db).record({ who: 'admin', address: '127.0.0.1', way: 'console', what: 'POST /accounts', target: 'a', status: 200 })
 */
export function openAudit(
  db: Database,
  tell: (record: Omit<AuditRecord, 'id'>) => void = () => undefined,
  now: () => number = Date.now,
): Audit {
  let minute = 0;
  let refused = 0;
  const write = (record: Omit<AuditRecord, 'id'>) => {
    const { at, who, address, way, what, target, status, detail } = record;
    db.run('INSERT INTO audit (at, who, address, way, what, target, status, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
      ...[at, who, address, way, what, target, status, detail],
    ]);
    tell(record);
  };
  return {
    record({ sent, ...entry }) {
      const at = now();
      if (Math.floor(at / MINUTE_MS) !== minute) {
        const more = refused - REFUSED_A_MINUTE;
        const end = (minute + 1) * MINUTE_MS - 1;
        minute = Math.floor(at / MINUTE_MS);
        refused = 0;
        if (more > 0)
          write({
            at: end,
            who: '-',
            address: '',
            way: entry.way,
            what: 'refused',
            target: '',
            status: 429,
            detail: `${more} more`,
          });
      }
      if (entry.status === 401 || entry.status === 403 || entry.status === 429) {
        refused += 1;
        if (refused > REFUSED_A_MINUTE) return;
      }
      write({ at, ...entry, target: redact(entry.target).slice(0, 300), detail: detailOf(sent) });
    },
    list({ before = Number.MAX_SAFE_INTEGER, limit = USUAL_LIMIT } = {}) {
      return db.all<AuditRecord>('SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?', [
        ...[before, Math.min(MOST, limit)],
      ]);
    },
  };
}
