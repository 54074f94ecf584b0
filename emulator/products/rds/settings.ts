/** What an instance has switched on: SSL, encryption, SQL auditing, and its minor version. */
import type { Action, Body, Call } from '../../define';
import { ApiError } from '../../errors';
import { databaseAt } from '../../common/databases';
import type { Scope } from '../../world';

const KIND = 'rdsInstance';

const NEWEST = 'rds_20260331';

/** What is asked for most, by engine. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  MySQL: { slow_query_log: 'ON', long_query_time: '1', max_connections: '2532', require_secure_transport: 'OFF' },
  MariaDB: { slow_query_log: 'ON', long_query_time: '1', max_connections: '2532' },
  PostgreSQL: { log_connections: 'on', log_disconnections: 'on', log_duration: 'on', max_connections: '800' },
  SQLServer: { 'max degree of parallelism': '2', 'fill factor (%)': '0' },
};

/** One action about one instance. */
export function settings(
  wantedIndex: (call: Call) => number,
  engineOf: (scope: Scope, index: number) => string,
  attributeOf: (scope: Scope, index: number) => Body,
): readonly Action[] {
  type Answer = (on: boolean, engine: string, id: string, scope: Scope, index: number) => Body;
  const about = (name: string, answer: Answer, engines = true): Action => ({
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
      return answer(condition !== 'rds-neglected', engine, id, call.scope, index);
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
      'DescribeParameters',
      (on, engine) => {
        const names = PARAMETERS[engine] ?? {};
        const rows = Object.entries(names).map(([ParameterName, ParameterValue]) => ({
          ParameterName,
          ParameterValue: !on && ParameterName.startsWith('log_') ? 'off' : ParameterValue,
          ParameterDescription: '',
        }));
        return {
          Engine: engine,
          ConfigParameters: { DBInstanceParameter: [] },
          RunningParameters: { DBInstanceParameter: rows },
        };
      },
      false,
    ),
    about(
      'DescribeDBInstanceAttribute',
      (on, engine, _id, scope, index) => ({
        Items: {
          DBInstanceAttribute: [
            {
              ...attributeOf(scope, index),
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
