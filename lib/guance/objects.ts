import type { Metric, ObjectField, ObjectSchema, Product, Reading } from '../define';
import { redact } from '../credentials/redact';
import type { AccountRef, AnyAsset } from '../model';
import type { Gateway } from './gateway';
import { lineBatches } from './gateway';
import { toLine, type Category, type DataPoint, type FieldValue } from './line';

/** What stands on all assets of an account beside what is documented, such as `{ team: 'payments' }`. */
export type ExtraTags = Readonly<Record<string, string>>;

/** The schemas of products by the products' codes, as {@link schemasOf} lists them. */
export type ObjectSchemas = ReadonlyMap<string, readonly ObjectSchema[]>;

export interface ObjectOptions {
  /** How the assets of each product are written; with their fields as they are when absent. */
  readonly schemas?: ObjectSchemas;
  readonly extraTags?: ExtraTags;
}

/** The schemas that products declare. @example schemasOf([ecs]).get('ecs')?.[0]?.measurement // 'aliyun_ecs' */
export function schemasOf(products: Iterable<Product>): ObjectSchemas {
  return new Map(Array.from(products, ({ code, objects = [] }) => [code, objects] as const));
}

/** Fields of identity, which have places of their own. */
const IDENTITY = new Set(['id', 'name', 'account', 'region', 'product', 'collector']);
/** Fields that may hold a secret, by their names; what Alibaba calls a connection string is a host. */
const SECRET_NAME = /passw|secret|token|private_?key|access_?key|credential|user_?data|signature/i;

/**
 * An asset as an object of the workspace: in the schema of its kind, or, where there is none, under
 * `aliyun_<collector>` with its fields as they are. `name`, `RegionId`, `cloud_provider`, `account_id`, `account_name` and
 * `message` are on all of them; `message` is the whole asset as JSON, without anything secret.
 *
 * @example objectPoint(instance, new Date(), { schemas: schemasOf([ecs]) }).measurement // 'aliyun_ecs'
 */
export function objectPoint(asset: AnyAsset, time: Date, options: ObjectOptions = {}): DataPoint {
  const schema = schemaOf(asset, options.schemas);
  const tags: Record<string, string | undefined> = {
    name: asset.id,
    cloud_provider: 'aliyun',
    account_id: asset.account.id,
    account_name: asset.account.name,
    RegionId: asset.region,
  };
  const fields: Record<string, FieldValue | undefined> = {};
  if (schema) {
    const find = finder(asset);
    for (const [name, value] of schema.tags.map(find)) tags[name] = tagText(value);
    for (const [name, value] of schema.fields.map(find)) fields[name] = fieldValue(value);
  } else {
    tags.asset_name = asset.name;
    for (const [name, value] of Object.entries(asset)) {
      if (!IDENTITY.has(name) && !SECRET_NAME.test(name)) fields[name] = fieldValue(value);
    }
  }
  fields.message = messageText(asset);
  const measurement = schema?.measurement ?? `aliyun_${asset.collector.replace(/-/g, '_')}`;
  // The library's own tags win: an extra tag may not make an asset another one.
  return { measurement, tags: { ...options.extraTags, ...tags }, fields, time };
}

/** The schema of an asset, if there is one. */
function schemaOf(asset: AnyAsset, schemas?: ObjectSchemas): ObjectSchema | undefined {
  return schemas?.get(asset.product)?.find((schema) => {
    const { has } = schema;
    if (has !== undefined && !Object.keys(asset).some((key) => same(key, has))) return false;
    const own = Object.entries(asset).find(([key]) => same(key, schema.id));
    return own !== undefined && own[1] === asset.id;
  });
}

/** Wire names and fields differ in their first letter, sometimes in more; never in anything but case and `_`. */
function same(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

function plainName(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}

function finder(asset: AnyAsset) {
  const known = new Map(Object.entries(asset).map(([key, value]) => [plainName(key), value]));
  return (entry: ObjectField): readonly [string, unknown] => {
    const [name, wire] = typeof entry === 'string' ? [entry, entry] : entry;
    return [name, known.get(plainName(wire))];
  };
}

function tagText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  // Guance's own collector writes lists of addresses like this.
  if (Array.isArray(value)) return value.length > 0 ? `[${value.map((v) => `'${String(v)}'`).join(', ')}]` : undefined;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(clean(value)) : scalarText(value);
}

