import { nasExpiring } from '../../../../scripts/nas';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { fileSystem } from '../fixtures';

const expiry = expiryCases(
  { zh: '文件系统 extreme-1（share）', en: 'File system extreme-1 (share)' },
  (expiredTime) => ({ asset: { expiredTime } }),
);
testChecker(nasExpiring, {
  healthy: { asset: fileSystem, now },
  ...expiry,
  skip: {
    'pay-as-you-go': { asset: { chargeType: 'PayAsYouGo' } },
    'a storage plan': { asset: { chargeType: 'Package' } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
