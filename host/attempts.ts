/**
 * How many wrong passwords the door bears, and who goes first. A guess is counted for its address, for the user and for all
 * of them together; an address that has signed in before, or has not failed yet, is not held up by others that have.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/** Wrong passwords of one address before it has to wait: then 1, 2, 4 … seconds. */
const FREE_ATTEMPTS = 5;
const LONGEST_WAIT_MS = 900_000;
const FORGOTTEN_MS = 3_600_000;
const MAX_ADDRESSES = 10_000;
/** Addresses from which somebody has signed in keep their place for so long. */
const KNOWN_MS = 30 * 24 * 3_600_000;
/** Guesses for one user by addresses that have failed before: so many at once, then one more in so long. */
const FOR_A_USER = { atOnce: 60, everyMs: 2000 };
/** The same for all users together. */
const FOR_ALL = { atOnce: 200, everyMs: 500 };
/** First guesses of addresses that nobody has heard of, all together: those that fail do not use these up. */
const FIRST = { atOnce: 100, everyMs: 200 };
/** Guesses that wait to be checked, one at a time: a check takes 32 MiB and a tenth of a second. */
const MAX_WAITING = 50;

/** Proxies by address or range, such as `10.0.0.2` and `10.1.0.0/16`. */
export type Proxies = readonly string[];

/** What is wrong with an address or range; `undefined` when nothing is. */
export function proxyProblem(text: string): string | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return isIP(address) !== 0 && rest.length === 0 && fits
    ? undefined
    : `${JSON.stringify(text.slice(0, 60))} is no address and no range such as 10.0.0.0/8`;
}

/**
 * Tells the address of a client. What a request says of it is believed from the proxies alone: from the right, the first
 * address that is none of theirs.
 *
 * @example clientAddressOf(['10.0.0.2'])(request) // '203.0.113.9'
 */
export function clientAddressOf(proxies: Proxies): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isProxy = (address: string) => isIP(address) !== 0 && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  return (request) => {
    const forwarded = [request.headers['x-forwarded-for']].flat().join(',').split(',');
    let address = plainAddress(request.socket.remoteAddress ?? '');
    while (isProxy(address)) {
      const before = plainAddress(forwarded.pop() ?? '');
      if (isIP(before) === 0) break;
      address = before;
    }
    return address;
  };
}

