/**
 * One series watched slot by slot: what is unusual, since when, and when it is over. Pure; the state has a fixed size.
 */
import { beijingDay, daysToLikeMonth, DAY, HOUR } from '../model/time';
import type { Point } from './detector';
import { distance, placesOf } from './neighbours';
import { Ring, SIZE } from './rings';
import { median } from '../model/statistics';
import { rarity, reach, tailOf, type Tail } from './tail';
import { budgetOf, rarityOf, type Judgement, type Kind, type Open, type Unusual, type WatchOptions } from './unusual';
import { DAILY_VIEWS, HOURLY_VIEWS, seen, type View } from './views';

/** Days before anything is judged, so that a week has been seen twice; and of distances that make a tail. */
const LEARNT = 14;
const REMEMBERED = 28;
/** An event of more than a day is a fault, which is not learned; a shorter one is: two nightly jobs are a habit. */
const HABIT = 1;
/** More seldom than this is unusual enough to keep an event open. */
const CALM = 2;
/** So many slots in a row without it end an event: as many as its view looks at, within these. */
const CALM_SLOTS = 2;
const MOST_CALM_SLOTS = 6;
/** What counts as zero, as a share of what the series has nearly always; and how many slots of it are a drop. */
const ZERO = 0.02;
const ZEROS = 2;
/** What lasts for fewer slots is a spike. */
const SHORT = 3;
/** A counter falls at most so often, and rises at least so often. */
const FALLS = 0.03;
const RISES = 0.9;
const MOST_WEEKS = 520;

interface Event {
  /** A slot. */
  readonly from: number;
  /** A place in the views: the one that has found it most unusual so far; -1 is the rule of zeros. */
  view: number;
  rarity: number;
  readonly low: number;
  readonly high: number;
  /** So many slots in a row it has been over. */
  calm: number;
}

/**
 * A series that is watched. Points come in order; what is late, or a second one of a slot, is passed over, and where none
 * comes there is a gap.
 */
export class Watch {
  private readonly slotMs: number;
  private readonly perDay: number;
  private readonly views: readonly View[];
  private values = new Ring();
  private shown: Ring[] = [];
  private distances: Ring[] = [];
  private tails: (Tail | undefined)[] = [];
  /** The tails are of another day: they are only wanted where something is judged. */
  private stale = false;
  private today = -1;
  private readonly places;
  /** The number of the first slot since 1970, a multiple of weeks; others are counted from it. */
  private first = 0;
  /** The first slot with a value. */
  private start = 0;
  private slot = -1;
  private raw = NaN;
  private rises = 0;
  private falls = 0;
  private steps = 0;
  private counter = false;
  /** What is nearly always there, and the longest run of zeros. */
  private floor = 0;
  private longest = 0;
  private zeros = 0;
  month = 0;
  alike: readonly number[] = [];
  /** Of each view, how seldom what it shows now is. */
  private readonly rare: Float64Array;
  /** So many slots in a row each view has been unusual. */
  private readonly held: number[] = [];
  private event: Event | undefined;
  /** Whether events are raised, or the series is only learned. */
  live = true;

  constructor(private readonly options: WatchOptions) {
    this.slotMs = options.slot ?? HOUR;
    this.perDay = DAY / this.slotMs;
    this.views = this.perDay === 1 ? DAILY_VIEWS : HOURLY_VIEWS;
    this.places = placesOf(this.perDay);
    this.rare = new Float64Array(this.views.length);
  }

  /** The same series at the same moment, which goes on by itself. */
  copy(options = this.options): Watch {
    const rings = (all: readonly Ring[]) => all.map((ring) => ring.copy());
    const { values, shown, distances, event } = this;
    return Object.assign(new Watch(options), this, {
      options,
      values: values.copy(),
      shown: rings(shown),
      distances: rings(distances),
      rare: Float64Array.from(this.rare),
      held: [...this.held],
      event: event && { ...event },
    });
  }

  /** Whether something is unusual, and since when; epoch milliseconds. */
  get since(): number | undefined {
    return this.event && this.timeOf(this.event.from);
  }

