/** Signature V3, request by request: what is signed, what may be added, and how each fault is refused. */
import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { OpenApiUtil } from '@alicloud/openapi-core';
import { omit } from 'lodash';
import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    scenario: loadScenario({ regions: ['cn-hangzhou', 'cn-shanghai'], instances: 30 }),
  });
});
afterAll(() => emulator.close());

interface Sent {
  method: string;
  pathname: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
}

const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');

function sent(more: Partial<Sent> = {}): Sent {
  const body = more.body ?? '';
  const headers = {
    host: `127.0.0.1:${emulator.port}`,
    'x-acs-action': 'DescribeInstances',
    'x-acs-version': '2014-05-26',
    'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': hashOf(body),
    ...more.headers,
  };
  return { method: 'POST', pathname: '/', query: { RegionId: 'cn-hangzhou' }, ...more, headers, body };
}

/** With the signature that the official client gives it. */
function signed(call: Sent, keys: { accessKeyId: string; accessKeySecret: string } = EMULATOR_KEY): Sent {
  const authorization = OpenApiUtil.getAuthorization(
    call as never,
    'ACS3-HMAC-SHA256',
    call.headers['x-acs-content-sha256'] ?? '',
    keys.accessKeyId,
    keys.accessKeySecret,
  );
  return { ...call, headers: { ...call.headers, authorization } };
}