/** `::ffff:10.0.0.2` is 10.0.0.2; a port behind an address is left out. */
function plainAddress(text: string): string {
  const address = text.trim().replace(/^\[(.+)\](:\d+)?$/, '$1');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

/** Whose guesses are counted together: an IPv4 address, or the /64 of an IPv6 one, all of which one customer has. */
export function placeOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const all = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Guesses that may be made at once, and come back with time. */
class Bucket {
  private left: number;
  private at: number;

  constructor(
    private readonly size: { readonly atOnce: number; readonly everyMs: number },
    private readonly now: () => number,
  ) {
    this.left = size.atOnce;
    this.at = now();
  }

  /** @returns milliseconds until there is one, 0 when there is */
  wait(): number {
    const { atOnce, everyMs } = this.size;
    const passed = this.now() - this.at;
    this.left = Math.min(atOnce, this.left + passed / everyMs);
    this.at += passed;
    return this.left >= 1 ? 0 : Math.ceil((1 - this.left) * everyMs);
  }

  take(): void {
    this.left -= 1;
  }
}

interface Waiting {
  readonly place: string;
  readonly rank: Rank;
  readonly check: () => Promise<boolean>;
  readonly settle: (outcome: boolean | 'later' | Promise<boolean>) => void;
}

/** Signed in before, not heard of, failed before. */
type Rank = 0 | 1 | 2;

/** What becomes of a guess: right, wrong, or milliseconds to wait before another one is looked at. */
export type Judged = 'right' | 'wrong' | { readonly waitMs: number };

/** The limits of one door. */
export class Attempts {
  private readonly failures = new Map<string, { count: number; at: number }>();
  /** Places from which somebody has signed in, and until when that counts. */
  private readonly known = new Map<string, number>();
  private readonly users = new Map<string, Bucket>();
  private readonly all: Bucket;
  private readonly first: Bucket;
  private readonly waiting: Waiting[] = [];
  private checking?: string;

  constructor(private readonly now: () => number) {
    this.all = new Bucket(FOR_ALL, now);
    this.first = new Bucket(FIRST, now);
  }

  /**
   * Looks at a guess when its turn comes.
   *
   * @param check whether the password is right
   * @example await attempts.judge('203.0.113.9', 'admin', () => isRight(password)) // 'wrong'
   */
  async judge(address: string, user: string, check: () => Promise<boolean>): Promise<Judged> {
    const place = placeOf(address);
    const rank = this.rankOf(place);
    const buckets = this.bucketsOf(rank, user);
    const waitMs = Math.max(this.pauseOf(place), ...buckets.map((bucket) => bucket.wait()));
    if (waitMs > 0) return { waitMs };
    // One at a time of each place, so that nobody fills the queue; and counted before it is checked, so that many at once
    // are not many free guesses.
    if (this.checking === place || this.waiting.some((one) => one.place === place)) return { waitMs: 1000 };
    if (!this.hasRoom(rank)) return { waitMs: 1000 };
    for (const bucket of buckets) bucket.take();
    this.failed(place);
    const outcome = await new Promise<boolean | 'later'>((settle) => {
      this.waiting.push({ place, rank, check, settle });
      void this.next();
    });
    if (outcome === 'later') return { waitMs: 1000 };
    if (!outcome) return 'wrong';
    this.failures.delete(place);
    this.known.set(place, this.now() + KNOWN_MS);
    trim(this.known);
    return 'right';
  }

  private rankOf(place: string): Rank {
    if ((this.known.get(place) ?? 0) > this.now()) return 0;
    return this.failures.has(place) ? 2 : 1;
  }

  /** Of the place alone. */
  private pauseOf(place: string): number {
    const { count, at } = this.failures.get(place) ?? { count: 0, at: 0 };
    if (count < FREE_ATTEMPTS) return 0;
    const pause = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(20, count - FREE_ATTEMPTS));
    return Math.max(0, at + pause - this.now());
  }

  private bucketsOf(rank: Rank, user: string): readonly Bucket[] {
    if (rank === 0) return [];
    if (rank === 1) return [this.first];
    const own = this.users.get(user) ?? new Bucket(FOR_A_USER, this.now);
    this.users.delete(user);
    this.users.set(user, own);
    trim(this.users);
    return [own, this.all];
  }

  /** Whether one of a rank may wait; one of a lower rank makes room for it. */
  private hasRoom(rank: Rank): boolean {
    if (this.waiting.length < MAX_WAITING) return true;
    const last = this.waiting.reduce((worst, one) => (one.rank >= worst.rank ? one : worst));
    if (last.rank <= rank) return false;
    this.waiting.splice(this.waiting.indexOf(last), 1);
    last.settle('later');
    return true;
  }

  private async next(): Promise<void> {
    if (this.checking !== undefined) return;
    const first = this.waiting.reduce<Waiting | undefined>(
      (best, one) => (best === undefined || one.rank < best.rank ? one : best),
      undefined,
    );
    if (first === undefined) return;
    this.waiting.splice(this.waiting.indexOf(first), 1);
    this.checking = first.place;
    const outcome = first.check();
    first.settle(outcome);
    await outcome.catch(() => undefined);
    this.checking = undefined;
    void this.next();
  }

  private failed(place: string): void {
    const now = this.now();
    const before = this.failures.get(place);
    const count = before && now - before.at < FORGOTTEN_MS ? before.count : 0;
    // Last in the order of insertion, so that the first is the one that has been quiet for longest.
    this.failures.delete(place);
    this.failures.set(place, { count: count + 1, at: now });
    trim(this.failures);
  }
}

/** Forgets what was set first when there is too much. */
function trim(map: Map<string, unknown>): void {
  const [first] = map.keys();
  if (map.size > MAX_ADDRESSES && first !== undefined) map.delete(first);
}
