import { defineCollector } from '../../../lib/define';
import { backupFacts } from '../backup-facts';
import { backsUpShards, firstShard } from '../shards';
import { instances } from './instances';

/** Of the first shard, which stands for all: the shards of a cluster are backed up together. */
export const shardBackups = defineCollector({
  ...backupFacts,
  id: 'mongodb-shard-backups',
  title: { zh: '分片备份集', en: 'Backup sets of shards' },
  belongs: {
    to: instances,
    key: (one) => {
      const shard = firstShard(one);
      return shard === undefined ? undefined : `${one.id} ${shard}`;
    },
    ask: { param: 'DBInstanceId', and: 'NodeId', encode: 'comma', max: 1, when: backsUpShards },
  },
});
