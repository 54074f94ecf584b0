import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';
import { allPages, call, ecs, refusal } from './client';

let emulator: Emulator;
const accounts = Array.from({ length: 24 }, (_, i) => ({ accountId: String(1_000_000_000_000_000 + i) }));

beforeAll(async () => {
  const scenario = loadScenario({
    regions: ['cn-hangzhou'],
    instances: 250,
    disksPerInstance: 3,
    securityGroups: 120,
    eips: 130,
    rdsInstances: 101,
    loadBalancers: 12,
    mongoInstances: 100,
    users: 250,
    accounts: [
      {
        accountId: EMULATOR_ACCOUNT,
        accessKeyId: 'LTAI-emulator-not-a-real-key',
        accessKeySecret: 'emulator-not-a-real-secret',
      },
      ...accounts,
    ],
  });
  emulator = await startEmulator({ scenario });
});
afterAll(() => emulator.close());

const ids = (rows: Answer[], field = 'InstanceId'): string[] => rows.map((row) => row[field] as string);

describe('ECS: MaxResults and NextToken', () => {
  test('collects every instance once, in three pages', async () => {
    const { rows, pages } = await allPages(emulator, 'DescribeInstances', ['Instances', 'Instance'], 100);
    expect(pages).toBe(3);
    expect(ids(rows)).toEqual(emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance'));
  });

  test('starts only when asked for: otherwise ten rows by page number and an empty token', async () => {
    const answer = await ecs(emulator, 'DescribeInstances');
    expect(answer.Instances.Instance).toHaveLength(10);
    expect(answer).toMatchObject({ NextToken: '', PageNumber: 1, PageSize: 10, TotalCount: 250 });
    const third = await ecs(emulator, 'DescribeInstances', { PageNumber: 3, PageSize: 100 });
    expect(third.Instances.Instance).toHaveLength(50);
  });

  test('tells no total in token mode', async () => {
    expect((await ecs(emulator, 'DescribeInstances', { MaxResults: 50 })).TotalCount).toBe(0);
    expect(await ecs(emulator, 'DescribeSecurityGroups', { MaxResults: 50 })).not.toHaveProperty('TotalCount');
  });

  test.each([
    ['DescribeInstances', 'Instances', 'Instance', 500, 100],
    ['DescribeInstances', 'Instances', 'Instance', 3, 10],
    ['DescribeDisks', 'Disks', 'Disk', 1000, 500],
    ['DescribeDisks', 'Disks', 'Disk', 1, 10],
    ['DescribeSecurityGroups', 'SecurityGroups', 'SecurityGroup', 101, 100],
  ])('%s.%s.%s with MaxResults %i gives %i', async (action, outer, inner, size, rows) => {
    expect((await ecs(emulator, action, { MaxResults: size }))[outer][inner]).toHaveLength(rows);
  });

  test('a last page that is exactly full has no token', async () => {
    const { rows, pages } = await allPages(emulator, 'DescribeInstances', ['Instances', 'Instance'], 50);
    expect([rows.length, pages]).toEqual([250, 5]);
  });

  test('a security group with 1200 rules takes three calls of 500', async () => {
    const big = emulator.world.planted().find((one) => one.condition === 'sg-many-rules')?.assetId;
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const answer = await ecs(emulator, 'DescribeSecurityGroupAttribute', {
        SecurityGroupId: big,
        NextToken: token ?? '',
      });
      sizes.push((answer.Permissions.Permission as Answer[]).length);
      token = answer.NextToken as string;
    } while (token !== '');
    expect(sizes).toEqual([500, 500, 200]);
  });

  test('refuses a token of another query, a malformed token and a size that is no number', async () => {
    const { NextToken: token } = await ecs(emulator, 'DescribeInstances', { MaxResults: 10 });
    expect(await ecs(emulator, 'DescribeInstances', { MaxResults: 20, NextToken: token })).toHaveProperty('Instances');
    for (const params of [{ NextToken: token, Status: 'Running' }, { NextToken: 'abc' }, { NextToken: `${token}A` }]) {
      expect((await refusal(ecs(emulator, 'DescribeInstances', params))).code).toBe('InvalidParameter.NextToken');
    }
    expect((await refusal(ecs(emulator, 'DescribeDisks', { NextToken: token }))).status).toBe(400);
    expect((await refusal(ecs(emulator, 'DescribeDisks', { MaxResults: 'many' }))).code).toBe(
      'InvalidParameter.MaxResults',
    );
  });
});

