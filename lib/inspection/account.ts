import { createHash } from 'node:crypto';
import { rpc, type AnyCollector } from '../define';
import { checkRegions, listProductRegions, listRegions, sts, HOME_REGION, type Client } from '../aliyun';
import { ResponseShapeError, isInspectionError } from '../errors';
import { DAY } from '../model';
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
    const given = body.AccountId;
    const id = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
    if (id === '') {
      throw new ResponseShapeError('sts:GetCallerIdentity: no AccountId in the answer');
    }
    await state.setFact(fact, id);
    return { id };
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
  readonly notes: readonly string[];
}

/** For so long a region that the cloud no longer lists is still asked, whether or not anything is known there. */
const STILL_ASKED = 7 * DAY;

/**
 * Where to look: the regions named by the caller, else by the template, else all that the cloud lists, less those where
 * Resource Center knows of nothing. A region where the last run left something open or remembered is never left out:
 * somebody must see it recover. So it is asked though the cloud lists it no longer, and a region that the template names
 * no longer is told.
 *
 * @param remembered the regions where the state holds something of a collector
 */
export async function placesOf(
  client: Client,
  account: AccountSpec,
  wanted: readonly string[] | undefined,
  collectors: readonly AnyCollector[],
  remembered: (collector: string) => Promise<readonly string[]>,
  known: KnownRegions,
): Promise<Places> {
  const regions = wanted ?? account.regions;
  const held = new Map(await Promise.all(collectors.map(async ({ id }) => [id, await remembered(id)] as const)));
  if (regions !== 'all' && regions !== 'in-use') {
    const left = wanted ? [] : [...new Set([...held.values()].flat())].filter((region) => !regions.includes(region));
    const notes = left.map(
      (region) =>
        `account ${account.name}: ${region} is no longer among its regions, what is open there stays open and unseen; name it again until it has recovered`,
    );
    return { regionsOf: () => [...new Set(regions)], skipped: 0, notes };
  }
  const listed = await listRegions(client);
  const dropped = (await known(listed)).filter((region) => !listed.includes(region));
  const everywhere = [...listed, ...dropped];
  const products = [...new Map(collectors.map(({ product }) => [product.code, product])).values()];
  const own = new Map(
    await Promise.all(
      products.map(async (product) => [product.code, await listProductRegions(client, product, everywhere)] as const),
    ),
  );
  const chosen = new Map(
    collectors.map(({ id, product }) => {
      const there = own.get(product.code) ?? everywhere;
      return [id, [...new Set([...there, ...(held.get(id) ?? [])])]];
    }),
  );
  const regionsOf = (id: string) => chosen.get(id) ?? everywhere;
  const unlisted = new Set([...dropped, ...[...chosen.values()].flat().filter((region) => !listed.includes(region))]);
  const notes = [...unlisted]
    .sort()
    .map((region) => `account ${account.name}: the cloud no longer lists the region ${region}, it is still asked`);
  if (regions === 'all') return { regionsOf, skipped: 0, notes };
  const inUse = await regionsInUse(client, collectors);
  let skipped = 0;
  for (const { id } of collectors) {
    const used = inUse.regions.get(id);
    if (!used) continue;
    const keep = new Set([...used, ...(held.get(id) ?? [])]);
    const kept = regionsOf(id).filter((region) => keep.has(region));
    skipped += regionsOf(id).length - kept.length;
    chosen.set(id, kept);
  }
  return { regionsOf, skipped, notes: inUse.note === undefined ? notes : [...notes, inUse.note] };
}

/** Keeps the regions that the cloud lists. @returns those that it has listed lately */
export type KnownRegions = (listed: readonly string[]) => Promise<readonly string[]>;

/** The regions of an account, as a fact in the state: each with the day on which the cloud last listed it. */
export function knownRegions(state: StateStore, accountId: string, now: Date): KnownRegions {
  return async (listed) => {
    const fact = `regions:${accountId}`;
    const before = await state.getFact(fact);
    const days = before === undefined ? {} : (JSON.parse(before) as Readonly<Record<string, string>>);
    const lately = Object.entries(days).filter(([, day]) => now.getTime() - Date.parse(day) <= STILL_ASKED);
    const today = now.toISOString().slice(0, 10);
    const after = JSON.stringify(Object.fromEntries([...lately, ...listed.map((region) => [region, today])]));
    if (after !== before) await state.setFact(fact, after);
    return lately.map(([region]) => region);
  };
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
