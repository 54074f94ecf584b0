import { ConfigError } from '../errors';
import type { Product } from '../define';

/** The region that central products and account-wide questions are asked in. */
export const HOME_REGION = 'cn-hangzhou';
/** The region of assets that have none. */
export const GLOBAL_REGION = 'global';

/**
 * The URL of a product in a region.
 *
 * @param template replaces the public endpoints of all products, such as `http://127.0.0.1:9100/{product}/{region}`
 *   (the environment variable `ALIYUN_ENDPOINT`)
 * @example endpointOf(ecs, 'cn-shanghai') // 'https://ecs.cn-shanghai.aliyuncs.com'
 */
export function endpointOf(product: Product, region: string, template?: string): string {
  const at = region === GLOBAL_REGION ? HOME_REGION : region;
  if (template !== undefined) {
    return template
      .replace(/\{product\}/g, product.code)
      .replace(/\{region\}/g, at)
      .replace(/\/+$/, '');
  }
  const host = product.endpoints.exceptions[at] ?? product.endpoints.pattern.replace('{region}', at);
  return `https://${host}`;
}

/**
 * Checks an endpoint template once, before anything is called.
 *
 * @throws ConfigError naming `ALIYUN_ENDPOINT`
 */
export function checkEndpointTemplate(template: string): string {
  const sample = template.replace(/\{(product|region)\}/g, 'x');
  let url: URL;
  try {
    url = new URL(sample);
  } catch {
    throw new ConfigError(
      `ALIYUN_ENDPOINT "${template}" is not a URL; expected a template such as https://{product}.{region}.example.com`,
      { field: 'ALIYUN_ENDPOINT' },
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ConfigError(`ALIYUN_ENDPOINT "${template}" must begin with https:// (or http:// for a local cloud)`, {
      field: 'ALIYUN_ENDPOINT',
    });
  }
  if (/[{}]/.test(sample)) {
    throw new ConfigError(`ALIYUN_ENDPOINT "${template}": only {product} and {region} can be filled in`, {
      field: 'ALIYUN_ENDPOINT',
    });
  }
  return template;
}
