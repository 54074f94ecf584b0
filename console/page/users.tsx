/** Users, for whoever administers; one's own sessions and tokens, for everybody. */
import { useState } from 'preact/hooks';
import type { MeView, NewTokenView, PasswordView, Person, Role, TokenView, UsersView } from '../api/users';
import { call, encode, useData } from './client';
import { Field, Form } from './forms';
import { useRefusal } from './may';
import { usePrefs } from './prefs';
import { Cell, Head } from './table';
import { Act, Copy, Dialog, Load, When } from './ui';
import { t, tOf } from './words';

type SessionRow = MeView['sessions'][number];

function RoleChoice({
  value,
  roles,
  onChange,
  ...of
}: {
  value: Role;
  /** Those that can be given. */
  roles: readonly Role[];
  onChange: (role: Role) => void;
  id?: string;
  'aria-label'?: string;
}) {
  return (
    <select
      {...of}
      value={value}
      onChange={(event) => onChange(roles.find((one) => one === event.currentTarget.value) ?? 'see')}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {tOf('role_', role)}
        </option>
      ))}
    </select>
  );
}

/** A secret that nobody sees again. */
function Once({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p class="notice warning">{t('shownOnce')}</p>
      <p>
        <code class="secret">{secret}</code> <Copy text={secret} name={title} />
      </p>
      <p class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          {t('close')}
        </button>
      </p>
    </Dialog>
  );
}

function NewUser({
  roles,
  onMade,
  onClose,
}: {
  roles: readonly Role[];
  onMade: (made: PasswordView) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('see');
  return (
    <Dialog title={t('newUser')} onClose={onClose}>
      <Form
        label={t('save')}
        onCancel={onClose}
        submit={async () => onMade(await call<PasswordView>('POST', '/users', { name, role }))}
      >
        <Field label={t('userName')} help={t('userNameHelp')}>
          {(of) => (
            <input
              {...of}
              required
              autocomplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value.trim())}
            />
          )}
        </Field>
        <Field label={t('role')}>{(of) => <RoleChoice {...of} roles={roles} value={role} onChange={setRole} />}</Field>
      </Form>
    </Dialog>
  );
}

