import { isInspectionError, messageOf } from '../errors';
import type { DeliverySummary, InspectionEvent } from '../model';
import {
  decideAll,
  NO_HISTORY,
  remember,
  type AlertHistory,
  type AlertStrategy,
  type Decision,
  type Delivery,
  type OpenFault,
  type Reporter,
  type Told,
} from '../report';
import { checkStop, systemClock, type Clock, type Stop } from '../report/stop';
import type { StateStore } from '../state';
import { RememberedTexts } from './remembered';

/** Events handed to a destination at once. */
const BATCH = 100;
/** How long events of a running inspection may wait for a batch to fill. */
const PATIENCE_MS = 30_000;
/** From here on, waiting events are said loudly: somebody must look at the destination. */
const SPOOL_LIMIT = 100_000;
/** Waits before another try of what may be accepted in a moment. */
const WAITS_MS = [200, 500, 1_000, 2_000];
/** The same while looking for the one event that a destination stumbles over. */
const SEARCH_WAITS_MS = [100];
/** A destination that is tried for so long and accepts nothing is left to the next run. */
const SILENCE_MS = 15_000;

export interface CourierOptions {
  readonly inspection: string;
  readonly reporter: Reporter;
  readonly state: StateStore;
  /** For a local reporter: what of the events to tell. Everything, when absent. */
  readonly alerts?: AlertStrategy;
  readonly now: Date;
  /** When delivery has to end; the run shortens it when everything is inspected. */
  readonly stop?: Stop;
  readonly clock?: Clock;
}

/** What became of a destination's events. */
export interface CourierReport {
  readonly summary: DeliverySummary;
  /** What the operator should know. */
  readonly notes: readonly string[];
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
 * could not deliver. One delivery at a time, so that the order holds.
 *
 * What may be accepted in a moment is tried again within the run. When a destination goes on failing, the one event that
 * it stumbles over is looked for: that event, and what else is about its fault, stays for the next run, and those behind
 * it are delivered.
 */
export class Courier {
  readonly destination: string;
  private readonly clock: Clock;
  private under: Promise<void> | undefined;
  private problem: string | undefined;
  /** Nothing more is tried in this run. */
  private over = false;
  private accepted = 0;
  private dead = 0;
  private lastReason = '';
  private spooled = 0;
  private sentAt: number;

  /** Deliveries in a row that failed, and when the next one may be tried. */
  private failures = 0;
  private notBefore = 0;
  /** The first try since something was accepted. */
  private triedSince: number | undefined;
  /** Of the events in front, how many may be the one that the destination stumbles over, and how many are tried at once. */
  private suspects = 0;
  private width = BATCH;
  private stumbles = 0;
  /** Fingerprints of what is left for the next run, and the ids of events that have them. */
  private readonly aside = new Set<string>();
  private readonly left = new Set<string>();
  private stumbledOver: string | undefined;

  /** Ids of events that the alert strategy gathers for a later notice; they stay in the spool. */
  private readonly held = new Set<string>();
  private heldUntil = 0;
  /** When each group was last told of before this run: what one run tells is one notice, in however many batches. */
  private groups: AlertHistory['groups'] | undefined;
  private muted = 0;
  private suppressed = 0;

  private readonly memory: RememberedTexts;

  constructor(private readonly options: CourierOptions) {
    this.destination = destinationOf(options.inspection, options.reporter);
    this.memory = new RememberedTexts(options.state, `memory:${this.destination}`);
    this.clock = options.clock ?? systemClock;
    this.sentAt = this.clock.now();
  }

  /**
   * Says that events were put into the spool. They are sent when they fill a batch or have waited for a while:
   * destinations take few requests per minute.
   */
  nudge(events: number): void {
    this.spooled += events;
    const now = this.clock.now();
    if (this.over || this.under || now < this.notBefore) return;
    if (this.spooled < BATCH && now - this.sentAt < PATIENCE_MS) return;
    this.spooled = 0;
    this.under = this.empty(false).finally(() => {
      this.under = undefined;
      this.sentAt = this.clock.now();
    });
  }

  /** Delivers what can be delivered before the stop. May be called again when more was put into the spool. */
  async finish(): Promise<void> {
    await this.under;
    await this.empty(true);
  }

  /** Whether the destination forgets, so that it wants to be reminded. */
  get forgets(): boolean {
    return this.options.reporter.remind !== undefined && !this.over;
  }

  /**
   * Says again what is open, of it only what was told.
   *
   * @returns what the operator should know
   */
  async remind(open: readonly OpenFault[]): Promise<string | undefined> {
    const { reporter, alerts, state } = this.options;
    const { notices } = alerts ? historyOf(await state.getFact(`alerts:${this.destination}`)) : NO_HISTORY;
    const isTold = ({ fingerprint }: OpenFault) => (notices[fingerprint]?.status ?? 'ok') !== 'ok';
    try {
      await reporter.remind?.(alerts ? open.filter(isTold) : open);
      return undefined;
    } catch (error) {
      return `${reporter.name} was not reminded of what is open: ${messageOf(error)}`;
    }
  }

  /** @throws StateError when the spool cannot be read */
  async report(): Promise<CourierReport> {
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
    const all = await this.options.state.waiting(this.destination);
    const waiting = Math.max(0, all - this.held.size);
    const oldest = waiting === 0 ? undefined : await this.oldestWaiting();
    if (waiting > 0) {
      const why = this.problem ?? this.stumbledOver ?? 'not accepted yet';
      const since = oldest === undefined ? '' : `; the oldest is from ${oldest}`;
      notes.push(`${waiting} events wait for ${name}: ${why}${since}; the next run sends them`);
    } else if (this.problem !== undefined) notes.push(`${name}: ${this.problem}`);
    if (all >= SPOOL_LIMIT) notes.push(`THE SPOOL FOR ${name} HOLDS ${all} EVENTS: repair or remove this reporter`);
    return {
      notes,
      summary: {
        destination: name,
        accepted: this.accepted,
        rejected: this.dead,
        gathered: this.held.size,
        waiting,
        ...(oldest === undefined ? {} : { oldestWaiting: oldest }),
      },
    };
  }

