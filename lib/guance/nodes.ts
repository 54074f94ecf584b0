import { ConfigError } from '../errors';
import { hintOf } from '../model';

export interface NodeUrls {
  readonly openapi: string;
  readonly openway: string;
}

/** Guance's public nodes by key. */
export const NODES: Readonly<Record<string, NodeUrls>> = {
  default: { openapi: 'https://openapi.guance.com', openway: 'https://openway.guance.com' },
  aws: { openapi: 'https://aws-openapi.guance.com', openway: 'https://aws-openway.guance.com' },
  cn3: { openapi: 'https://cn3-openapi.guance.com', openway: 'https://cn3-openway.guance.com' },
  cn4: { openapi: 'https://cn4-openapi.guance.com', openway: 'https://cn4-openway.guance.com' },
  cn5: { openapi: 'https://cn5-openapi.guance.com', openway: 'https://cn5-openway.guance.com' },
  cn6: { openapi: 'https://cn6-openapi.guance.one', openway: 'https://cn6-openway.guance.one' },
  us1: { openapi: 'https://us1-openapi.guance.com', openway: 'https://us1-openway.guance.com' },
  eu1: { openapi: 'https://eu1-openapi.guance.one', openway: 'https://eu1-openway.guance.one' },
  ap1: { openapi: 'https://ap1-openapi.guance.one', openway: 'https://ap1-openway.guance.one' },
};

/** What the consoles and documents of Guance call nodes whose key is another. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['cn1', 'default'],
  ['none', 'default'],
  ['cn2', 'aws'],
]);

export interface NodeChoice {
  /**
   * A key of {@link NODES}, or the name that Guance shows for it: `cn1`, `CN3 Zhangjiakou`; `default` when absent. `private`
   * asks for both addresses.
   */
  readonly node?: string;
  /** For TrueWatch and private deployments; wins over the node's. */
  readonly openapiUrl?: string;
  /** OpenWay, or a DataWay of one's own; may carry `?token=tkn_…`. */
  readonly openwayUrl?: string;
}

export interface ResolvedNode {
  readonly openapi: string;
  /** Absent when only the Open API's address is known: data must not go to another deployment. */
  readonly openway?: string;
  /** The token that the OpenWay address carried. */
  readonly token?: string;
}

/**
 * Where a workspace answers. Addresses come without a slash at their end.
 *
 * @throws ConfigError naming the variable
 * @example resolveNode({ node: 'cn4' }).openapi // 'https://cn4-openapi.guance.com'
 */
export function resolveNode(choice: NodeChoice = {}): ResolvedNode {
  const openapi = choice.openapiUrl?.trim() ? parseUrl(choice.openapiUrl, 'GUANCE_OPENAPI_URL') : undefined;
  const openway = choice.openwayUrl?.trim() ? parseUrl(choice.openwayUrl, 'GUANCE_OPENWAY_URL', true) : undefined;
  const name = keyOf(choice.node ?? '');
  if (name === 'private') {
    if (!openapi || !openway) {
      throw bad(
        'GUANCE_NODE',
        'a private deployment has no fixed addresses: set GUANCE_OPENAPI_URL and GUANCE_OPENWAY_URL',
      );
    }
  } else if (name !== '' && !Object.hasOwn(NODES, name)) {
    const known = ['default', 'cn1', 'cn2', ...Object.keys(NODES).slice(1), 'private'];
    throw bad('GUANCE_NODE', `"${name.slice(0, 40)}" is no node${hintOf(name, known)}; nodes are ${known.join(', ')}`);
  }
  const node = NODES[name || 'default'];
  const ownDeployment = openapi !== undefined && name === '';
  return {
    openapi: openapi?.url ?? (node as NodeUrls).openapi,
    ...(openway ? { openway: openway.url } : ownDeployment || !node ? {} : { openway: node.openway }),
    ...(openway?.token ? { token: openway.token } : {}),
  };
}

/** The key of a node by any of its names, of which `CN3 Zhangjiakou` begins with one. */
function keyOf(text: string): string {
  const [name = ''] = text
    .trim()
    .toLowerCase()
    .split(/[\s(（]+/);
  return OTHER_NAMES.get(name) ?? name;
}

/**
 * Checks the address of a service and takes off the slash at its end.
 *
 * @param field names the culprit in the message; the address itself may hold a secret and is not quoted
 * @param withToken whether `?token=` may be part of it
 */
export function parseUrl(
  text: string,
  field: string,
  withToken = false,
): { readonly url: string; readonly token?: string } {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw bad(field, 'is not an address such as https://openapi.example.com');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad(field, 'has to begin with https:// or http://');
  if (url.username || url.password) throw bad(field, 'may not hold a user or a password');
  const token = url.searchParams.get('token');
  url.searchParams.delete('token');
  if (url.hash || [...url.searchParams].length > 0 || (token !== null && !withToken)) {
    throw bad(field, `may not hold ${withToken ? 'parameters other than token' : 'parameters'} or a fragment`);
  }
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, ...(token ? { token } : {}) };
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
