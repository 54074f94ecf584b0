/** Every answer that the emulator gives of a world: each of its actions, each asset that it may be asked about, each page. */
import http from 'node:http';
import https from 'node:https';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, type Emulator } from '../../emulator';
import { products, type Kind } from '../../emulator/catalogue';
import type { Action, Product } from '../../emulator/define';
import { exchangeOss, readXml } from '../../lib/aliyun/oss';
import { exchangeSls } from '../../lib/aliyun/sls';
import { exchangeAcs3 } from '../../lib/credentials/acs3';

export type Body = Record<string, unknown>;

export interface Answered {
  readonly product: Product;
  readonly action: Action;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** The kind of asset whose ids a parameter takes; by `product.parameter` where products differ. */
const IDS: Readonly<Record<string, Kind>> = {
  ClusterId: 'cluster',
  SecurityGroupId: 'securityGroup',
  PrefixListId: 'prefixList',
  ScalingGroupId: 'scalingGroup',
  'alikafka.InstanceId': 'kafkaInstance',
  KeyId: 'kmsKey',
  'dds.DBInstanceId': 'mongoInstance',
  'rds.DBInstanceId': 'rdsInstance',
  DBClusterId: 'polardbCluster',
  'nlb.ListenerId': 'nlbListener',
  Bucket: 'bucket',
  InstanceIds: 'instance',
  VpcId: 'vpc',
  VSwitchId: 'vSwitch',
  'ecs.InstanceId': 'instance',
  UserName: 'user',
  UserPrincipalName: 'user',
  GroupName: 'userGroup',
  'r-kvstore.InstanceId': 'redisInstance',
  LoadBalancerId: 'loadBalancer',
  AcceleratorId: 'accelerator',
  'ddoscoo.InstanceIds.1': 'ddosInstance',
  'mse.InstanceId': 'mseCluster',
  AppId: 'application',
  AggregatorId: 'configGroup',
  'pvtz.ZoneId': 'privateZone',
  project: 'logProject',
};

/** The instance of the first centre. */
const WAF = [{ InstanceId: `waf_v3prepaid_public_cn-${EMULATOR_ACCOUNT}0`, RegionId: 'cn-hangzhou' }];

const POLICIES = [
  ...['AdministratorAccess', 'ReadOnlyAccess', 'AliyunECSReadOnlyAccess'].map((PolicyName) => ({
    PolicyName,
    PolicyType: 'System',
  })),
  { PolicyName: 'restart-machines', PolicyType: 'Custom' },
];

const RENEWALS = ['AutoRenewal', 'Normal', 'NotRenewal'];

/** What an action is asked that no list of ids says. */
const ASKED: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'pvtz:DescribeResolverRules': [{ NeedDetailAttributes: 'true' }],
  'antiddos-public:DescribeInstanceIpAddress': [
    { DdosRegionId: 'cn-hangzhou', InstanceType: 'ecs', DdosStatus: 'blackhole' },
  ],
  'bssopenapi:QueryBillOverview': [{ BillingCycle: '2026-01' }],
  'bssopenapi:QueryAccountBill': [{ BillingCycle: '2026-01' }],
  'bssopenapi:DescribeInstanceBill': [{ BillingCycle: '2026-01' }],
  'cas:ListUserCertificateOrder': [{ OrderType: 'CERT' }, { OrderType: 'UPLOAD' }],
  'cms:DescribeMetricLast': [{ Namespace: 'acs_ecs_dashboard', MetricName: 'CPUUtilization', Length: '5' }],
  'cms:DescribeMetricList': [{ Namespace: 'acs_rds_dashboard', MetricName: 'CpuUsage' }],
  'domain:QueryDomainList': [{ PageNum: '1', PageSize: '100' }],
  'ecs:DescribeInstances': [{}, { 'AdditionalAttributes.1': 'META_OPTIONS' }],
  'ecs:DescribeInstanceAutoRenewAttribute': RENEWALS.map((RenewalStatus) => ({ RenewalStatus })),
  'ecs:DescribePrice': [{ ResourceType: 'disk', 'DataDisk.1.Category': 'cloud_essd', 'DataDisk.1.Size': '40' }],
  'ecs:DescribeSpotPriceHistory': [{ InstanceType: 'ecs.g7.large', NetworkType: 'vpc' }],
  'ecs:DescribeSpotAdvice': [{ 'InstanceTypes.1': 'ecs.g7.large' }],
  'ess:DescribeScalingGroups': [{}, { GroupType: 'ECI' }],
  'dts:DescribeDtsJobs': ['MIGRATION', 'SYNC', 'SUBSCRIBE'].map((JobType) => ({ JobType, Region: 'cn-hangzhou' })),
  'waf-openapi:DescribeDefenseResources': WAF,
  'waf-openapi:DescribeDomains': WAF,
  'waf-openapi:DescribeAbnormalCloudResources': WAF,
  'waf-openapi:DescribeSlsLogStoreStatus': WAF,
  'hbr:DescribeBackupPlans': ['ECS_FILE', 'OSS', 'NAS', 'UDM_ECS'].map((SourceType) => ({ SourceType })),
  'hbr:DescribeBackupJobs2': ['ECS_FILE', 'OSS', 'NAS', 'UDM_ECS'].map((SourceType) => ({ SourceType })),
  'location:DescribeEndpoints': [{ Id: 'cn-hangzhou', ServiceCode: 'ecs', Type: 'openAPI' }],
  'quotas:ListProductQuotas': [{ ProductCode: 'ecs' }],
  'actiontrail:GetTrailStatus': [{ Name: 'audit' }],
  'ram:GetPolicy': POLICIES,
  'ram:GetPolicyVersion': POLICIES.map((policy) => ({ ...policy, VersionId: 'v1' })),
  'ram:ListEntitiesForPolicy': POLICIES,
  'ram:GetRole': [{ RoleName: EMULATOR_ROLE }],
  'ram:ListPoliciesForRole': [{ RoleName: EMULATOR_ROLE }],
  'sts:AssumeRole': [{ RoleArn: `acs:ram::${EMULATOR_ACCOUNT}:role/${EMULATOR_ROLE}`, RoleSessionName: 'answers' }],
};

