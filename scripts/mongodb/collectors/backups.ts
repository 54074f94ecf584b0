import { defineCollector } from '../../../lib/define';
import { backupFacts } from '../backup-facts';
import { instances } from './instances';

/** Of everything but sharded clusters. */
export const backups = defineCollector({
  ...backupFacts,
  id: 'mongodb-backups',
  title: { zh: '备份集', en: 'Backup sets' },
  belongs: {
    to: instances,
    ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: (one) => one.dBInstanceType !== 'sharding' },
  },
});
