/** What is done to the data of a host that is stopped. */
import { existsSync } from 'node:fs';
import { ConfigError } from '../lib/errors';
import { openAudit, type AuditEntry } from '../host/audit';
import { readSettings, type Settings } from '../host/config';
import { openHistory, type History } from '../host/history';
import { rotateKey } from '../host/master-key';
import { FIRST_USER, People } from '../host/people';
import { readSecret } from '../host/secret-file';
import { resealAccounts } from '../host/vault';
import { showPassword } from './secrets';

export const ACTIONS = ['rotate-key', 'reset-password'] as const;
export type ServeAction = (typeof ACTIONS)[number];

export interface ActionFlags {
  /** A file with the new key in base64, for one that the host may not write. */
  readonly newKey?: string;
  /** Whose password. */
  readonly user?: string;
}

const WORDS = {
  zh: {
    rotated: '所有账号已改用新密钥加密，密钥位于',
    given: '所有账号已改用新密钥加密；请先把新密钥放到这里，再启动主机',
    former: '之前的备份仍要用之前的密钥才能读',
  },
  en: {
    rotated: 'all accounts are encrypted with a new key, which is in',
    given: 'all accounts are encrypted with the new key; put it here before the host is started',
    former: 'backups from before still want the former key',
  },
} as const;

/**
 * Does something to the data of a host and ends.
 *
 * @param flags of the command line, as `serve` has them
 * @throws ConfigError naming the setting, also when the key is not theirs; StateError when a host is running on the data
 */
export async function runAction(
  action: ServeAction,
  { newKey, user = FIRST_USER, ...given }: ActionFlags & Readonly<Record<string, unknown>>,
  configFile?: string,
): Promise<void> {
  const settings = readSettings(given, process.env, configFile);
  if (!existsSync(settings.data)) {
    throw new ConfigError(`data: there is no ${settings.data}`, { field: 'data' });
  }
  const history = openHistory(settings.data);
  try {
    if (action === 'rotate-key') rotate(history, settings, newKey);
    else await reset(history, settings, user);
  } finally {
    history.close();
  }
}

function rotate(history: History, settings: Settings, newKey: string | undefined): void {
  const words = WORDS[settings.language];
  const place = { ...settings, env: process.env };
  const options = newKey === undefined ? {} : { given: readSecret(newKey) };
  const { where, file } = rotateKey(history.db, place, resealAccounts(history.db), options);
  note(history, { what: 'rotate-key', target: where });
  process.stdout.write(`${file === undefined ? words.given : words.rotated}: ${where}\n${words.former}\n`);
}

async function reset(history: History, settings: Settings, user: string): Promise<void> {
  const password = await new People(history.db).resetPassword(user);
  note(history, { what: 'reset-password', target: user });
  showPassword(user, password, settings);
}

/** Whoever may run this is the owner of the data. */
function note({ db }: History, deed: Pick<AuditEntry, 'what' | 'target'>): void {
  openAudit(db).record({ who: '-', address: 'command line', way: 'cli', status: 200, ...deed });
}
