/** The pages of a collector, and the assets on them. A fault ends up beside what was read, never instead of it. */
import { chunk } from 'lodash';
import { listPages, type Client, type ListRequest, type Tally } from '../aliyun';
import { shownField, type AnyCollector, type IdParam, type WireParams, type Within } from '../define';
import { ResponseShapeError, isCloudApiError, isInspectionError, type CloudApiError, type FieldError } from '../errors';
import type { AccountRef, AnyAsset } from '../model';
import type { Collecting } from './collecting';

/** How a collector is listed. */
export function listOf(collector: AnyCollector, region: string, tally: Tally, params: WireParams = {}): ListRequest {
  const { product, call, paging, items } = collector;
  // A row of an answer to a question for one parent names no parent, and needs none.
  const identify = (item: unknown) => {
    const id = collector.itemId(item);
    const parent = collector.parentId(item);
    return id === undefined || parent === undefined ? id : `${parent} ${id}`;
  };
  return { product, call, paging, items, region, tally, identify, params, rowOf: rowOf(collector, params) };
}

/** What makes an object of a row that is a text, or that does not name the holder which `params` ask for. */
function rowOf({ textRows, within }: AnyCollector, params: WireParams): ListRequest['rowOf'] {
  const holder = within?.as === undefined ? {} : { [within.as]: params[within.param] };
  if (textRows === undefined && within?.as === undefined) return undefined;
  return (row) => {
    if (textRows !== undefined) return { ...holder, [textRows]: row };
    return typeof row === 'object' && row !== null ? { ...holder, ...row } : row;
  };
}

/** The ids of holders that an account was asked for: several lists are within the same ones. */
const HOLDERS = new WeakMap<Client, Map<string, Promise<readonly string[]>>>();

/** The parameters of the lists that together make the whole: the declared ones, for each holder that the collector is within. */
export async function variantsOf(
  client: Client,
  { variants = [{}], within }: AnyCollector,
  region: string,
  tally: Tally,
): Promise<readonly WireParams[]> {
  if (!within) return variants;
  const known = HOLDERS.get(client) ?? new Map<string, Promise<readonly string[]>>();
  HOLDERS.set(client, known);
  const key = `${within.of.id} ${region}`;
  const asked = known.get(key) ?? holdersOf(client, within.of, region, tally);
  known.set(key, asked);
  const holders = await asked.catch((error: unknown) => {
    known.delete(key);
    throw error;
  });
  return holders.flatMap((id) => variants.map((variant) => ({ ...variant, ...holderParams(id, within) })));
}

/** What asks for the list of one holder; an id such as `lb-1/443` is that of a holder that another key tells apart. */
function holderParams(id: string, { param, apart }: Within): WireParams {
  if (apart === undefined) return { [param]: id };
  const end = id.lastIndexOf('/');
  return { [param]: id.slice(0, end), [apart]: id.slice(end + 1) };
}

async function holdersOf(client: Client, of: AnyCollector, region: string, tally: Tally): Promise<readonly string[]> {
  const ids = new Set<string>();
  for await (const { items } of listPages(client, listOf(of, region, tally))) {
    for (const item of items) {
      const id = of.itemId(item);
      if (id === undefined)
        throw new ResponseShapeError(`${of.product.code}:${of.call.action} in ${region}: no ${of.assetId}`);
      ids.add(id);
    }
  }
  return [...ids];
}

/** What may be refused for one holder alone. */
const OF_A_HOLDER: ReadonlySet<string> = new Set(['request-refused', 'not-found', 'access-denied']);
/** Codes of a value that an API does not take, such as `InvalidDBInstanceType.ValueNotSupport`. */
const OF_A_VALUE = /^(Invalid|Incorrect|Unsupported)/;

/**
 * Pages of a collector: of all its assets, or only of the wanted ids where the API can list by id.
 *
 * @param by how it lists by id
 * @param expected there was something the last time: that nothing is left has to be said by a total, where there is one
 */
export async function* pagesOf(
  client: Client,
  collector: AnyCollector,
  region: string,
  tally: Tally,
  only: ReadonlySet<string> | undefined,
  by = collector.select,
  expected = false,
) {
  const { rare = [] } = collector;
  const variants = await variantsOf(client, collector, region, tally);
  const selections = only && by ? chunk([...only], by.max).map((ids) => askFor(ids, by)) : [{}];
  const each = (kinds: readonly WireParams[]) =>
    kinds.flatMap((kind) => selections.map((ids) => ({ ...kind, ...ids })));
  for (const params of each(rare)) {
    try {
      for await (const page of listPages(client, listOf(collector, region, tally, params)))
        yield { ...page, more: true };
    } catch (error) {
      const isRefused = isCloudApiError(error) && error.code === 'request-refused';
      if (!isRefused || !OF_A_VALUE.test(error.cloudCode ?? '')) throw error;
    }
  }
  const lists = each(variants);
  let refused: CloudApiError | undefined;
  for (const [i, params] of lists.entries()) {
    const last = i === lists.length - 1;
    const list = listPages(client, { ...listOf(collector, region, tally, params), expected });
    try {
      for await (const page of list) yield { ...page, more: page.more || !last };
    } catch (error) {
      // What one holder refuses, such as one that is disabled, the others may tell.
      if (!collector.within || !isCloudApiError(error) || !OF_A_HOLDER.has(error.code)) throw error;
      refused ??= error;
    }
  }
  if (refused) throw refused;
}

export function askFor(
  ids: readonly string[],
  { param, encode, and }: IdParam & { readonly and?: string },
): WireParams {
  if (and !== undefined) {
    const [first = '', second = ''] = ids.join().split(' ');
    return { [param]: first, [and]: second };
  }
  return { [param]: encodeIds(ids, encode) };
}

function encodeIds(ids: readonly string[], encode: 'json' | 'comma' | 'repeat'): string | readonly string[] {
  if (encode === 'json') return JSON.stringify(ids);
  return encode === 'comma' ? ids.join(',') : ids;
}

/**
 * An item without an id leaves the collection partial; its neighbours are still judged. A field that cannot be read costs
 * that field alone: who reads it from the asset cannot tell.
 */
export function readAsset(
  item: unknown,
  collector: AnyCollector,
  account: AccountRef,
  region: string,
  into: Collecting,
): AnyAsset | undefined {
  const { product, call } = collector;
  try {
    const odd: FieldError[] = [];
    const asset = collector.toAsset(item, { account, region }, odd);
    for (const { message, path, problem, value } of odd) {
      const key = `${product.code}:${call.action} in ${region}: ${message}`;
      const known = into.odd.get(key);
      if (known) known.count += 1;
      else into.odd.set(key, { field: path, problem, ...(value === undefined ? {} : { value }), count: 1 });
    }
    return asset;
  } catch (error) {
    if (!isInspectionError(error, 'response-shape')) throw error;
    into.faults.push(new ResponseShapeError(`${product.code}:${call.action} in ${region}: ${error.message}`));
    return undefined;
  }
}

/** Whether an asset was asked for, itself or as something attached to one that was. */
export function inScope(
  only: ReadonlySet<string> | undefined,
  asset: { id: string } & Readonly<Record<string, unknown>>,
): boolean {
  if (!only || only.has(asset.id)) return true;
  const instance = shownField(asset, 'instanceId');
  return typeof instance === 'string' && only.has(instance);
}
