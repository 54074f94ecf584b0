/** What the emulator takes and answers, against the official models. */
import RPCClient from '@alicloud/pop-core';
import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, startEmulator } from '../../emulator';
import { products, type Kind } from '../../emulator/catalogue';
import { hasParam, modelFor, responsePath } from '../contract/models';
import { call, type Answer } from './client';

const SDKS = {
  ecs: 'ecs20140526',
  cms: 'cms20190101',
  sts: 'sts20150401',
  alikafka: 'alikafka20190916',
  bssopenapi: 'bssopenapi20171214',
  nas: 'nas20170626',
  cas: 'cas20200407',
  domain: 'domain20180129',
  cdn: 'cdn20180510',
  ess: 'ess20220222',
  ims: 'ims20190815',
  ram: 'ram20150501',
  kms: 'kms20160120',
  sas: 'sas20181203',
  hbr: 'hbr20170908',
  quotas: 'quotas20200510',
  actiontrail: 'actiontrail20200706',
  cbn: 'cbn20170912',
  cr: 'cr20181201',
  clickhouse: 'clickhouse20191111',
  adb: 'adb20190315',
  gpdb: 'gpdb20160503',
  polardbx: 'polardbx20200202',
  hitsdb: 'hitsdb20200615',
  dts: 'dts20200101',
  mse: 'mse20190531',
  emr: 'emr20210320',
  'amqp-open': 'amqp-open20191212',
  'waf-openapi': 'waf-openapi20211001',
  ga: 'ga20191120',
  cloudfw: 'cloudfw20171207',
  privatelink: 'privatelink20200415',
  alidns: 'alidns20150109',
  ddoscoo: 'ddoscoo20200101',
} as const;
const actions = products
  .filter((product) => product.code in SDKS)
  .flatMap((product) =>
    product.actions.map((action) => ({ product: product.code as keyof typeof SDKS, name: action.name, action })),
  );

/** The assets that an action is asked about, where it is asked about one. */
const ABOUT: Readonly<Record<string, readonly [param: string, kind: Kind, suffix?: string]>> = {
  DescribeSecurityGroupAttribute: ['SecurityGroupId', 'securityGroup'],
  DescribeMonitoringAgentStatuses: ['InstanceIds', 'instance'],
  DescribePrefixListAttributes: ['PrefixListId', 'prefixList'],
  DescribeKey: ['KeyId', 'kmsKey'],
  QueryClusterDetail: ['InstanceId', 'mseCluster'],
  DescribeScalingActivities: ['ScalingGroupId', 'scalingGroup'],
  ListEndpointGroups: ['AcceleratorId', 'accelerator'],
  DescribeInstanceDetails: ['InstanceIds.1', 'ddosInstance'],
  DescribeInstanceSpecs: ['InstanceIds.1', 'ddosInstance'],
  DescribeInstanceStatistics: ['InstanceIds.1', 'ddosInstance'],
  ListPoliciesForUser: ['UserName', 'user'],
  ListPoliciesForGroup: ['GroupName', 'userGroup'],
  ListAccessKeys: ['UserPrincipalName', 'user', `@${EMULATOR_ACCOUNT}.onaliyun.com`],
};

/** The instance of the first centre. */
const WAF = `waf_v3prepaid_public_cn-${EMULATOR_ACCOUNT}0`;

