import { EMULATOR_KEY, startEmulator, type Emulator, type Fault } from '../../../emulator';
import { createTransport, listPages, type Transport, type WireRequest } from '../../../lib/aliyun';
import { ossUrl, readOss, readXml } from '../../../lib/aliyun/oss';
import { fromKeys, type Credentials } from '../../../lib/credentials';
import { follow, type AnyCollector } from '../../../lib/define';
import { StoppedError } from '../../../lib/errors';
import { nodes, clusters } from '../../../scripts/ack';
import { bucketInfo, buckets, oss, policyStatus } from '../../../scripts/oss';
import { errorOf, startCloud, testClient, type Asked, type Cloud, type Reply } from './cloud';

it.each([
  ['https://oss-cn-hangzhou.aliyuncs.com', '/', {}, 'https://oss-cn-hangzhou.aliyuncs.com/'],
  [
    'https://oss-cn-hangzhou.aliyuncs.com',
    '/b-1/',
    { bucketInfo: '' },
    'https://b-1.oss-cn-hangzhou.aliyuncs.com/?bucketInfo',
  ],
  ['http://127.0.0.1:91/oss/cn-hangzhou', '/', { marker: 'a b' }, 'http://127.0.0.1:91/oss/cn-hangzhou/?marker=a%20b'],
  ['http://127.0.0.1:91/oss/cn-hangzhou', '/b-1/', {}, 'http://127.0.0.1:91/oss/cn-hangzhou/b-1/'],
])('%s %s goes to the right place', (endpoint, path, query, url) => {
  expect(ossUrl({ endpoint, path, query }).href).toBe(url);
});

