import { StateError } from '../errors';
import type { InspectionEvent } from '../model';
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
  const at = async (scope: Scope) => {
    const key = [scope.inspection, scope.account, scope.region, scope.collector].join('\n');
    let state = scopes.get(key);
    if (!state) {
      state = from ? { ...(await from.load(scope)) } : { open: new Map(), assets: new Map() };
      scopes.set(key, state);
    }
    return state;
  };
  return {
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
    async apply(scope, changes, destinations = []) {
      const state = await at(scope);
      if (changes.relearned) delete state.lost;
      for (const finding of changes.opened) state.open.set(finding.fingerprint, finding);
      for (const fingerprint of changes.closed) state.open.delete(fingerprint);
      for (const asset of changes.remembered) state.assets.set(asset.id, asset);
      for (const id of changes.forgotten) state.assets.delete(id);
      for (const name of destinations) spool.set(name, [...(spool.get(name) ?? []), ...changes.events]);
    },
    pending: (destination, limit) => Promise.resolve((spool.get(destination) ?? []).slice(0, limit)),
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