  private async oldestWaiting(): Promise<string | undefined> {
    const first = await this.options.state.pending(this.destination, this.held.size + 1, this.options.now);
    return first.find(({ id }) => !this.held.has(id))?.time;
  }

  /** @param patient whether to wait until another try may be made */
  private async empty(patient: boolean): Promise<void> {
    try {
      while (!this.over && this.options.reporter.deliver) {
        const wait = this.notBefore - this.clock.now();
        if (wait > 0 && !patient) return;
        if (wait > 0) await this.clock.sleep(wait, this.options.stop);
        checkStop(this.options.stop, this.clock.now(), 'delivery');
        const batch = await this.next();
        if (batch.length === 0) return;
        await this.send(batch);
      }
    } catch (error) {
      this.over = true;
      // That there is no time to try again is not why the first try failed.
      const late = isInspectionError(error, 'deadline');
      if (!late || this.problem === undefined) {
        this.problem = late ? "delivery has used up its share of the run's time" : messageOf(error);
      }
    }
  }

  /** The events to try next; none when only such are left as have to wait. */
  private async next(): Promise<readonly InspectionEvent[]> {
    for (;;) {
      // What is held and what is left aside stays in front.
      const known = this.left.size;
      const limit = this.width + this.held.size + known;
      const events = await this.options.state.pending(this.destination, limit, this.options.now);
      const batch = events.filter(({ id, fingerprint }) => {
        if (!this.aside.has(fingerprint)) return true;
        this.left.add(id);
        return false;
      });
      if (this.left.size > known && events.length === limit) continue;
      return batch.every((event) => this.held.has(event.id)) ? [] : batch;
    }
  }

  private async send(batch: readonly InspectionEvent[]): Promise<void> {
    const heldBefore = this.held.size;
    this.triedSince ??= this.clock.now();
    const { accepted, rejected, problem, retryAfterMs } = await this.carry(batch);
    await this.options.state.settle(this.destination, accepted, rejected);
    this.dead += rejected.length;
    this.lastReason = rejected[0]?.reason ?? this.lastReason;
    const settled = accepted.length + rejected.length;
    if (settled > 0) this.moved(settled);
    if (problem !== undefined) this.failed(batch, problem, retryAfterMs);
    else if (settled === 0 && this.held.size === heldBefore)
      this.failed(batch, 'it accepted none of a batch', undefined);
    else this.problem = undefined;
  }

  private moved(events: number): void {
    this.triedSince = undefined;
    this.failures = 0;
    this.stumbles = 0;
    this.suspects = Math.max(0, this.suspects - events);
    if (this.suspects === 0) this.width = BATCH;
  }

  private failed(batch: readonly InspectionEvent[], problem: string, retryAfterMs: number | undefined): void {
    this.problem = problem;
    const now = this.clock.now();
    if (retryAfterMs === undefined || now - (this.triedSince ?? now) > SILENCE_MS) {
      this.over = true;
      return;
    }
    const wait = (this.suspects > 0 ? SEARCH_WAITS_MS : WAITS_MS)[this.failures++];
    if (wait !== undefined) {
      this.notBefore = now + Math.max(wait, retryAfterMs);
      return;
    }
    this.failures = 0;
    const loose = batch.filter(({ id }) => !this.held.has(id));
    const [first] = loose;
    if (!first || retryAfterMs > 0 || (loose.length === 1 && this.stumbles === 1)) {
      // It asks for time, or takes neither of two: it is not about an event.
      this.over = true;
    } else if (loose.length > 1) {
      this.suspects = loose.length;
      this.width = Math.ceil(loose.length / 2);
    } else {
      this.aside.add(first.fingerprint);
      this.stumbledOver = problem;
      this.stumbles += 1;
      // The next one alone tells whether the destination takes anything.
      this.suspects = 1;
      this.width = 1;
    }
  }

  private async carry(batch: readonly InspectionEvent[]): Promise<Delivery> {
    const { reporter, alerts, now, state } = this.options;
    if (!alerts) return this.deliver(batch);
    const fact = `alerts:${this.destination}`;
    const history = historyOf(await state.getFact(fact));
    this.groups ??= history.groups;
    const known = { notices: await this.noticesOf(batch, history), groups: this.groups };
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

  /** What was told of the events' faults, by whichever inspection. */
  private async noticesOf(
    batch: readonly InspectionEvent[],
    { notices }: AlertHistory,
  ): Promise<AlertHistory['notices']> {
    const { inspection, reporter, state } = this.options;
    const others = new Set(batch.flatMap((event) => [event.inspection, ...(event.seenBy ?? [])]));
    others.delete(inspection);
    const all = { ...notices };
    for (const other of others) {
      const theirs = historyOf(await state.getFact(`alerts:${destinationOf(other, reporter)}`)).notices;
      for (const { fingerprint } of batch) {
        const notice = theirs[fingerprint];
        if (notice && notice.at > (all[fingerprint]?.at ?? -Infinity)) all[fingerprint] = notice;
      }
    }
    return all;
  }

  private async deliver(batch: readonly InspectionEvent[]): Promise<Delivery> {
    const delivery = await this.options.reporter.deliver?.(batch, this.memory);
    this.accepted += delivery?.accepted.length ?? 0;
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
