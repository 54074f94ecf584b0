/** What machines are made of and where: images, zones, network cards, and the short forms of what a machine is. */
import { listing, repeated, without, type Action, type Body, type Call } from '../../define';
import { notFound } from '../../errors';
import { RESOURCE_GROUP } from '../../common/networks';
import { ecsPaging, numberPaging } from '../../paging';
import { zonesOf } from '../../regions';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';
import { IMAGE, instanceRow, OLD_IMAGE, OLD_SYSTEM, SYSTEM } from './instance-rows';
import { instanceAt } from './instances';

interface Image {
  readonly id: string;
  readonly os: string;
  readonly owner: 'system' | 'self';
  /** The snapshot that it is made of. */
  readonly snapshotId?: string;
}

/** Those that the machines run, and one of our own for each snapshot that is used for one. */
function imagesOf(scope: Scope): Image[] {
  const snapshots = scope.live('snapshot');
  const used = Array.from({ length: snapshots.length }, (_, n) => snapshots.at(n)).filter((index) =>
    isForImage(scope, index),
  );
  return [
    { id: IMAGE, os: SYSTEM, owner: 'system' },
    { id: OLD_IMAGE, os: OLD_SYSTEM, owner: 'system' },
    ...used.map((index): Image => {
      const snapshotId = scope.population('snapshot').idOf(index);
      return { id: snapshotId.replace(/^s-/, 'm-'), os: SYSTEM, owner: 'self', snapshotId };
    }),
  ];
}

/** Every fifth healthy snapshot that was taken by hand. */
export function isForImage(scope: Scope, index: number): boolean {
  return index % 5 === 0 && scope.condition('snapshot', index) === undefined;
}

function imageRow(scope: Scope, { id, os, owner, snapshotId = '' }: Image): Body {
  return {
    ImageId: id,
    ImageName: id,
    ImageOwnerAlias: owner,
    ImageOwnerId: owner === 'self' ? Number(scope.account.accountId) : 0,
    ImageFamily: '',
    ImageVersion: '',
    Description: '',
    Architecture: 'x86_64',
    BootMode: 'BIOS',
    CreationTime: secondTime(scope.world.now - 200 * DAY),
    IsCopied: false,
    IsPublic: false,
    IsSelfShared: '',
    IsSubscribed: false,
    IsSupportCloudinit: true,
    IsSupportIoOptimized: true,
    LoginAsNonRootSupported: owner === 'system',
    OSName: os,
    OSNameEn: os,
    OSType: 'linux',
    Platform: os.startsWith('CentOS') ? 'CentOS' : 'Aliyun',
    ProductCode: '',
    Progress: '100%',
    ResourceGroupId: owner === 'self' ? RESOURCE_GROUP : '',
    Size: 20,
    Status: 'Available',
    Usage: 'none',
    DiskDeviceMappings: {
      DiskDeviceMapping: [{ Device: '/dev/xvda', Format: '', Size: '20', SnapshotId: snapshotId, Type: 'system' }],
    },
    Features: { ImdsSupport: 'v2', NvmeSupport: 'supported' },
    Tags: { Tag: [] },
  };
}

const describeImages: Action = {
  name: 'DescribeImages',
  params: ['ImageId', 'ImageOwnerAlias', 'SnapshotId', 'Status'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
  items: 'Images.Image',
  itemId: 'ImageId',
  handle(call) {
    const { scope, params } = call;
    const wanted = params.ImageId?.split(',');
    const rows = imagesOf(scope)
      .map((image) => imageRow(scope, image))
      .filter((row) => (wanted?.includes(String(row.ImageId)) ?? true) && fits(row, params));
    const { rows: found, fields } = call.page(listing(rows.length, (n) => rows[n] ?? {}));
    return { RegionId: scope.region, Images: { Image: found }, ...fields };
  },
};

function fits(row: Body, { ImageOwnerAlias: owner, Status: status, SnapshotId: snapshot }: Call['params']): boolean {
  const [mapping] = (row.DiskDeviceMappings as { DiskDeviceMapping: Body[] }).DiskDeviceMapping;
  return (
    (owner ?? row.ImageOwnerAlias) === row.ImageOwnerAlias &&
    (status ?? row.Status) === row.Status &&
    (snapshot ?? mapping?.SnapshotId) === mapping?.SnapshotId
  );
}

const describeInstanceStatus: Action = {
  name: 'DescribeInstanceStatus',
  params: ['InstanceId', 'ZoneId'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
  items: 'InstanceStatuses.InstanceStatus',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, params } = call;
    const ids = repeated(params, 'InstanceId');
    const chosen = scope.filtered('instance', `status/${params.ZoneId ?? ''}/${ids.join()}`, (index) => {
      const { id, zone } = instanceAt(scope, index);
      return (params.ZoneId ?? zone) === zone && (ids.length === 0 || ids.includes(id));
    });
    const { rows, fields } = call.page(
      listing(chosen.length, (n) => {
        const { id, status } = instanceAt(scope, chosen.at(n));
        return { InstanceId: id, Status: status };
      }),
    );
    return { InstanceStatuses: { InstanceStatus: rows }, ...fields };
  },
};

