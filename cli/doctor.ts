import {
  endpointsFromEnv,
  cms,
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
import { planOf, variantsOf } from '../lib/inspection';
import { askFor } from '../lib/inspection/pages';
import { readHistory, readLatest, readWindow, type MetricValues } from '../lib/metrics';
import { fillText, type Language, type MessageData, type Text } from '../lib/model';
import { spoken } from '../lib/report';
import { redact } from '../lib/credentials';
import { loadInspection } from '../ground/load';
import { clientOf } from './client';

const WORDS = {
  ok: { zh: '正常', en: 'ok     ' },
  bad: { zh: '失败', en: 'FAILED ' },
  skipped: { zh: '跳过', en: 'skipped' },
  account: { zh: '账号 {{name}}', en: 'account {{name}}' },
  credentials: { zh: '密钥', en: 'credentials' },
  identity: { zh: '身份', en: 'identity' },
  regions: { zh: '地域', en: 'regions' },
  temporary: { zh: '{{label}}（临时密钥）', en: '{{label}} (temporary)' },
  identityAt: { zh: '{{arn}}，地址 {{url}}', en: '{{arn}} at {{url}}' },
  regionCount: { zh: '{{n}} 个地域', en: '{{n}} regions' },
  firstPage: { zh: '第一页 {{n}} 条，地址 {{url}}', en: '{{n}} on the first page, at {{url}}' },
  rows: { zh: '{{n}} 条', en: '{{n}} rows' },
  at: { zh: '地址 {{url}}', en: 'at {{url}}' },
  noAsset: {
    zh: '{{what}}：第一页没有可用来查询的资产',
    en: '{{what}}: no asset on the first page to ask for',
  },
} as const satisfies Record<string, Text>;

const COLON: Record<Language, string> = { zh: '：', en: ': ' };
const COMMA: Record<Language, string> = { zh: '，', en: ', ' };

/**
 * Checks what an inspection needs, one line each: credentials, identity, regions, endpoints, and every action that it
 * will call, tried once in one region.
 *
 * @returns whether everything works
 * @throws ConfigError for an unknown template or region
 */
export async function doctor(
  template: string,
  flags: { readonly region: string; readonly lang: Language },
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
  const { lang } = flags;
  const t = (word: keyof typeof WORDS, values: MessageData = {}): string => fillText(WORDS[word], values)[lang];
  const say = (how: 'ok' | 'bad' | 'skipped', text: string) => print(redact(`${t(how)} ${text}`));
  const attempt = async <T>(what: string, work: () => Promise<{ text: string; value: T }>): Promise<T | undefined> => {
    try {
      const { text, value } = await work();
      say('ok', `${what}${COLON[lang]}${text}`);
      return value;
    } catch (error) {
      healthy = false;
      say('bad', `${what}${COLON[lang]}${spoken(messageOf(error), lang)}`);
      return undefined;
    }
  };
  try {
    for (const account of inspection.accounts) {
      const client = clientOf(account, { transport, endpoints });
      const at = t('account', { name: account.name });
      const keys = await attempt(`${at}${COMMA[lang]}${t('credentials')}`, async () => {
        const value = await account.credentials.getCredentials();
        const { label } = account.credentials;
        return { text: value.securityToken ? t('temporary', { label }) : label, value };
      });
      if (!keys) continue;
      await attempt(`${at}${COMMA[lang]}${t('identity')}`, async () => {
        const body = await client.call(sts, rpc('GetCallerIdentity', {}, { regionParam: false }), HOME_REGION);
        const url = endpointOf(sts, HOME_REGION, endpoints);
        return { text: t('identityAt', { arn: String(body.Arn), url }), value: true };
      });
      await attempt(`${at}${COMMA[lang]}${t('regions')}`, async () => {
        const regions = await listRegions(client);
        return { text: t('regionCount', { n: regions.length }), value: regions };
      });
      for (const root of planOf(inspection.checkers)) {
        const { scope, product } = root.collector;
        for (const region of scope === 'global' ? globalPlaces(product, endpoints) : [flags.region]) {
          const where = `${at}${COMMA[lang]}${region}`;
          const ids = await attempt(`${where}${COMMA[lang]}${nameOf(root.collector)}`, async () => {
            const page = await firstPage(client, root.collector, region);
            const url = endpointOf(root.collector.product, region, endpoints);
            return { text: t('firstPage', { n: page.length, url }), value: page };
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
              readHistory(client, past, region, new Date(), { calls: 0 }, { ids: first.length > 0 ? first : ['none'] }),
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
    await attempt(`${where}${COMMA[lang]}${cms.code}:DescribeMetric${which} (cms:QueryMetric${which})`, async () => {
      const { fault } = await read();
      if (fault) throw fault;
      return { text: t('at', { url: endpointOf(cms, region, endpoints) }), value: true };
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
      say('skipped', t('noAsset', { what: `${where}${COMMA[lang]}${nameOf(related)}` }));
      return;
    }
    await attempt(`${where}${COMMA[lang]}${nameOf(related)}`, async () => {
      const answered = firstPage(client, related, region, ask ? askFor([wanted ?? ''], ask) : {});
      const rows = await answered.catch((error: unknown) => {
        // An error may be the answer that there is none.
        const { cloudCode = '' } = error as Partial<CloudApiError>;
        if (isInspectionError(error) && ask?.none?.includes(cloudCode)) return [];
        throw error;
      });
      return { text: t('rows', { n: rows.length }), value: true };
    });
  }
}

/** The RAM action stands beside the API's name where they differ. */
function nameOf({ product, call }: AnyCollector): string {
  return `${product.code}:${call.action}${call.ram ? ` (${call.ram})` : ''}`;
}

async function firstPage(
  client: Client,
  collector: AnyCollector,
  region: string,
  given: Parameters<Client['call']>[3] = {},
): Promise<readonly unknown[]> {
  const { product, call, paging, items } = collector;
  const [first] = await variantsOf(client, collector, region, { calls: 0 });
  if (!first) return [];
  const params = { ...first, ...given };
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
