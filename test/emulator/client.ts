import RPCClient from '@alicloud/pop-core';
import type { Emulator } from '../../emulator';
import { EMULATOR_KEY } from '../../emulator';

export const VERSIONS = {
  ecs: '2014-05-26',
  cms: '2019-01-01',
  sts: '2015-04-01',
  vpc: '2016-04-28',
  rds: '2014-08-15',
  slb: '2014-05-15',
  dds: '2015-12-01',
  alikafka: '2019-09-16',
  nas: '2017-06-26',
  ess: '2022-02-22',
  ram: '2015-05-01',
  ims: '2019-08-15',
  kms: '2016-01-20',
  sas: '2018-12-03',
  config: '2020-09-07',
  advisor: '2018-01-20',
  hbase: '2019-01-01',
  cloudapi: '2016-07-14',
  pvtz: '2018-01-01',
  maxcompute: '2022-01-04',
  hbr: '2017-09-08',
  resourcedirectorymaster: '2022-04-19',
  resourcecenter: '2022-12-01',
  quotas: '2020-05-10',
  location: '2015-06-12',
  bssopenapi: '2017-12-14',
  cas: '2020-04-07',
  cdn: '2018-05-10',
  domain: '2018-01-29',
  actiontrail: '2020-07-06',
  cbn: '2017-09-12',
  cr: '2018-12-01',
  clickhouse: '2019-11-11',
  adb: '2019-03-15',
  gpdb: '2016-05-03',
  polardbx: '2020-02-02',
  hitsdb: '2020-06-15',
  dts: '2020-01-01',
  mse: '2019-05-31',
  emr: '2021-03-20',
  'amqp-open': '2019-12-12',
  'waf-openapi': '2021-10-01',
  ga: '2019-11-20',
  cloudfw: '2017-12-07',
  privatelink: '2020-04-15',
  alidns: '2015-01-09',
  ddoscoo: '2020-01-01',
} as const;
export type ProductCode = keyof typeof VERSIONS;

export interface Keys {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** An answer, loose on purpose: tests look into many shapes. */
export type Answer = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

export interface Refusal {
  code: string;
  status: number;
  headers: Record<string, string>;
  data: Answer;
}

/** Plain JSON values instead of json-bigint's objects. */
function plain(value: unknown): Answer {
  const text = JSON.stringify(value, function (this: Answer, key: string, shown: unknown) {
    const own = this[key] as { _isBigNumber?: boolean } | null;
    return own?._isBigNumber === true ? Number(own) : shown;
  });
  return JSON.parse(text) as Answer;
}

/** Calls the emulator with the client that the library uses, by POST. */
export async function call(
  emulator: Emulator,
  product: ProductCode,
  action: string,
  params: Record<string, unknown> = {},
  keys: Keys = EMULATOR_KEY,
  region = 'cn-hangzhou',
): Promise<Answer> {
  const client = new RPCClient({
    endpoint: `${emulator.url}/${product}/${region}`,
    apiVersion: VERSIONS[product],
    ...keys,
  });
  return plain(await client.request(action, params, { method: 'POST', timeout: 5000 }));
}

/** The refusal that a call ends with. */
export async function refusal(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    const { code, data, entry } = error as {
      code: string;
      data: Answer;
      entry?: { response: { statusCode: number; headers: Record<string, string> } };
    };
    return { code, status: entry?.response.statusCode ?? 0, headers: entry?.response.headers ?? {}, data };
  }
  throw new Error('the call was answered');
}

/** ECS in cn-hangzhou, with the region sent. */
export function ecs(emulator: Emulator, action: string, params: Record<string, unknown> = {}): Promise<Answer> {
  return call(emulator, 'ecs', action, { RegionId: 'cn-hangzhou', ...params });
}

/** All rows of a token-paged ECS action, and the number of pages. */
export async function allPages(
  emulator: Emulator,
  action: string,
  path: readonly [string, string],
  size: number,
  limit = 50,
): Promise<{ rows: Answer[]; pages: number }> {
  const rows: Answer[] = [];
  let token = '';
  for (let pages = 1; pages <= limit; pages++) {
    const answer = await ecs(emulator, action, { MaxResults: size, ...(token !== '' && { NextToken: token }) });
    rows.push(...(answer[path[0]][path[1]] as Answer[]));
    token = answer.NextToken as string;
    if (token === '') return { rows, pages };
  }
  return { rows, pages: limit };
}
