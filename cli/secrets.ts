/** Secrets that are made: a person at a terminal sees them, a log does not. */
import { join } from 'node:path';
import type { Language } from '../lib/model';
import { FIRST_PASSWORD_FILE, type FirstSecrets } from '../host/auth';
import { FIRST_USER } from '../host/people';
import { writeSecret } from '../host/secret-file';

const WORDS = {
  zh: {
    password: (user: string) => `控制台用户 ${user} 的首次登录密码（只显示这一次）`,
    inFile: (user: string) => `控制台用户 ${user} 的首次登录密码在只有属主可读的文件中，修改密码后文件即删除`,
    token: 'API 令牌',
    tokenIn: 'API 令牌在只有属主可读的文件中',
  },
  en: {
    password: (user: string) => `first password of the user ${user} of the console, shown this once`,
    inFile: (user: string) =>
      `first password of the user ${user} of the console, in a file that is gone when it is changed`,
    token: 'API token',
    tokenIn: 'API token, in a file',
  },
} as const;

interface Where {
  readonly data: string;
  readonly language: Language;
}

/** Shows a password that was made at the terminal; without one it says in which file it is. */
export function showPassword(user: string, password: string, { data, language }: Where): void {
  const words = WORDS[language];
  if (process.stdout.isTTY) {
    process.stdout.write(`${words.password(user)}: ${password}\n`);
    return;
  }
  const file = join(data, FIRST_PASSWORD_FILE);
  writeSecret(file, `${password}\n`);
  process.stdout.write(`${words.inFile(user)}: ${file}\n`);
}

/** What the first start has made. */
export function showFirst({ password, token }: FirstSecrets, where: Where): void {
  const words = WORDS[where.language];
  if (password !== undefined) showPassword(FIRST_USER, password, where);
  if (token === undefined) return;
  const file = join(where.data, 'token');
  const line = process.stdout.isTTY ? `${words.token} (${file}): ${token}` : `${words.tokenIn}: ${file}`;
  process.stdout.write(`${line}\n`);
}
