import { defineChecker } from '../../../lib/define';
import { vpnConnections } from '../collectors/vpn-connections';

const UP = 'ipsec_sa_established';

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
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/document_detail/477862.htm',
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
  check(connection, { pass, fail, unknown }) {
    const { id, status, tunnels = [] } = connection;
    if (tunnels.length === 0) {
      if (status === undefined) return unknown({ zh: '应答中没有连接状态', en: 'no connection status in the answer' });
      return status === UP ? pass() : fail('down', { id, value: 1, tunnels: [status] });
    }
    const down = tunnels.filter((tunnel) => tunnel.status !== undefined && tunnel.status !== UP);
    const data = {
      id,
      value: down.length,
      tunnels: down.map((t) => `${t.tunnelId ?? '?'} (${t.role ?? '?'}): ${t.status ?? '?'}`),
    };
    if (down.length === tunnels.length) return fail('down', data);
    if (down.length > 0) return fail('degraded', data, 'warning');
    if (tunnels.some((tunnel) => tunnel.status === undefined))
      return unknown({ zh: '应答中没有隧道状态', en: 'no tunnel status in the answer' });
    return pass();
  },
});
