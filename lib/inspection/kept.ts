/** What checkers keep of the series of a page's assets, from one run to the next: read with a page, written with its findings. */
import { sinceOf, type AnyChecker, type KeptLine, type KeptPast, type KeptPasts, type Metric } from '../define';
import type { AnyAsset } from '../model';
import type { KeptSeries, Scope, SeriesChange, StateStore } from '../state';

/** Names a past by its metric and by what it depends on: of another kind, it is as good as none. */
function nameOf({ id, history }: Metric): string {
  return `${id} ${history?.keeps ?? ''}`;
}

/** A metric of a checker, by the checker's own name for it, and what its past is called. */
interface Keeping {
  readonly name: string;
  readonly metric: Metric;
  readonly past: string;
}

/** Whether a checker goes on from nothing that it has kept of an asset. */
export type Apart = (checker: string, asset: string) => boolean;

/** The checkers that keep something, each with its metrics by its own names for them. */
export class Keepers {
  private readonly checkers: ReadonlyMap<string, readonly Keeping[]>;

  constructor(
    checkers: readonly AnyChecker[],
    private readonly state: StateStore,
    private readonly scope: Scope,
    private readonly now: Date,
    /** Of which series nothing is gone on from, because somebody has said what is normal of them: they are judged as a whole. */
    private readonly apart: Apart = () => false,
  ) {
    const keeping = checkers.map(({ id, metrics }) => {
      const kept = Object.entries(metrics).filter(([, { history }]) => history?.keeps !== undefined);
      return [id, kept.map(([name, metric]) => ({ name, metric, past: nameOf(metric) }))] as const;
    });
    this.checkers = new Map(keeping.filter(([, kept]) => kept.length > 0));
  }

  get any(): boolean {
    return this.checkers.size > 0;
  }

  /** What is kept of some assets. @throws StateError when the state cannot be read */
  async of(assets: readonly AnyAsset[]): Promise<KeptOfPage> {
    const ids = assets.map(({ id }) => id);
    return new KeptOfPage(this.checkers, await this.state.series(this.scope, ids), this.now, this.apart);
  }

  /** What is to be forgotten because its asset is not among those that were listed. */
  async gone(seen: (id: string) => boolean): Promise<readonly SeriesChange[]> {
    if (!this.any) return [];
    const gone = (await this.state.seriesAssets(this.scope)).filter((id) => !seen(id));
    return gone.map((asset) => ({ asset, checker: undefined, body: undefined }));
  }
}

/** What is kept of the assets of a page. */
export class KeptOfPage {
  private readonly pasts = new Map<string, ReadonlyMap<string, KeptPast>>();

  constructor(
    private readonly checkers: ReadonlyMap<string, readonly Keeping[]>,
    private readonly series: KeptSeries,
    private readonly now: Date,
    private readonly apart: Apart,
  ) {}

  /** From when on the points of a metric are wanted, epoch milliseconds; `undefined` for all of its past. */
  since(metric: Metric, { id }: AnyAsset): number | undefined {
    let since = Infinity;
    for (const [checker, metrics] of this.checkers) {
      for (const { metric: one, past } of metrics) {
        if (one.id !== metric.id) continue;
        if (this.apart(checker, id)) return undefined;
        const from = sinceOf(one, this.read(id, checker).get(past), this.now);
        if (from === undefined) return undefined;
        since = Math.min(since, from);
      }
    }
    return since === Infinity ? undefined : since;
  }

  /** What a checker has kept of an asset; `undefined` for one that keeps nothing. */
  of(checker: string, asset: string): KeptPasts | undefined {
    const metrics = this.checkers.get(checker);
    if (!metrics || this.apart(checker, asset)) return undefined;
    const pasts = this.read(asset, checker);
    return Object.fromEntries(metrics.map(({ name, past }) => [name, pasts.get(past)]));
  }

  /** What is to be written; `undefined` where nothing has changed. */
  change(checker: string, asset: string, keep: KeptPasts): SeriesChange | undefined {
    const before = this.read(asset, checker);
    const after = new Map<string, KeptPast>();
    for (const { name, past } of this.checkers.get(checker) ?? []) {
      // What could not be read this time is gone on from the next time.
      const kept = keep[name] ?? before.get(past);
      if (kept) after.set(past, kept);
    }
    if (after.size === before.size && [...after].every(([name, past]) => isSame(past, before.get(name))))
      return undefined;
    return { asset, checker, body: after.size > 0 ? packed(after) : undefined };
  }

  private read(asset: string, checker: string): ReadonlyMap<string, KeptPast> {
    const key = `${checker} ${asset}`;
    let pasts = this.pasts.get(key);
    if (!pasts) {
      const body = this.series.get(asset)?.get(checker);
      this.pasts.set(key, (pasts = body ? unpacked(body) : NOTHING));
    }
    return pasts;
  }
}

const NOTHING: ReadonlyMap<string, KeptPast> = new Map();

function isSame(one: KeptPast, other: KeptPast | undefined): boolean {
  if (!other || one.until !== other.until || one.lines.length !== other.lines.length) return false;
  return one.lines.every(({ part, body }, i) => part === other.lines[i]?.part && body === other.lines[i]?.body);
}

/** The head of what is written: each past, how long the bodies of its lines are, and their parts. */
type Head = readonly (readonly [
  name: string,
  until: number,
  lines: readonly (readonly [bytes: number, part: string | null])[],
])[];

const HEAD = 8;

/** @returns a checksum, the length of the head, the head, and the bodies one after the other */
export function packed(pasts: ReadonlyMap<string, KeptPast>): Uint8Array {
  const head: Head = [...pasts].map(([name, { until, lines }]) => [
    name,
    until,
    lines.map(({ body, part }) => [body.length, part ?? null] as const),
  ]);
  const text = Buffer.from(JSON.stringify(head));
  const bodies = [...pasts.values()].flatMap(({ lines }) => lines.map(({ body }) => body));
  const out = Buffer.concat([Buffer.alloc(HEAD), text, ...bodies]);
  out.writeUInt32LE(text.length, 4);
  out.writeUInt32LE(checksumOf(out), 0);
  return out;
}

/** What was written; nothing where it is not that: then it is learned anew. */
export function unpacked(bytes: Uint8Array): ReadonlyMap<string, KeptPast> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < HEAD || all.readUInt32LE(0) !== checksumOf(all)) return NOTHING;
  let at = HEAD + all.readUInt32LE(4);
  const head = JSON.parse(all.toString('utf8', HEAD, at)) as Head;
  return new Map(
    head.map(([name, until, lines]) => {
      const read = lines.map(([length, part]): KeptLine => {
        const body = all.subarray(at, (at += length));
        return part === null ? { body } : { part, body };
      });
      return [name, { until, lines: read }];
    }),
  );
}

/** Of all but itself, four bytes at a time: FNV-1a over words, because a page has megabytes. */
function checksumOf(bytes: Buffer): number {
  let hash = 0x811c9dc5 ^ bytes.length;
  const words = wordsOf(bytes);
  for (let n = 1; n < words.length; n++) {
    hash = Math.imul(hash ^ (words[n] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (let at = 4 * words.length; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
}

/** The bytes as words, without the one to three that are left. */
function wordsOf(bytes: Buffer): Uint32Array {
  const { buffer, byteOffset } = aligned(bytes);
  return new Uint32Array(buffer, byteOffset, bytes.length >> 2);
}

function aligned(bytes: Buffer): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
}
