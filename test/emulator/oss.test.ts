/** OSS in the emulator: buckets by their own host names, signatures V1 and V4, refusals in XML; called by `ali-oss`. */
import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, loadScenario, startEmulator } from '../../emulator';
import { call } from './client';

interface Bucket {
  name: string;
  region: string;
}
interface OssClient {
  listBuckets(query?: object, options?: object): Promise<{ buckets: Bucket[]; nextMarker: string | null }>;
  getBucketInfo(name: string): Promise<{ bucket: { Name: string; AccessControlList: { Grant: string } } }>;
  getBucketACL(name: string): Promise<{ acl: string }>;
  getBucketLocation(name: string): Promise<{ location: string }>;
  getBucketCORS(name: string): Promise<unknown>;
  putBucketACL(name: string, acl: string): Promise<unknown>;
  getBucketPolicy(name: string): Promise<{ policy: { Statement: { Principal: string[] }[] } | null }>;
  getBucketLogging(name: string): Promise<{ enable: boolean; prefix: string | null }>;
  getBucketVersioning(name: string): Promise<{ versionStatus?: string }>;
  getBucketEncryption(name: string): Promise<{ encryption: { SSEAlgorithm: string } }>;
  getBucketWebsite(name: string): Promise<{ index: string; error: string | null }>;
  getBucketReferer(name: string): Promise<{ allowEmpty: boolean; referers: string[] | null }>;
  getBucketTags(name: string): Promise<{ tag: Record<string, string> }>;
}
// The package has no types.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const AliOss = require('ali-oss') as new (options: object) => OssClient;

const MEMBER = { accountId: '1777777777777777', accessKeyId: 'LTAI-member', accessKeySecret: 'member-secret' };
let emulator: Emulator;
let names: string[];
beforeAll(async () => {
  emulator = await startEmulator({
    scenario: loadScenario({
      regions: ['cn-hangzhou', 'cn-shanghai'],
      buckets: 6,
      plant: { 'oss-public-read': 1, 'oss-plain': 1, 'oss-public-policy': 1 },
      accounts: [{ accountId: EMULATOR_ACCOUNT, ...EMULATOR_KEY, roles: [EMULATOR_ROLE] }, MEMBER],
    }),
  });
  names = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'bucket');
});
afterAll(() => emulator.close());

const client = (more: object = {}) =>
  new AliOss({ ...EMULATOR_KEY, region: 'oss-cn-hangzhou', endpoint: emulator.url, timeout: 5000, ...more });

/** The first bucket in a region, by what the list says. */
async function bucketIn(region: string): Promise<string> {
  const { buckets } = await client().listBuckets();
  return buckets.find((one) => one.region === `oss-${region}`)?.name ?? '';
}

describe.each([
  ['V1', { authorizationV4: false }],
  ['V4', { authorizationV4: true }],
])('ali-oss with signature %s', (_, version) => {
  test('lists buckets, page by page', async () => {
    const { buckets, nextMarker } = await client(version).listBuckets({ 'max-keys': 4 });
    expect(buckets.map((one) => one.name)).toEqual(names.slice(0, 4));
    const rest = await client(version).listBuckets({ 'max-keys': 4, marker: nextMarker });
    expect(rest.buckets.map((one) => one.name)).toEqual(names.slice(4));
  });

  test('reads a bucket by its own host name', async () => {
    const name = await bucketIn('cn-hangzhou');
    const { bucket } = await client(version).getBucketInfo(name);
    expect(bucket.Name).toBe(name);
    expect((await client(version).getBucketACL(name)).acl).toBe(bucket.AccessControlList.Grant);
    expect((await client(version).getBucketLocation(name)).location).toBe('oss-cn-hangzhou');
  });

  test('reads the settings of a bucket one by one, and what is not set as such', async () => {
    const wrong = (condition: string): string =>
      emulator.world.planted(EMULATOR_ACCOUNT).find((one) => one.condition === condition)?.assetId ?? '';
    const regionOf = (name: string): string => (names.indexOf(name) % 2 === 0 ? 'cn-hangzhou' : 'cn-shanghai');
    const of = (name: string): OssClient => client({ ...version, region: `oss-${regionOf(name)}` });
    const [plain, open] = [wrong('oss-plain'), wrong('oss-public-policy')];
    const set =
      names.find((name) => !emulator.world.planted(EMULATOR_ACCOUNT).some((one) => one.assetId === name)) ?? '';
    expect(await of(set).getBucketLogging(set)).toMatchObject({ enable: true, prefix: 'log/' });
    expect(await of(plain).getBucketLogging(plain)).toMatchObject({ enable: false });
    expect((await of(set).getBucketVersioning(set)).versionStatus).toBe('Enabled');
    expect((await of(plain).getBucketVersioning(plain)).versionStatus).toBeUndefined();
    expect((await of(set).getBucketEncryption(set)).encryption.SSEAlgorithm).toBe('AES256');
    await expect(of(plain).getBucketEncryption(plain)).rejects.toMatchObject({
      code: 'NoSuchServerSideEncryptionRule',
    });
    await expect(of(plain).getBucketWebsite(plain)).rejects.toMatchObject({ code: 'NoSuchWebsiteConfiguration' });
    expect((await of(open).getBucketPolicy(open)).policy?.Statement[0]?.Principal).toEqual(['*']);
    expect(await of(set).getBucketReferer(set)).toMatchObject({ allowEmpty: true });
    expect((await of(set).getBucketTags(set)).tag).toEqual({ env: 'production', team: 'shop' });
  });

  test('takes a temporary key', async () => {
    const { Credentials: issued } = await call(emulator, 'sts', 'AssumeRole', {
      RoleArn: `acs:ram::${EMULATOR_ACCOUNT}:role/${EMULATOR_ROLE}`,
      RoleSessionName: 'oss',
    });
    const keys = { accessKeyId: issued.AccessKeyId, accessKeySecret: issued.AccessKeySecret };
    // Without it, the client warns that tokens end.
    const refresh = { refreshSTSToken: () => Promise.reject(new Error('not yet')), refreshSTSTokenInterval: 600_000 };
    const own = client({ ...version, ...keys, ...refresh, stsToken: issued.SecurityToken });
    expect((await own.listBuckets()).buckets).toHaveLength(6);
    const other = client({ ...version, ...keys, ...refresh, stsToken: 'other' });
    await expect(other.listBuckets()).rejects.toMatchObject({ code: 'InvalidSecurityToken', status: 403 });
  });

  test.each<[string, (one: OssClient) => Promise<unknown>, object, string, number]>([
    ['a wrong secret', (one) => one.listBuckets(), { accessKeySecret: 'wrong' }, 'SignatureDoesNotMatch', 403],
    ['an unknown key', (one) => one.listBuckets(), { accessKeyId: 'nobody' }, 'InvalidAccessKeyId', 403],
    ['a clock that is off', (one) => one.listBuckets(), { amendTimeSkewed: -16 * 60_000 }, 'RequestTimeTooSkewed', 403],
    ['a bucket that nobody has', (one) => one.getBucketInfo('nobody-has-it'), {}, 'NoSuchBucket', 404],
    ['a sub-resource that is not emulated', (one) => one.getBucketCORS('nobody-has-it'), {}, 'NotImplemented', 501],
    [
      'a change of a bucket that nobody has',
      (one) => one.putBucketACL('nobody-has-it', 'private'),
      {},
      'NoSuchBucket',
      404,
    ],
  ])('is refused for %s', async (_what, ask, more, code, status) => {
    await expect(ask(client({ ...version, ...more }))).rejects.toMatchObject({
      code,
      status,
      requestId: expect.any(String),
    });
  });

  test('is refused for a bucket of another region, whose endpoint the error names', async () => {
    const name = await bucketIn('cn-shanghai');
    await expect(client(version).getBucketInfo(name)).rejects.toMatchObject({ code: 'AccessDenied', status: 403 });
    const there = client({ ...version, region: 'oss-cn-shanghai' });
    expect((await there.getBucketInfo(name)).bucket.Name).toBe(name);
  });

  test("is refused for somebody else's bucket", async () => {
    const [name = ''] = names;
    const member = client({ ...version, ...MEMBER });
    await expect(member.getBucketInfo(name)).rejects.toMatchObject({ code: 'AccessDenied', status: 403 });
  });
});

