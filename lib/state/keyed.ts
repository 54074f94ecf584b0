import { deflateSync, inflateSync } from 'node:zlib';
import { StateError } from '../errors';
import type { InspectionEvent } from '../model';
import type { Changes, OpenFinding, RememberedAsset, Scope, StateStore } from './store';

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

/** One scope is one value, findings and waiting events together: a store writes it whole or not at all. */
interface Kept {
  readonly open: Map<string, OpenFinding>;
  readonly assets: Map<string, RememberedAsset>;
  spool: Spooled[];
}

type Place = Omit<Scope, 'inspection'>;

/** Texts by key, as Redis or a function platform keeps them, and locks by name. */
export interface KeyedStore {
  /** Of a value, in bytes, when there is one: what a platform's database takes in one statement. */
  readonly longest?: number;
  read(key: string): Promise<string | undefined> | string | undefined;
  write(key: string, value: string): Promise<void> | void;
  /** @returns whether nobody else holds the lock */
  lock(name: string): Promise<boolean> | boolean;
  unlock(name: string): Promise<void> | void;
  close?(): Promise<void> | void;
}

/**
 * The state of inspections in a store of texts. The lock of an inspection makes its values the run's own, so each is read
 * once and written through; one operation at a time, because a value is read, changed and written.
 *
 * @example const state = keyedState(createHost(stdioWire()));
 */
export function keyedState(store: KeyedStore): StateStore {
  const { longest = Infinity } = store;
  const scopes = new Map<string, Kept>();
  const indexes = new Map<string, Place[]>();
  let last = 0;
  const nextSeq = () => (last = Math.max(last + 1, Date.now() * 1000));
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };

  const read = async <T>(key: string): Promise<T | undefined> => {
    const text = await store.read(key);
    return text === undefined ? undefined : (JSON.parse(unpack(text)) as T);
  };
  const write = async (key: string, value: unknown): Promise<void> => {
    const text = pack(JSON.stringify(value));
    if (text.length > longest) {
      throw new StateError(`${key} has grown to ${text.length} bytes, the store takes ${longest}: inspect less`);
    }
    await store.write(key, text);
  };
  const indexOf = async (inspection: string): Promise<Place[]> => {
    let index = indexes.get(inspection);
    if (!index) indexes.set(inspection, (index = (await read<Place[]>(`index:${inspection}`)) ?? []));
    return index;
  };
  const at = async (scope: Scope): Promise<Kept> => {
    const key = keyOf(scope);
    let kept = scopes.get(key);
    if (!kept) {
      const found = await read<{ open: OpenFinding[]; assets: RememberedAsset[]; spool: Spooled[] }>(key);
      kept = {
        open: new Map(found?.open.map((finding) => [finding.fingerprint, finding])),
        assets: new Map(found?.assets.map((asset) => [asset.id, asset])),
        spool: found?.spool ?? [],
      };
      scopes.set(key, kept);
    }
    return kept;
  };
  const save = async (scope: Scope, { open, assets, spool }: Kept): Promise<void> => {
    const { inspection, account, region, collector } = scope;
    const index = await indexOf(inspection);
    const known = index.some((p) => p.account === account && p.region === region && p.collector === collector);
    // First where it is, then what it is: a value that nobody can find would never be sent.
    if (!known) {
      await write(`index:${inspection}`, [...index, { account, region, collector }]);
      index.push({ account, region, collector });
    }
    await write(keyOf(scope), { open: [...open.values()], assets: [...assets.values()], spool });
  };
  const scopesOf = async (inspection: string): Promise<Scope[]> =>
    (await indexOf(inspection)).map((place) => ({ inspection, ...place }));
  const waitingFor = async (destination: string): Promise<Spooled[]> => {
    const found: Spooled[] = [];
    for (const scope of await scopesOf(inspectionOf(destination))) {
      found.push(...(await at(scope)).spool.filter((entry) => entry.to.includes(destination)));
    }
    return found.sort((a, b) => a.seq - b.seq);
  };

  async function apply(scope: Scope, changes: Changes, destinations: readonly string[]): Promise<void> {
    const before = await at(scope);
    const kept: Kept = { open: new Map(before.open), assets: new Map(before.assets), spool: [...before.spool] };
    for (const finding of changes.opened) kept.open.set(finding.fingerprint, finding);
    for (const fingerprint of changes.closed) kept.open.delete(fingerprint);
    for (const asset of changes.remembered) kept.assets.set(asset.id, asset);
    for (const id of changes.forgotten) kept.assets.delete(id);
    const waiting = new Set(kept.spool.map(({ event }) => event.id));
    for (const event of destinations.length > 0 ? changes.events : []) {
      if (!waiting.has(event.id)) kept.spool.push({ seq: nextSeq(), to: [...destinations], event });
    }
    await save(scope, kept);
    scopes.set(keyOf(scope), kept);
  }

  async function settle(
    destination: string,
    accepted: readonly string[],
    rejected: readonly { readonly id: string; readonly reason: string }[],
  ): Promise<void> {
    const reasons = new Map(rejected.map(({ id, reason }) => [id, reason]));
    const dead = (await waitingFor(destination)).filter(({ event }) => reasons.has(event.id));
    if (dead.length > 0) {
      const key = `dead:${destination}`;
      const letters = dead.map(({ event }) => ({ reason: reasons.get(event.id), event }));
      await write(key, [...((await read<unknown[]>(key)) ?? []), ...letters].slice(-DEAD_LETTERS));
    }
    const gone = new Set([...accepted, ...reasons.keys()]);
    for (const scope of await scopesOf(inspectionOf(destination))) {
      const kept = await at(scope);
      const mine = kept.spool.filter(({ event, to }) => gone.has(event.id) && to.includes(destination));
      if (mine.length === 0) continue;
      for (const entry of mine) entry.to = entry.to.filter((name) => name !== destination);
      kept.spool = kept.spool.filter(({ to }) => to.length > 0);
      await save(scope, kept);
    }
  }

  return {
    notes: [],
    lock: (inspection) =>
      inTurn(async () => {
        if (!(await store.lock(inspection))) {
          throw new StateError(`inspection ${inspection} is already running`, { code: 'locked' });
        }
        return { release: () => inTurn(async () => void (await store.unlock(inspection))) };
      }),
    load: (scope) =>
      inTurn(async () => {
        const { open, assets } = await at(scope);
        return { open: new Map(open), assets: new Map(assets) };
      }),
    regions: ({ inspection, account, collector }) =>
      inTurn(async () => {
        const regions: string[] = [];
        for (const scope of await scopesOf(inspection)) {
          if (scope.account !== account || scope.collector !== collector) continue;
          const { open, assets } = await at(scope);
          if (open.size + assets.size > 0) regions.push(scope.region);
        }
        return regions;
      }),
    apply: (scope, changes, destinations = []) => inTurn(() => apply(scope, changes, destinations)),
    pending: (destination, limit) =>
      inTurn(async () => (await waitingFor(destination)).slice(0, limit).map(({ event }) => event)),
    settle: (destination, accepted, rejected) => inTurn(() => settle(destination, accepted, rejected)),
    waiting: (destination) => inTurn(async () => (await waitingFor(destination)).length),
    getFact: (key) => inTurn(() => read<string>(`fact:${key}`)),
    setFact: (key, value) => inTurn(() => write(`fact:${key}`, value)),
    close: () => inTurn(async () => void (await store.close?.())),
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