/** Parameters by action, or by product and action. */
const PARAMS: Record<string, Record<string, unknown>[]> = {
  DescribeInstances: [{}, { MaxResults: 100, AdditionalAttributes: ['META_OPTIONS'] }, { LockReason: 'financial' }],
  DescribeDisks: [{}, { MaxResults: 500 }, { Status: 'Available' }],
  DescribeInstancesFullStatus: [{ PageSize: 100 }, { HealthStatus: 'Impaired' }],
  DescribeInstanceHistoryEvents: [{}, { MaxResults: 100, InstanceEventCycleStatus: ['Scheduled', 'Inquiring'] }],
  DescribeInstanceAutoRenewAttribute: [{ RenewalStatus: 'AutoRenewal' }],
  DescribeSpotPriceHistory: [{ InstanceType: 'ecs.g7.large', NetworkType: 'vpc' }],
  DescribeSpotAdvice: [{ 'InstanceTypes.1': 'ecs.g7.large' }],
  DescribeSecurityGroups: [{}, { MaxResults: 10 }],
  DescribeSnapshots: [{}, { MaxResults: 100 }, { Status: 'accomplished' }],
  DescribeBackupPlans: ['ECS_FILE', 'OSS', 'NAS', 'UDM_ECS'].map((SourceType) => ({ SourceType })),
  DescribeBackupJobs2: ['ECS_FILE', 'OSS', 'NAS', 'OTS', 'UDM_ECS'].map((SourceType) => ({ SourceType })),
  DescribeMetricLast: [{ Namespace: 'acs_ecs_dashboard', MetricName: 'CPUUtilization', Length: '5' }],
  DescribeMetricList: [{ Namespace: 'acs_rds_dashboard', MetricName: 'CpuUsage' }],
  DescribeMetricMetaList: [{}],
  DescribeDtsJobs: ['MIGRATION', 'SYNC', 'SUBSCRIBE'].map((JobType) => ({ JobType, Region: 'cn-hangzhou' })),
  ListProductQuotas: [{ ProductCode: 'ecs' }, { ProductCode: 'ecs', QuotaCategory: 'FlowControl' }],
  ListUserCertificateOrder: [{ OrderType: 'CERT' }, { OrderType: 'UPLOAD', Status: 'EXPIRED' }],
  DescribeUserDomains: [{ CheckDomainShow: true }],
  QueryDomainList: [{ PageNum: 1, PageSize: 100 }],
  QueryBillOverview: [{ BillingCycle: '2026-01' }],
  QueryAccountBill: [
    { BillingCycle: '2026-01' },
    { BillingCycle: '2026-01', BillingDate: '2026-01-02', Granularity: 'DAILY', IsGroupByProduct: true },
  ],
  DescribeInstanceBill: [{ BillingCycle: '2026-01' }, { BillingCycle: '2026-01', MaxResults: 300 }],
  'ddoscoo:DescribeInstances': [{}, { PageSize: 50 }],
  'waf-openapi:DescribeDefenseResources': [{ InstanceId: WAF }],
  'waf-openapi:DescribeDomains': [{ InstanceId: WAF }, { InstanceId: WAF, PageSize: 50 }],
  'waf-openapi:DescribeAbnormalCloudResources': [{ InstanceId: WAF }],
  'waf-openapi:DescribeSlsLogStoreStatus': [{ InstanceId: WAF }],
  AssumeRole: [{ RoleArn: `acs:ram::${EMULATOR_ACCOUNT}:role/${EMULATOR_ROLE}`, RoleSessionName: 'contract' }],
};

/** Products whose actions want a region. */
const REGIONAL = ['ecs', 'alikafka', 'ess', 'clickhouse', 'adb', 'gpdb', 'polardbx', 'hitsdb', 'mse', 'emr', 'ga', 'privatelink'];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test.each(actions)('$product:$name takes no parameter that the model lacks', ({ product, name, action }) => {
  for (const param of [...(action.params ?? []), ...(action.required ?? []), ...(action.paging?.params ?? [])]) {
    expect({ param, known: hasParam(SDKS[product], name, param) }).toEqual({ param, known: true });
  }
});

test.each(actions.filter(({ action }) => action.items !== undefined))(
  '$product:$name has its items where the model has them',
  ({ product, name, action }) => {
    if (action.items === 'Datapoints') return expect(responsePath(SDKS[product], name, 'Datapoints')).toBe('string');
    const id = `${action.items ?? ''}[].${action.itemId ?? ''}`;
    return expect(responsePath(SDKS[product], name, id)).toMatch(/^(string|number)$/);
  },
);

