/** The least role that each route of the console wants. What is not in this table is for administrators alone. */
import { mayAs, type Role } from '../../host/roles';
import type { Text } from '../../lib/model';

/** As the router knows a route. */
interface Named {
  readonly method: string;
  readonly path: string;
}

const LEAST = {
  see: [
    ...['DELETE /session', 'POST /session/password', 'GET /names', 'GET /start', 'GET /start/export', 'GET /keys'],
    ...['GET /inspections', 'GET /inspections/{id}', 'GET /inspections/{id}/export', 'GET /alerts', 'GET /mutes'],
    ...['GET /mutes/preview', 'GET /tasks/{id}', 'GET /tasks/{id}/events', 'GET /events', 'GET /events/summary'],
    ...['GET /events/{id}', 'GET /events/{id}/export', 'GET /events/export', 'GET /events/{id}/feedback'],
    ...['GET /assets', 'GET /assets/export', 'GET /coverage', 'GET /scripts', 'GET /queue'],
    // One's own sessions and tokens; those of others are for administrators, which their routes see to.
    ...['GET /me', 'DELETE /sessions/{id}', 'POST /tokens', 'DELETE /tokens/{id}'],
  ],
  operate: [
    ...['POST /inspections/{id}/run', 'POST /inspections/{id}/enable', 'POST /inspections/{id}/disable'],
    ...['POST /tasks/{id}/cancel', 'POST /events/{id}/recover', 'POST /events/{id}/mute', 'POST /mutes'],
    ...['DELETE /mutes/{id}', 'POST /events/{id}/normal', 'DELETE /feedback/{fault}'],
    ...['POST /events/{id}/acknowledge', 'POST /events/{id}/assign', 'POST /events/{id}/comment'],
  ],
  edit: [
    ...['PUT /inspections/{id}/configs', 'PUT /inspections/{id}/policies', 'DELETE /inspections/{id}'],
    ...['POST /policies', 'PUT /policies/{id}', 'DELETE /policies/{id}', 'POST /targets', 'DELETE /targets/{id}'],
    ...['POST /targets/test', 'POST /targets/{id}/test', 'GET /scripts/{id}/versions/{number}'],
    ...['POST /scripts/{id}/check', 'POST /scripts/{id}/complete'],
    ...['POST /scripts', 'GET /scripts/{id}', 'PUT /scripts/{id}/draft', 'POST /scripts/{id}/run'],
    ...['POST /scripts/{id}/publish', 'DELETE /scripts/{id}'],
  ],
  administer: [
    ...['GET /accounts', 'POST /accounts', 'DELETE /accounts/{name}', 'GET /audit'],
    ...['GET /users', 'POST /users', 'PUT /users/{name}', 'POST /users/{name}/password', 'DELETE /users/{name}'],
  ],
} as const satisfies Readonly<Record<Role, readonly string[]>>;

/** A route that the table names, such as `POST /inspections/{id}/run`. */
export type RouteName = (typeof LEAST)[Role][number];

const BY_ROUTE = new Map(
  Object.entries(LEAST).flatMap(([role, routes]) => routes.map((route): [string, Role] => [route, role as Role])),
);

/** As declared; `undefined` for a route that nobody has thought of. */
export const declaredRole = ({ method, path }: Named): Role | undefined => BY_ROUTE.get(`${method} ${path}`);

/** All that the table names, for the test that compares it with the routes that there are. */
export const declaredRoutes = (): readonly string[] => [...BY_ROUTE.keys()];

export const leastRole = (route: Named): Role => declaredRole(route) ?? 'administer';

/** As pages call them. */
export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  see: { zh: '查看', en: 'see' },
  operate: { zh: '操作', en: 'operate' },
  edit: { zh: '编辑', en: 'edit' },
  administer: { zh: '管理', en: 'administer' },
};

/** What somebody reads who may not do something. @param least the role that would do */
export const refusal = (least: Role): Text => ({
  zh: `这需要“${ROLE_NAMES[least].zh}”角色，请找管理员`,
  en: `This needs the role "${ROLE_NAMES[least].en}": ask an administrator`,
});

/** Routes that a role may not take, with what it would read there: the page offers none of them. */
export const refusedTo = (role: Role): Readonly<Partial<Record<RouteName, Text>>> =>
  Object.fromEntries([...BY_ROUTE].flatMap(([route, least]) => (mayAs(role, least) ? [] : [[route, refusal(least)]])));

/** Keys and scripts, and what gives others a way in: nothing of it with a password that somebody else has seen. */
const PRECIOUS = /^(POST|PUT|DELETE) \/(accounts|scripts|users|tokens|targets)\b/;

export const isPrecious = ({ method, path }: Named): boolean => PRECIOUS.test(`${method} ${path}`);
