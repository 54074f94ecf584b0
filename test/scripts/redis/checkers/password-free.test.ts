import { passwordFree } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { attribute, instance, now } from '../fixtures';

testChecker(passwordFree, {
  healthy: { asset: instance, related: { attributes: [attribute('Open')] }, now },
  pass: { 'a password is asked for': {} },
  fail: {
    'no password is asked for': {
      related: { attributes: [attribute('Close')] },
      message: 'free',
      severity: 'error',
      text: { zh: 'Redis 实例 r-1 已开启免密访问', en: 'Redis instance r-1 asks for no password within its VPC' },
    },
  },
  unknown: {
    'no answer about it': { related: { attributes: [] } },
    'no setting in the answer': { related: { attributes: [attribute(undefined)] } },
  },
});
