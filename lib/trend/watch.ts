/**
 * One series watched slot by slot: what is unusual, since when, and when it is over. Pure; the state has a fixed size.
 */
import { beijingDay, DAY, HOUR } from '../model/time';
import { Accepting } from './accepted';
import { count, notCounted } from './counter';
import { BitReader, BitWriter } from './bits';
import { PACKED, packEvent, packTail, unpackEvent, unpackTail } from './packing';
import type { Point } from './detector';
import { DistanceRing } from './distances';
import { distance, placesOf, specialOf, type Special } from './neighbours';
import { Ring, SHOWN, SIZE, Values } from './rings';
import { floorOf, isDrop, isZero, rarity, reach, tailOf, type Floor, type Tail } from './tail';
import { alikeTo, bandOf, kindOf, shortOf, weeksOf } from './telling';
import { rarityOf, type Event, type Judgement, type Open, type Unusual, type WatchOptions } from './unusual';
import { DAILY_VIEWS, extent, HOURLY_VIEWS, nameOf, seen, type View } from './views';

/** Days before anything is judged, so that a week has been seen twice; and of distances that make a tail. */
const LEARNT = 14;
const REMEMBERED = 28;
/** Slots after which the tails are looked at anew: of four weeks of hours two days change little. */
const anew = (perDay: number) => (perDay === 1 ? 1 : 2 * perDay);
/** An event of more than a day is a fault, which is not learned; a shorter one is: two nightly jobs are a habit. */
const HABIT = 1;
/** More seldom than this is unusual enough to keep an event open. */
const CALM = 2;
/** So many slots in a row without it end an event: as many as its view looks at, within these. */
const [CALM_SLOTS, MOST_CALM_SLOTS] = [2, 6];
/** Room for what is kept. */
const written = new BitWriter();
/** Views that have been unusual for so long have been so for long enough. */
const MOST_HELD = 100;

/**
 * A series that is watched. Points come in order; what is late, or a second one of a slot, is passed over, and where none
 * comes there is a gap.
 */
