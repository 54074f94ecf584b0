/** The least role that each route of the console wants. What is not in this table is for administrators alone. */
import type { Role } from '../../host/roles';

/** As the router knows a route. */
interface Named {
  readonly method: string;
  readonly path: string;
}

const LEAST: Readonly<Record<Role, readonly string[]>> = {
  see: [
    ...['DELETE /session', 'POST /session/password', 'GET /names', 'GET /start', 'GET /start/export', 'GET /keys'],
    ...['GET /inspections', 'GET /inspections/{id}', 'GET /inspections/{id}/export', 'GET /alerts', 'GET /mutes'],
    ...['GET /mutes/preview', 'GET /tasks/{id}', 'GET /tasks/{id}/events', 'GET /events', 'GET /events/summary'],
    ...['GET /events/{id}', 'GET /events/{id}/export', 'GET /events/export', 'GET /events/{id}/feedback'],
    ...['GET /assets', 'GET /assets/export', 'GET /coverage', 'GET /scripts'],
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
};

const BY_ROUTE = new Map(
  Object.entries(LEAST).flatMap(([role, routes]) => routes.map((route): [string, Role] => [route, role as Role])),
);

/** As declared; `undefined` for a route that nobody has thought of. */
export const declaredRole = ({ method, path }: Named): Role | undefined => BY_ROUTE.get(`${method} ${path}`);

/** All that the table names, for the test that compares it with the routes that there are. */
export const declaredRoutes = (): readonly string[] => [...BY_ROUTE.keys()];

export const leastRole = (route: Named): Role => declaredRole(route) ?? 'administer';

/** Keys and scripts, and what gives others a way in: nothing of it with a password that somebody else has seen. */
const PRECIOUS = /^(POST|PUT|DELETE) \/(accounts|scripts|users|tokens|targets)\b/;

export const isPrecious = ({ method, path }: Named): boolean => PRECIOUS.test(`${method} ${path}`);
