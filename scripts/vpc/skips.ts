import type { AssetOf, Reason } from '../../lib/define';
import type { eips } from './collectors/eips';
import type { natGateways } from './collectors/nat-gateways';
import type { virtualBorderRouters } from './collectors/virtual-border-routers';

/** A gateway that is being made, changed or deleted has no steady metrics. */
export function natNotAvailable(nat: AssetOf<typeof natGateways>): Reason | undefined {
  if (nat.status === 'Available') return undefined;
  return { zh: `NAT 网关状态为 ${nat.status}`, en: `the NAT gateway is ${nat.status}` };
}

/** A border router that is down carries nothing: that is another finding. */
export function vbrNotActive(vbr: AssetOf<typeof virtualBorderRouters>): Reason | undefined {
  if (vbr.status === 'active') return undefined;
  return { zh: `边界路由器状态为 ${vbr.status}`, en: `the border router is ${vbr.status}` };
}

/** An address that nothing uses has no traffic: that is another finding. */
export function eipNotBound(eip: AssetOf<typeof eips>): Reason | undefined {
  if (eip.status === 'InUse') return undefined;
  return { zh: `弹性公网 IP 状态为 ${eip.status}`, en: `the elastic IP address is ${eip.status}` };
}
