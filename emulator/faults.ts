import { ODD_POINTS, type OddPoints } from './odd-points';
import { hash } from './random';
import { fail, list, number, object, record, text, whole } from './validate';

/** Which calls a fault applies to, and how often. Absent filters match everything. */
export interface FaultFilter {
  product?: string;
  action?: string;
  region?: string;
  /** Account id. */
  account?: string;
  /** Fires at most so many times. */
  times?: number;
  /** Fires with this probability (seeded). */
  rate?: number;
  /** Fires on every n-th matching call. */
  every?: number;
  /** Lets so many matching calls pass first. */
  after?: number;
}

interface Throttling {
  /** `x-acs-retry-after` in milliseconds; null leaves the header out. Unless told: what is left of the window, or 1000. */
  retryAfterMs?: number | null;
  /** Once throttled, the API stays closed for this account and region until the next minute, as ECS does. */
  closedUntilMinute?: boolean;
  /** `Throttling.User` by default. */
  code?: string;
}

/** Everything that can go wrong on purpose. */
export type Fault = FaultFilter &
  (
    | { kind: 'latency'; ms: number; jitterMs?: number }
    | ({ kind: 'throttle' } & Throttling)
    | ({ kind: 'quota'; limit: number; per: 'second' | 'minute' } & Throttling)
    | { kind: 'denied' }
    | { kind: 'serviceNotOpen'; code?: string; status?: number }
    | { kind: 'refused'; code: string; status?: number }
    | { kind: 'expiredToken' }
    | { kind: 'html502' }
    | { kind: 'json500' }
    /** The answer comes with the status of a redirect. */
    | { kind: 'redirect' }
    | { kind: 'drop'; at: 'start' | 'body' }
    | { kind: 'silence'; seconds: number }
    | { kind: 'slowBody'; ms: number }
    | { kind: 'malformedJson' }
    | { kind: 'malformedItem'; as: 'missingId' | 'wrongType' }
    | {
        kind: 'fields';
        /** Values by path, such as `Disks.Disk[].Status`, in all of an answer's items; `{ absent: true }` takes a field away. */
        set: Readonly<Record<string, unknown>>;
      }
    | { kind: 'repeatedToken' }
    | { kind: 'emptyPage' }
    | { kind: 'duplicateRows' }
    | { kind: 'movingRows'; by: 'insert' | 'delete' }
    | { kind: 'wrongTotal'; by: number }
    /** A total as text, as some products answer it. */
    | { kind: 'textTotal' }
    /** The total is left out. */
    | { kind: 'noTotal' }
    /** ECS by token: the true total, where the cloud documents that it means nothing. */
    | { kind: 'statedTotal' }
    /** The token is gone though more follow; by page number, all but the first page are empty. */
    | { kind: 'endsEarly'; as: 'missing' | 'null' | 'empty' }
    /** The list is gone from the answer; what is said of its length stays. `hollow`: an envelope without it. */
    | { kind: 'noRows'; as: 'missing' | 'null' | 'hollow' | 'empty' }
    /** So many rows of a page are left out. */
    | { kind: 'lostRows'; count: number }
    /** Every page holds the rows of the first one, and says that more follow. */
    | { kind: 'sameRows' }
    /** Every page holds new rows, and says that more follow. */
    | { kind: 'growing' }
    /** `DescribeRegions` leaves a region out. */
    | { kind: 'lostRegion'; name: string }
    | ({ kind: 'oddPoints' } & OddPoints)
  );
export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

const OWN_FIELDS: Readonly<Record<FaultKind, readonly string[]>> = {
  latency: ['ms', 'jitterMs'],
  throttle: ['retryAfterMs', 'closedUntilMinute', 'code'],
  quota: ['limit', 'per', 'retryAfterMs', 'closedUntilMinute', 'code'],
  denied: [],
  serviceNotOpen: ['code', 'status'],
  refused: ['code', 'status'],
  expiredToken: [],
  html502: [],
  json500: [],
  redirect: [],
  drop: ['at'],
  silence: ['seconds'],
  slowBody: ['ms'],
  malformedJson: [],
  malformedItem: ['as'],
  fields: ['set'],
  repeatedToken: [],
  emptyPage: [],
  duplicateRows: [],
  movingRows: ['by'],
  wrongTotal: ['by'],
  textTotal: [],
  noTotal: [],
  statedTotal: [],
  endsEarly: ['as'],
  noRows: ['as'],
  lostRows: ['count'],
  sameRows: [],
  growing: [],
  lostRegion: ['name'],
  oddPoints: ['as', 'metric', 'nth', 'factor'],
};
const FILTER_FIELDS = ['product', 'action', 'region', 'account', 'times', 'rate', 'every', 'after'];

