import { capacityHigh, fileSystemExpiring, fileSystems } from '../../../scripts/nas';
import { testChecker } from '../../harness/check-tester';
import { now, where } from '../ecs/fixtures';
import { expiryCases, levelCases } from '../vpc/tables';

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

const levels = levelCases(
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
  (percent) => ({ asset: { meteredSize: percent * 2 * GIB } }),
);
testChecker(capacityHigh, {
  healthy: { asset: fileSystem, now },
  pass: { ...levels.pass, empty: { asset: { meteredSize: 0 } } },
  fail: levels.fail,
  skip: { 'general-purpose, whatever it reports': { asset: { fileSystemType: 'standard', capacity: undefined } } },
  unknown: {
    'no type': { asset: { fileSystemType: undefined } },
    'no capacity': { asset: { capacity: undefined } },
    'a capacity of nothing': { asset: { capacity: 0 } },
    'no usage': { asset: { meteredSize: undefined } },
  },
});

const expiry = expiryCases((expiredTime) => ({ asset: { expiredTime } }), {
  soon: {
    zh: '文件系统 extreme-1（share）将在 30 天后到期（2026-03-31T00:00Z）',
    en: 'File system extreme-1 (share) expires in 30 days (2026-03-31T00:00Z)',
  },
  expired: {
    zh: '文件系统 extreme-1（share）已于 2026-03-01T00:00Z 到期',
    en: 'File system extreme-1 (share) expired at 2026-03-01T00:00Z',
  },
});
testChecker(fileSystemExpiring, {
  healthy: { asset: fileSystem, now },
  pass: expiry.pass,
  fail: expiry.fail,
  skip: {
    'pay-as-you-go': { asset: { chargeType: 'PayAsYouGo' } },
    'a storage plan': { asset: { chargeType: 'Package' } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
