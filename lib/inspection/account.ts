import { createHash } from 'node:crypto';
import { rpc, type AnyCollector } from '../define';
import { checkRegions, listProductRegions, listRegions, sts, HOME_REGION, type Client } from '../aliyun';
import { ResponseShapeError, isInspectionError } from '../errors';
import type { StateStore } from '../state';
import { regionsInUse } from './in-use';
import type { AccountSource, AccountSpec } from './types';

/** Codes after which an account id is not worth another try: this cloud has no STS. */
const NO_STS = new Set(['unsupported', 'access-denied', 'request-refused', 'not-found']);

export interface Identity {
  readonly id: string;
  readonly note?: string;
}

/**
 * The account's id, looked up once per run. Findings are kept under it, so it must be the same every time: when the
 * cloud cannot tell for now, the id of the last run is used, and without one the account fails.
 */
export async function identify(client: Client, account: AccountSpec, state: StateStore): Promise<Identity> {
  if (account.accountId) return { id: account.accountId };
  const fact = await idFactOf(account);
  try {
    const body = await client.call(sts, rpc('GetCallerIdentity', {}, { regionParam: false }), HOME_REGION);
    const id = body.AccountId;
    if (typeof id !== 'string' && typeof id !== 'number') {
      throw new ResponseShapeError('sts:GetCallerIdentity: no AccountId in the answer');
    }
    await state.setFact(fact, String(id));
    return { id: String(id) };
  } catch (error) {
    if (!isInspectionError(error) || error.code === 'credentials' || error.code === 'cancelled') throw error;
    const known = await state.getFact(fact);
    if (known !== undefined) {
      return { id: known, note: `account ${account.name}: its id could not be looked up now, the last known is used` };
    }
    if (!NO_STS.has(error.code)) throw error;
    return {
      id: account.name,
      note: `account ${account.name}: this cloud has no sts:GetCallerIdentity, its name stands for its id; set accountId to be exact`,
    };
  }
}

/** Under what an account's id is kept: keys that change may belong to another account. Temporary ones always change. */
async function idFactOf(account: AccountSpec): Promise<string> {
  const { accessKeyId, securityToken } = await account.credentials.getCredentials();
  const keys =
    securityToken === undefined ? createHash('sha256').update(accessKeyId).digest('hex').slice(0, 12) : 'sts';
  return `account-id:${account.name}:${keys}`;
}

/** The id that an account had the last time that its keys were the same. */
export async function lastKnownId(account: AccountSpec, state: StateStore): Promise<string | undefined> {
  try {
    return await state.getFact(await idFactOf(account));
  } catch {
    // Without keys or without a state there is nothing to remember it by.
    return undefined;
  }
}

/** Where a collector is looked for. */
export interface Places {
  /** The regions of a collector, by its id. */
  regionsOf(collector: string): readonly string[];
  /** (collector, region) pairs that were left out because nothing is there. */
  readonly skipped: number;
  readonly note?: string;
}

/**
 * Where to look: the regions named by the caller, else by the template, else all that the cloud lists, less those where
 * Resource Center knows of nothing. A region where the last run found something open is never left out: somebody must
 * see it recover.
 */
export async function placesOf(
  client: Client,
  account: AccountSpec,
  wanted: readonly string[] | undefined,
  collectors: readonly AnyCollector[],
  remembered: (collector: string) => Promise<readonly string[]>,
): Promise<Places> {
  const regions = wanted ?? account.regions;
  if (regions !== 'all' && regions !== 'in-use') return { regionsOf: () => [...new Set(regions)], skipped: 0 };
  const everywhere = await listRegions(client);
  const products = [...new Map(collectors.map(({ product }) => [product.code, product])).values()];
  const own = new Map(
    await Promise.all(
      products.map(async (product) => [product.code, await listProductRegions(client, product, everywhere)] as const),
    ),
  );
  const chosen = new Map(collectors.map(({ id, product }) => [id, own.get(product.code) ?? everywhere]));
  const regionsOf = (id: string) => chosen.get(id) ?? everywhere;
  if (regions === 'all') return { regionsOf, skipped: 0 };
  const inUse = await regionsInUse(client, collectors);
  let skipped = 0;
  for (const { id } of collectors) {
    const held = inUse.regions.get(id);
    if (!held) continue;
    const keep = new Set([...held, ...(await remembered(id))]);
    const kept = regionsOf(id).filter((region) => keep.has(region));
    skipped += regionsOf(id).length - kept.length;
    chosen.set(id, kept);
  }
  return { regionsOf, skipped, note: inUse.note };
}

/** Checks the names of regions before anything is called. */
export function checkAccountRegions(
  accounts: readonly (AccountSpec | AccountSource)[],
  wanted: readonly string[] | undefined,
  extra: readonly string[],
): void {
  if (wanted) {
    checkRegions(wanted, 'configs.regions', extra);
    return;
  }
  for (const { name, regions } of accounts) {
    if (regions !== 'all' && regions !== 'in-use') checkRegions(regions, `accounts.${name}.regions`, extra);
  }
}
