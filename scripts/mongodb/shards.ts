/** How sharded clusters are backed up: as a whole, or shard by shard. */
import type { AnyAsset } from '../../lib/model';

/** Clusters on cloud disks are backed up as a whole since then; older ones after they were converted. */
const WHOLE_SINCE = new Date('2023-10-19T00:00:00Z');

interface Cluster {
  readonly dBInstanceType?: string;
  readonly storageType?: string;
  readonly creationTime?: Date;
  readonly shardAttribute?: readonly { readonly nodeId: string | undefined }[];
}

/** Sharded, and not on local disks. */
export function backsUpAsWhole({ dBInstanceType, storageType }: AnyAsset | Cluster): boolean {
  return dBInstanceType === 'sharding' && storageType !== 'local_ssd';
}

/** Sharded, and on local disks or so old that it may not be converted. */
export function backsUpShards(asset: AnyAsset): boolean {
  const { dBInstanceType, storageType, creationTime } = asset as Cluster;
  if (dBInstanceType !== 'sharding') return false;
  return storageType === 'local_ssd' || (creationTime !== undefined && creationTime < WHOLE_SINCE);
}

export function firstShard(asset: AnyAsset): string | undefined {
  return (asset as Cluster).shardAttribute?.[0]?.nodeId;
}
