import { messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import { lineReporter, type Progress, type Reporter, type RunInfo } from '../report';
import type { Courier } from './courier';

const PROGRESS_EVERY_MS = 100;

/** Who a run tells: its own reporters, and those of the workspace that are not among them. */
export function listeners(own: readonly Reporter[] | undefined, workspace: readonly Reporter[]): Reporter[] {
  const all = [...(own ?? [lineReporter((line) => process.stderr.write(`${line}\n`))])];
  // A host that writes lines or files itself does not write them twice.
  for (const reporter of workspace) if (!all.some((one) => one.name === reporter.name)) all.push(reporter);
  return all;
}

/** Tells the reporters of a run, in the order in which things happen, and sets the couriers going. It counts nothing. */
export class Audience {
  private readonly reporters: Reporter[];
  private begun: Promise<void> | undefined;
  private progressAt = 0;

  constructor(
    reporters: readonly Reporter[],
    /** None in a dry run, nor where another process sends. */
    private readonly couriers: readonly Courier[],
    private readonly info: RunInfo,
    /** Takes what the operator should know. */
    private readonly note: (text: string) => void,
  ) {
    this.reporters = [...reporters];
  }

  wants(what: 'readings' | 'findings'): boolean {
    return this.reporters.some((reporter) => what in reporter);
  }

  /** A reporter that fails is dropped and noted; the others go on. */
  async tell(say: (reporter: Reporter) => void | Promise<void>): Promise<void> {
    // Told of the start with the first thing that there is to tell: refused keys leave no trace.
    this.begun ??= this.tellEach((reporter) => reporter.start?.(this.info));
    await this.begun;
    await this.tellEach(say);
  }

  async events(batch: readonly InspectionEvent[]): Promise<void> {
    await this.tell((reporter) => reporter.events?.(batch));
    for (const courier of this.couriers) courier.nudge(batch.length);
  }

  /** @param always also when it was told a moment ago */
  progress(progress: () => Progress, always: boolean): void {
    const at = Date.now();
    if (!always && at - this.progressAt < PROGRESS_EVERY_MS) return;
    this.progressAt = at;
    const now = progress();
    for (const reporter of [...this.reporters]) {
      try {
        reporter.progress?.(now);
      } catch (error) {
        this.drop(reporter, error);
      }
    }
  }

  private async tellEach(say: (reporter: Reporter) => void | Promise<void>): Promise<void> {
    await Promise.all(
      [...this.reporters].map(async (reporter) => {
        try {
          await say(reporter);
        } catch (error) {
          this.drop(reporter, error);
        }
      }),
    );
  }

  private drop(reporter: Reporter, error: unknown): void {
    const at = this.reporters.indexOf(reporter);
    if (at >= 0) this.reporters.splice(at, 1);
    this.note(`reporter ${reporter.name} failed: ${messageOf(error)}`);
  }
}
