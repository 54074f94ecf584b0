import { ecsLocked } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(ecsLocked, {
  healthy: { asset: instance, now },
  pass: { 'no lock': {} },
  fail: {
    'overdue payment': {
      asset: { lockReasons: ['financial'] },
      message: 'locked',
      severity: 'critical',
      text: { zh: '实例 i-1 被锁定，原因：financial', en: 'Instance i-1 is locked: financial' },
    },
    'a spot instance, for another reason too': {
      asset: { spotStrategy: 'SpotAsPriceGo', lockReasons: ['recycling', 'security'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: security' },
    },
    'recycling, and no spot instance': {
      asset: { lockReasons: ['recycling'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: recycling' },
    },
    'two reasons at once': {
      asset: { lockReasons: ['financial', 'security'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: financial, security' },
    },
  },
  skip: {
    'a spot instance that is reclaimed': { asset: { spotStrategy: 'SpotAsPriceGo', lockReasons: ['recycling'] } },
  },
  absentIsFact: ['spotStrategy'],
  unknown: { 'no lock information': { asset: { lockReasons: undefined } } },
});
