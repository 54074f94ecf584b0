import { Router } from '../../ground/router';

const routes = [
  { method: 'GET', path: '/task-list', name: 'list' },
  { method: 'GET', path: '/task/{id}', name: 'task' },
  { method: 'POST', path: '/task/{id}', name: 'change' },
  { method: 'POST', path: '/script/{id}/run/{task}', name: 'run' },
] as const;
const router = new Router(routes, { badPath: () => new Error('bad path') });

test.each([
  ['GET', '/task-list', 'list', {}],
  ['GET', '/task/42', 'task', { id: '42' }],
  ['POST', '/task/a%2Fb%20c', 'change', { id: 'a/b c' }],
  ['POST', '/script/s/run/t', 'run', { id: 's', task: 't' }],
])('%s %s is %s', (method, path, name, params) => {
  const match = router.match(method, path);
  expect(match?.route.name).toBe(name);
  expect(match?.params()).toEqual(params);
});

test.each([
  ['DELETE', '/task/42'],
  ['GET', '/task/'],
  ['GET', '/task/4/2'],
  ['GET', '/x/task/42'],
  ['GET', '/task-list/'],
])('%s %s is nothing', (method, path) => {
  expect(router.match(method, path)).toBeUndefined();
});

test('a part that cannot be decoded is told when it is read, not before', () => {
  const match = router.match('GET', '/task/%zz');
  expect(match?.route.name).toBe('task');
  expect(() => match?.params()).toThrow('bad path');
});

test('a slash at the end is allowed where that is asked for', () => {
  const lenient = new Router(routes, { badPath: () => new Error('bad path'), trailingSlash: true });
  expect(lenient.match('GET', '/task/42/')?.params()).toEqual({ id: '42' });
  expect(lenient.match('GET', '/task/42//')).toBeUndefined();
});
