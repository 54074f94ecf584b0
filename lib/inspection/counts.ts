import type { Severity, Verdict } from '../model';

/** How many verdicts of each kind were given, and how grave those are that fail. */
export class Counts {
  readonly verdicts: Record<Verdict, number> = { pass: 0, fail: 0, skip: 0, unknown: 0 };
  readonly failing: Record<Severity, number> = { critical: 0, error: 0, warning: 0, info: 0 };
  /** Those of the failing ones that nobody is told of. */
  muted = 0;

  /** Those that go on as their last event said. */
  stillOpen = 0;

  /** @param severity of a verdict that fails */
  verdict(verdict: Verdict, severity?: Severity): void {
    this.verdicts[verdict] += 1;
    if (severity) this.failing[severity] += 1;
  }

  add(more: Pick<Counts, 'verdicts' | 'failing' | 'muted' | 'stillOpen'>): void {
    for (const verdict of Object.keys(more.verdicts) as Verdict[]) this.verdicts[verdict] += more.verdicts[verdict];
    for (const severity of Object.keys(more.failing) as Severity[]) this.failing[severity] += more.failing[severity];
    this.muted += more.muted;
    this.stillOpen += more.stillOpen;
  }
}
