import { deflateSync, inflateSync } from 'node:zlib';
import { StateError } from '../../lib/errors';
import type { InspectionEvent } from '../../lib/model';
import type { OpenFinding, RememberedAsset, Scope, StateStore } from '../../lib/state';
import type { FuncHost } from './host';

/** The platform's database takes 4 MiB in one statement; a value of this length, in bytes, always fits. */
const LONGEST_VALUE = 3_000_000;
/** From this length on, in characters, a value is compressed. */
const COMPRESS_FROM = 20_000;
/** Of events that a destination refused for good, the newest so many are kept. */
const DEAD_LETTERS = 500;

interface Spooled {
  readonly seq: number;
  /** Destinations that have not accepted it. */
  to: string[];
  readonly event: InspectionEvent;
}

/** One scope is one value, findings and waiting events together: the platform writes it whole or not at all. */
interface Kept {
  readonly open: Map<string, OpenFinding>;
  readonly assets: Map<string, RememberedAsset>;
  spool: Spooled[];
}

type Place = Omit<Scope, 'inspection'>;

/**
 * The state of inspections in a function platform's store. The lock of an inspection makes its values the run's own, so
 * each is read once and written through.
 *
 * @example const state = hostState(createHost(stdioWire()));
 */
export function hostState(host: Pick<FuncHost, 'read' | 'write' | 'lock' | 'unlock'>): StateStore {
  const scopes = new Map<string, Kept>();
  const indexes = new Map<string, Place[]>();
  let last = 0;
  const nextSeq = () => (last = Math.max(last + 1, Date.now() * 1000));

  const read = <T>(key: string): T | undefined => {
    const text = host.read(key);
    return text === undefined ? undefined : (JSON.parse(unpack(text)) as T);
  };
  const write = (key: string, value: unknown): void => {
    const text = pack(JSON.stringify(value));
    if (text.length > LONGEST_VALUE) {
      throw new StateError(
        `${key} has grown to ${text.length} bytes, the platform takes ${LONGEST_VALUE}: inspect less`,
      );
    }
    host.write(key, text);
  };
  const indexOf = (inspection: string): Place[] => {
    let index = indexes.get(inspection);
    if (!index) indexes.set(inspection, (index = read<Place[]>(`index:${inspection}`) ?? []));
    return index;
  };
  const at = (scope: Scope): Kept => {
    const key = keyOf(scope);
    let kept = scopes.get(key);
    if (!kept) {
      const found = read<{ open: OpenFinding[]; assets: RememberedAsset[]; spool: Spooled[] }>(key);
      kept = {
        open: new Map(found?.open.map((finding) => [finding.fingerprint, finding])),
        assets: new Map(found?.assets.map((asset) => [asset.id, asset])),
        spool: found?.spool ?? [],
      };
      scopes.set(key, kept);
    }
    return kept;
  };
  const save = (scope: Scope, { open, assets, spool }: Kept): void => {
    const { inspection, account, region, collector } = scope;
    const index = indexOf(inspection);
    const known = index.some((p) => p.account === account && p.region === region && p.collector === collector);
    // First where it is, then what it is: a value that nobody can find would never be sent.
    if (!known) {
      index.push({ account, region, collector });
      write(`index:${inspection}`, index);
    }
    write(keyOf(scope), { open: [...open.values()], assets: [...assets.values()], spool });
  };
  const scopesOf = (inspection: string): Scope[] => indexOf(inspection).map((place) => ({ inspection, ...place }));
  const waitingFor = (destination: string): Spooled[] =>
    scopesOf(inspectionOf(destination))
      .flatMap((scope) => at(scope).spool.filter((entry) => entry.to.includes(destination)))
      .sort((a, b) => a.seq - b.seq);

  return settled({
    notes: [],
    lock(inspection) {
      if (!host.lock(inspection)) {
        throw new StateError(`inspection ${inspection} is already running`, { code: 'locked' });
      }
      return { release: () => Promise.resolve(host.unlock(inspection)) };
    },
    load(scope) {
      const { open, assets } = at(scope);
      return { open: new Map(open), assets: new Map(assets) };
    },
    regions({ inspection, account, collector }) {
      return scopesOf(inspection)
        .filter((scope) => scope.account === account && scope.collector === collector)
        .filter((scope) => at(scope).open.size + at(scope).assets.size > 0)
        .map(({ region }) => region);
    },
    apply(scope, changes, destinations = []) {
      const before = at(scope);
      const kept: Kept = { open: new Map(before.open), assets: new Map(before.assets), spool: [...before.spool] };
      for (const finding of changes.opened) kept.open.set(finding.fingerprint, finding);
      for (const fingerprint of changes.closed) kept.open.delete(fingerprint);
      for (const asset of changes.remembered) kept.assets.set(asset.id, asset);
      for (const id of changes.forgotten) kept.assets.delete(id);
      const waiting = new Set(kept.spool.map(({ event }) => event.id));
      for (const event of destinations.length > 0 ? changes.events : []) {
        if (!waiting.has(event.id)) kept.spool.push({ seq: nextSeq(), to: [...destinations], event });
      }
      save(scope, kept);
      scopes.set(keyOf(scope), kept);
    },
    pending: (destination, limit) =>
      waitingFor(destination)
        .slice(0, limit)
        .map(({ event }) => event),
    settle(destination, accepted, rejected) {
      const inspection = inspectionOf(destination);
      const reasons = new Map(rejected.map(({ id, reason }) => [id, reason]));
      const dead = waitingFor(destination).filter(({ event }) => reasons.has(event.id));
      if (dead.length > 0) {
        const key = `dead:${destination}`;
        const letters = dead.map(({ event }) => ({ reason: reasons.get(event.id), event }));
        write(key, [...(read<unknown[]>(key) ?? []), ...letters].slice(-DEAD_LETTERS));
      }
      const gone = new Set([...accepted, ...reasons.keys()]);
      for (const scope of scopesOf(inspection)) {
        const kept = at(scope);
        const mine = kept.spool.filter(({ event, to }) => gone.has(event.id) && to.includes(destination));
        if (mine.length === 0) continue;
        for (const entry of mine) entry.to = entry.to.filter((name) => name !== destination);
        kept.spool = kept.spool.filter(({ to }) => to.length > 0);
        save(scope, kept);
      }
    },
    waiting: (destination) => waitingFor(destination).length,
    getFact: (key) => read<string>(`fact:${key}`),
    setFact: (key, value) => write(`fact:${key}`, value),
    close: () => undefined,
  });
}

type Plain<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : T[K];
};

/** The same store as others know it: a value becomes a promise, and what is thrown a rejection. */
function settled(plain: Plain<StateStore>): StateStore {
  const later =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): Promise<R> =>
      new Promise((resolve) => resolve(call(...args)));
  return {
    notes: plain.notes,
    lock: later(plain.lock),
    load: later(plain.load),
    regions: later(plain.regions),
    apply: later(plain.apply),
    pending: later(plain.pending),
    settle: later(plain.settle),
    waiting: later(plain.waiting),
    getFact: later(plain.getFact),
    setFact: later(plain.setFact),
    close: later(plain.close),
  };
}

function keyOf({ inspection, account, region, collector }: Scope): string {
  return `scope:${[inspection, account, region, collector].join('/')}`;
}

/** Destinations are named after the inspection that sends to them. */
function inspectionOf(destination: string): string {
  return destination.slice(0, destination.indexOf('/'));
}

const PACKED = 'z:';

function pack(json: string): string {
  return json.length < COMPRESS_FROM ? json : PACKED + deflateSync(json).toString('base64');
}

function unpack(text: string): string {
  return text.startsWith(PACKED) ? inflateSync(Buffer.from(text.slice(2), 'base64')).toString('utf8') : text;
}
