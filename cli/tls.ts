/** The certificate that the host serves with, and its key. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError, messageOf } from '../lib/errors';
import type { Settings } from '../host/config';

export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** @throws ConfigError for what is not a certificate and its key */
export function tlsOf({ tlsCert, tlsKey }: Pick<Settings, 'tlsCert' | 'tlsKey'>): Tls | undefined {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const attempt = <T>(field: string, problem: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new ConfigError(`${field}: ${problem}: ${messageOf(error)}`, { field });
    }
  };
  const read = (field: string, file: string) => attempt(field, `${file} cannot be read`, () => readFileSync(file));
  const [cert, key] = [read('tlsCert', tlsCert), read('tlsKey', tlsKey)];
  attempt('tlsCert', `${tlsCert} is no certificate in PEM`, () => createSecureContext({ cert }));
  attempt('tlsKey', `${tlsKey} is no key in PEM without a passphrase`, () => createSecureContext({ key }));
  attempt('tlsKey', `${tlsKey} is not the key of ${tlsCert}`, () => createSecureContext({ cert, key }));
  return { cert, key };
}
