import type { CredentialsProvider } from '../../credentials';
import { atOnce, type Remedy } from './remedy';

/**
 * Gets new keys, once in a call. Rejects with the provider's error when there are none.
 *
 * @example const remedy = expiredToken(assumeRole(options));
 */
export function expiredToken(credentials: Pick<CredentialsProvider, 'refresh'>): Remedy {
  return {
    name: 'expired-token',
    async decide({ error, credentials: rejected }, used) {
      if (error.code !== 'token-expired' || used > 0) return undefined;
      await credentials.refresh(rejected);
      return atOnce();
    },
  };
}
