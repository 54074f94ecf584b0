import { alsoHigh, levelCases } from '../../harness/tables';
import { instance, now } from './fixtures';

export const LEVELS = { warning: 80, critical: 90, message: 'high' } as const;
export const STANDALONE = { replicationFactor: 1 };
export const SHARDED = { dBInstanceType: 'sharding', replicationFactor: undefined } as const;
export const UNTOLD = { replicationFactor: undefined };

/** Cases of a usage that each architecture has under a metric of its own; `hasSingle` tells whether a standalone instance has one. */
export const usageCases = (what: string, zh: string, en: string, hasSingle = true) => {
  const [replica, sharding, single] = [`mongodb-${what}-replica`, `mongodb-${what}-sharding`, `mongodb-${what}-single`];
  const text = { zh: `MongoDB 实例 dds-1 ${zh} 80.01 %，高于 80 %`, en: `${en}, above 80 %` };
  const table = levelCases({ ...LEVELS, text }, (value) => ({ metrics: { [replica]: value } }));
  const also = <A extends object>(asset: A, metric: string, not?: string) =>
    alsoHigh(LEVELS.critical, (value) => ({ asset, metrics: { ...(not && { [not]: undefined }), [metric]: value } }));
  return {
    healthy: { asset: instance, metrics: { [replica]: 0.1 }, now },
    pass: table.pass,
    fail: {
      ...table.fail,
      'a sharded cluster': also(SHARDED, sharding),
      ...(hasSingle && {
        'a standalone instance': also(STANDALONE, single, replica),
        'number of nodes not told, replica set': also(UNTOLD, replica),
        'number of nodes not told, standalone': also(UNTOLD, single, replica),
      }),
    },
    skip: {
      ...(!hasSingle && { 'a standalone instance': { asset: STANDALONE, metrics: { [replica]: undefined } } }),
      'serverless, of which there are no metrics': { asset: { dBInstanceType: 'serverless' as const } },
      'not there yet': { asset: { dBInstanceStatus: 'Creating' as const }, metrics: { [replica]: undefined } },
      'being released': { asset: { dBInstanceStatus: 'Deleting' as const }, metrics: { [replica]: 99 } },
    },
    unknown: {
      ...table.unknown,
      'being moved, without data': {
        asset: { dBInstanceStatus: 'Transing' as const },
        metrics: { [replica]: undefined },
      },
    },
  };
};
