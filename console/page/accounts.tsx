import { useState } from 'preact/hooks';
import type { AccountsView, AccountView } from '../api/api';
import { call, encode, useData } from './client';
import { Field, Form, Secret } from './forms';
import { usePrefs } from './prefs';
import { Cell, Head } from './table';
import { Act, Dialog, Load, When, lines } from './ui';
import { t, textOf } from './words';
import type { Word } from './words';

const REGIONS = ['all', 'in-use', 'list'] as const;
type Regions = (typeof REGIONS)[number];
const REGION_WORDS: Readonly<Record<Regions, Word>> = {
  all: 'regionsAll',
  'in-use': 'regionsInUse',
  list: 'regionsListed',
};

function regionsText({ regions }: AccountView): string {
  return regions === 'all' || regions === 'in-use' ? t(REGION_WORDS[regions]) : regions.join(', ');
}

function AccountForm({
  old,
  names,
  onDone,
  onClose,
}: {
  /** The one to replace. */
  old: AccountView | undefined;
  /** Those that there are. */
  names: readonly string[];
  onDone: () => Promise<void>;
  onClose: () => void;
}) {
  const listed = typeof old?.regions === 'object' ? old.regions : [];
  const [name, setName] = useState(old?.name ?? '');
  const [accessKeyId, setKeyId] = useState('');
  const [accessKeySecret, setSecret] = useState('');
  const [securityToken, setToken] = useState('');
  const [roleArn, setRole] = useState(old?.roleArn ?? '');
  const [kind, setKind] = useState<Regions>(typeof old?.regions === 'string' ? old.regions : old ? 'list' : 'all');
  const [ids, setIds] = useState(listed.join('\n'));
  const save = async () => {
    await call('POST', '/accounts', {
      name,
      accessKeyId: accessKeyId.trim(),
      accessKeySecret: accessKeySecret.trim(),
      ...(securityToken.trim() ? { securityToken: securityToken.trim() } : {}),
      ...(roleArn.trim() ? { roleArn: roleArn.trim() } : {}),
      regions: kind === 'list' ? lines(ids) : kind,
    });
    await onDone();
  };
  const taken = !old && names.includes(name);
  return (
    <Dialog title={old ? t('replaceAccount', { name: old.name }) : t('newAccount')} onClose={onClose}>
      <Form label={t('save')} submit={save} onDone={onClose} onCancel={onClose}>
        {old ? (
          <p class="muted">{t('replaceHelp')}</p>
        ) : (
          <Field label={t('name')} help={t(taken ? 'accountTaken' : 'accountNameHelp')}>
            {(of) => (
              <input
                {...of}
                required
                autocomplete="off"
                placeholder="default"
                value={name}
                onInput={(event) => setName(event.currentTarget.value.trim())}
              />
            )}
          </Field>
        )}
        <Field label={t('accessKeyId')}>
          {(of) => (
            <input
              {...of}
              required
              autocomplete="off"
              spellcheck={false}
              value={accessKeyId}
              onInput={(event) => setKeyId(event.currentTarget.value)}
            />
          )}
        </Field>
        <Secret label={t('accessKeySecret')} value={accessKeySecret} onInput={setSecret} />
        <Secret label={t('securityToken')} required={false} value={securityToken} onInput={setToken} />
        <Field label={t('roleArn')} help={t('roleArnHelp')}>
          {(of) => (
            <input
              {...of}
              autocomplete="off"
              spellcheck={false}
              placeholder="acs:ram::1234567890123456:role/inspector"
              value={roleArn}
              onInput={(event) => setRole(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('regions')}>
          {(of) => (
            <select
              {...of}
              value={kind}
              onChange={(event) => setKind(REGIONS.find((one) => one === event.currentTarget.value) ?? 'all')}
            >
              {REGIONS.map((one) => (
                <option key={one} value={one}>
                  {t(REGION_WORDS[one])}
                </option>
              ))}
            </select>
          )}
        </Field>
        {kind === 'list' ? (
          <Field label={t('regionIds')} help={t('regionIdsHelp')}>
            {(of) => (
              <textarea {...of} required rows={3} value={ids} onInput={(event) => setIds(event.currentTarget.value)} />
            )}
          </Field>
        ) : null}
      </Form>
    </Dialog>
  );
}

type Asked =
  | { readonly kind: 'enter'; readonly account?: AccountView }
  | { readonly kind: 'delete'; readonly account: AccountView };

/** The accounts that are inspected; their keys go in and do not come out. */
export function Accounts() {
  const { toast } = usePrefs();
  const loaded = useData<AccountsView>('/accounts', 30_000);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  return (
    <>
      <h1>{t('accounts')}</h1>
      <Load of={loaded}>
        {({ accounts, protected: safe }) => (
          <>
            <p class="muted">{t('accountsIntro')}</p>
            {safe ? null : <p class="notice warning">{t('unprotected')}</p>}
            <div class="panel scroll" tabIndex={0}>
              {accounts.length === 0 ? (
                <p>{t('noAccounts')}</p>
              ) : (
                <table class="cards">
                  <caption class="hidden">{t('accounts')}</caption>
                  <Head words={['name', 'accessKeyId', 'regions', 'updated', 'actions']} />
                  <tbody>
                    {accounts.map((account) => (
                      <tr key={account.name}>
                        <th scope="row" class="whole">
                          {account.name}
                        </th>
                        <Cell word="accessKeyId">
                          <code>{account.accessKeyId}</code>
                          {account.roleArn ? <div class="id">{account.roleArn}</div> : null}
                          {account.wide ? (
                            <div class="bad">
                              {t('wideKeys')}{' '}
                              {account.wide.map(({ id, title }, n) => (
                                <>
                                  {n > 0 ? ', ' : ''}
                                  <a href={`/inspections/${encode(id)}`}>
                                    <bdi>{textOf(title)}</bdi>
                                  </a>
                                </>
                              ))}
                            </div>
                          ) : null}
                        </Cell>
                        <Cell word="regions">{regionsText(account)}</Cell>
                        <Cell word="updated">
                          <When ms={Date.parse(account.updatedAt)} />
                        </Cell>
                        <td class="actions whole">
                          {safe ? (
                            <button
                              type="button"
                              aria-label={t('replaceOf', { name: account.name })}
                              onClick={() => setAsked({ kind: 'enter', account })}
                            >
                              {t('replace')}
                            </button>
                          ) : null}
                          <button
                            type="button"
                            aria-label={t('deleteOf', { name: account.name })}
                            onClick={() => setAsked({ kind: 'delete', account })}
                          >
                            {t('remove')}
                          </button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {safe ? (
                <p class="buttons">
                  <button type="button" onClick={() => setAsked({ kind: 'enter' })}>
                    {t('newAccount')}
                  </button>
                </p>
              ) : null}
            </div>
            {asked?.kind === 'enter' ? (
              <AccountForm
                old={asked.account}
                names={accounts.map(({ name }) => name)}
                onClose={close}
                onDone={async () => {
                  await loaded.reload();
                  toast(t('saved'));
                }}
              />
            ) : null}
            {asked?.kind === 'delete' ? (
              <Dialog title={t('sure', { name: asked.account.name })} onClose={close}>
                <p class="buttons">
                  <Act
                    kind="danger"
                    label={t('remove')}
                    act={async () => {
                      await call('DELETE', `/accounts/${encode(asked.account.name)}`);
                      close();
                      await loaded.reload();
                    }}
                  />
                  <button type="button" onClick={close}>
                    {t('cancel')}
                  </button>
                </p>
              </Dialog>
            ) : null}
          </>
        )}
      </Load>
    </>
  );
}
