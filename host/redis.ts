/** The address of a Redis or Valkey, and the packages that only those need who have one. */
import { registerSecret } from '../lib/credentials/redact';
import { ConfigError } from '../lib/errors';

/**
 * Checks an address. A password in it is kept out of whatever is printed from then on.
 *
 * @param field the setting that it comes from
 * @throws ConfigError that does not repeat it
 * @example redisAddress('redis://:secret@redis.internal:6379/0', 'queue')
 */
export function redisAddress(text: string, field: string): string {
  const url = urlOf(text);
  if (!url || !isRedis(text) || url.hostname === '') {
    throw new ConfigError(`${field}: not of the form redis://user:password@host:6379/0`, { field });
  }
  for (const secret of [url.password, decodeURIComponent(url.password)]) registerSecret(secret);
  return text.trim();
}

/** Whether a text is meant for the address of a Redis. */
export function isRedis(text: string): boolean {
  return /^rediss?:\/\//i.test(text.trim());
}

/**
 * A command line can be read by everybody on the machine.
 *
 * @param variable that may have it instead
 * @throws ConfigError when an address on it has a password
 */
export function refuseRedisPassword(text: string, flag: string, variable: string): void {
  const password = urlOf(text)?.password ?? '';
  if (password === '') return;
  for (const secret of [password, decodeURIComponent(password)]) registerSecret(secret);
  throw new ConfigError(
    `--${flag}: a password on the command line can be read by everybody on this machine: give the whole address as ${variable}`,
    { field: flag },
  );
}

/**
 * Loads a package that only those need who have a Redis.
 *
 * @param names all that this takes, for the message
 * @throws ConfigError that says how to install them
 */
export async function optional<T>(names: string, field: string, found: () => Promise<T>): Promise<T> {
  return found().catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    const [first, ...others] = names.split(' ');
    const what = others.length > 0 ? `the packages ${[first, ...others].join(' and ')}` : `the package ${first ?? ''}`;
    throw new ConfigError(`${field}: needs ${what}: npm install ${names}`, { field, cause: error });
  });
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text.trim());
  } catch {
    // What it is, is not said: there may be a password in it.
    return undefined;
  }
}
