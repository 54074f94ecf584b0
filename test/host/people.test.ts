/** Users, their passwords, and tokens of programs. */
import { openHistory, type History } from '../../host/history';
import { isPassword, passwordProblem, randomPassword, sealPassword } from '../../host/passwords';
import { People } from '../../host/people';
import { mayAs, ROLES } from '../../host/roles';
import { leave, newFolder } from './stage';

const DAY = 24 * 3_600_000;
let history: History;
let people: People;
let now = 0;
beforeEach(() => {
  history = openHistory(newFolder());
  now = 1000;
  people = new People(history.db, () => now);
  people.keep('admin', 'administer', { salt: '', hash: '' }, true);
});
afterEach(async () => {
  history.close();
  await leave();
});

it('each role may do what those before it may', () => {
  const table = ROLES.map((role) => ROLES.map((least) => mayAs(role, least)));
  expect(table).toEqual([
    [true, false, false, false],
    [true, true, false, false],
    [true, true, true, false],
    [true, true, true, true],
  ]);
});

describe('a password', () => {
  it.each([
    ['short', 'has to have 12 to'],
    ['x'.repeat(1025), 'has to have 12 to'],
    ['passwordpassword', 'is too common'],
    ['Passw0rd1234!', 'is too common'],
    ['qwertyuiop123456', 'is too common'],
    ['aaaaaaaaaaaaaaaa', 'is too common'],
    ['abababababababab', 'is too common'],
    ['1qaz2wsx3edc4rfv'.slice(0, 3).repeat(6), 'is too common'],
    ['Admin@2024admin', 'is too common'],
    ['aliyun-inspection', 'is too common'],
    ['zhang.wei-2026!', 'is too common'],
    // Of those that are used most, and a little more.
    ['1q2w3e4r5t!!', 'is too common'],
    ['Liverpool1986!', 'is too common'],
    ['qazwsxedc!!!!', 'is too common'],
    ['Metallica.2024', 'is too common'],
    ['elephant-1234', 'is too common'],
    ['Sunsh1ne$2025', 'is too common'],
    ['blink182blink182', 'is too common'],
  ])('%s will not do', (password, problem) => {
    expect(passwordProblem(password, 'zhang.wei')?.en).toMatch(problem);
  });

  it('of words of one’s own, or made, will do', () => {
    expect(passwordProblem('long enough to be good', 'admin')).toBeUndefined();
    expect(passwordProblem('correct horse battery staple', 'admin')).toBeUndefined();
    // Several common words are no common password.
    expect(passwordProblem('elephant orange midnight', 'admin')).toBeUndefined();
    for (let i = 0; i < 200; i++) expect(passwordProblem(randomPassword(), 'admin')).toBeUndefined();
  });

  it('is kept as a hash of its own, and told from others', async () => {
    const [one, other] = [await sealPassword('long enough to be good'), await sealPassword('long enough to be good')];
    expect(one.hash).not.toBe(other.hash);
    expect(await isPassword('long enough to be good', one)).toBe(true);
    expect(await isPassword('long enough to be goof', one)).toBe(false);
    expect(await isPassword('long enough to be good', undefined)).toBe(false);
  });
});

