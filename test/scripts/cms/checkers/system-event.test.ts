import { systemEvent } from '../../../../scripts/cms';
import { testChecker } from '../../../harness/check-tester';
import { event, hoursAgo, now } from '../fixtures';

const eventName = event.eventName;

testChecker(systemEvent, {
  healthy: { asset: { ...event, status: 'Executed' }, now },
  pass: {
    'it has ended': {},
    'in other letters': { asset: { status: 'executed' } },
    'another word for the end': { asset: { status: 'Cleared' }, params: { ended: ['Cleared'] } },
    'a failover that is not asked for': {
      asset: { status: 'Executed', eventName: 'Instance_Failover' },
      params: { happened: [] },
    },
    'longer ago than asked for': { asset: { status: 'Scheduled', time: hoursAgo(2, 1) }, params: { hours: 2 } },
  },
  fail: {
    'a critical one is planned': {
      asset: { status: 'Scheduled' },
      message: 'reported',
      severity: 'warning',
      text: {
        zh: `ECS 报告了 CRITICAL 事件 ${eventName}（当时的状态：Scheduled）：web-1，2026-02-28T23:30Z`,
        en: `ECS reported CRITICAL event ${eventName} (Scheduled at that time): web-1, 2026-02-28T23:30Z`,
      },
    },
    'a warning is open': {
      asset: { status: 'Executing', level: 'WARN' },
      message: 'reported',
      severity: 'warning',
      data: { level: 'WARN', status: 'Executing' },
    },
    'Normal marks a notification, not an end': {
      asset: { status: 'Normal', level: 'WARN' },
      message: 'reported',
      severity: 'warning',
      data: { status: 'Normal' },
    },
    'a failover of a database, told when it is over': {
      asset: { status: 'Executed', eventName: 'Instance_Failover', eventProduct: 'RDS' },
      message: 'reported',
      severity: 'warning',
      data: { event: 'Instance_Failover', status: 'Executed' },
    },
    'going on': {
      asset: { status: 'Executing' },
      message: 'reported',
      severity: 'critical',
      data: { status: 'Executing' },
    },
    'a question to the owner': {
      asset: { status: 'Inquiring' },
      message: 'reported',
      severity: 'critical',
      data: { status: 'Inquiring' },
    },
    'in a state that nobody has heard of': {
      asset: { status: 'Melting' },
      message: 'reported',
      severity: 'critical',
      data: { status: 'Melting' },
    },
    'a day ago': {
      asset: { status: 'Failed', time: hoursAgo(24) },
      message: 'reported',
      severity: 'critical',
      data: { at: hoursAgo(24) },
    },
    'exactly as long ago as asked for': {
      asset: { status: 'Failed', time: hoursAgo(2) },
      params: { hours: 2 },
      message: 'reported',
      severity: 'critical',
      data: { at: hoursAgo(2) },
    },
    'hardly anything is told': {
      asset: { name: '', status: undefined, eventProduct: undefined, resourceId: undefined, regionId: undefined },
      message: 'reported',
      severity: 'critical',
      data: { product: '-', status: '-', subject: '-' },
    },
    'a resource without a name': {
      asset: { name: '', status: 'Failed' },
      message: 'reported',
      severity: 'critical',
      data: { subject: 'acs:ecs:cn-hangzhou:1000000000000001:instance/i-1' },
    },
    'part of its name alone': {
      asset: { status: 'Failed' },
      params: { ignored: [eventName.slice(1), `${eventName}*more`] },
      message: 'reported',
      severity: 'critical',
      data: { event: eventName },
    },
    'a blackhole, when nothing is left to others': {
      asset: { status: 'add', eventName: 'ddosbgp_event_blackhole' },
      params: { ignored: [] },
      message: 'reported',
      severity: 'critical',
      data: { event: 'ddosbgp_event_blackhole' },
    },
    'of a service without regions': {
      asset: { status: 'Failed', regionId: 'global' },
      message: 'reported',
      severity: 'critical',
      data: { product: 'ECS' },
    },
  },
  skip: {
    'of another region': { asset: { status: 'Scheduled', regionId: 'cn-shanghai' } },
    'an interruption has a checker of its own': {
      asset: { status: 'Normal', eventName: 'Instance:PreemptibleInstanceInterruption' },
    },
    'expiry is told of by the product': {
      asset: { status: 'Scheduled', eventName: 'Instance:InstanceExpiration.Stop:Scheduled' },
    },
    'so has a blackhole, however it is spelt': { asset: { status: 'add', eventName: 'DdosbgpEventBlackhole' } },
    'ignored by a part of its name': {
      asset: { status: 'Scheduled' },
      params: { ignored: [`${eventName.slice(0, 5)}*`] },
    },
    'mere information': { asset: { status: 'Scheduled', level: 'INFO' } },
    'ignored by name': { asset: { status: 'Scheduled' }, params: { ignored: [eventName] } },
  },
  unknown: {
    'no time': { asset: { status: 'Scheduled', time: undefined } },
  },
  absentIsFact: ['status', 'regionId', 'resourceId', 'eventProduct'],
});
