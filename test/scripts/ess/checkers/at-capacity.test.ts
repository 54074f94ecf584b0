import { atCapacity } from '../../../../scripts/ess';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { disabled, group } from '../fixtures';

testChecker(atCapacity, {
  healthy: { asset: group, now },
  pass: {
    'one below the maximum': { asset: { totalCapacity: 9 } },
    empty: { asset: { totalCapacity: 0, minSize: 0 } },
  },
  fail: {
    'at the maximum': {
      asset: { totalCapacity: 10 },
      message: 'full',
      severity: 'warning',
      text: {
        zh: '伸缩组 asg-1（web）的容量为 10，已达上限 10',
        en: 'Scaling group asg-1 (web) has a capacity of 10, its maximum is 10',
      },
    },
    'above a maximum that was lowered': {
      asset: { totalCapacity: 12 },
      message: 'full',
      severity: 'warning',
      data: { value: 12, threshold: 10 },
    },
  },
  skip: { disabled, 'of a fixed size': { asset: { totalCapacity: 10, minSize: 10 } } },
  unknown: {
    'no size': { asset: { totalCapacity: undefined } },
    'no minimum': { asset: { minSize: undefined, totalCapacity: 10 } },
    'no maximum': { asset: { maxSize: undefined } },
  },
});
