import {
  defineCollector,
  flag,
  instant,
  manyOf,
  must,
  nextToken,
  number,
  oneOf,
  rpc,
  tagMap,
  text,
  textList,
} from '../../../lib/define';
import { ecs } from '../product';

export const INSTANCE_STATES = ['Pending', 'Running', 'Starting', 'Stopping', 'Stopped'] as const;
export const SPOT_STRATEGIES = ['NoSpot', 'SpotWithPriceLimit', 'SpotAsPriceGo'] as const;

/** Metadata options are answered only when they are asked for. All lists of values are those of the official model. */
export const instances = defineCollector({
  id: 'ecs-instances',
  product: ecs,
  title: { zh: '实例', en: 'Instances' },
  scope: 'region',
  call: rpc('DescribeInstances', { AdditionalAttributes: ['META_OPTIONS'] }),
  paging: nextToken({ max: 100 }),
  items: 'Instances.Instance',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    status: must(oneOf('Status', INSTANCE_STATES)),
    instanceChargeType: oneOf('InstanceChargeType', ['PrePaid', 'PostPaid']),
    expiredTime: instant('ExpiredTime'),
    /** Absent: nobody has set one. */
    autoReleaseTime: instant('AutoReleaseTime'),
    creationTime: instant('CreationTime'),
    startTime: instant('StartTime'),
    stoppedMode: oneOf('StoppedMode', ['KeepCharging', 'StopCharging', 'Not-applicable']),
    lockReasons: manyOf('OperationLocks.LockReason[].LockReason', [
      ...(['financial', 'security', 'recycling', 'dedicatedhostfinancial', 'refunded'] as const),
    ]),
    spotStrategy: oneOf('SpotStrategy', SPOT_STRATEGIES),
    spotPriceLimit: number('SpotPriceLimit'),
    spotDuration: number('SpotDuration'),
    deletionProtection: flag('DeletionProtection'),
    instanceNetworkType: oneOf('InstanceNetworkType', ['vpc', 'classic']),
    httpEndpoint: oneOf('MetadataOptions.HttpEndpoint', ['enabled', 'disabled']),
    httpTokens: oneOf('MetadataOptions.HttpTokens', ['optional', 'required']),
    instanceType: text('InstanceType'),
    instanceTypeFamily: text('InstanceTypeFamily'),
    cpu: number('Cpu'),
    memory: number('Memory'),
    osName: text('OSName'),
    osType: text('OSType'),
    zoneId: text('ZoneId'),
    hostName: text('HostName'),
    publicIpAddress: textList('PublicIpAddress.IpAddress[]'),
    eipAddress: text('EipAddress.IpAddress'),
    privateIpAddress: textList('VpcAttributes.PrivateIpAddress.IpAddress[]'),
    internetMaxBandwidthOut: number('InternetMaxBandwidthOut'),
    internetChargeType: text('InternetChargeType'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  select: { param: 'InstanceIds', encode: 'json', max: 100 },
  remember: ['status', 'spotStrategy', 'autoReleaseTime'],
  resourceType: 'ACS::ECS::Instance',
  show: ['status', 'instanceType', 'instanceChargeType', 'expiredTime', 'zoneId', 'privateIpAddress', 'osName', 'tags'],
});
