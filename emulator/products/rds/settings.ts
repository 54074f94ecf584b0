/** What an instance has switched on: SSL, encryption, SQL auditing, and its minor version. */
import type { Action, Body, Call } from '../../define';
import { ApiError } from '../../errors';
import { databaseAt } from '../../common/databases';
import type { Scope } from '../../world';

const KIND = 'rdsInstance';

const NEWEST = 'rds_20260331';

/** One action about one instance. */
export function settings(
  wantedIndex: (call: Call) => number,
  engineOf: (scope: Scope, index: number) => string,
): readonly Action[] {
  const about = (name: string, answer: (on: boolean, engine: string, id: string) => Body, engines = true): Action => ({
    name,
    params: ['DBInstanceId'],
    required: ['DBInstanceId'],
    handle(call) {
      const index = wantedIndex(call);
      const { id, condition } = databaseAt(call.scope, KIND, index);
      const engine = engineOf(call.scope, index);
      if (engines && engine === 'MariaDB') {
        throw new ApiError(403, 'IncorrectEngine', 'Current DB instance engine does not support this operation.');
      }
      return answer(condition !== 'rds-neglected', engine, id);
    },
  });
  return [
    about('DescribeDBInstanceSSL', (on, engine, id) => ({
      ConnectionString: on ? `${id}.${engine.toLowerCase()}.rds.aliyuncs.com` : '',
      RequireUpdate: engine === 'PostgreSQL' ? '' : 'No',
      SSLEnabled: engine === 'PostgreSQL' ? (on ? 'on' : 'off') : on ? 'Yes' : 'No',
      SSLExpireTime: on ? '2027-03-01T00:00:00Z' : '',
    })),
    about('DescribeDBInstanceTDE', (on) => ({
      TDEStatus: on ? 'Enabled' : 'Disabled',
      TDEMode: on ? 'Aliyun_Generate_Key' : '',
    })),
    about('DescribeSQLCollectorPolicy', (on) => ({ SQLCollectorStatus: on ? 'Enable' : 'Disabled', StoragePeriod: 0 })),
    about(
      'DescribeDBInstanceAttribute',
      (on, engine, id) => ({
        Items: {
          DBInstanceAttribute: [
            {
              DBInstanceId: id,
              Engine: engine,
              CurrentKernelVersion: on ? NEWEST : 'rds_20241130',
              LatestKernelVersion: NEWEST,
              AutoUpgradeMinorVersion: 'Manual',
            },
          ],
        },
      }),
      false,
    ),
  ];
}
