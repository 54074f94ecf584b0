import type { CollectionStatus, CollectionSummary, RunSummary } from '../../lib/model';
import type { Metric } from '../../lib/define';
import { CHECKERS, COLLECTORS } from '../../scripts/registry.gen';
import type { ObjectView } from '../../workspace';
import type { AssetClass, AssetRow, AssetsView, CoverageCell, CoverageView } from './api';
import type { Call, Desk, Route } from './http';
import { lastResult } from './inspections';

const COLLECTOR = new Map(COLLECTORS.map((one) => [one.id, one]));
const METRIC = new Map(
  CHECKERS.flatMap(({ metrics }) => Object.values(metrics)).map((metric: Metric) => [metric.id, metric]),
);
/** Collectors of what is judged; others read facts that belong to it. */
const JUDGED = new Set(CHECKERS.map(({ asset }) => asset.id));
/** The worse, the higher. */
const WORSE: readonly CollectionStatus[] = ['unsupported', 'complete', 'not-opened', 'partial', 'failed'];

/** The product's code of a collector or metric. */
function productOf(collector: string): string {
  return (
    COLLECTOR.get(collector)?.product.code ?? METRIC.get(collector)?.of.product.code ?? collector.split('-')[0] ?? ''
  );
}

/** The asset as its run wrote it down; an object of another writer has none. */
function assetOf(object: ObjectView): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(String(object.fields.message ?? ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function results(desk: Desk): { readonly id: string; readonly summary: RunSummary }[] {
  return desk.host.functions().flatMap((fn) => {
    const summary = lastResult(desk, fn)?.result;
    return summary ? [{ id: fn.id, summary }] : [];
  });
}

function classes({ workspace }: Desk): AssetClass[] {
  const { store } = workspace;
  return store.telemetry.objectClasses().map(({ value, count }) => {
    const [sample] = store.telemetry.objects({ class: value, limit: 1 }).objects;
    const asset = sample ? assetOf(sample) : {};
    const collector = COLLECTOR.get(String(asset.collector));
    return {
      class: value,
      title: collector?.title ?? { zh: value, en: value },
      product: typeof asset.product === 'string' ? asset.product : '',
      count,
    };
  });
}

/** Clocks are told to the millisecond, objects written with that of their run. */
const SLACK = 1000;

/**
 * Why the last runs did not inspect an asset that was collected once.
 *
 * @param newest when the newest asset of its class was written: a run that wrote none tells nothing about this one
 */
function missed(object: ObjectView, runs: readonly RunSummary[], newest: number): AssetRow['missed'] {
  const { collector, region } = assetOf(object);
  const unknown = { kind: 'unknown', reason: '' } as const;
  if (typeof collector !== 'string' || runs.length === 0) return unknown;
  const places = runs.flatMap((run) =>
    run.collections
      .filter(
        (one) =>
          one.collector === collector &&
          one.account === object.tags.account_id &&
          (one.region === region || one.region === '' || region === ''),
      )
      .map((place) => ({ run, place })),
  );
  if (places.length === 0) return { kind: 'left-out', reason: '' };
  const since = (time: number, run: RunSummary) => time >= Date.parse(run.startedAt) - SLACK;
  if (places.some(({ run }) => since(object.time, run))) return undefined;
  const failed = places.find(({ place }) => place.status !== 'complete' && place.status !== 'unsupported');
  if (failed) return { kind: 'failed', reason: failed.place.reason ?? '' };
  const empty = places.every(({ place }) => place.status === 'complete' && place.assets === 0);
  return empty || places.some(({ run }) => since(newest, run)) ? { kind: 'gone', reason: '' } : unknown;
}

/** Unrecovered findings by severity, of each asset of each account. */
function openByAsset({ workspace }: Desk): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const open = new Map<string, Record<string, number>>();
  for (const { asset, values } of workspace.store.allOpenFaults()) {
    for (const key of [assetKey(values.account, asset), assetKey('', asset)]) {
      const counts = open.get(key) ?? {};
      counts[values.status] = (counts[values.status] ?? 0) + 1;
      open.set(key, counts);
    }
  }
  return open;
}

/** Without an account: of any. */
const assetKey = (account: string, asset: string) => JSON.stringify([account, asset]);

function row(
  object: ObjectView,
  runs: readonly RunSummary[],
  newest: number,
  openOf: ReturnType<typeof openByAsset>,
): AssetRow {
  const { tags, fields } = object;
  const asset = assetOf(object);
  const why = missed(object, runs, newest);
  const facts = Object.entries({ ...tags, ...fields }).filter(([name]) => name !== 'message');
  return {
    class: object.class,
    id: object.name,
    name: typeof asset.name === 'string' ? asset.name : (tags.asset_name ?? ''),
    account: tags.account_id ?? '',
    accountName: tags.account_name ?? '',
    region: tags.RegionId ?? '',
    time: object.time,
    open: openOf.get(assetKey(tags.account_id ?? '', object.name)) ?? {},
    ...(why ? { missed: why } : {}),
    facts: Object.fromEntries(facts.map(([name, value]) => [name, String(value)])),
  };
}

/** The first assets of a class, or that words fit, in the order of their names. @param query `class`, `q` and `offset` */
export function assetRows(
  query: URLSearchParams,
  desk: Desk,
  limit: number,
): { readonly rows: readonly AssetRow[]; readonly total: number } {
  const { telemetry } = desk.workspace.store;
  const wanted = query.get('class');
  const search = query.get('q');
  const from = Number(query.get('offset') ?? 0) || 0;
  const runs = results(desk).map(({ summary }) => summary);
  const newest = new Map(telemetry.objectClasses().map((one) => [one.value, one.newest]));
  const openOf = openByAsset(desk);
  const rows: AssetRow[] = [];
  for (;;) {
    const { objects, total } = telemetry.objects({
      ...(wanted ? { class: wanted } : {}),
      ...(search ? { search } : {}),
      offset: from + rows.length,
      limit: Math.min(READ_AT_ONCE, limit - rows.length),
    });
    rows.push(...objects.map((object) => row(object, runs, newest.get(object.class) ?? 0, openOf)));
    if (objects.length === 0 || rows.length >= limit || from + rows.length >= total) return { rows, total };
  }
}

const READ_AT_ONCE = 1000;
const PAGE = 50;

async function list({ query }: Call, desk: Desk): Promise<AssetsView> {
  const { rows, total } = assetRows(query, desk, PAGE);
  const { product = [] } = await desk.workspace.store.facets({ openOnly: true }, ['product']);
  return {
    classes: classes(desk),
    open: Object.fromEntries(product.map(({ value, count }) => [value, count])),
    assets: rows,
    total,
  };
}

/** The last result of each inspection, by account, region and product; of several collections the worst counts. */
function coverage(_call: Call, desk: Desk): CoverageView {
  const all = results(desk);
  const cells = new Map<string, CoverageCell>();
  const seen = new Set<string>();
  for (const { summary } of all) for (const one of summary.collections) add(cells, seen, one);
  const titles = new Map(desk.host.functions().map(({ id, title }) => [id, title]));
  return {
    runs: all.map(({ id, summary }) => ({
      id,
      title: titles.get(id) ?? { zh: id, en: id },
      finishedAt: summary.finishedAt,
      complete: summary.complete,
    })),
    cells: [...cells.values()],
  };
}

function add(cells: Map<string, CoverageCell>, seen: Set<string>, one: CollectionSummary): void {
  const { collector, account, accountName, region, status, assets, reason } = one;
  const product = productOf(collector);
  const key = JSON.stringify([account, region, product]);
  const old = cells.get(key);
  // What belongs to assets is none itself; of a collector that two inspections use they are counted once.
  const place = JSON.stringify([account, region, collector]);
  const judged = JUDGED.has(collector) || !(METRIC.has(collector) || COLLECTOR.has(collector));
  const counted = judged && !seen.has(place) ? assets : 0;
  seen.add(place);
  cells.set(key, {
    account,
    accountName,
    region,
    product,
    status: old && WORSE.indexOf(old.status) > WORSE.indexOf(status) ? old.status : status,
    assets: (old?.assets ?? 0) + counted,
    collections: [
      ...(old?.collections ?? []),
      { collector, status, assets, ...(reason === undefined ? {} : { reason }) },
    ],
  });
}

export const assetRoutes: readonly Route[] = [
  { method: 'GET', path: '/assets', handle: list },
  { method: 'GET', path: '/coverage', handle: coverage },
];
