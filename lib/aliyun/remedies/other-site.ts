import type { Product } from '../../define';
import { endpointOf, type EndpointOptions } from '../endpoint';
import { atOnce, type Place, type Remedy } from './remedy';

/** What the billing API of one site answers to accounts of the other. */
const WRONG_SITE = 'NotApplicable';

/** Where the calls of one account begin, and what moves them to the other site. */
export interface Sites {
  /** Where a call is sent first: at the other site, once that has turned out to be the account's. */
  placeOf(product: Product, region: string): Place;
  readonly remedy: Remedy;
}

/**
 * The Chinese and the international site have hosts of their own for a few products, and which one an account belongs to
 * shows when the other refuses it.
 *
 * @example const sites = createSites(); sites.placeOf(bss, 'global'); // the usual host, until it has refused
 */
export function createSites(endpoints: EndpointOptions = {}): Sites {
  /** Products whose usual host has refused this account. */
  const elsewhere = new Set<string>();

  function placeOf(product: Product, region: string): Place {
    const at = product.otherSite !== undefined && elsewhere.has(product.code) ? product.otherSite : region;
    return { region: at, endpoint: endpointOf(product, at, endpoints) };
  }

  return {
    placeOf,
    remedy: {
      name: 'other-site',
      decide({ error, product, region, place }) {
        if (error.cloudCode !== WRONG_SITE || product.otherSite === undefined) return undefined;
        if (place.region === product.otherSite) return undefined;
        elsewhere.add(product.code);
        return atOnce(placeOf(product, region));
      },
    },
  };
}
