import { ddosBlackhole } from '../../../../scripts/cms';
import { testChecker } from '../../../harness/check-tester';
import { event, hoursAgo, now } from '../fixtures';

const begun = {
  ...event,
  eventName: 'ddoscoo_event_blackhole',
  eventProduct: 'ddoscoo',
  name: '203.0.113.7',
  status: 'add',
};

testChecker(ddosBlackhole, {
  healthy: { asset: { ...begun, status: 'end' }, now },
  pass: {
    'it has ended': {},
    'the event of the end': { asset: { status: undefined, eventName: 'DdoscooEventBlackholeEnd' } },
    'as another product says it': { asset: { status: 'del' } },
    'over three hours ago': { asset: { status: 'add', time: hoursAgo(3, 1) } },
  },
  fail: {
    'half an hour ago': {
      asset: { status: 'add' },
      message: 'blackhole',
      severity: 'critical',
      text: {
        zh: '203.0.113.7 于 2026-02-28T23:30Z 进入黑洞（ddoscoo_event_blackhole，add）',
        en: '203.0.113.7 went into a blackhole at 2026-02-28T23:30Z (ddoscoo_event_blackhole, add)',
      },
    },
    'three hours ago': {
      asset: { status: 'add', time: hoursAgo(3) },
      message: 'blackhole',
      severity: 'critical',
      data: { at: hoursAgo(3) },
    },
    'longer ago, as asked for': {
      asset: { status: 'add', time: hoursAgo(5) },
      params: { hours: 6 },
      message: 'blackhole',
      severity: 'critical',
      data: { at: hoursAgo(5) },
    },
    'in the other spelling, hardly anything told': {
      asset: {
        eventName: 'DdosbgpEventBlackhole',
        status: undefined,
        name: '',
        resourceId: undefined,
        regionId: undefined,
      },
      message: 'blackhole',
      severity: 'critical',
      data: { subject: 'ddoscoo', status: '-' },
    },
  },
  skip: {
    'another event': { asset: { status: 'add', eventName: 'ddoscoo_event_defense' } },
    'of another region': { asset: { status: 'add', regionId: 'cn-shanghai' } },
  },
  unknown: { 'no time': { asset: { status: 'add', time: undefined } } },
  absentIsFact: ['status', 'regionId', 'resourceId', 'eventProduct'],
});

test('the event of an address that is still in a blackhole is told with it', () => {
  expect(ddosBlackhole.because).toContainEqual('ddoscoo-ip-blocked');
});
