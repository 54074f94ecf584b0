/** What checkers keep of series, in each of the stores: beside the findings of a scope, a piece for each asset. */
import type { StateFile } from './database';
import { textOf, bytes } from './sqlite';
import type { KeptSeries, Scope, SeriesChange, StateStore } from './store';
import { seal } from './values';

/** In a file, a row for each asset and checker. */
export class FileSeries {
  constructor(private readonly file: StateFile) {}

  of(key: string, assets: readonly string[]): Promise<KeptSeries> {
    const { file } = this;
    return file.use('state cannot be read', () => {
      const found = new Map<string, Map<string, Uint8Array>>();
      const sql = `SELECT ${bytes('asset')}, ${bytes('checker')}, body FROM series
        WHERE scope = ? AND asset IN (SELECT value FROM json_each(?))`;
      for (const row of file.all(sql, key, JSON.stringify(assets))) {
        const asset = textOf(row.asset);
        let checkers = found.get(asset);
        if (!checkers) found.set(asset, (checkers = new Map<string, Uint8Array>()));
        checkers.set(textOf(row.checker), new Uint8Array(row.body as ArrayBuffer));
      }
      return found;
    });
  }

  assets(key: string): Promise<readonly string[]> {
    const { file } = this;
    return file.use('state cannot be read', () =>
      file.all(`SELECT DISTINCT ${bytes('asset')} FROM series WHERE scope = ?`, key).map((row) => textOf(row.asset)),
    );
  }

  /** Inside of a transaction. */
  apply(key: string, changes: readonly SeriesChange[]): void {
    const { file } = this;
    for (const { asset, checker, body } of changes) {
      if (checker === undefined) file.run('DELETE FROM series WHERE scope = ? AND asset = ?', key, asset);
      else if (body) {
        const sql = 'INSERT OR REPLACE INTO series (scope, asset, checker, body) VALUES (?, ?, ?, ?)';
        file.run(sql, key, asset, checker, body);
      } else file.run('DELETE FROM series WHERE scope = ? AND asset = ? AND checker = ?', key, asset, checker);
    }
  }
}

/** In memory, over what another store has. */
export class MemorySeries {
  /** By scope, asset and checker; `undefined` hides what the other store has. */
  private readonly scopes = new Map<string, Map<string, Map<string, Uint8Array | undefined>>>();
  private readonly dropped = new Set<string>();

  constructor(private readonly from: StateStore | undefined) {}

  async of(key: string, scope: Scope, assets: readonly string[]): Promise<KeptSeries> {
    const below = (await this.from?.series(scope, assets)) ?? new Map<string, ReadonlyMap<string, Uint8Array>>();
    const found = new Map<string, ReadonlyMap<string, Uint8Array>>();
    for (const asset of assets) {
      const before = this.dropped.has(`${key}\n${asset}`) ? [] : (below.get(asset) ?? []);
      const all = new Map<string, Uint8Array | undefined>([...before, ...(this.scopes.get(key)?.get(asset) ?? [])]);
      const there = [...all].flatMap(([checker, body]) => (body ? [[checker, body] as const] : []));
      if (there.length > 0) found.set(asset, new Map(there));
    }
    return found;
  }

  async assets(key: string, scope: Scope): Promise<readonly string[]> {
    const below = (await this.from?.seriesAssets(scope)) ?? [];
    const known = new Set([...below, ...(this.scopes.get(key)?.keys() ?? [])]);
    return [...(await this.of(key, scope, [...known])).keys()];
  }

  apply(key: string, changes: readonly SeriesChange[]): void {
    const assets = this.scopes.get(key) ?? new Map<string, Map<string, Uint8Array | undefined>>();
    this.scopes.set(key, assets);
    for (const { asset, checker, body } of changes) {
      if (checker === undefined) {
        assets.delete(asset);
        this.dropped.add(`${key}\n${asset}`);
      } else assets.set(asset, new Map([...(assets.get(asset) ?? []), [checker, body]]));
    }
  }
}

/** Lists of the assets of a scope, so that none of them grows without bound. */
const LISTS = 16;

/** In a store of texts, a value for each asset, and lists of which assets there are. */
export class KeyedSeries {
  /** @param read gives the value of a text, `undefined` where there is none or where it is damaged */
  constructor(
    private readonly read: <T>(key: string) => Promise<T | undefined>,
    private readonly write: (scope: Scope, key: string, text: string | undefined) => Promise<void>,
  ) {}

  async of(scope: Scope, assets: readonly string[]): Promise<KeptSeries> {
    const found = new Map<string, ReadonlyMap<string, Uint8Array>>();
    for (const asset of assets) {
      const kept = await this.kept(scope, asset);
      if (kept.size > 0) found.set(asset, kept);
    }
    return found;
  }

  async assets(scope: Scope): Promise<readonly string[]> {
    const all: string[] = [];
    for (let n = 0; n < LISTS; n++) all.push(...(await this.list(scope, n)));
    return all;
  }

  async apply(scope: Scope, changes: readonly SeriesChange[]): Promise<void> {
    const byAsset = new Map<string, SeriesChange[]>();
    for (const change of changes) byAsset.set(change.asset, [...(byAsset.get(change.asset) ?? []), change]);
    const more = new Map<number, Set<string>>();
    for (const asset of byAsset.keys()) {
      const n = listOf(asset);
      more.set(n, (more.get(n) ?? new Set()).add(asset));
    }
    // First where they are, then what they are: a value that nobody can find would never be dropped.
    for (const [n, assets] of more) {
      const known = await this.list(scope, n);
      if ([...assets].some((asset) => !known.has(asset))) await this.saveList(scope, n, new Set([...known, ...assets]));
    }
    for (const [asset, some] of byAsset) {
      const kept = new Map(await this.kept(scope, asset));
      for (const { checker, body } of some) {
        if (checker === undefined) kept.clear();
        else if (body) kept.set(checker, body);
        else kept.delete(checker);
      }
      const texts = [...kept].map(([checker, body]) => [checker, Buffer.from(body).toString('base64')]);
      const sealed = kept.size > 0 ? seal(Object.fromEntries(texts)) : undefined;
      await this.write(scope, keyOf(scope, asset), sealed);
      if (kept.size > 0) more.get(listOf(asset))?.delete(asset);
    }
    for (const [n, gone] of more) {
      if (gone.size === 0) continue;
      await this.saveList(scope, n, new Set([...(await this.list(scope, n))].filter((asset) => !gone.has(asset))));
    }
  }

  async forget(scope: Scope): Promise<void> {
    const all = await this.assets(scope);
    await this.apply(
      scope,
      all.map((asset) => ({ asset, checker: undefined, body: undefined })),
    );
  }

  private async kept(scope: Scope, asset: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const texts = (await this.read<Readonly<Record<string, string>>>(keyOf(scope, asset))) ?? {};
    return new Map(Object.entries(texts).map(([checker, body]) => [checker, Buffer.from(body, 'base64')]));
  }

  private async list(scope: Scope, n: number): Promise<ReadonlySet<string>> {
    return new Set(await this.read<readonly string[]>(keyOf(scope, `#${n}`)));
  }

  private async saveList(scope: Scope, n: number, assets: ReadonlySet<string>): Promise<void> {
    await this.write(scope, keyOf(scope, `#${n}`), assets.size > 0 ? seal([...assets]) : undefined);
  }
}

function keyOf({ inspection, account, region, collector }: Scope, name: string): string {
  return `series:${[inspection, account, region, collector, name].join('/')}`;
}

function listOf(asset: string): number {
  return [...asset].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % LISTS, 0);
}
