/** The emulator, called by the clients that Alibaba publishes: signature V3 in both styles, over HTTP and HTTPS. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Alb, { ListLoadBalancersRequest } from '@alicloud/alb20200616';
import Cms, { DescribeMetricListRequest } from '@alicloud/cms20190101';
import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import Cs, { DescribeClusterNodesRequest, DescribeClustersV1Request } from '@alicloud/cs20151215';
import Ecs, { DescribeDisksRequest, DescribeInstancesRequest } from '@alicloud/ecs20140526';
import Ram, {
  GetPolicyRequest,
  ListEntitiesForPolicyRequest,
  ListGroupsForUserRequest,
  ListPoliciesForUserRequest,
  ListPoliciesRequest,
  ListUsersForGroupRequest,
  ListUsersRequest,
} from '@alicloud/ram20150501';
import Sts, { AssumeRoleRequest } from '@alicloud/sts20150401';
import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    scenario: loadScenario({ regions: ['cn-hangzhou', 'cn-shanghai'], instances: 30 }),
  });
});
afterAll(() => emulator.close());

type Settings = Record<string, unknown>;
const config = (more: Settings = {}): never =>
  new $OpenApiUtil.Config({
    ...EMULATOR_KEY,
    endpoint: `127.0.0.1:${emulator.port}`,
    protocol: 'http',
    regionId: 'cn-hangzhou',
    ...more,
  }) as never;

const REGION = { regionId: 'cn-hangzhou' };

describe('an official client of', () => {
  test('ECS pages through instances and disks', async () => {
    const client = new Ecs(config());
    const ids: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const { body } = await client.describeInstances(
        new DescribeInstancesRequest({ ...REGION, maxResults: 20, nextToken }),
      );
      ids.push(...(body?.instances?.instance ?? []).map((one) => one.instanceId));
      nextToken = body?.nextToken || undefined;
    } while (nextToken !== undefined);
    expect(ids).toEqual(emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance'));
    const asked = new DescribeDisksRequest({ ...REGION, instanceId: ids[0], maxResults: 10 });
    expect((await client.describeDisks(asked)).body?.disks?.disk?.[0]?.instanceId).toBe(ids[0]);
  });

  test('CloudMonitor reads points', async () => {
    const asked = new DescribeMetricListRequest({ namespace: 'acs_ecs_dashboard', metricName: 'CPUUtilization' });
    const { body } = await new Cms(config()).describeMetricList(asked);
    expect(JSON.parse(body?.datapoints ?? '[]')).not.toEqual([]);
  });

  test('RAM lists users', async () => {
    const { body } = await new Ram(config()).listUsers(new ListUsersRequest({ maxItems: 5 }));
    expect(body?.users?.user).toHaveLength(5);
  });

  test('RAM follows a policy to who has it, and a user to keys and groups', async () => {
    const client = new Ram(config());
    const policies = (await client.listPolicies(new ListPoliciesRequest({ policyType: 'System' }))).body?.policies
      ?.policy;
    const admin = policies?.find(({ policyName }) => policyName === 'AdministratorAccess');
    const named = { policyName: 'AdministratorAccess', policyType: 'System' };
    const holders = (await client.listEntitiesForPolicy(new ListEntitiesForPolicyRequest(named))).body;
    const users = holders?.users?.user ?? [];
    expect(users.length + (holders?.groups?.group?.length ?? 0)).toBe(admin?.attachmentCount);
    const [userName] = users.map((one) => one.userName);
    const own = (await client.listPoliciesForUser(new ListPoliciesForUserRequest({ userName }))).body?.policies?.policy;
    expect(own?.map(({ policyName }) => policyName)).toContain('AdministratorAccess');
    const document = (await client.getPolicy(new GetPolicyRequest(named))).body?.defaultPolicyVersion?.policyDocument;
    expect(JSON.parse(document ?? '')).toMatchObject({
      Statement: [{ Effect: 'Allow', Action: ['*'], Resource: '*' }],
    });
    const groups = (await client.listGroupsForUser(new ListGroupsForUserRequest({ userName }))).body?.groups?.group;
    const members = await client.listUsersForGroup(new ListUsersForGroupRequest({ groupName: groups?.[0]?.groupName }));
    expect(members.body?.users?.user?.map((one) => one.userName)).toContain(userName);
  });

  test('ALB lists load balancers', async () => {
    const { body } = await new Alb(config()).listLoadBalancers(new ListLoadBalancersRequest({ maxResults: 100 }));
    expect(body?.loadBalancers?.map((one) => one.loadBalancerId)).toEqual(
      emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'alb'),
    );
  });

  test('Container Service calls paths', async () => {
    const client = new Cs(config());
    const { body } = await client.describeClustersV1(new DescribeClustersV1Request({ pageSize: 3, pageNumber: 2 }));
    const ids = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'cluster');
    expect(body?.clusters?.map((one) => one.clusterId)).toEqual(ids.slice(3, 6));
    const nodes = await client.describeClusterNodes(ids[0] ?? '', new DescribeClusterNodesRequest({ pageSize: '5' }));
    expect(nodes.body?.nodes?.length).toBeGreaterThan(0);
  });

  test('STS assumes a role, whose token others use', async () => {
    const asked = new AssumeRoleRequest({
      roleArn: `acs:ram::${EMULATOR_ACCOUNT}:role/${EMULATOR_ROLE}`,
      roleSessionName: 'official',
    });
    const { accessKeyId, accessKeySecret, securityToken } =
      (await new Sts(config()).assumeRole(asked)).body?.credentials ?? {};
    const keys = { accessKeyId, accessKeySecret, securityToken, type: 'sts' };
    const { body } = await new Sts(config(keys)).getCallerIdentity();
    expect(body?.arn).toBe(`acs:ram::${EMULATOR_ACCOUNT}:assumed-role/${EMULATOR_ROLE}/official`);
    await expect(new Sts(config({ ...keys, securityToken: 'other' })).getCallerIdentity()).rejects.toMatchObject({
      code: 'InvalidSecurityToken.Malformed',
    });
  });

  /** The client that all official packages are built on. */
  const callApi = (product: string, version: string, action: string, query: Settings, body?: Settings) =>
    new OpenApi(config()).callApi(
      new $OpenApiUtil.Params({
        action,
        version,
        protocol: 'HTTP',
        pathname: '/',
        method: 'POST',
        authType: 'AK',
        style: 'RPC',
        reqBodyType: 'formData',
        bodyType: 'json',
      }),
      new $OpenApiUtil.OpenApiRequest({ query, ...(body && { body }) }),
      { toMap: () => ({}) },
    );

  test.each([
    ['vpc', '2016-04-28', 'DescribeEipAddresses', { RegionId: 'cn-hangzhou', PageSize: 10 }, 'EipAddresses.EipAddress'],
    ['rds', '2014-08-15', 'DescribeDBInstances', { RegionId: 'cn-hangzhou' }, 'Items.DBInstance'],
    ['slb', '2014-05-15', 'DescribeLoadBalancers', { RegionId: 'cn-hangzhou' }, 'LoadBalancers.LoadBalancer'],
    ['kms', '2016-01-20', 'ListKeys', {}, 'Keys.Key'],
    ['r-kvstore', '2015-01-01', 'DescribeInstances', { RegionId: 'cn-hangzhou' }, 'Instances.KVStoreInstance'],
    ['ims', '2019-08-15', 'ListUsers', {}, 'Users.User'],
    ['vpc', '2016-04-28', 'DescribeRouteTableList', { RegionId: 'cn-hangzhou' }, 'RouterTableList.RouterTableListType'],
    ['vpc', '2016-04-28', 'DescribeSnatTableEntries', { RegionId: 'cn-hangzhou' }, 'SnatTableEntries.SnatTableEntry'],
    ['ecs', '2014-05-26', 'DescribeImages', { RegionId: 'cn-hangzhou' }, 'Images.Image'],
    ['ecs', '2014-05-26', 'DescribeZones', { RegionId: 'cn-hangzhou' }, 'Zones.Zone'],
    ['ram', '2015-05-01', 'ListRoles', {}, 'Roles.Role'],
  ])('%s (%s) has %s', async (product, version, action, query, path) => {
    const { body, statusCode } = await callApi(product, version, action, query);
    const rows = path.split('.').reduce<unknown>((inside, name) => (inside as Answer)[name], body) as unknown[];
    expect([statusCode, rows.length > 0]).toEqual([200, true]);
  });

  test('every VPC that an answer names is on the list of them', async () => {
    const listed = await callApi('vpc', '2016-04-28', 'DescribeVpcs', { RegionId: 'cn-hangzhou', PageSize: 50 });
    const known = listed.body.Vpcs.Vpc.map((one: Answer) => one.VpcId as string);
    expect(listed.body.TotalCount).toBe(known.length);
    const lists = [
      ['ecs', '2014-05-26', 'DescribeInstances', 'Instances.Instance'],
      ['vpc', '2016-04-28', 'DescribeVSwitches', 'VSwitches.VSwitch'],
      ['vpc', '2016-04-28', 'DescribeNatGateways', 'NatGateways.NatGateway'],
      ['slb', '2014-05-15', 'DescribeLoadBalancers', 'LoadBalancers.LoadBalancer'],
    ] as const;
    for (const [product, version, action, path] of lists) {
      const sizes = { PageNumber: 1, PageSize: 50 };
      const { body } = await callApi(product, version, action, { RegionId: 'cn-hangzhou', ...sizes });
      const rows = path.split('.').reduce<unknown>((inside, name) => (inside as Answer)[name], body) as Answer[];
      const named = rows.map((row) => (row.VpcId || row.VpcAttributes?.VpcId) as string | undefined).filter(Boolean);
      expect({ action, named: named.length > 0 }).toEqual({ action, named: true });
      expect({ action, dangling: named.filter((id) => !known.includes(id)) }).toEqual({ action, dangling: [] });
    }
    const asked = { RegionId: 'cn-hangzhou', VpcId: known[1] };
    const { body } = await callApi('vpc', '2016-04-28', 'DescribeVpcs', asked);
    expect(body.Vpcs.Vpc).toEqual([expect.objectContaining({ VpcId: known[1], RegionId: 'cn-hangzhou' })]);
  });

  test('any product may send parameters in a form', async () => {
    const { body } = await callApi('ecs', '2014-05-26', 'DescribeInstances', {}, { ...ecsForm, PageSize: 7 });
    expect(body.Instances.Instance).toHaveLength(7);
  });
  const ecsForm = { RegionId: 'cn-shanghai' };

  test('any product is reached over HTTPS with the certificate given', async () => {
    const client = new Sts(config({ protocol: 'https', ca: emulator.ca }));
    expect((await client.getCallerIdentity()).body?.accountId).toBe(EMULATOR_ACCOUNT);
  });

  test('any product is reached over HTTPS, which clients take by default', async () => {
    const script = `
      const Sts = require('@alicloud/sts20150401').default;
      const { $OpenApiUtil } = require('@alicloud/openapi-core');
      const config = new $OpenApiUtil.Config({ ...${JSON.stringify(EMULATOR_KEY)}, endpoint: '127.0.0.1:${emulator.port}' });
      new Sts(config)
        .getCallerIdentity()
        .then(({ body }) => console.log(body.accountId), (error) => console.log(error.code, error.message));`;
    const run = (env: NodeJS.ProcessEnv) =>
      promisify(execFile)(process.execPath, ['-e', script], { env: { ...process.env, ...env } });
    expect((await run({ NODE_EXTRA_CA_CERTS: emulator.caFile })).stdout.trim()).toBe(EMULATOR_ACCOUNT);
    expect((await run({ NODE_EXTRA_CA_CERTS: '' })).stdout).toMatch(/certificate/);
  }, 30_000);
});
