import { createHmac, randomUUID } from 'node:crypto';
import RPCClient from '@alicloud/pop-core';
import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';
import { call, ecs, refusal } from './client';

const MEMBER = '1777777777777777';
let emulator: Emulator;

beforeAll(async () => {
  const scenario = loadScenario({
    regions: ['cn-hangzhou', 'cn-shanghai'],
    instances: 20,
    accounts: [
      { accountId: EMULATOR_ACCOUNT, ...EMULATOR_KEY, roles: ['asset-inspection'] },
      {
        accountId: MEMBER,
        name: 'member',
        roles: [
          { name: 'trusting', trusts: [EMULATOR_ACCOUNT] },
          { name: 'closed', trusts: [] },
          { name: 'secretive', externalId: 'e-1' },
        ],
      },
    ],
  });
  emulator = await startEmulator({ scenario });
});
afterAll(() => emulator.close());

const base = (): Record<string, string> => ({
  Action: 'DescribeRegions',
  Version: '2014-05-26',
  Format: 'JSON',
  AccessKeyId: EMULATOR_KEY.accessKeyId,
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
  SignatureNonce: randomUUID(),
  Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
});

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function signed(params: Record<string, string>, method = 'POST'): Record<string, string> {
  const query = Object.keys(params)
    .sort()
    .map((name) => `${encode(name)}=${encode(params[name] ?? '')}`)
    .join('&');
  const secret = `${EMULATOR_KEY.accessKeySecret}&`;
  const signature = createHmac('sha1', secret)
    .update(`${method}&%2F&${encode(query)}`)
    .digest('base64');
  return { ...params, Signature: signature };
}

async function post(params: Record<string, string>, path = '/'): Promise<{ status: number; body: Answer }> {
  const response = await fetch(emulator.url + path, { method: 'POST', body: new URLSearchParams(params) });
  return { status: response.status, body: (await response.json()) as Answer };
}

test('answers at the root and behind a prefix, by GET and POST', async () => {
  expect((await post(signed(base()))).body.Regions.Region).toHaveLength(2);
  expect((await post(signed(base()), '/ecs/cn-hangzhou/')).status).toBe(200);
  const query = new URLSearchParams(signed(base(), 'GET')).toString();
  expect((await fetch(`${emulator.url}/?${query}`)).status).toBe(200);
});

test('takes values that need percent-encoding', async () => {
  const name = "a*b (c)!'~+/=中文";
  expect((await ecs(emulator, 'DescribeInstances', { InstanceName: name })).Instances.Instance).toEqual([]);
});

describe('refusals', () => {
  const without = (name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(base()).filter(([key]) => key !== name));
  const cases: [string, () => Record<string, string>, number, string][] = [
    ['a signature of another method', () => signed(base(), 'GET'), 400, 'SignatureDoesNotMatch'],
    ['a changed parameter', () => ({ ...signed(base()), OwnerId: '1' }), 400, 'SignatureDoesNotMatch'],
    ['a missing signature', base, 400, 'MissingParameter'],
    ['a missing nonce', () => signed(without('SignatureNonce')), 400, 'MissingParameter'],
    ['a missing action', () => signed(without('Action')), 400, 'MissingParameter'],
    ['an unknown key', () => signed({ ...base(), AccessKeyId: 'nobody' }), 404, 'InvalidAccessKeyId.NotFound'],
    ['an old time', () => signed({ ...base(), Timestamp: '2020-01-01T00:00:00Z' }), 400, 'InvalidTimeStamp.Expired'],
    ['a time in no format', () => signed({ ...base(), Timestamp: 'now' }), 400, 'InvalidTimeStamp.Format'],
    ['an unknown action', () => signed({ ...base(), Action: 'DescribeUnicorns' }), 404, 'InvalidAction.NotFound'],
    ['another version', () => signed({ ...base(), Version: '2011-01-01' }), 400, 'NoSuchVersion'],
    ['an unknown parameter', () => signed({ ...base(), Colour: 'red' }), 400, 'InvalidParameter.Colour'],
    [
      'another signature method',
      () => signed({ ...base(), SignatureMethod: 'X' }),
      400,
      'InvalidParameter.SignatureMethod',
    ],
    [
      'a strange token',
      () => signed({ ...base(), SecurityToken: 'x' }),
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
    ['no region', () => signed({ ...base(), Action: 'DescribeInstances' }), 400, 'MissingParameter'],
    [
      'a region that is not served',
      () => signed({ ...base(), Action: 'DescribeInstances', RegionId: 'cn-atlantis' }),
      404,
      'InvalidRegionId.NotFound',
    ],
  ];
  test.each(cases)('%s', async (_, params, status, code) => {
    const answer = await post(params());
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
    expect(answer.body).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: expect.any(String),
      Message: expect.any(String),
      Recommend: expect.any(String),
    });
    expect(JSON.stringify(answer.body)).not.toContain(EMULATOR_KEY.accessKeySecret);
  });

  test('a nonce is taken once', async () => {
    const params = signed(base());
    expect((await post(params)).status).toBe(200);
    expect(await post(params)).toMatchObject({ status: 400, body: { Code: 'SignatureNonceUsed' } });
  });
});