  /** What is remembered, in bytes. */
  get bytes(): number {
    return [this.values, ...this.shown, ...this.distances].reduce((sum, ring) => sum + ring.bytes, 0);
  }

  push({ at, value }: Point): void {
    const slot = Math.floor(at / this.slotMs);
    if (this.slot < 0 || slot - this.first - this.slot > SIZE) this.forget(slot);
    const next = slot - this.first;
    if (next <= this.slot || !Number.isFinite(value)) return;
    while (this.slot < next - 1) this.step(NaN);
    this.step(this.turned(value));
  }

  /** What a counter has grown by, which nobody knows after it began anew; any other value as it is. */
  private turned(value: number): number {
    const step = value - this.raw;
    this.raw = value;
    if (!Number.isNaN(step)) {
      this.steps += 1;
      if (step > 0) this.rises += 1;
      if (step < 0) this.falls += 1;
    }
    const counts =
      this.steps >= 2 * this.perDay && this.falls <= FALLS * this.steps && this.rises >= RISES * this.steps;
    if (counts !== this.counter && this.steps <= 7 * this.perDay) {
      // Its nature shows in the first days; what was learned of it is of the other kind.
      this.forget(this.first + this.slot + 1);
      this.counter = counts;
    }
    return this.counter ? (step >= 0 ? step : NaN) : value;
  }

  private forget(slot: number): void {
    this.first = slot - (slot % (7 * this.perDay));
    this.slot = slot - this.first - 1;
    this.start = this.slot + 1;
    this.values = new Ring();
    this.shown = this.views.map(() => new Ring());
    this.distances = this.views.map(() => new Ring());
    this.tails = [];
    this.event = undefined;
  }

  /** Goes on with an event that an earlier judgement has found, from the next point on. */
  resume({ since, view, low, high }: Open): void {
    if (this.stale) this.day();
    const from = Math.floor(since / this.slotMs) - this.first;
    const place = this.views.findIndex((one) => nameOf(one) === view);
    this.event = { from, view: place, rarity: rarityOf(this.options.budget), low, high, calm: 0 };
  }

  /** What the newest point is like. */
  judgement(): Judgement {
    const { slot, event } = this;
    if (event) return this.unusual(slot, event);
    const known = slot - this.start >= LEARNT * this.perDay && Number.isFinite(this.rare[0] ?? NaN);
    return known ? { kind: 'steady', ...this.band(0, slot) } : { kind: 'too-little' };
  }

  private unusual(slot: number, event: Event): Unusual {
    const view = Math.max(0, event.view);
    const band = this.band(view, slot);
    // What was usual is no longer in what is remembered: then what was said at the onset counts.
    const known = Number.isNaN(band.expected)
      ? { expected: (event.low + event.high) / 2, low: event.low, high: event.high }
      : {};
    const alike = this.alikeTo(view, event.from, band.value);
    return {
      kind: 'unusual',
      what: this.kindOf(slot, event),
      since: this.timeOf(event.from),
      view: event.view < 0 ? 'zero' : nameOf(this.views[view]),
      ...band,
      ...known,
      ...(alike !== undefined && { alike: this.timeOf(alike) }),
      weeks: Math.min(MOST_WEEKS, Math.max(1, Math.round(1000 / budgetOf(event.rarity)))),
    };
  }

  private kindOf(slot: number, { view, from }: Event): Kind {
    const { kind = 'level', length = 1 } = this.views[Math.max(0, view)] ?? {};
    if (view < 0) return 'zero';
    if (kind === 'unrest') return 'spread';
    if (length <= 2 && slot - from < SHORT) return 'spike';
    if (length >= 7 && (this.rare[0] ?? 0) < CALM) return 'drift';
    const values = this.values.between(from - REMEMBERED * this.perDay, from).sort((a, b) => a - b);
    const edge = Math.floor(values.length * 0.05);
    const value = this.values.get(slot);
    const ordinary = value >= (values[edge] ?? NaN) && value <= (values[values.length - 1 - edge] ?? NaN);
    return ordinary && this.perDay > 1 ? 'season' : 'shift';
  }

