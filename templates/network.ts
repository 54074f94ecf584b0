/** Network inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as alb from 'aliyun-inspection/scripts/alb';
import * as nlb from 'aliyun-inspection/scripts/nlb';
import * as slb from 'aliyun-inspection/scripts/slb';
import * as vpc from 'aliyun-inspection/scripts/vpc';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const eips = [
  vpc.eipUnbound.with({ days: 7 }),
  vpc.eipDrop,
  vpc.eipBandwidthHigh,
  vpc.eipExpiring,
  vpc.eipLocked,
] as const;
const nat = [vpc.natIdle, vpc.natSessionHigh, vpc.natDrop, vpc.natExpiring, vpc.natLocked] as const;
const vpn = [vpc.vpnExpiring.with({ days: 30, criticalDays: 7 }), vpc.vpnLocked, vpc.vpnTunnelDown] as const;
const lines = [vpc.vbrInactive, vpc.vbrLossHigh, vpc.vbrLatencyHigh, vpc.vbrBandwidthHigh, vpc.vswitchIpLow] as const;
const clb = [slb.slbUnhealthy, slb.connectionHigh, slb.qpsHigh, slb.slbDrop, slb.slb5xx, slb.noBackend] as const;
const clbState = [slb.slbExpiring, slb.statusAbnormal, slb.certExpiring, slb.healthCheckOff] as const;
const albs = [alb.albIdle, alb.serverGroupEmpty, alb.albUnhealthy, alb.alb5xx, alb.albLocked] as const;
const nlbs = [nlb.nlbIdle, nlb.serverGroupEmpty, nlb.nlbUnhealthy, nlb.nlbDrop, nlb.nlbLocked] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'network',
  title: { zh: '网络巡检', en: 'Network inspection' },
  schedule: '19,49 * * * *',
  timeoutSeconds: 1800,
  accounts,
  checkers: [...eips, ...nat, ...vpn, ...lines, ...clb, ...clbState, ...albs, ...nlbs] as const,
  filters: [(asset) => asset.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
