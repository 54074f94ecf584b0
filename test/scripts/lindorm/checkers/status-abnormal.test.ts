import { statusAbnormal } from '../../../../scripts/lindorm';
import { testChecker } from '../../../harness/check-tester';
import { instance, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { 'it serves': {} },
  fail: {
    locked: {
      asset: { knownStatus: 'LOCKED' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'Lindorm 实例 ld-1 的状态为 LOCKED',
        en: 'The status of Lindorm instance ld-1 is LOCKED',
      },
    },
    'in creation for a day and a second': {
      asset: { knownStatus: 'CREATING', createMilliseconds: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'in creation for longer than a shorter time': {
      asset: { knownStatus: 'CREATING', createMilliseconds: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'in creation for a day': { asset: { knownStatus: 'CREATING', createMilliseconds: inDays(-1) } },
    'growing cold storage': { asset: { knownStatus: 'COLD_EXPANDING' } },
    'of another minor version soon': { asset: { knownStatus: 'MINOR_VERSION_TRANSING' } },
    restarting: { asset: { knownStatus: 'RESTARTING' } },
    'being released': { asset: { knownStatus: 'DELETING' } },
  },
  unknown: { 'no state': { asset: { knownStatus: undefined } } },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createMilliseconds'],
});
