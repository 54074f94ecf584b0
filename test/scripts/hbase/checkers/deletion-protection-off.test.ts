import { deletionProtectionOff } from '../../../../scripts/hbase';
import { testChecker } from '../../../harness/check-tester';
import { cluster as subscription } from '../fixtures';

const cluster = { ...subscription, payType: 'Postpaid' as const };

testChecker(deletionProtectionOff, {
  healthy: { asset: cluster },
  pass: { protected: {} },
  fail: {
    'not protected': {
      asset: { isDeletionProtection: false },
      message: 'off',
      severity: 'info',
      text: {
        zh: 'HBase 集群 hb-1（events）未开启删除保护',
        en: 'HBase cluster hb-1 (events) is not protected from deletion',
      },
    },
  },
  skip: {
    'a subscription': { asset: { payType: 'Prepaid', isDeletionProtection: false } },
    'being released': { asset: { status: 'DELETING', isDeletionProtection: false } },
  },
  unknown: { 'no flag': { asset: { isDeletionProtection: undefined } } },
  // Without a charge type it may be one that anybody deletes.
  absentIsFact: ['payType', 'status'],
});