export class Watch {
  private readonly slotMs: number;
  private readonly perDay: number;
  private readonly views: readonly View[];
  private values = new Values();
  /** What was accepted, where something was; `values` are then as they are to be judged. Such a watch is not kept. */
  private readonly accepting: Accepting | undefined;
  private shown: Ring[] = [];
  private distances: DistanceRing[] = [];
  private tails: (Tail | undefined)[] = [];
  /** The tails are to be looked at anew: they are only wanted where something is judged. */
  private stale = false;
  private today = -1;
  private readonly places;
  /** The number of the first slot since 1970, a multiple of weeks; others are counted from it. */
  private first = 0;
  /** The first slot with a value. */
  private start = 0;
  private slot = -1;
  private counted = notCounted();
  private floor: Floor = { value: 0, longest: 0 };
  private zeros = 0;
  private special: Special = { month: 0, alike: [] };
  /** The newest value as it came: what is remembered is rounded. */
  private newest = NaN;
  /** Of each view, how seldom what it shows now is. */
  private readonly rare: Float32Array;
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
    this.rare = new Float32Array(this.views.length);
    if (options.accepted?.length) this.accepting = new Accepting(options.accepted, this.places, shortOf(this.perDay));
  }

  /** The same series at the same moment, which goes on by itself. */
  copy(options = this.options): Watch {
    const { values, shown, distances, event, counted } = this;
    return Object.assign(new Watch(options), this, {
      options,
      values: values.copy(),
      accepting: this.accepting?.copy(),
      shown: shown.map((ring) => ring.copy()),
      distances: distances.map((ring) => ring.copy()),
      counted: { ...counted },
      rare: Float32Array.from(this.rare),
      held: [...this.held],
      event: event && { ...event },
    });
  }

  /** Leaves its room to others: a watch that is done with. */
  release(): void {
    for (const ring of this.rings()) ring.release();
  }

  /** What has to be kept so that {@link Watch.unpack} goes on where this one is. */
  pack(): Uint8Array {
    const { counted, floor, rare, held, event, values, tails } = this;
    const out = written;
    out.byte(PACKED);
    out.byte(this.perDay);
    out.byte((counted.counts ? 1 : 0) + (this.stale ? 2 : 0) + (event ? 4 : 0));
    const { rises, falls, steps } = counted;
    for (const n of [this.first, this.start, this.slot, this.zeros, floor.longest, rises, falls, steps]) out.number(n);
    for (const one of [counted.raw, floor.value, this.newest]) out.double(one);
    rare.forEach((one, i) => {
      out.float(one);
      out.byte(held[i] ?? 0);
    });
    if (event) packEvent(out, event);
    values.pack(out, Math.max(0, this.start), this.slot);
    this.views.forEach((_, i) => {
      packTail(out, tails[i]);
      this.distances[i]?.pack(out, REMEMBERED * this.perDay);
    });
    return out.done();
  }

  /** A watch that goes on where another one was; `undefined` when it is none of this version and slot. */
  static unpack(bytes: Uint8Array, options: WatchOptions): Watch | undefined {
    const watch = new Watch(options);
    try {
      return watch.goesOn(new BitReader(bytes)) ? watch : undefined;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return undefined;
    }
  }

  private goesOn(from: BitReader): boolean {
    if (from.byte() !== PACKED || from.byte() !== this.perDay) return false;
    const flags = from.byte();
    this.stale = (flags & 2) > 0;
    [this.first, this.start, this.slot, this.zeros] = [from.number(), from.number(), from.number(), from.number()];
    const longest = from.number();
    const [rises, falls, steps] = [from.number(), from.number(), from.number()];
    this.counted = { rises, falls, steps, raw: from.double(), counts: (flags & 1) > 0 };
    this.floor = { value: from.double(), longest };
    this.newest = from.double();
    this.views.forEach((_, i) => {
      this.rare[i] = from.float();
      this.held[i] = from.byte();
    });
    if (flags & 4) this.event = unpackEvent(from);
    this.values.release();
    const values = (this.values = Values.unpack(from));
    this.shown = this.views.map((view) => Ring.lazily(SHOWN, this.slot, (slot) => seen(view, values, slot)));
    this.views.forEach((_, i) => {
      this.tails[i] = unpackTail(from, this.perDay);
      this.distances[i] = DistanceRing.unpack(from);
    });
    return true;
  }

  /** When the newest slot ends, epoch milliseconds; 0 before the first point. */
  get end(): number {
    return this.slot < 0 ? 0 : this.timeOf(this.slot + 1);
  }

  /** Whether something is unusual, and since when; epoch milliseconds. */
  get since(): number | undefined {
    return this.event && this.timeOf(this.event.from);
  }

  /** What is remembered, in bytes. */
  get bytes(): number {
    return this.rings().reduce((sum, ring) => sum + ring.bytes, 0);
  }

  private rings(): readonly (Ring | DistanceRing)[] {
    return [this.values, ...this.shown, ...this.distances];
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
    const step = value - this.counted.raw;
    if (count(this.counted, value, this.perDay)) this.forget(this.first + this.slot + 1);
    return this.counted.counts ? (step >= 0 ? step : NaN) : value;
  }

  private forget(slot: number): void {
    this.first = slot - (slot % (7 * this.perDay));
    this.slot = slot - this.first - 1;
    this.start = this.slot + 1;
    this.release();
    this.values = new Values();
    this.accepting?.forget();
    this.shown = this.views.map(() => new Ring(SHOWN));
    this.distances = this.views.map(() => new DistanceRing());
    this.tails = [];
    this.event = undefined;
  }

  /** Goes on with an event that an earlier judgement has found, from the next point on. */
  resume({ since, view, low, high }: Open): void {
    if (this.stale) this.weigh();
    const from = Math.floor(since / this.slotMs) - this.first;
    const place = this.views.findIndex((one) => nameOf(one) === view);
    this.event = { from, view: place, rarity: rarityOf(this.options.budget), low, high, calm: 0 };
  }

  /** What the newest point is like. */
  judgement(): Judgement {
    const { slot, event } = this;
    if (event) return this.unusual(slot, event);
    const known = slot - this.start >= LEARNT * this.perDay && Number.isFinite(this.rare[0] ?? NaN);
    return { kind: known ? 'steady' : 'too-little' };
  }

  private unusual(slot: number, event: Event): Unusual {
    const view = Math.max(0, event.view);
    const band = this.band(view, slot);
    // What was usual is no longer in what is remembered: then what was said at the onset counts.
    const known = Number.isNaN(band.expected)
      ? { expected: (event.low + event.high) / 2, low: event.low, high: event.high }
      : {};
    const tail = this.tails[view];
    const alike = tail && alikeTo(this.shownAt(view), tail, event.from, band.value, this.options.budget);
    // What is said is what came, whatever it was taken for.
    const [looked, came] = [this.views[view] as View, this.accepting?.values ?? this.values];
    return {
      kind: 'unusual',
      what: kindOf(event, slot, this.views[view], (this.rare[0] ?? 0) < CALM, this.values, this.perDay),
      since: this.timeOf(event.from),
      view: event.view < 0 ? 'zero' : nameOf(this.views[view]),
      ...band,
      ...known,
      ...extent(looked, came, event.from, slot, this.accepting ? undefined : band.value),
      ...(alike !== undefined && { alike: this.timeOf(alike) }),
      weeks: weeksOf(event.rarity),
    };
  }

  /** The next slot. */
  private step(came: number): void {
    const slot = ++this.slot;
    const value = this.accepting?.level(slot, came, this.values) ?? came;
    if ((slot + (this.options.phase ?? 0)) % anew(this.perDay) === 0) this.stale = true;
    if (this.stale && this.live) this.weigh();
    const today = beijingDay(this.timeOf(slot));
    if (today !== this.today) this.turn(today);
    this.values.set(slot, value);
    this.newest = value;
    this.zeros = Number.isNaN(value) ? this.zeros : isZero(value, this.floor) ? this.zeros + 1 : 0;
    const like = this.like(slot);
    this.views.forEach((view, i) => {
      const shows = seen(view, this.values, slot);
      const shown = view.kind === 'unrest' ? (this.accepting?.unrest(slot, shows, this.shownAt(i)) ?? shows) : shows;
      this.shown[i]?.set(slot, shown);
      // Of the first week nothing is wanted but its values.
      const early = Number.isNaN(shown) || slot - this.start < 7 * this.perDay;
      const tail = this.tails[i];
      const usual = tail?.usual[slot % this.perDay] ?? 0;
      // What is below half of what is usual says nothing, see `distanceCode`; and it is below every threshold.
      const far = early ? NaN : distance(this.shownAt(i), like, shown, this.places, this.special, usual / 2);
      this.rare[i] = Number.isFinite(far) && tail ? rarity(tail, slot, far) : NaN;
      const kept = Number.isFinite(far) && (!this.event || slot - this.event.from < HABIT * this.perDay);
      this.distances[i]?.set(slot, kept ? far : NaN, usual);
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

  /** Now and then: the tails, and what is nearly always there. */
  private weigh(): void {
    if (this.event) return;
    this.stale = false;
    const from = this.slot - REMEMBERED * this.perDay;
    const values = this.values.between(from, this.slot);
    if (values.length === 0) return;
    const size = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
    const learnt = Math.max(from, this.start + 7 * this.perDay);
    this.tails = this.distances.map((ring) => tailOf(ring, learnt, this.slot, this.perDay, size));
    this.floor = floorOf(values);
  }

  /** Once a day of the calendar: which days were like it. */
  private turn(today: number): void {
    this.today = today;
    this.special = specialOf(today, this.timeOf(this.slot), this.perDay, this.options.works);
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
      const held = (this.held[i] = rare >= wanted ? Math.min(MOST_HELD, (this.held[i] ?? 0) + 1) : 0);
      if (
        held >= (long > 12 ? 3 : long > 2 ? 2 : 1) &&
        rare >= most &&
        (view < 0 || !this.isUnrest(i)) &&
        this.matters(i, slot)
      )
        [most, view] = [rare, i];
    });
    if (isDrop(value, this.zeros, this.floor) && this.matters(0, slot)) [most, view] = [Math.max(most, wanted), -1];
    else if (view < 0) return;
    const from = view < 0 ? slot - this.zeros + 1 : this.onset(view, slot);
    this.event = { from, view, rarity: most, ...this.band(Math.max(0, view), slot), calm: 0 };
  }

  private isUnrest(view: number): boolean {
    return this.views[view]?.kind === 'unrest';
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
    if (isDrop(value, this.zeros, this.floor)) event.view = -1;
    const view = Math.max(0, event.view);
    const length = this.views[view]?.length ?? 1;
    const unrest = this.isUnrest(view);
    const gone = event.view === -1 && this.zeros > 0;
    const away = unrest ? (this.rare[view] ?? 0) : (this.rare[0] ?? 0);
    const lost = Number.isNaN(away) ? value < event.low || value > event.high : away > CALM;
    event.calm = gone || lost ? 0 : event.calm + 1;
    const most = this.perDay === 1 ? CALM_SLOTS : MOST_CALM_SLOTS;
    if (event.calm < Math.max(CALM_SLOTS, unrest ? 1 : Math.min(length, most))) return;
    if (slot - event.calm - event.from >= HABIT * this.perDay) this.unlearn(event.from, slot - event.calm + 1);
    this.event = undefined;
  }

  /** Forgets the values from one slot up to another one, without it, and what the views have seen of them. */
  private unlearn(from: number, to: number): void {
    for (let slot = Math.max(from, this.slot - SHOWN); slot < to; slot++) this.values.set(slot, NaN);
    this.views.forEach((view, i) => {
      for (let slot = Math.max(from, this.slot - SHOWN); slot <= this.slot; slot++)
        this.shown[i]?.set(slot, seen(view, this.values, slot));
    });
  }

  /** What like moments had, and how far beyond is still usual. */
  private band(view: number, slot: number): { value: number; expected: number; low: number; high: number } {
    const ring = this.shownAt(view);
    const value = view === 0 ? this.newest : ring.get(slot);
    return { value, ...bandOf(ring, this.like(slot), slot, this.tails[view], this.places, this.options.budget) };
  }

  private matters(view: number, slot: number): boolean {
    const { least, share } = this.options;
    const { value, expected } = this.band(view, slot);
    // Unrest matters as a share of the level: next to none of it can double without a word.
    const level = this.isUnrest(view) ? this.band(0, slot) : { value, expected };
    const lower = Math.min(Math.abs(level.value), Math.abs(level.expected));
    return Math.abs(value - expected) >= Math.max(least, share * lower);
  }

  private shownAt(view: number): Ring {
    return this.shown[view] as Ring;
  }
}
