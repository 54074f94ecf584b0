/**
 * The network template against the emulator: what is planted is found, on the very assets, and nothing else is.
 */
import { EMULATOR_KEY, startEmulator, type Emulator, type Planted } from '../../../host/emulator';
import type { Finding, RunSummary } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import { inspection } from '../../../templates/network';
import { call } from '../../host/emulator/client';

/** What each condition must raise. A condition of a network that is not listed here must raise nothing. */
const RAISES: Readonly<Record<string, readonly string[]>> = {
  'eip-unbound': ['vpc-eip-unbound warning'],
  'eip-expiring-warning': ['vpc-eip-expiring warning'],
  'eip-expiring-critical': ['vpc-eip-expiring critical'],
  'eip-locked': ['vpc-eip-locked critical'],
  'eip-drop': ['vpc-eip-drop error'],
  // Of checkers that look back, which the template leaves out.
  'eip-idle': [],
  'eip-traffic-jump': [],
  'eip-traffic-drop': [],
  'nat-no-address': ['vpc-nat-idle warning'],
  'nat-no-entry': ['vpc-nat-idle warning'],
  'nat-session-warning': ['vpc-nat-session-high warning'],
  'nat-session-critical': ['vpc-nat-session-high critical'],
  'nat-drop': ['vpc-nat-drop error'],
  'nat-expiring-warning': ['vpc-nat-expiring warning'],
  'nat-expiring-critical': ['vpc-nat-expiring critical'],
  'nat-locked': ['vpc-nat-locked critical'],
  'vpn-expiring-warning': ['vpc-vpn-expiring warning'],
  'vpn-expiring-critical': ['vpc-vpn-expiring critical'],
  'vpn-locked': ['vpc-vpn-locked critical'],
  'vpn-down': ['vpc-vpn-tunnel-down critical'],
  'vpn-half-down': ['vpc-vpn-tunnel-down warning'],
  'vswitch-ip-low': ['vpc-vswitch-ip-low error'],
  'vbr-terminated': ['vpc-vbr-inactive critical'],
  'vbr-circuit-locked': ['vpc-vbr-inactive critical'],
  'vbr-loss-warning': ['vpc-vbr-loss-high warning'],
  'vbr-loss-critical': ['vpc-vbr-loss-high critical'],
  'vbr-latency-warning': ['vpc-vbr-latency-high warning'],
  'vbr-latency-critical': ['vpc-vbr-latency-high critical'],
  'vbr-bandwidth-warning': ['vpc-vbr-bandwidth-high warning'],
  'vbr-bandwidth-critical': ['vpc-vbr-bandwidth-high critical'],
  'slb-inactive': ['slb-status-abnormal warning'],
  'slb-locked': ['slb-status-abnormal critical'],
  'slb-unhealthy-some': ['slb-unhealthy warning'],
  'slb-unhealthy-all': ['slb-unhealthy critical'],
  'slb-connection-warning': ['slb-connection-high warning'],
  'slb-connection-critical': ['slb-connection-high critical'],
  'slb-qps-warning': ['slb-qps-high warning'],
  'slb-qps-critical': ['slb-qps-high critical'],
  'slb-drop': ['slb-drop error'],
  'slb-5xx-warning': ['slb-5xx warning'],
  'slb-5xx-critical': ['slb-5xx critical'],
  'slb-expiring-warning': ['slb-expiring warning'],
  'slb-expiring-critical': ['slb-expiring critical'],
  'slb-cert-expiring-warning': ['slb-cert-expiring warning'],
  'slb-cert-expiring-critical': ['slb-cert-expiring critical'],
  'slb-cert-expired': ['slb-cert-expiring critical'],
  'alb-idle': ['alb-idle warning'],
  'alb-unhealthy': ['alb-unhealthy critical'],
  'alb-5xx-warning': ['alb-5xx warning'],
  'alb-5xx-critical': ['alb-5xx critical'],
  'alb-group-empty': ['alb-server-group-empty warning'],
  'nlb-idle': ['nlb-idle warning'],
  'nlb-drop': ['nlb-drop error'],
  'nlb-unhealthy': ['nlb-unhealthy critical'],
  'nlb-group-empty': ['nlb-server-group-empty warning'],
  // Their checkers are not in the template.
  'alb-rejected': [],
  'vpn-bandwidth-warning': [],
  'vpn-bandwidth-critical': [],
  'cbwp-high-warning': [],
  'cbwp-high-critical': [],
};
const PRODUCTS = ['vpc', 'slb', 'alb', 'nlb'];

function expected(planted: readonly Planted[]): string[] {
  return planted
    .filter((one) => PRODUCTS.includes(one.product))
    .flatMap((one) => (RAISES[one.condition] ?? []).map((what) => `${one.region} ${one.assetId} ${what}`))
    .sort();
}

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

const raised = (findings: readonly Finding[]): string[] =>
  findings
    .filter((one) => one.verdict === 'fail')
    .map((one) => `${one.region} ${one.assetId} ${one.checker} ${one.severity}`)
    .sort();

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

test('every condition of a network is planted and told what it raises', () => {
  const planted = emulator.world.planted().filter((one) => PRODUCTS.includes(one.product));
  expect([...new Set(planted.map((one) => one.condition))].sort()).toEqual(Object.keys(RAISES).sort());
});

test('what is planted is found, with its severity, and nothing else is', () => {
  expect(raised(result.findings)).toEqual(expected(emulator.world.planted()));
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
  const here = world.planted().filter((one) => one.region === 'cn-hangzhou');
  const off = here.filter((one) => one.condition === 'slb-inactive' || one.condition === 'slb-locked');
  const subscriptions = result.findings.filter(
    (one) => one.checker === 'slb-expiring' && one.region === 'cn-hangzhou' && one.verdict !== 'skip',
  );
  expect(subscriptions.length).toBeLessThan(count('loadBalancer') / 2);
  expect(calls('DescribeHealthStatus')).toBe(count('loadBalancer') - off.length);
  expect(calls('DescribeLoadBalancerAttribute')).toBe(subscriptions.length);
  expect(calls('GetListenerHealthStatus')).toBe(count('nlbListener'));
  expect(calls('DescribeLoadBalancerListeners')).toBe(1);
  expect(calls('DescribeVpnConnections')).toBe(1);
});
