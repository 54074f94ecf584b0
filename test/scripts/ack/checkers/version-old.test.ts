import { versionOld } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now } from '../fixtures';

testChecker(versionOld, {
  healthy: { asset: cluster, now },
  pass: {
    'the newest': {},
    'only a newer patch': { asset: { nextVersion: '1.34.3-aliyun.1' } },
  },
  fail: {
    'a newer minor version': {
      asset: { currentVersion: '1.32.1-aliyun.1', nextVersion: '1.33.3-aliyun.1' },
      message: 'old',
      severity: 'info',
      text: {
        zh: 'ACK 集群 c1（shop）的版本为 1.32.1-aliyun.1，可升级到 1.33.3-aliyun.1',
        en: 'ACK cluster c1 (shop) runs 1.32.1-aliyun.1 and can be upgraded to 1.33.3-aliyun.1',
      },
    },
  },
  skip: { 'not there yet': { asset: { state: 'initial' } } },
  unknown: {
    'no version': { asset: { currentVersion: undefined } },
    'another form': { asset: { currentVersion: 'x' } },
  },
  // The answer has none where there is nothing to upgrade to.
  absentIsFact: ['nextVersion'],
});
