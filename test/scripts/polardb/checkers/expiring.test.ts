import { polardbExpiring } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { cluster, inDays, now } from '../fixtures';

const cases = expiryCases({ zh: 'PolarDB 集群 pc-1', en: 'PolarDB cluster pc-1' }, (expireTime) => ({
  asset: { expireTime },
}));

testChecker(polardbExpiring, {
  healthy: { asset: cluster, now },
  ...cases,
  skip: {
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBClusterStatus: 'Deleted', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
});