  /** The newest slot before an event at which a view showed about the same. */
  private alikeTo(view: number, from: number, value: number): number | undefined {
    const tail = this.tails[view];
    const ring = this.shownAt(view);
    for (let slot = from - 1; tail && slot > from - SIZE; slot--) {
      if (Math.abs(ring.get(slot) - value) <= reach(tail, slot, rarityOf(this.options.budget))) return slot;
    }
    return undefined;
  }

  /** The next slot. */
  private step(value: number): void {
    const slot = ++this.slot;
    if (slot % this.perDay === 0) this.stale = true;
    if (this.stale && this.live) this.day();
    const today = beijingDay(this.timeOf(slot));
    if (today !== this.today) this.turn(today);
    this.values.set(slot, value);
    this.zeros = Number.isNaN(value) ? this.zeros : value <= ZERO * this.floor ? this.zeros + 1 : 0;
    const like = this.like(slot);
    this.views.forEach((view, i) => {
      const shown = seen(view, this.values, slot);
      this.shown[i]?.set(slot, shown);
      // Of the first week nothing is wanted but its values.
      const early = Number.isNaN(shown) || slot - this.start < 7 * this.perDay;
      const far = early ? NaN : distance(this.shownAt(i), like, shown, this.places, this);
      const tail = this.tails[i];
      this.rare[i] = Number.isFinite(far) && tail ? rarity(tail, slot, far) : NaN;
      const kept = Number.isFinite(far) && (!this.event || slot - this.event.from < HABIT * this.perDay);
      this.distances[i]?.set(slot, kept ? far : NaN);
    });
    if (this.event) this.follow(slot, value);
    else if (this.live && slot - this.start >= LEARNT * this.perDay) this.raise(slot, value);
  }

  /** The slot whose like moments count: itself; while an event is open one of the week before it, so that it is no norm. */
  private like(slot: number): number {
    if (!this.event) return slot;
    const week = 7 * this.perDay;
    return slot - week * Math.ceil((slot - this.event.from) / week);
  }

  /** Once a day: the tails, and what is nearly always there. */
  private day(): void {
    if (this.event) return;
    this.stale = false;
    const from = this.slot - REMEMBERED * this.perDay;
    const values = this.values.between(from, this.slot);
    if (values.length === 0) return;
    const size = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
    const learnt = Math.max(from, this.start + 7 * this.perDay);
    this.tails = this.distances.map((ring) => tailOf(ring, learnt, this.slot, this.perDay, size));
    values.sort((one, other) => one - other);
    this.floor = values[Math.floor(values.length * 0.05)] ?? 0;
    this.longest = 0;
    let run = 0;
    for (let slot = Math.max(0, from); slot < this.slot; slot++) {
      const value = this.values.get(slot);
      if (!Number.isNaN(value)) run = value <= ZERO * this.floor ? run + 1 : 0;
      this.longest = Math.max(this.longest, run);
    }
  }

  /** Once a day of the calendar: which days were like it. */
  private turn(today: number): void {
    this.today = today;
    this.month = this.perDay * daysToLikeMonth(this.timeOf(this.slot));
    const { works } = this.options;
    this.alike = [];
    if (!works) return;
    const kind = (day: number, working: (one: number) => boolean) => `${working(day)} after ${working(day - 1)}`;
    const plain = (day: number) => day % 7 !== 2 && day % 7 !== 3;
    const wanted = kind(today, works);
    if (wanted === kind(today, plain)) return;
    this.alike = Array.from({ length: REMEMBERED }, (_, i) => i + 1)
      .filter((back) => kind(today - back, works) === wanted)
      .map((back) => back * this.perDay);
  }

  private timeOf(slot: number): number {
    return (this.first + slot) * this.slotMs;
  }

  private raise(slot: number, value: number): void {
    const wanted = rarityOf(this.options.budget);
    let view = -1;
    let most = wanted;
    this.rare.forEach((rare, i) => {
      const long = this.views[i]?.length ?? 1;
      const held = (this.held[i] = rare >= wanted ? (this.held[i] ?? 0) + 1 : 0);
      if (
        held >= (long > 12 ? 3 : long > 2 ? 2 : 1) &&
        rare >= most &&
        (view < 0 || !this.isUnrest(i)) &&
        this.matters(i, slot)
      )
        [most, view] = [rare, i];
    });
    if (this.dropped(value) && this.matters(0, slot)) {
      this.event = {
        from: slot - this.zeros + 1,
        view: -1,
        rarity: Math.max(most, wanted),
        ...this.band(0, slot),
        calm: 0,
      };
    } else if (view >= 0) {
      this.event = { from: this.onset(view, slot), view, rarity: most, ...this.band(view, slot), calm: 0 };
    }
  }

