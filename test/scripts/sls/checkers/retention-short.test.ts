import { retentionShort } from '../../../../scripts/sls';
import { testChecker } from '../../../harness/check-tester';
import { logstore, now, settings } from '../fixtures';

testChecker(retentionShort, {
  healthy: { asset: logstore('actiontrail_all'), ...settings({ ttl: 180 }), now },
  pass: {
    'exactly long enough': {},
    'for ever': settings({ ttl: 3650 }),
    'a shorter time is enough': { ...settings({ ttl: 30 }), params: { days: 30 } },
  },
  fail: {
    'a day too short': {
      ...settings({ ttl: 179 }),
      message: 'short',
      severity: 'info',
      text: {
        zh: '日志库 orders/actiontrail_all 只保存 179 天，少于 180 天',
        en: 'Logstore orders/actiontrail_all keeps logs for 179 days, fewer than 180',
      },
    },
    'of a cluster': {
      asset: logstore('audit-c1234'),
      ...settings({ ttl: 30 }),
      message: 'short',
      severity: 'info',
      data: { value: 30 },
    },
    'a year is asked of all': {
      asset: logstore('requests'),
      ...settings({ ttl: 364 }),
      params: { days: 365, names: ['*'] },
      message: 'short',
      severity: 'info',
      data: { threshold: 365 },
    },
  },
  skip: { 'no audit log': { asset: logstore('requests'), ...settings({ ttl: 1 }) } },
  unknown: { 'no retention': settings({}), 'no answer': { related: { settings: [] } } },
});
