import { isReadableOnTheWay } from '../credentials/sts';
import { ConfigError } from '../errors';
import type { Product } from '../define';

/** The region that central products and account-wide questions are asked in. */
export const HOME_REGION = 'cn-hangzhou';
/** The region of assets that have none. */
export const GLOBAL_REGION = 'global';

/** How the hosts of products are found, other than the public ones. */
export interface EndpointOptions {
  /** Replaces the endpoints of all products, such as `http://127.0.0.1:9100/{product}/{region}`. */
  readonly template?: string;
  /** Templates of single products, by code. */
  readonly custom?: Readonly<Record<string, string>>;
  /** Hosts inside a VPC, such as `ecs-vpc.cn-hangzhou.aliyuncs.com`. */
  readonly network?: 'vpc';
}

/**
 * The URL of a product in a region.
 *
 * @example endpointOf(ecs, 'cn-shanghai') // 'https://ecs.cn-shanghai.aliyuncs.com'
 * @example endpointOf(ecs, 'cn-shanghai', { network: 'vpc' }) // 'https://ecs-vpc.cn-shanghai.aliyuncs.com'
 */
export function endpointOf(product: Product, region: string, options: EndpointOptions = {}): string {
  const at = region === GLOBAL_REGION ? HOME_REGION : region;
  const template = templateOf(product, options);
  if (template !== undefined) {
    return template
      .replace(/\{product\}/g, product.code)
      .replace(/\{region\}/g, at)
      .replace(/\/+$/, '');
  }
  const { kind, pattern, exceptions, vpc } = product.endpoints;
  // Inside a VPC the irregular public hosts are regular; central products have no host there but the public one.
  if (options.network === 'vpc' && kind === 'regional') {
    return `https://${(vpc ?? pattern.replace(/^([^.]+)\./, '$1-vpc.')).replace('{region}', at)}`;
  }
  return `https://${exceptions[at] ?? pattern.replace('{region}', at)}`;
}

/**
 * Where what is global is asked for: in one place, or in each centre of its product. Centres behind one URL, as a private
 * cloud may have them, are one.
 */
export function globalPlaces(product: Product, options: EndpointOptions = {}): readonly string[] {
  const { centres } = product;
  if (!centres) return [GLOBAL_REGION];
  const urls = centres.map((region) => endpointOf(product, region, options));
  return centres.filter((_, i) => urls.indexOf(urls[i] ?? '') === i);
}

/** The template that stands for a product's hosts, if there is one. */
export function templateOf(product: Product, options: EndpointOptions): string | undefined {
  return options.custom?.[product.code] ?? options.template;
}

/**
 * Reads `ALIYUN_ENDPOINT` (a template for all products), `ALIYUN_ENDPOINT_<PRODUCT>` (for one, such as
 * `ALIYUN_ENDPOINT_R_KVSTORE`), `ALIYUN_NETWORK=vpc`, and `ALIYUN_ALLOW_HTTP`, without which `http://` is for this machine only.
 *
 * @throws ConfigError naming the variable
 */
export function endpointsFromEnv(env: Readonly<Record<string, string | undefined>>): EndpointOptions {
  const custom: Record<string, string> = {};
  const checked = (template: string, field = 'ALIYUN_ENDPOINT') => {
    checkEndpointTemplate(template, field);
    if (isReadableOnTheWay(template.replace(/\{(product|region)\}/g, 'x'), env)) {
      throw new ConfigError(
        `${field} "${template}" is not encrypted: use https://, or set ALIYUN_ALLOW_HTTP=true for a network that you trust`,
        { field },
      );
    }
    return template;
  };
  for (const [name, value] of Object.entries(env)) {
    const product = /^ALIYUN_ENDPOINT_([A-Z0-9_]+)$/.exec(name)?.[1];
    if (product && value?.trim()) custom[product.toLowerCase().replace(/_/g, '-')] = checked(value.trim(), name);
  }
  const template = env.ALIYUN_ENDPOINT?.trim();
  const network = env.ALIYUN_NETWORK?.trim();
  if (network && network !== 'vpc' && network !== 'public') {
    throw new ConfigError(`ALIYUN_NETWORK "${network}" is neither public nor vpc`, { field: 'ALIYUN_NETWORK' });
  }
  return {
    ...(template ? { template: checked(template) } : {}),
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
    ...(network === 'vpc' ? { network } : {}),
  };
}

/**
 * Checks an endpoint template once, before anything is called.
 *
 * @param field the variable's name
 * @throws ConfigError naming it
 */
export function checkEndpointTemplate(template: string, field = 'ALIYUN_ENDPOINT'): string {
  const sample = template.replace(/\{(product|region)\}/g, 'x');
  let url: URL;
  try {
    url = new URL(sample);
  } catch {
    throw new ConfigError(
      `${field} "${template}" is not a URL; expected a template such as https://{product}.{region}.example.com`,
      { field },
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ConfigError(`${field} "${template}" must begin with https:// (or http:// for a local cloud)`, { field });
  }
  if (/[{}]/.test(sample)) {
    throw new ConfigError(`${field} "${template}": only {product} and {region} can be filled in`, { field });
  }
  return template;
}
