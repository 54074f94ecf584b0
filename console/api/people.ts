/** Users, sessions and tokens: one's own, and for administrators those of all. */
import type { People } from '../../host/people';
import { isRole, mayAs, ROLES, type Role } from '../../host/roles';
import { badField } from '../../lib/errors';
import type { ConsoleAuth, ConsoleUser } from './auth';
import { ConsoleFault, notFound, type Call, type Desk, type Route } from './http';
import type { MeView, NewTokenView, PasswordView, UsersView } from './users';

type Doors = Required<Pick<ConsoleAuth, 'sessions' | 'endSession' | 'endSessionsOf'>>;

function offered({ people, auth }: Desk): { readonly people: People; readonly doors: Doors } {
  if (!people || !isDoors(auth)) throw notFound({ zh: '接口', en: 'API' });
  return { people, doors: auth };
}

function isDoors(auth: ConsoleAuth): auth is ConsoleAuth & Doors {
  return 'sessions' in auth && 'endSession' in auth && 'endSessionsOf' in auth;
}

const caller = ({ user }: Call): ConsoleUser & { readonly role: Role } => {
  if (!user) throw new ConsoleFault(401, 'signed-out', { zh: '请先登录', en: 'Sign in first' });
  return { ...user, role: user.role ?? 'administer' };
};

const forbidden = (): ConsoleFault =>
  new ConsoleFault(403, 'role', {
    zh: '这是别人的，只有管理员能结束',
    en: 'This is of somebody else: only an administrator may end it',
  });

function roleIn({ body }: Call): Role {
  const role = body.text('role', 20);
  if (isRole(role)) return role;
  throw badField('role', `is none of ${ROLES.join(', ')}`, `角色应为 ${ROLES.join('、')} 之一`);
}

function named(call: Call, people: People): string {
  const { name = '' } = call.params;
  if (!people.find(name)) throw notFound({ zh: '用户', en: 'user' });
  return name;
}

function me(call: Call, desk: Desk): MeView {
  const { people, doors } = offered(desk);
  const { name, role } = caller(call);
  return {
    user: name,
    role,
    roles: ROLES.filter((one) => mayAs(role, one)),
    password: people.find(name)?.elsewhere === false,
    sessions: doors.sessions(call.request, name),
    tokens: people.tokens(name),
  };
}

function users(call: Call, desk: Desk): UsersView {
  const { people, doors } = offered(desk);
  return { users: people.list(), sessions: doors.sessions(call.request), tokens: people.tokens() };
}

function endSession(call: Call, desk: Desk): void {
  const { doors } = offered(desk);
  const { name, role } = caller(call);
  const found = doors.sessions(call.request).find(({ id }) => id === call.params.id);
  if (!found) throw notFound({ zh: '会话', en: 'session' });
  if (found.user !== name && !mayAs(role, 'administer')) throw forbidden();
  doors.endSession(found.id);
}

function endToken(call: Call, desk: Desk): void {
  const { people } = offered(desk);
  const { name, role } = caller(call);
  const found = people.tokens().find(({ id }) => id === call.params.id);
  if (!found) throw notFound({ zh: '令牌', en: 'token' });
  if (found.owner !== name && !mayAs(role, 'administer')) throw forbidden();
  people.endToken(found.id);
}

async function addUser(call: Call, desk: Desk): Promise<PasswordView> {
  const { people } = offered(desk);
  const name = call.body.text('name', 64);
  const role = roleIn(call);
  return { name, password: await people.add(name, role) };
}

async function resetPassword(call: Call, desk: Desk): Promise<PasswordView> {
  const { people, doors } = offered(desk);
  const name = named(call, people);
  const password = await people.resetPassword(name);
  doors.endSessionsOf(name);
  return { name, password };
}

function setRole(call: Call, desk: Desk): void {
  const { people } = offered(desk);
  const [name, role] = [named(call, people), roleIn(call)];
  people.setRole(name, role);
}

function removeUser(call: Call, desk: Desk): void {
  const { people, doors } = offered(desk);
  const name = named(call, people);
  people.remove(name);
  doors.endSessionsOf(name);
}

function addToken(call: Call, desk: Desk): NewTokenView {
  const { people } = offered(desk);
  const { name: owner } = caller(call);
  const [name, role, days] = [call.body.text('name', 100), roleIn(call), call.body.integer('days', 1, 366)];
  return people.issue({ name, owner, role, days: days ?? 90 });
}

export const peopleRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', handle: me },
  { method: 'DELETE', path: '/sessions/{id}', handle: endSession },
  { method: 'POST', path: '/tokens', handle: addToken },
  { method: 'DELETE', path: '/tokens/{id}', handle: endToken },
  { method: 'GET', path: '/users', handle: users },
  { method: 'POST', path: '/users', handle: addUser },
  { method: 'PUT', path: '/users/{name}', handle: setRole },
  { method: 'POST', path: '/users/{name}/password', handle: resetPassword },
  { method: 'DELETE', path: '/users/{name}', handle: removeUser },
];
