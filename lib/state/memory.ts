import { StateError } from '../errors';
import type { InspectionEvent } from '../model';
import { decided, isPatient, placeOf, reporterOf } from './peers';
import { MemorySeries } from './series';
import type { OpenFinding, RememberedAsset, Scope, StateStore } from './store';

interface Held {
  open: Map<string, OpenFinding>;
  assets: Map<string, RememberedAsset>;
  lost?: string;
}

/** A store that ends with the process: for tests and `--dry-run`. */
export function memoryState(from?: StateStore): StateStore {
  const scopes = new Map<string, Held>();
  const facts = new Map<string, string>();
  const locks = new Set<string>();
  const spool = new Map<string, InspectionEvent[]>();
  const ended = new Set<string>();
  const series = new MemorySeries(from);
  const keyOf = (scope: Scope) => [scope.inspection, placeOf(scope, '\n')].join('\n');
  const at = async (scope: Scope) => {
    const key = keyOf(scope);
    let state = scopes.get(key);
    if (!state) {
      state = from ? { ...(await from.load(scope)) } : { open: new Map(), assets: new Map() };
      scopes.set(key, state);
    }
    return state;
  };
  const sharers = async (scope: Scope) => {
    const here = [...scopes.keys()].filter((key) => key.slice(key.indexOf('\n') + 1) === placeOf(scope, '\n'));
    const all = [...here.map((key) => key.slice(0, key.indexOf('\n'))), ...((await from?.sharers(scope)) ?? [])];
    return [...new Set(all)].filter((inspection) => inspection !== scope.inspection);
  };
  return {
    sharers,
    get notes() {
      return from?.notes ?? [];
    },
    lock(inspection) {
      if (locks.has(inspection)) {
        return Promise.reject(new StateError(`inspection ${inspection} is already running`, { code: 'locked' }));
      }
      locks.add(inspection);
      const lost = new AbortController().signal;
      return Promise.resolve({ lost, release: () => Promise.resolve(void locks.delete(inspection)) });
    },
    async load(scope) {
      const { open, assets, lost } = await at(scope);
      return { open: new Map(open), assets: new Map(assets), ...(lost === undefined ? {} : { lost }) };
    },
    async regions({ inspection, account, collector }) {
      const here = [...scopes].flatMap(([key, { open, assets }]) => {
        const [i, a, region = '', c] = key.split('\n');
        const mine = i === inspection && a === account && c === collector && open.size + assets.size > 0;
        return mine ? [region] : [];
      });
      return [...new Set([...here, ...((await from?.regions({ inspection, account, collector })) ?? [])])];
    },
    async apply(scope, proposed, destinations = []) {
      const state = await at(scope);
      const inspections = await sharers(scope);
      for (const inspection of inspections) await at({ ...scope, inspection });
      const changes = decided(proposed, {
        inspections,
        open: (inspection, fingerprint) => scopes.get(keyOf({ ...scope, inspection }))?.open.get(fingerprint),
        isEnded: (faultId) => ended.has(faultId),
      });
      for (const id of changes.ended ?? []) ended.add(id);
      if (changes.relearned) delete state.lost;
      for (const finding of changes.opened) state.open.set(finding.fingerprint, finding);
      for (const fingerprint of changes.closed) state.open.delete(fingerprint);
      for (const asset of changes.remembered) state.assets.set(asset.id, asset);
      for (const id of changes.forgotten) state.assets.delete(id);
      series.apply(keyOf(scope), changes.series ?? []);
      for (const name of destinations) spool.set(name, [...(spool.get(name) ?? []), ...changes.events]);
      return changes;
    },
    series: (scope, assets) => series.of(keyOf(scope), scope, assets),
    seriesAssets: (scope) => series.assets(keyOf(scope), scope),
    async openScopes(inspection) {
      for (const scope of (await from?.openScopes(inspection)) ?? []) await at(scope);
      return [...scopes].flatMap(([key, { open }]) => {
        const [name = '', account = '', region = '', collector = ''] = key.split('\n');
        return name === inspection && open.size > 0 ? [{ inspection, account, region, collector }] : [];
      });
    },
    pending(destination, limit, now = new Date()) {
      const others = [...spool].filter(
        ([name]) => name !== destination && reporterOf(name) === reporterOf(destination),
      );
      const before = others.flatMap(([, events]) => events);
      const isBehind = (event: InspectionEvent) =>
        isPatient(event, now) && before.some((one) => one.fingerprint === event.fingerprint && one.time < event.time);
      const events = (spool.get(destination) ?? []).filter((event) => !isBehind(event));
      return Promise.resolve(events.slice(0, limit));
    },
    settle(destination, accepted, rejected) {
      const gone = new Set([...accepted, ...rejected.map((entry) => entry.id)]);
      spool.set(
        destination,
        (spool.get(destination) ?? []).filter((event) => !gone.has(event.id)),
      );
      return Promise.resolve();
    },
    waiting: (destination) => Promise.resolve(spool.get(destination)?.length ?? 0),
    getFact: async (key) => facts.get(key) ?? (await from?.getFact(key)),
    setFact: (key, value) => Promise.resolve(void facts.set(key, value)),
    close: () => from?.close() ?? Promise.resolve(),
  };
}
