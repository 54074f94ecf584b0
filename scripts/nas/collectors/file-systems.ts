import { defineCollector, instant, number, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { nas } from '../product';

/**
 * The host tells the region. The answer holds passwords of client nodes, which nothing here reads. The lists of values are
 * those of the official model.
 */
export const fileSystems = defineCollector({
  id: 'nas-file-systems',
  product: nas,
  title: { zh: '文件系统', en: 'File systems' },
  reveals: { zh: '数据流动管理节点的初始密码', en: 'first passwords of managing nodes' },
  scope: 'region',
  call: rpc('DescribeFileSystems', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'FileSystems.FileSystem',
  assetId: 'FileSystemId',
  assetName: 'Description',
  fields: {
    /** Only extreme ones and CPFS have one. */
    status: oneOf('Status', ['Pending', 'Running', 'Stopped', 'Extending', 'Stopping', 'Deleting']),
    fileSystemType: oneOf('FileSystemType', ['standard', 'extreme', 'cpfs', 'cpfsse']),
    protocolType: text('ProtocolType'),
    chargeType: oneOf('ChargeType', ['Subscription', 'PayAsYouGo', 'Package']),
    expiredTime: instant('ExpiredTime'),
    createTime: instant('CreateTime'),
    capacity: number('Capacity'),
    meteredSize: number('MeteredSize'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['status', 'chargeType', 'expiredTime'],
  show: ['status', 'fileSystemType', 'protocolType', 'chargeType', 'expiredTime', 'capacity', 'meteredSize', 'tags'],
});
