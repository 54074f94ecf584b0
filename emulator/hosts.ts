import { productNamed } from './catalogue';
import type { Product } from './define';

/** A region's id, such as `cn-hangzhou`. */
export const REGION = /^[a-z]{2}-[a-z0-9-]+$/;

/** What the name of a host says of a call. */
export interface HostFacts {
  product?: Product;
  region?: string;
  /** The bucket of OSS that is addressed by its own name. */
  bucket?: string;
  /** The project of Simple Log Service. */
  project?: string;
}

/**
 * Reads a `Host` header: the names that Alibaba Cloud has (`ecs.cn-hangzhou.aliyuncs.com`, `rds.aliyuncs.com`,
 * `ecs-cn-hangzhou.aliyuncs.com`, `bucket.oss-cn-hangzhou-internal.aliyuncs.com`), and the same below `localhost`. There,
 * what is no product is a bucket: `bucket.localhost`. Before an address is a project of Simple Log Service.
 */
export function readHost(host: string): HostFacts {
  const [, ownProject] = /^([a-z0-9-]+)\.(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$/.exec(host.toLowerCase()) ?? [];
  if (ownProject !== undefined) return { project: ownProject };
  const [, name, base] = /^(.+)\.(aliyuncs\.com|localhost)(?::\d+)?$/i.exec(host.toLowerCase()) ?? [];
  if (name === undefined) return {};
  const labels = name.split('.');
  const oss = /^oss(?:-([a-z]{2}-[a-z0-9-]+?))?(?:-internal)?$/.exec(labels[labels.length - 1] ?? '');
  if (oss !== null) {
    const bucket = labels.slice(0, -1).join('.');
    return { product: productNamed('oss'), region: oss[1], bucket: bucket === '' ? undefined : bucket };
  }
  const [, project, place] = /^(?:([a-z0-9-]+)\.)?([a-z]{2}-[a-z0-9-]+?)(?:-intranet)?\.log$/.exec(name) ?? [];
  if (place !== undefined) return { product: productNamed('sls'), region: place, project };
  const [first = '', second = ''] = labels;
  const [, stem = first, joined] = /^(.+?)-((?:cn|ap|eu|us|me|na|sa)-[a-z0-9-]+)$/.exec(first) ?? [];
  const product = productNamed(first) ?? productNamed(stem);
  if (product === undefined) return base === 'localhost' ? { bucket: name } : {};
  return { product, region: REGION.test(second) ? second : joined };
}
