/**
 * Removes secrets from text. Imports nothing, so that every error path of the library can use it.
 */

const HIDDEN = '***';
/** Shorter values are not registered: they would blot out ordinary words. */
const SHORTEST_SECRET = 8;
/** Expired values stay registered for a while: a late answer may still quote them. In milliseconds. */
const KEPT_AFTER_EXPIRY = 3_600_000;

/** Secret value -> epoch milliseconds after which it may be forgotten. */
const registry = new Map<string, number>();

const NAMES = 'access_?key_?id|access_?key_?secret|security_?token|sts_?token|oidc_?token|signature|token';
/** `AccessKeyId=…` in a URL or form, also percent-encoded as in a string to sign. */
const IN_QUERY = new RegExp(`(?<![A-Za-z_])(${NAMES})(=|%3D)(?:(?!%26)[^&\\s"'<>,;])+`, 'gi');
/** `"AccessKeySecret": "…"` in JSON, also escaped once. */
const IN_JSON = new RegExp(`(\\\\?["'](?:${NAMES})\\\\?["']\\s*:\\s*\\\\?["'])(?:(?!\\\\?["']).)*`, 'gi');
const IN_AUTHORIZATION = /\b(acs )[\w.-]+:[\w+/=]+/g;
const KEY_ID = /\bLTAI[0-9A-Za-z]{4,}|\bSTS\.[0-9A-Za-z_-]{4,}/g;
const STS_TOKEN = /\bCA[EI]S[0-9A-Za-z+/=%_-]{32,}/g;

/**
 * Shows an AccessKey id so that a person recognises it and nobody else can use it.
 *
 * @example
 * maskKeyId('LTAI5tExampleKeyabcd'); // 'LTAI****abcd'
 */
export function maskKeyId(accessKeyId: string): string {
  if (accessKeyId.length < 12) return '****';
  return `${accessKeyId.slice(0, 4)}****${accessKeyId.slice(-4)}`;
}

/**
 * Makes {@link redact} hide this value wherever it appears from now on. Values below 8 characters are ignored.
 *
 * @param value a secret, a token or a key id; `undefined` is ignored
 * @param expiresAt when the value ceases to work; it is forgotten one hour later. Without it, it is never forgotten
 * @example
 * registerSecret(process.env.GUANCE_API_KEY);
 */
export function registerSecret(value: string | undefined, expiresAt?: Date): void {
  if (value === undefined || value.length < SHORTEST_SECRET) return;
  const now = Date.now();
  for (const [known, until] of registry) {
    if (until >= now) continue;
    registry.delete(known);
    for (const spelling of spellings(known)) byBeginning.get(beginning(spelling))?.delete(spelling);
  }
  if (!registry.has(value)) {
    for (const spelling of spellings(value)) {
      const key = beginning(spelling);
      const same = byBeginning.get(key) ?? new Set();
      byBeginning.set(key, same.add(spelling));
    }
  }
  registry.set(value, expiresAt === undefined ? Infinity : expiresAt.getTime() + KEPT_AFTER_EXPIRY);
}

/**
 * All spellings of registered values by their first characters: a text is gone through once, however many there are. Hundreds of
 * accounts have thousands, and every line of every log is looked at.
 */
const byBeginning = new Map<string, Set<string>>();
const beginning = (spelling: string) => spelling.slice(0, SHORTEST_SECRET);

/** Where registered values are in a text; those that overlap are one place. */
function placesIn(text: string): { start: number; end: number; value: string }[] {
  const places: { start: number; end: number; value: string }[] = [];
  if (byBeginning.size === 0) return places;
  for (let at = 0; at + SHORTEST_SECRET <= text.length; at++) {
    const same = byBeginning.get(text.slice(at, at + SHORTEST_SECRET));
    if (same === undefined) continue;
    let longest = '';
    for (const spelling of same)
      if (spelling.length > longest.length && text.startsWith(spelling, at)) longest = spelling;
    if (longest === '') continue;
    const last = places.at(-1);
    if (last === undefined || at >= last.end) places.push({ start: at, end: at + longest.length, value: longest });
    else if (at + longest.length > last.end) Object.assign(last, { end: at + longest.length, value: '' });
  }
  return places;
}

/** `LTAI****abcd` for a key id, stars for anything else. */
const hidden = (value: string) => (/^(?:LTAI|STS\.)/.test(value) ? maskKeyId(value) : HIDDEN);

function withoutRegistered(text: string): string {
  let clean = '';
  let from = 0;
  for (const { start, end, value } of placesIn(text)) {
    clean += text.slice(from, start) + hidden(value);
    from = end;
  }
  return from === 0 ? text : clean + text.slice(from);
}

/** A secret as it is, and as it looks in a URL, a form and JSON. */
function spellings(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  return [secret, encoded, encodeURIComponent(encoded), JSON.stringify(secret).slice(1, -1)];
}

/**
 * The same text without secrets: values of AccessKeyId=, SecurityToken=, Signature= and the like, key ids (masked),
 * STS tokens, every value given to {@link registerSecret}, and `secrets`.
 *
 * @example
 * redact('GET /?AccessKeyId=LTAI5tExampleKeyabcd&Signature=x failed'); // 'GET /?AccessKeyId=***&Signature=*** failed'
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = withoutRegistered(text);
  // Longest first: a secret may contain a shorter one.
  const passed = secrets.filter((s) => s.trim() !== '').flatMap(spellings);
  for (const value of passed.sort((a, b) => b.length - a.length)) {
    if (clean.includes(value)) clean = clean.split(value).join(hidden(value));
  }
  return clean
    .replace(IN_QUERY, `$1$2${HIDDEN}`)
    .replace(IN_JSON, `$1${HIDDEN}`)
    .replace(IN_AUTHORIZATION, `$1${HIDDEN}`)
    .replace(KEY_ID, maskKeyId)
    .replace(STS_TOKEN, HIDDEN);
}
