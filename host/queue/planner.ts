/** Keeps the schedules of a host in the queue, which starts their runs once for all hosts that have the same. */
import { messageOf } from '../../lib/errors';
import type { PlannedRun, RunQueue } from './client';

/** So often it is looked whether they are still there: a Redis may have lost them, another host may have taken them out. */
const LOOK_MS = 50_000;

export class Planner {
  private all: readonly PlannedRun[] = [];
  private isOwn: (run: PlannedRun) => boolean = () => false;
  private readonly planned = new Set<string>();
  private readonly timer = setInterval(() => this.look(), LOOK_MS).unref();
  private turn: Promise<void> = Promise.resolve();
  private failing = false;

  /** @param log takes what is wrong, once until it goes well again */
  constructor(
    private readonly queue: Pick<RunQueue, 'plan' | 'unplan'>,
    private readonly log: (line: string) => void,
  ) {}

  /**
   * Replaces what is planned: what this host does not have any more is taken out.
   *
   * @param isOwn asked at each look: what the host starts by itself
   */
  set<Run extends PlannedRun>(all: readonly Run[], isOwn: (run: Run) => boolean = () => false): void {
    this.all = all;
    this.isOwn = isOwn as (run: PlannedRun) => boolean;
    for (const { inspection } of all) this.planned.add(inspection);
    this.look();
  }

  /** What is planned stays. */
  close(): void {
    clearInterval(this.timer);
    this.all = [];
    this.planned.clear();
  }

  private look(): void {
    this.turn = this.turn
      .then(() => this.bringUpToDate())
      .then(
        () => void (this.failing = false),
        (error: unknown) => {
          if (!this.failing) this.log(`schedules cannot be written to the queue: ${messageOf(error)}`);
          this.failing = true;
        },
      );
  }

  private async bringUpToDate(): Promise<void> {
    const wanted = this.all.filter((run) => !this.isOwn(run));
    for (const inspection of this.planned) {
      if (wanted.some((one) => one.inspection === inspection)) continue;
      await this.queue.unplan(inspection);
      this.planned.delete(inspection);
    }
    for (const one of wanted) {
      await this.queue.plan(one);
      this.planned.add(one.inspection);
    }
  }
}
