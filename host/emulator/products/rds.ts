import { eitherPaging, numberPaging, tokenPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY, HOUR, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { listing } from './define';

export interface Database {
  id: string;
  seed: number;
  condition: string | undefined;
}

/** The facts of the RDS instance at an index. */
export function databaseAt(scope: Scope, index: number): Database {
  const population = scope.population('rdsInstance');
  return {
    id: population.idOf(index),
    seed: hash(population.key, index),
    condition: scope.condition('rdsInstance', index),
  };
}

function row(scope: Scope, index: number): Body {
  const { now } = scope.world;
  const { id, seed, condition } = databaseAt(scope, index);
  const prepaid = scope.population('rdsInstance').lifeOf(index).includes('rds-expiring') || seed % 2 === 0;
  const expires = now + (condition === 'rds-expiring' ? 5 * DAY + HOUR : (60 + (seed % 300)) * DAY);
  return {
    DBInstanceId: id,
    DBInstanceDescription: `database-${index + 1}`,
    DBInstanceStatus: 'Running',
    DBInstanceType: 'Primary',
    DBInstanceClass: 'rds.mysql.s3.large',
    DBInstanceNetType: 'Intranet',
    DBInstanceStorageType: 'cloud_essd',
    Engine: 'MySQL',
    EngineVersion: '8.0',
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: prepaid ? secondTime(expires) : '',
    CreateTime: secondTime(now - (100 + (seed % 300)) * DAY),
    LockMode: condition === 'rds-locked' ? 'LockByDiskQuota' : 'Unlock',
    LockReason: condition === 'rds-locked' ? 'instance_disk_full' : '',
    DeletionProtection: true,
    RegionId: scope.region,
    ZoneId: `${scope.region}-h`,
    InstanceNetworkType: 'VPC',
    ConnectionMode: 'Standard',
    ResourceGroupId: 'rg-acfmemulator00a',
  };
}

const FILTERS = ['DBInstanceId', 'DBInstanceStatus', 'PayType', 'Engine', 'DBInstanceType'];

const describeDBInstances: Action = {
  name: 'DescribeDBInstances',
  params: FILTERS,
  required: ['RegionId'],
  paging: eitherPaging(
    tokenPaging({ default: 30, max: 100 }),
    numberPaging({ default: 30, max: 100, over: 'refuse', total: 'TotalRecordCount', echo: 'PageRecordCount' }),
  ),
  items: 'Items.DBInstance',
  itemId: 'DBInstanceId',
  handle(call) {
    const { scope, params } = call;
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const chosen =
      wanted.length === 0
        ? scope.live('rdsInstance')
        : scope.filtered('rdsInstance', wanted.map((name) => `${name}=${params[name] ?? ''}`).join('&'), (index) => {
            const fields = row(scope, index);
            return wanted.every((name) => fields[name] === params[name]);
          });
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { Items: { DBInstance: rows }, ...fields };
  },
};

export const rds: Product = { code: 'rds', version: '2014-08-15', actions: [describeDBInstances] };
