import type { Finding } from '../model';
import type { Changes, Decision, RememberedAsset, SeriesChange } from '../state';
import { Counts } from './counts';
import { settle, type Decider } from './streams';
import type { Turn } from './turn';

/** What is committed together: what the state keeps, and what is counted and told once it does. */
export class Batch {
  readonly changes = new ChangeSet();
  readonly findings: Finding[] = [];
  readonly counts = new Counts();

  add(turn: Turn): void {
    if (turn.quiet) this.counts.stillOpen += 1;
    this.changes.add(turn);
  }

  /** How much has gathered. */
  get size(): number {
    return this.changes.size + this.findings.length;
  }
}

/** Changes of the state that become true together. */
export class ChangeSet {
  readonly remembered: RememberedAsset[] = [];
  readonly forgotten: string[] = [];
  /** What checkers keep of series. */
  readonly series: SeriesChange[] = [];
  relearned = false;
  /** Fingerprints of what was raised or closed. */
  readonly touched = new Set<string>();
  private readonly turns: Turn[] = [];

  get size(): number {
    return this.turns.length + this.remembered.length + this.forgotten.length + this.series.length;
  }

  get empty(): boolean {
    return this.size === 0 && !this.relearned;
  }

  add(turn: Turn): void {
    this.turns.push(turn);
    const fingerprint = turn.opened?.fingerprint ?? turn.closed;
    if (fingerprint !== undefined) this.touched.add(fingerprint);
  }

  /** What the state is to be asked: the changes themselves where no finding is among them. */
  decision(me: Decider): Changes | Decision {
    const { turns } = this;
    return turns.length === 0
      ? this.changesOf([])
      : (peers) => this.changesOf(turns.map((turn) => settle(turn, peers, me)));
  }

  private changesOf(turns: readonly Turn[]): Changes {
    const { remembered, forgotten, relearned, series } = this;
    const present = <T>(of: (turn: Turn) => T | undefined): T[] => turns.map(of).filter((one) => one !== undefined);
    const ended = turns.flatMap((turn) => turn.ended ?? []);
    return {
      ...{ remembered, forgotten, relearned },
      opened: present((turn) => (turn.quiet && isKept(turn) ? undefined : turn.opened)),
      closed: present((turn) => turn.closed),
      events: present((turn) => turn.event),
      ...(ended.length > 0 ? { ended } : {}),
      ...(series.length > 0 ? { series } : {}),
    };
  }
}

/** Whether what is open is as the last run left it, so that nothing has to be written. */
function isKept({ opened, before }: Turn): boolean {
  const now: Readonly<Record<string, unknown>> = { ...opened };
  const was: Readonly<Record<string, unknown>> = { ...before };
  return [...new Set([...Object.keys(now), ...Object.keys(was)])].every(
    (name) => now[name] === was[name] || (name === 'seenBy' && String(now[name]) === String(was[name])),
  );
}
