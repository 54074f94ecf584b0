import { Agent as HttpAgent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { OpenApiUtil } from '@alicloud/openapi-core';
import { EMULATOR_KEY, startEmulator } from '../../../emulator';
import { exchangeAcs3, signAcs3, type Acs3Request } from '../../../lib/credentials/acs3';

const AT = new Date('2026-03-01T01:02:03.456Z');
const KEYS = { accessKeyId: 'LTAI-test-not-a-real-key', accessKeySecret: 'test-not-a-real-secret' };
const request: Acs3Request = {
  endpoint: 'https://ecs.cn-hangzhou.aliyuncs.com',
  action: 'DescribeInstances',
  version: '2014-05-26',
  method: 'POST',
  path: '/',
  query: { RegionId: 'cn-hangzhou' },
  credentials: KEYS,
};

describe('a signature is that of @alicloud/openapi-core', () => {
  it.each<[string, Partial<Acs3Request>, string]>([
    ['an RPC call', {}, '/'],
    ['no parameters', { query: {} }, '/'],
    ['values to encode, in another order', { query: { b: "*'()!~ +/中", a: '', 'Tag.1.Key': 'x=y&z' } }, '/'],
    ['a temporary key', { credentials: { ...KEYS, securityToken: 'token+/=' } }, '/'],
    ['a port', { endpoint: 'http://127.0.0.1:9100' }, '/'],
    ['a port that is the usual one', { endpoint: 'https://ecs.aliyuncs.com:443' }, '/'],
    ['a path', { method: 'GET', path: '/clusters/c-1/nodes', query: { pageSize: '50' } }, '/clusters/c-1/nodes'],
    ['a path behind another', { endpoint: 'http://127.0.0.1:9100/ecs/cn-hangzhou' }, '/ecs/cn-hangzhou/'],
  ])('for %s', (_, more, pathname) => {
    const asked = { ...request, ...more };
    const { url, headers } = signAcs3(asked, AT, 'nonce-1');
    const { method, query } = asked;
    const { authorization, ...signed } = headers;
    const official = OpenApiUtil.getAuthorization(
      { method, pathname, query, headers: signed } as never,
      'ACS3-HMAC-SHA256',
      headers['x-acs-content-sha256'] ?? '',
      KEYS.accessKeyId,
      KEYS.accessKeySecret,
    );
    expect(authorization).toBe(official);
    expect(new URL(url).pathname).toBe(pathname);
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual(query);
    expect(headers['x-acs-date']).toBe('2026-03-01T01:02:03Z');
  });

  it('is left out without keys', () => {
    const { headers } = signAcs3({ ...request, credentials: undefined }, AT, 'nonce-1');
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).toMatchObject({ 'x-acs-action': 'DescribeInstances', 'x-acs-version': '2014-05-26' });
  });
});

describe('an exchange', () => {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const { signal } = new AbortController();
  const closing: (() => Promise<void>)[] = [];
  const before = { ...process.env };
  afterEach(async () => {
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) delete process.env[name];
    Object.assign(process.env, before);
    for (const close of closing.splice(0)) await close();
  });

  async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(answer);
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    server.on('connect', (asked: IncomingMessage, client: Socket) => {
      tunnels.push(asked.url ?? '');
      const [host = '', port = ''] = (asked.url ?? '').split(':');
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      for (const one of [upstream, client]) one.on('error', () => undefined);
      sockets.add(upstream);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
  }
  const tunnels: string[] = [];

  it('reads what is compressed', async () => {
    let asked: string | undefined;
    const { url } = await serve(({ headers }, response) => {
      asked = headers['accept-encoding'];
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"name":"中文"}'));
    });
    const { text } = await exchangeAcs3({ ...request, endpoint: url }, { agents, signal });
    expect([asked, text]).toEqual(['gzip', '{"name":"中文"}']);
  });

  it('uses its connection again', async () => {
    const { url, sockets } = await serve((_, response) => response.end('{}'));
    for (let i = 0; i < 3; i++) await exchangeAcs3({ ...request, endpoint: url }, { agents, signal });
    expect(sockets.size).toBe(1);
  });

  it('follows no redirect', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    expect((await exchangeAcs3({ ...request, endpoint: url }, { agents, signal })).status).toBe(302);
  });

  it('goes through the proxy of the environment, but not where NO_PROXY says so', async () => {
    const seen: string[] = [];
    const proxy = await serve(({ url, headers }, response) => {
      seen.push(`${url ?? ''} for ${headers.host ?? ''}`);
      response.end('{"from":"proxy"}');
    });
    process.env.HTTP_PROXY = proxy.url;
    const endpoint = 'http://ecs.cn-hangzhou.example.com';
    expect((await exchangeAcs3({ ...request, endpoint }, { agents, signal })).text).toBe('{"from":"proxy"}');
    expect(seen).toEqual([`${endpoint}/?RegionId=cn-hangzhou for ecs.cn-hangzhou.example.com`]);
    process.env.NO_PROXY = '*';
    const other = await serve((_, response) => response.end('{"from":"cloud"}'));
    expect((await exchangeAcs3({ ...request, endpoint: other.url }, { agents, signal })).text).toBe('{"from":"cloud"}');
  });

  it('goes through a tunnel for HTTPS, so that the signature holds', async () => {
    const emulator = await startEmulator();
    closing.push(() => emulator.close());
    const proxy = await serve((_, response) => response.writeHead(500).end());
    process.env.HTTPS_PROXY = proxy.url;
    const trusting = { ...agents, https: new HttpsAgent({ ca: emulator.ca }) };
    const asked = { ...request, endpoint: emulator.secureUrl, credentials: EMULATOR_KEY };
    const { status, text } = await exchangeAcs3(asked, { agents: trusting, signal });
    expect([status, tunnels]).toEqual([200, [`127.0.0.1:${emulator.port}`]]);
    expect(text).toContain('"InstanceId"');
  });
});
