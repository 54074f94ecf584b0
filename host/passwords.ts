/** Which passwords will do, and how they are kept. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Text } from '../lib/model';
import { COMMON_PASSWORDS } from './common-passwords';

/** As kept: scrypt of the password with a salt, both in base64. */
export interface Sealed {
  readonly salt: string;
  readonly hash: string;
}

/** A judgement: NIST SP 800-63B wants 8 at least, and 15 for a password that stands alone. */
const SHORTEST = 12;
const LONGEST = 1024;
/** Characters that are neither a common word nor part of a row; a judgement. */
const OWN = 5;
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** What is common in many places of a password, and what this program and its cloud are called. The choice is ours, a judgement. */
const COMMON = [
  ...[
    'password',
    'passwd',
    'passw',
    'qwerty',
    'asdfgh',
    'zxcvbn',
    'qazwsx',
    'wsxedc',
    'letmein',
    'welcome',
    'iloveyou',
  ],
  ...[
    'admin',
    'administrator',
    'root',
    'login',
    'secret',
    'changeme',
    'default',
    'master',
    'monkey',
    'dragon',
    'sunshine',
  ],
  ...['princess', 'football', 'baseball', 'superman', 'batman', 'trustno', 'whatever', 'hello', 'abc', 'test', 'user'],
  ...['woaini', 'mima', 'aliyun', 'alibaba', 'inspection', 'guance', 'console', 'cloud', 'server', 'company'],
];
const TOO_COMMON: Text = {
  zh: '密码太常见：常见的词、键盘顺序和重复最先被猜到',
  en: 'is too common: words, rows and repetitions that are guessed first are not enough',
};
/** Rows of a keyboard, of digits and of letters: four in a row are one character's worth. */
const ROWS = ['1234567890', '0987654321', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/**
 * Why a password will not do; `undefined` when it will.
 *
 * @example problemOf('Passw0rd1234', 'admin') ?.en // 'is too common: …'
 */
export function passwordProblem(password: string, user: string): Text | undefined {
  if (password.length < SHORTEST || password.length > LONGEST) {
    return { zh: `密码应有 ${SHORTEST} 到 ${LONGEST} 个字符`, en: `has to have ${SHORTEST} to ${LONGEST} characters` };
  }
  const own = Math.min(ownOf(password.toLowerCase(), user), ownOf(unleet(password.toLowerCase()), user));
  return own < OWN ? TOO_COMMON : undefined;
}

const unleet = (text: string): string => text.replace(/[013457@$]/g, (letter) => LEET[letter] ?? letter);

/** How many different characters are left without what is guessed first: one of the passwords that are used most, and the rest. */
function ownOf(text: string, user: string): number {
  const listed = COMMON_PASSWORDS.filter((one) => text.includes(one));
  return Math.min(...['', ...listed].map((one) => restOf(one === '' ? text : text.split(one).join(''), user)));
}

function restOf(text: string, user: string): number {
  let left = text;
  for (const word of [user.toLowerCase(), ...COMMON].filter((one) => one.length > 2)) left = left.split(word).join('');
  // Years and other dates.
  left = left.replace(/(19|20)\d{2}/g, '');
  for (const row of ROWS) left = withoutRow(left, row);
  return new Set(left).size;
}

function withoutRow(text: string, row: string): string {
  for (let length = row.length; length >= 3; length--) {
    for (let at = 0; at + length <= row.length; at++) {
      const part = row.slice(at, at + length);
      if (text.includes(part)) return withoutRow(text.split(part).join(''), row);
    }
  }
  return text;
}

/** One that nobody guesses. */
export const randomPassword = (): string => randomBytes(15).toString('base64url');

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, SCRYPT, (error, key) => (error ? reject(error) : resolve(key))),
  );
}

export async function sealPassword(password: string): Promise<Sealed> {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64'), hash: (await derive(password, salt)).toString('base64') };
}

/** Takes as long for nobody's password as for somebody's, so that it does not tell who there is. */
export async function isPassword(password: string, sealed: Sealed | undefined): Promise<boolean> {
  if (password.length > LONGEST) return false;
  const { salt, hash } = sealed ?? { salt: '', hash: Buffer.alloc(32).toString('base64') };
  const same = timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(hash, 'base64'));
  return sealed !== undefined && same;
}
