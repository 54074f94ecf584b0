import { createTransport, type Transport, type WireRequest } from '../../../lib/aliyun';
import { endpointOf } from '../../../lib/aliyun/endpoint';
import { meaningOfSls, signSls, slsPlace } from '../../../lib/aliyun/sls';
import { oss } from '../../../scripts/oss';
import { sls } from '../../../scripts/sls';
import { errorOf, startCloud, type Asked, type Cloud, type Reply } from './cloud';

const KEYS = { accessKeyId: 'LTAI5tExampleKey', accessKeySecret: 'examplesecret' };
const NOW = new Date('2026-03-01T00:00:00Z');

/** The signatures are those that `@alicloud/log` 1.2.6 makes of the same headers. */
it.each([
  [
    'a list',
    { method: 'GET', path: '/logstores', query: { size: '500', offset: '0' } },
    {},
    'wK7pS0meFdGNIJ22tDRVnHEpZzY=',
  ],
  [
    'a session',
    { method: 'GET', path: '/' },
    { securityToken: 'examplesecuritytoken' },
    '+dLN9m5FQtjg9eD7uRNnDG8Vbjw=',
  ],
  [
    'a body',
    {
      method: 'POST',
      path: '/logstores/a/shards/lb',
      body: { bytes: Buffer.from('hello'), type: 'application/x-protobuf' },
    },
    {},
    'lzDNWuUaRvE/YvxZ7cLUw6vY8vs=',
  ],
] as const)('signs %s as the official client does', (_, message, session, signature) => {
  expect(signSls(message, { ...KEYS, ...session }, NOW).Authorization).toBe(`LOG LTAI5tExampleKey:${signature}`);
});

it.each([
  ['https://cn-hangzhou.log.aliyuncs.com', undefined, { url: 'https://cn-hangzhou.log.aliyuncs.com' }],
  ['https://cn-hangzhou.log.aliyuncs.com', 'ops', { url: 'https://ops.cn-hangzhou.log.aliyuncs.com' }],
  ['http://127.0.0.1:91', 'ops', { url: 'http://127.0.0.1:91', host: 'ops.127.0.0.1:91' }],
  ['https://gate.example/sls/', 'ops', { url: 'https://gate.example/sls', host: 'ops.gate.example' }],
])('%s of project %s is at the right place', (endpoint, project, place) => {
  expect(slsPlace(endpoint, project)).toEqual(place);
});

it('is asked inside a VPC at the hosts of its own', () => {
  expect(endpointOf(sls, 'cn-hangzhou')).toBe('https://cn-hangzhou.log.aliyuncs.com');
  expect(endpointOf(sls, 'cn-hangzhou', { network: 'vpc' })).toBe('https://cn-hangzhou-intranet.log.aliyuncs.com');
  expect(endpointOf(oss, 'cn-hangzhou', { network: 'vpc' })).toBe('https://oss-cn-hangzhou-internal.aliyuncs.com');
});

it.each([
  ['Unauthorized', 'denied by sts or ram, action: log:ListProject', undefined],
  ['Unauthorized', 'The security token you provided has expired', 'token-expired'],
  ['Unauthorized', 'The security token you provided is invalid.', 'credentials'],
  ['Unauthorized', 'AccessKeyId not found: LTAI', 'credentials'],
  ['Unauthorized', 'Your SLS service has been forbidden.', 'request-refused'],
  ['InvalidAccessKeyId', 'Your SLS service has not opened.', 'service-not-open'],
  ['InvalidAccessKeyId', 'The access key id you provided is invalid: LTAI.', undefined],
  ['ProjectNotExist', 'AccessKeyId not found', 'not-found'],
])('%s: %s', (code, message, means) => expect(meaningOfSls(code, message)).toBe(means));

describe('over the wire', () => {
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
      product: sls,
      action: 'GetLogStore',
      path: '/logstores/{logstore}',
      style: 'sls',
      region: 'cn-hangzhou',
      endpoint: `${cloud.url}/sls/cn-hangzhou`,
      params: { project: 'ops', logstore: 'requests', size: 5 },
      credentials: KEYS,
      timeoutMs: 5000,
      ...more,
    });
  }

  it('names the project in the host alone and fills the path', async () => {
    let seen: Asked | undefined;
    const { body } = await send((asked) => {
      seen = asked;
      return { body: { ttl: 30 } };
    });
    expect(body).toEqual({ ttl: 30 });
    expect(seen?.url).toBe('/sls/cn-hangzhou/logstores/requests?size=5');
    expect(seen?.headers.host).toMatch(/^ops\.127\.0\.0\.1:\d+$/);
    expect(seen?.headers).toMatchObject({ 'x-log-bodyrawsize': '0', 'x-log-signaturemethod': 'hmac-sha1' });
  });

  it.each(['ops.evil.example/', 'Ops', '-ops', 7])('sends nothing for a project like %j', async (project) => {
    let calls = 0;
    const error = await errorOf(
      send(() => ({ body: { n: (calls += 1) } }), { params: { project, logstore: 'requests' } }),
    );
    expect(error).toMatchObject({ code: 'request-refused' });
    expect(calls).toBe(0);
  });

  it('reads a refusal with its code, words and request id', async () => {
    const error = await errorOf(
      send({
        status: 404,
        body: { errorCode: 'LogStoreNotExist', errorMessage: 'logstore requests does not exist' },
        headers: { 'x-log-requestid': 'R-1' },
      }),
    );
    expect(error).toMatchObject({
      code: 'not-found',
      cloudCode: 'LogStoreNotExist',
      requestId: 'R-1',
      httpStatus: 404,
    });
    expect(error.message).toContain('logstore requests does not exist');
  });

  it.each([
    ['a gateway page', { text: '<html>', status: 502 }],
    ['a list', { body: [] }],
    ['half a body', 'half'],
    ['a broken connection', 'reset'],
  ] as const)('%s is no answer', async (_, answer) => {
    expect((await errorOf(send(answer))).code).toMatch(/^(service|transport)$/);
  });
});
