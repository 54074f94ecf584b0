import { spotInterruption } from '../../../../scripts/cms';
import { testChecker } from '../../../harness/check-tester';
import { event, hoursAgo, now } from '../fixtures';

const interrupted = {
  ...event,
  eventName: 'Instance:PreemptibleInstanceInterruption',
  level: 'WARN',
  status: 'Normal',
} as const;

testChecker(spotInterruption, {
  healthy: { asset: { ...interrupted, time: hoursAgo(2) }, now },
  pass: { 'two hours ago': {}, 'a second more than an hour ago': { asset: { time: hoursAgo(1, 1) } } },
  fail: {
    'half an hour ago': {
      asset: { time: hoursAgo(0.5) },
      message: 'interrupted',
      severity: 'warning',
      text: {
        zh: '抢占式实例 i-1 于 2026-02-28T23:30Z 收到中断通知',
        en: 'Spot instance i-1 was told at 2026-02-28T23:30Z that it is interrupted',
      },
    },
    'an hour ago': {
      asset: { time: hoursAgo(1) },
      message: 'interrupted',
      severity: 'warning',
      data: { at: hoursAgo(1) },
    },
    'longer ago, as asked for': {
      asset: {},
      params: { hours: 2 },
      message: 'interrupted',
      severity: 'warning',
      data: { instance: 'i-1' },
    },
    'a resource in another form': {
      asset: { time: hoursAgo(0), resourceId: 'i-2' },
      message: 'interrupted',
      severity: 'warning',
      data: { instance: 'i-2' },
    },
    'only a name, no region': {
      asset: { time: hoursAgo(0), resourceId: undefined, regionId: undefined },
      message: 'interrupted',
      severity: 'warning',
      data: { instance: 'web-1' },
    },
  },
  skip: {
    'another event': { asset: { eventName: event.eventName, time: hoursAgo(0) } },
    'of another region': { asset: { time: hoursAgo(0), regionId: 'cn-shanghai' } },
  },
  unknown: { 'no time': { asset: { time: undefined } } },
  absentIsFact: ['regionId', 'resourceId'],
});
