import { messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import {
  decideAll,
  NO_HISTORY,
  remember,
  type AlertHistory,
  type AlertStrategy,
  type Decision,
  type Delivery,
  type Reporter,
  type Told,
} from '../report';
import type { StateStore } from '../state';

/** Events handed to a destination at once. */
const BATCH = 100;
/** How long events of a running inspection may wait for a batch to fill. */
const PATIENCE_MS = 30_000;
/** From here on, waiting events are said loudly: somebody must look at the destination. */
const SPOOL_LIMIT = 100_000;

export interface CourierOptions {
  readonly inspection: string;
  readonly reporter: Reporter;
  readonly state: StateStore;
  /** For a local reporter: what of the events to tell. Everything, when absent. */
  readonly alerts?: AlertStrategy;
  readonly now: Date;
}

/**
 * The name of a destination in the spool. Every inspection has its own: runs of two inspections that share a state must
 * not send each other's events, neither at once nor under the wrong name.
 */
export function destinationOf(inspection: string, reporter: Pick<Reporter, 'name'>): string {
  return `${inspection}/${reporter.name}`;
}

/**
 * Carries events from the spool to one destination, oldest first: those of this run, and before them what earlier runs
 * could not deliver. One at a time, so that the order holds.
 */
export class Courier {
  readonly destination: string;
  private under: Promise<void> | undefined;
  private problem: string | undefined;
  private dead = 0;
  private lastReason = '';
  private spooled = 0;
  private sentAt = Date.now();
  /** Ids of events that the alert strategy gathers for a later notice; they stay in the spool. */
  private readonly held = new Set<string>();
  private heldUntil = 0;
  /** When each group was last told of before this run: what one run tells is one notice, in however many batches. */
  private groups: AlertHistory['groups'] | undefined;
  private muted = 0;
  private suppressed = 0;

  constructor(private readonly options: CourierOptions) {
    this.destination = destinationOf(options.inspection, options.reporter);
  }

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
    const { name } = this.options.reporter;
    if (this.dead > 0) {
      notes.push(`${name} refused ${this.dead} events for good (${this.lastReason}); they are in the dead letters`);
    }
    if (this.muted + this.suppressed > 0) {
      notes.push(`${name}: the alert strategy kept ${this.muted} events muted and ${this.suppressed} untold`);
    }
    if (this.held.size > 0) {
      const until = new Date(this.heldUntil).toISOString();
      notes.push(`${name}: ${this.held.size} events are gathered for the first run after ${until}`);
    }
    const waiting = await this.options.state.waiting(this.destination).catch(() => 0);
    const late = waiting - this.held.size;
    if (late > 0) {
      notes.push(`${late} events wait for ${name}: ${this.problem ?? 'not accepted yet'}; the next run sends them`);
    } else if (this.problem !== undefined) notes.push(`${name}: ${this.problem}`);
    if (waiting >= SPOOL_LIMIT)
      notes.push(`THE SPOOL FOR ${name} HOLDS ${waiting} EVENTS: repair or remove this reporter`);
    return notes;
  }

  private async empty(): Promise<void> {
    const { state } = this.options;
    try {
      for (;;) {
        // What is held stays in front.
        const batch = await state.pending(this.destination, BATCH + this.held.size);
        if (batch.every((event) => this.held.has(event.id)) || !this.options.reporter.deliver) return;
        const heldBefore = this.held.size;
        const { accepted, rejected, problem } = await this.carry(batch);
        await state.settle(this.destination, accepted, rejected);
        this.dead += rejected.length;
        this.lastReason = rejected[0]?.reason ?? this.lastReason;
        const moved = accepted.length + rejected.length > 0 || this.held.size > heldBefore;
        if (problem !== undefined || !moved) {
          this.problem = problem ?? 'it accepted none of a batch';
          return;
        }
      }
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private async carry(batch: readonly InspectionEvent[]): Promise<Delivery> {
    const { reporter, alerts, now, state } = this.options;
    if (!alerts) return this.deliver(batch);
    const fact = `alerts:${this.destination}`;
    const history = historyOf(await state.getFact(fact));
    this.groups ??= history.groups;
    const known = { notices: history.notices, groups: this.groups };
    const { sends, quiet, holds } = sort(batch, strategyOf(alerts, reporter.name), known, now);
    this.muted += quiet.muted.length;
    this.suppressed += quiet.suppressed.length;
    for (const { id, until } of holds) {
      this.held.add(id);
      this.heldUntil = Math.max(this.heldUntil, until);
    }
    for (const id of [...quiet.muted, ...quiet.suppressed]) this.held.delete(id);
    const untold = [...quiet.muted, ...quiet.suppressed];
    if (sends.length === 0) return { accepted: untold, rejected: [] };
    const delivery = await this.deliver(sends.map(({ event }) => event));
    const accepted = new Set(delivery.accepted);
    const told = sends.filter(({ event }) => accepted.has(event.id));
    // Remembered before it leaves the spool: after a crash in between, most of it is known to have been told.
    if (told.length > 0) await state.setFact(fact, JSON.stringify(remember(history, told, now)));
    return { ...delivery, accepted: [...untold, ...delivery.accepted] };
  }

  private async deliver(batch: readonly InspectionEvent[]): Promise<Delivery> {
    const delivery = await this.options.reporter.deliver?.(batch);
    return delivery ?? { accepted: [], rejected: [] };
  }
}

/** A strategy as one reporter sees it: every courier remembers by itself what it has told. */
function strategyOf(strategy: AlertStrategy, name: string): AlertStrategy {
  return { ...strategy, targets: strategy.targets.filter((target) => target.name === name) };
}

interface Sorted {
  readonly sends: readonly (Told & { readonly event: InspectionEvent })[];
  readonly quiet: { readonly muted: readonly string[]; readonly suppressed: readonly string[] };
  readonly holds: readonly { readonly id: string; readonly until: number }[];
}

function sort(batch: readonly InspectionEvent[], strategy: AlertStrategy, history: AlertHistory, now: Date): Sorted {
  // Mutes by tag were decided when the asset was at hand.
  const isMuted = (event: InspectionEvent) =>
    event.status !== 'ok' && event.muted !== undefined && now.getTime() < Date.parse(event.muted.until);
  const { decisions } = decideAll(
    batch.filter((event) => !isMuted(event)),
    strategy,
    history,
    now,
  );
  // What was gathered and has recovered meanwhile is told by nobody: its recovery would not follow.
  const lastRecovery = new Map<string, number>();
  batch.forEach((event, i) => {
    if (event.status === 'ok') lastRecovery.set(event.fingerprint, i);
  });
  const sends: { event: InspectionEvent; decision: Extract<Decision, { action: 'send' }> }[] = [];
  const muted: string[] = [];
  const suppressed: string[] = [];
  const holds: { id: string; until: number }[] = [];
  batch.forEach((event, i) => {
    const decision = decisions.get(event.id);
    if (decision === undefined || decision.action === 'muted') muted.push(event.id);
    else if (decision.action === 'send') sends.push({ event, decision });
    else if (decision.action === 'hold' && i > (lastRecovery.get(event.fingerprint) ?? -1)) {
      holds.push({ id: event.id, until: decision.until });
    } else suppressed.push(event.id);
  });
  return { sends, quiet: { muted, suppressed }, holds };
}

/** What is unreadable is as good as nothing: the worst of it is a notice that is told again. */
function historyOf(text: string | undefined): AlertHistory {
  if (text === undefined) return NO_HISTORY;
  try {
    return JSON.parse(text) as AlertHistory;
  } catch {
    return NO_HISTORY;
  }
}
