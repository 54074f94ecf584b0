import { defineCollector, rpc, single, text } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

/** On which days of the week an instance is backed up, of UTC. */
export const backupPolicy = defineCollector({
  id: 'mongodb-backup-policy',
  product: mongodb,
  title: { zh: '备份策略', en: 'Backup policy' },
  scope: 'region',
  call: rpc('DescribeBackupPolicy', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { preferredBackupPeriod: text('PreferredBackupPeriod') },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