describe('a user', () => {
  it('is entered with a password that has to be changed', async () => {
    const password = await people.add('zhang.wei', 'operate');
    expect(people.find('zhang.wei')).toEqual({
      ...{ name: 'zhang.wei', role: 'operate', createdAt: 1000, firstPassword: true, elsewhere: false },
    });
    expect([await people.isRight('zhang.wei', password), await people.isRight('admin', password)]).toEqual([
      true,
      false,
    ]);
    expect(await people.isRight('nobody', password)).toBe(false);
    await people.setPassword('zhang.wei', 'long enough to be good');
    expect(people.find('zhang.wei')?.firstPassword).toBe(false);
    expect(await people.isRight('zhang.wei', password)).toBe(false);
    const again = await people.resetPassword('zhang.wei');
    expect([people.find('zhang.wei')?.firstPassword, await people.isRight('zhang.wei', again)]).toEqual([true, true]);
  });

  it.each(['', 'Zhang', 'a b', '-', 'token', '../x', 'x'.repeat(65)])('is not called %j', async (name) => {
    await expect(people.add(name, 'see')).rejects.toMatchObject({ code: 'config', field: 'name' });
    expect(people.list()).toHaveLength(1);
  });

  it('is entered once, and one of them always administers', async () => {
    await people.add('wang', 'see');
    await expect(people.add('wang', 'edit')).rejects.toThrow('there is a user "wang" already');
    expect(() => people.setRole('admin', 'edit')).toThrow('somebody has to administer the host');
    expect(() => people.remove('admin')).toThrow('somebody has to administer the host');
    expect(people.find('admin')?.role).toBe('administer');
    people.setRole('wang', 'administer');
    people.remove('admin');
    expect(people.list().map(({ name }) => name)).toEqual(['wang']);
  });

  it('of another server is known by what that server calls it, and its role follows', () => {
    expect(people.fromElsewhere('sub-1', 'li', 'see')).toMatchObject({ name: 'li', role: 'see', elsewhere: true });
    expect(people.fromElsewhere('sub-1', 'renamed', 'edit')).toMatchObject({ name: 'li', role: 'edit' });
    expect(() => people.fromElsewhere('sub-2', 'li', 'see')).toThrow('there is a user "li" already');
    expect(() => people.fromElsewhere('sub-3', 'admin', 'administer')).toThrow('there is a user "admin" already');
  });

  it('of another server has no password here, not even an empty one', async () => {
    people.fromElsewhere('sub-1', 'li', 'see');
    expect(await people.isRight('li', '')).toBe(false);
    await expect(people.setPassword('li', 'long enough to be good')).rejects.toThrow('has no password here');
    await expect(people.resetPassword('li')).rejects.toThrow('has no password here');
  });
});

describe('a token', () => {
  const issue = (more = {}) => people.issue({ name: 'on call', owner: 'admin', role: 'operate', days: 30, ...more });

  it('is known by its hash, has a role, and expires', () => {
    const { token, view } = issue();
    expect(JSON.stringify(history.db.all('SELECT * FROM tokens'))).not.toContain(token);
    expect(people.tokens()).toEqual([view]);
    expect(people.authenticate(token)).toMatchObject({ owner: 'admin', role: 'operate' });
    expect(people.authenticate(`${token}x`)).toBeUndefined();
    expect(people.tokens()[0]?.usedAt).toBe(1000);
    now += 30 * DAY - 1;
    expect(people.authenticate(token)).toBeDefined();
    now += 1001;
    expect(people.authenticate(token)).toBeUndefined();
  });

  it('may no more than its owner, now and later', async () => {
    await people.add('wang', 'operate');
    expect(() => issue({ owner: 'wang', role: 'edit' })).toThrow('role: wang may not edit');
    const { token } = issue({ owner: 'wang' });
    people.setRole('wang', 'see');
    expect(people.authenticate(token)?.role).toBe('see');
    people.remove('wang');
    expect([people.authenticate(token), people.tokens()]).toEqual([undefined, []]);
  });

  it('is ended, and said to be unknown after that', () => {
    const { token, view } = issue();
    people.endToken(view.id);
    expect(people.authenticate(token)).toBeUndefined();
    expect(() => people.endToken(view.id)).toThrow('there is no token');
  });

  it.each([
    [{ days: 0 }, 'days'],
    [{ days: 367 }, 'days'],
    [{ days: 1.5 }, 'days'],
    [{ name: ' ' }, 'name'],
    [{ role: 'root' }, 'role'],
    [{ owner: 'nobody' }, 'name'],
  ])('is refused with %j', (more, field) => {
    expect(() => issue(more)).toThrow(expect.objectContaining({ code: 'config', field }));
  });
});
