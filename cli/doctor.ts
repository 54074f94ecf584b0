import {
  endpointsFromEnv,
  type EndpointOptions,
  cms,
  createClient,
  createLimiter,
  createTransport,
  endpointOf,
  globalPlaces,
  listPages,
  listRegions,
  sts,
  checkRegions,
  HOME_REGION,
  type Client,
} from '../lib/aliyun';
import { rpc, type AnyCollector } from '../lib/define';
import { ConfigError, isInspectionError, messageOf, type CloudApiError } from '../lib/errors';
import { planOf, type AccountSource, type AccountSpec } from '../lib/inspection';
import { readHistory, readLatest, readWindow, type MetricValues } from '../lib/metrics';
import { redact } from '../lib/credentials';
import { loadInspection } from '../ground/load';

const ok = (what: string) => `ok      ${what}`;
const bad = (what: string) => `FAILED  ${what}`;
const skipped = (what: string) => `skipped ${what}`;

/**
 * Checks what an inspection needs, one line each: credentials, identity, regions, endpoints, and every action that it
 * will call, tried once in one region.
 *
 * @returns whether everything works
 * @throws ConfigError for an unknown template or region
 */
export async function doctor(
  template: string,
  flags: { readonly region: string },
  print: (line: string) => void,
): Promise<boolean> {
  const inspection = await loadInspection(template);
  if (!inspection.accounts || !inspection.checkers) {
    throw new ConfigError(`${template}: exports only run(); doctor needs the inspection itself`, { field: 'template' });
  }
  const endpoints = endpointsFromEnv(process.env);
  checkRegions([flags.region], '--region', (process.env.ALIYUN_EXTRA_REGIONS ?? '').split(','));
  const transport = createTransport();
  let healthy = true;
  const say = (line: string) => print(redact(line));
  const attempt = async <T>(what: string, work: () => Promise<{ text: string; value: T }>): Promise<T | undefined> => {
    try {
      const { text, value } = await work();
      say(ok(`${what}: ${text}`));
      return value;
    } catch (error) {
      healthy = false;
      say(bad(`${what}: ${messageOf(error)}`));
      return undefined;
    }
  };
  try {
    for (const account of inspection.accounts) {
      const client = clientOf(account, transport, endpoints);
      const at = `account ${account.name}`;
      const keys = await attempt(`${at}, credentials`, async () => {
        const value = await account.credentials.getCredentials();
        return { text: `${account.credentials.label}${value.securityToken ? ' (temporary)' : ''}`, value };
      });
      if (!keys) continue;
      await attempt(`${at}, identity`, async () => {
        const body = await client.call(sts, rpc('GetCallerIdentity', {}, { regionParam: false }), HOME_REGION);
        return { text: `${String(body.Arn)} at ${endpointOf(sts, HOME_REGION, endpoints)}`, value: true };
      });
      await attempt(`${at}, regions`, async () => {
        const regions = await listRegions(client);
        return { text: `${regions.length} regions`, value: regions };
      });
      for (const root of planOf(inspection.checkers)) {
        const { scope, product } = root.collector;
        for (const region of scope === 'global' ? globalPlaces(product, endpoints) : [flags.region]) {
          const where = `${at}, ${region}`;
          const ids = await attempt(`${where}, ${nameOf(root.collector)}`, async () => {
            const page = await firstPage(client, root.collector, region);
            const url = endpointOf(root.collector.product, region, endpoints);
            return { text: `${page.length} on the first page, at ${url}`, value: page };
          });
          for (const related of root.related)
            await tryRelated(related, root.collector, ids ?? [], region, where, client);
          const first = assetIds(root.collector, ids ?? []).slice(0, 1);
          const some = first.length > 0 ? first : undefined;
          const newest = root.metrics.find(({ window }) => window === undefined);
          if (newest) {
            await tryMetric('Last', where, region, () =>
              readLatest(client, newest, region, new Date(), { calls: 0 }, some),
            );
          }
          const held = root.metrics.find(({ window }) => window !== undefined);
          if (held) {
            await tryMetric('List', where, region, () =>
              readWindow(client, held, region, new Date(), { calls: 0 }, some),
            );
          }
          const [past] = root.histories;
          if (past) {
            await tryMetric('List', where, region, () =>
              readHistory(client, past, region, new Date(), { calls: 0 }, first.length > 0 ? first : ['none']),
            );
          }
        }
      }
    }
  } finally {
    transport.close();
  }
  return healthy;

  async function tryMetric(
    which: 'Last' | 'List',
    where: string,
    region: string,
    read: () => Promise<MetricValues>,
  ): Promise<void> {
    await attempt(`${where}, ${cms.code}:DescribeMetric${which} (cms:QueryMetric${which})`, async () => {
      const { fault } = await read();
      if (fault) throw fault;
      return { text: `at ${endpointOf(cms, region, endpoints)}`, value: true };
    });
  }

  async function tryRelated(
    related: AnyCollector,
    parent: AnyCollector,
    items: readonly unknown[],
    region: string,
    where: string,
    client: Client,
  ): Promise<void> {
    const { ask, key } = related.belongs ?? {};
    const account = { id: '', name: '' };
    const wanted = ask
      ? items
          .map((item) => safely(() => parent.toAsset(item, { account, region })))
          .filter((asset) => asset !== undefined)
          .filter((asset) => ask.when?.(asset) ?? true)
          .flatMap((asset) => (key ? key(asset) : asset.id) ?? [])[0]
      : undefined;
    if (ask && !wanted) {
      say(skipped(`${where}, ${nameOf(related)}: no asset on the first page to ask for`));
      return;
    }
    await attempt(`${where}, ${nameOf(related)}`, async () => {
      const id = wanted ?? '';
      const value = ask?.encode === 'json' ? JSON.stringify([id]) : ask?.encode === 'repeat' ? [id] : id;
      const answered = firstPage(client, related, region, ask ? { [ask.param]: value } : {});
      const rows = await answered.catch((error: unknown) => {
        // An error may be the answer that there is none.
        const { cloudCode = '' } = error as Partial<CloudApiError>;
        if (isInspectionError(error) && ask?.none?.includes(cloudCode)) return [];
        throw error;
      });
      return { text: `${rows.length} rows`, value: true };
    });
  }
}

function clientOf(
  account: AccountSpec | AccountSource,
  transport: ReturnType<typeof createTransport>,
  endpoints: EndpointOptions,
): Client {
  return createClient({
    accountName: account.name,
    accountKey: account.name,
    credentials: account.credentials,
    signature: account.signature,
    limiter: createLimiter(),
    transport,
    counters: { total: 0, throttled: 0, retried: 0 },
    stop: { signal: new AbortController().signal, deadline: Infinity },
    endpoints,
  });
}

/** The RAM action stands beside the API's name where they differ. */
function nameOf({ product, call }: AnyCollector): string {
  return `${product.code}:${call.action}${call.ram ? ` (${call.ram})` : ''}`;
}

async function firstPage(
  client: Client,
  { product, call, paging, items, variants }: AnyCollector,
  region: string,
  given: Parameters<Client['call']>[3] = {},
): Promise<readonly unknown[]> {
  const params = { ...variants?.[0], ...given };
  for await (const page of listPages(client, { product, call, paging, items, region, params })) return page.items;
  return [];
}

function assetIds(collector: AnyCollector, items: readonly unknown[]): string[] {
  const where = { account: { id: '', name: '' }, region: '' };
  return items.flatMap((item) => safely(() => collector.toAsset(item, where))?.id ?? []);
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isInspectionError(error, 'response-shape')) return undefined;
    throw error;
  }
}
