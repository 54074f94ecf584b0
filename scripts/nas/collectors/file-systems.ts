import { defineCollector, instant, must, number, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { nas } from '../product';

/** The host tells the region. The answer holds passwords of client nodes, which nothing here reads. */
export const fileSystems = defineCollector({
  id: 'nas-file-systems',
  product: nas,
  title: { zh: '文件系统', en: 'File systems' },
  scope: 'region',
  call: rpc('DescribeFileSystems', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'FileSystems.FileSystem',
  assetId: 'FileSystemId',
  assetName: 'Description',
  fields: {
    status: must(text('Status')),
    fileSystemType: text('FileSystemType'),
    protocolType: text('ProtocolType'),
    chargeType: text('ChargeType'),
    expiredTime: instant('ExpiredTime'),
    capacity: number('Capacity'),
    meteredSize: number('MeteredSize'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['status', 'chargeType', 'expiredTime'],
  show: ['status', 'fileSystemType', 'protocolType', 'chargeType', 'expiredTime', 'capacity', 'meteredSize', 'tags'],
});
