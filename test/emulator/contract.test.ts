/** What the emulator takes and answers, against the official models. */
import RPCClient from '@alicloud/pop-core';
import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, startEmulator } from '../../emulator';
import { products, type Kind } from '../../emulator/catalogue';
import { hasParam, modelFor, responsePath } from '../contract/models';
import { call, type Answer, type ProductCode } from './client';

/** OSS and Simple Log Service have parameters in paths and headers, and Location has no package. */
const actions = products
  .filter(({ code }) => !['oss', 'sls', 'location'].includes(code))
  .flatMap((product) =>
    product.actions.map((action) => ({
      product: product.code,
      sdk: `${product.code}${product.version.replace(/-/g, '')}`,
      name: action.name,
      action,
    })),
  );

/** The instance of the first centre. */
const WAF = `waf_v3prepaid_public_cn-${EMULATOR_ACCOUNT}0`;

/** What is asked beside what every action is asked in answers.test.ts. */
const PARAMS: Record<string, Record<string, unknown>[]> = {
  'ecs:DescribeInstances': [
    {},
    { MaxResults: 100, AdditionalAttributes: ['META_OPTIONS'] },
    { LockReason: 'financial' },
  ],
  'ecs:DescribeDisks': [{}, { MaxResults: 500 }, { Status: 'Available' }],
  'ecs:DescribeInstancesFullStatus': [{ PageSize: 100 }, { HealthStatus: 'Impaired' }],
  'ecs:DescribeInstanceHistoryEvents': [{}, { MaxResults: 100, InstanceEventCycleStatus: ['Scheduled', 'Inquiring'] }],
  'ecs:DescribeInstanceAutoRenewAttribute': [{ RenewalStatus: 'AutoRenewal' }],
  'ecs:DescribeSpotPriceHistory': [{ InstanceType: 'ecs.g7.large', NetworkType: 'vpc' }],
  'ecs:DescribeSpotAdvice': [{ 'InstanceTypes.1': 'ecs.g7.large' }],
  'ecs:DescribeSecurityGroups': [{}, { MaxResults: 10 }],
  'ecs:DescribeSnapshots': [{}, { MaxResults: 100 }, { Status: 'accomplished' }],
  'hbr:DescribeBackupPlans': ['ECS_FILE', 'OSS', 'NAS', 'UDM_ECS'].map((SourceType) => ({ SourceType })),
  'hbr:DescribeBackupJobs2': ['ECS_FILE', 'OSS', 'NAS', 'OTS', 'UDM_ECS'].map((SourceType) => ({ SourceType })),
  'cms:DescribeMetricLast': [{ Namespace: 'acs_ecs_dashboard', MetricName: 'CPUUtilization', Length: '5' }],
  'cms:DescribeMetricList': [{ Namespace: 'acs_rds_dashboard', MetricName: 'CpuUsage' }],
  'cms:DescribeMetricMetaList': [{}],
  'dts:DescribeDtsJobs': ['MIGRATION', 'SYNC', 'SUBSCRIBE'].map((JobType) => ({ JobType, Region: 'cn-hangzhou' })),
  'ddoscoo:DescribeInstances': [{}, { PageSize: 50 }],
  'waf-openapi:DescribeDomains': [{ InstanceId: WAF }, { InstanceId: WAF, PageSize: 50 }],
  'quotas:ListProductQuotas': [{ ProductCode: 'ecs' }, { ProductCode: 'ecs', QuotaCategory: 'FlowControl' }],
  'cas:ListUserCertificateOrder': [{ OrderType: 'CERT' }, { OrderType: 'UPLOAD', Status: 'EXPIRED' }],
  'cdn:DescribeUserDomains': [{ CheckDomainShow: true }],
  'domain:QueryDomainList': [{ PageNum: 1, PageSize: 100 }],
  'bssopenapi:QueryBillOverview': [{ BillingCycle: '2026-01' }],
  'bssopenapi:QueryAccountBill': [
    { BillingCycle: '2026-01' },
    { BillingCycle: '2026-01', BillingDate: '2026-01-02', Granularity: 'DAILY', IsGroupByProduct: true },
  ],
  'bssopenapi:DescribeInstanceBill': [{ BillingCycle: '2026-01' }, { BillingCycle: '2026-01', MaxResults: 300 }],
  'sts:AssumeRole': [{ RoleArn: `acs:ram::${EMULATOR_ACCOUNT}:role/${EMULATOR_ROLE}`, RoleSessionName: 'contract' }],
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test.each(actions)('$product:$name takes no parameter that the model lacks', ({ sdk, name, action }) => {
  for (const param of [...(action.params ?? []), ...(action.required ?? []), ...(action.paging?.params ?? [])]) {
    expect({ param, known: hasParam(sdk, name, param) }).toEqual({ param, known: true });
  }
});

test.each(actions.filter(({ action }) => action.items !== undefined))(
  '$product:$name has its items where the model has them',
  ({ sdk, name, action }) => {
    if (action.items === 'Datapoints') return expect(responsePath(sdk, name, 'Datapoints')).toBe('string');
    const id = `${action.items ?? ''}[].${action.itemId ?? ''}`;
    return expect(responsePath(sdk, name, id)).toMatch(/^(string|number)$/);
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
    ModifyInstanceMetadataOptions: { InstanceId, HttpTokens: 'required' },
    ModifyDBInstanceDeletionProtection: { DBInstanceId: idsOf('rdsInstance')[0], DeletionProtection: 'true' },
    RevokeSecurityGroup: { SecurityGroupId, 'SecurityGroupRuleId.1': 'sgr-1' },
    AuthorizeSecurityGroup: { SecurityGroupId, ...permission },
  };
  const change = changes[name];
  return change && [change];
}

const CHANGING = [
  'ModifyInstanceMetadataOptions',
  'ModifyDBInstanceDeletionProtection',
  'ModifyInstanceAttribute',
  'ModifyInstanceAutoRenewAttribute',
  'RevokeSecurityGroup',
  'AuthorizeSecurityGroup',
];

test.each(actions.filter(({ product, name }) => `${product}:${name}` in PARAMS || CHANGING.includes(name)))(
  '$product:$name answers in the form of the model, asked otherwise',
  async ({ product, sdk, name }) => {
    for (const params of PARAMS[`${product}:${name}`] ?? changing(name) ?? []) {
      const region = ['ecs', 'rds'].includes(product) ? { RegionId: 'cn-hangzhou' } : {};
      const answer = await call(emulator, product as ProductCode, name, { ...region, ...params });
      expect(modelFor(sdk, name).checkResponse(answer)).toEqual([]);
    }
  },
);

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
