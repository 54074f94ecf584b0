import { GLOBAL_REGION, listPages, resourceCenter, type Client } from '../aliyun';
import { follow, nextToken, rpc, type AnyCollector, type WireParams } from '../define';
import { isInspectionError, messageOf } from '../errors';

/** Where the assets of each collector are; `undefined`: nobody can tell, ask everywhere. */
export interface InUse {
  readonly regions: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** What the operator should know. */
  readonly note?: string;
}

/**
 * Asks Resource Center which regions hold anything of what the collectors list. Where it is switched off, fails or does
 * not know a product, that product is looked for everywhere: skipping must never hide an asset.
 */
export async function regionsInUse(client: Client, collectors: readonly AnyCollector[]): Promise<InUse> {
  const everywhere = (note: string): InUse => ({ regions: new Map(), note });
  const ask: Ask = (action, params = {}) =>
    client.call(resourceCenter, rpc(action, {}, { regionParam: false }), GLOBAL_REGION, params);
  try {
    const service = await ask('GetResourceCenterServiceStatus');
    if (service.ServiceStatus !== 'Enabled' || service.InitialStatus !== 'Finished') {
      return everywhere(`account ${client.accountName}: Resource Center is not enabled, all regions are inspected`);
    }
    const wanted = collectors.filter((collector) => collector.resourceType !== undefined);
    const known = await knownTypes(ask);
    const regions = new Map<string, ReadonlySet<string> | undefined>();
    await Promise.all(
      wanted.map(async ({ id, resourceType = '' }) => {
        if (known && !known.has(resourceType)) return;
        const held = await regionsOfType(client, ask, resourceType);
        // Without the list of types, "nothing" may mean "not indexed".
        if (known || held.size > 0) regions.set(id, held);
      }),
    );
    return { regions };
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'cancelled' || error.code === 'deadline') throw error;
    return everywhere(`account ${client.accountName}: all regions are inspected (${messageOf(error)})`);
  }
}

type Ask = (action: string, params?: WireParams) => Promise<Readonly<Record<string, unknown>>>;

/** A type that Resource Center does not index has no counts: that must not read as "nothing there". */
async function knownTypes(ask: Ask): Promise<Set<string> | undefined> {
  try {
    const { ResourceTypes: types } = await ask('ListResourceTypes');
    if (!Array.isArray(types)) return undefined;
    return new Set((types as { ResourceType?: unknown }[]).map((entry) => String(entry.ResourceType)));
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'cancelled' || error.code === 'deadline') throw error;
    return undefined;
  }
}

/** The regions that hold anything of a type: by counting, or where that is not to be had by searching. */
async function regionsOfType(client: Client, ask: Ask, type: string): Promise<Set<string>> {
  const filter = { 'Filter.1.Key': 'ResourceType', 'Filter.1.MatchType': 'Equals', 'Filter.1.Value.1': type };
  try {
    const { ResourceCounts: counts } = await ask('GetResourceCounts', { GroupByKey: 'Region', ...filter });
    if (Array.isArray(counts)) {
      const groups = counts as { GroupName?: unknown; Count?: unknown }[];
      return new Set(groups.filter((group) => Number(group.Count) > 0).map((group) => String(group.GroupName)));
    }
  } catch (error) {
    // An older Resource Center has no such action.
    if (!isInspectionError(error, 'request-refused')) throw error;
  }
  const held = new Set<string>();
  const pages = listPages(client, {
    product: resourceCenter,
    call: rpc('SearchResources', filter, { regionParam: false }),
    paging: nextToken({ max: 100 }),
    items: 'Resources',
    identify: (item) => `${String(follow(item, ['RegionId']))} ${String(follow(item, ['ResourceId']))}`,
    region: GLOBAL_REGION,
  });
  for await (const page of pages) for (const item of page.items) held.add(String(follow(item, ['RegionId'])));
  return held;
}
