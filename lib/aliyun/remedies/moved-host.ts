import { CloudApiError } from '../../errors';
import { GLOBAL_REGION, HOME_REGION, templateOf, type EndpointOptions } from '../endpoint';
import type { Locate } from '../locate';
import { location } from '../products';
import { GIVE_UP, atOnce, type Fault, type Remedy } from './remedy';

/** What the system says of a host that DNS does not know. */
const NO_SUCH_HOST = 'ENOTFOUND';

/**
 * A host that DNS does not know: either the product does not exist in that region, or the host's name is irregular,
 * or the network is down. Only the location service can tell, so a dead network never reads as "unsupported". It can
 * tell only of products that it lists somewhere: what it lists nowhere it does not know, and that says nothing.
 *
 * @param locate rejects when the location service cannot be asked
 */
export function movedHost(locate: Locate, endpoints: EndpointOptions = {}): Remedy {
  /** Whether the name of the host was guessed from the region: all others are declared, or given by the user. */
  function isGuessed({ product, region }: Fault): boolean {
    return (
      product.code !== location.code &&
      templateOf(product, endpoints) === undefined &&
      region !== GLOBAL_REGION &&
      product.centres === undefined
    );
  }

  return {
    name: 'moved-host',
    async decide(fault, used) {
      const { error, product, region, place } = fault;
      if (error.cloudCode !== NO_SUCH_HOST || used > 0) return undefined;
      if (!isGuessed(fault)) return GIVE_UP;
      let host: string | undefined;
      try {
        host = await locate(product, region);
        if (host === undefined && (await locate(product, HOME_REGION)) === undefined) return GIVE_UP;
      } catch {
        return GIVE_UP;
      }
      if (host === undefined) return { kind: 'give-up', error: absent(fault) };
      const endpoint = `https://${host}`;
      return endpoint === place.endpoint ? GIVE_UP : atOnce({ ...place, endpoint });
    },
  };
}

function absent({ error, product, region }: Fault): CloudApiError {
  return new CloudApiError(`${product.code} does not exist in ${region}`, {
    code: 'unsupported',
    product: product.code,
    action: error.action,
    region,
    cause: error,
  });
}