describe('XML', () => {
  it.each([
    ['text', '<A>x</A>', 'x'],
    ['entities', '<A>&lt;a&gt; &amp;amp; &quot;&apos; &#20013;&#x6587; &nope;</A>', '<a> &amp; "\' 中文 &nope;'],
    [
      'a declaration, a comment, attributes',
      '<?xml version="1.0"?>\n<!-- <x> -->\n<A b="1"><C d="2">3</C></A>\n',
      { C: '3' },
    ],
    ['CDATA', '<A><![CDATA[<b>&amp;]]></A>', '<b>&amp;'],
    ['an empty element', '<A><B/><C></C></A>', { B: '', C: '' }],
    [
      'a list of one',
      '<A><Buckets><Bucket><Name>x</Name></Bucket></Buckets></A>',
      { Buckets: { Bucket: [{ Name: 'x' }] } },
    ],
    ['one of another parent', '<A><Bucket><Name>x</Name></Bucket></A>', { Bucket: { Name: 'x' } }],
    ['twice', '<A><B>1</B><B>2</B><B>3</B></A>', { B: ['1', '2', '3'] }],
  ])('%s', (_, text, body) => {
    expect(JSON.parse(JSON.stringify(readXml(text)?.body))).toEqual(body);
  });

  it('has no prototype to spoil', () => {
    const read = readXml('<A><__proto__><x>1</x></__proto__></A>');
    expect(read).toBeDefined();
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each(['', 'x', '<A>', '<A></B>', '<A></A><B></B>', '<A></A>x', '<A><B></A>', '{"a":1}', '<html><br></html>'])(
    '%j is none',
    (text) => expect(readXml(text)).toBeUndefined(),
  );
});

it.each([
  [
    'the end signal that is left out',
    '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>',
    { IsTruncated: 'false' },
  ],
  [
    'an end signal that is there',
    '<ListAllMyBucketsResult><IsTruncated>true</IsTruncated><NextMarker>m</NextMarker></ListAllMyBucketsResult>',
    { IsTruncated: 'true', NextMarker: 'm' },
  ],
])('%s', (_, text, body) => {
  const read = readOss({ status: 200, headers: { 'x-oss-request-id': 'R-1' }, text });
  expect(read).toMatchObject({ kind: 'body', body: { ...body, RequestId: 'R-1' } });
});

it('a marker without an end signal is not taken for the end', () => {
  const text = '<ListAllMyBucketsResult><NextMarker>m</NextMarker><Buckets/></ListAllMyBucketsResult>';
  expect(readOss({ status: 200, headers: {}, text })).toEqual({
    kind: 'body',
    body: expect.not.objectContaining({ IsTruncated: 'false' }),
  });
});

const errorXml = (code: string, more = '') =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message><RequestId>R-9</RequestId>${more}</Error>`;

describe('over the wire', () => {
  const CANARY = {
    accessKeyId: 'LTAI5tCanaryKeyIdentifier',
    accessKeySecret: 'canary+secret/0123456789==',
    securityToken: 'canary/token+0123456789abcdef==',
  };
  let reply: (asked: Asked) => Reply;
  let cloud: Cloud;
  let transport: Transport;
  beforeAll(async () => {
    cloud = await startCloud((asked) => reply(asked));
    transport = createTransport();
  });
  afterAll(async () => {
    transport.close();
    await cloud.close();
  });

  function send(answer: Reply | ((asked: Asked) => Reply), more: Partial<WireRequest> = {}) {
    reply = typeof answer === 'function' ? answer : () => answer;
    return transport.send({
      product: oss,
      action: 'GetBucketInfo',
      path: '/{Bucket}/?bucketInfo',
      style: 'oss',
      region: 'cn-hangzhou',
      endpoint: `${cloud.url}/oss/cn-hangzhou`,
      params: { Bucket: 'b-1' },
      credentials: CANARY,
      timeoutMs: 5000,
      ...more,
    });
  }

  async function refusalOf(promise: Promise<unknown>) {
    const error = await errorOf(promise);
    const shown = [error.message, error.stack, JSON.stringify(error), String((error as Error).cause)].join('\n');
    for (const secret of Object.values(CANARY)) expect(shown).not.toContain(secret);
    return error;
  }

  it.each<[string, Reply, string, boolean]>([
    ['NoSuchBucket', { status: 404, text: errorXml('NoSuchBucket') }, 'not-found', false],
    ['AccessDenied', { status: 403, text: errorXml('AccessDenied') }, 'access-denied', false],
    [
      'SignatureDoesNotMatch, with what was signed',
      {
        status: 403,
        text: errorXml(
          'SignatureDoesNotMatch',
          `<OSSAccessKeyId>${CANARY.accessKeyId}</OSSAccessKeyId><StringToSign>${CANARY.securityToken}</StringToSign>`,
        ),
      },
      'credentials',
      false,
    ],
    ['InvalidAccessKeyId', { status: 403, text: errorXml('InvalidAccessKeyId') }, 'credentials', false],
    ['InvalidSecurityToken', { status: 403, text: errorXml('InvalidSecurityToken') }, 'credentials', false],
    ['RequestTimeTooSkewed', { status: 403, text: errorXml('RequestTimeTooSkewed') }, 'credentials', false],
    ['SecurityTokenExpired', { status: 403, text: errorXml('SecurityTokenExpired') }, 'token-expired', false],
    ['UserDisable', { status: 403, text: errorXml('UserDisable') }, 'service-not-open', false],
    ['SlowDown', { status: 503, text: errorXml('SlowDown') }, 'throttled', true],
    ['QpsLimitExceeded', { status: 503, text: errorXml('QpsLimitExceeded') }, 'throttled', true],
    [
      'DownloadTrafficRateLimitExceeded',
      { status: 503, text: errorXml('DownloadTrafficRateLimitExceeded') },
      'throttled',
      true,
    ],
    ['RequestTimeout', { status: 400, text: errorXml('RequestTimeout') }, 'service', true],
    ['InternalError', { status: 500, text: errorXml('InternalError') }, 'service', true],
    ['an unknown code', { status: 400, text: errorXml('BrandNew') }, 'request-refused', false],
    ['an error with HTTP 200', { status: 200, text: errorXml('AccessDenied') }, 'access-denied', false],
    ['a 500 of another form', { status: 500, body: { message: 'oops' } }, 'service', true],
    ['a gateway page', { status: 502, text: '<html><br>502</html>' }, 'service', true],
    ['XML cut short', { status: 200, text: '<BucketInfo><Bucket><Name>b-1' }, 'service', true],
    ['an empty body', { status: 200, text: '' }, 'service', true],
    ['a connection that breaks', 'reset', 'transport', true],
    ['a connection that breaks in the body', 'half', 'transport', true],
  ])('%s', async (_, answer, code, retryable) => {
    const error = await refusalOf(send(answer));
    expect(error).toMatchObject({ code, retryable, product: 'oss', action: 'GetBucketInfo', region: 'cn-hangzhou' });
  });

  it('tells what the cloud said', async () => {
    const error = await refusalOf(send({ status: 404, text: errorXml('NoSuchBucket') }));
    expect(error).toMatchObject({ cloudCode: 'NoSuchBucket', httpStatus: 404, requestId: 'R-9' });
    expect(error.message).toBe('oss:GetBucketInfo in cn-hangzhou: no (NoSuchBucket, HTTP 404)');
  });

  it.each(['silence', 'stall'] as const)('ends after the time for an exchange (%s)', async (answer) => {
    expect(await refusalOf(send(answer, { timeoutMs: 150 }))).toMatchObject({ code: 'transport', retryable: true });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const sent = send(
      () => {
        controller.abort();
        return 'silence';
      },
      { signal: controller.signal },
    );
    await expect(sent).rejects.toBeInstanceOf(StoppedError);
  });

  it('asks for the bucket in the path, and for nothing that is no bucket', async () => {
    await send({ text: '<BucketInfo><Bucket><Name>b-1</Name></Bucket></BucketInfo>' });
    expect(cloud.asked.at(-1)).toMatchObject({ method: 'GET', url: '/oss/cn-hangzhou/b-1/?bucketInfo' });
    const before = cloud.asked.length;
    for (const Bucket of [undefined, '', 'a/b', '..', 'a.evil.example/', '?acl']) {
      const error = await refusalOf(send('reset', { params: { Bucket } }));
      expect(error).toMatchObject({ code: 'request-refused', retryable: false });
    }
    expect(cloud.asked).toHaveLength(before);
  });

  const INFO = '<BucketInfo><Bucket><Name>far</Name></Bucket></BucketInfo>';

  it('asks again in the region that the cloud names, and remembers it', async () => {
    const answer = (asked: Asked): Reply =>
      asked.region === 'cn-beijing'
        ? { text: INFO }
        : { status: 403, text: errorXml('AccessDenied', '<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>') };
    const before = cloud.asked.length;
    await send(answer, { params: { Bucket: 'far' } });
    await send(answer, { params: { Bucket: 'far' } });
    expect(cloud.asked.slice(before).map((one) => one.region)).toEqual(['cn-hangzhou', 'cn-beijing', 'cn-beijing']);
  });

  it('sends its keys to no host that an answer names', async () => {
    const before = cloud.asked.length;
    const more = '<Endpoint>oss-cn-beijing.aliyuncs.com.evil.example</Endpoint>';
    const error = await refusalOf(
      send({ status: 403, text: errorXml('AccessDenied', more) }, { params: { Bucket: 'x' } }),
    );
    expect(error.code).toBe('access-denied');
    expect(cloud.asked).toHaveLength(before + 1);
  });

  it('does not run after an endpoint that changes for ever', async () => {
    let n = 0;
    const before = cloud.asked.length;
    const answer = (): Reply => ({
      status: 403,
      text: errorXml('AccessDenied', `<Endpoint>oss-cn-r${(n += 1)}.aliyuncs.com</Endpoint>`),
    });
    expect(await refusalOf(send(answer, { params: { Bucket: 'loop' } }))).toMatchObject({ code: 'service' });
    expect(cloud.asked).toHaveLength(before + 2);
  });

  it('a bucket without a policy is an answer', async () => {
    const { body } = await send({ status: 404, text: errorXml('NoSuchBucketPolicy') });
    expect(policyStatus.toAsset(body, { account: { id: '', name: '' }, region: 'global' }).isPublic).toBe(false);
  });

  it('ROA paths take their parameters, and the rest is the query', async () => {
    const ask = (params: WireRequest['params'], path = nodes.call.path) =>
      send({ body: { nodes: [] } }, { product: nodes.product, style: 'roa', action: 'x', path, params });
    await ask({ ClusterId: 'c-1', pageNumber: 2 });
    expect(cloud.asked.at(-1)?.url).toMatch(/\/clusters\/c-1\/nodes\?pageNumber=2$/);
    await ask({ page_number: 1 }, clusters.call.path);
    expect(cloud.asked.at(-1)?.params).toEqual({ region_id: 'cn-hangzhou', page_number: '1' });
    expect(await refusalOf(ask({}))).toMatchObject({ code: 'request-refused' });
    expect(await refusalOf(ask({ ClusterId: '../x' }))).toMatchObject({ code: 'request-refused' });
  });
});

describe('against the emulator', () => {
  let emulator: Emulator;
  const transport = createTransport();
  afterAll(() => transport.close());
  afterEach(() => emulator.close());

  async function start(count: number, faults: Fault[] = []) {
    emulator = await startEmulator({
      scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], plant: {}, instances: 0, buckets: count },
    });
    emulator.faults.set(faults);
  }

  async function read(collector: AnyCollector, params = {}, keys: Credentials = EMULATOR_KEY, shared = testClient()) {
    const client = testClient({
      ...shared.options,
      transport,
      credentials: fromKeys(keys),
      endpoints: { template: emulator.endpoint },
    });
    const items: unknown[] = [];
    const { product, call, paging, items: path } = collector;
    const pages = listPages(client, { product, call, paging, items: path, region: 'global', params });
    for await (const page of pages) items.push(...page.items);
    return { items, counters: client.options.counters };
  }

  it('lists over three pages', async () => {
    await start(2001);
    const { items, counters } = await read(buckets);
    const names = items.map((item) => follow(item, ['Name']));
    expect(new Set(names).size).toBe(2001);
    expect(counters.total).toBe(3);
  });

  it('reads the same with signature V1 where an account asks for it, from any region', async () => {
    await start(4);
    const v1 = testClient({ ossSignature: 'v1' });
    const { items } = await read(buckets, {}, EMULATOR_KEY, v1);
    expect(items).toEqual((await read(buckets)).items);
    for (const item of items) {
      const ask = { Bucket: String(follow(item, ['Name'])) };
      const found = async (shared?: typeof v1): Promise<unknown> =>
        (await read(bucketInfo, ask, EMULATOR_KEY, shared)).items.map((one) => follow(one, ['Bucket']));
      expect(await found(v1)).toEqual(await found());
    }
    expect(items).toHaveLength(4);
    const wrong = read(buckets, {}, { ...EMULATOR_KEY, accessKeySecret: 'wrong' }, v1);
    expect((await errorOf(wrong)).message).toContain('SignatureDoesNotMatch');
  });

  it.each([0, 1, 1000])('lists %i buckets with one call', async (count) => {
    await start(count);
    const { items, counters } = await read(buckets);
    expect(items).toHaveLength(count);
    expect(counters.total).toBe(1);
  });

  it('asks for a bucket in its region: at once when it was listed, by the way of another region when not', async () => {
    await start(2);
    const { items } = await read(buckets);
    const far = items
      .map((item) => [follow(item, ['Name']), follow(item, ['Region'])])
      .find(([, at]) => at === 'cn-shanghai');
    const ask = { Bucket: String(far?.[0]) };
    const known = await read(bucketInfo, ask);
    expect(known.items.map((item) => follow(item, ['Bucket', 'AccessControlList', 'Grant']))).toEqual(['private']);
    expect(emulator.stats().byCall['oss:GetBucketInfo:cn-shanghai']?.ok).toBe(1);
    expect(emulator.stats().byCall['oss:GetBucketInfo:cn-hangzhou']).toBeUndefined();
    const fresh = createTransport();
    const client = testClient({
      transport: fresh,
      credentials: fromKeys(EMULATOR_KEY),
      endpoints: { template: emulator.endpoint },
    });
    await client.call(oss, bucketInfo.call, 'global', ask);
    fresh.close();
    expect(emulator.stats().byCall['oss:GetBucketInfo:cn-hangzhou']?.errors).toBe(1);
    expect(emulator.stats().byCall['oss:GetBucketInfo:cn-shanghai']?.ok).toBe(2);
  });

  it('a wrong secret', async () => {
    await start(3);
    const error = await errorOf(read(buckets, {}, { ...EMULATOR_KEY, accessKeySecret: 'wrong' }));
    expect(error).toMatchObject({ code: 'credentials' });
    expect(error.message).toContain('SignatureDoesNotMatch');
  });

  it('denied', async () => {
    await start(3, [{ kind: 'denied', product: 'oss', action: 'ListBuckets' }]);
    const error = await errorOf(read(buckets));
    expect(error).toMatchObject({ code: 'access-denied', ramAction: 'oss:ListBuckets' });
    expect(error.message).toContain('grant oss:ListBuckets');
  });

  it('throttled twice', async () => {
    await start(3, [{ kind: 'throttle', product: 'oss', times: 2, retryAfterMs: 5 }]);
    const { items, counters } = await read(buckets);
    expect(items).toHaveLength(3);
    expect(counters).toMatchObject({ throttled: 2, total: 3 });
  });

  it.each(['html502', 'json500', 'malformedJson'] as const)('%s once', async (kind) => {
    await start(3, [{ kind, times: 1 }]);
    expect((await read(buckets)).items).toHaveLength(3);
  });

  it('a marker that repeats itself', async () => {
    await start(3000, [{ kind: 'repeatedToken', product: 'oss' }]);
    expect((await errorOf(read(buckets))).message).toContain('repeats a page token');
  });

  it('a bucket that is gone', async () => {
    await start(1);
    expect(await errorOf(read(bucketInfo, { Bucket: 'gone' }))).toMatchObject({ code: 'not-found' });
  });
});