function NewToken({
  roles,
  onMade,
  onClose,
}: {
  roles: readonly Role[];
  onMade: (made: NewTokenView) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('see');
  const [days, setDays] = useState('90');
  const submit = async () => onMade(await call<NewTokenView>('POST', '/tokens', { name, role, days: Number(days) }));
  return (
    <Dialog title={t('newToken')} onClose={onClose}>
      <Form label={t('save')} onCancel={onClose} submit={submit}>
        <Field label={t('tokenFor')} help={t('tokenForHelp')}>
          {(of) => (
            <input
              {...of}
              required
              maxLength={100}
              autocomplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('role')}>{(of) => <RoleChoice {...of} roles={roles} value={role} onChange={setRole} />}</Field>
        <Field label={t('days')} help={t('daysHelp')}>
          {(of) => (
            <input
              {...of}
              required
              type="number"
              min={1}
              max={366}
              value={days}
              onInput={(event) => setDays(event.currentTarget.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

function Sessions({
  label,
  rows,
  reload,
}: {
  label: string;
  rows: readonly SessionRow[];
  reload: () => Promise<unknown>;
}) {
  return (
    <div class="scroll" tabIndex={0}>
      <table class="wide cards">
        <caption class="hidden">{label}</caption>
        <Head words={['user', 'fromWhere', 'browser', 'begun', 'lastUsed', 'actions']} />
        <tbody>
          {rows.map(({ id, user, address, agent, startedAt, usedAt, own }) => (
            <tr key={id}>
              <td class="whole">{user}</td>
              <Cell word="fromWhere">{address}</Cell>
              <Cell word="browser" kind="text muted">
                {agent}
              </Cell>
              <Cell word="begun">
                <When ms={startedAt} />
              </Cell>
              <Cell word="lastUsed">
                <When ms={usedAt} />
              </Cell>
              <td class="actions whole">
                {own ? (
                  t('thisSession')
                ) : (
                  <Act
                    label={t('endSession')}
                    name={t('endSessionOf', { name: user, address })}
                    act={async () => {
                      await call('DELETE', `/sessions/${encode(id)}`);
                      await reload();
                    }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tokens({
  label,
  rows,
  reload,
}: {
  label: string;
  rows: readonly TokenView[];
  reload: () => Promise<unknown>;
}) {
  if (rows.length === 0) return <p>{t('noTokens')}</p>;
  return (
    <div class="scroll" tabIndex={0}>
      <table class="wide cards">
        <caption class="hidden">{label}</caption>
        <Head words={['tokenFor', 'owner', 'role', 'expires', 'lastUsed', 'actions']} />
        <tbody>
          {rows.map(({ id, name, owner, role, expiresAt, usedAt }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <Cell word="owner">{owner}</Cell>
              <Cell word="role">{tOf('role_', role)}</Cell>
              <Cell word="expires">
                <When ms={expiresAt} /> {expiresAt <= Date.now() ? t('expired') : ''}
              </Cell>
              <Cell word="lastUsed">{usedAt === undefined ? '–' : <When ms={usedAt} />}</Cell>
              <td class="actions whole">
                <Act
                  label={t('revoke')}
                  name={t('revokeOf', { name })}
                  act={async () => {
                    await call('DELETE', `/tokens/${encode(id)}`);
                    await reload();
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signsIn = ({ elsewhere, firstPassword }: Person): string =>
  t(elsewhere ? 'byServer' : firstPassword ? 'byFirstPassword' : 'byPassword');

type Asked =
  | { readonly kind: 'add' }
  | { readonly kind: 'reset' | 'delete'; readonly name: string }
  | { readonly kind: 'password'; readonly made: PasswordView };

function AllUsers({ roles, reloadOwn }: { roles: readonly Role[]; reloadOwn: () => Promise<unknown> }) {
  const { toast, user } = usePrefs();
  const loaded = useData<UsersView>('/users', 30_000);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const reload = () => Promise.all([loaded.reload(), reloadOwn()]);
  const made = async (password: PasswordView) => {
    setAsked({ kind: 'password', made: password });
    await reload();
  };
  return (
    <Load of={loaded}>
      {({ users, sessions, tokens }) => (
        <>
          <p class="muted">{t('usersIntro')}</p>
          <div class="panel scroll" tabIndex={0}>
            <table class="cards">
              <caption class="hidden">{t('users')}</caption>
              <Head words={['userName', 'role', 'signsIn', 'since', 'actions']} />
              <tbody>
                {users.map((one) => (
                  <tr key={one.name}>
                    <th scope="row">{one.name}</th>
                    <Cell word="role">
                      {one.elsewhere || one.name === user ? (
                        tOf('role_', one.role)
                      ) : (
                        <RoleChoice
                          aria-label={t('roleOf', { name: one.name })}
                          roles={roles}
                          value={one.role}
                          onChange={(role) => {
                            call('PUT', `/users/${encode(one.name)}`, { role })
                              .then(() => toast(t('saved')))
                              .catch((error: unknown) => toast(String((error as Error).message), true))
                              .finally(() => void reload());
                          }}
                        />
                      )}
                    </Cell>
                    <Cell word="signsIn">{signsIn(one)}</Cell>
                    <Cell word="since">
                      <When ms={one.createdAt} />
                    </Cell>
                    <td class="actions whole">
                      {one.elsewhere || one.name === user ? null : (
                        <button
                          type="button"
                          aria-label={t('resetOf', { name: one.name })}
                          onClick={() => setAsked({ kind: 'reset', name: one.name })}
                        >
                          {t('resetPassword')}
                        </button>
                      )}
                      {one.name === user ? null : (
                        <button
                          type="button"
                          aria-label={t('deleteOf', { name: one.name })}
                          onClick={() => setAsked({ kind: 'delete', name: one.name })}
                        >
                          {t('remove')}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="buttons">
              <button type="button" onClick={() => setAsked({ kind: 'add' })}>
                {t('newUser')}
              </button>
            </p>
          </div>
          <h2>{t('allSessions')}</h2>
          <Sessions label={t('allSessions')} rows={sessions} reload={reload} />
          <h2>{t('allTokens')}</h2>
          <Tokens label={t('allTokens')} rows={tokens} reload={reload} />
          {asked?.kind === 'add' ? (
            <NewUser roles={roles} onMade={(password) => void made(password)} onClose={close} />
          ) : null}
          {asked?.kind === 'password' ? (
            <Once title={t('passwordOf', { name: asked.made.name })} secret={asked.made.password} onClose={close} />
          ) : null}
          {asked?.kind === 'reset' || asked?.kind === 'delete' ? (
            <Dialog
              key={asked.kind}
              title={t(asked.kind === 'reset' ? 'resetOf' : 'sure', { name: asked.name })}
              onClose={close}
            >
              {asked.kind === 'reset' ? <p>{t('resetHelp', { name: asked.name })}</p> : null}
              <p class="buttons">
                <Act
                  kind="danger"
                  label={t(asked.kind === 'reset' ? 'resetPassword' : 'remove')}
                  act={async () => {
                    const path = `/users/${encode(asked.name)}`;
                    if (asked.kind === 'reset') return made(await call<PasswordView>('POST', `${path}/password`));
                    await call('DELETE', path);
                    close();
                    return reload();
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
  );
}

/** Who may use the console, and what is one's own. */
export function Users() {
  const own = useData<MeView>('/me', 30_000);
  const [asked, setAsked] = useState<'token' | NewTokenView>();
  const close = () => setAsked(undefined);
  const administers = useRefusal()('GET /users') === undefined;
  const Heading = administers ? 'h2' : 'h1';
  return (
    <>
      {administers ? <h1>{t('users')}</h1> : null}
      {administers ? <AllUsers roles={own.data?.roles ?? []} reloadOwn={own.reload} /> : null}
      <Heading>{t('yourAccess')}</Heading>
      <Load of={own}>
        {({ sessions, tokens, roles }) => (
          <>
            <Sessions label={t('sessions')} rows={sessions} reload={own.reload} />
            <p class="muted">{t('tokensIntro')}</p>
            <Tokens label={t('apiTokens')} rows={tokens} reload={own.reload} />
            <p class="buttons">
              <button type="button" onClick={() => setAsked('token')}>
                {t('newToken')}
              </button>
            </p>
            {asked === 'token' ? (
              <NewToken
                roles={roles}
                onClose={close}
                onMade={(made) => {
                  setAsked(made);
                  void own.reload();
                }}
              />
            ) : null}
            {typeof asked === 'object' ? (
              <Once title={t('tokenMade', { name: asked.view.name })} secret={asked.token} onClose={close} />
            ) : null}
          </>
        )}
      </Load>
    </>
  );
}
