import { wideFunctions } from '../../host/keyring';
import type { AccountInput } from '../../host/vault';
import type { AccountsView, AccountView } from './api';
import type { KeysView } from './faults';
import { ConsoleFault, notFound } from './http';
import type { Call, ConsoleAccounts, Desk, Route } from './http';

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
  return vault.put(body.raw as unknown as AccountInput);
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
      const accounts = vault.list().map((account) => {
        const wide = wideFunctions(account, desk.host).map(({ id, title }) => ({ id, title }));
        return wide.length === 0 ? account : { ...account, wide };
      });
      return { accounts, protected: safe };
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