/** What an action that changes something is asked to change. */
function changing(name: string): Record<string, unknown>[] | undefined {
  const idsOf = (kind: Kind) => emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', kind);
  const planted = emulator.world.planted().filter(({ region }) => region === 'cn-hangzhou');
  const [InstanceId] = idsOf('instance');
  const [SecurityGroupId] = idsOf('securityGroup');
  const rule = {
    IpProtocol: 'TCP',
    PortRange: '8000/8000',
    SourceCidrIp: '10.0.0.0/8',
    Policy: 'Accept',
    Priority: '1',
  };
  const permission = Object.fromEntries(
    Object.entries(rule).map(([field, value]) => [`Permissions.1.${field}`, value]),
  );
  const changes: Readonly<Record<string, Record<string, unknown>>> = {
    ModifyInstanceAttribute: { InstanceId, DeletionProtection: 'true' },
    ModifyInstanceAutoRenewAttribute: {
      InstanceId: planted.find(({ condition }) => condition === 'ecs-expiring-warning')?.assetId,
      RenewalStatus: 'Normal',
    },
    RevokeSecurityGroup: { SecurityGroupId, 'SecurityGroupRuleId.1': 'sgr-1' },
    AuthorizeSecurityGroup: { SecurityGroupId, ...permission },
  };
  const change = changes[name];
  return change && [change];
}

test.each(actions)('$product:$name answers in the form of the model', async ({ product, name }) => {
  let cases = PARAMS[`${product}:${name}`] ?? PARAMS[name] ?? [{}];
  const about = ABOUT[name];
  if (about !== undefined) {
    const [param, kind, suffix = ''] = about;
    cases = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', kind).map((id) => ({ [param]: id + suffix }));
  }
  if (name === 'GetLoginProfile' || name === 'GetUserMFAInfo') {
    const person = emulator.world.planted().find((one) => one.condition === 'ram-user-never')?.assetId;
    cases = [
      name === 'GetUserMFAInfo'
        ? { UserName: person }
        : { UserPrincipalName: `${person ?? ''}@${EMULATOR_ACCOUNT}.onaliyun.com` },
    ];
  }
  cases = changing(name) ?? cases;
  if (name === 'GetRiskList') {
    cases = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'kafkaInstance').map((id) => ({ InstanceId: id }));
  }
  for (const params of cases) {
    const region = REGIONAL.includes(product) ? { RegionId: 'cn-hangzhou' } : {};
    const answer = await call(emulator, product, name, { ...region, ...params });
    expect(modelFor(SDKS[product], name).checkResponse(answer)).toEqual([]);
  }
});

test.each([
  ['cs', '2015-12-15', 'DescribeClustersV1', '/api/v1/clusters'],
  ['rocketmq', '2022-08-01', 'ListInstances', '/instances'],
  ['elasticsearch', '2017-06-13', 'ListInstance', '/openapi/instances'],
  ['fc', '2023-03-30', 'ListFunctions', '/2023-03-30/functions'],
  ['sae', '2019-05-06', 'ListApplications', '/pop/v1/sam/app/listApplications'],
])('%s answers in the form of the model at its paths', async (product, apiVersion, action, path) => {
  const { ROAClient } = RPCClient as unknown as {
    ROAClient: new (config: object) => { get(path: string): Promise<Answer> };
  };
  const client = new ROAClient({ endpoint: `${emulator.url}/${product}/cn-hangzhou`, apiVersion, ...EMULATOR_KEY });
  const answer = await client.get(path);
  expect(modelFor(`${product}${apiVersion.replace(/-/g, '')}`, action).checkResponse(answer)).toEqual([]);
});

test('integers longer than 15 digits are on the wire', async () => {
  const answer = await call(emulator, 'vpc', 'DescribeEipAddresses', { RegionId: 'cn-hangzhou' });
  expect(String(answer.EipAddresses.EipAddress[0].ServiceID)).toMatch(/^[0-9]{16}$/);
});
