import { rpc } from '../define';
import { checkRegions, listRegions, sts, HOME_REGION, type Client } from '../aliyun';
import { ResponseShapeError, isInspectionError } from '../errors';
import type { StateStore } from '../state';
import type { AccountSpec } from './types';

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
  const fact = `account-id:${account.name}`;
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

/** The regions of an account: those named by the caller, else by the template, else all that the cloud lists. */
export async function regionsOf(
  client: Client,
  account: AccountSpec,
  wanted: readonly string[] | undefined,
): Promise<readonly string[]> {
  const regions = wanted ?? account.regions;
  return regions === 'all' ? listRegions(client) : [...new Set(regions)];
}

/** Checks the names of regions before anything is called. */
export function checkAccountRegions(
  accounts: readonly AccountSpec[],
  wanted: readonly string[] | undefined,
  extra: readonly string[],
): void {
  if (wanted) {
    checkRegions(wanted, 'configs.regions', extra);
    return;
  }
  for (const account of accounts) {
    if (account.regions !== 'all') checkRegions(account.regions, `accounts.${account.name}.regions`, extra);
  }
}
