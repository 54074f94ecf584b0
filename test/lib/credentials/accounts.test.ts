/** Whose keys a source asks a host for. */
import {
  assumeRole,
  fromAccount,
  fromCredentialsFile,
  fromEcsRole,
  fromEnv,
  fromKeys,
  fromOidc,
  fromProfile,
  fromUri,
  variablesOf,
} from '../../../lib/credentials';

const NAMES = variablesOf('my-team');
const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it('is said by every source, and by a role that of its base', () => {
  const role = { accountId: '1234567890123456', roleName: 'inspector' };
  expect([fromEnv(), fromAccount('default'), fromAccount('my-team')].map(({ accounts }) => accounts)).toEqual([
    ...[['default'], ['default'], ['my-team']],
  ]);
  for (const own of [
    fromProfile('p'),
    fromCredentialsFile(),
    fromEcsRole(),
    fromOidc(),
    fromUri('http://127.0.0.1/'),
  ]) {
    expect(own.accounts).toEqual(['@host']);
  }
  expect(assumeRole({ ...role, base: fromAccount('my-team') }).accounts).toEqual(['my-team']);
  const keys = fromKeys({ accessKeyId: 'a', accessKeySecret: 'b' });
  expect([keys.accounts, assumeRole({ ...role, base: keys }).accounts]).toEqual([undefined, undefined]);
});

it('has its keys from the variables of its name, when it is asked', async () => {
  expect(NAMES).toEqual({
    id: 'ALIBABA_CLOUD_ACCESS_KEY_ID_MY_TEAM',
    secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET_MY_TEAM',
    token: 'ALIBABA_CLOUD_SECURITY_TOKEN_MY_TEAM',
  });
  const account = fromAccount('my-team');
  await expect(account.getCredentials()).rejects.toMatchObject({
    ...{
      code: 'credentials',
      account: 'my-team',
      message: expect.stringContaining(`enter the account, or set ${NAMES.id}`),
    },
  });
  process.env[NAMES.id] = 'LTAI5tKeyOfATest0abcd';
  await expect(account.getCredentials()).rejects.toThrow(`${NAMES.secret} is missing in the environment`);
  process.env[NAMES.secret] = 'the-secret-of-a-test';
  process.env[NAMES.token] = '';
  expect(await account.getCredentials()).toEqual({
    accessKeyId: 'LTAI5tKeyOfATest0abcd',
    accessKeySecret: 'the-secret-of-a-test',
  });
});

it.each(['', 'My-Team', 'a b', '../x', '@host'])('refuses %j as a name', (name) => {
  expect(() => fromAccount(name)).toThrow(expect.objectContaining({ code: 'config', field: 'name' }));
});
