/** What the command does to the data of a host that is stopped. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../host/history';
import { openKey } from '../../host/master-key';
import { People } from '../../host/people';
import { openAudit } from '../../host/audit';
import { openVault } from '../../host/vault';
import { runAction } from '../../cli/serve-actions';

let folder: string;
let data: string;
let keyFile: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actions-'));
  [data, keyFile] = [join(folder, 'data'), join(folder, 'key')];
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said += String(text)), true));
  open(({ db }) => {
    new People(db).keep('admin', 'administer', { salt: 'AA==', hash: Buffer.alloc(32).toString('base64') }, false);
    const vault = openVault(db, openKey(db, { data, keyFile, env: {} }));
    vault.put({ name: 'a', accessKeyId: 'LTAI5tKeyOfATest0abcd', accessKeySecret: 'the-secret-of-a-test' });
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function open<T>(work: (history: ReturnType<typeof openHistory>) => T): T {
  const history = openHistory(data);
  try {
    return work(history);
  } finally {
    history.close();
  }
}
const configured = () => {
  const file = join(folder, 'serve.json');
  writeFileSync(file, JSON.stringify({ keyFile }));
  return file;
};

it('replaces the key, says where it is, and writes it down', async () => {
  const old = readFileSync(keyFile, 'utf8');
  await runAction('rotate-key', { data, language: 'en' }, configured());
  expect(said).toContain(`all accounts are encrypted with a new key, which is in: ${keyFile}\n`);
  expect(said).not.toContain(readFileSync(keyFile, 'utf8').trim());
  expect(readFileSync(keyFile, 'utf8')).not.toBe(old);
  open(({ db }) => {
    expect(openVault(db, openKey(db, { data, keyFile, env: {} })).opened()).toMatchObject([
      { name: 'a', accessKeySecret: 'the-secret-of-a-test' },
    ]);
    expect(openAudit(db).list()).toMatchObject([{ what: 'rotate-key', target: keyFile, way: 'cli', status: 200 }]);
  });
});

it('resets a password into a file where no terminal is, and wants a user that there is', async () => {
  await runAction('reset-password', { data, language: 'zh' }, configured());
  const file = join(data, 'first-password');
  expect([said.includes(file), statSync(file).mode & 0o777]).toEqual([true, 0o600]);
  const password = readFileSync(file, 'utf8').trim();
  expect(said).not.toContain(password);
  const history = openHistory(data);
  const people = new People(history.db);
  const right = await people.isRight('admin', password);
  expect([right, people.find('admin')?.firstPassword]).toEqual([true, true]);
  history.close();
  await expect(runAction('reset-password', { data, user: 'nobody' }, configured())).rejects.toMatchObject({
    ...{ code: 'config', field: 'name' },
  });
});

it('shows a password at a terminal, and leaves no file', async () => {
  const { isTTY } = process.stdout;
  process.stdout.isTTY = true;
  try {
    await runAction('reset-password', { data, language: 'en' }, configured());
  } finally {
    process.stdout.isTTY = isTTY;
  }
  expect(said).toMatch(/^first password of the user admin of the console, shown this once: \S{20}\n$/);
  expect(() => statSync(join(data, 'first-password'))).toThrow('ENOENT');
});

it('does nothing while a host is running on the data, or where there are none', async () => {
  const history = openHistory(data);
  await expect(runAction('rotate-key', { data }, configured())).rejects.toMatchObject({ code: 'locked' });
  history.close();
  await expect(runAction('rotate-key', { data: join(folder, 'none') })).rejects.toMatchObject({ field: 'data' });
});