/** Of a machine's row, what its attributes have. */
const ATTRIBUTES = [
  ...['ClusterId', 'Cpu', 'CreationTime', 'Description', 'EipAddress', 'ExpiredTime', 'HostName', 'ImageId'],
  ...['InnerIpAddress', 'InstanceChargeType', 'InstanceId', 'InstanceName', 'InstanceNetworkType', 'InstanceType'],
  ...['InternetChargeType', 'InternetMaxBandwidthIn', 'InternetMaxBandwidthOut', 'Memory', 'OperationLocks'],
  ...['PublicIpAddress', 'RegionId', 'SecurityGroupIds', 'SerialNumber', 'Status', 'StoppedMode', 'VlanId'],
  ...['VpcAttributes', 'ZoneId'],
];

const describeInstanceAttribute: Action = {
  name: 'DescribeInstanceAttribute',
  params: ['InstanceId'],
  required: ['InstanceId'],
  handle({ scope, params }) {
    const index = scope.find('instance', params.InstanceId ?? '');
    if (index === undefined) throw notFound('InvalidInstanceId.NotFound', 'The instance does not exist.');
    const row = instanceRow(instanceAt(scope, index), scope, []);
    const eip = without(row.EipAddress as Body, 'IsSupportUnassociate');
    const kept = Object.fromEntries(ATTRIBUTES.filter((name) => name in row).map((name) => [name, row[name]]));
    const locks = (row.OperationLocks as { LockReason: Body[] }).LockReason;
    return {
      ...kept,
      EipAddress: eip,
      IoOptimized: 'optimized',
      OperationLocks: { LockReason: locks.map(({ LockReason }) => ({ LockReason })) },
    };
  },
};

const describeZones: Action = {
  name: 'DescribeZones',
  params: ['AcceptLanguage', 'InstanceChargeType', 'Verbose'],
  required: ['RegionId'],
  handle: ({ scope }) => ({
    Zones: {
      Zone: zonesOf(scope.region).map(({ id, name }) => ({
        ZoneId: id,
        LocalName: name,
        ZoneType: 'AvailabilityZone',
        AvailableDiskCategories: { DiskCategories: ['cloud_essd', 'cloud_ssd', 'cloud_efficiency'] },
        AvailableInstanceTypes: { InstanceTypes: ['ecs.g7.large', 'ecs.g7.xlarge', 'ecs.c7.large'] },
        AvailableResourceCreation: { ResourceTypes: ['VSwitch', 'IoOptimized', 'Instance', 'Disk'] },
        AvailableVolumeCategories: { VolumeCategories: [] },
        AvailableDedicatedHostTypes: { DedicatedHostType: [] },
        DedicatedHostGenerations: { DedicatedHostGeneration: [] },
      })),
    },
  }),
};

/** The first card of a machine. */
function cardRow(scope: Scope, index: number): Body {
  const instance = instanceAt(scope, index);
  const { SecurityGroupIds, VpcAttributes, NetworkInterfaces } = instanceRow(instance, scope, []);
  const { VpcId, VSwitchId } = VpcAttributes as Body;
  const [card = {}] = (NetworkInterfaces as { NetworkInterface: Body[] }).NetworkInterface;
  return {
    NetworkInterfaceId: card.NetworkInterfaceId,
    NetworkInterfaceName: '',
    Description: '',
    MacAddress: card.MacAddress,
    PrivateIpAddress: card.PrimaryIpAddress,
    PrivateIpSets: card.PrivateIpSets,
    Ipv6Sets: { Ipv6Set: [] },
    InstanceId: instance.id,
    Attachment: { InstanceId: instance.id, DeviceIndex: 0 },
    AssociatedPublicIp: { AllocationId: '', PublicIpAddress: '' },
    CreationTime: secondTime(instance.created),
    Type: 'Primary',
    Status: 'InUse',
    OwnerId: scope.account.accountId,
    ServiceManaged: false,
    ResourceGroupId: RESOURCE_GROUP,
    SecurityGroupIds,
    VpcId,
    VSwitchId,
    ZoneId: instance.zone,
    Tags: { Tag: [] },
  };
}

const describeNetworkInterfaces: Action = {
  name: 'DescribeNetworkInterfaces',
  params: ['InstanceId'],
  required: ['RegionId'],
  paging: ecsPaging({ max: 500 }),
  items: 'NetworkInterfaceSets.NetworkInterfaceSet',
  itemId: 'NetworkInterfaceId',
  handle(call) {
    const { scope, params } = call;
    const chosen = scope.filtered(
      'instance',
      `cards/${params.InstanceId ?? ''}`,
      (index) => (params.InstanceId ?? '') === '' || scope.population('instance').idOf(index) === params.InstanceId,
    );
    const { rows, fields } = call.page(listing(chosen.length, (n) => cardRow(scope, chosen.at(n))));
    return { NetworkInterfaceSets: { NetworkInterfaceSet: rows }, ...fields };
  },
};

export const inventory: readonly Action[] = [
  describeImages,
  describeInstanceStatus,
  describeInstanceAttribute,
  describeZones,
  describeNetworkInterfaces,
];
