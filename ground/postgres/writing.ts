/** How the changes of a scope are written: whole batches in one statement each, inside of a transaction. */
import type { Changes, SeriesChange } from '../../lib/state';
import { reporterOf } from '../../lib/state/peers';
import { seal } from '../../lib/state/values';
import type { Client } from './connection';
import { SCHEMA } from './migrations';

/** Findings and assets, and the counts of their scope: what was not there before has no `xmax`. */
const WRITE = `
  WITH opened AS (
    INSERT INTO ${SCHEMA}.open_findings (scope, fingerprint, body)
    SELECT $1::bigint, one.id, one.body FROM unnest($3::text[], $4::text[]) AS one (id, body)
    ON CONFLICT (scope, fingerprint) DO UPDATE SET body = excluded.body RETURNING xmax = 0 AS is_new
  ), closed AS (
    DELETE FROM ${SCHEMA}.open_findings WHERE scope = $1 AND fingerprint = ANY ($5::text[]) RETURNING 1
  ), remembered AS (
    INSERT INTO ${SCHEMA}.assets (scope, id, body)
    SELECT $1::bigint, one.id, one.body FROM unnest($6::text[], $7::text[]) AS one (id, body)
    ON CONFLICT (scope, id) DO UPDATE SET body = excluded.body RETURNING xmax = 0 AS is_new
  ), forgotten AS (
    DELETE FROM ${SCHEMA}.assets WHERE scope = $1 AND id = ANY ($8::text[]) RETURNING 1
  )
  UPDATE ${SCHEMA}.scopes SET step = $2, lost = CASE WHEN $9 THEN NULL ELSE lost END,
    open = open + (SELECT count(*) FROM opened WHERE is_new) - (SELECT count(*) FROM closed),
    assets = assets + (SELECT count(*) FROM remembered WHERE is_new) - (SELECT count(*) FROM forgotten)
  WHERE id = $1`;

const SPOOL = `
  INSERT INTO ${SCHEMA}.spool (destination, reporter, id, fingerprint, time, body)
  SELECT target.destination, target.reporter, event.id, event.fingerprint, event.time, event.body
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS event (id, fingerprint, time, body, n),
    unnest($5::text[], $6::text[]) WITH ORDINALITY AS target (destination, reporter, n)
  ORDER BY event.n, target.n ON CONFLICT (destination, id) DO NOTHING`;

const END = `INSERT INTO ${SCHEMA}.ended (fault_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`;

const DROP_SERIES = `DELETE FROM ${SCHEMA}.series WHERE scope = $1 AND asset = ANY ($2::text[])`;
const CUT_SERIES = `
  DELETE FROM ${SCHEMA}.series USING unnest($2::text[], $3::text[]) AS gone (asset, checker)
  WHERE series.scope = $1 AND series.asset = gone.asset AND series.checker = gone.checker`;
const PUT_SERIES = `
  INSERT INTO ${SCHEMA}.series (scope, asset, checker, body)
  SELECT $1::bigint, one.asset, one.checker, one.body FROM unnest($2::text[], $3::text[], $4::bytea[]) AS one (asset, checker, body)
  ON CONFLICT (scope, asset, checker) DO UPDATE SET body = excluded.body`;

/** Whether there is anything to be written. */
export function isEmpty(changes: Changes): boolean {
  const { opened, closed, remembered, forgotten, events, series = [], ended = [], relearned } = changes;
  return !relearned && [opened, closed, remembered, forgotten, events, series, ended].every((all) => all.length === 0);
}

/**
 * @param scope its number
 * @param step by which it is known that this was written
 */
export async function write(
  client: Client,
  scope: string,
  step: string,
  changes: Changes,
  destinations: readonly string[],
): Promise<void> {
  const closed = new Set(changes.closed);
  const forgotten = new Set(changes.forgotten);
  const opened = new Map(changes.opened.map((one) => [one.fingerprint, one]));
  const remembered = new Map(changes.remembered.map((one) => [one.id, one]));
  for (const fingerprint of closed) opened.delete(fingerprint);
  for (const id of forgotten) remembered.delete(id);
  const both = (all: ReadonlyMap<string, object>) => [[...all.keys()], [...all.values()].map(seal)];
  const values = [...both(opened), [...closed], ...both(remembered), [...forgotten], changes.relearned === true];
  await client.query(WRITE, [scope, step, ...values]);
  await writeSeries(client, scope, changes.series ?? []);
  const { events, ended = [] } = changes;
  if (events.length > 0 && destinations.length > 0) {
    const of = <T>(field: (event: Changes['events'][number]) => T) => events.map(field);
    await client.query(SPOOL, [
      ...[of(({ id }) => id), of(({ fingerprint }) => fingerprint ?? null), of(({ time }) => time ?? null), of(seal)],
      ...[destinations, destinations.map(reporterOf)],
    ]);
  }
  if (ended.length > 0) await client.query(END, [ended]);
}

/** In their order, as far as one of them undoes another. */
async function writeSeries(client: Client, scope: string, changes: readonly SeriesChange[]): Promise<void> {
  if (changes.length === 0) return;
  const dropped = new Set<string>();
  const byAsset = new Map<string, Map<string, Uint8Array | undefined>>();
  for (const { asset, checker, body } of changes) {
    const one = byAsset.get(asset) ?? new Map<string, Uint8Array | undefined>();
    byAsset.set(asset, one);
    if (checker === undefined) {
      dropped.add(asset);
      one.clear();
    } else one.set(checker, body);
  }
  const all = [...byAsset].flatMap(([asset, one]) => [...one].map(([checker, body]) => ({ asset, checker, body })));
  const cut = all.filter(({ asset, body }) => body === undefined && !dropped.has(asset));
  const put = all.flatMap(({ body, ...key }) => (body === undefined ? [] : { ...key, body: Buffer.from(body) }));
  const keys = (some: readonly { asset: string; checker: string }[]) => [
    some.map(({ asset }) => asset),
    some.map(({ checker }) => checker),
  ];
  if (dropped.size > 0) await client.query(DROP_SERIES, [scope, [...dropped]]);
  if (cut.length > 0) await client.query(CUT_SERIES, [scope, ...keys(cut)]);
  if (put.length > 0) await client.query(PUT_SERIES, [scope, ...keys(put), put.map(({ body }) => body)]);
}
