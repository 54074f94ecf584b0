import { defineCollector, number, oneOf, rpc, single, text } from '../../../lib/define';
import { rds } from '../product';
import { instances } from './instances';

/** How long backups are kept, and on which days of the week an instance is backed up, as `Tuesday,Thursday,Saturday`; hours and days are of UTC. */
export const backupPolicy = defineCollector({
  id: 'rds-backup-policy',
  product: rds,
  title: { zh: '备份策略', en: 'Backup policy' },
  scope: 'region',
  call: rpc('DescribeBackupPolicy', { BackupPolicyMode: 'DataBackupPolicy' }, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    preferredBackupPeriod: text('PreferredBackupPeriod'),
    backupRetentionPeriod: number('BackupRetentionPeriod'),
    enableBackupLog: oneOf('EnableBackupLog', ['0', '1']),
  },
  belongs: {
    to: instances,
    ask: {
      param: 'DBInstanceId',
      encode: 'comma',
      max: 1,
      when: ({ dBInstanceType: role }) => role === undefined || role === 'Primary',
    },
  },
});