function get(path: string, headers: Record<string, string>) {
  return new Promise<{ status?: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    httpRequest({ port: emulator.port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode, headers: response.headers, text });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** As older clients sign: with `Date`, and without `x-oss-date`. */
function version1(resource: string, more: Record<string, string> = {}): Record<string, string> {
  const date = new Date().toUTCString();
  const signature = createHmac('sha1', EMULATOR_KEY.accessKeySecret)
    .update(`GET\n\n\n${date}\n${resource}`)
    .digest('base64');
  return { date, authorization: `OSS ${EMULATOR_KEY.accessKeyId}:${signature}`, ...more };
}

test.each([
  ['below localhost', '/?bucketInfo', (name: string) => `${name}.oss-cn-hangzhou.localhost:80`],
  ['below localhost, without a region', '/?bucketInfo', (name: string) => `${name}.localhost:80`],
  ['from within', '/?bucketInfo', (name: string) => `${name}.oss-cn-hangzhou-internal.aliyuncs.com`],
])('a bucket is found %s', async (_, path, host) => {
  const name = await bucketIn('cn-hangzhou');
  const answer = await get(path, version1(`/${name}/?bucketInfo`, { host: host(name) }));
  expect([answer.status, answer.text.includes(`<Name>${name}</Name>`)]).toEqual([200, true]);
});

test('a bucket is found in the path', async () => {
  const name = await bucketIn('cn-hangzhou');
  const answer = await get(`/${name}/?acl`, version1(`/${name}/?acl`));
  expect(answer.text).toMatch(/<Grant>[a-z-]+<\/Grant>/);
});

test.each([
  ['nobody signed', {}, 403, 'AccessDenied'],
  ['no date', { authorization: 'OSS key:signature' }, 403, 'InvalidAccessKeyId'],
  ['half an authorization', { authorization: 'OSS key' }, 400, 'InvalidArgument'],
  ['half an authorization of V4', { authorization: 'OSS4-HMAC-SHA256 Credential=key' }, 400, 'InvalidArgument'],
])('a call is refused in XML: %s', async (_, headers, status, code) => {
  const answer = await get('/', { host: 'oss-cn-hangzhou.aliyuncs.com', ...headers });
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/xml');
  const id = answer.headers['x-oss-request-id'] as string;
  expect(answer.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error>/);
  expect(answer.text).toContain(`<Code>${code}</Code>`);
  expect(answer.text).toContain(`<RequestId>${id}</RequestId>`);
});

test('a call without a date is refused', async () => {
  const { authorization = '' } = version1('/');
  const answer = await get('/', { host: 'oss-cn-hangzhou.aliyuncs.com', authorization });
  expect([answer.status, answer.text.includes('<Code>AccessDenied</Code>')]).toEqual([403, true]);
});
