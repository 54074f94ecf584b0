import { vpnTunnelDown } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now, vpnConnection, vpnConnectionItem } from '../fixtures';

const [master, slave] = ['master', 'slave'].map((role) => ({
  tunnelId: role === 'master' ? 'tun-a' : 'tun-b',
  role,
  status: 'ipsec_sa_established',
})) as [Tunnel, Tunnel];
interface Tunnel {
  readonly tunnelId: string;
  readonly role: string;
  readonly status: string;
}

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
        tunnels: [
          { ...master, status: 'ike_sa_not_established' },
          { ...slave, status: 'ike_sa_not_established' },
        ],
      },
      message: 'down',
      severity: 'critical',
      data: { value: 2 },
    },
  },
  unknown: {
    'no status': { asset: { tunnels: [], status: undefined } },
    'no status of one tunnel': { asset: { tunnels: [master, { ...slave, status: undefined }] } },
  },
  // Without tunnels it is a connection in single-tunnel mode, which has a status of its own.
  absentIsFact: ['tunnels'],
});