describe('ECS: by id', () => {
  test('InstanceIds takes 100 ids and leaves unknown ones out', async () => {
    const all = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance');
    const wanted = [...all.slice(20, 119), 'i-bp1doesnotexist00000'];
    const answer = await ecs(emulator, 'DescribeInstances', { InstanceIds: JSON.stringify(wanted), MaxResults: 100 });
    expect(ids(answer.Instances.Instance)).toEqual(all.slice(20, 119));
    const tooMany = ecs(emulator, 'DescribeInstances', { InstanceIds: JSON.stringify(all.slice(0, 101)) });
    expect((await refusal(tooMany)).code).toBe('InvalidParameter.InstanceIds');
    expect((await ecs(emulator, 'DescribeDisks', { DiskIds: '[]' })).Disks.Disk).toEqual([]);
  });

  test('DescribeInstancesFullStatus takes InstanceId.N, ten rows by default', async () => {
    const some = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance').slice(0, 100);
    const ten = await ecs(emulator, 'DescribeInstancesFullStatus', { InstanceId: some });
    expect(ten.InstanceFullStatusSet.InstanceFullStatusType).toHaveLength(10);
    expect(ten.TotalCount).toBe(100);
    const full = await ecs(emulator, 'DescribeInstancesFullStatus', { InstanceId: some, PageSize: 100 });
    expect(ids(full.InstanceFullStatusSet.InstanceFullStatusType)).toEqual(some);
    const over = ecs(emulator, 'DescribeInstancesFullStatus', { InstanceId: [...some, 'i-1'] });
    expect((await refusal(over)).code).toBe('InvalidParameter.InstanceId');
  });

  test('DescribeInstanceAutoRenewAttribute: needs a filter, refuses pay-as-you-go, ten rows by default', async () => {
    const { rows } = await allPages(emulator, 'DescribeInstances', ['Instances', 'Instance'], 100);
    const of = (charge: string): string[] => ids(rows.filter((row) => row.InstanceChargeType === charge));
    const action = 'DescribeInstanceAutoRenewAttribute';
    const prepaid = of('PrePaid').slice(0, 100);
    expect(prepaid).toHaveLength(100);
    const ten = await ecs(emulator, action, { InstanceId: prepaid.join(',') });
    expect(ten.InstanceRenewAttributes.InstanceRenewAttribute).toHaveLength(10);
    expect(ten.TotalCount).toBe(100);
    const all = await ecs(emulator, action, { InstanceId: prepaid.join(','), PageSize: 100 });
    expect(ids(all.InstanceRenewAttributes.InstanceRenewAttribute)).toEqual(prepaid);
    expect((await refusal(ecs(emulator, action))).code).toBe('MissingParameter');
    expect((await refusal(ecs(emulator, action, { InstanceId: of('PostPaid')[0] }))).code).toBe('ChargeTypeViolation');
    const off = await ecs(emulator, action, { RenewalStatus: 'NotRenewal' });
    const planted = emulator.world.planted(EMULATOR_ACCOUNT).filter((one) => one.condition === 'ecs-auto-renew-off');
    expect(ids(off.InstanceRenewAttributes.InstanceRenewAttribute)).toEqual(planted.map((one) => one.assetId));
  });
});