function oneOf(value: unknown, at: string, allowed: readonly string[]): void {
  if (!allowed.includes(value as string)) throw fail(at, `one of ${allowed.join(', ')} expected`);
}

function readFault(value: unknown, at: string): Fault {
  const kinds = Object.keys(OWN_FIELDS);
  const named = (value as { kind?: unknown } | null)?.kind;
  oneOf(named, `${at}.kind`, kinds);
  const kind = named as FaultKind;
  const fields = object(value, at, ['kind', ...FILTER_FIELDS, ...OWN_FIELDS[kind]]);
  for (const key of ['product', 'action', 'region', 'account', 'code', 'metric'] as const) {
    if (fields[key] !== undefined) text(fields[key], `${at}.${key}`);
  }
  for (const key of ['times', 'after', 'limit', 'status', 'jitterMs'] as const) {
    if (fields[key] !== undefined) whole(fields[key], `${at}.${key}`);
  }
  if (fields.rate !== undefined) number(fields.rate, `${at}.rate`, 0, 1);
  if (fields.every !== undefined) number(fields.every, `${at}.every`, 1, 1e9);
  if (fields.retryAfterMs !== undefined && fields.retryAfterMs !== null)
    whole(fields.retryAfterMs, `${at}.retryAfterMs`);
  if (fields.closedUntilMinute !== undefined && typeof fields.closedUntilMinute !== 'boolean') {
    throw fail(`${at}.closedUntilMinute`, 'true or false expected');
  }
  if (kind === 'refused') text(fields.code, `${at}.code`);
  if (kind === 'latency' || kind === 'slowBody') whole(fields.ms, `${at}.ms`);
  if (kind === 'quota') {
    whole(fields.limit, `${at}.limit`);
    oneOf(fields.per, `${at}.per`, ['second', 'minute']);
  }
  if (kind === 'drop') oneOf(fields.at, `${at}.at`, ['start', 'body']);
  if (kind === 'silence') number(fields.seconds, `${at}.seconds`, 0, 86_400);
  if (kind === 'malformedItem') oneOf(fields.as, `${at}.as`, ['missingId', 'wrongType']);
  if (kind === 'fields') record(fields.set, `${at}.set`);
  if (kind === 'movingRows') oneOf(fields.by, `${at}.by`, ['insert', 'delete']);
  if (kind === 'endsEarly') oneOf(fields.as, `${at}.as`, ['missing', 'null', 'empty']);
  if (kind === 'noRows') oneOf(fields.as, `${at}.as`, ['missing', 'null', 'hollow', 'empty']);
  if (kind === 'lostRows') whole(fields.count, `${at}.count`);
  if (kind === 'lostRegion') text(fields.name, `${at}.name`);
  if (kind === 'oddPoints') {
    oneOf(fields.as, `${at}.as`, ODD_POINTS);
    if (fields.nth !== undefined) number(fields.nth, `${at}.nth`, 1, 1e9);
    if (fields.factor !== undefined) number(fields.factor, `${at}.factor`, 0, 1e9);
  }
  if (kind === 'wrongTotal') number(fields.by, `${at}.by`, -1e9, 1e9);
  return value as Fault;
}

/** Checks a JSON list of faults. @throws Error that names the field */
export function parseFaults(value: unknown, at = 'faults'): Fault[] {
  return list(value, at, readFault);
}

/** What is known about a call when faults are chosen. */
export interface CallPlace {
  product: string;
  action: string;
  region: string;
  account: string;
  /** Of a question for points. */
  metric?: string;
}

interface Armed {
  fault: Fault;
  seen: number;
  fired: number;
}

/** A refusal of the throttle. */
export interface ThrottleVerdict {
  code: string;
  retryAfterMs: number | null;
}

