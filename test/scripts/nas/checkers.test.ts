import { capacityHigh, fileSystems, nasExpiring, renewals, statusAbnormal } from '../../../scripts/nas';
import { testChecker } from '../../harness/check-tester';
import { expiryCases, levelCases, renewalCases } from '../../harness/tables';
import { renewalRecord } from '../bss/renewal-record';
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
    CreateTime: '2025-03-01T00:00:00CST',
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

const ending = (expiredTime: Date | undefined) => ({ asset: { expiredTime } });
const expiry = expiryCases({ zh: '文件系统 extreme-1（share）', en: 'File system extreme-1 (share)' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(renewals, fileSystem.id, status)] },
});
const renewing = renewalCases(ending, renewal, (createTime) => ({ asset: { createTime } }), {
  message: 'failing' as const,
  text: {
    zh: '文件系统 extreme-1（share）将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'File system extreme-1 (share) expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});
testChecker(nasExpiring, {
  healthy: { asset: fileSystem, ...renewal('ManualRenewal'), now },
  pass: { ...expiry.pass, ...renewing.pass },
  fail: { ...expiry.fail, ...renewing.fail },
  skip: {
    ...renewing.skip,
    'pay-as-you-go': { asset: { chargeType: 'PayAsYouGo' } },
    'a storage plan': { asset: { chargeType: 'Package' } },
  },
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...expiry.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});

testChecker(statusAbnormal, {
  healthy: { asset: fileSystem, now },
  pass: { running: {}, growing: { asset: { status: 'Extending' } } },
  fail: {
    stopped: {
      asset: { status: 'Stopped' },
      message: 'stopped',
      severity: 'critical',
      text: {
        zh: '文件系统 extreme-1（share）的状态为 Stopped',
        en: 'File system extreme-1 (share) is Stopped',
      },
    },
    'being stopped': {
      asset: { status: 'Stopping' },
      message: 'stopped',
      severity: 'warning',
      data: { status: 'Stopping' },
    },
  },
  skip: {
    'being made': { asset: { status: 'Pending' } },
    'being deleted': { asset: { status: 'Deleting' } },
    'general-purpose, without a status': { asset: { status: undefined, fileSystemType: 'standard' } },
  },
  unknown: { 'no status': { asset: { status: undefined } } },
});
