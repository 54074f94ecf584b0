import { StateError } from '../errors';
import type { InspectionEvent } from '../model';
import { DamagedText, Journal } from './journal';
import { keyOf, precedes, stepOf, type Kept, type Spooled, type Step } from './kept';
import { Holding, LEASE_MS } from './lease';
import { losses, type Loss } from './losses';
import {
  entriesAt,
  isAt,
  manifestKeys,
  manifestText,
  NO_MANIFEST,
  readManifest,
  type Entry,
  type Known,
} from './manifest';
import { alone, inspectionOf, isPatient, placeOf } from './peers';
import { KeyedSeries } from './series';
import type { Changes, Decision, KeptState, Scope, ScopeHealth } from './store';
import type { KeyedStore } from './texts';
import { seal, unseal } from './values';

/** Of events that a destination refused for good, the newest so many are kept. */
const DEAD_LETTERS = 500;

export interface KeyedOptions {
  /** How long a lock outlives a run that was killed, in milliseconds; {@link LEASE_MS} when absent. */
  readonly leaseMs?: number;
}

/**
 * The state of inspections in a store of texts. The lock of an inspection makes its values the run's own, so each is read
 * once and written through; one operation at a time, because a value is read, changed and written.
 *
 * @example const state = keyedState(createHost(stdioWire()));
 */
