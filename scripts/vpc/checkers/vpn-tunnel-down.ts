import { defineChecker, thoseThat, type AssetOf } from '../../../lib/define';
import { vpnConnections } from '../collectors/vpn-connections';

const UP = 'ipsec_sa_established';
type Connection = AssetOf<typeof vpnConnections>;
type Tunnel = Pick<NonNullable<Connection['tunnels']>[number], 'state' | 'status'>;

/** The other states are those before a connection is in use, after that, and while it is changed. */
const IN_USE: readonly Connection['state'][] = ['active', 'attached', 'financialLocked'];

/** A connection in single-tunnel mode has one status; in dual-tunnel mode each of its tunnels has its own. */
export const vpnTunnelDown = defineChecker({
  id: 'vpc-vpn-tunnel-down',
  asset: vpnConnections,
  title: { zh: 'IPsec 隧道未连通', en: 'IPsec tunnel is down' },
  why: {
    zh: '隧道未协商成功时，云上与本地网络之间不通，或失去备用线路。',
    en: 'Without an established tunnel cloud and premises are cut off, or have no spare line.',
  },
  remedy: {
    zh: '按控制台错误码核对两端的 IKE、IPsec 配置与对端设备。',
    en: 'Look up the error code in the console; compare IKE and IPsec settings of both ends and check the peer.',
  },
  noFix: {
    zh: '隧道的参数必须两端一致，而另一端不在此账号中。先按错误码比较两端的配置。',
    en: 'Both ends of a tunnel have to agree, and one of them is not in this account. Compare the settings of both by the error code.',
  },
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/document_detail/477862.htm',
  because: ['vpc-vpn-locked'],
  // The other tunnel carries the traffic while this one negotiates anew: a judgement.
  lasting: { minutes: 10, each: 'tunnels', atOnce: ['down'] },
  params: {},
  messages: {
    down: {
      zh: 'IPsec 连接 {{id}} 不通：{{tunnels}}',
      en: 'IPsec connection {{id}} is down: {{tunnels}}',
    },
    degraded: {
      zh: 'IPsec 连接 {{id}} 有 {{value}} 条隧道不通：{{tunnels}}',
      en: '{{value}} of the tunnels of IPsec connection {{id}} are down: {{tunnels}}',
    },
  },
  check(connection, { pass, fail, skip, unknown }) {
    const { id, state, status, effectImmediately } = connection;
    if (state !== undefined && !IN_USE.includes(state))
      return skip({ zh: `IPsec 连接未在使用或正在变更：${state}`, en: `not in use, or being changed: ${state}` });
    const dual = connection.tunnels?.length ? connection.tunnels : undefined;
    const tunnels = dual ?? [{ tunnelId: undefined, role: undefined, state: state && ('active' as const), status }];
    const used = tunnels.filter((tunnel) => tunnel.state === undefined || tunnel.state === 'active');
    if (used.length === 0) return skip({ zh: '隧道正在变更', en: 'its tunnels are being changed' });
    const isDown = (tunnel: Tunnel) => tunnel.status !== undefined && tunnel.status !== UP;
    const down = thoseThat(used, isDown);
    if (down.length === 0) {
      if (used.every((tunnel) => tunnel.status === UP)) return pass();
      return unknown({ zh: '应答中没有连接或隧道的状态', en: 'no status of the connection or a tunnel in the answer' });
    }
    if (state === undefined || effectImmediately === undefined || down.some((tunnel) => tunnel.state === undefined))
      return unknown({
        zh: '不通，但应答未说明是否在使用',
        en: 'down, and the answer does not tell whether it is in use',
      });
    // Locked for overdue payment, it stays down whatever the traffic.
    if (!effectImmediately && state !== 'financialLocked')
      return unknown({
        zh: '不通，但该连接有流量时才协商',
        en: 'down, but it negotiates only when there is traffic',
      });
    const data = {
      id,
      value: down.length,
      tunnels: down.map((t) => `${dual ? `${t.tunnelId ?? '?'} (${t.role ?? '?'}): ` : ''}${t.status ?? '?'}`),
    };
    return tunnels.every(isDown) ? fail('down', data) : fail('degraded', data, 'warning');
  },
});
