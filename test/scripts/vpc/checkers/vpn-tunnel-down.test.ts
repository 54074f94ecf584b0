import { vpnTunnelDown } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now, vpnConnection, vpnConnectionItem } from '../fixtures';

const [master, slave] = ['master', 'slave'].map((role) => ({
  tunnelId: role === 'master' ? 'tun-a' : 'tun-b',
  role,
  state: 'active',
  status: 'ipsec_sa_established',
})) as [Tunnel, Tunnel];
type Tunnel = NonNullable<(typeof vpnConnection)['tunnels']>[number];

const DOWN = 'ike_sa_not_established' as const;
const bothDown = [
  { ...master, status: DOWN },
  { ...slave, status: DOWN },
];
const single = { tunnels: [], status: DOWN } as const;

test('no key and no password of the answer is in the asset', () => {
  expect(JSON.stringify(vpnConnectionItem)).toContain('not-for-anybody');
  expect(JSON.stringify(vpnConnection)).not.toContain('not-for-anybody');
  expect(Object.keys(vpnConnection).filter((name) => /psk|key|secret|ike/i.test(name))).toEqual([]);
});

testChecker(vpnTunnelDown, {
  healthy: { asset: vpnConnection, now },
  pass: {
    'both tunnels up': {},
    'both tunnels up, whatever the old status field says': { asset: { status: 'ike_sa_not_established' } },
    'a single tunnel up': { asset: { tunnels: [] } },
    'no list of tunnels, up': { asset: { tunnels: undefined } },
    'up, and negotiates only when there is traffic': { asset: { effectImmediately: false } },
    'one tunnel up, the other down while it is changed': {
      asset: { tunnels: [master, { ...slave, state: 'updating', status: DOWN }] },
    },
  },
  fail: {
    'a single tunnel down': {
      asset: { tunnels: [], status: 'ike_sa_not_established' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'IPsec 连接 vco-1 不通：ike_sa_not_established',
        en: 'IPsec connection vco-1 is down: ike_sa_not_established',
      },
    },
    'phase 1 only is not up': {
      asset: { tunnels: undefined, status: 'ike_sa_established' },
      message: 'down',
      severity: 'critical',
      data: { tunnels: ['ike_sa_established'] },
    },
    'one of two tunnels down': {
      asset: { tunnels: [master, { ...slave, status: 'ipsec_sa_not_established' }] },
      message: 'degraded',
      severity: 'warning',
      text: {
        zh: 'IPsec 连接 vco-1 有 1 条隧道不通：tun-b (slave): ipsec_sa_not_established',
        en: '1 of the tunnels of IPsec connection vco-1 are down: tun-b (slave): ipsec_sa_not_established',
      },
    },
    'both tunnels down': {
      asset: {
        tunnels: bothDown,
      },
      message: 'down',
      severity: 'critical',
      data: { value: 2 },
    },
    'attached to a transit router, and down': {
      asset: { ...single, state: 'attached' },
      message: 'down',
      severity: 'critical',
      data: { tunnels: [DOWN] },
    },
    'locked for overdue payment, whatever the traffic': {
      asset: { ...single, state: 'financialLocked', effectImmediately: false },
      message: 'down',
      severity: 'critical',
      data: { value: 1 },
    },
    'one tunnel down, the other down while it is changed': {
      asset: {
        tunnels: [
          { ...master, status: DOWN },
          { ...slave, state: 'updating', status: DOWN },
        ],
      },
      message: 'down',
      severity: 'critical',
      data: { value: 1, tunnels: [`tun-a (master): ${DOWN}`] },
    },
    'one tunnel down, the other up while it is changed': {
      asset: {
        tunnels: [
          { ...master, status: DOWN },
          { ...slave, state: 'updating' },
        ],
      },
      message: 'degraded',
      severity: 'warning',
      data: { value: 1 },
    },
  },
  skip: {
    ...Object.fromEntries(
      (['init', 'provisioning', 'attaching', 'detaching', 'updating', 'Upgrading', 'deleted'] as const).map((state) => [
        state,
        { asset: { ...single, state } },
      ]),
    ),
    'in dual-tunnel mode': { asset: { tunnels: bothDown, state: 'detaching' } },
    'both tunnels being deleted': {
      asset: { tunnels: bothDown.map((tunnel) => ({ ...tunnel, state: 'deleting' as const })) },
    },
  },
  unknown: {
    'down for lack of traffic, perhaps': { asset: { ...single, effectImmediately: false } },
    'one tunnel down for lack of traffic, perhaps': {
      asset: { tunnels: [master, { ...slave, status: DOWN }], effectImmediately: false },
    },
    'down, and nothing tells whether it waits for traffic': { asset: { ...single, effectImmediately: undefined } },
    'down, and nothing tells whether it is in use': { asset: { ...single, state: undefined } },
    'a tunnel is down, and nothing tells whether it is changed': {
      asset: { tunnels: [master, { ...slave, state: undefined, status: DOWN }] },
    },
    'no status': { asset: { tunnels: [], status: undefined } },
    'no status of one tunnel': { asset: { tunnels: [master, { ...slave, status: undefined }] } },
  },
  // Without tunnels it is a connection in single-tunnel mode, which has a status of its own.
  absentIsFact: ['tunnels'],
});
