import { capacityHigh, nasExpiring, fileSystems } from '../../../scripts/nas';
import { testChecker } from '../../harness/check-tester';
import { expiryCases, levelCases } from '../../harness/tables';
import { now, where } from '../ecs/fixtures';

const GIB = 1024 ** 3;

/** An extreme file system of 200 GiB on subscription. */
const fileSystem = fileSystems.toAsset(
  {
    FileSystemId: 'extreme-1',
    Description: 'share',
    Status: 'Running',
    FileSystemType: 'extreme',
    ProtocolType: 'NFS',
    ChargeType: 'Subscription',
    ExpiredTime: '2027-03-01T00:00:00Z',
    Capacity: 200,
    MeteredSize: 20 * GIB,
    MountTargets: {
      MountTarget: [{ ClientMasterNodes: { ClientMasterNode: [{ DefaultPasswd: 'not-for-anybody' }] } }],
    },
    Tags: { Tag: [] },
  },
  where,
);

it('drops secrets', () => expect(JSON.stringify(fileSystem)).not.toContain('not-for-anybody'));

const capacity = levelCases(
  {
    warning: 80,
    critical: 90,
    step: 0.5,
    message: 'full',
    text: {
      zh: '文件系统 extreme-1（share）已用 80.5 % 的容量（共 200 GiB），高于 80 %',
      en: 'File system extreme-1 (share) uses 80.5 % of its 200 GiB, above 80 %',
    },
  },
  (percent) => ({ asset: { meteredSize: percent && percent * 2 * GIB } }),
);
testChecker(capacityHigh, {
  healthy: { asset: fileSystem, now },
  pass: { ...capacity.pass, empty: { asset: { meteredSize: 0 } } },
  fail: capacity.fail,
  skip: { 'general-purpose, whatever it reports': { asset: { fileSystemType: 'standard', capacity: undefined } } },
  unknown: {
    ...capacity.unknown,
    'no type': { asset: { fileSystemType: undefined } },
    'no capacity': { asset: { capacity: undefined } },
    'a capacity of nothing': { asset: { capacity: 0 } },
  },
});

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
