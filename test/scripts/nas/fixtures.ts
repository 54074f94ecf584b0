import { fileSystems } from '../../../scripts/nas';
import { where } from '../ecs/fixtures';

export const GIB = 1024 ** 3;

/** An extreme file system of 200 GiB on subscription. */
export const fileSystem = fileSystems.toAsset(
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
