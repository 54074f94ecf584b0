import { systemEvent } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { event, instance, now } from '../fixtures';

const reboot = event('SystemMaintenance.Reboot', 'Scheduled', '2026-03-03T04:05:06Z');
const redeploy = event('SystemFailure.Redeploy', 'Executing', '');

testChecker(systemEvent, {
  healthy: { asset: instance, now },
  pass: { 'no open event': {} },
  fail: {
    'a planned reboot': {
      related: { events: [reboot] },
      message: 'open',
      severity: 'critical',
      text: {
        zh: '实例 i-1 有 1 个未结束的系统事件：SystemMaintenance.Reboot (Scheduled, 2026-03-03T04:05Z)',
        en: 'Instance i-1 has 1 open system events: SystemMaintenance.Reboot (Scheduled, 2026-03-03T04:05Z)',
      },
    },
    'two events, one without a time': {
      related: { events: [reboot, redeploy] },
      message: 'open',
      severity: 'critical',
      data: {
        value: 2,
        events: ['SystemMaintenance.Reboot (Scheduled, 2026-03-03T04:05Z)', 'SystemFailure.Redeploy (Executing)'],
      },
    },
    'an event that tells nothing about itself': {
      related: { events: [{ ...redeploy, eventType: undefined, eventCycleStatus: undefined }] },
      message: 'open',
      severity: 'critical',
      data: { events: ['unknown type (unknown state)'] },
    },
  },
});
