import { follow, rpc, type Product } from '../define';
import { ConfigError, ResponseShapeError, isInspectionError } from '../errors';
import { nearest } from '../model';
import type { Client } from './call';
import { HOME_REGION } from './endpoint';
import { ecsRegions } from './products';

/**
 * Known regions, the finance and government ones among them, to catch a typing error before anything is called. The
 * list is kept by hand. It never limits what is inspected: `regions: 'all'` asks the cloud, and `ALIYUN_EXTRA_REGIONS`
 * (comma list) adds names that are newer than this list or belong to a private cloud.
 */
export const KNOWN_REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ap-southeast-8',
  'cn-beijing',
  'cn-beijing-finance-1',
  'cn-chengdu',
  'cn-fuzhou',
  'cn-guangzhou',
  'cn-hangzhou',
  'cn-hangzhou-finance',
  'cn-heyuan',
  'cn-heyuan-acdr-1',
  'cn-hongkong',
  'cn-huhehaote',
  'cn-nanjing',
  'cn-north-2-gov-1',
  'cn-qingdao',
  'cn-shanghai',
  'cn-shanghai-finance-1',
  'cn-shenzhen',
  'cn-shenzhen-finance-1',
  'cn-wuhan-lr',
  'cn-wulanchabu',
  'cn-wulanchabu-acdr-1',
  'cn-zhangjiakou',
  'cn-zhengzhou-jva',
  'cn-zhongwei',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'me-central-1',
  'me-east-1',
  'na-south-1',
  'us-east-1',
  'us-southeast-1',
  'us-west-1',
];

/**
 * Checks region ids that somebody typed.
 *
 * @param field what to name in the error, such as `configs.regions`
 * @throws ConfigError naming the field and the nearest known region
 */
export function checkRegions(regions: readonly string[], field: string, extra: readonly string[] = []): void {
  const known = new Set([...KNOWN_REGIONS, ...extra]);
  for (const region of regions) {
    if (known.has(region)) continue;
    const near = nearest(region, [...known]);
    throw new ConfigError(
      `${field}: unknown region "${region}"${near ? `, did you mean ${near}?` : ''} ` +
        '(a region that is newer than this version, or private, is named in ALIYUN_EXTRA_REGIONS)',
      { field },
    );
  }
}

/** All regions of the account, as ECS `DescribeRegions` lists them. */
export async function listRegions(client: Client): Promise<string[]> {
  return regionsOfProduct(client, ecsRegions, 'Regions.Region');
}

/**
 * The regions where a product is, from its own `DescribeRegions` where it declares one.
 *
 * @param otherwise used where it declares none, and where it cannot be asked: looking in too many regions hides nothing
 */
export async function listProductRegions(
  client: Client,
  product: Product,
  otherwise: readonly string[],
): Promise<readonly string[]> {
  return (await ownRegions(client, product)) ?? otherwise;
}

/** The same; `undefined` where the product declares none, and where it cannot be asked. */
export async function ownRegions(client: Client, product: Product): Promise<readonly string[] | undefined> {
  if (product.regions === undefined) return undefined;
  try {
    return await regionsOfProduct(client, product, product.regions);
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'cancelled' || error.code === 'deadline') throw error;
    return undefined;
  }
}

async function regionsOfProduct(client: Client, product: Product, path: string): Promise<string[]> {
  const body = await client.call(product, rpc('DescribeRegions', {}, { regionParam: false }), HOME_REGION);
  const rows = follow(body, path.split('.'));
  const ids = (Array.isArray(rows) ? (rows as ({ RegionId?: unknown } | null)[]) : [])
    .map((region) => region?.RegionId)
    .filter((id): id is string => typeof id === 'string' && id !== '');
  if (ids.length === 0) throw new ResponseShapeError(`${product.code}:DescribeRegions lists no region`);
  return [...new Set(ids)].sort();
}