/** What is asked about a subscription: the condition of one, the parameter with its id, and the others. */
const OF_SUBSCRIPTIONS: Readonly<Record<string, readonly [string, string, Readonly<Record<string, string>>]>> = {
  'ecs:DescribeRenewalPrice': ['ecs-expiring-warning', 'ResourceId', {}],
  'rds:DescribeRenewalPrice': ['rds-expiring-warning', 'DBInstanceId', { TimeType: 'Month', UsedTime: '1' }],
  'r-kvstore:DescribePrice': ['redis-expiring-warning', 'InstanceId', { OrderType: 'RENEW', Period: '1' }],
};

/** A parameter that is wanted, and is one of a list. */
const OF_LISTS: Readonly<Record<string, string>> = {
  'ddoscoo:DescribeInstanceDetails': 'InstanceIds.1',
  'ddoscoo:DescribeInstanceSpecs': 'InstanceIds.1',
  'ddoscoo:DescribeInstanceStatistics': 'InstanceIds.1',
};

/** What a parameter is that is no id. */
function valueOf(emulator: Emulator, name: string): string | undefined {
  const { time } = emulator.world;
  const minute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
  if (name === 'StartTime') return minute(time - 30 * 86_400_000);
  if (name === 'ListenerPort') return '443';
  return name === 'EndTime' ? minute(time) : undefined;
}

/** Whether it changes something, so that no answer of a world is to be had. */
export function changes(action: Action): boolean {
  return action.method !== undefined || !/^(Describe|List|Get|Query|Search|AssumeRole|Ons)/.test(action.name);
}

/** Every asset with something wrong, and the first dozen. */
function sampleOf({ world }: Emulator, kind: Kind): string[] {
  const wrong = new Set(world.planted(EMULATOR_ACCOUNT).map(({ assetId }) => assetId.replace(/@.*/, '')));
  return world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', kind).filter((id, n) => n < 12 || wrong.has(id));
}

