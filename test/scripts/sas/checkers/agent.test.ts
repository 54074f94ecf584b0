import { sasAgent } from '../../../../scripts/sas';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ram/fixtures';
import { statistics } from '../fixtures';

testChecker(sasAgent, {
  healthy: { asset: statistics(100, 0), now },
  pass: {
    'all are protected': {},
    'exactly 95 %': { asset: statistics(100, 5) },
    'fewer are enough': { params: { warning: 50, critical: 40, servers: 60 }, asset: statistics(100, 50) },
    'those that are not are shut down': { asset: statistics(20, 4, 4) },
    'nine of a thousand': { asset: statistics(1000, 9) },
  },
  fail: {
    'just below 95 %': {
      asset: statistics(1000, 51),
      message: 'low',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 的 1000 台运行中的服务器中有 51 台未受防护，防护率 94.9 %，低于 95 %',
        en: '51 of 1000 running servers of account 1000000000000001 are unprotected; 94.9 % are protected, below 95 %',
      },
    },
    'exactly 85 %': {
      asset: statistics(100, 15),
      message: 'low',
      severity: 'warning',
      data: { value: 85, threshold: 95 },
    },
    'just below 85 %': {
      asset: statistics(1000, 151),
      message: 'low',
      severity: 'critical',
      data: { threshold: 85 },
    },
    'many of a thousand': {
      asset: statistics(1000, 49),
      message: 'many',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 的 1000 台运行中的服务器中有 49 台未受防护，达到 10 台；防护率 95.1 %',
        en: '49 of 1000 running servers of account 1000000000000001 are unprotected, 10 or more; 95.1 % are protected',
      },
    },
    'exactly ten': { asset: statistics(1000, 10), message: 'many', severity: 'warning', data: { threshold: 10 } },
    'one of two': { asset: statistics(2, 1), message: 'low', severity: 'warning', data: { value: 50 } },
    'some of those that run, beside those that are shut down': {
      asset: statistics(30, 14, 10),
      message: 'low',
      severity: 'critical',
      data: { total: 20, missing: 4, value: 80 },
    },
    none: { asset: statistics(3, 3), message: 'low', severity: 'critical', data: { value: 0 } },
    'all are wanted': {
      params: { warning: 100, critical: 100 },
      asset: statistics(100, 3),
      message: 'low',
      severity: 'critical',
      data: { threshold: 100 },
    },
    'all are wanted, and one is missing': {
      params: { warning: 100 },
      asset: statistics(100, 1),
      message: 'low',
      severity: 'warning',
      data: { threshold: 100 },
    },
  },
  skip: { 'no servers': { asset: statistics(0, 0) }, 'none that runs': { asset: statistics(3, 3, 3) } },
  unknown: {
    'no total': { asset: statistics(undefined, 1) },
    'no unprotected ones': { asset: statistics(10) },
  },
  // Where it is not told, none is shut down.
  absentIsFact: ['notRunningStatusCount'],
});

test('the levels must fit together', () => {
  expect(() => sasAgent.with({ critical: 96 })).toThrow(/critical \(96\) is above warning \(95\)/);
});
