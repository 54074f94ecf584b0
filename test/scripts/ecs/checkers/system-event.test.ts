import { systemEvent } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { event, instance, now } from '../fixtures';

const reboot = event('SystemMaintenance.Reboot', 'Scheduled', '2026-03-03T04:05:06Z');
const redeploy = event('SystemFailure.Redeploy', 'Executing', '');

testChecker(systemEvent, {
  healthy: { asset: instance, now },
  pass: {
    'no open event': {},
    'one that is over, whatever was asked for': {
      related: { events: [event('SystemMaintenance.Reboot', 'Executed', '')] },
    },
  },
  fail: {
    'a planned reboot': {
      related: { events: [reboot] },
      message: 'open',
      severity: 'warning',
      text: {
        zh: '实例 i-1 有 1 个未结束的系统事件：SystemMaintenance.Reboot (Scheduled, 2026-03-03T04:05Z)',
        en: 'Instance i-1 has 1 open system events: SystemMaintenance.Reboot (Scheduled, 2026-03-03T04:05Z)',
      },
    },
    'a planned reboot in exactly a day': {
      related: { events: [event('SystemMaintenance.Reboot', 'Scheduled', '2026-03-02T00:00:00Z')] },
      message: 'open',
      severity: 'critical',
      data: { value: 1 },
    },
    'a planned reboot, near for those who say so': {
      related: { events: [reboot] },
      params: { criticalHours: 72 },
      message: 'open',
      severity: 'critical',
      data: { value: 1 },
    },
    'a planned reboot without a time': {
      related: { events: [event('SystemMaintenance.Reboot', 'Scheduled', '')] },
      message: 'open',
      severity: 'critical',
      data: { value: 1 },
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
    'one beside an event in a state that nobody knows': {
      related: { events: [event('SystemMaintenance.Stop', 'Postponed', ''), { ...redeploy, eventType: undefined }] },
      message: 'open',
      severity: 'critical',
      data: { value: 1, events: ['? (Executing)'] },
    },
  },
  skip: {
    'its subscription ends': { related: { events: [event('InstanceExpiration.Stop', 'Scheduled', '')] } },
    'its account is overdue': { related: { events: [event('AccountUnbalanced.Stop', 'Executing', '')] } },
  },
  absentIsFact: ['related.events.eventType'],
  unknown: {
    'an event without a state': { related: { events: [{ ...redeploy, eventCycleStatus: undefined }] } },
    'an event in a state that nobody knows': {
      related: { events: [event('SystemMaintenance.Stop', 'Postponed', '')] },
    },
  },
});