/** Sends it as it is, `Host` included. */
function exchange({ method, pathname, query, headers, body }: Sent): Promise<{ status: number; body: Answer }> {
  const search = new URLSearchParams(query).toString();
  return new Promise((resolve, reject) => {
    const path = search === '' ? pathname : `${pathname}?${search}`;
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
    const options = { port: emulator.port, method, path, headers: { ...headers, ...length } };
    httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Answer });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

describe('a call signed with V3', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const rows = ({ body }: { body: Answer }): string[] =>
    (body.Instances?.Instance ?? []).map((one: Answer) => one.RegionId as string);

  test.each<[string, () => Sent]>([
    [
      'with values to encode',
      () => signed(sent({ query: { RegionId: 'cn-hangzhou', Tag: '', InstanceName: "i-*'()~ +/中" } })),
    ],
    ['by GET', () => signed(sent({ method: 'GET' }))],
    [
      'with parameters in a form',
      () => signed(sent({ query: {}, body: 'RegionId=cn-hangzhou&PageSize=2', headers: form })),
    ],
    ['behind a prefix', () => signed(sent({ pathname: '/ecs/cn-hangzhou/', query: { RegionId: 'cn-hangzhou' } }))],
    ['behind a prefix, signed without it', () => ({ ...signed(sent()), pathname: '/ecs/cn-hangzhou/' })],
    [
      'with a header that is not signed',
      () => {
        const call = signed(sent());
        return { ...call, headers: { ...call.headers, 'x-acs-proxy': 'added on the way' } };
      },
    ],
    ['with a content type that is signed', () => signed(sent({ headers: { 'content-type': 'application/json' } }))],
  ])('%s is answered', async (_, call) => {
    const answer = await exchange(call());
    expect([answer.status, answer.body.Code]).toEqual([200, undefined]);
  });

  test.each([
    ['ecs.cn-shanghai.aliyuncs.com', 'cn-shanghai'],
    [`ecs.cn-shanghai.localhost:1234`, 'cn-shanghai'],
    ['ecs-cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ])('at %s is of that host', async (host, region) => {
    const clusters = { 'x-acs-action': 'DescribeRegions', 'x-acs-version': '2014-05-26' };
    emulator.resetStats();
    expect((await exchange(signed(sent({ query: {}, headers: { host, ...clusters } })))).status).toBe(200);
    expect(Object.keys(emulator.stats().byCall)).toEqual([`ecs:DescribeRegions:${region}`]);
  });

  test('is of the region that it names', async () => {
    expect(new Set(rows(await exchange(signed(sent({ query: { RegionId: 'cn-shanghai' } })))))).toEqual(
      new Set(['cn-shanghai']),
    );
  });

  const without = (name: string): Sent => {
    const call = sent();
    return signed({ ...call, headers: omit(call.headers, name) });
  };
  const changed = (change: (call: Sent) => Sent): Sent => change(signed(sent()));

  test.each<[string, () => Sent, number, string]>([
    [
      'a wrong secret',
      () => signed(sent(), { ...EMULATOR_KEY, accessKeySecret: 'wrong' }),
      400,
      'SignatureDoesNotMatch',
    ],
    [
      'a changed parameter',
      () => changed((call) => ({ ...call, query: { RegionId: 'cn-shanghai' } })),
      400,
      'SignatureDoesNotMatch',
    ],
    ['another method', () => changed((call) => ({ ...call, method: 'GET' })), 400, 'SignatureDoesNotMatch'],
    [
      'a changed header',
      () => changed((call) => ({ ...call, headers: { ...call.headers, 'x-acs-action': 'DescribeDisks' } })),
      400,
      'SignatureDoesNotMatch',
    ],
    [
      'another host',
      () => changed((call) => ({ ...call, headers: { ...call.headers, host: 'ecs.aliyuncs.com' } })),
      400,
      'SignatureDoesNotMatch',
    ],
    ['another body', () => changed((call) => ({ ...call, body: 'x=1' })), 400, 'SignatureDoesNotMatch'],
    [
      'the hash of another body, signed',
      () => signed(sent({ body: 'x=1', headers: { 'x-acs-content-sha256': hashOf('') } })),
      400,
      'SignatureDoesNotMatch',
    ],
    [
      'an unknown key',
      () => signed(sent(), { ...EMULATOR_KEY, accessKeyId: 'nobody' }),
      404,
      'InvalidAccessKeyId.NotFound',
    ],
    [
      'a clock 16 minutes slow',
      () => signed(sent({ headers: { 'x-acs-date': new Date(Date.now() - 16 * 60_000).toISOString() } })),
      400,
      'InvalidTimeStamp.Expired',
    ],
    [
      'a clock 16 minutes fast',
      () => signed(sent({ headers: { 'x-acs-date': new Date(Date.now() + 16 * 60_000).toISOString() } })),
      400,
      'InvalidTimeStamp.Expired',
    ],
    [
      'a time in another form',
      () => signed(sent({ headers: { 'x-acs-date': new Date().toUTCString() } })),
      400,
      'InvalidTimeStamp.Format',
    ],
    [
      'a token of nobody',
      () => signed(sent({ headers: { 'x-acs-security-token': 'x' } })),
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
    [
      'another algorithm',
      () =>
        changed((call) => ({
          ...call,
          headers: { ...call.headers, authorization: call.headers.authorization?.replace('SHA256', 'SM3') ?? '' },
        })),
      400,
      'InvalidSignatureMethod',
    ],
    [
      'half an authorization',
      () =>
        changed((call) => ({
          ...call,
          headers: { ...call.headers, authorization: call.headers.authorization?.replace(/,Signature=.*/, '') ?? '' },
        })),
      400,
      'IncompleteSignature',
    ],
    [
      'a nonce that is not signed',
      () =>
        changed((call) => ({
          ...call,
          headers: {
            ...call.headers,
            authorization: call.headers.authorization?.replace('x-acs-signature-nonce;', '') ?? '',
          },
        })),
      400,
      'IncompleteSignature',
    ],
    ...['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'].map(
      (name): [string, () => Sent, number, string] => [`no ${name}`, () => without(name), 400, 'MissingParameter'],
    ),
    [
      'an action that nobody has',
      () => signed(sent({ headers: { 'x-acs-action': 'DescribeUnicorns' } })),
      404,
      'InvalidAction.NotFound',
    ],
    [
      'a version that nobody has',
      () => signed(sent({ headers: { 'x-acs-version': '2011-01-01' } })),
      400,
      'NoSuchVersion',
    ],
    ['a path that nobody has', () => signed(sent({ pathname: '/unicorns' })), 404, 'InvalidAction.NotFound'],
    [
      'a parameter that the action lacks',
      () => signed(sent({ query: { RegionId: 'cn-hangzhou', Colour: 'red' } })),
      400,
      'InvalidParameter.Colour',
    ],
  ])('with %s is refused', async (_, call, status, code) => {
    const answer = await exchange(call());
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
    expect(answer.body).toMatchObject({ RequestId: expect.any(String), Message: expect.any(String) });
  });

  test('is taken once', async () => {
    const call = signed(sent());
    expect((await exchange(call)).status).toBe(200);
    expect((await exchange(call)).body.Code).toBe('SignatureNonceUsed');
  });

  describe('in ROA style', () => {
    const roa = { 'x-acs-action': 'DescribeClustersV1', 'x-acs-version': '2015-12-15' };
    const clusters = (more: Partial<Sent>) =>
      exchange(
        signed(
          sent({
            method: 'GET',
            pathname: '/api/v1/clusters',
            query: {},
            ...more,
            headers: { ...roa, ...more.headers },
          }),
        ),
      );

    test('takes parameters from the query and from JSON', async () => {
      expect((await clusters({ query: { page_size: '2' } })).body.clusters).toHaveLength(2);
      const json = { 'content-type': 'application/json; charset=utf-8' };
      expect((await clusters({ body: '{"page_size":4}', headers: json })).body.clusters).toHaveLength(4);
    });

    test('is of the region that the host or a header names', async () => {
      const ids = emulator.world.ids(EMULATOR_ACCOUNT, 'cn-shanghai', 'cluster');
      const ways: Record<string, string>[] = [
        { host: 'cs.cn-shanghai.aliyuncs.com' },
        { 'x-acs-region-id': 'cn-shanghai' },
      ];
      for (const headers of ways) {
        const { body } = await clusters({ query: { page_size: '50' }, headers });
        expect(body.clusters.map((one: Answer) => one.cluster_id)).toEqual(ids);
      }
    });
  });
});
