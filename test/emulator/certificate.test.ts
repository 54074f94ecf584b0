import { existsSync, readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { Agent, get } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { startEmulator } from '../../emulator';
import { hostNames, makeCertificates } from '../../emulator/certificate';

const names = hostNames(['ecs', 'cs'], ['cn-hangzhou'], '10.1.2.3');
const made = makeCertificates(names);
const ca = new X509Certificate(made.ca);
const cert = new X509Certificate(made.cert);

test('an authority signs itself and one server', () => {
  expect([ca.ca, cert.ca]).toEqual([true, false]);
  expect(ca.verify(ca.publicKey)).toBe(true);
  expect(cert.verify(ca.publicKey)).toBe(true);
  expect(cert.checkIssued(ca)).toBe(true);
  expect(cert.verify(cert.publicKey)).toBe(false);
});

test('it is valid now, and for a year', () => {
  const now = Date.now();
  for (const one of [ca, cert]) {
    expect(Date.parse(one.validFrom)).toBeLessThan(now);
    expect(Date.parse(one.validTo) - now).toBeGreaterThan(364 * 86_400_000);
  }
});

test('no two are alike', () => {
  const other = makeCertificates(names);
  expect(new X509Certificate(other.cert).serialNumber).not.toBe(cert.serialNumber);
  expect(new X509Certificate(other.cert).verify(ca.publicKey)).toBe(false);
});

test.each([
  'localhost',
  'ecs.localhost',
  'ecs.aliyuncs.com',
  'ecs-cn-hangzhou.aliyuncs.com',
  'ecs.cn-hangzhou.aliyuncs.com',
  'cs.cn-hangzhou.localhost',
  'oss-cn-hangzhou.localhost',
  'bucket.oss-cn-hangzhou.localhost',
  'bucket.oss-cn-hangzhou.aliyuncs.com',
  'bucket.oss-cn-hangzhou-internal.aliyuncs.com',
])('it is for %s', (name) => expect(cert.checkHost(name)).toBeDefined());

test.each(['127.0.0.1', '::1', '10.1.2.3'])('it is for %s', (address) => expect(cert.checkIP(address)).toBe(address));

test('it is for nobody else', () => {
  expect(cert.checkHost('example.com')).toBeUndefined();
  expect(cert.checkIP('10.1.2.4')).toBeUndefined();
});

test('a host of the cloud that it does not name has one of its own', () => {
  const own = new X509Certificate(made.certOf('ecs.eu-west-1.aliyuncs.com') ?? '');
  expect(own.verify(ca.publicKey)).toBe(true);
  expect(own.checkHost('ecs.eu-west-1.aliyuncs.com')).toBeDefined();
  expect(own.checkHost('ecs.us-east-1.aliyuncs.com')).toBeUndefined();
  for (const host of ['ecs.aliyuncs.com', 'example.com', 'aliyuncs.com.example.com'])
    expect(made.certOf(host)).toBeUndefined();
});

describe('an emulator', () => {
  const health = (url: string, trusted?: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const agent = new Agent({ ca: trusted });
      get(`${url}/__emulator/health`, { agent }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      }).on('error', reject);
    });

  test('speaks HTTP and HTTPS at one port', async () => {
    const emulator = await startEmulator();
    try {
      expect((await fetch(`${emulator.url}/__emulator/health`)).status).toBe(200);
      expect(await health(emulator.secureUrl, emulator.ca)).toBe(200);
      await expect(health(emulator.secureUrl)).rejects.toThrow(/certificate/);
      expect(readFileSync(emulator.caFile, 'utf8')).toBe(emulator.ca);
    } finally {
      await emulator.close();
    }
    expect(existsSync(emulator.caFile)).toBe(false);
  });

  test('shows a certificate to hosts of regions that its world does not have', async () => {
    const emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 5 } });
    const secured = (servername: string) =>
      new Promise<boolean>((resolve, reject) => {
        const socket = connectTls({ port: emulator.port, host: '127.0.0.1', servername, ca: emulator.ca }, () => {
          resolve(socket.authorized);
          socket.destroy();
        }).on('error', reject);
      });
    try {
      expect(await secured('ecs.eu-west-1.aliyuncs.com')).toBe(true);
      expect(await secured('ecs.eu-west-1.aliyuncs.com')).toBe(true);
      expect(await secured('ecs.cn-hangzhou.aliyuncs.com')).toBe(true);
      await expect(secured('example.com')).rejects.toThrow(/altnames/);
    } finally {
      await emulator.close();
    }
  });

  test('closes though connections have said nothing', async () => {
    const emulator = await startEmulator();
    const socket = connect(emulator.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await emulator.close();
    await ended;
  });
});
