import { ConfigError } from '../../lib/errors';
import type { AccountInput } from '../../host/vault';
import type { AccountsView, AccountView } from './api';
import type { KeysView } from './faults';
import { ConsoleFault, notFound } from './http';
import type { Call, ConsoleAccounts, Desk, Route } from './http';

/** What the vault says of a field, in Chinese. */
const PROBLEMS: Readonly<Record<string, string>> = {
  name: '名称只能有小写字母、数字和连字符，最多 60 个字符',
  accessKeyId: 'AccessKey ID 为空，或含有空白字符',
  accessKeySecret: 'AccessKey Secret 为空，或含有空白字符',
  securityToken: 'STS Token 含有空白字符',
  regions: '地域只能是全部、在用的，或地域 id 的列表，例如 cn-hangzhou',
};

function offered({ accounts }: Desk): ConsoleAccounts {
  if (!accounts) throw notFound({ zh: '接口', en: 'API' });
  return accounts;
}

/** Enters an account, or replaces the one of the same name. */
function put({ body }: Call, desk: Desk): AccountView {
  const { vault, protected: safe } = offered(desk);
  if (!safe) {
    throw new ConsoleFault(403, 'unprotected', {
      zh: '没有 TLS、也没有声明代理时，不通过网络接收密钥',
      en: 'Keys are not taken over a network without TLS or a declared proxy',
    });
  }
  try {
    return vault.put(body.raw as unknown as AccountInput);
  } catch (error) {
    const field = error instanceof ConfigError ? error.field : undefined;
    const zh = field === undefined ? undefined : PROBLEMS[field];
    if (!(error instanceof ConfigError) || zh === undefined) throw error;
    throw new ConsoleFault(400, 'config', { zh, en: error.message }, field);
  }
}

function remove({ params: { name = '' } }: Call, desk: Desk): void {
  const { vault } = offered(desk);
  if (!vault.list().some((one) => one.name === name)) throw notFound({ zh: '账号', en: 'account' });
  vault.remove(name);
}

/** The functions that cannot read anything as long as there are no keys: shipped ones, which have none of their own. */
async function withoutKeys({ accounts, host }: Desk): Promise<readonly string[]> {
  if (!accounts || accounts.vault.list().length > 0 || ((await accounts.outside?.()) ?? true)) return [];
  const shipped = new Set(host.scripts().flatMap(({ id, origin }) => (origin === 'shipped' ? [id] : [])));
  return host.functions().flatMap(({ id, scriptId }) => (shipped.has(scriptId) ? [id] : []));
}

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/accounts',
    handle: (_call, desk): AccountsView => {
      const { vault, protected: safe } = offered(desk);
      return { accounts: vault.list(), protected: safe };
    },
  },
  {
    method: 'GET',
    path: '/keys',
    handle: async (_call, desk): Promise<KeysView> => ({ needed: await withoutKeys(desk) }),
  },
  { method: 'POST', path: '/accounts', handle: put },
  { method: 'DELETE', path: '/accounts/{name}', handle: remove },
];
