import { accountRoutes } from '../../console/api/accounts';
import { alertRoutes } from '../../console/api/alerts';
import { DEEDS } from '../../console/api/audit';
import { eventRoutes } from '../../console/api/events';
import { feedbackRoutes } from '../../console/api/feedback';
import { handlingRoutes } from '../../console/api/handling';
import { inspectionRoutes } from '../../console/api/inspections';
import { muteRoutes } from '../../console/api/mutes';
import { scriptRoutes } from '../../console/api/scripts';
import { sessionRoutes } from '../../console/api/session';
import { taskRoutes } from '../../console/api/tasks';

const ROUTES = [
  ...[accountRoutes, alertRoutes, eventRoutes, feedbackRoutes, handlingRoutes, inspectionRoutes].flat(),
  ...[muteRoutes, scriptRoutes, sessionRoutes, taskRoutes].flat(),
];

test('whatever is in the audit has a title in both languages, and no route is shown as it stands', () => {
  const changing = ROUTES.filter(({ method, reads }) => method !== 'GET' && !reads);
  expect(changing.length).toBeGreaterThan(25);
  const untitled = changing.map(({ method, path }) => `${method} ${path}`).filter((what) => !DEEDS[what]);
  expect(untitled).toEqual([]);
  for (const { zh, en } of Object.values(DEEDS)) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}|[{}]/u);
  }
});
