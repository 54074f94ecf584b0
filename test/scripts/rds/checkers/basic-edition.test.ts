import { basicEdition } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';
import { CLUSTER } from '../usage';

testChecker(basicEdition, {
  healthy: { asset: instance, now },
  pass: {
    'high availability': {},
    'a cluster': { asset: CLUSTER },
    'serverless with a standby': { asset: { category: 'serverless_standard' } },
  },
  fail: {
    basic: {
      asset: { category: 'Basic' },
      message: 'single',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1（orders）为 Basic 系列，没有备节点',
        en: 'RDS instance rm-1 (orders) is of the Basic edition, without a standby',
      },
    },
    'serverless basic': {
      asset: { category: 'serverless_basic' },
      message: 'single',
      severity: 'warning',
      data: { category: 'serverless_basic' },
    },
  },
  skip: { 'a read-only instance': { asset: { dBInstanceType: 'Readonly', category: 'Basic' } } },
  unknown: {
    'no edition': { asset: { category: undefined } },
    'no role': { asset: { dBInstanceType: undefined, category: 'Basic' } },
  },
});
