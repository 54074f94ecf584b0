import type { Product } from '../define';
import { ResponseShapeError } from '../errors';
import type { Body, Client } from './call';
import { GLOBAL_REGION } from './endpoint';
import { location } from './products';

/**
 * The host of a product in a region, as the location service knows it; undefined when it lists none there.
 * Rejects when the service cannot be asked, or answers without a list.
 */
export type Locate = (product: Product, region: string) => Promise<string | undefined>;

/**
 * Asks the location service, once for each product and region; what failed is asked again.
 *
 * @example const host = await createLocator(client.call)(ecs, 'cn-shanghai'); // 'ecs.cn-shanghai.aliyuncs.com'
 */
export function createLocator(call: Client['call']): Locate {
  const known = new Map<string, Promise<string | undefined>>();

  async function ask(product: Product, region: string): Promise<string | undefined> {
    const answer = await call(
      location,
      { style: 'rpc', action: 'DescribeEndpoints', params: {}, regionParam: false },
      GLOBAL_REGION,
      { Id: region, ServiceCode: product.locationCode ?? product.code, Type: 'openAPI' },
    );
    return hostIn(answer);
  }

  return async (product, region) => {
    const key = `${product.code}|${region}`;
    let found = known.get(key);
    if (!found) known.set(key, (found = ask(product, region)));
    try {
      return await found;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}

function hostIn(answer: Body): string | undefined {
  const list = (answer.Endpoints as { Endpoint?: { Endpoint?: string }[] } | undefined)?.Endpoint;
  // Only a list without hosts says that there is none; an answer without a list says nothing.
  if (!Array.isArray(list)) throw new ResponseShapeError('location:DescribeEndpoints: no Endpoints in the answer');
  return list[0]?.Endpoint;
}
