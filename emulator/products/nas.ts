import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'fileSystem';

const GIB = 1024 ** 3;

const CAPACITY = 1000;

/** How much of the capacity is used, in percent. */
function usage(seed: number, condition: string | undefined): number {
  if (condition === 'nas-capacity-warning') return 85;
  return condition === 'nas-capacity-critical' ? 96 : 5 + (seed % 60);
}

/** General-purpose ones have no status, no end and as much capacity as there is; the others one that was bought. */
function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, ZoneId } = placeOf(scope, seed);
  const general = !prepaid && scope.population(KIND).lifeOf(index).length === 0 && seed % 4 === 1;
  return {
    FileSystemId: id,
    Description: `share-${index + 1}`,
    ...(general ? {} : { Status: condition === 'nas-stopped' ? 'Stopped' : 'Running' }),
    FileSystemType: general ? 'standard' : 'extreme',
    ProtocolType: 'NFS',
    StorageType: general ? 'Capacity' : 'standard',
    ChargeType: prepaid ? 'Subscription' : 'PayAsYouGo',
    CreateTime: secondTime(created),
    ExpiredTime: expires === undefined ? '' : secondTime(expires),
    Capacity: general ? 10 * 1024 * 1024 : CAPACITY,
    MeteredSize: Math.round((CAPACITY * GIB * usage(seed, condition)) / 100),
    EncryptType: 1,
    RegionId: scope.region,
    ZoneId,
    VpcId,
    ResourceGroupId: RESOURCE_GROUP,
    MountTargets: { MountTarget: [] },
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

const api: Product = {
  code: 'nas',
  version: '2017-06-26',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: ['FileSystemId', 'FileSystemType', 'VpcId'],
      action: {
        name: 'DescribeFileSystems',
        paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
        items: 'FileSystems.FileSystem',
        itemId: 'FileSystemId',
      },
      answer: (rows) => ({ FileSystems: { FileSystem: rows } }),
    }),
  ],
};

export const nas = emulated({
  products: [api],
  kinds: {
    fileSystem: { prefix: 'extreme-', size: 'fileSystems', usual: 12 },
  },
  conditions: {
    'nas-monthly': {
      kind: 'fileSystem',
      detail: 'subscription by the month, renewed nine days before its end',
      usual: false,
    },
    'nas-capacity-warning': { kind: 'fileSystem', detail: '85 % of the capacity used' },
    'nas-capacity-critical': { kind: 'fileSystem', detail: '96 % of the capacity used' },
    'nas-stopped': { kind: 'fileSystem', detail: 'status Stopped' },
    'nas-expiring': { kind: 'fileSystem', detail: 'subscription expires in 5 days' },
    'nas-expiring-warning': { kind: 'fileSystem', detail: 'subscription expires in 20 days' },
  },
  raises: {
    'nas-monthly': { nothing: 'it renews itself' },
    'nas-capacity-warning': ['nas-capacity-high warning'],
    'nas-capacity-critical': ['nas-capacity-high critical'],
    'nas-stopped': ['nas-status-abnormal critical'],
    'nas-expiring': ['nas-expiring critical'],
    'nas-expiring-warning': ['nas-expiring warning'],
  },
});