  private isUnrest(view: number): boolean {
    return this.views[view]?.kind === 'unrest';
  }

  private dropped(value: number): boolean {
    return this.floor > 0 && !Number.isNaN(value) && this.zeros >= Math.max(ZEROS, 2 * this.longest + 1);
  }

  /** Of the slots that a view looks at, the first from which on the level was away from where it is usual. */
  private onset(view: number, slot: number): number {
    const { length = 1 } = this.views[view] ?? {};
    const tail = this.tails[0];
    let from = slot;
    while (tail && from > slot - length + 1 && (this.distances[0]?.get(from - 1) ?? 0) > reach(tail, from - 1, 0) / 2)
      from--;
    return from;
  }

  /** While an event is open: whether it is over, or has grown. */
  private follow(slot: number, value: number): void {
    const { event } = this;
    if (!event || Number.isNaN(value)) return;
    this.rare.forEach((rare, i) => {
      // A jump is unrest, too: what is away from its level is said to be that.
      const jump = this.isUnrest(i) && (this.rare[0] ?? 0) > CALM;
      if (jump || rare <= event.rarity) return;
      event.rarity = rare;
      if (event.view >= 0) event.view = i;
    });
    if (this.dropped(value)) event.view = -1;
    const view = Math.max(0, event.view);
    const length = this.views[view]?.length ?? 1;
    const unrest = this.views[view]?.kind === 'unrest';
    const gone = event.view === -1 && this.zeros > 0;
    const away = unrest ? (this.rare[view] ?? 0) : (this.rare[0] ?? 0);
    const lost = Number.isNaN(away) ? value < event.low || value > event.high : away > CALM;
    event.calm = gone || lost ? 0 : event.calm + 1;
    if (event.calm < Math.max(CALM_SLOTS, unrest ? 1 : Math.min(length, MOST_CALM_SLOTS))) return;
    if (slot - event.calm - event.from >= HABIT * this.perDay) {
      for (const ring of [this.values, ...this.shown]) ring.clear(event.from, slot - event.calm + 1);
    }
    this.event = undefined;
  }

  /** What like moments had, and how far beyond is still usual. */
  private band(view: number, slot: number): { value: number; expected: number; low: number; high: number } {
    const ring = this.shownAt(view);
    const value = ring.get(slot);
    const { days, weeks } = this.places;
    const like = this.like(slot);
    const known = [...days, ...weeks]
      .map((back) => ring.get(like - back))
      .filter((one) => !Number.isNaN(one))
      .sort((one, other) => one - other);
    const tail = this.tails[view];
    const far = tail ? reach(tail, slot, rarityOf(this.options.budget)) : 0;
    const quarter = Math.floor(known.length / 4);
    return {
      value,
      expected: median(known),
      // Of what was never below nothing, nothing below that is expected.
      low: Math.max((known[quarter] ?? NaN) - far, (known[0] ?? 0) >= 0 ? 0 : -Infinity),
      high: (known[known.length - 1 - quarter] ?? NaN) + far,
    };
  }

  private matters(view: number, slot: number): boolean {
    const { least, share } = this.options;
    const { value, expected } = this.band(view, slot);
    // Unrest matters as a share of the level: next to none of it can double without a word.
    const level = this.views[view]?.kind === 'unrest' ? this.band(0, slot) : { value, expected };
    const lower = Math.min(Math.abs(level.value), Math.abs(level.expected));
    return Math.abs(value - expected) >= Math.max(least, share * lower);
  }

  private shownAt(view: number): Ring {
    return this.shown[view] as Ring;
  }
}

function nameOf(view: View | undefined): string {
  return view ? `${view.kind}-${view.length}` : '';
}
