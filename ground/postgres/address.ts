import { registerSecret } from '../../lib/credentials/redact';
import { ConfigError } from '../../lib/errors';

/** Where a database is, and how it is called in a message. */
export interface Address {
  /** With what is secret in it: for the driver alone. */
  readonly url: string;
  /** Such as `db.internal:5432/inspections`. */
  readonly shown: string;
}

/** Parameters of an address whose values are secret. */
const SECRETS = ['password', 'sslpassword'];

/** Whether a state is in PostgreSQL, by its address. */
export function isPostgres(address: string): boolean {
  return /^postgres(ql)?:\/\//i.test(address.trim());
}

/**
 * Reads an address. A password in it is kept out of whatever is printed from then on.
 *
 * @param field the setting that it comes from
 * @throws ConfigError that does not repeat it
 * @example addressOf('postgres://inspector@db.internal/inspections', 'state').shown // 'db.internal:5432/inspections'
 */
export function addressOf(text: string, field: string): Address {
  const url = urlOf(text.trim());
  if (!url || !isPostgres(text)) {
    throw new ConfigError(`${field}: not of the form postgres://user:password@host:5432/database`, { field });
  }
  for (const secret of secretsOf(url)) registerSecret(secret);
  registerSecret(process.env.PGPASSWORD);
  const host = url.hostname || url.searchParams.get('host') || process.env.PGHOST || 'localhost';
  const port = url.port || url.searchParams.get('port') || process.env.PGPORT || '5432';
  return { url: text.trim(), shown: `${host}:${port}${url.pathname}` };
}

/**
 * A command line can be read by everybody on the machine.
 *
 * @throws ConfigError when an address on it has a password
 */
export function refusePassword(text: string, flag: string): void {
  const url = isPostgres(text) ? urlOf(text.trim()) : undefined;
  const secrets = url ? secretsOf(url) : [];
  if (secrets.length === 0) return;
  for (const secret of secrets) registerSecret(secret);
  throw new ConfigError(
    `--${flag}: a password on the command line can be read by everybody on this machine: leave it out, and set PGPASSWORD, ` +
      'or write it to ~/.pgpass, or give the whole address as ALIYUN_INSPECTION_STATE',
    { field: flag },
  );
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** As they are written, and as they are meant. */
function secretsOf(url: URL): string[] {
  const all = [url.password, decoded(url.password), ...SECRETS.map((name) => url.searchParams.get(name) ?? '')];
  return [...new Set(all)].filter((secret) => secret !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
