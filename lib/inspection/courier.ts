import { messageOf } from '../errors';
import type { Reporter } from '../report';
import type { StateStore } from '../state';

/** Events handed to a destination at once. */
const BATCH = 100;
/** How long events of a running inspection may wait for a batch to fill. */
const PATIENCE_MS = 30_000;
/** From here on, waiting events are said loudly: somebody must look at the destination. */
const SPOOL_LIMIT = 100_000;

/**
 * Carries events from the spool to one destination, oldest first: those of this run, and before them what earlier runs
 * could not deliver. One at a time, so that the order holds.
 */
export class Courier {
  private under: Promise<void> | undefined;
  private problem: string | undefined;
  private dead = 0;
  private lastReason = '';
  private spooled = 0;
  private sentAt = Date.now();

  constructor(
    private readonly reporter: Reporter,
    private readonly state: StateStore,
  ) {}

  /**
   * Says that events were put into the spool. They are sent when they fill a batch or have waited for a while:
   * destinations take few requests per minute.
   */
  nudge(events: number): void {
    this.spooled += events;
    if (this.problem !== undefined || this.under) return;
    if (this.spooled < BATCH && Date.now() - this.sentAt < PATIENCE_MS) return;
    this.spooled = 0;
    this.under = this.empty().finally(() => {
      this.under = undefined;
      this.sentAt = Date.now();
    });
  }

  /** Delivers what can be delivered. @returns what the operator should know */
  async finish(): Promise<string[]> {
    await this.under;
    if (this.problem === undefined) await this.empty();
    const notes: string[] = [];
    const { name } = this.reporter;
    if (this.dead > 0) {
      notes.push(`${name} refused ${this.dead} events for good (${this.lastReason}); they are in the dead letters`);
    }
    const waiting = await this.state.waiting(name).catch(() => 0);
    if (waiting > 0) {
      notes.push(`${waiting} events wait for ${name}: ${this.problem ?? 'not accepted yet'}; the next run sends them`);
    }
    if (waiting >= SPOOL_LIMIT)
      notes.push(`THE SPOOL FOR ${name} HOLDS ${waiting} EVENTS: repair or remove this reporter`);
    return notes;
  }

  private async empty(): Promise<void> {
    try {
      for (;;) {
        const batch = await this.state.pending(this.reporter.name, BATCH);
        if (batch.length === 0 || !this.reporter.deliver) return;
        const { accepted, rejected, problem } = await this.reporter.deliver(batch);
        await this.state.settle(this.reporter.name, accepted, rejected);
        this.dead += rejected.length;
        this.lastReason = rejected[0]?.reason ?? this.lastReason;
        if (problem !== undefined || accepted.length + rejected.length === 0) {
          this.problem = problem ?? 'it accepted none of a batch';
          return;
        }
      }
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