describe('other dialects', () => {
  test('vpc caps the size, TotalCount', async () => {
    const page = await call(emulator, 'vpc', 'DescribeEipAddresses', {
      RegionId: 'cn-hangzhou',
      PageSize: 200,
      PageNumber: 2,
    });
    expect(page.EipAddresses.EipAddress).toHaveLength(30);
    expect(page).toMatchObject({ PageSize: 100, PageNumber: 2, TotalCount: 130 });
  });

  test('rds refuses the size, TotalRecordCount, and pages by token too', async () => {
    const list = (params: object): Promise<Answer> =>
      call(emulator, 'rds', 'DescribeDBInstances', { RegionId: 'cn-hangzhou', ...params });
    expect(await list({ PageSize: 100, PageNumber: 2 })).toMatchObject({ PageRecordCount: 1, TotalRecordCount: 101 });
    expect((await refusal(list({ PageSize: 101 }))).code).toBe('InvalidParameter.PageSize');
    const first = await list({ MaxResults: 100 });
    expect((await list({ MaxResults: 100, NextToken: first.NextToken })).Items.DBInstance).toHaveLength(1);
  });

  test('slb wants a page number with the size', async () => {
    const list = (params: object): Promise<Answer> =>
      call(emulator, 'slb', 'DescribeLoadBalancers', { RegionId: 'cn-hangzhou', ...params });
    expect((await refusal(list({ PageSize: 100 }))).code).toBe('MissingParameter');
    expect((await list({ PageSize: 100, PageNumber: 1 })).LoadBalancers.LoadBalancer).toHaveLength(12);
  });

  test('dds takes 30, 50 or 100 and lists replica sets by default', async () => {
    const list = (params: object): Promise<Answer> =>
      call(emulator, 'dds', 'DescribeDBInstances', { RegionId: 'cn-hangzhou', ...params });
    expect((await refusal(list({ PageSize: 40 }))).code).toBe('InvalidParameter.PageSize');
    const [replicas, sharded] = [
      await list({ PageSize: 100 }),
      await list({ PageSize: 100, DBInstanceType: 'sharding' }),
    ];
    expect(replicas.DBInstances.DBInstance.every((one: Answer) => one.DBInstanceType === 'replicate')).toBe(true);
    expect(sharded.TotalCount).toBeGreaterThan(0);
    expect(replicas.TotalCount + sharded.TotalCount).toBe(100);
  });

  test('ram and ims go on by marker', async () => {
    for (const product of ['ram', 'ims'] as const) {
      const first = await call(emulator, product, 'ListUsers', { MaxItems: 200 });
      expect(first.IsTruncated).toBe(true);
      const last = await call(emulator, product, 'ListUsers', { MaxItems: 200, Marker: first.Marker });
      expect(last.IsTruncated).toBe(false);
      expect(last).not.toHaveProperty('Marker');
      expect(first.Users.User.length + last.Users.User.length).toBe(250);
    }
  });

  test('the resource directory lists the members by token', async () => {
    const first = await call(emulator, 'resourcedirectorymaster', 'ListAccounts', { MaxResults: 20 });
    const last = await call(emulator, 'resourcedirectorymaster', 'ListAccounts', {
      MaxResults: 20,
      NextToken: first.NextToken,
    });
    expect(ids([...first.Accounts.Account, ...last.Accounts.Account], 'AccountId')).toEqual(
      accounts.map((one) => one.accountId),
    );
    expect(last).not.toHaveProperty('NextToken');
    const over = call(emulator, 'resourcedirectorymaster', 'ListAccounts', { MaxResults: 101 });
    expect((await refusal(over)).code).toBe('InvalidParameter.MaxResults');
  });

  test('the resource center counts what the products list', async () => {
    const counts = await call(emulator, 'resourcecenter', 'GetResourceCounts', { GroupByKey: 'ResourceType' });
    expect(counts.ResourceCounts).toContainEqual({ GroupName: 'ACS::ECS::Instance', Count: 250 });
    const filter = {
      'Filter.1.Key': 'ResourceType',
      'Filter.1.MatchType': 'Equals',
      'Filter.1.Value.1': 'ACS::ECS::Instance',
    };
    const found: string[] = [];
    let token: string | undefined;
    do {
      const params = { ...filter, MaxResults: 100, ...(token && { NextToken: token }) };
      const page = await call(emulator, 'resourcecenter', 'SearchResources', params);
      found.push(...ids(page.Resources, 'ResourceId'));
      token = page.NextToken as string | undefined;
    } while (token);
    expect(found).toEqual(emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance'));
    const status = await call(emulator, 'resourcecenter', 'GetResourceCenterServiceStatus');
    expect(status.ServiceStatus).toBe('Enabled');
  });

  test('quotas and endpoints', async () => {
    const params = { ProductCode: 'ecs', QuotaCategory: 'FlowControl', QuotaActionCode: 'DescribeInstances' };
    const { Quotas: usual } = await call(emulator, 'quotas', 'ListProductQuotas', params);
    expect(usual[0]).toMatchObject({
      TotalQuota: 1000,
      Period: { PeriodUnit: 'minute' },
      Dimensions: { regionId: 'cn-hangzhou' },
    });
    emulator.faults.set([{ kind: 'quota', action: 'DescribeInstances', limit: 7, per: 'second' }]);
    const { Quotas: set } = await call(emulator, 'quotas', 'ListProductQuotas', params);
    emulator.faults.clear();
    expect(set[0]).toMatchObject({ TotalQuota: 7, Period: { PeriodUnit: 'second' } });
    const found = await call(emulator, 'location', 'DescribeEndpoints', {
      Id: 'cn-hangzhou',
      ServiceCode: 'ecs',
      Type: 'openAPI',
    });
    expect(found.Endpoints.Endpoint[0].Endpoint).toBe('ecs.cn-hangzhou.aliyuncs.com');
  });
});
