import type { Client } from '../../../lib/aliyun';
import { fromKeys } from '../../../lib/credentials';
import { resourceDirectory } from '../../../lib/inspection';

const base = fromKeys({ accessKeyId: 'test-id', accessKeySecret: 'test-secret' });
const MEMBERS = [
  { AccountId: '101', DisplayName: 'shop', FolderId: 'fd-1' },
  { AccountId: '102', DisplayName: 'sandbox', FolderId: 'fd-2' },
];

function listing(members: readonly unknown[], options: { include?: string[]; exclude?: string[] } = {}) {
  const client: Client = {
    accountName: 'management',
    call: () => Promise.resolve({ Accounts: { Account: members } }),
  };
  return resourceDirectory({ roleName: 'inspection', base, ...options }).list(client);
}

describe('resourceDirectory', () => {
  it.each([
    [{}, ['shop', 'sandbox']],
    [{ exclude: ['sandbox'] }, ['shop']],
    [{ include: ['fd-2'] }, ['sandbox']],
  ])('%j lists %j', async (options, names) => {
    expect((await listing(MEMBERS, options)).map(({ name }) => name)).toEqual(names);
  });

  it('tells members of the same name apart', async () => {
    const twins = MEMBERS.map((member) => ({ ...member, DisplayName: 'shop' }));
    expect((await listing(twins)).map(({ name }) => name)).toEqual(['shop 101', 'shop 102']);
  });

  it.each([
    ['an empty directory', [], {}, 'accounts'],
    ['a directory that is excluded whole', MEMBERS, { exclude: ['shop', 'sandbox'] }, 'exclude'],
    ['an include that names no member', MEMBERS, { include: ['shops'] }, 'include'],
  ])('refuses %s', async (_, members, options, field) => {
    await expect(listing(members, options)).rejects.toMatchObject({ code: 'config', field });
  });

  it.each(['v1', 'v3', undefined] as const)('signs with %s in all members', async (signature) => {
    const source = resourceDirectory({ roleName: 'inspection', base, signature, ossSignature: 'v1' });
    const client: Client = { accountName: 'm', call: () => Promise.resolve({ Accounts: { Account: MEMBERS } }) };
    const members = await source.list(client);
    expect([source, ...members].map((one) => one.signature)).toEqual([signature, signature, signature]);
    expect([source, ...members].map((one) => one.ossSignature)).toEqual(['v1', 'v1', 'v1']);
  });

  it('refuses a member without an id', async () => {
    await expect(listing([{ DisplayName: 'shop' }])).rejects.toMatchObject({ code: 'response-shape' });
  });
});
