import { checkersPage, ramActionsOf } from '../../../lib/catalogue';
import type { AnyChecker } from '../../../lib/define';
import * as ecs from '../../../scripts/ecs';

const any = (...checkers: unknown[]) => checkers as AnyChecker[];

test.each([
  ['the newest value', any(ecs.cpuHigh), ['cms:QueryMetricLast', 'ecs:DescribeInstances']],
  ['the past', any(ecs.cpuChange, ecs.instanceIdle), ['cms:QueryMetricList', 'ecs:DescribeInstances']],
  ['both', any(ecs.cpuChange, ecs.cpuHigh), ['cms:QueryMetricLast', 'cms:QueryMetricList', 'ecs:DescribeInstances']],
  ['neither', any(ecs.instanceLocked), ['ecs:DescribeInstances']],
])('permissions of a checker that reads %s of a metric', (_, checkers, actions) => {
  expect(ramActionsOf(checkers, [])).toEqual(actions);
});

test('the page of checkers tells how far back a metric is read', () => {
  const page = checkersPage(any(ecs.cpuHigh, ecs.cpuChange));
  expect(page).toContain('- metric: `acs_ecs_dashboard` `CPUUtilization` (Average, 900 s)');
  expect(page).toContain('- metric: `acs_ecs_dashboard` `CPUUtilization` (Average, 3600 s, 168 h back)');
});
