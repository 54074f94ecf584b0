import { endpointStatusAbnormal } from '../../../../scripts/pvtz';
import { testChecker } from '../../../harness/check-tester';
import { endpoint, inDays, now } from '../fixtures';

testChecker(endpointStatusAbnormal, {
  healthy: { asset: endpoint, now },
  pass: { works: {} },
  fail: {
    'an exception': {
      asset: { status: 'EXCEPTION' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: '解析器出站终端节点 hr-1 的状态为 EXCEPTION',
        en: 'The status of outbound endpoint hr-1 of the resolver is EXCEPTION',
      },
    },
    'could not be made': {
      asset: { status: 'FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'FAILED' },
    },
    'could not be changed': {
      asset: { status: 'CHANGE_FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'CHANGE_FAILED' },
    },
    'in creation for a day and a second': {
      asset: { status: 'INIT', createTimestamp: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'in creation for longer than a shorter time': {
      asset: { status: 'INIT', createTimestamp: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'in creation for a day': { asset: { status: 'INIT', createTimestamp: inDays(-1) } },
    'being changed': { asset: { status: 'CHANGE_INIT' } },
  },
  unknown: { 'no state': { asset: { status: undefined } } },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createTimestamp'],
});
