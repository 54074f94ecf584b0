import { addressOf, isPostgres, refusePassword } from '../../../ground/postgres/address';
import { load } from '../../../ground/postgres/connection';
import { redact } from '../../../lib/credentials';

it('tells the address of a database from a folder', () => {
  const yes = ['postgres://h/d', 'postgresql://h/d', ' POSTGRES://h '];
  expect(yes.map(isPostgres)).toEqual([true, true, true]);
  expect(['.aliyun-inspection', '/var/postgres', 'C:\\state', 'redis://h'].map(isPostgres)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it.each([
  ['postgres://inspector:pa%24%24-secret@db.internal/x', 'db.internal:5432/x', ['pa%24%24-secret', 'pa$$-secret']],
  ['postgres://inspector@db.internal:6432/x?password=secret-as-well', 'db.internal:6432/x', ['secret-as-well']],
  ['postgres:///x?host=/run/postgresql&user=inspector', '/run/postgresql:5432/x', []],
])('shows %s without its secrets, and hides them from then on', (text, shown, secrets) => {
  expect(addressOf(text, 'state').shown).toBe(shown);
  for (const secret of secrets) expect(redact(`it was ${secret}.`)).toBe('it was ***.');
});

it.each(['postgres://user:hunter2-hunter2@:port/x', 'postgres//h/d', ''])('refuses %j without repeating it', (text) => {
  const problem = 'state: not of the form postgres://user:password@host:5432/database';
  expect(() => addressOf(text, 'state')).toThrow(
    expect.objectContaining({ code: 'config', field: 'state', message: problem }) as Error,
  );
});

it('takes no password from a command line', () => {
  refusePassword('postgres://inspector@db.internal/x', 'state');
  refusePassword('folder:with@signs', 'state');
  for (const text of ['postgres://a:hunter2-hunter2@h/x', 'postgres://a@h/x?password=hunter2-hunter2']) {
    const refused = () => refusePassword(text, 'state');
    expect(refused).toThrow(expect.objectContaining({ code: 'config', field: 'state' }) as Error);
    expect(refused).toThrow(/set PGPASSWORD/);
    expect(refused).not.toThrow(/hunter2/);
  }
});

it('says how to install what is absent', async () => {
  const absent = Object.assign(new Error("Cannot find module 'pg'"), { code: 'MODULE_NOT_FOUND' });
  await expect(load('pg', () => Promise.reject(absent))).rejects.toMatchObject({
    code: 'config',
    field: 'state',
    message: 'state: PostgreSQL needs the packages pg and umzug, and pg is not installed: npm install pg umzug',
  });
  await expect(load('pg', () => Promise.reject(new Error('other')))).rejects.toThrow('other');
});
