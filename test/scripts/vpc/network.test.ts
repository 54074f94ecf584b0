/**
 * The network template against the emulator: what is planted is found, on the very assets, and nothing else is.
 */
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../emulator';
import type { Finding, RunSummary } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import { inspection } from '../../../templates/network';
import { failures, plantedFor } from '../../harness/emulated';
import { call } from '../../emulator/client';

interface Result {
  readonly summary: RunSummary;
  readonly findings: readonly Finding[];
  /** Everything that any reporter was given, as text. */
  readonly told: string;
}

async function inspect(emulator: Emulator): Promise<Result> {
  const findings: Finding[] = [];
  const told: string[] = [];
  const keep = (batch: readonly unknown[]) => void told.push(JSON.stringify(batch));
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [
      {
        name: 'keep',
        assets: keep,
        events: keep,
        findings: (batch) => {
          keep(batch);
          findings.push(...batch);
        },
      },
    ],
  });
  return { summary, findings, told: told.join('\n') };
}

let emulator: Emulator;
let result: Result;
const before = { ...process.env };
beforeAll(async () => {
  process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = EMULATOR_KEY.accessKeyId;
  process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = EMULATOR_KEY.accessKeySecret;
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'] } });
  result = await inspect(emulator);
});
afterAll(async () => {
  process.env = before;
  await emulator.close();
});

test('what is planted is found, with its severity, and nothing else is', () => {
  expect(failures(result.findings)).toEqual(plantedFor(emulator, inspection.checkers));
});

test('everything could be read and nothing is unknown', () => {
  expect(result.summary.collections.filter((one) => one.status !== 'complete')).toEqual([]);
  expect(result.summary.verdicts.unknown).toBe(0);
  expect(result.findings.filter((one) => one.verdict === 'unknown')).toEqual([]);
});

test('every checker of the template passes somewhere, so that none of them only ever fails', () => {
  const passing = new Set(result.findings.filter((one) => one.verdict === 'pass').map((one) => one.checker));
  expect(inspection.checkers.map((one) => one.id).filter((id) => !passing.has(id))).toEqual([]);
});

test('a pre-shared key is on the wire and reaches nobody', async () => {
  const answer = await call(emulator, 'vpc', 'DescribeVpnConnections', { RegionId: 'cn-shanghai' });
  expect(JSON.stringify(answer)).toContain('"Psk"');
  expect(result.told).toContain('vpc-vpn-connections');
  expect(result.told).not.toMatch(/psk/i);
});

test('fan-out only where it must be: running CLB and NLB listeners, subscription CLB', () => {
  const { byCall } = emulator.stats();
  const calls = (action: string) =>
    Object.entries(byCall)
      .filter(([name]) => name.includes(`:${action}:cn-hangzhou`))
      .reduce((sum, [, one]) => sum + one.calls, 0);
  const { world } = emulator;
  const [account] = world.accounts;
  const count = (kind: 'loadBalancer' | 'nlbListener') => world.count(account?.accountId ?? '', 'cn-hangzhou', kind);
  const assetsOf = (collector: string) =>
    result.summary.collections.find((one) => one.collector === collector && one.region === 'cn-hangzhou')?.assets;
  const here = world.planted().filter((one) => one.region === 'cn-hangzhou');
  const off = here.filter((one) => one.condition === 'slb-inactive' || one.condition === 'slb-locked');
  const subscriptions = result.findings.filter(
    (one) => one.checker === 'slb-expiring' && one.region === 'cn-hangzhou' && one.verdict !== 'skip',
  );
  expect(subscriptions.length).toBeLessThan(count('loadBalancer') / 2);
  expect(calls('DescribeHealthStatus')).toBe(count('loadBalancer') - off.length);
  expect(calls('DescribeLoadBalancerAttribute')).toBe(subscriptions.length);
  expect(calls('GetListenerHealthStatus')).toBe(count('nlbListener'));
  // All of them by load balancer, those of HTTPS by certificate, and those again that may serve other domain names.
  expect(calls('DescribeLoadBalancerListeners')).toBe(3);
  expect(calls('DescribeDomainExtensions')).toBe(assetsOf('slb-certificate-listeners'));
  expect(calls('DescribeVpnConnections')).toBe(1);
  // Two to each, some on one port.
  expect(assetsOf('slb-listeners')).toBe(2 * count('loadBalancer'));
});
