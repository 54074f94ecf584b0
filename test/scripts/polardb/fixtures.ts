import { clusters } from '../../../scripts/polardb';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now, where };

/** A MySQL cluster of two nodes on subscription, through the collector as the API answers it. */
export const cluster = clusters.toAsset(
  {
    DBClusterId: 'pc-1',
    DBClusterDescription: 'shop',
    DBClusterStatus: 'Running',
    DBType: 'MySQL',
    DBVersion: '8.0',
    Category: 'Normal',
    DBNodeClass: 'polar.mysql.x4.large',
    DBNodeNumber: 2,
    DBNodes: {
      DBNode: [
        { DBNodeId: 'pi-0', DBNodeRole: 'Writer' },
        { DBNodeId: 'pi-1', DBNodeRole: 'Reader' },
      ],
    },
    PayType: 'Prepaid',
    ExpireTime: '2027-03-01T00:00:00Z',
    CreateTime: '2025-03-01T00:00:00Z',
    LockMode: 'Unlock',
    StoragePayType: 'Prepaid',
    StorageUsed: 10 * 1024 ** 3,
    StorageSpace: 100 * 1024 ** 3,
    ZoneId: 'cn-hangzhou-i',
    Tags: { Tag: [] },
  },
  where,
);

/** A reading of two nodes, the second one the higher. */
export function nodes(value: number) {
  return {
    value,
    at: now,
    parts: [
      { part: 'pi-1', value },
      { part: 'pi-0', value: 0.5 },
    ],
  };
}
