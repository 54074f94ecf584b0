import { writeRefused } from '../../../../scripts/sls';
import { testChecker } from '../../../harness/check-tester';
import { now, parts, project } from '../fixtures';

const codes = (values: Readonly<Record<string, number>>) => ({ metrics: { codes: parts(values) } });

testChecker(writeRefused, {
  healthy: { asset: project, ...codes({ 'requests/200': 9000, 'requests/403': 10 }), now },
  pass: {
    'exactly as many as are allowed': {},
    'none refused': codes({ 'requests/200': 9000 }),
    'another code': codes({ 'requests/200': 9000, 'requests/500': 400, '403/401': 90 }),
    'more are allowed': { ...codes({ 'requests/403': 50 }), params: { perMinute: 50 } },
  },
  fail: {
    'one more': {
      ...codes({ 'requests/200': 9000, 'requests/403': 11, 'audit/403': 3 }),
      message: 'refused',
      severity: 'warning',
      text: {
        zh: '日志项目 orders 每分钟有 11 次写入被拒绝（403），多于 10；日志库：requests: 11',
        en: '11 writes a minute to log project orders are refused (403), more than 10; logstores: requests: 11',
      },
    },
    'of two logstores': {
      ...codes({ 'requests/403': 11, 'audit/403': 300 }),
      message: 'refused',
      severity: 'warning',
      data: { value: 300, logstores: ['audit: 300', 'requests: 11'] },
    },
    'none allowed': {
      ...codes({ 'requests/403': 1 }),
      params: { perMinute: 0 },
      message: 'refused',
      severity: 'warning',
      data: { threshold: 0 },
    },
  },
  skip: { 'nothing written': { metrics: { codes: undefined } } },
  unknown: { 'no data any more while it is open': { metrics: { codes: undefined }, openData: { value: 40 } } },
  // While nothing is open, as its first case is.
  absentIsFact: ['metrics.codes'],
});

test('a disabled project refuses writes too, and is told once', () => {
  expect(writeRefused.because).toContain('sls-project-disabled');
});
