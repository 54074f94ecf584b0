/** Whether there are keys for the accounts, before anything is called. */
import { CredentialsError, isInspectionError, messageOf } from '../errors';
import type { AccountSource, AccountSpec } from './types';

/**
 * Keys that cannot be had are bad input when it is all there is; when other accounts have theirs, those go on and the
 * refused ones are reported as failed.
 *
 * @returns why, by the name of the account
 * @throws CredentialsError, of the first account, when no account has any
 */
export async function checkCredentials(
  accounts: readonly (AccountSpec | AccountSource)[],
): Promise<ReadonlyMap<string, Error>> {
  const refused = new Map<string, Error>();
  await Promise.all(
    accounts.map(async (account) => {
      try {
        await account.credentials.getCredentials();
      } catch (error) {
        refused.set(account.name, ofAccount(account.name, error));
      }
    }),
  );
  const first = [...refused.values()][0];
  if (first && refused.size === accounts.length) throw first;
  return refused;
}

/** What is certain on this machine: no account has any keys. */
export async function missingKeys(accounts: readonly (AccountSpec | AccountSource)[]): Promise<Error | undefined> {
  let first: Error | undefined;
  for (const account of accounts) {
    try {
      await account.credentials.check?.();
      return undefined;
    } catch (error) {
      first ??= ofAccount(account.name, error);
    }
  }
  return first;
}

/** The error as it is when it says whose it is, otherwise one that does. @param fallback the code of what is no error of ours */
export function ofAccount(account: string, error: unknown, fallback: 'credentials' | 'service' = 'credentials'): Error {
  const known = isInspectionError(error) ? error : undefined;
  if (known?.account === account) return known;
  const code = known?.code ?? fallback;
  return new CredentialsError(`account ${account}: ${messageOf(error)}`, { code, account, cause: error });
}