export function keyedState(store: KeyedStore, { leaseMs = LEASE_MS }: KeyedOptions = {}): KeptState {
  const { longest = Infinity } = store;
  const scopes = new Map<string, Journal>();
  /** Of other inspections, as they were when they were last read. */
  const others = new Map<string, Journal>();
  const inspections = new Map<string, Known>();
  const holdings = new Map<string, Holding>();
  const found: Loss[] = [];
  const remarks: string[] = [];
  let last = 0;
  const nextSeq = () => (last = Math.max(last + 1, Date.now() * 1000));
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };

  const write = async (key: string, text: string | undefined, holding: Holding | undefined): Promise<void> => {
    holding?.check();
    if (text !== undefined && text.length > longest) {
      throw new StateError(`${key} has grown to ${text.length} bytes, the store takes ${longest}: inspect less`);
    }
    const done = await store.write(key, text, holding?.lease);
    if (!done && !holding) throw new StateError(`the store has not taken ${key}`);
    holding?.wrote(done);
  };
  /** A value that stands alone: one that cannot be read is as good as none, and said. */
  const readLone = async <T>(key: string): Promise<T | undefined> => {
    const text = await store.read(key);
    try {
      return text === undefined ? undefined : unseal<T>(text);
    } catch (error) {
      remarks.push(`${key} in the state is damaged and was left out: ${(error as Error).message}`);
      return undefined;
    }
  };

  const series = new KeyedSeries(readLone, (scope, key, text) => write(key, text, holdings.get(scope.inspection)));

  const saveManifest = async (inspection: string, known: Known): Promise<void> => {
    known.manifest = { version: known.manifest.version + 1, places: known.manifest.places };
    const text = manifestText(known.manifest);
    for (const key of manifestKeys(inspection)) await write(key, text, holdings.get(inspection));
    known.dirty = false;
  };
  const knownOf = async (inspection: string): Promise<Known> => {
    const before = inspections.get(inspection);
    if (before) return before;
    const texts: (string | undefined)[] = [];
    for (const key of manifestKeys(inspection)) texts.push(await store.read(key));
    const { manifest, damage } = readManifest(texts);
    let known: Known = {
      manifest: manifest ?? NO_MANIFEST,
      gone: false,
      dirty: damage.length > 0 || texts.includes(undefined),
    };
    if (!manifest) {
      // Who was here before has left one behind.
      const there = await placesIn(inspection);
      const ran = (holdings.get(inspection)?.lease.fence ?? 0) > 1;
      known = {
        manifest: { version: 0, places: there },
        gone: ran || there.length > 0 || damage.length > 0,
        dirty: true,
      };
    }
    if (known.gone)
      remarks.push(`the index of inspection ${inspection} is gone from the state: made again from what is there`);
    inspections.set(inspection, known);
    return known;
  };
  /** Places whose values are there, where the store can list its keys. */
  const placesIn = async (inspection: string): Promise<Entry[]> => {
    const prefix = `scope:${inspection}/`;
    return ((await store.keys?.(prefix)) ?? []).flatMap((key) => entriesAt(key.slice(prefix.length)));
  };
  const entryOf = (known: Known, scope: Scope) => known.manifest.places.find((place) => isAt(place, scope));

  const at = async (scope: Scope): Promise<Journal> => {
    const key = keyOf(scope);
    const known = scopes.get(key);
    if (known && !known.stale) return known;
    const journal = await readScope(scope);
    scopes.set(key, journal);
    return journal;
  };
  const readScope = async (scope: Scope): Promise<Journal> => {
    const key = keyOf(scope);
    const known = await knownOf(scope.inspection);
    const entry = entryOf(known, scope);
    const lose = (why: string): Journal => {
      found.push({ scope, why, open: entry?.open ?? 0, assets: entry?.assets ?? 0, waiting: entry?.waiting ?? 0 });
      return Journal.empty(store, key, entry?.version, why);
    };
    let journal: Journal;
    try {
      journal = await Journal.read(store, key);
    } catch (error) {
      if (!(error instanceof DamagedText)) throw error;
      const { text, message } = error;
      if (text === undefined) return lose(message);
      const holding = holdings.get(scope.inspection);
      if (holding) await write(`corrupt:${key}`, text, holding);
      return lose(`it is damaged: ${message}`);
    }
    if (!journal.found && (entry ? entry.version > 0 : known.gone)) return lose('it is gone from the store');
    if (journal.kept.version < (entry?.version ?? 0)) return lose('it is older than what was last written');
    return journal;
  };
  /** Writes what has changed of a scope. */
  const save = async (scope: Scope, step?: Step): Promise<void> => {
    const journal = await at(scope);
    const { inspection, account, region, collector } = scope;
    const known = await knownOf(inspection);
    let entry = entryOf(known, scope);
    // First where it is, then what it is: a value that nobody can find would never be sent.
    if (!entry) {
      entry = { account, region, collector, version: 0, open: 0, assets: 0, waiting: 0 };
      known.manifest = { ...known.manifest, places: [...known.manifest.places, entry] };
      await saveManifest(inspection, known);
    }
    const put = (key: string, text: string | undefined) => write(key, text, holdings.get(inspection));
    try {
      await (step ? journal.append(step, put) : journal.renew(put));
    } catch (error) {
      // What was written is not known: it is read again.
      scopes.delete(keyOf(scope));
      throw error;
    }
    const { version, open, assets, spool } = journal.kept;
    Object.assign(entry, { version, open: open.size, assets: assets.size, waiting: spool.size });
    known.dirty = true;
  };
  const scopesOf = async (inspection: string): Promise<Scope[]> =>
    (await knownOf(inspection)).manifest.places.map(({ account, region, collector }) => ({
      ...{ inspection, account, region, collector },
    }));
  const waitingFor = async (destination: string): Promise<Spooled[]> => {
    const spooled: Spooled[] = [];
    for (const scope of await scopesOf(inspectionOf(destination))) {
      for (const one of (await at(scope)).kept.spool.values()) if (one.to.includes(destination)) spooled.push(one);
    }
    return spooled.sort((a, b) => a.seq - b.seq);
  };
  const flush = async (inspection: string): Promise<void> => {
    const known = inspections.get(inspection);
    if (known?.dirty) await saveManifest(inspection, known);
  };

  /** What other inspections keep at a place, as it is now. Where one cannot be read, nothing is known of it. */
  const othersAt = async (scope: Scope): Promise<ReadonlyMap<string, Kept>> => {
    const there = new Map<string, Kept>();
    for (const inspection of await sharersOf(scope)) {
      if (inspection === scope.inspection) continue;
      const key = keyOf({ ...scope, inspection });
      try {
        const journal = (await others.get(key)?.refreshed()) ?? (await Journal.read(store, key));
        others.set(key, journal);
        if (journal.found) there.set(inspection, journal.kept);
      } catch (error) {
        if (!(error instanceof DamagedText)) throw error;
        // Its own run will notice.
        others.delete(key);
      }
    }
    return there;
  };
  const sharersOf = async (scope: Scope): Promise<readonly string[]> =>
    (await readLone<string[]>(`sharers:${placeOf(scope, '/')}`)) ?? [];

  /** A decision and what it decides are read and written while no other inspection writes at the same place. */
  async function decide(scope: Scope, decision: Decision, destinations: readonly string[]): Promise<Changes> {
    return alone(store, scope, leaseMs, async () => {
      const sharers = await sharersOf(scope);
      if (!sharers.includes(scope.inspection)) {
        const text = seal([...sharers, scope.inspection]);
        await write(`sharers:${placeOf(scope, '/')}`, text, holdings.get(scope.inspection));
      }
      const there = await othersAt(scope);
      const changes = decision({
        inspections: [...there.keys()],
        open: (inspection, fingerprint) => there.get(inspection)?.open.get(fingerprint),
        isEnded: (faultId) => [...there.values()].some(({ ended }) => ended.includes(faultId)),
      });
      return apply(scope, changes, destinations, there.size > 0);
    });
  }

  async function apply(
    scope: Scope,
    changes: Changes,
    destinations: readonly string[],
    shared = false,
  ): Promise<Changes> {
    const { kept } = await at(scope);
    const events = destinations.length > 0 ? changes.events.filter(({ id }) => !kept.spool.has(id)) : [];
    const spooled = events.map((event): Spooled => ({
      ...{ seq: nextSeq(), to: destinations, event },
      ...(shared ? { shared } : {}),
    }));
    const step = stepOf(kept, changes, spooled);
    // A scope that keeps series alone has to be known, too: what nobody can find would never be dropped.
    if (step || (changes.series?.length && kept.version === 0)) await save(scope, step);
    await series.apply(scope, changes.series ?? []);
    return changes;
  }

  async function pending(destination: string, limit: number, now: Date): Promise<InspectionEvent[]> {
    const waiting = await waitingFor(destination);
    const behind = new Set<Spooled>();
    for (const scope of await scopesOf(inspectionOf(destination))) {
      const { spool } = (await at(scope)).kept;
      const patient = waiting.filter(
        (one) => one.shared && spool.get(one.event.id) === one && isPatient(one.event, now),
      );
      // What another inspection has to deliver to the same place comes first.
      const before =
        patient.length === 0 ? [] : [...(await othersAt(scope)).values()].flatMap((kept) => [...kept.spool.values()]);
      for (const one of patient) if (before.some((other) => precedes(other, one, destination))) behind.add(one);
    }
    return waiting
      .filter((one) => !behind.has(one))
      .slice(0, limit)
      .map(({ event }) => event);
  }

  async function settle(
    destination: string,
    accepted: readonly string[],
    rejected: readonly { readonly id: string; readonly reason: string }[],
  ): Promise<void> {
    const reasons = new Map(rejected.map(({ id, reason }) => [id, reason]));
    const dead =
      rejected.length === 0 ? [] : (await waitingFor(destination)).filter(({ event }) => reasons.has(event.id));
    if (dead.length > 0) {
      const key = `dead:${destination}`;
      const letters = dead.map(({ event }) => ({ reason: reasons.get(event.id), event }));
      const all = [...((await readLone<unknown[]>(key)) ?? []), ...letters].slice(-DEAD_LETTERS);
      await write(key, seal(all), holdings.get(inspectionOf(destination)));
    }
    const gone = [...accepted, ...reasons.keys()];
    for (const scope of await scopesOf(inspectionOf(destination))) {
      const { spool } = (await at(scope)).kept;
      const ids = gone.filter((id) => spool.get(id)?.to.includes(destination));
      if (ids.length > 0) await save(scope, { settled: { destination, ids } });
    }
  }

  async function lock(inspection: string): ReturnType<KeptState['lock']> {
    const holding = await Holding.take(
      store,
      inspection,
      leaseMs,
      () => void inTurn(() => flush(inspection)).catch(() => undefined),
    );
    // What another run has written meanwhile is read again.
    for (const key of [...scopes.keys()].filter((one) => one.startsWith(`scope:${inspection}/`))) scopes.delete(key);
    inspections.delete(inspection);
    holdings.set(inspection, holding);
    const release = async () => {
      if (!holding.lost.aborted) await flush(inspection).catch(() => undefined);
      holdings.delete(inspection);
      await holding.release();
    };
    try {
      await knownOf(inspection);
      await flush(inspection);
    } catch (error) {
      await release().catch(() => undefined);
      throw error;
    }
    return { lost: holding.lost, release: () => inTurn(release) };
  }

  async function survey(): Promise<ScopeHealth[]> {
    const ids = new Set<string>();
    for (const kind of ['index:', 'index-copy:', 'scope:']) {
      for (const key of (await store.keys?.(kind)) ?? []) ids.add(key.slice(kind.length).split('/')[0] ?? '');
    }
    const health: ScopeHealth[] = [];
    for (const inspection of [...ids].sort()) {
      for (const scope of await scopesOf(inspection)) {
        const { open, assets, lost, noted } = (await at(scope)).kept;
        const counts = { open: open.size, assets: assets.size };
        health.push({ ...scope, ...counts, ...(lost === undefined ? {} : { lost, noted: noted === true }) });
      }
    }
    return health;
  }

  async function forget(scope: Scope): Promise<void> {
    const known = await knownOf(scope.inspection);
    const holding = holdings.get(scope.inspection);
    const journal = await at(scope);
    const { open, assets, spool } = journal.kept;
    await write(`corrupt:${keyOf(scope)}`, undefined, holding);
    await series.forget(scope);
    if (spool.size > 0) {
      delete journal.kept.lost;
      return save(scope, { closed: [...open.keys()], forgotten: [...assets.keys()], relearned: true });
    }
    // First what it is, then where it is: see save().
    await journal.remove((key, text) => write(key, text, holding));
    scopes.delete(keyOf(scope));
    known.manifest = { ...known.manifest, places: known.manifest.places.filter((place) => !isAt(place, scope)) };
    await saveManifest(scope.inspection, known);
  }

  return {
    get notes() {
      return [...remarks, ...losses(found)];
    },
    lock: (inspection) => inTurn(() => lock(inspection)),
    load: (scope) =>
      inTurn(async () => {
        const { open, assets, lost } = (await at(scope)).kept;
        return { open: new Map(open), assets: new Map(assets), ...(lost === undefined ? {} : { lost }) };
      }),
    regions: ({ inspection, account, collector }) =>
      inTurn(async () => {
        const regions: string[] = [];
        for (const scope of await scopesOf(inspection)) {
          if (scope.account !== account || scope.collector !== collector) continue;
          const { open, assets, lost } = (await at(scope)).kept;
          if (open.size + assets.size > 0 || lost !== undefined) regions.push(scope.region);
        }
        return regions;
      }),
    apply: (scope, changes, destinations = []) =>
      inTurn(() =>
        typeof changes === 'function' ? decide(scope, changes, destinations) : apply(scope, changes, destinations),
      ),
    series: (scope, assets) => inTurn(() => series.of(scope, assets)),
    seriesAssets: (scope) => inTurn(() => series.assets(scope)),
    openScopes: (inspection) =>
      inTurn(async () => {
        const open: Scope[] = [];
        for (const scope of await scopesOf(inspection)) if ((await at(scope)).kept.open.size > 0) open.push(scope);
        return open;
      }),
    sharers: (scope) => inTurn(async () => (await sharersOf(scope)).filter((one) => one !== scope.inspection)),
    pending: (destination, limit, now = new Date()) =>
      inTurn(async () => {
        // What another run holds by now, it sends.
        await holdings.get(inspectionOf(destination))?.confirm();
        return pending(destination, limit, now);
      }),
    settle: (destination, accepted, rejected) => inTurn(() => settle(destination, accepted, rejected)),
    waiting: (destination) => inTurn(async () => (await waitingFor(destination)).length),
    getFact: (key) => inTurn(() => readLone<string>(`fact:${key}`)),
    setFact: (key, value) => inTurn(() => write(`fact:${key}`, seal(value), [...holdings.values()][0])),
    survey: () => inTurn(survey),
    repair: (scope) =>
      inTurn(async () => {
        const { kept } = await at(scope);
        if (kept.lost !== undefined) await save(scope);
      }),
    forget: (scope) => inTurn(() => forget(scope)),
    close: () => inTurn(async () => void (await store.close?.())),
  };
}