/** Each key of the users, with its user. */
async function keysOf(emulator: Emulator, product: Product): Promise<Record<string, string>[]> {
  const list = product.actions.find(({ name }) => name === 'ListAccessKeys');
  const found: Record<string, string>[] = [];
  for (const UserName of emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'user')) {
    const body = list && (await ask(emulator, product, list, { UserName }));
    const { AccessKey: keys = [] } = (body?.AccessKeys ?? {}) as { AccessKey?: { AccessKeyId: string }[] };
    found.push(...keys.map(({ AccessKeyId }) => ({ UserName, UserAccessKeyId: AccessKeyId })));
  }
  return found;
}

/** Each logstore, with its project. */
async function logstoresOf(emulator: Emulator, product: Product): Promise<Record<string, string>[]> {
  const list = product.actions.find(({ name }) => name === 'ListLogStores');
  const found: Record<string, string>[] = [];
  for (const project of sampleOf(emulator, 'logProject')) {
    const body = list && (await ask(emulator, product, list, { project }));
    found.push(...((body?.logstores ?? []) as string[]).map((logstore) => ({ project, logstore })));
  }
  return found;
}

/** What an action is asked, once for each asset that it takes the id of. */
async function asksOf(
  emulator: Emulator,
  product: Product,
  action: Action,
): Promise<readonly Readonly<Record<string, string>>[]> {
  if (action.name === 'GetAccessKeyLastUsed') return keysOf(emulator, product);
  if (action.name === 'GetLogStore') return logstoresOf(emulator, product);
  const named = ASKED[`${product.code}:${action.name}`];
  const [condition, id, others] = OF_SUBSCRIPTIONS[`${product.code}:${action.name}`] ?? [];
  if (id !== undefined) {
    const own = emulator.world.planted(EMULATOR_ACCOUNT).filter((one) => one.condition === condition);
    const here = own.filter(({ region }) => region === 'cn-hangzhou');
    return here.map(({ assetId }) => ({ [id]: assetId, ...others }));
  }
  if (action.name === 'DescribeRouteEntryList') {
    return emulator.world
      .ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'vpc')
      .map((id) => ({ RouteTableId: id.replace(/^vpc-/, 'vtb-') }));
  }
  const inPath = [...(action.path ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const listed = OF_LISTS[`${product.code}:${action.name}`];
  const own = [...(action.required ?? []), ...inPath, ...(listed === undefined ? [] : [listed])];
  const wanted = own.filter((name) => name !== 'RegionId');
  if (named !== undefined) return named;
  const more: Record<string, string> = {};
  let each: { name: string; ids: readonly string[] } | undefined;
  for (const name of wanted) {
    const kind = IDS[`${product.code}.${name}`] ?? IDS[name];
    const value = valueOf(emulator, name);
    if (value !== undefined) more[name] = value;
    else if (kind === undefined)
      throw new Error(`${product.code}:${action.name} wants ${name}: say of what it is an id`);
    else each = { name, ids: sampleOf(emulator, kind) };
  }
  if (each === undefined) return [more];
  const { name, ids } = each;
  const suffix = name === 'UserPrincipalName' ? `@${EMULATOR_ACCOUNT}.onaliyun.com` : '';
  return ids.map((id) => ({ [name]: id + suffix, ...more }));
}

const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent() };

/** Texts that XML has for flags and numbers, as such. */
function typedXml(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => typedXml(one, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typedXml(inner, key)]));
  }
  if (value === 'true' || value === 'false') return value === 'true';
  return name === 'MaxKeys' ? Number(value) : value;
}