function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function fieldValue(value: unknown): FieldValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return redact(value);
  return value instanceof Date ? value.toISOString() : redact(JSON.stringify(clean(value)));
}

function messageText(asset: AnyAsset): string {
  return redact(JSON.stringify(clean(asset)));
}

/** The value without fields whose names speak of secrets. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SECRET_NAME.test(key))
      .map(([key, v]) => [key, clean(v)]),
  );
}

/** One reading of a metric. */
export interface MetricReading {
  readonly metric: Metric;
  readonly assetId: string;
  readonly account: AccountRef;
  readonly reading: Reading;
  /** Of the same run: its tags stand on the point too, so that metrics can be filtered like assets. */
  readonly asset?: AnyAsset;
}

/**
 * A reading as points of `aliyun_<namespace>` with the field `<Metric>_<Statistic>`; a point for each part, such as a
 * device.
 *
 * @example metricPoints(cpu)[0].fields // { CPUUtilization_Average: 97.5 }
 */
export function metricPoints(of: MetricReading, options: ObjectOptions = {}): DataPoint[] {
  const { metric, reading, assetId, account, asset } = of;
  const linked = asset
    ? objectPoint(asset, reading.at, options).tags
    : { ...options.extraTags, account_name: account.name };
  // A point's name would be taken for an object's.
  const tags = { ...linked, name: undefined };
  const point = (value: number, part?: string): DataPoint => ({
    measurement: `aliyun_${metric.namespace}`,
    tags: {
      ...tags,
      cloud_provider: 'aliyun',
      userId: account.id,
      [metric.dimension]: assetId,
      // The documented name, whatever the product calls its dimension.
      instanceId: assetId,
      ...(metric.part !== undefined && part !== undefined ? partTags(metric.part, part) : {}),
    },
    fields: { [`${metric.metric}_${metric.statistic}`]: value },
    time: reading.at,
  });
  if (metric.part === undefined || reading.parts.length === 0) return [point(reading.value)];
  return reading.parts.map(({ part, value }) => point(value, part));
}

/** A tag for each dimension of a part. */
function partTags(dimensions: string, part: string): Record<string, string> {
  const names = dimensions.split('/');
  if (names.length === 1) return { [dimensions]: part };
  return Object.fromEntries(part.split('/').map((value, i) => [names[i] ?? '', value]));
}

/** Writes points as they come, in requests of the documented size. */
export interface PointWriter {
  /** Buffers, and sends what fills a request. @throws ReportError, StoppedError */
  add(category: Category, points: readonly DataPoint[]): Promise<void>;
  /** Sends the rest. @throws ReportError, StoppedError */
  flush(): Promise<void>;
  /** Points that a gateway has accepted. */
  readonly written: number;
}

/**
 * @example
 * const writer = pointWriter(gateway);
 * await writer.add('custom_object', assets.map((asset) => objectPoint(asset, now)));
 * await writer.flush();
 */
export function pointWriter(gateway: Gateway): PointWriter {
  const waiting = new Map<Category, string[]>();
  let written = 0;
  async function send(category: Category, all: boolean): Promise<void> {
    const batches = lineBatches(waiting.get(category) ?? []);
    // The last one may still grow.
    const rest = all ? [] : (batches.pop() ?? []);
    waiting.set(category, rest);
    for (const batch of batches) {
      await gateway.write(category, batch);
      written += batch.length;
    }
  }
  return {
    async add(category, points) {
      const lines = points.map((point) => toLine(point, category)).filter((line) => line !== undefined);
      waiting.set(category, [...(waiting.get(category) ?? []), ...lines]);
      await send(category, false);
    },
    async flush() {
      for (const category of [...waiting.keys()]) await send(category, true);
    },
    get written() {
      return written;
    },
  };
}
