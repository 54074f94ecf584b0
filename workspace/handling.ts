/** What people did about a fault: who has seen it, who sees to it, and what they said. */
import { omit } from 'lodash';
import type { Database } from '../ground/database';

/** `acknowledge`: somebody has seen it. `assign`: who sees to it from then on; nobody, with an empty text. */
export type DeedKind = 'acknowledge' | 'assign' | 'comment';

export interface Deed {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly who: string;
  readonly kind: DeedKind;
  /** Of `assign` a name, of `comment` what was said, as it was written: nothing in it is markup. */
  readonly text: string;
}

export interface HandlingView {
  readonly acknowledged?: { readonly who: string; readonly at: number };
  /** Who sees to it, since when, and who said so. */
  readonly assigned?: { readonly to: string; readonly who: string; readonly at: number };
  readonly comments: number;
}

/** A round of failure, by the row of its first event. It ends with the recovery; what was done about it stays. */
export type FaultRow = number;

const NOTHING: HandlingView = { comments: 0 };

export class Handling {
  constructor(
    private readonly db: Database,
    private readonly now: () => Date,
  ) {}

  /** The round of an event; 0 when it belongs to none. @param docId `E_…` */
  faultOf(docId: string): FaultRow {
    const id = parseInt(docId.slice(2), 36);
    return this.db.get<{ fault: number }>('SELECT fault FROM events WHERE id = ?', [id])?.fault ?? 0;
  }

  /** What was done about a round, oldest first. */
  deeds(fault: FaultRow): Deed[] {
    if (fault === 0) return [];
    return this.db.all<Deed>('SELECT at, who, kind, text FROM handling WHERE fault = ? ORDER BY id', [fault]);
  }

  /** How each of these rounds stands. */
  of(faults: readonly FaultRow[]): ReadonlyMap<FaultRow, HandlingView> {
    const views = new Map<FaultRow, HandlingView>();
    const rows = this.db.all<Deed & { readonly fault: FaultRow }>(
      `SELECT fault, at, who, kind, text FROM handling WHERE fault IN (SELECT value FROM json_each(?)) ORDER BY id`,
      [JSON.stringify(faults)],
    );
    for (const { fault, ...deed } of rows) views.set(fault, after(views.get(fault) ?? NOTHING, deed));
    return views;
  }

  /**
   * Does something about a round, unless somebody else was faster.
   *
   * @param expected who sees to it as far as the caller knows; only `assign` looks at it
   * @returns how it stands now, and whether this was done
   * @example handling.add(fault, { who: 'admin', kind: 'assign', text: 'Li Lei' }, '') // { done: true, … }
   */
  add(
    fault: FaultRow,
    deed: Pick<Deed, 'who' | 'kind' | 'text'>,
    expected = '',
  ): { readonly done: boolean; readonly now: HandlingView } {
    return this.db.transaction(() => {
      const before = this.of([fault]).get(fault) ?? NOTHING;
      const taken = deed.kind === 'acknowledge' && before.acknowledged !== undefined;
      const moved = deed.kind === 'assign' && (before.assigned?.to ?? '') !== expected;
      if (taken || moved) return { done: false, now: before };
      const at = this.now().getTime();
      this.db.run('INSERT INTO handling (fault, at, who, kind, text) VALUES (?, ?, ?, ?, ?)', [
        ...[fault, at, deed.who, deed.kind, deed.text],
      ]);
      return { done: true, now: after(before, { ...deed, at }) };
    });
  }
}

function after(view: HandlingView, { kind, who, at, text }: Deed): HandlingView {
  if (kind === 'acknowledge') return { ...view, acknowledged: { who, at } };
  if (kind === 'comment') return { ...view, comments: view.comments + 1 };
  return text === '' ? omit(view, 'assigned') : { ...view, assigned: { to: text, who, at } };
}