describe('STS', () => {
  const role = (name: string): string => `acs:ram::${MEMBER}:role/${name}`;
  const assume = (params: Record<string, unknown>): Promise<Answer> =>
    call(emulator, 'sts', 'AssumeRole', { RoleSessionName: 'inspection', ...params });

  test('issues keys of the other account', async () => {
    const { Credentials: issued, AssumedRoleUser: user } = await assume({
      RoleArn: role('trusting'),
      DurationSeconds: 900,
    });
    expect(issued.AccessKeyId).toMatch(/^STS\./);
    expect(user.Arn).toBe(`${role('trusting')}/inspection`);
    const left = Date.parse(issued.Expiration) - Date.now();
    expect(left).toBeGreaterThan(880_000);
    expect(left).toBeLessThanOrEqual(900_000);
    const keys = {
      accessKeyId: issued.AccessKeyId,
      accessKeySecret: issued.AccessKeySecret,
      securityToken: issued.SecurityToken,
    };
    expect(await call(emulator, 'sts', 'GetCallerIdentity', {}, keys)).toMatchObject({
      AccountId: MEMBER,
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${MEMBER}:assumed-role/trusting/inspection`,
    });
    const theirs = await call(emulator, 'ecs', 'DescribeInstances', { RegionId: 'cn-hangzhou' }, keys);
    expect(emulator.world.ids(MEMBER, 'cn-hangzhou', 'instance')).toContain(theirs.Instances.Instance[0].InstanceId);
    const wrong = await refusal(call(emulator, 'sts', 'GetCallerIdentity', {}, { ...keys, securityToken: 'x' }));
    expect(wrong.code).toBe('InvalidSecurityToken.Malformed');
    emulator.faults.set([{ kind: 'expiredToken', after: 1 }]);
    await call(emulator, 'ecs', 'DescribeRegions', {}, keys);
    expect((await refusal(call(emulator, 'ecs', 'DescribeRegions', {}, keys))).code).toBe(
      'InvalidSecurityToken.Expired',
    );
    emulator.faults.clear();
  });

  test('an expired token is refused', async () => {
    const now = jest.spyOn(Date, 'now');
    const { Credentials: issued } = await assume({ RoleArn: role('trusting'), DurationSeconds: 900 });
    const keys = {
      accessKeyId: issued.AccessKeyId,
      accessKeySecret: issued.AccessKeySecret,
      securityToken: issued.SecurityToken,
    };
    const later = Date.now() + 901_000;
    now.mockReturnValue(later);
    const refused = await refusal(call(emulator, 'sts', 'GetCallerIdentity', {}, keys));
    now.mockRestore();
    expect([refused.status, refused.code]).toEqual([400, 'InvalidSecurityToken.Expired']);
  });

  test.each([
    ['a role that does not exist', { RoleArn: role('nobody') }, 404, 'EntityNotExist.Role'],
    ['a role that does not trust us', { RoleArn: role('closed') }, 403, 'NoPermission'],
    ['a missing external id', { RoleArn: role('secretive') }, 403, 'NoPermission'],
    ['a short session', { RoleArn: role('trusting'), DurationSeconds: 899 }, 400, 'InvalidParameter.DurationSeconds'],
    ['a long session', { RoleArn: role('trusting'), DurationSeconds: 3601 }, 400, 'InvalidParameter.DurationSeconds'],
    ['something else than an ARN', { RoleArn: 'trusting' }, 400, 'InvalidParameter.RoleArn'],
  ])('refuses %s', async (_, params, status, code) => {
    const refused = await refusal(assume(params));
    expect([refused.status, refused.code]).toEqual([status, code]);
  });

  test('takes the external id', async () => {
    expect((await assume({ RoleArn: role('secretive'), ExternalId: 'e-1' })).Credentials.SecurityToken).toBeDefined();
  });
});

describe('ROA', () => {
  interface RoaClient {
    get(path: string, query?: object): Promise<Answer>;
  }
  const { ROAClient } = RPCClient as unknown as { ROAClient: new (config: object) => RoaClient };
  const client = (secret: string = EMULATOR_KEY.accessKeySecret): RoaClient =>
    new ROAClient({
      endpoint: `${emulator.url}/cs/cn-hangzhou`,
      apiVersion: '2015-12-15',
      accessKeyId: EMULATOR_KEY.accessKeyId,
      accessKeySecret: secret,
    });

  test('lists clusters page by page', async () => {
    const answer = await client().get('/api/v1/clusters', { page_number: '2', page_size: '2' });
    expect(answer.page_info).toMatchObject({ page_number: 2, page_size: 2, total_count: 14 });
    expect(answer.clusters.map((one: Answer) => one.cluster_id)).toEqual(
      emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'cluster').slice(2, 4),
    );
  });

  test('refuses a wrong signature and an unknown path', async () => {
    await expect(client('wrong').get('/api/v1/clusters')).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    await expect(client().get('/api/v1/unicorns')).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
      statusCode: 404,
    });
  });
});