/** One call; `undefined` for one that finds nothing of an asset that is there, such as a user without a login. */
async function ask(
  emulator: Emulator,
  product: Product,
  action: Action,
  params: Readonly<Record<string, string>>,
): Promise<Body | undefined> {
  const { signal } = new AbortController();
  const [pattern = '/', flag = ''] = (action.path ?? '/').split('?');
  const query = { ...params };
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = query[name] ?? '';
    delete query[name];
    return value;
  });
  if (product.oss) {
    const request = { endpoint: emulator.url, region: 'cn-hangzhou', path, credentials: EMULATOR_KEY };
    const answer = await exchangeOss(
      { ...request, query: { ...query, ...(flag !== '' && { [flag]: '' }) } },
      { agent: agents.http, signal },
    );
    if (action.json && answer.status < 300) return JSON.parse(answer.text) as Body;
    const { root = '', body } = readXml(answer.text) ?? {};
    if (root === 'Error' && /^NoSuch|elsewhere|AccessDenied/.test(String((body as Body).Code))) return undefined;
    if (root === 'Error' || root === '') throw new Error(`${product.code}:${action.name}: ${answer.text}`);
    return (typeof body === 'string' ? { [root]: body } : typedXml(body)) as Body;
  }
  if (product.sls) {
    const { project, ...others } = query;
    const request = { endpoint: `${emulator.url}/sls/cn-hangzhou`, path, query: others, credentials: EMULATOR_KEY };
    const answer = await exchangeSls({ ...request, project }, { agent: agents.http, signal });
    if (answer.status >= 400) throw new Error(`${product.code}:${action.name}: ${answer.text}`);
    return JSON.parse(answer.text) as Body;
  }
  const regional = (action.required ?? []).includes('RegionId') || action.params?.includes('RegionId');
  const { status, text } = await exchangeAcs3(
    {
      endpoint: action.path === undefined ? emulator.url : `${emulator.url}/${product.code}/cn-hangzhou`,
      action: action.name,
      version: product.version,
      method: action.path === undefined ? 'POST' : 'GET',
      path,
      query: { ...query, ...((regional || product.global !== true) && { RegionId: 'cn-hangzhou' }) },
      credentials: EMULATOR_KEY,
    },
    { agents, signal },
  );
  const body = JSON.parse(text) as Body;
  if (status >= 400) {
    if (status === 404 && Object.keys(params).length > 0) return undefined;
    if (body.Code === 'IncorrectEngine') return undefined;
    throw new Error(`${product.code}:${action.name} ${JSON.stringify(params)}: ${text}`);
  }
  return body;
}

/** The rows of a listing; the XML of OSS is read without its root. */
export function rowsIn({ product, action, body }: Omit<Answered, 'params'>): Body[] {
  const path = (action.items ?? '').split('.').slice(product.oss ? 1 : 0);
  const found = path.reduce<unknown>((inside, key) => (inside as Body | undefined)?.[key], body);
  return Array.isArray(found) ? (found as Body[]) : [];
}

/** The ways in which a listing is asked for its pages: by token, by number, or not at all. */
type Way = (page: number, before: Body) => Record<string, string> | undefined;

function waysOf(action: Action): Way[] {
  const names = action.paging?.params ?? [];
  const number = names.find((name) => /^(page|pageNum|pageNumber|pageNo|currentPage)$/i.test(name));
  const ways: Way[] = [];
  if (names.includes('MaxResults')) {
    const size = { MaxResults: '50' };
    ways.push((page, { NextToken: token }): Record<string, string> | undefined => {
      if (page === 1) return size;
      return typeof token === 'string' && token !== '' ? { ...size, NextToken: token } : undefined;
    });
  }
  if (number !== undefined) ways.push((page) => (page === 1 ? {} : { [number]: String(page) }));
  if (names.includes('offset')) ways.push((page) => ({ offset: String((page - 1) * 5), size: '5' }));
  if (names.includes('max-keys')) ways.push((page) => (page === 1 ? { 'max-keys': '5' } : undefined));
  if (names.includes('MaxItems')) ways.push((page) => (page === 1 ? { MaxItems: '3' } : undefined));
  if (number === undefined) ways.push((page) => (page === 1 ? {} : undefined));
  return ways;
}

const MOST_PAGES = 50;

/** The answers of one action about the first account in cn-hangzhou. @throws Error for a call that is refused */
export async function answersOf(emulator: Emulator, product: Product, action: Action): Promise<Answered[]> {
  const found: Answered[] = [];
  for (const params of await asksOf(emulator, product, action)) {
    for (const way of waysOf(action)) {
      let body: Body | undefined = {};
      for (let page = 1; page <= MOST_PAGES && body !== undefined; page++) {
        const more = way(page, body);
        if (more === undefined) break;
        body = await ask(emulator, product, action, { ...params, ...more });
        if (body !== undefined) found.push({ product, action, params, body });
        if (body === undefined || action.items === undefined || rowsIn({ product, action, body }).length === 0) break;
      }
    }
  }
  return found;
}

/** Every action that only reads. */
export const READING = products.flatMap((product) =>
  product.actions.filter((action) => !changes(action)).map((action) => ({ product, action })),
);
