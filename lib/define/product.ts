import type { Text } from '../model/text';
import type { Style } from './call';
import type { ObjectSchema } from './object';

/** Where a product answers. Only facts: hosts by region, `{region}` in `pattern` stands for the region id. */
export interface Endpoints {
  readonly kind: 'regional' | 'central';
  /** Such as `ecs.{region}.aliyuncs.com`, or the one host of a central product. */
  readonly pattern: string;
  /** The same inside a VPC, where that is not the pattern with `-vpc` after its first label. */
  readonly vpc?: string;
  /** Regions whose host differs from the pattern. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/**
 * A host per region.
 *
 * @example regional('ecs', { 'cn-hangzhou': 'ecs-cn-hangzhou.aliyuncs.com' })
 */
export function regional(prefix: string, exceptions: Readonly<Record<string, string>> = {}): Endpoints {
  return { kind: 'regional', pattern: `${prefix}.{region}.aliyuncs.com`, exceptions };
}

/**
 * One host for all regions.
 *
 * @example central('business.aliyuncs.com', { 'ap-southeast-1': 'business.ap-southeast-1.aliyuncs.com' })
 */
export function central(host: string, exceptions: Readonly<Record<string, string>> = {}): Endpoints {
  return { kind: 'central', pattern: host, exceptions };
}

/** The same host for many regions, as exceptions of a product. */
export function sameHost(host: string, ...regions: string[]): Record<string, string> {
  return Object.fromEntries(regions.map((region) => [region, host]));
}

/** An Alibaba Cloud product: one API version behind one family of hosts. */
export interface Product {
  /** The code of the OpenAPI, such as `ecs` or `r-kvstore`; `{product}` in `ALIYUN_ENDPOINT`. */
  readonly code: string;
  /** `YYYY-MM-DD`. */
  readonly apiVersion: string;
  readonly title: Text;
  readonly style: Style;
  /** The only version of signatures that it takes, whichever the account asks for. */
  readonly signature?: 'v3';
  /** The official SDK package, the authority on fields. */
  readonly sdk: string;
  /** The prefix of its RAM actions; the code when absent. */
  readonly ramPrefix?: string;
  /** The code in the location service, when it differs. */
  readonly locationCode?: string;
  readonly endpoints: Endpoints;
  /**
   * A region with the host for accounts of the international site, where the usual host refuses them (`NotApplicable`).
   * Of a template of hosts, it fills in `{region}`.
   */
  readonly otherSite?: string;
  /**
   * The regions of its centres, each of which knows assets of its own: what is global is asked for in all of them, once
   * per account, whichever regions are inspected.
   */
  readonly centres?: readonly string[];
  /** Path of the rows in the answer of its own `DescribeRegions`, where it has one that takes no region. */
  readonly regions?: string;
  /** The console page of an asset; `{{region}}` and `{{id}}` are filled. */
  readonly console?: string;
  /** How its assets are written to a workspace; those of another kind are written with their fields as they are. */
  readonly objects?: readonly ObjectSchema[];
  /**
   * Documented quotas by action, in calls per second of an account in a region: where the limiter starts. What is not
   * documented is learnt.
   */
  readonly quotas?: Readonly<Record<string, number>>;
  /** For products whose throttle stays closed until the next window begins: the length of a window, in milliseconds. */
  readonly throttleWindowMs?: number;
}

const CODE = /^[a-z][a-z0-9-]*$/;

/**
 * Declares a product.
 *
 * @example
 * export const ecs = defineProduct({
 *   code: 'ecs', apiVersion: '2014-05-26', style: 'rpc', sdk: '@alicloud/ecs20140526',
 *   title: { zh: '云服务器', en: 'Elastic Compute Service' }, endpoints: regional('ecs'),
 * });
 */
export function defineProduct(product: Product): Product {
  if (!CODE.test(product.code)) throw new TypeError(`product code "${product.code}" is not of the form r-kvstore`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(product.apiVersion)) {
    throw new TypeError(`product ${product.code}: apiVersion "${product.apiVersion}" is not YYYY-MM-DD`);
  }
  const { centres, endpoints } = product;
  if (centres) {
    const hosts = centres.map(
      (region) => endpoints.exceptions[region] ?? endpoints.pattern.replace('{region}', region),
    );
    if (centres.length < 2 || new Set(hosts).size < centres.length) {
      throw new TypeError(`product ${product.code}: centres are at least two, each with a host of its own`);
    }
  }
  return Object.freeze({ ...product });
}