/** The switchable faults of a running emulator. */
export interface FaultControl {
  /** The faults that are switched on. */
  list(): Fault[];
  /** Replaces all of them and forgets their counters and closed minutes. @throws Error that names a wrong field */
  set(faults: readonly Fault[]): void;
  clear(): void;
}

function closes(fault: Fault): fault is FaultOf<'throttle' | 'quota'> {
  return (fault.kind === 'throttle' || fault.kind === 'quota') && fault.closedUntilMinute === true;
}

export class Faults implements FaultControl {
  private armed: Armed[] = [];
  private delays = 0;
  private readonly windows = new Map<string, { start: number; used: number }>();
  private readonly closed = new Map<string, number>();

  constructor(
    private readonly seed: number,
    faults: readonly Fault[] = [],
  ) {
    this.set(faults);
  }

  list(): Fault[] {
    return this.armed.map((one) => ({ ...one.fault }));
  }

  set(faults: readonly Fault[]): void {
    this.armed = parseFaults(faults).map((fault) => ({ fault, seen: 0, fired: 0 }));
    this.windows.clear();
    this.closed.clear();
  }

  clear(): void {
    this.set([]);
  }

  /** The first fault of this kind that fires for this call. Asking counts as a matching call. */
  take<K extends FaultKind>(kind: K, place: CallPlace): FaultOf<K> | undefined {
    for (const one of this.armed) {
      if (one.fault.kind === kind && this.fires(one, place)) return one.fault as FaultOf<K>;
    }
    return undefined;
  }

  private fires(one: Armed, place: CallPlace): boolean {
    const { fault } = one;
    if (
      (fault.product ?? place.product) !== place.product ||
      (fault.action ?? place.action) !== place.action ||
      (fault.region ?? place.region) !== place.region ||
      (fault.account ?? place.account) !== place.account ||
      (fault.kind === 'oddPoints' && (fault.metric ?? place.metric) !== place.metric)
    ) {
      return false;
    }
    one.seen++;
    if (one.seen <= (fault.after ?? 0) || one.fired >= (fault.times ?? Infinity)) return false;
    if (fault.every !== undefined && one.seen % fault.every !== 0) return false;
    if (fault.rate !== undefined && this.chance(one) >= fault.rate) return false;
    one.fired++;
    return true;
  }

  private chance(one: Armed): number {
    return hash(this.seed, this.armed.indexOf(one) + 1, one.seen) / 4294967296;
  }

  /** Milliseconds to wait before anything else happens. */
  latency(place: CallPlace): number {
    const fault = this.take('latency', place);
    if (fault === undefined) return 0;
    return fault.ms + Math.floor(((fault.jitterMs ?? 0) * hash(this.seed, 11, this.delays++)) / 4294967296);
  }

  /** Whether the throttle refuses this call at `now` (ms). */
  throttle(place: CallPlace, now: number): ThrottleVerdict | undefined {
    const bucket = `${place.account}|${place.region}|${place.product}:${place.action}`;
    const minuteEnd = (Math.floor(now / 60_000) + 1) * 60_000;
    const openAt = this.closed.get(bucket) ?? 0;
    const refuse = (fault: Fault & Throttling, left: number): ThrottleVerdict => {
      if (fault.closedUntilMinute === true) this.closed.set(bucket, minuteEnd);
      const wait = fault.closedUntilMinute === true ? minuteEnd - now : left;
      return {
        code: fault.code ?? 'Throttling.User',
        retryAfterMs: fault.retryAfterMs === undefined ? wait : fault.retryAfterMs,
      };
    };
    if (openAt > now) {
      const closing = this.armed.map((one) => one.fault).find(closes);
      return refuse(closing ?? { kind: 'throttle' }, openAt - now);
    }
    const thrown = this.take('throttle', place);
    if (thrown !== undefined) return refuse(thrown, 1000);
    const quota = this.take('quota', place);
    if (quota === undefined) return undefined;
    const length = quota.per === 'second' ? 1000 : 60_000;
    const start = Math.floor(now / length) * length;
    const window = this.windows.get(bucket);
    if (window === undefined || window.start !== start) {
      this.windows.set(bucket, { start, used: 1 });
      return quota.limit < 1 ? refuse(quota, start + length - now) : undefined;
    }
    window.used++;
    return window.used > quota.limit ? refuse(quota, start + length - now) : undefined;
  }
}
